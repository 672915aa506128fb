"""Words are told apart by their face, and faces that are not ours are not given a name."""

from __future__ import annotations

import io
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from studio_app.catalog.fonts import FONTS
from studio_app.imaging.drawing import load_drawing
from studio_app.imaging.engine import draw
from studio_app.imaging.fonts import body, headline
from studio_app.imaging.ocr import Line, read_lines
from studio_app.imaging.text import paint_line, width
from studio_app.imaging.typography import (
    NO_MATCH,
    FontGuess,
    Mask,
    Specimen,
    guess,
    likeness,
    parted,
    specimen,
)
from tests.imaging.conftest import VIOLET, make


def scene(*lines: tuple[str, str, float], tilt: float = 0.0, outline: bool = False) -> np.ndarray:
    """(text, alias, size) set under one another on a gradient, turned by `tilt` degrees, saved as JPEG once."""
    skia = load_drawing()
    ground = np.linspace((40, 20, 90), (120, 30, 80), 1280).astype(np.uint8)
    ground = np.dstack([np.tile(ground, (720, 1, 1)), np.full((720, 1280, 1), 255, np.uint8)])
    pixels = np.ascontiguousarray(ground)
    surface = skia.Surface(pixels, colorType=skia.kRGBA_8888_ColorType)
    canvas, baseline = surface.getCanvas(), 140.0
    canvas.rotate(tilt)
    for text, alias, size in lines:
        baseline += size
        if outline:
            stroke = skia.Paint(AntiAlias=True, Color=skia.Color(10, 8, 20), Style=skia.Paint.kStroke_Style)
            stroke.setStrokeWidth(size * 0.14)
            paint_line(canvas, text, alias, size, stroke, 90, baseline)
        fill = skia.Paint(AntiAlias=True, Color=skia.Color(255, 236, 150))
        paint_line(canvas, text, alias, size, fill, 90, baseline)
        baseline += size * 0.25
    buffer = io.BytesIO()
    surface.flushAndSubmit()
    Image.fromarray(pixels[..., :3]).save(buffer, "JPEG", quality=85)
    return np.asarray(Image.open(buffer).convert("RGB"))


def cut(rgb: np.ndarray) -> tuple[list[Specimen], list[Specimen]]:
    return parted([found for line in read_lines(rgb) if (found := specimen(rgb, line))])


def fitted(text: str, alias: str) -> float:
    return min(150.0, 1050 / width(text, alias))


@pytest.mark.parametrize("family", ["Anton", "Montserrat", "Rubik", "Press Start 2P"])
def test_the_headline_face_of_our_own_pictures_is_found(family: str) -> None:
    picture, _ = draw(make("impact", kit=replace(VIOLET, headline_font=family)))
    found = guess(cut(np.asarray(picture.convert("RGB")))[0])
    assert found is not None and found.family == family, found


@pytest.mark.parametrize("family", ["Bebas Neue", "Bangers", "Rubik", "Space Grotesk", "Orbitron"])
def test_a_tilted_and_outlined_headline_is_still_told(family: str) -> None:
    alias = headline(family)
    lines = [(text, alias, fitted(text, alias)) for text in ("NIGHT SHIFT", "FINAL ROUND")]
    found = guess(cut(scene(*lines, tilt=3.0, outline=True))[0])
    assert found is not None and (found.family, found.category) == (family, FONTS[family].category), found


def test_dark_words_on_a_light_ground_are_told_as_well() -> None:
    rgb = 255 - scene(("ROAD TO MASTERS", headline("Oswald"), 130))
    found = guess(cut(rgb)[0])
    assert found is not None and found.family == "Oswald" and found.confidence > 0.6


def test_headline_and_body_are_two_guesses() -> None:
    rgb = scene(("ROAD TO MASTERS", headline("Anton"), 130), ("Every friday at eight", body("Poppins"), 64),
                ("with friends and guests", body("Poppins"), 64))
    above, below = cut(rgb)
    first, second = guess(above), guess(below)
    assert first is not None and first.family == "Anton" and "MASTERS" in first.text
    assert second is not None and second.family == "Poppins"


def test_a_face_that_is_not_ours_gets_no_name() -> None:
    """The same words sheared as no upright face is."""
    rgb = scene(("THREE WISE OWLS", headline("Montserrat"), 110))
    matrix = (1, 0.55, -200, 0, 1, 0)
    sheared = np.asarray(Image.fromarray(rgb).transform((1280, 720), Image.Transform.AFFINE, matrix))
    found = guess(cut(sheared)[0])
    assert found is not None and found.family is None and found.confidence < NO_MATCH
    assert found.category in {font.category for font in FONTS.values()}


def test_other_words_in_the_right_face_do_not_match() -> None:
    rgb = scene(("HELLO WORLD", headline("Anton"), 130))
    [[found], _] = cut(rgb)
    wrong = Specimen("VALLEY NIGHT", found.share, found.masks)
    said, claimed = guess([found]), guess([wrong])
    assert said is not None and said.family == "Anton"
    assert claimed is not None and claimed.confidence < said.confidence - 0.2


def test_without_words_there_is_no_guess() -> None:
    assert guess([]) is None
    assert parted([]) == ([], [])
    assert cut(np.full((360, 640, 3), 90, np.uint8)) == ([], [])


@pytest.mark.parametrize("text", ["", "GG", "a b", "!!??", "٣"])
def test_too_few_letters_are_no_specimen(text: str) -> None:
    quad = np.array([[10, 10], [300, 10], [300, 90], [10, 90]], np.float32)
    rgb = scene(("HELLO WORLD", headline("Anton"), 130))
    assert specimen(rgb, Line(text, quad, 0.99)) is None


def test_strange_boxes_are_harmless() -> None:
    rgb = scene(("HELLO WORLD", headline("Anton"), 130))
    for corners in (
        [[0, 0], [0, 0], [0, 0], [0, 0]],
        [[5, 5], [6, 5], [6, 400], [5, 400]],
        [[-500, -500], [5000, -500], [5000, 3000], [-500, 3000]],
        [[300, 300], [10, 300], [10, 100], [300, 100]],
    ):
        found = specimen(rgb, Line("HELLO", np.array(corners, np.float32), 0.9))
        assert found is None or isinstance(guess([found]), FontGuess)


def test_words_in_no_script_of_ours_are_harmless() -> None:
    quad = np.array([[80, 150], [1000, 150], [1000, 290], [80, 290]], np.float32)
    found = specimen(scene(("HELLO WORLD", headline("Anton"), 130)), Line("你好世界再见", quad, 0.9))
    assert found is not None
    said = guess([found])
    assert said is not None and said.family is None and said.confidence == 0.0


coverage = st.lists(st.floats(0, 1), min_size=64, max_size=64).map(
    lambda values: np.resize(np.array(values, np.float32), (64, 256))
)
masks = st.builds(Mask, coverage, st.floats(0.2, 30))


@settings(max_examples=100)
@given(masks, masks)
def test_likeness_is_symmetric_and_one_only_for_the_same(first: Mask, second: Mask) -> None:
    there = likeness(first, second)
    assert 0 <= there <= 1 and math.isclose(there, likeness(second, first), rel_tol=1e-6)
    if first.grid.sum() > 1:
        assert likeness(first, first) == pytest.approx(1)
    wider = Mask(first.grid, first.aspect * 1.5)
    assert likeness(first, wider) <= 0.62
