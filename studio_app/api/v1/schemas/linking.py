from __future__ import annotations

from pydantic import BaseModel, Field

from studio_app.api.v1.schemas.common import Body, Moment, Text
from studio_app.features.accounts.types import LinkedView


class DepartBody(Body):
    next: Text | None = Field(default=None, max_length=500)


class FinishBody(Body):
    code: Text = Field(default="", max_length=40)
    keep_account: bool = False


class DepartureOut(BaseModel):
    authorization_url: str
    state: str


class ProviderOut(BaseModel):
    provider: str
    label: str


class ProvidersOut(BaseModel):
    providers: list[ProviderOut]


class LinkedOut(BaseModel):
    """`label` is what the person is called there."""

    provider: str
    label: str
    created_at: Moment
    last_used_at: Moment | None

    @classmethod
    def of(cls, view: LinkedView) -> LinkedOut:
        return cls(
            provider=view.company, label=view.label, created_at=view.created_at, last_used_at=view.last_used_at
        )


class LinkedsOut(BaseModel):
    linked: list[LinkedOut]
