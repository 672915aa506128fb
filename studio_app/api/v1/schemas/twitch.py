from __future__ import annotations

import uuid
from typing import Literal

from pydantic import BaseModel, Field

from studio_app.api.v1.schemas.assets import AssetOut
from studio_app.api.v1.schemas.common import Body, Text
from studio_app.api.v1.schemas.generation import JobOut, PlatformContextBody, context_of
from studio_app.catalog.games import GAMES
from studio_app.features.generation.packs import PackWish
from studio_app.features.generation.types import GenerateCommand, PlatformContext

_PREFIX = "twitch_"


def _context(game_id: str | None, given: PlatformContextBody | None = None) -> PlatformContext | None:
    """A game of the catalogue by its id; any other text is taken as the game's name."""
    if game_id is None:
        return context_of(given)
    game = GAMES.get(game_id)
    return PlatformContext("twitch", game.name if game else game_id)


class TwitchBody(Body):
    """`asset_type` with or without its `twitch_`; `text_overlay` is set on the picture exactly as written; `game_id` is
    an id of the catalogue's games or a game's name."""

    asset_type: Text = Field(max_length=40)
    brand_kit_id: uuid.UUID | None = None
    custom_prompt: Text | None = Field(default=None, max_length=100_000)
    game_id: Text | None = Field(default=None, max_length=120)
    text_overlay: Text | None = Field(default=None, max_length=100_000)
    include_logo: bool = True

    def command(self) -> GenerateCommand:
        known = self.asset_type if self.asset_type.startswith(_PREFIX) else f"{_PREFIX}{self.asset_type}"
        return GenerateCommand(
            asset_type=known, title=self.text_overlay or "", custom_prompt=self.custom_prompt or None,
            brand_kit_id=self.brand_kit_id, platform_context=_context(self.game_id), logo=self.include_logo,
        )


class PackBody(Body):
    """`pack_type` is an id of the catalogue's packs; the rest holds for every asset in it, `title` where the pack has
    no words of its own."""

    pack_type: Text = Field(max_length=40)
    brand_kit_id: uuid.UUID | None = None
    title: Text = Field(default="", max_length=100_000)
    custom_prompt: Text | None = Field(default=None, max_length=100_000)
    style: Text | None = Field(default=None, max_length=40)
    game_id: Text | None = Field(default=None, max_length=120)
    platform_context: PlatformContextBody | None = None
    master_asset_id: uuid.UUID | None = None

    def wish(self) -> PackWish:
        wanted = GenerateCommand(
            asset_type="", title=self.title, custom_prompt=self.custom_prompt or None, style=self.style,
            brand_kit_id=self.brand_kit_id, platform_context=_context(self.game_id, self.platform_context),
        )
        return PackWish(wanted, self.master_asset_id)


class TwitchJobOut(BaseModel):
    job_id: uuid.UUID
    id: uuid.UUID
    status: str
    asset_type: str


class PackOut(BaseModel):
    """An ordered pack: how far it is, and what is there already."""

    pack_id: uuid.UUID
    id: uuid.UUID
    pack_type: str
    status: Literal["queued", "processing", "completed", "failed", "partial", "cancelled"]
    progress: int
    total_assets: int
    completed_assets: int
    failed_assets: int
    assets: list[AssetOut]
    jobs: list[JobOut]


class DimensionOut(BaseModel):
    asset_type: str
    label: str
    generation_size: str
    export_size: str
    aspect_ratio: str


class DimensionsOut(BaseModel):
    dimensions: list[DimensionOut]
