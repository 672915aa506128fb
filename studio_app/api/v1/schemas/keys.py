from __future__ import annotations

import uuid
from typing import Self

from pydantic import BaseModel, Field

from studio_app.api.v1.schemas.common import Moment, Text
from studio_app.api.v1.schemas.privacy import ConfirmBody
from studio_app.features.accounts.types import KeyView, NewKey


class KeyBody(ConfirmBody):
    """`scopes` are of read, generate, assets and brand_kits. Without `expires_in_days` it works until revoked."""

    name: Text = Field(min_length=1, max_length=200)
    scopes: list[str] = Field(min_length=1, max_length=10)
    expires_in_days: int | None = Field(default=None, ge=1, le=3650)


class KeyOut(BaseModel):
    """A key without the key: `hint` is its end."""

    id: uuid.UUID
    name: str
    hint: str
    scopes: list[str]
    created_at: Moment
    last_used_at: Moment | None
    expires_at: Moment | None

    @classmethod
    def of(cls, view: KeyView) -> Self:
        return cls.model_validate(_facts(view))


class KeySecretOut(KeyOut):
    """With the key, which is shown this once."""

    key: str

    @classmethod
    def with_secret(cls, made: NewKey) -> Self:
        return cls.model_validate({**_facts(made.key), "key": made.secret})


class KeysOut(BaseModel):
    keys: list[KeyOut]


def _facts(view: KeyView) -> dict[str, object]:
    return {
        "id": view.id, "name": view.name, "hint": view.hint, "scopes": [*view.scopes], "created_at": view.created_at,
        "last_used_at": view.last_used_at, "expires_at": view.expires_at,
    }
