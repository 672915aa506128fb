"""Emotes, badges and icons: what is left of them at 28 and 18 pixels, on dark and on white."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.imaging.edits import Edits
from studio_app.imaging.layout import Layout
from studio_app.imaging.score.report import Score, Subject
from studio_app.imaging.score.scorer import score
from studio_app.imaging.score.smallness import detail_kept, edge_seen
from studio_app.imaging.score.view import DARK_CHAT, WHITE_CHAT

EMOTE = next(asset.id for asset in ASSET_TYPES.values() if asset.form == "emote" and asset.alpha)
WHOLE = next(asset.id for asset in ASSET_TYPES.values() if asset.form == "avatar" and not asset.alpha)
WORDLESS = Layout(448, 448, "impact", "1", (), (), (), ())
SIDE = 448


def blob(fill: Any, *rims: tuple[Any, float], eyes: Any = "black", radius: float = 0.44) -> Image.Image:
    """A round figure with rims from the outside in (colour, share of the radius) and two eyes."""
    image = Image.new("RGBA", (SIDE, SIDE))
    draw = ImageDraw.Draw(image)
    at = radius * SIDE
    for colour, share in rims:
        draw.ellipse((SIDE / 2 - at, SIDE / 2 - at, SIDE / 2 + at, SIDE / 2 + at), fill=colour)
        at -= share * radius * SIDE
    draw.ellipse((SIDE / 2 - at, SIDE / 2 - at, SIDE / 2 + at, SIDE / 2 + at), fill=fill)
    for x in (0.36, 0.64):
        draw.ellipse(((x - 0.07) * SIDE, 0.36 * SIDE, (x + 0.07) * SIDE, 0.54 * SIDE), fill=eyes)
    return image


STICKER = (("white", 0.12), ("#1b1030", 0.1))


def judged(image: Image.Image) -> Score:
    return score(Subject(image, WORDLESS, EMOTE))


def part(result: Score, name: str) -> int:
    found = result.part(name)
    assert found is not None
    return found.score


def measure(result: Score, name: str, metric: str) -> float:
    found = result.part(name)
    assert found is not None
    return found.measures[metric]


@pytest.fixture(scope="module")
def good() -> Score:
    return judged(blob("#facc15", *STICKER))


def test_a_bold_sticker_scores_well_and_needs_no_words(good: Score) -> None:
    assert good.profile == "emote" and good.total >= 85
    assert {p.name for p in good.parts} == {"small_size_legibility", "silhouette", "color_contrast"}
    assert sum(p.weight for p in good.parts) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(("colour", "metric"), [("#17171a", "edge_dark"), ("#fdfdfd", "edge_light")])
def test_a_figure_that_drowns_in_one_theme_is_told_to_get_a_rim(good: Score, colour: str, metric: str) -> None:
    result = judged(blob(colour, eyes=colour))
    assert measure(result, "small_size_legibility", metric) < 0.2 < measure(good, "small_size_legibility", metric)
    assert part(result, "small_size_legibility") <= part(good, "small_size_legibility") - 25
    found = next(s for s in result.suggestions if s.metric == metric)
    assert found.fix is not None and Edits.of(found.fix).outline > 0


def test_a_rim_is_seen(good: Score) -> None:
    bare = judged(blob("#facc15"))
    assert measure(good, "silhouette", "outline") > 0.28 > 0.06 > measure(bare, "silhouette", "outline")


def test_fine_detail_is_lost(good: Score) -> None:
    image = blob("#facc15", *STICKER)
    noise = np.random.default_rng(1).integers(0, 256, (SIDE // 4, SIDE // 4), dtype=np.uint8)
    layer = Image.fromarray(noise).resize((SIDE, SIDE), Image.Resampling.NEAREST).convert("RGBA")
    layer.putalpha(image.getchannel("A"))
    result = judged(layer)
    assert measure(result, "small_size_legibility", "detail_28") < 0.8
    assert measure(good, "small_size_legibility", "detail_28") > 0.9
    assert result.total < good.total - 15


def test_a_small_figure_is_to_be_enlarged(good: Score) -> None:
    result = judged(blob("#facc15", *STICKER, radius=0.16))
    assert part(result, "silhouette") <= part(good, "silhouette") - 20
    found = next(s for s in result.suggestions if s.metric == "coverage")
    assert found.fix is not None and Edits.of(found.fix).hero.scale > 1.2


def test_a_cut_figure_and_loose_pieces_count(good: Score) -> None:
    cut = judged(blob("#facc15", *STICKER).resize((900, 900)).crop((226, 0, 674, 448)))
    assert measure(cut, "silhouette", "cut") > 0.3 and measure(good, "silhouette", "cut") == 0
    loose = Image.new("RGBA", (SIDE, SIDE))
    for x in range(30, 420, 90):
        for y in range(30, 420, 90):
            ImageDraw.Draw(loose).ellipse((x, y, x + 50, y + 50), fill="#facc15")
    assert measure(judged(loose), "silhouette", "pieces") == 25


def test_many_colours_count(good: Score) -> None:
    image = blob("#facc15", *STICKER)
    colours = ("#ef4444", "#22c55e", "#3b82f6", "#ec4899", "#14b8a6", "#f97316", "#8b5cf6")
    for number, colour in enumerate(colours):
        box = (90 + number * 38, 130, 90 + number * 38 + 38, 320)
        ImageDraw.Draw(image).rectangle(box, fill=colour)
    result = judged(image)
    assert measure(result, "color_contrast", "dominant_colors") > measure(good, "color_contrast", "dominant_colors") + 2


def test_a_clear_picture_is_poor_not_an_error() -> None:
    result = judged(Image.new("RGBA", (SIDE, SIDE)))
    assert result.total < 40 and result.suggestions


def test_an_opaque_emote_is_cut_all_round_and_an_opaque_profile_picture_is_not() -> None:
    square = Image.new("RGB", (SIDE, SIDE), "#7c3aed")
    assert measure(judged(square), "silhouette", "cut") == 1
    assert score(Subject(square, WORDLESS, WHOLE)).part("silhouette") is None


@given(st.integers(0, 255), st.integers(0, 255), st.integers(0, 255), st.integers(6, 60))
def test_edges_are_seen_on_what_they_differ_from(red: int, green: int, blue: int, radius: int) -> None:
    image = Image.new("RGBA", (128, 128))
    ImageDraw.Draw(image).ellipse((64 - radius, 64 - radius, 64 + radius, 64 + radius), fill=(red, green, blue, 255))
    dark, light = edge_seen(image, DARK_CHAT), edge_seen(image, WHITE_CHAT)
    assert 0 <= dark <= 1 and 0 <= light <= 1
    # No colour is near both black and white.
    assert max(dark, light) > 0.9
    assert 0 <= detail_kept(image, 18) <= 1


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 9), st.sampled_from(["RGB", "RGBA", "L", "P"]))
def test_any_small_picture_can_be_scored(seed: int, cells: int, mode: str) -> None:
    values = np.random.default_rng(seed).integers(0, 256, (cells, cells, 4), dtype=np.uint8)
    image = Image.fromarray(values).resize((28, 28), Image.Resampling.NEAREST).convert(mode)
    result = judged(image)
    assert 0 <= result.total <= 100 and all(0 <= p.score <= 100 for p in result.parts)
    assert result.suggestions or result.total >= 70
    assert all(np.isfinite(value) for p in result.parts for value in p.measures.values())
