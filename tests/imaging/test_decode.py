"""Hostile and odd uploads: what is refused, and what comes out of what is not."""

from __future__ import annotations

import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageCms, PngImagePlugin

from studio_app.core.errors import PayloadTooLarge
from studio_app.imaging.decode import ImageRejected, decode


def saved(image: Image.Image, name: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, name, **options)  # type: ignore[arg-type]
    return buffer.getvalue()


def noise(width: int = 160, height: int = 120) -> Image.Image:
    return Image.fromarray(np.random.default_rng(3).integers(0, 256, (height, width, 3), dtype=np.uint8))


def bomb(width: int, height: int) -> bytes:
    """A PNG of zeros that is tiny on the wire."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    packer = zlib.compressobj(9)
    row = b"\0" * ((width + 7) // 8 + 1)
    body = b"".join(packer.compress(row * 100) for _ in range(height // 100)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


REFUSED = {
    "30000 x 30000": (bomb(30_000, 30_000), "pixels"),
    "12000 x 3000 side": (bomb(12_000, 3_000), "pixels"),
    "7000 x 6000": (bomb(7_000, 6_000), "pixels"),
    "svg": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
    "svg with space": (b"\n  <svg onload='x'/>", "SVG"),
    "gif": (saved(Image.new("P", (4, 4)), "GIF"), "GIF"),
    "tiff": (saved(Image.new("RGB", (4, 4)), "TIFF"), "PNG, JPEG or WebP"),
    "html": (b"<html><body>no</body></html>", "PNG, JPEG or WebP"),
    "empty": (b"", "empty"),
    "truncated jpeg": (saved(noise(), "JPEG")[:3000], "damaged"),
    "truncated png": (saved(noise(), "PNG")[:3000], "damaged"),
    "truncated webp": (saved(noise(), "WEBP")[:3000], "damaged"),
    "png head only": (b"\x89PNG\r\n\x1a\n" + b"\x07" * 90, ""),
    "jpeg head only": (b"\xff\xd8\xff" + b"\x9c" * 500, ""),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str) -> None:
    data, word = REFUSED[name]
    with pytest.raises(ImageRejected) as caught:
        decode(data)
    assert (caught.value.code, caught.value.status) == ("IMAGE_REJECTED", 422)
    assert word in caught.value.message and caught.value.message.endswith(".")


def test_too_many_bytes() -> None:
    with pytest.raises(PayloadTooLarge):
        decode(saved(noise(), "PNG"), max_bytes=1000)
    assert decode(saved(noise(), "PNG")).size == (160, 120)


def test_a_zip_behind_a_picture_is_left_behind() -> None:
    polyglot = saved(noise(), "JPEG") + b"PK\x03\x04 secret payload"
    again = saved(decode(polyglot), "PNG")
    assert b"secret payload" not in again and b"PK\x03\x04" not in again


def test_metadata_is_gone_and_the_picture_is_upright() -> None:
    image = Image.new("RGB", (60, 40), (200, 30, 30))
    image.paste((0, 0, 255), (0, 0, 60, 10))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "SECRETCAM"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(image, "JPEG", exif=exif, icc_profile=profile, comment=b"SECRETCOMMENT", quality=95)
    done = decode(data)
    assert done.size == (40, 60) and done.info == {} and not done.getexif()
    # Orientation 6: the top edge of the file is the right edge of the picture.
    right, left = done.getpixel((37, 30)), done.getpixel((5, 30))
    assert right[2] > 200 > 90 > right[0] and left[0] > 150 > 90 > left[2]  # type: ignore[index]
    again = saved(done, "JPEG")
    assert b"SECRET" not in again and b"ICC_PROFILE" not in again


def test_png_text_is_gone() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "SECRETTEXT")
    assert b"SECRETTEXT" not in saved(decode(saved(noise(), "PNG", pnginfo=info)), "PNG")


def test_sixteen_bit_grey_keeps_its_tones() -> None:
    ramp = np.linspace(0, 65535, 256, dtype=np.uint16)[None, :].repeat(8, 0)
    done = decode(saved(Image.fromarray(ramp), "PNG"))
    values = np.asarray(done)[0, :, 0].astype(int)
    assert done.mode == "RGB"
    assert np.abs(values - np.arange(256)).max() <= 1


def test_cmyk_becomes_rgb() -> None:
    done = decode(saved(Image.new("CMYK", (20, 20), (0, 255, 255, 0)), "JPEG", quality=95))
    r, g, b = done.getpixel((10, 10))  # type: ignore[misc]
    assert done.mode == "RGB" and r > 200 and g < 80 and b < 80


def test_palette_transparency_is_kept() -> None:
    image = Image.new("P", (10, 10), 0)
    image.putpalette([255, 0, 0, 0, 255, 0])
    image.paste(1, (0, 0, 5, 10))
    done = decode(saved(image, "PNG", transparency=1))
    assert done.mode == "RGBA"
    assert done.getpixel((1, 1))[3] == 0 and done.getpixel((8, 8)) == (255, 0, 0, 255)  # type: ignore[index]


def test_one_bit_and_grey_alpha() -> None:
    assert decode(saved(Image.new("1", (9, 9), 1), "PNG")).getpixel((4, 4)) == (255, 255, 255)
    assert decode(saved(Image.new("LA", (9, 9), (100, 50)), "PNG")).getpixel((4, 4)) == (100, 100, 100, 50)


def test_an_animation_gives_its_first_frame() -> None:
    frames = [Image.new("RGB", (32, 32), colour) for colour in ("red", "blue")]
    for name, options in (("WEBP", {"lossless": True}), ("PNG", {})):
        data = saved(frames[0], name, save_all=True, append_images=frames[1:], duration=50, **options)
        r, _, b = decode(data).convert("RGB").getpixel((5, 5))  # type: ignore[misc]
        assert r > 200 and b < 60


def test_a_wide_gamut_profile_is_applied_and_a_broken_one_ignored() -> None:
    lab = saved(Image.new("RGB", (8, 8), (128, 0, 0)), "PNG", icc_profile=b"garbage")
    assert decode(lab).getpixel((3, 3)) == (128, 0, 0)
