"""The catalogue: what can be made, in which style, with which fonts."""

from __future__ import annotations

from functools import lru_cache

from fastapi.responses import Response
from pydantic import BaseModel

from studio_app.api.access import Public
from studio_app.api.envelope import Envelope, reply
from studio_app.api.v1.routing import router
from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.fonts import FONTS
from studio_app.catalog.styles import STYLES
from studio_app.catalog.tiers import TIERS
from studio_app.catalog.tones import TONES

api = router("catalog")


class BoxOut(BaseModel):
    x: int
    y: int
    width: int
    height: int


class ZoneOut(BaseModel):
    name: str
    box: BoxOut


class AssetTypeOut(BaseModel):
    id: str
    label: str
    aliases: list[str]
    platforms: list[str]
    width: int
    height: int
    formats: list[str]
    max_bytes: int
    alpha: bool
    safe: BoxOut
    covered: list[ZoneOut]
    source: str
    verified_on: str


class NamedOut(BaseModel):
    id: str
    label: str


class TierOut(BaseModel):
    id: str
    label: str
    price_cents: int
    assets_limit: int
    overage_cents: int | None
    summary: list[str]


class CatalogOut(BaseModel):
    asset_types: list[AssetTypeOut]
    styles: list[NamedOut]
    tones: list[NamedOut]
    fonts: list[str]
    tiers: list[TierOut]


@api.get("/catalog", dependencies=[Public], response_model=Envelope[CatalogOut])
def catalog() -> Response:
    return reply(_catalog())


@lru_cache(maxsize=1)
def _catalog() -> CatalogOut:
    return CatalogOut(
        asset_types=[_asset_type(id) for id in ASSET_TYPES],
        styles=[NamedOut(id=style.id, label=style.label) for style in STYLES.values()],
        tones=[NamedOut(id=tone.id, label=tone.label) for tone in TONES.values()],
        fonts=sorted(FONTS),
        tiers=[
            TierOut(
                id=tier.id, label=tier.label, price_cents=tier.price_cents, assets_limit=tier.assets_limit,
                overage_cents=tier.overage_cents, summary=[*tier.summary],
            )
            for tier in TIERS.values()
        ],
    )


def _asset_type(id: str) -> AssetTypeOut:
    t = ASSET_TYPES[id]
    return AssetTypeOut(
        id=t.id, label=t.label, aliases=[*t.aliases], platforms=[*t.platforms], width=t.width, height=t.height,
        formats=[*t.formats], max_bytes=t.max_bytes, alpha=t.alpha, safe=_box(t.safe),
        covered=[ZoneOut(name=zone.name, box=_box(zone.box)) for zone in t.covered], source=t.source,
        verified_on=t.verified_on.isoformat(),
    )


def _box(box: object) -> BoxOut:
    return BoxOut.model_validate(box, from_attributes=True)
