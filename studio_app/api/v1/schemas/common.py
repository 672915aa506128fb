"""Field types and small bodies that several endpoints share."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainSerializer, WithJsonSchema, model_validator

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


def _nullable(schema: dict[str, Any]) -> None:
    """Publish that null is taken for every field that one may leave out."""
    for name, field in schema["properties"].items():
        choices = field.get("anyOf", [])
        if name in schema.get("required", ()) or {"type": "null"} in choices:
            continue
        shape = {key: field.pop(key) for key in list(field) if key not in ("title", "default", "description")}
        field["anyOf"] = [shape, {"type": "null"}]


class SparseBody(Body):
    """A body in which null means the same as leaving the field out, as clients of other languages write it."""

    model_config = ConfigDict(json_schema_extra=_nullable)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, values: Any) -> Any:
        return {k: v for k, v in values.items() if v is not None} if isinstance(values, dict) else values


class Message(BaseModel):
    message: str
