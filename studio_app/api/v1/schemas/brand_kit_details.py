"""Bodies and answers of a kit's details. An edit: what is left out stays, an empty list or text clears."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from studio_app.api.v1.schemas.common import Body, Text
from studio_app.features.brand_kits.types import (
    Colors,
    Face,
    Gradient,
    GradientStop,
    Guidelines,
    NamedColor,
    Typography,
    Voice,
)

# Loose limits against waste; the kit's own rules say in words what does not fit.
Phrase = Annotated[Text, Field(max_length=300)]
Words = Annotated[list[Phrase], Field(max_length=50)]
Prose = Annotated[Text, Field(max_length=2000)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Whole = Annotated[int, Field(ge=-(2**31), lt=2**31)]


class Edit(Body):
    """`version`, when sent, must be the newest."""

    version: int | None = None

    def sent(self) -> dict[str, Any]:
        """The fields that stand in the body."""
        return {name: getattr(self, name) for name in self.model_fields_set if name != "version"}


class NamedColorBody(Body):
    hex: Annotated[Text, Field(max_length=32)]
    name: Phrase = ""
    usage: Prose = ""

    def value(self) -> NamedColor:
        return NamedColor(self.hex, self.name, self.usage)


class StopBody(Body):
    color: Annotated[Text, Field(max_length=32)]
    position: Number


class GradientBody(Body):
    name: Phrase = ""
    type: Literal["linear", "radial"] = "linear"
    angle: Number = 0.0
    stops: Annotated[list[StopBody], Field(max_length=50)]

    def value(self) -> Gradient:
        stops = tuple(GradientStop(stop.color, stop.position) for stop in self.stops)
        return Gradient(self.name, self.type, self.angle, stops)


ColorList = Annotated[list[NamedColorBody], Field(max_length=50)]


class ColorsBody(Edit):
    """An empty `primary` changes nothing: a kit has one primary colour at least."""

    primary: ColorList | None = None
    secondary: ColorList | None = None
    accent: ColorList | None = None
    neutral: ColorList | None = None
    gradients: Annotated[list[GradientBody], Field(max_length=20)] | None = None

    def applied_to(self, old: Colors) -> Colors:
        sent = {name: tuple(part.value() for part in value) for name, value in self.sent().items() if value is not None}
        if not sent.get("primary"):
            sent.pop("primary", None)
        return replace(old, **sent)


class FaceBody(Body):
    family: Annotated[Text, Field(max_length=100)]
    weight: Whole = 400
    style: Literal["normal", "italic"] = "normal"


class TypographyBody(Edit):
    """Null clears a level; those of `headline` and `body` then keep the kit's fonts."""

    display: FaceBody | None = None
    headline: FaceBody | None = None
    subheadline: FaceBody | None = None
    body: FaceBody | None = None
    caption: FaceBody | None = None
    accent: FaceBody | None = None

    def applied_to(self, old: Typography) -> Typography:
        faces = {name: face and Face(face.family, face.weight, face.style) for name, face in self.sent().items()}
        return replace(old, **faces)


class VoiceBody(Edit):
    tone: Annotated[Text, Field(max_length=40)] | None = None
    personality_traits: Words | None = None
    tagline: Phrase | None = None
    catchphrases: Words | None = None
    content_themes: Words | None = None

    def applied_to(self, old: Voice) -> Voice:
        return replace(old, **_tuples(self.sent()))


class GuidelinesBody(Edit):
    logo_min_size_px: Whole | None = None
    logo_clear_space_ratio: Number | None = None
    primary_color_ratio: Number | None = None
    secondary_color_ratio: Number | None = None
    accent_color_ratio: Number | None = None
    prohibited_modifications: Words | None = None
    style_do: Prose | None = None
    style_dont: Prose | None = None

    def applied_to(self, old: Guidelines) -> Guidelines:
        return replace(old, **_tuples(self.sent()))


def _tuples(sent: dict[str, Any]) -> dict[str, Any]:
    """Lists as tuples; null says nothing."""
    given = {name: value for name, value in sent.items() if value is not None}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}


class ColorsOut(BaseModel):
    brand_kit_id: uuid.UUID
    version: int
    colors: Colors


class TypographyOut(BaseModel):
    brand_kit_id: uuid.UUID
    version: int
    typography: Typography


class VoiceOut(BaseModel):
    brand_kit_id: uuid.UUID
    version: int
    voice: Voice


class GuidelinesOut(BaseModel):
    brand_kit_id: uuid.UUID
    version: int
    guidelines: Guidelines
