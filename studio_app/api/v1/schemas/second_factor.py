from __future__ import annotations

from pydantic import BaseModel, Field

from studio_app.api.v1.schemas.common import Body, Text


class CodeBody(Body):
    code: Text = Field(min_length=1, max_length=40)


class FactorOut(BaseModel):
    enabled: bool
    recovery_codes_left: int


class NewFactorOut(BaseModel):
    """`qr` is a picture, as a data address, of `uri`; `secret` is for typing."""

    secret: str
    uri: str
    qr: str


class RecoveryCodesOut(BaseModel):
    recovery_codes: list[str]
