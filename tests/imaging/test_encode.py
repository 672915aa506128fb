"""Byte limits hold whatever the picture, and `verify` notices every broken promise."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFile
from PIL.PngImagePlugin import PngInfo

from studio_app.catalog.asset_types import Format
from studio_app.imaging.containers import png
from studio_app.imaging.encode import BadOutput, CannotFit, encode, verify
from studio_app.imaging.engine import draw
from tests.imaging.conftest import make
from tests.imaging.export.pictures import KINDS, emote, gradient, picture

FORMATS: tuple[Format, ...] = ("png", "jpeg", "webp", "avif")


def noise(width: int = 320, height: int = 180, alpha: bool = False) -> Image.Image:
    values = np.random.default_rng(5).integers(0, 256, (height, width, 4 if alpha else 3), dtype=np.uint8)
    return Image.fromarray(values, "RGBA" if alpha else "RGB")


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    kind=st.sampled_from(KINDS), format=st.sampled_from(FORMATS), limit=st.integers(200, 30_000),
    width=st.integers(1, 90), height=st.integers(1, 60), soft=st.none() | st.integers(100, 20_000),
    may_shrink=st.booleans(),
)
def test_never_over_the_limit(
    kind: str, format: Format, limit: int, width: int, height: int, soft: int | None, may_shrink: bool
) -> None:
    image = picture(kind, width, height)
    try:
        made = encode(image, format, limit, may_shrink=may_shrink, soft_bytes=soft)
    except CannotFit as fault:
        assert fault.details == {"format": format, "max_bytes": limit}
        assert limit < 12_000
        return
    assert len(made.data) <= limit
    assert may_shrink or (made.width, made.height) == (width, height)
    clear = image.mode == "RGBA" and format != "jpeg" and image.getextrema()[3][0] < 255  # type: ignore[index]
    verify(made.data, format, made.width, made.height, limit, clear)


def test_a_soft_limit_costs_colours_and_a_missed_one_costs_nothing() -> None:
    image = emote(112)
    whole = encode(image, "png", 1_000_000)
    assert Image.open(io.BytesIO(whole.data)).mode == "RGBA"
    aimed = encode(image, "png", 1_000_000, soft_bytes=len(whole.data) // 2)
    assert len(aimed.data) <= len(whole.data) // 2
    assert Image.open(io.BytesIO(aimed.data)).mode == "P"
    assert encode(image, "png", 1_000_000, soft_bytes=300) == whole
    assert encode(image, "png", 1_000_000, soft_bytes=len(whole.data)) == whole


def test_colours_are_given_up_one_step_at_a_time() -> None:
    image = noise(100, 100, alpha=True)
    sizes = {colours: len(_palette_png(image, colours)) for colours in (256, 64)}
    for colours, size in sizes.items():
        made = encode(image, "png", 10**6, soft_bytes=size)
        assert len(set(Image.open(io.BytesIO(made.data)).convert("RGBA").getdata())) <= colours


def _palette_png(image: Image.Image, colours: int) -> bytes:
    buffer = io.BytesIO()
    image.quantize(colours, method=Image.Quantize.FASTOCTREE).save(buffer, "PNG", compress_level=9)
    return buffer.getvalue()


@pytest.mark.parametrize("format", ["jpeg", "webp", "avif"])
def test_a_soft_limit_lowers_quality_only_as_far_as_it_looks_fair(format: Format) -> None:
    image = gradient(200, 120)
    best = encode(image, format, 10**6)
    aimed = encode(image, format, 10**6, soft_bytes=round(len(best.data) * 0.8))
    assert len(aimed.data) <= round(len(best.data) * 0.8)
    assert len(encode(image, format, 10**6, soft_bytes=50).data) >= len(aimed.data)


def test_noisy_progressive_jpeg_has_room_for_its_scans() -> None:
    assert ImageFile.MAXBLOCK >= 64 * 2**20


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40), st.booleans(), st.integers(0, 9), st.integers(0, 2**32))
def test_the_quick_png_loses_nothing(width: int, height: int, alpha: bool, level: int, seed: int) -> None:
    image = noise(width, height, alpha) if seed % 2 else picture("shape", width, height).convert("RGBA"[: 3 + alpha])
    data = png.write(image, level)
    opened = Image.open(io.BytesIO(data))
    assert opened.mode == image.mode
    assert opened.tobytes() == image.tobytes()
    assert png.opaque_size(list(png.chunks(data))) == (None if alpha else (width, height))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_damaged_byte_of_a_png_goes_unnoticed(data: st.DataObject) -> None:
    whole = png.write(gradient(24, 16))
    at = data.draw(st.integers(0, len(whole) - 1))
    damaged = bytearray(whole)
    damaged[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(BadOutput):
        verify(bytes(damaged), "png", 24, 16, 10**6, False)


def _png_of(raw: bytes, width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = [(b"IHDR", header), (b"IDAT", zlib.compress(raw)), (b"IEND", b"")]
    return png.SIGNATURE + b"".join(png.chunk(*part) for part in parts)


@pytest.mark.parametrize(
    "raw", [b"\0abc" * 3, b"\0abc" * 5, b"\0abc" * 3 + b"\5abc"], ids=["row missing", "row too many", "unknown filter"]
)
def test_pixels_that_are_not_there_are_missed(raw: bytes) -> None:
    verify(_png_of(b"\0abc" * 4, 1, 4), "png", 1, 4, 10**6, False)
    with pytest.raises(BadOutput, match="decodes"):
        verify(_png_of(raw, 1, 4), "png", 1, 4, 10**6, False)


def test_text_in_a_png_is_a_leak() -> None:
    told = PngInfo()
    told.add_text("Comment", "made by me")
    buffer = io.BytesIO()
    gradient(20, 20).save(buffer, "PNG", pnginfo=told)
    with pytest.raises(BadOutput, match="metadata"):
        verify(buffer.getvalue(), "png", 20, 20, 10**6, False)


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


@pytest.mark.parametrize("format", ["png", "webp", "avif"])
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
