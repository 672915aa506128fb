"""What is measured about words: lines, size, contrast, legibility."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from studio_app.imaging.engine import draw, plan
from studio_app.imaging.layout import Area, Layout, NamedBox
from studio_app.imaging.ocr import engine
from studio_app.imaging.score.contrast import contrast_of
from studio_app.imaging.score.legibility import legibility, plain, read, readable_script, upright
from studio_app.imaging.score.lines import TextLine, bent, count_words, ink_of, lines_of, main_lines, stretch
from studio_app.imaging.score.report import Subject
from studio_app.imaging.score.scorer import score
from tests.imaging.conftest import TITLES, make
from tests.imaging.score import pictures

SCRIPTS = {"I beat Elden Ring": True, "最強の武器": True, "Ελλάδα": True, "Chiến thắng": True, "12:30": True}
SCRIPTS |= {"اهزم التنين": False, "שלום לכולם": False, "Новый рекорд": False, "안녕하세요": False}
SCRIPTS |= {"🔥🔥": False, "": False}


def line(text: str, x: float, y: float, width: float, cap: float) -> TextLine:
    quad = np.array([[x, y], [x + width, y], [x + width, y + cap], [x, y + cap]], np.float32)
    return TextLine(text, quad, width, cap)


@pytest.mark.parametrize(("text", "known"), SCRIPTS.items())
def test_scripts_that_the_reader_has(text: str, known: bool) -> None:
    assert readable_script(text) == known


def test_the_reader_has_what_we_think_it_has() -> None:
    read(np.full((48, 96, 3), 255, np.uint8))
    alphabet = set(engine().text_rec.postprocess_op.character)
    for text, known in SCRIPTS.items():
        letters = [c for c in unicodedata.normalize("NFD", text) if c.isalpha()]
        if letters:
            assert (sum(c in alphabet for c in letters) >= 0.8 * len(letters)) == known, text


def test_scripts_that_it_lacks_are_scored_without_it() -> None:
    result = score(Subject(*draw(make(title=TITLES[2], seed=1)), "thumbnail")).part("text_readability")
    assert result is not None and "feed_legibility" not in result.measures and result.score >= 80


@given(st.text(max_size=30))
def test_readings_are_compared_without_case_marks_and_signs(text: str) -> None:
    assert plain(text) == plain(plain(text))
    assert plain(f" {text.swapcase().swapcase()}!? ") == plain(text.swapcase().swapcase())
    assert plain("Só Não!") == "sonao"


@pytest.mark.parametrize(
    ("texts", "words"),
    [(("I BEAT", "THE BOSS!"), 4), (("最強の武器で無双する",), 4), (("GG 最強",), 2), (("—", "?!"), 0), ((), 0)],
)
def test_words_are_counted(texts: tuple[str, ...], words: int) -> None:
    assert count_words(tuple(line(text, 0, 0, 10, 10) for text in texts)) == words


def test_the_headline_is_what_is_nearly_as_tall_as_the_tallest() -> None:
    big, fair, small = (line("A", 0, 0, 100, cap) for cap in (100, 61, 59))
    assert main_lines((small, big, fair)) == (big, fair)
    assert main_lines(()) == ()


def test_lines_stand_where_the_layout_sets_them() -> None:
    for seed in range(4):
        layout = plan(make("impact", seed=seed))
        lines = lines_of(layout)
        assert [found.text for found in lines] == [text for run in layout.runs for text in run.lines]
        for found in lines:
            assert found.run is not None and found.run.box.grown(4).holds(found.box)
            assert found.cap == found.run.up and found.width > found.cap / 2


def test_ink_lies_within_its_line() -> None:
    layout = plan(make("impact", title="HHH", seed=1))
    found = lines_of(layout)[1]
    ink = ink_of(layout, found, 640, 360)
    rows, columns = np.nonzero(ink > 0.5)
    box = found.box.grown(found.cap * 0.1)
    assert len(rows) > 200
    assert box.x <= columns.min() * 2 and (columns.max() + 1) * 2 <= box.right
    assert box.y <= rows.min() * 2 and (rows.max() + 1) * 2 <= box.bottom


def test_letters_that_are_stretched_or_bent_are_known_as_such() -> None:
    layout = plan(make("editorial", title="HHH", seed=1, tag="", subtitle=""))
    run = layout.runs[0]
    tall = replace(run, up=run.up * 1.5, frame=replace(run.frame, height=run.frame.height * 1.5))
    stretched = replace(layout, runs=(tall,))
    heights = []
    for own in (layout, stretched):
        (found,) = lines_of(own)
        rows = np.nonzero(ink_of(own, found, 640, 360).max(1) > 0.5)[0]
        heights.append(len(rows))
        assert stretch(found.run or run) == pytest.approx(len(rows) / heights[0], abs=0.03)
    assert heights[1] == pytest.approx(heights[0] * 1.5, rel=0.05)
    assert not bent(layout)
    assert bent(replace(layout, boxes=(NamedBox("bend_arch", run.frame),)))


def written(text: tuple[int, int, int], ground: tuple[int, int, int]) -> tuple[np.ndarray, Layout]:
    """A title in one colour on another, without any rim."""
    layout = plan(make("editorial", title="HEADLINE", seed=1, tag="", subtitle=""))
    (found,) = lines_of(layout)
    ink = ink_of(layout, found, 320, 180)[..., None]
    return np.round(np.array(ground) * (1 - ink) + np.array(text) * ink).astype(np.uint8), layout


channel = st.integers(0, 255)


@settings(max_examples=100, deadline=None)
@given(channel, st.integers(0, 120), st.integers(5, 80))
def test_contrast_grows_with_the_difference_of_tones(ground: int, near: int, more: int) -> None:
    sign = -1 if ground > 127 else 1
    found = []
    for step in (near, near + more):
        tone = int(np.clip(ground + sign * step, 0, 255))
        picture, layout = written((tone,) * 3, (ground,) * 3)
        lines = lines_of(layout)
        found.append(contrast_of(picture, layout, lines, lines, (0.25, 0.25)).lc)
    assert 0 <= found[0] <= found[1] <= 110


def test_the_better_plain_colour_is_named() -> None:
    for ground, better in (((20, 20, 30), "white"), ((250, 240, 200), "ink")):
        picture, layout = written((128, 128, 128), ground)
        lines = lines_of(layout)
        assert contrast_of(picture, layout, lines, lines, (0.25, 0.25)).better_ink == better
        strong, layout = written((0, 0, 0) if better == "ink" else (255, 255, 255), ground)
        assert contrast_of(strong, layout, lines, lines, (0.25, 0.25)).better_ink is None


def test_unknown_words_are_taken_for_two_tones() -> None:
    picture, layout = written((255, 255, 255), (10, 10, 40))
    lines = lines_of(layout)
    known = contrast_of(picture, layout, lines, lines, (0.25, 0.25))
    guessed = contrast_of(picture, None, lines, lines, (0.25, 0.25))
    assert guessed.lc == pytest.approx(known.lc, abs=8) and guessed.ground is None
    assert contrast_of(np.full_like(picture, 90), None, lines, lines, (0.25, 0.25)).lc == 0


def test_half_a_bad_ground_counts() -> None:
    """White words of which half stand on white have no contrast where it counts."""
    picture, layout = written((255, 255, 255), (10, 10, 40))
    lines = lines_of(layout)
    box = lines[0].box
    picture[:, : int((box.x + box.width * 0.5) / 4)] = 255
    assert contrast_of(picture, layout, lines, lines, (0.25, 0.25)).lc < 15


def test_a_line_is_turned_straight() -> None:
    art = Image.new("RGB", (400, 200), "black")
    art.paste((255, 0, 0), (100, 80, 300, 120))
    turned = np.asarray(art.rotate(-8, Image.Resampling.BICUBIC))
    angle = np.deg2rad(8)
    spin = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    corners = np.array([[100, 80], [300, 80], [300, 120], [100, 120]]) - (200, 100)
    straight = upright(turned, (corners @ spin + (200, 100)).astype(np.float32))
    assert straight.shape[0] == 48 and straight.shape[1] > 150
    assert straight[14:34, 12:-12, 0].min() > 200


def test_a_headline_is_read_at_its_size_but_not_below() -> None:
    subject = pictures.good()
    rgb = np.asarray(subject.image.convert("RGB").resize((168, 94), Image.Resampling.BOX))
    main = main_lines(lines_of(pictures.planned()))
    scale = 168 / 1280
    assert legibility(rgb, main, scale, scale) == pytest.approx(1.0, abs=0.1)
    swapped = [replace(found, text="SOMETHING ELSE") for found in main]
    assert (legibility(rgb, swapped, scale, scale) or 0) < 0.6
    assert legibility(rgb, [replace(main[0], text="Новый рекорд")], scale, scale) is None


def test_words_over_words_are_seen() -> None:
    layout = pictures.planned()
    title, tag = layout.run("title"), layout.run("tag")
    assert title is not None and tag is not None and tag.plate is not None
    onto = title.frame
    moved = replace(tag, plate=Area(onto.x, onto.y, tag.plate.width, tag.plate.height))
    piled = replace(layout, runs=tuple(moved if run.role == "tag" else run for run in layout.runs))
    result = score(replace(pictures.good(), layout=piled)).part("text_readability")
    assert result is not None and result.measures["overlap"] > 0.9 and result.score <= 72
