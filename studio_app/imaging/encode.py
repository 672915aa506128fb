"""Encodes a picture under a byte limit, and checks what was encoded by decoding it again."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageFile

from studio_app.catalog.asset_types import Format
from studio_app.core.errors import StudioError

# Below this, progressive JPEG of noisy art fails with "Suspension not allowed here".
ImageFile.MAXBLOCK = max(ImageFile.MAXBLOCK, 64 * 2**20)
PIL_NAME: dict[str, str] = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP"}
SHRINK, SHRINK_STEPS = 0.9, 4


class CannotFit(StudioError):
    code, status = "CANNOT_FIT", 422
    message = "The picture cannot be made small enough for this platform. Choose JPEG or WebP, or a simpler style."


class BadOutput(StudioError):
    code, status = "BAD_OUTPUT", 500
    message = "The finished picture did not pass our checks. Try again."

    def __init__(self, rule: str, found: object) -> None:
        self.rule = rule
        super().__init__(
            f"The finished picture failed the check '{rule}' (found {found}). Try again.",
            details={"rule": rule, "found": str(found)},
        )


@dataclass(frozen=True, slots=True)
class Encoded:
    """`width` and `height` are smaller than the source's only when nothing else brought it under the limit."""

    data: bytes
    format: Format
    width: int
    height: int
    sha256: str


def _bytes(image: Image.Image, name: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, name, **options)
    return buffer.getvalue()


def least_alpha(image: Image.Image) -> int:
    """The lowest alpha of an RGBA picture, 0..255."""
    histogram = image.getchannel("A").histogram()
    return next(value for value, count in enumerate(histogram) if count)


def _opaque(image: Image.Image) -> bool:
    return image.mode == "RGB" or (image.mode == "RGBA" and least_alpha(image) == 255)


def on_black(image: Image.Image) -> Image.Image:
    """RGB; what is transparent becomes black."""
    if image.mode == "RGB":
        return image
    if image.mode != "RGBA":
        return image.convert("RGB")
    if _opaque(image):
        return image.convert("RGB")
    ground = Image.new("RGBA", image.size, (0, 0, 0, 255))
    return Image.alpha_composite(ground, image).convert("RGB")


def _jpeg(image: Image.Image, quality: int) -> bytes:
    # 4:2:0 smears saturated red and magenta letter edges.
    subsampling = 0 if quality >= 80 else 2
    return _bytes(image, "JPEG", quality=quality, subsampling=subsampling, progressive=True, optimize=True)


def _webp(image: Image.Image, quality: int) -> bytes:
    return _bytes(image, "WEBP", quality=quality, method=2 if quality >= 80 else 4, alpha_quality=100, exact=False)


def _searched(image: Image.Image, encode: str, best: int, lowest: int, limit: int) -> bytes | None:
    """The highest quality in `lowest`..`best` that fits, by bisection; None when none does."""
    function = _jpeg if encode == "jpeg" else _webp
    data = function(image, best)
    if len(data) <= limit:
        return data
    found, low, high = None, lowest, best - 1
    while low <= high:
        middle = (low + high) // 2
        data = function(image, middle)
        if len(data) <= limit:
            found, low = data, middle + 1
        else:
            high = middle - 1
    return found


def _palettes(image: Image.Image) -> Iterator[Image.Image]:
    for colours in (256, 64):
        if image.mode == "RGBA":
            yield image.quantize(colours, method=Image.Quantize.FASTOCTREE)
        else:
            # Median cut plus dithering keeps gradients; FASTOCTREE is only needed for alpha.
            palette = image.quantize(colours, method=Image.Quantize.MEDIANCUT)
            yield image.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG)


def _png(image: Image.Image, limit: int) -> bytes | None:
    """True colour at level 1 (textured art gains nothing from more), then level 6, then palettes."""
    if image.mode == "RGBA" and _opaque(image):
        image = image.convert("RGB")
    data = _bytes(image, "PNG", compress_level=1)
    if len(data) <= limit:
        return data
    # Level 6 gains a few per cent on art at four times the time; flat drawings do well as palettes.
    if len(data) <= limit * 1.2:
        data = _bytes(image, "PNG", compress_level=6)
        if len(data) <= limit:
            return data
    for reduced in _palettes(image):
        data = _bytes(reduced, "PNG", compress_level=6)
        if len(data) <= limit:
            return data
    return None


def _attempt(image: Image.Image, format: Format, limit: int) -> bytes | None:
    if format == "png":
        return _png(image, limit)
    if format == "jpeg":
        return _searched(image, "jpeg", 95, 40, limit)
    return _searched(image, "webp", 80, 20, limit)


def encode(image: Image.Image, format: Format, max_bytes: int, *, may_shrink: bool = True) -> Encoded:
    """Never more than `max_bytes`: quality first, then colours, then size (to 0.66) if it may. Raises `CannotFit`.

    Alpha is kept for PNG and WebP; JPEG gets black behind it. No metadata is written.
    """
    source = on_black(image) if format == "jpeg" else image
    if source.mode not in ("RGB", "RGBA"):
        source = source.convert("RGBA")
    for step in range(SHRINK_STEPS + 1 if may_shrink else 1):
        size = tuple(max(1, round(side * SHRINK**step)) for side in image.size)
        candidate = source if not step else source.resize((size[0], size[1]), Image.Resampling.LANCZOS)
        data = _attempt(candidate, format, max_bytes)
        if data is not None:
            return Encoded(data, format, candidate.width, candidate.height, hashlib.sha256(data).hexdigest())
    raise CannotFit(details={"format": format, "max_bytes": max_bytes})


def verify(data: bytes, format: Format, width: int, height: int, max_bytes: int, alpha: bool) -> None:
    """Decodes `data` and checks every promise made about it; raises `BadOutput` naming the first broken rule."""
    if len(data) > max_bytes:
        raise BadOutput("max_bytes", len(data))
    try:
        image = Image.open(io.BytesIO(data), formats=[PIL_NAME[format]])
        image.load()
    except Exception as fault:
        raise BadOutput("decodes", type(fault).__name__) from fault
    if image.size != (width, height):
        raise BadOutput("size", image.size)
    has_alpha = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    clear = has_alpha and least_alpha(image.convert("RGBA")) < 255
    if alpha and not clear:
        raise BadOutput("alpha", image.mode)
    if not alpha and clear:
        raise BadOutput("opaque", image.mode)
    leaked = {"exif", "xmp", "icc_profile", "comment"} & image.info.keys()
    if leaked:
        raise BadOutput("metadata", ", ".join(sorted(leaked)))
