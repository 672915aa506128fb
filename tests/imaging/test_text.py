"""Words of any script fit, stay inside their boxes, and what cannot be written is reported."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.core.text import clean_line
from studio_app.imaging.drawing import load_drawing
from studio_app.imaging.engine import draw, plan
from studio_app.imaging.fonts import faces, headline, missing
from studio_app.imaging.layout import Area, TextRun
from studio_app.imaging.templates.lettering import set_run, turned
from studio_app.imaging.text import fit, graphemes, is_rtl, pieces, uppercase, width
from tests.imaging.conftest import ALL, make, small

ALPHABETS = (
    st.characters(min_codepoint=0x20, max_codepoint=0x17F, exclude_categories=["Cc"]),
    st.characters(min_codepoint=0x620, max_codepoint=0x64A, categories=["Lo"]),
    st.characters(min_codepoint=0x5D0, max_codepoint=0x5EA),
    st.characters(min_codepoint=0x3041, max_codepoint=0x30FA, categories=["Lo"]),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x5FFF),
    st.characters(min_codepoint=0x410, max_codepoint=0x44F),
    st.sampled_from(["🔥", "❤️", "👩‍🚀", "🏳️‍🌈", "🇯🇵", "👍🏽", "7️⃣", "é", "ệ", "\u0301", "a\u0308", " ", " ", "\u200d"]),
)
WORDS = st.lists(st.one_of(*ALPHABETS), min_size=1, max_size=140).map("".join)
MIXED = st.one_of(WORDS, *(st.text(a, min_size=1, max_size=140) for a in ALPHABETS[:5])).map(lambda t: t[:140])
SLOW = settings(max_examples=500, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def ink(run: TextRun, size: tuple[int, int]) -> np.ndarray:
    """The pixels that drawing the run really paints."""
    skia = load_drawing()
    pixels = np.zeros((size[1], size[0], 4), np.uint8)
    surface = skia.Surface(pixels, colorType=skia.kRGBA_8888_ColorType, alphaType=skia.kPremul_AlphaType)
    turned(surface.getCanvas(), run.turn)
    set_run(surface.getCanvas(), run, lambda _: skia.Paint(AntiAlias=True, Color=skia.ColorBLACK))
    return pixels[..., 3] > 60


def ink_box(run: TextRun, size: tuple[int, int]) -> Area | None:
    """Their bounds."""
    rows, columns = np.nonzero(ink(run, size))
    if not len(rows):
        return None
    left, top = int(columns.min()), int(rows.min())
    return Area(left, top, int(columns.max()) + 1 - left, int(rows.max()) + 1 - top)


def shares(one: Area, other: Area) -> bool:
    across = min(one.right, other.right) - max(one.x, other.x)
    return across > 0 and min(one.bottom, other.bottom) - max(one.y, other.y) > 0


@SLOW
@given(MIXED, st.sampled_from(ALL), st.integers(0, 9))
def test_any_title_fits_its_box(title: str, pair: tuple[str, str], seed: int) -> None:
    asset = ASSET_TYPES[pair[1]]
    safe = Area(asset.safe.x, asset.safe.y, asset.safe.width, asset.safe.height)
    title = clean_line(title, 140)  # as every brief is
    assume(title)  # without one some forms have words of their own
    layout = plan(make(*pair, title=title, seed=seed))
    for run in layout.runs:
        assert safe.holds(run.box, 1)
        assert run.size > 4
    # Boxes that are turned together may share a corner; no letter ever lies on another.
    for one, other in combinations(layout.runs, 2):
        if shares(one.box, other.box):
            assert not (ink(one, asset.size) & ink(other, asset.size)).any(), (one.role, other.role)
    title_run = layout.run("title")
    # Badges, icons and faces leave out words that would not be read at their size.
    assert small(pair[1]) or title_run is not None
    if title_run is None:
        return
    assert "".join(title_run.lines).replace(" ", "") == "".join(title_run.text.split())
    if missing(title_run.text, title_run.face):
        assert "missing_glyphs" in {warning.code for warning in layout.warnings}
    # Small forms bend and stretch their letters after they were measured.
    found = None if small(pair[1]) else ink_box(title_run, asset.size)
    if found is not None:
        # Accents of narrow letters hang over their advance a little.
        slack = max(3.0, title_run.size * 0.12)
        assert title_run.box.holds(found, slack), (title_run.box, found, title_run.lines)


@pytest.mark.parametrize("title", ["0\u0301", "漢\u0301", "1\u0301 2\u0301\u0302 3\u0303", "\u0627\u064b漢\u0308"])
@pytest.mark.parametrize("pair", [pair for pair in ALL if pair[1] in ("thumbnail", "overlay", "banner")])
def test_marks_on_letters_that_no_face_knows_stay_in_the_box(title: str, pair: tuple[str, str]) -> None:
    run = plan(make(*pair, title=title)).run("title")
    found = ink_box(run, ASSET_TYPES[pair[1]].size) if run else None
    assert run and found and run.box.holds(found, max(3.0, run.size * 0.12))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(MIXED, st.sampled_from(ALL), st.integers(0, 10**9))
def test_any_title_can_be_drawn(title: str, pair: tuple[str, str], seed: int) -> None:
    image, layout = draw(make(*pair, title=title, seed=seed, tag=title[:60], subtitle=title), width=160)
    assert image.width == 160 and layout.runs is not None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("👩‍🚀🔥", ["👩‍🚀", "🔥"]),
        ("🇯🇵🇩🇪", ["🇯🇵", "🇩🇪"]),
        ("e\u0301x", ["e\u0301", "x"]),
        ("👍🏽!", ["👍🏽", "!"]),
        ("❤️a", ["❤️", "a"]),
    ],
)
def test_graphemes_keep_what_belongs_together(text: str, expected: list[str]) -> None:
    assert graphemes(text) == expected


def test_japanese_breaks_before_words_and_never_before_closing_marks() -> None:
    parts = [piece.text for piece in pieces("最強の武器で無双する!")]
    assert parts == ["最強の", "武器で", "無双する!"]
    assert all(piece.glue == "" for piece in pieces("最強の武器で"))
    assert [piece.text for piece in pieces("東京、大阪")] == ["東京、", "大阪"]


def test_spaces_come_back_between_words_only() -> None:
    block = fit("one two 三四", headline("Anton"), 1e5, 100, max_lines=1)
    assert block.lines == ("one two 三四",)


def test_fit_fills_the_box_without_leaving_it() -> None:
    block = fit("Why we went back to space", headline("Montserrat"), 500, 300, max_lines=3)
    assert block.width <= 500.01 and block.height <= 300.01
    assert max(block.width / 500, block.height / 300) > 0.95
    assert len(block.lines) == 3


def test_a_word_without_spaces_is_cut() -> None:
    block = fit("a" * 140, headline("Anton"), 600, 400, max_lines=3)
    assert len(block.lines) > 3 and block.width <= 600.01


def test_scripts_fall_back_to_a_face_that_has_them() -> None:
    assert missing("I beat 最強 اهزم שלום Привет 🔥", "Anton") == []
    assert missing("a\U00013000b\U00013000", "Anton") == ["\U00013000"]
    assert "Emoji" in faces().chain(headline("Anton"))


def test_arabic_is_shaped_and_runs_right_to_left() -> None:
    assert is_rtl("اهزم GG") and is_rtl("123 שלום") and not is_rtl("GG اهزم")
    joined, apart = width("سيف", headline("Rubik")), sum(width(c, headline("Rubik")) for c in "سيف")
    assert joined < apart * 0.9
    run = plan(make(title="اهزم التنين بسيف واحد اليوم", seed=2)).run("title")
    assert run is not None and run.align == "right"


def test_uppercase_leaves_scripts_without_case_alone() -> None:
    assert uppercase("straße éa 最強 سيف ŉ") == "STRAßE ÉA 最強 سيف ŉ"


def test_emoji_keep_their_colours() -> None:
    image, _ = draw(make("editorial", title="🔥🔥🔥", tag="", subtitle="", seed=0))
    box = plan(make("editorial", title="🔥🔥🔥", tag="", subtitle="", seed=0)).run("title")
    assert box is not None
    area = np.asarray(image.convert("RGB"), int)[
        int(box.box.y) : int(box.box.bottom), int(box.box.x) : int(box.box.right)
    ]
    orange = (area[..., 0] > 220) & (area[..., 1] > 60) & (area[..., 1] < 170) & (area[..., 2] < 80)
    assert orange.mean() > 0.05
