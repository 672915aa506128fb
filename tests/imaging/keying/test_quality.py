"""The judgement on finished transparency."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from studio_app.imaging.keying.keys import BLUE, GREEN, KEYS, MAGENTA, Key
from studio_app.imaging.keying.quality import alpha_quality
from tests.imaging.keying.known_truth import GOLD, INK, emote, on_key


def _naive(key: Key) -> Image.Image:
    """A cut by a plain threshold, which leaves the key's rim."""
    painted = on_key(emote("face", GOLD, INK, 256), key, soft=1.2).image
    pixels = np.asarray(painted).astype(int)
    far = np.abs(pixels - np.round(np.array(key.rgb) * 255)).max(axis=2) > 60
    return Image.fromarray(np.dstack([pixels, far * 255]).astype(np.uint8))


def test_true_alpha_is_good() -> None:
    report = alpha_quality(emote("face", GOLD, INK, 256))
    assert report.good
    assert (report.border, report.holes, report.fringe_key) == (0, 0, None)
    assert 0.4 < report.coverage < 0.6
    assert 0 < report.soft < 0.05


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_a_rim_in_the_keys_hue_is_found_and_named(key: Key) -> None:
    report = alpha_quality(_naive(key))
    assert report.fringe_key is key
    assert not report.good
    assert alpha_quality(_naive(key), key) == report


def test_art_in_the_keys_hue_has_no_rim() -> None:
    assert alpha_quality(emote("star", (20, 220, 60), (20, 160, 60), 256), GREEN).fringe < 0.02


def test_holes_are_counted_and_measured() -> None:
    ring = alpha_quality(emote("ring", GOLD, INK, 256))
    assert ring.holes == 1
    assert ring.hole_share == pytest.approx(0.45**2 / (0.85**2 - 0.45**2), rel=0.05)
    assert alpha_quality(emote("star", GOLD, INK, 256)).holes == 0


def test_a_figure_that_touches_the_border_is_told() -> None:
    image = Image.new("RGBA", (64, 64))
    ImageDraw.Draw(image).rectangle([0, 20, 40, 40], fill=(200, 100, 0, 180))
    report = alpha_quality(image)
    assert report.border == 180
    assert not report.good


def test_empty_and_opaque_pictures_are_not_good() -> None:
    assert not alpha_quality(Image.new("RGBA", (40, 40))).good
    assert not alpha_quality(Image.new("RGB", (40, 40), "#00ff00")).good


def test_only_the_key_that_was_used_is_looked_for() -> None:
    assert alpha_quality(_naive(MAGENTA), BLUE).fringe_key is None


@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_any_picture_has_a_report(width: int, height: int, seed: int) -> None:
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 4)).astype(np.uint8)
    report = alpha_quality(Image.fromarray(pixels))
    assert 0 <= report.fringe <= 1 and 0 <= report.coverage <= 1 and 0 <= report.soft <= 1
    assert report.border <= 255 and report.holes >= 0
