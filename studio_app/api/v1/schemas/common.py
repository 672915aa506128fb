"""Field types and small bodies that several endpoints share."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainSerializer, WithJsonSchema

from studio_app.core.clock import iso

Moment = Annotated[
    datetime, PlainSerializer(iso, return_type=str), WithJsonSchema({"type": "string", "format": "date-time"})
]


def _storable(text: str) -> str:
    """PostgreSQL keeps no NUL, UTF-8 no lone surrogate: say so instead of failing later."""
    if "\x00" in text:
        raise ValueError("Remove the NUL character")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError("Remove the broken characters") from error
    return text


Text = Annotated[str, AfterValidator(_storable)]


class Body(BaseModel):
    """A request body: unknown fields are ignored, so that newer clients keep working."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)


class Message(BaseModel):
    message: str
