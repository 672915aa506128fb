"""Every file that a platform takes of one asset, still and moving."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from PIL.Image import Image

from studio_app.catalog.asset_types import AssetType, Format, Motion
from studio_app.imaging.encode import CannotFit, encode
from studio_app.imaging.export.names import file_name
from studio_app.imaging.export.small import outline_for, reduced
from studio_app.imaging.export.types import ExportFile
from studio_app.imaging.fit import cover
from studio_app.imaging.keying.small import OUTLINED_UP_TO, outlined_small
from studio_app.imaging.motion.effects import Effect, animate
from studio_app.imaging.motion.encoders import can_encode
from studio_app.imaging.motion.fitting import encode_motion
from studio_app.imaging.motion.frames import Frames

Renderer = Callable[[int, int], Image]
# Proportions that differ by less than this are taken for one.
_SAME_SHAPE: Final = 0.01


@dataclass(frozen=True, slots=True)
class _Size:
    """One size that a platform takes, with its own limits."""

    label: str
    width: int
    height: int
    formats: tuple[Format, ...]
    max_bytes: int
    soft_bytes: int


def _sizes(asset_type: AssetType) -> Iterator[_Size]:
    yield _Size(
        asset_type.label, *asset_type.size, asset_type.formats, asset_type.max_bytes, asset_type.soft_bytes,
    )
    for variant in asset_type.variants:
        label = f"{asset_type.label}: {variant.label}"
        soft = min(variant.max_bytes, asset_type.soft_bytes) if asset_type.small else variant.max_bytes
        yield _Size(label, variant.width, variant.height, variant.formats, variant.max_bytes, soft)


def _same_shape(image: Image, width: int, height: int) -> bool:
    return abs(image.width * height / (image.height * width) - 1) < _SAME_SHAPE


def _at(picture: Image, width: int, height: int) -> Image:
    if picture.size == (width, height):
        return picture
    return reduced(picture, width, height) if _same_shape(picture, width, height) else cover(picture, width, height)


def _standing_out(image: Image) -> Image:
    """What was drawn for a tiny size, outlined where its shape would sink into the page."""
    side = image.width
    outline = outline_for(image, side) if side == image.height <= OUTLINED_UP_TO else None
    return image if outline is None else outlined_small(image, outline)


def _stills(
    image: Image, asset_type: AssetType, size: _Size, *, enlarged: bool, drawn: bool
) -> Iterator[ExportFile]:
    """One file for every format that can hold the picture at this size."""
    for format in size.formats:
        try:
            made = encode(image, format, size.max_bytes, may_shrink=False, soft_bytes=size.soft_bytes)
        except CannotFit:
            continue
        name = file_name(asset_type, size.width, size.height, format)
        yield ExportFile(name, size.label, made.data, format, made.width, made.height, size.max_bytes,
                         enlarged=enlarged, drawn=drawn)


def files_for(picture: Image, asset_type: AssetType, render: Renderer | None = None) -> tuple[ExportFile, ...]:
    """The asset in every format at its own size, then every variant; never over a limit.

    `picture` is the finished asset, RGB or RGBA. `render(width, height)` draws it afresh at another size; without it
    the picture is resampled, and what has more pixels than the picture is marked as enlarged. Raises `CannotFit` when
    no format holds some size.
    """
    made: list[ExportFile] = []
    for size in _sizes(asset_type):
        own = size.width, size.height
        drawn = render is not None or own == picture.size
        source = picture if render is None or own == picture.size else render(*own)
        enlarged = source.width < size.width or source.height < size.height
        image = _standing_out(_at(source, *own)) if drawn else _at(source, *own)
        files = tuple(_stills(image, asset_type, size, enlarged=enlarged, drawn=drawn and not enlarged))
        if not files:
            raise CannotFit(details={"label": size.label, "max_bytes": size.max_bytes})
        made += files
    return tuple(made)


def moving_sizes(asset_type: AssetType) -> tuple[tuple[int, int], ...]:
    """The sizes that moving files are made at: those of its proportions, up to its own."""
    wide, tall = asset_type.size
    return tuple(
        (size.width, size.height) for size in _sizes(asset_type)
        if size.width <= wide and abs(wide * size.height / (tall * size.width) - 1) < _SAME_SHAPE
    )


def moving_files_for(
    picture: Image, asset_type: AssetType, effect: Effect, seconds: float = 1.5, fps: float = 20, seed: int = 0
) -> tuple[ExportFile, ...]:
    """The asset moving, in every format its platform takes and this system writes, at every size of its proportions
    up to its own. The loop is shortened to what the platform allows. A stinger is always a wipe, from empty to empty.

    ValueError when the platform takes no moving files of this type. Raises `CannotFit` when no format is enough.
    """
    frames, motion = moving_frames(picture, asset_type, effect, seconds, fps, seed), asset_type.motion
    assert motion is not None
    made: list[ExportFile] = []
    for size in _sizes(asset_type):
        if (size.width, size.height) in moving_sizes(asset_type):
            made += _moving(frames.resized(size.width, size.height), asset_type, size, motion)
    if not made:
        raise CannotFit(details={"label": asset_type.label, "max_bytes": motion.max_bytes})
    return tuple(made)


def moving_frames(
    picture: Image, asset_type: AssetType, effect: Effect, seconds: float = 1.5, fps: float = 20, seed: int = 0
) -> Frames:
    """What its moving files show; ValueError when the platform takes none."""
    motion = asset_type.motion
    if motion is None:
        raise ValueError(f"{asset_type.id} does not move")
    still = _at(picture.convert("RGBA"), *asset_type.size)
    stinger = asset_type.form == "stinger"
    frames = animate(still, "wipe" if stinger else effect, min(seconds, motion.max_seconds), fps, seed)
    return frames.from_empty() if stinger else frames


def _moving(frames: Frames, asset_type: AssetType, size: _Size, motion: Motion) -> Iterator[ExportFile]:
    for format in filter(can_encode, motion.formats):
        try:
            data = encode_motion(frames, format, motion).data
        except CannotFit:
            continue
        name = file_name(asset_type, size.width, size.height, format, moving=True)
        yield ExportFile(name, f"{size.label}, moving", data, format, size.width, size.height, motion.max_bytes,
                         moving=True)
