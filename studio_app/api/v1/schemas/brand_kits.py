from __future__ import annotations

import uuid
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from studio_app.api.v1.schemas.common import Body, Moment, Text
from studio_app.features.brand_kits.types import KitFields, KitView, LogoView, ProposedKit

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
    content_type: str
    file_size: int
    filename: str

    @classmethod
    def of(cls, logo: LogoView) -> LogoOut:
        return cls(
            type=logo.type, url=logo.url, content_type=logo.content_type, file_size=logo.file_size,
            filename=logo.filename,
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
            logo_url=kit.logo.url if kit.logo else None, tone=fields.tone,  # type: ignore[arg-type]
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


class SwatchOut(BaseModel):
    hex: str
    role: str
    share: float


class ProposedKitOut(BaseModel):
    primary_colors: list[str]
    accent_colors: list[str]
    colors: list[SwatchOut]

    @classmethod
    def of(cls, proposed: ProposedKit) -> ProposedKitOut:
        return cls(
            primary_colors=[*proposed.fields.primary_colors],
            accent_colors=[*proposed.fields.accent_colors],
            colors=[SwatchOut(hex=hex, role=role, share=share) for hex, role, share in proposed.swatches],
        )
