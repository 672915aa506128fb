from __future__ import annotations

import uuid
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from studio_app.api.v1.schemas.common import Body, Moment, Text
from studio_app.features.brand_kits.types import (
    Colors,
    Guidelines,
    KitCheck,
    KitFields,
    KitView,
    LogoView,
    NamedColor,
    ProposedKit,
    Typography,
    VersionView,
    Voice,
)
from studio_app.imaging.tone import ToneGuess
from studio_app.imaging.typography import FontGuess
from studio_app.imaging.vision import Confusion, Contrast, Deficiency, Remedy

ToneName = Literal["competitive", "casual", "educational", "comedic", "professional"]
ShortText = Annotated[Text, Field(max_length=100)]
ColorText = Annotated[Text, Field(max_length=32)]


class FontsBody(Body):
    headline: ShortText = "Anton"
    body: ShortText = "Montserrat"


class KitBody(Body):
    """A whole kit. Colours are `#RRGGBB`; fonts come from `GET /catalog`."""

    name: ShortText
    primary_colors: Annotated[list[ColorText], Field(max_length=20)]
    accent_colors: Annotated[list[ColorText], Field(max_length=20)] = []
    fonts: FontsBody = FontsBody()
    tone: Text = Field(default="casual", max_length=40)
    style_reference: Text = Field(default="", max_length=2000)
    extracted_from: Text | None = Field(default=None, max_length=500)

    def fields(self) -> KitFields:
        return KitFields(
            self.name, tuple(self.primary_colors), tuple(self.accent_colors), self.fonts.headline, self.fonts.body,
            self.tone, self.style_reference, self.extracted_from,
        )


class FontsPatch(Body):
    headline: ShortText | None = None
    body: ShortText | None = None


class KitPatch(Body):
    """An edit: what is left out stays. `version`, when sent, must be the newest."""

    name: ShortText | None = None
    primary_colors: Annotated[list[ColorText], Field(max_length=20)] | None = None
    accent_colors: Annotated[list[ColorText], Field(max_length=20)] | None = None
    fonts: FontsPatch | None = None
    tone: Text | None = Field(default=None, max_length=40)
    style_reference: Text | None = Field(default=None, max_length=2000)
    version: int | None = None

    def applied_to(self, old: KitFields) -> KitFields:
        fonts = self.fonts or FontsPatch()
        return KitFields(
            name=old.name if self.name is None else self.name,
            primary_colors=old.primary_colors if self.primary_colors is None else tuple(self.primary_colors),
            accent_colors=old.accent_colors if self.accent_colors is None else tuple(self.accent_colors),
            headline_font=fonts.headline or old.headline_font,
            body_font=fonts.body or old.body_font,
            tone=old.tone if self.tone is None else self.tone,
            style_reference=old.style_reference if self.style_reference is None else self.style_reference,
            extracted_from=old.extracted_from,
        )


class FontsOut(BaseModel):
    headline: str
    body: str


class LogoOut(BaseModel):
    type: str
    url: str
    storage_path: str
    content_type: str
    file_size: int
    filename: str

    @classmethod
    def of(cls, logo: LogoView) -> LogoOut:
        return cls(
            type=logo.type, url=logo.url, storage_path=logo.object_key, content_type=logo.content_type,
            file_size=logo.file_size, filename=logo.filename,
        )


class KitOut(BaseModel):
    id: uuid.UUID
    user_id: uuid.UUID
    name: str
    is_active: bool
    primary_colors: list[str]
    accent_colors: list[str]
    fonts: FontsOut
    logo_url: str | None
    default_logo_type: str
    tone: ToneName
    style_reference: str
    extracted_from: str | None
    version: int
    created_at: Moment
    updated_at: Moment

    @classmethod
    def of(cls, kit: KitView) -> KitOut:
        fields = kit.fields
        return cls(
            id=kit.id, user_id=kit.user_id, name=fields.name, is_active=kit.is_active,
            primary_colors=[*fields.primary_colors], accent_colors=[*fields.accent_colors],
            fonts=FontsOut(headline=fields.headline_font, body=fields.body_font),
            logo_url=kit.logo.url if kit.logo else None, default_logo_type=kit.default_logo_type,
            tone=fields.tone,  # type: ignore[arg-type]
            style_reference=fields.style_reference, extracted_from=fields.extracted_from, version=kit.version,
            created_at=kit.created_at, updated_at=kit.updated_at,
        )


class KitListOut(BaseModel):
    brand_kits: list[KitOut]
    total: int
    active_id: uuid.UUID | None


class LogosOut(BaseModel):
    brand_kit_id: uuid.UUID
    logos: dict[str, str | None]
    default_logo_type: str


class DefaultLogoBody(Body):
    logo_type: Annotated[Text, Field(max_length=20)]


class DefaultLogoOut(BaseModel):
    brand_kit_id: uuid.UUID
    default_logo_type: str
    version: int


class ConfusionOut(BaseModel):
    first: str
    second: str
    delta_e: float
    normal_delta_e: float

    @classmethod
    def of(cls, found: Confusion) -> ConfusionOut:
        return cls(first=found.first, second=found.second, delta_e=found.seen, normal_delta_e=found.normal)


class SightOut(BaseModel):
    """The palette as people with one deficiency see it; `pairs` are those that collapse, by CIEDE2000."""

    type: Deficiency
    least_delta_e: float
    pairs: list[ConfusionOut]


class CheckOut(BaseModel):
    """`contrast` has every ordered pair: WCAG `ratio`, APCA `lc`, and the `level` that WCAG 2 gives it."""

    colors: list[NamedColor]
    contrast: list[Contrast]
    color_blindness: list[SightOut]
    suggestions: list[Remedy]
    warnings: list[str]

    @classmethod
    def of(cls, check: KitCheck) -> CheckOut:
        sights = [
            SightOut(
                type=sight.deficiency, least_delta_e=sight.least,
                pairs=[ConfusionOut.of(pair) for pair in sight.collapsed],
            )
            for sight in check.sights
        ]
        return cls(
            colors=[*check.colors], contrast=[*check.contrasts], color_blindness=sights,
            suggestions=[*check.remedies], warnings=[*check.warnings],
        )


class KitCheckOut(BaseModel):
    brand_kit_id: uuid.UUID
    version: int
    check: CheckOut


class VersionOut(BaseModel):
    """`changes` names the parts that differ from the version before."""

    version: int
    is_current: bool
    created_at: Moment
    changes: list[str]

    @classmethod
    def of(cls, version: VersionView, newest: int) -> VersionOut:
        return cls(
            version=version.version, is_current=version.version == newest, created_at=version.saved_at,
            changes=[*version.changes],
        )


class VersionsOut(BaseModel):
    brand_kit_id: uuid.UUID
    versions: list[VersionOut]
    total: int


class SnapshotOut(VersionOut):
    """A whole kit as it was. Logo files of old versions are not kept."""

    brand_kit_id: uuid.UUID
    kit: KitBody
    colors: Colors
    typography: Typography
    voice: Voice
    guidelines: Guidelines
    default_logo_type: str

    @classmethod
    def whole(cls, kit: KitView, version: VersionView) -> SnapshotOut:
        details = version.details
        return cls(
            **VersionOut.of(version, kit.version).model_dump(), brand_kit_id=kit.id, kit=_body(version.fields),
            colors=details.colors, typography=details.typography, voice=details.voice, guidelines=details.guidelines,
            default_logo_type=version.default_logo_type,
        )


class SwatchOut(BaseModel):
    """`role` is dominant, background, primary, secondary, accent, support or ink; `share` of the area, 0..1."""

    hex: str
    role: str
    share: float


class FontGuessesOut(BaseModel):
    """Null where there were no such words; `family` is null below a confidence of 0.45: no match."""

    headline: FontGuess | None
    body: FontGuess | None


class ProposedKitOut(BaseModel):
    """`kit` can be sent to `POST /brand-kits` as it stands; the rest says what it rests on."""

    kit: KitBody
    primary_colors: list[str]
    accent_colors: list[str]
    colors: list[SwatchOut]
    fonts: FontGuessesOut
    tone: ToneGuess
    contrast: list[Contrast]
    color_blindness: list[SightOut]
    suggestions: list[Remedy]
    warnings: list[str]

    @classmethod
    def of(cls, proposed: ProposedKit) -> ProposedKitOut:
        check = CheckOut.of(proposed.check)
        return cls(
            kit=_body(proposed.fields),
            primary_colors=[*proposed.fields.primary_colors],
            accent_colors=[*proposed.fields.accent_colors],
            colors=[SwatchOut(hex=hex, role=role, share=share) for hex, role, share in proposed.swatches],
            fonts=FontGuessesOut(headline=proposed.reading.headline, body=proposed.reading.body),
            tone=proposed.reading.tone,
            contrast=check.contrast, color_blindness=check.color_blindness, suggestions=check.suggestions,
            warnings=[*proposed.warnings],
        )


def _body(fields: KitFields) -> KitBody:
    return KitBody(
        name=fields.name, primary_colors=[*fields.primary_colors], accent_colors=[*fields.accent_colors],
        fonts=FontsBody(headline=fields.headline_font, body=fields.body_font), tone=fields.tone,
        style_reference=fields.style_reference, extracted_from=fields.extracted_from,
    )
