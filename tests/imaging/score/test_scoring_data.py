"""The numbers and sentences of the catalogue add up, and what is wrong with them is noticed."""

from __future__ import annotations

from importlib import resources
from typing import get_args

import pytest

from studio_app.catalog.asset_types import ASSET_TYPES, Form
from studio_app.catalog.scoring import SCORING, load
from studio_app.imaging.score.scorer import MEASURES

TEXT = (resources.files("studio_app.catalog") / "scoring.toml").read_text("utf-8")
SEEDS = {"text_readability", "color_contrast", "face_presence", "emotional_intensity", "composition"}


def test_every_form_has_one_profile() -> None:
    listed = [form for profile in SCORING.profiles.values() for form in profile.forms]
    assert sorted(listed) == sorted(set(listed)) and set(listed) == set(get_args(Form))
    assert SCORING.wordless | SCORING.logoless <= set(get_args(Form))


def test_a_thumbnail_has_the_five_sub_scores() -> None:
    assert set(SCORING.profiles["thumbnail"].weights) == SEEDS
    assert SCORING.profile_of("thumbnail").seen_at(1280) == 168


def test_every_part_of_every_profile_can_be_measured() -> None:
    used = {name for profile in SCORING.profiles.values() for name in profile.parts}
    assert used == set(MEASURES)
    assert set(SCORING.consistency.parts) == {"palette", "font", "logo", "tone"}


@pytest.mark.parametrize("asset", ASSET_TYPES.values(), ids=lambda asset: asset.id)
def test_every_type_is_looked_at_small(asset: object) -> None:
    seen = SCORING.profile_of(asset.form).seen_at(asset.width)  # type: ignore[attr-defined]
    assert 0 < seen <= asset.width  # type: ignore[attr-defined]


def test_a_form_that_nothing_lists_is_a_scene() -> None:
    assert SCORING.profile_of("hologram").id == "scene"  # type: ignore[arg-type]


def test_a_changed_term_must_exist() -> None:
    with pytest.raises(KeyError, match="has no blur"):
        load(TEXT.replace("change.composition.focus", "change.composition.blur"))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("points = 34\npoor = 3.3", "points = 35\npoor = 3.3", "add up to 101"),
        ("presence = 0.16, emotional_intensity = 0.14", "presence = 0.16, emotional_intensity = 0.16", "1.02"),
        ("poor = 20.0\ngood = 65.0", "poor = 65.0\ngood = 65.0", "must differ"),
        ('label = "Composition"\n', 'label = "Composition"\nlable = 1\n', "unknown keys"),
        ("change.composition.focus", "change.silhouette.cut", "parts that it does not have"),
    ],
)
def test_a_slip_is_noticed(old: str, new: str, fault: str) -> None:
    assert TEXT.count(old) == 1
    with pytest.raises(ValueError, match=fault):
        load(TEXT.replace(old, new))
