"""The kit's mascot with an expression: posed, measured and fitted into an area."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any

from studio_app.imaging.layout import Area
from studio_app.imaging.templates.mascots.flourishes import Mark
from studio_app.imaging.templates.mascots.heads import HEADS, OF_MOTIF, silhouette
from studio_app.imaging.templates.mascots.moods import MOODS
from studio_app.imaging.templates.paint import skia
from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.templates.small.inks import Inks
from studio_app.imaging.templates.small.shading import reach
from studio_app.imaging.templates.small.shapes import bounds, drawn, mirrored, placed


@dataclass(frozen=True, slots=True)
class Pose:
    """Which mascot looks how. `tilt` in degrees comes on top of the mood's; `flip` mirrors the whole."""

    head: str
    mood: str
    tilt: float = 0.0
    flip: bool = False


def mark_paths(mark: Mark) -> list[Any]:
    own = placed(drawn(mark.data), mark.x, mark.y, mark.size, mark.angle)
    return [own, mirrored(own)] if mark.pair else [own]


def _matrix(pose: Pose) -> Any:
    matrix = skia.Matrix.RotateDeg(MOODS[pose.mood].tilt + pose.tilt)
    return matrix.preScale(-1, 1) if pose.flip else matrix


def cut_shapes(pose: Pose) -> list[Any]:
    """Everything the die cut goes round, in skull radii, upright."""
    mood = MOODS[pose.mood]
    marks = [path for mark in (*mood.marks, *mood.paws) if not mark.inside for path in mark_paths(mark)]
    return [*silhouette(pose.head), *marks]


def _turned(path: Any, matrix: Any) -> Any:
    result = skia.Path()
    path.transform(matrix, result)
    return result


def pose_fitted(pose: Pose, area: Area, inks: Inks, unit: float) -> Any:
    """The matrix from skull radii to canvas units that makes the cut-out sticker as large as fits in `area`."""
    matrix = _matrix(pose)
    box = bounds(_turned(path, matrix) for path in cut_shapes(pose))
    room = area.grown(-reach(inks) * unit)
    scale = min(room.width / box.width, room.height / box.height)
    x, y = area.center
    return skia.Matrix.Translate(x, y).preScale(scale, scale).preTranslate(-box.center[0], -box.center[1]).preConcat(
        matrix
    )


def face_point(pose: Pose, matrix: Any) -> tuple[float, float]:
    """Where on the canvas the mascot's colour appears unchanged."""
    x, y = HEADS[pose.head].plain
    point = matrix.mapXY(-x if pose.flip else x, y)
    return float(point.x()), float(point.y())


def face_outlines(pose: Pose, matrix: Any) -> list[Any]:
    """The sticker's contours on the canvas."""
    return [_turned(path, matrix) for path in cut_shapes(pose)]


def pose_of(sheet: Sheet, mood: str) -> Pose:
    """The kit's mascot, whatever the seed, so that a set shows one character; a motif that is a creature comes first.

    The seed turns it.
    """
    names = list(HEADS)
    own = names[zlib.crc32("|".join((sheet.brief.kit.name, *sheet.roles.exact)).encode()) % len(names)]
    tilt = (sheet.look.drift - 0.5) * 10
    return Pose(OF_MOTIF.get(sheet.motif, own), mood, tilt, sheet.look.mirrored)
