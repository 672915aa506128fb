"""Checks of one finished file: what its bytes really are, whatever is said about them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from studio_app.catalog.asset_types import AssetType, Format, Motion, MotionFormat
from studio_app.imaging.encode import least_alpha
from studio_app.imaging.export.types import ExportFile
from studio_app.imaging.motion.flash import flashes_per_second
from studio_app.imaging.motion.frames import Frames
from studio_app.imaging.motion.reading import Loop, read_loop
from studio_app.imaging.preflight.report import Check, size_words

_STILL: dict[str, Format] = {"PNG": "png", "JPEG": "jpeg", "WEBP": "webp", "AVIF": "avif"}
_MOVING: dict[str, MotionFormat] = {"GIF": "gif", "PNG": "apng", "WEBP": "webp"}
_WEBM = b"\x1a\x45\xdf\xa3"


@dataclass(frozen=True, slots=True)
class Found:
    """What a file is: None for a format nobody asked for; `clear` is whether anything shows the page through it."""

    format: Format | MotionFormat | None
    width: int
    height: int
    clear: bool
    loop: Loop | None


def look_into(file: ExportFile) -> Found:
    """ValueError when the bytes are no picture."""
    if file.data.startswith(_WEBM):
        loop = read_loop(file.data, "webm")
        return Found("webm", loop.width, loop.height, True, loop)
    try:
        with Image.open(io.BytesIO(file.data)) as image:
            image.load()
            clear = "A" in image.getbands() or "transparency" in image.info
            clear = clear and least_alpha(image.convert("RGBA")) < 255
            name, size, count = image.format or "", image.size, getattr(image, "n_frames", 1)
    except (OSError, SyntaxError) as fault:
        raise ValueError("no picture") from fault
    if count > 1 and name in _MOVING:
        return Found(_MOVING[name], *size, clear, read_loop(file.data, _MOVING[name]))
    return Found(_STILL.get(name), *size, clear, None)


def check_file(asset_type: AssetType, file: ExportFile, frames: Frames | None) -> Iterator[Check]:
    """Every question about one file; the first alone when it cannot be read."""
    try:
        found = look_into(file)
    except ValueError:
        yield Check("readable", "Readable", False, "damaged", "a whole file",
                    "This file is damaged. Export it again.", file.name)
        return
    yield from _check_still(asset_type, file, found)
    if file.moving and asset_type.motion is not None:
        yield from _check_motion(asset_type.motion, file, found, frames)


def _accepted(asset_type: AssetType, file: ExportFile) -> dict[tuple[int, int], tuple[tuple[str, ...], int]]:
    """Formats and limit by size."""
    sizes = {asset_type.size: (asset_type.formats, asset_type.max_bytes)}
    sizes |= {(variant.width, variant.height): (variant.formats, variant.max_bytes) for variant in asset_type.variants}
    if not file.moving:
        return {size: (tuple(formats), limit) for size, (formats, limit) in sizes.items()}
    motion = asset_type.motion
    return {size: (tuple(motion.formats), motion.max_bytes) for size in sizes} if motion else {}


def _check_still(asset_type: AssetType, file: ExportFile, found: Found) -> Iterator[Check]:
    accepted = _accepted(asset_type, file)
    size = f"{found.width} x {found.height}"
    wanted = " or ".join(f"{width} x {height}" for width, height in accepted) or "no moving file"
    yield Check("size", "Size in pixels", (found.width, found.height) in accepted, size, wanted,
                f"The platform takes {wanted}; this file is {size}. Export it again at that size.", file.name)
    formats, limit = accepted.get((found.width, found.height), ((), file.max_bytes))
    yield Check("bytes", "File size", len(file.data) <= limit, size_words(len(file.data)),
                f"at most {size_words(limit)}",
                "The file is larger than the platform takes. Choose another format or a calmer style.", file.name)
    named = found.format == file.format and file.name.endswith(_endings(file))
    yield Check("format", "Format", named and found.format in formats, found.format or "unknown",
                " or ".join(formats) or file.format,
                "The platform refuses this format. Choose one of those that are named.", file.name)
    yield _alpha(asset_type, file, found)


def _endings(file: ExportFile) -> tuple[str, ...]:
    return (".png",) if file.format == "apng" else (".jpg", ".jpeg") if file.format == "jpeg" else (f".{file.format}",)


def _alpha(asset_type: AssetType, file: ExportFile, found: Found) -> Check:
    measured = "transparent" if found.clear else "opaque"
    if asset_type.alpha and file.format != "jpeg":
        return Check("alpha", "Transparent ground", found.clear, measured, "transparent",
                     "The ground must be transparent, or a box shows behind it. Choose a style without a ground.",
                     file.name)
    return Check("alpha", "No clear places", not found.clear or file.moving, measured, "opaque",
                 "Clear places turn black on this platform. Fill the ground with a colour.", file.name)


def _check_motion(motion: Motion, file: ExportFile, found: Found, frames: Frames | None) -> Iterator[Check]:
    loop = found.loop
    count, seconds = (loop.count, loop.seconds) if loop else (1, 0.0)
    yield Check("frames", "Frames", 2 <= count <= motion.max_frames, str(count), f"2 to {motion.max_frames}",
                "The platform refuses that many frames. Choose a shorter loop or fewer frames a second."
                if count > 1 else "Nothing moves. Choose an effect and export again.", file.name)
    yield Check("seconds", "Length", seconds <= motion.max_seconds + 0.005, f"{seconds:.2f} s",
                f"at most {motion.max_seconds:g} s", "The loop is too long for this platform. Shorten it.", file.name)
    shown = loop.frames if loop and loop.frames else frames
    if shown is not None:
        rate = flashes_per_second(shown)
        yield Check("flash", "Flashes", rate <= motion.max_flashes, f"{rate:g} a second",
                    f"at most {motion.max_flashes} a second",
                    "Flashing can cause seizures. Choose a slower effect or less contrast.", file.name)
