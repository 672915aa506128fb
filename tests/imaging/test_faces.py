"""Faces are found where they are, and not in our own art."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from studio_app.imaging.engine import draw
from studio_app.imaging.faces import Face, find_faces
from studio_app.imaging.layout import Area
from tests.imaging.conftest import KITS, make
from tests.imaging.score.pictures import portrait

MOTIFS = ("crowned-skull", "skull", "cat", "ghost", "wizard", "dragon", "eye", "trophy", "coffee", "spooky-house")
STYLES = ("impact", "synthwave", "editorial")


def scene(height: int, at: tuple[int, int] = (800, 330), tilt: float = 0.0, shouting: bool = False) -> np.ndarray:
    """A face on a ground that is neither plain nor of the colour of skin."""
    rows, columns = np.mgrid[0:720, 0:1280]
    ground = np.stack([40 + columns / 16, 60 + rows / 9, 120 + 30 * np.sin(columns / 40)], 2).astype(np.uint8)
    image = Image.fromarray(ground).convert("RGBA")
    face = portrait(height, shouting)
    if tilt:
        face = face.rotate(tilt, Image.Resampling.BICUBIC, expand=True)
    image.alpha_composite(face, (at[0] - face.width // 2, at[1] - face.height // 2))
    return np.asarray(image.convert("RGB"))


@pytest.mark.parametrize("height", [110, 180, 300, 450])
def test_a_face_is_found_at_its_place_and_size(height: int) -> None:
    (face,) = find_faces(scene(height))
    assert face.box.center == pytest.approx((800, 345), abs=0.15 * height)
    assert 0.6 * height < face.box.height < 1.1 * height
    assert face.eyes >= 1 and face.skin > 0.4


@pytest.mark.parametrize("tilt", [-25, -16, 16, 25])
def test_a_tilted_face_is_found(tilt: float) -> None:
    (face,) = find_faces(scene(300, tilt=tilt))
    assert face.box.center == pytest.approx((800, 340), abs=70)


def test_two_faces_come_largest_first_and_once_each() -> None:
    picture = scene(320, (900, 340))
    small = scene(170, (300, 300))
    picture = np.concatenate([small[:, :640], picture[:, 640:]], 1)
    first, second = find_faces(np.ascontiguousarray(picture))
    assert first.box.height > second.box.height and first.box.x > second.box.x


def test_the_size_of_the_picture_does_not_matter() -> None:
    picture = scene(300)
    (whole,) = find_faces(picture)
    half = np.asarray(Image.fromarray(picture).resize((640, 360), Image.Resampling.BOX))
    (small,) = find_faces(half)
    assert small.box.height == pytest.approx(whole.box.height / 2, rel=0.08)


def test_an_open_mouth_is_an_expression() -> None:
    (quiet,), (loud,) = find_faces(scene(400)), find_faces(scene(400, shouting=True))
    assert loud.mouth > quiet.mouth + 0.1 and loud.expression > quiet.expression + 0.2


@given(st.booleans(), st.floats(0, 1), st.floats(0, 1))
def test_expression_is_bounded_and_grows(smile: bool, mouth: float, other: float) -> None:
    def expression(dark: float, smiling: bool = smile) -> float:
        return Face(Area(0, 0, 1, 1), 2, smiling, dark, 0.5).expression

    low, high = sorted((mouth, other))
    assert 0 <= expression(low) <= expression(high) <= 1
    assert expression(low, True) > expression(low, False)


@pytest.mark.parametrize("number", range(12))
def test_our_own_art_has_no_faces(number: int) -> None:
    brief = make(STYLES[number % 3], seed=number, kit=KITS[number % 5], motif=MOTIFS[number % len(MOTIFS)])
    assert find_faces(np.asarray(draw(brief, width=640)[0].convert("RGB"))) == ()


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 60), st.integers(1, 60), st.integers(0, 255))
def test_small_and_plain_pictures_have_none(width: int, height: int, value: int) -> None:
    assert find_faces(np.full((height, width, 3), value, np.uint8)) == ()


def test_twice_the_same() -> None:
    picture = scene(300, tilt=16)
    assert find_faces(picture) == find_faces(picture.copy())
