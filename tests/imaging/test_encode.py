"""Byte limits hold whatever the picture, and `verify` notices every broken promise."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from studio_app.catalog.asset_types import Format
from studio_app.imaging.encode import BadOutput, CannotFit, encode, verify
from studio_app.imaging.engine import draw
from tests.imaging.conftest import make

FORMATS: tuple[Format, ...] = ("png", "jpeg", "webp")


def noise(width: int = 320, height: int = 180, alpha: bool = False) -> Image.Image:
    values = np.random.default_rng(5).integers(0, 256, (height, width, 4 if alpha else 3), dtype=np.uint8)
    return Image.fromarray(values, "RGBA" if alpha else "RGB")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(FORMATS), st.integers(500, 250_000), st.booleans())
def test_never_over_the_limit(format: Format, limit: int, alpha: bool) -> None:
    image = noise(160, 90, alpha)
    try:
        made = encode(image, format, limit)
    except CannotFit as fault:
        assert fault.details == {"format": format, "max_bytes": limit}
        assert limit < 9000
        return
    assert len(made.data) <= limit
    opened = Image.open(io.BytesIO(made.data))
    assert opened.size == (made.width, made.height)
    verify(made.data, format, made.width, made.height, limit, alpha and format != "jpeg")


@pytest.mark.parametrize("format", FORMATS)
def test_finished_pictures_keep_their_size_under_the_platform_limit(format: Format) -> None:
    image, _ = draw(make())
    made = encode(image, format, 2_000_000)
    assert (made.width, made.height) == (1280, 720)
    verify(made.data, format, 1280, 720, 2_000_000, False)
    close = np.abs(
        np.asarray(Image.open(io.BytesIO(made.data)).convert("RGB"), int) - np.asarray(image.convert("RGB"), int)
    )
    assert close.mean() < 4


def test_quality_is_as_high_as_the_limit_allows() -> None:
    image = draw(make(), width=640)[0].convert("RGB")
    large, small = (encode(image, "jpeg", limit) for limit in (400_000, 40_000))
    assert len(large.data) > 2 * len(small.data) and len(small.data) > 30_000
    assert small.width == 640


def test_size_gives_way_last() -> None:
    made = encode(noise(), "jpeg", 40_000)
    assert made.width == 320
    smaller = encode(noise(), "jpeg", 18_000)
    assert smaller.width < 320 and len(smaller.data) <= 18_000


@pytest.mark.parametrize("format", ["png", "webp"])
def test_alpha_survives(format: Format) -> None:
    image, layout = draw(make("impact", "overlay"))
    made = encode(image, format, 5_000_000)
    verify(made.data, format, 1920, 1080, 5_000_000, True)
    hole = layout.box("webcam")
    assert hole is not None
    opened = Image.open(io.BytesIO(made.data)).convert("RGBA")
    inside = opened.crop((int(hole.x), int(hole.y), int(hole.right), int(hole.bottom)))
    assert inside.getextrema()[3] == (0, 0)


def test_jpeg_puts_black_behind_transparency() -> None:
    clear = Image.new("RGBA", (40, 40), (255, 255, 255, 0))
    opened = Image.open(io.BytesIO(encode(clear, "jpeg", 10_000).data))
    assert opened.mode == "RGB" and max(opened.getpixel((20, 20))) < 8  # type: ignore[type-var, arg-type]


def test_the_same_picture_encodes_to_the_same_bytes() -> None:
    image = noise(alpha=True)
    for format in FORMATS:
        assert encode(image, format, 300_000).sha256 == encode(image.copy(), format, 300_000).sha256


def test_palette_pngs_are_used_before_pixels_are_lost() -> None:
    image = draw(make(), width=640)[0].convert("RGB")
    full = encode(image, "png", 2_000_000)
    reduced = encode(image, "png", len(full.data) // 2)
    assert reduced.width == 640
    assert Image.open(io.BytesIO(reduced.data)).mode == "P"


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("max_bytes", {"max_bytes": 100}),
        ("size", {"width": 319}),
        ("alpha", {"alpha": True}),
        ("decodes", {"format": "jpeg"}),
    ],
)
def test_verify_names_the_broken_rule(rule: str, change: dict[str, object]) -> None:
    made = encode(noise(), "png", 400_000)
    promise: dict[str, object] = {"format": "png", "width": 320, "height": 180, "max_bytes": 400_000, "alpha": False}
    verify(made.data, **promise)  # type: ignore[arg-type]
    with pytest.raises(BadOutput) as caught:
        verify(made.data, **{**promise, **change})  # type: ignore[arg-type]
    assert caught.value.rule == rule


def test_verify_refuses_leaks_truncation_and_unexpected_alpha() -> None:
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "CAM"
    noise().save(buffer, "JPEG", exif=exif)
    with pytest.raises(BadOutput, match="metadata"):
        verify(buffer.getvalue(), "jpeg", 320, 180, 10**6, False)
    data = encode(noise(), "png", 400_000).data
    with pytest.raises(BadOutput, match="decodes"):
        verify(data[: len(data) // 2], "png", 320, 180, 10**6, False)
    clear = encode(noise(alpha=True), "png", 400_000).data
    with pytest.raises(BadOutput, match="opaque"):
        verify(clear, "png", 320, 180, 10**6, False)
