"""The catalogue: what can be made, for which platform, in which style, with which fonts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from fastapi.responses import Response

from studio_app.api.access import Public
from studio_app.api.envelope import Envelope, reply
from studio_app.api.v1.routing import router
from studio_app.api.v1.schemas.catalog import (
    AssetTypeOut,
    CatalogOut,
    Entry,
    GameCategoryOut,
    GameOut,
    HookOut,
    LadderOut,
    NamedOut,
    PackTypeOut,
    StepOut,
    StyleOut,
    TierOut,
)
from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.fonts import FONTS
from studio_app.catalog.games import GAME_CATEGORIES, GAMES
from studio_app.catalog.hooks import HOOKS
from studio_app.catalog.ladders import LADDERS, Ladder
from studio_app.catalog.packs import PACKS
from studio_app.catalog.platforms import PLATFORMS
from studio_app.catalog.styles import STYLES
from studio_app.catalog.tiers import TIERS
from studio_app.catalog.tones import TONES

api = router("catalog")
E = TypeVar("E", bound=Entry)


@api.get("/catalog", dependencies=[Public], response_model=Envelope[CatalogOut])
def catalog() -> Response:
    """Everything that can be asked for, with sizes, limits, safe zones and where the numbers come from."""
    return reply(_catalog())


@lru_cache(maxsize=1)
def _catalog() -> CatalogOut:
    return CatalogOut(
        platforms=_all(NamedOut, PLATFORMS),
        asset_types=_all(AssetTypeOut, ASSET_TYPES),
        styles=_all(StyleOut, STYLES),
        hooks=_all(HookOut, HOOKS),
        games=_all(GameOut, GAMES),
        game_categories=_all(GameCategoryOut, GAME_CATEGORIES),
        ladders=[_ladder(ladder) for ladder in LADDERS.values()],
        packs=_all(PackTypeOut, PACKS),
        tones=_all(NamedOut, TONES),
        fonts=sorted(FONTS),
        tiers=_all(TierOut, TIERS),
    )


def _all(model: type[E], table: Mapping[str, object]) -> list[E]:
    return [model.model_validate(entry) for entry in table.values()]


def _ladder(ladder: Ladder) -> LadderOut:
    steps = [StepOut(value=value, label=ladder.step_label(at)) for at, value in enumerate(ladder.steps)]
    return LadderOut(id=ladder.id, label=ladder.label, steps=steps, source=ladder.source)
