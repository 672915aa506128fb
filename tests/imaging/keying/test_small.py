"""From a cut-out to the sizes of chat."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from studio_app.imaging.keying.small import sharpen_small, trim_square
from tests.imaging.keying.known_truth import GOLD, GREEN, INK, WHITE, emote

SIZES = (112, 56, 28, 72, 36, 18)


def _figure(box: tuple[int, int, int, int], size: tuple[int, int] = (120, 90)) -> Image.Image:
    image = Image.new("RGBA", size)
    ImageDraw.Draw(image).rectangle(box, fill=(200, 30, 40, 255))
    return image


@given(st.integers(0, 60), st.integers(0, 50), st.integers(0, 58), st.integers(0, 38), st.floats(0, 0.4))
def test_trimmed_figure_is_whole_and_in_the_middle(x: int, y: int, wide: int, tall: int, pad: float) -> None:
    image = _figure((x, y, x + wide, y + tall))
    square = trim_square(image, pad)
    assert square.width == square.height
    left, top, right, bottom = square.getchannel("A").getbbox() or (0, 0, 0, 0)
    assert (right - left, bottom - top) == (wide + 1, tall + 1)
    assert abs(left - (square.width - right)) <= 1 and abs(top - (square.height - bottom)) <= 1
    assert min(left, top) >= int(pad * square.width)
    assert max(wide, tall) + 1 >= (1 - 2 * pad) * square.width - 2
    assert square.getpixel((left, top)) == (200, 30, 40, 255)


def test_a_breath_of_alpha_is_not_the_figure() -> None:
    image = _figure((40, 40, 60, 60))
    image.putpixel((5, 5), (255, 255, 255, 7))
    assert trim_square(image, 0).size == (21, 21)


@pytest.mark.parametrize(("image", "pad"), [(Image.new("RGBA", (9, 9)), 0.1), (_figure((1, 1, 5, 5)), 0.5)])
def test_nothing_to_trim_is_an_error(image: Image.Image, pad: float) -> None:
    with pytest.raises(ValueError, match=r"nothing is visible|not a margin"):
        trim_square(image, pad)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("outline", [None, (1.0, 1.0, 1.0)])
def test_every_chat_size_is_exact_and_stands_free(size: int, outline: tuple[float, float, float] | None) -> None:
    small = sharpen_small(trim_square(emote("face", GOLD, INK, 256)), size, outline)
    alpha = np.asarray(small)[..., 3]
    assert (small.size, small.mode) == ((size, size), "RGBA")
    assert max(alpha[0].max(), alpha[-1].max(), alpha[:, 0].max(), alpha[:, -1].max()) < (1 if size > 18 else 60)
    assert alpha[size // 2, size // 2] == 255


def test_outline_goes_round_small_figures_only() -> None:
    face = trim_square(emote("face", GOLD, INK, 256))

    def lightest(size: int) -> float:
        pixels = np.asarray(sharpen_small(face, size, (1.0, 1.0, 1.0))).astype(int)
        return float(pixels[size // 2, : size // 6, :3].min(axis=1).max())

    assert lightest(72) > 150
    assert lightest(28) > 100
    assert lightest(112) < 80
    assert sharpen_small(face, 112, (1.0, 1.0, 1.0)).tobytes() == sharpen_small(face, 112).tobytes()


def test_colour_of_transparent_pixels_does_not_bleed() -> None:
    image = Image.new("RGBA", (200, 200), (0, 0, 255, 0))
    ImageDraw.Draw(image).ellipse([20, 20, 180, 180], fill=(0, 255, 0, 255))
    pixels = np.asarray(sharpen_small(image, 36)).astype(int)
    assert pixels[pixels[..., 3] > 0][:, 2].max() == 0
    assert pixels[pixels[..., 3] > 0][:, 0].max() == 0


def test_reduction_is_sharper_than_plain_resampling() -> None:
    face = trim_square(emote("face", GREEN, WHITE, 256))

    def steepness(image: Image.Image) -> float:
        return float(np.abs(np.diff(np.asarray(image.convert("RGBa")).astype(int), axis=1)).mean())

    for size in SIZES:
        plain = face.resize((size, size), Image.Resampling.LANCZOS)
        assert steepness(sharpen_small(face, size)) > 1.02 * steepness(plain)


def test_proportions_are_kept() -> None:
    alpha = sharpen_small(_figure((0, 0, 119, 39), (120, 40)), 60).getchannel("A")
    assert alpha.point(lambda value: 255 * (value > 128)).getbbox() == (0, 20, 60, 40)


def test_a_size_that_shows_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="too small"):
        sharpen_small(_figure((0, 0, 10, 10)), 7)
