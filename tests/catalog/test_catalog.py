"""The product's vocabulary: complete, without doubles, and as it was decided."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import studio_app.imaging
from studio_app.catalog.asset_types import ASSET_TYPES, AssetType
from studio_app.catalog.fonts import FONTS
from studio_app.catalog.games import GAME_CATEGORIES, GAMES
from studio_app.catalog.hooks import HOOKS
from studio_app.catalog.image_models import (
    DEFAULT_IMAGE_MODEL,
    IMAGE_MODELS,
    ImageModel,
    choose_ratio,
    choose_size,
    ratio_value,
)
from studio_app.catalog.ladders import LADDERS
from studio_app.catalog.lifecycles import JOB_MOVES, JOB_STAGES, JOB_STATUSES, JOB_TERMINAL, may_move
from studio_app.catalog.motifs import MOTIFS
from studio_app.catalog.platforms import PLATFORMS
from studio_app.catalog.styles import DEFAULT_STYLE, STYLES
from studio_app.catalog.tiers import DEFAULT_TIER, TIERS
from studio_app.catalog.tones import DEFAULT_TONE, TONES
from studio_app.core.config import Settings

FONT_FOLDER = Path(studio_app.imaging.__file__).parent / "fonts"

@pytest.mark.parametrize(
    "table",
    [ASSET_TYPES, PLATFORMS, STYLES, TONES, TIERS, GAME_CATEGORIES, GAMES, HOOKS, LADDERS, MOTIFS, IMAGE_MODELS],
    ids=lambda t: next(iter(t)),
)
def test_ids_are_their_keys(table: dict[str, object]) -> None:
    assert all(getattr(entry, "id", None) == key for key, entry in table.items())


def test_fonts_are_real_files_with_their_licences() -> None:
    for font in FONTS.values():
        for name in (font.headline_file, font.body_file):
            assert (FONT_FOLDER / name).read_bytes()[:4] in (b"\x00\x01\x00\x00", b"OTTO", b"true"), name
        assert "latin" in font.scripts
    assert [*FONTS] == [font.family for font in FONTS.values()]


def test_styles_and_defaults_name_things_that_exist() -> None:
    for style in STYLES.values():
        assert {style.headline_font, style.body_font} <= set(FONTS)
    assert DEFAULT_STYLE in STYLES and DEFAULT_TONE in TONES and DEFAULT_TIER in TIERS
    assert set(TONES) == {"competitive", "casual", "educational", "comedic", "professional"}
    assert Settings.model_fields["nano_banana_model"].default == DEFAULT_IMAGE_MODEL
    assert DEFAULT_IMAGE_MODEL in IMAGE_MODELS


def test_job_states_are_closed_under_their_moves() -> None:
    assert set(JOB_MOVES) == set(JOB_STATUSES)
    assert all(targets <= set(JOB_STATUSES) for targets in JOB_MOVES.values())
    assert {"completed", "failed", "partial", "cancelled"} == JOB_TERMINAL
    assert not any(may_move(ended, target) for ended in JOB_TERMINAL for target in JOB_STATUSES)
    assert not any(may_move(state, state) for state in JOB_STATUSES)
    assert not may_move("unheard of", "queued")


def test_stages_only_go_forward() -> None:
    percents = [percent for _, _, percent in JOB_STAGES]
    assert percents == sorted(set(percents)) and 0 < percents[0] and percents[-1] < 100


def test_plans_are_as_decided() -> None:
    free, pro, studio = TIERS["free"], TIERS["pro"], TIERS["studio"]
    assert (free.price_cents, free.assets_limit, free.platforms_limit, free.retention_days) == (0, 5, 1, 90)
    assert (pro.price_cents, pro.assets_limit, pro.overage_cents, pro.platforms_limit) == (1900, 100, 25, 3)
    assert (studio.price_cents, studio.assets_limit, studio.fair_use, studio.platforms_limit) == (4900, -1, 2000, -1)
    assert pro.retention_days is None and studio.retention_days is None
    assert free.overage_cents is None and free.queue_weight == 1 < pro.queue_weight == studio.queue_weight
    assert [t.requests_per_minute for t in (free, pro, studio)] == [60, 300, 1000]


models = st.sampled_from(list(IMAGE_MODELS.values()))
sides = st.integers(200, 4000)


def kept_area(ratio: float, target: float) -> float:
    return min(ratio / target, target / ratio)


@given(models, sides, sides)
def test_the_chosen_ratio_loses_the_least(model: ImageModel, width: int, height: int) -> None:
    chosen = choose_ratio(model, width, height)
    assert chosen in model.ratios
    best = max(kept_area(ratio_value(ratio), width / height) for ratio in model.ratios)
    assert kept_area(ratio_value(chosen), width / height) == pytest.approx(best)


@given(models, sides, sides)
def test_the_chosen_size_covers_the_target_and_no_smaller_one_does(model: ImageModel, width: int, height: int) -> None:
    ratio = choose_ratio(model, width, height)
    chosen = choose_size(model, ratio, width, height)
    value = ratio_value(ratio)

    def covers(name: str) -> bool:
        side = model.sizes[name]
        return side * value**0.5 >= width and side / value**0.5 >= height

    fitting = {name for name in model.sizes if covers(name)}
    if fitting:
        assert chosen in fitting
        assert all(model.sizes[chosen] <= model.sizes[name] for name in fitting)
    else:
        assert model.sizes[chosen] == max(model.sizes.values())


@pytest.mark.parametrize("asset_type", [t for t in ASSET_TYPES.values() if not t.alpha], ids=lambda t: t.id)
def test_the_default_model_can_cover_every_painted_type(asset_type: AssetType) -> None:
    model = IMAGE_MODELS[DEFAULT_IMAGE_MODEL]
    ratio = choose_ratio(model, *asset_type.size)
    size = model.sizes[choose_size(model, ratio, *asset_type.size)]
    value = ratio_value(ratio)
    assert size * value**0.5 >= asset_type.width and size / value**0.5 >= asset_type.height
    assert set(model.cost_cents) == set(model.sizes)
