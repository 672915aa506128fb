"""The catalogue as JSON. Each model reads a catalogue entry by its attributes."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict


class Entry(BaseModel):
    model_config = ConfigDict(from_attributes=True)


class BoxOut(Entry):
    """A rectangle in pixels, origin top left."""

    x: int
    y: int
    width: int
    height: int


class ZoneOut(Entry):
    name: str
    box: BoxOut


class VariantOut(Entry):
    """One more file of the same asset, at another size or under another limit."""

    name: str
    label: str
    width: int
    height: int
    formats: list[str]
    max_bytes: int


class MotionOut(Entry):
    """What the platform takes when the asset moves; `max_flashes` is per second."""

    formats: list[str]
    max_bytes: int
    max_frames: int
    max_seconds: float
    max_flashes: int


class AssetTypeOut(Entry):
    """`max_bytes` is never exceeded, `soft_bytes` is aimed at; `shown` are the widths at which people see it."""

    id: str
    label: str
    aliases: list[str]
    platforms: list[str]
    form: str
    width: int
    height: int
    formats: list[str]
    max_bytes: int
    soft_bytes: int
    alpha: bool
    circle: bool
    small: bool
    safe: BoxOut
    covered: list[ZoneOut]
    variants: list[VariantOut]
    motion: MotionOut | None
    shown: list[int]
    words: str
    ladder: str
    note: str
    source: str
    verified_on: date


class NamedOut(Entry):
    id: str
    label: str


class StyleOut(Entry):
    id: str
    label: str
    summary: str
    headline_font: str
    body_font: str


class HookOut(Entry):
    """`family` is the style that carries the hook best; `wordings` have places for {topic} and {number}."""

    id: str
    label: str
    summary: str
    family: str
    wordings: list[str]


class GameOut(Entry):
    id: str
    name: str
    category: str
    palette: list[str]


class GameCategoryOut(Entry):
    """`hooks` suit the category; `wordings` are titles that are often seen in it."""

    id: str
    label: str
    hooks: list[str]
    wordings: list[str]


class StepOut(BaseModel):
    """`value` counts months or bits; `label` is what an item of the request says."""

    value: int
    label: str


class LadderOut(BaseModel):
    """The steps of a set of badges, rising."""

    id: str
    label: str
    steps: list[StepOut]
    source: str


class TierOut(Entry):
    id: str
    label: str
    price_cents: int
    assets_limit: int
    overage_cents: int | None
    summary: list[str]


class PackItemOut(Entry):
    asset_type: str
    words: str
    idea: str


class PackTypeOut(Entry):
    """What is ordered together; an item without words takes the title that is given for the whole."""

    id: str
    label: str
    summary: str
    items: list[PackItemOut]


class CatalogOut(BaseModel):
    platforms: list[NamedOut]
    asset_types: list[AssetTypeOut]
    styles: list[StyleOut]
    hooks: list[HookOut]
    games: list[GameOut]
    game_categories: list[GameCategoryOut]
    ladders: list[LadderOut]
    packs: list[PackTypeOut]
    tones: list[NamedOut]
    fonts: list[str]
    tiers: list[TierOut]
