"""Encodes a picture under a byte limit, and checks what was encoded by decoding it again."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageFile

from studio_app.catalog.asset_types import Format
from studio_app.core.errors import StudioError
from studio_app.imaging.containers import png

# Below this, progressive JPEG of noisy art fails with "Suspension not allowed here".
ImageFile.MAXBLOCK = max(ImageFile.MAXBLOCK, 64 * 2**20)
PIL_NAME: dict[str, str] = {"png": "PNG", "jpeg": "JPEG", "webp": "WEBP", "avif": "AVIF"}
SHRINK, SHRINK_STEPS = 0.9, 4
# Pictures of at most this many pixels are encoded with every effort: it costs a few milliseconds.
SMALL_PIXELS = 320 * 320
_PNG_PIXELS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}


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


def _jpeg(image: Image.Image, quality: int, progressive: bool = True) -> bytes:
    # 4:2:0 smears saturated red and magenta letter edges.
    subsampling = 0 if quality >= 80 else 2
    return _bytes(image, "JPEG", quality=quality, subsampling=subsampling, progressive=progressive, optimize=True)


def _webp(image: Image.Image, quality: int) -> bytes:
    return _bytes(image, "WEBP", quality=quality, method=2 if quality >= 80 else 4, alpha_quality=100, exact=False)


def _avif(image: Image.Image, quality: int) -> bytes:
    # One thread, so that the bytes do not hang on the machine.
    chroma = "4:4:4" if quality > 50 else "4:2:0"
    return _bytes(image, "AVIF", quality=quality, speed=8, max_threads=1, subsampling=chroma)


@dataclass(frozen=True, slots=True)
class _Lossy:
    """An encoder and the qualities it may use, worst first; those from `fair` on are worth a soft limit."""

    encode: Callable[[Image.Image, int], bytes]
    qualities: Sequence[int]
    fair: int

    def search(self, image: Image.Image, qualities: Sequence[int], limit: int) -> bytes | None:
        """The best of `qualities` that fits, by bisection; None when none does."""
        found, low, high = None, 0, len(qualities) - 1
        middle = high  # the best one fits more often than not
        while low <= high:
            data = self.encode(image, qualities[middle])
            if len(data) <= limit:
                found, low = data, middle + 1
            else:
                high = middle - 1
            middle = (low + high) // 2
        return found

    def fit(self, image: Image.Image, limit: int, aim: int) -> bytes | None:
        fair = [quality for quality in self.qualities if quality >= self.fair]
        data = self.search(image, fair, aim) if aim < limit else None
        return data or self.search(image, self.qualities, limit)


_LOSSY: dict[Format, _Lossy] = {
    "jpeg": _Lossy(_jpeg, range(40, 96), 60),
    "webp": _Lossy(_webp, range(20, 81), 50),
    "avif": _Lossy(_avif, range(20, 71, 5), 40),
}
# AVIF keeps clear places perfectly clear only at its best; a webcam hole must not have a veil.
_CLEAR_AVIF = _Lossy(_avif, (*range(20, 71, 5), 100), 40)


def _palettes(image: Image.Image) -> Iterator[Image.Image]:
    for colours in (256, 64):
        if image.mode == "RGBA":
            yield image.quantize(colours, method=Image.Quantize.FASTOCTREE)
        else:
            # Median cut plus dithering keeps gradients; FASTOCTREE is only needed for alpha.
            palette = image.quantize(colours, method=Image.Quantize.MEDIANCUT)
            yield image.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG)


def _pngs(image: Image.Image, limit: int) -> Iterator[bytes]:
    """True colour first, then palettes, each no larger than needed for its colours."""
    small = image.width * image.height <= SMALL_PIXELS
    data = _bytes(image, "PNG", compress_level=9) if small else png.write(image)
    yield data
    # More effort gains a few per cent on art at four times the time; flat drawings do well as palettes.
    if not small and limit < len(data) <= limit * 1.2:
        yield _bytes(image, "PNG", compress_level=6)
    for reduced in _palettes(image):
        yield _bytes(reduced, "PNG", compress_level=9 if small else 6)


def _png(image: Image.Image, limit: int, aim: int) -> bytes | None:
    """The first that meets `aim`; when none does, the one with most colours under `limit`."""
    best = None
    for data in _pngs(image, limit):
        if len(data) <= aim:
            return data
        if best is None and len(data) <= limit:
            best = data
    return best


def _attempt(image: Image.Image, format: Format, limit: int, aim: int) -> bytes | None:
    if format == "png":
        return _png(image, limit, aim)
    if format == "jpeg":
        # Half the time of a progressive file for 4% more bytes, and the usual case.
        data = _jpeg(image, 95, progressive=False)
        if len(data) <= aim:
            return data
    lossy = _CLEAR_AVIF if format == "avif" and image.mode == "RGBA" else _LOSSY[format]
    return lossy.fit(image, limit, aim)


def encode(
    image: Image.Image, format: Format, max_bytes: int, *, may_shrink: bool = True, soft_bytes: int | None = None
) -> Encoded:
    """Never more than `max_bytes`: quality first, then colours, then size (to 0.66) if it may. Raises `CannotFit`.

    `soft_bytes` is aimed at: colours and quality are given up for it, but size never, and what still misses it keeps
    its quality. Alpha is kept for PNG, WebP and AVIF; JPEG gets black behind it. No metadata is written.
    """
    source = image if image.mode in ("RGB", "RGBA") else image.convert("RGBA")
    source = on_black(source) if format == "jpeg" or _opaque(source) else source
    aim = max_bytes if soft_bytes is None else min(soft_bytes, max_bytes)
    for step in range(SHRINK_STEPS + 1 if may_shrink else 1):
        size = tuple(max(1, round(side * SHRINK**step)) for side in image.size)
        candidate = source if not step else source.resize((size[0], size[1]), Image.Resampling.LANCZOS)
        data = _attempt(candidate, format, max_bytes, aim)
        if data is not None:
            return Encoded(data, format, candidate.width, candidate.height, hashlib.sha256(data).hexdigest())
    raise CannotFit(details={"format": format, "max_bytes": max_bytes})


@dataclass(frozen=True, slots=True)
class _Facts:
    size: tuple[int, int]
    mode: str
    clear: bool
    leaked: frozenset[str]


def _decoded(data: bytes, format: Format, leaked: frozenset[str] = frozenset()) -> _Facts:
    image = Image.open(io.BytesIO(data), formats=[PIL_NAME[format]])
    image.load()
    has_alpha = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    clear = has_alpha and least_alpha(image.convert("RGBA")) < 255
    found = {"exif", "xmp", "icc_profile", "comment"} & image.info.keys()
    return _Facts(image.size, image.mode, clear, leaked | found)


def _facts(data: bytes, format: Format) -> _Facts:
    if format != "png":
        return _decoded(data, format)
    parts = list(png.chunks(data))
    leaked = frozenset(kind.decode("latin-1") for kind, _ in parts if kind not in _PNG_PIXELS)
    size = png.opaque_size(parts)
    return _Facts(size, "RGB", False, leaked) if size else _decoded(data, format, leaked)


def verify(data: bytes, format: Format, width: int, height: int, max_bytes: int, alpha: bool) -> None:
    """Decodes `data` and checks every promise made about it; raises `BadOutput` naming the first broken rule."""
    if len(data) > max_bytes:
        raise BadOutput("max_bytes", len(data))
    try:
        facts = _facts(data, format)
    except Exception as fault:
        raise BadOutput("decodes", type(fault).__name__) from fault
    if facts.size != (width, height):
        raise BadOutput("size", facts.size)
    if alpha and not facts.clear:
        raise BadOutput("alpha", facts.mode)
    if not alpha and facts.clear:
        raise BadOutput("opaque", facts.mode)
    if facts.leaked:
        raise BadOutput("metadata", ", ".join(sorted(facts.leaked)))
