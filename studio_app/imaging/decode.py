"""Opens untrusted image bytes: format and size are checked before decoding, and nothing but pixels comes out."""

from __future__ import annotations

import io
import warnings

import numpy as np
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from studio_app.core.errors import PayloadTooLarge, StudioError

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_SIDE = 10_000
_HEADS = {b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n\x1a\n": "PNG"}
_SRGB = ImageCms.createProfile("sRGB")


class ImageRejected(StudioError):
    code, status = "IMAGE_REJECTED", 422
    message = "We could not read that picture. Save it as PNG, JPEG or WebP and try again."


def _format(data: bytes) -> str:
    """The format by magic number; a plain sentence for what people send by mistake."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    for head, name in _HEADS.items():
        if data.startswith(head):
            return name
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<svg" in start or start.startswith(b"<?xml"):
        raise ImageRejected("SVG drawings are not accepted. Export the picture as PNG and send that.")
    if data[:4] == b"GIF8":
        raise ImageRejected("GIF pictures are not accepted. Save the picture as PNG and send that.")
    raise ImageRejected("That file is not a PNG, JPEG or WebP picture. Save it as one of these and send it again.")


def decode(data: bytes, *, max_bytes: int = 10_000_000, max_pixels: int = 40_000_000) -> Image.Image:
    """RGB or RGBA, sRGB, upright, first frame, without metadata. Raises `PayloadTooLarge` or `ImageRejected`."""
    if len(data) > max_bytes:
        raise PayloadTooLarge(f"That picture is larger than {max_bytes // 1_000_000} MB. Send a smaller file.")
    if not data:
        raise ImageRejected("That file is empty. Choose a picture and send it again.")
    name = _format(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image: Image.Image = Image.open(io.BytesIO(data), formats=[name])
            _check_size(image, max_pixels)
            image.seek(0)
            image.load()
            image = ImageOps.exif_transpose(image)
    except ImageRejected:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise _too_many(max_pixels) from fault
    except UnidentifiedImageError as fault:
        raise ImageRejected from fault
    # Decoders raise many types for damaged files (OSError, SyntaxError, ValueError, struct.error, EOFError...).
    except Exception as fault:
        raise ImageRejected("That picture is damaged or incomplete. Export it again and send the new file.") from fault
    plain = _plain(image)
    return Image.frombytes(plain.mode, plain.size, plain.tobytes())


def _too_many(max_pixels: int) -> ImageRejected:
    return ImageRejected(
        f"That picture has too many pixels. Scale it to at most {max_pixels // 1_000_000} megapixels "
        f"and {MAX_SIDE} pixels a side."
    )


def _check_size(image: Image.Image, max_pixels: int) -> None:
    width, height = image.size
    if width * height > max_pixels or max(width, height) > MAX_SIDE:
        raise _too_many(max_pixels)


def _plain(image: Image.Image) -> Image.Image:
    """8-bit RGB or RGBA in sRGB."""
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I") or image.mode == "F":
        # 16-bit grey: keep the high byte instead of clipping everything above 255.
        clear = _cleared(image)
        image = image.point(lambda value: value * (1 / 256)).convert("L")
        if clear is not None:
            image = Image.merge("LA", (image, clear))
        profile = None
    converted = image.convert("RGBA" if has_alpha else "RGB") if image.mode != "CMYK" else image
    if profile and converted.mode in ("RGB", "RGBA", "CMYK"):
        converted = _to_srgb(converted, profile)
    return converted.convert("RGBA" if has_alpha else "RGB")


def _cleared(image: Image.Image) -> Image.Image | None:
    """Alpha of a 16-bit grey picture of which one value is clear; None where there is no such value."""
    value = image.info.get("transparency")
    if not isinstance(value, int):
        return None
    return Image.fromarray(np.where(np.asarray(image) == value, 0, 255).astype(np.uint8))


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Colours by the embedded profile; a broken or unfitting profile is ignored."""
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    base = image.convert("RGB") if alpha is not None else image
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        made = ImageCms.profileToProfile(base, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image
    if made is None:
        return image
    if alpha is not None:
        made.putalpha(alpha)
    return made
