"""The motif or a photo as a small cut-out: a sticker of its own, or an emblem on a plate."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from studio_app.imaging.colour import RGB, wcag
from studio_app.imaging.icons import motif, silhouette
from studio_app.imaging.layout import Area
from studio_app.imaging.templates import photos
from studio_app.imaging.templates.marks import scaled
from studio_app.imaging.templates.paint import fill, line, ring, skia, swollen
from studio_app.imaging.templates.sheet import Stage
from studio_app.imaging.templates.small.inks import Inks, shades
from studio_app.imaging.templates.small.shading import die_cut, reach, shaded
from studio_app.imaging.templates.small.shapes import bounds

# The rim of a photo in a disc, as a share of the shorter side.
PHOTO_RIM = 0.055


def fitted(path: Any, room: Area, angle: float) -> tuple[float, float, float]:
    """(size, x, y) with which the turned unit `path` fills `room`."""
    box = bounds([scaled(path, 1.0, 0.0, 0.0, angle)])
    size = min(room.width / box.width, room.height / box.height)
    x, y = room.center
    return size, x - box.center[0] * size, y - box.center[1] * size


def subject(stage: Stage, area: Area, inks: Inks, unit: float, angle: float) -> None:
    """The photo if there is one, else the motif, cut out so that all of it stays inside `area`."""
    if stage.sheet.brief.photo is not None:
        _photo(stage, stage.sheet.brief.photo, area, inks, unit)
        return
    solid, face = contours(stage.sheet.motif, area, inks, unit, angle)
    die_cut(stage.canvas, [solid], inks, unit)
    stage.canvas.drawPath(solid, fill(inks.rim))
    shaded(stage.canvas, face, shades(inks.body), inks.manner.shade, unit)


def contours(name: str, area: Area, inks: Inks, unit: float, angle: float) -> tuple[Any, Any]:
    """(silhouette, face) of the motif inside `area`, outlines included."""
    size, x, y = fitted(silhouette(name), area.grown(-reach(inks) * unit), angle)
    return scaled(silhouette(name), size, x, y, angle), scaled(motif(name), size, x, y, angle)


def plain_point(face: Any, unit: float, covers: Sequence[Any] = ()) -> tuple[float, float] | None:
    """A point of `face` that every manner of shading leaves in the body's colour, with room round it, not under
    `covers`."""
    box = bounds([face])
    steps = [0.018 * unit * i for i in range(-2, 3)]
    # The shadows of the manners lie within so much of the lower right edge.
    shadows = ((0.0, 0.0), (0.038 * unit, 0.048 * unit), (0.078 * unit, 0.078 * unit))
    around = [(sx + dx, sy + dy) for sx, sy in shadows for dx in steps for dy in steps]
    for row in range(13):
        v = 0.04 + 0.028 * row
        for column in range(14):
            u = 0.44 + 0.02 * column
            x, y = box.x + u * box.width, box.y + v * box.height
            if u < 0.74 - 0.5 * v and _is_free(face, covers, x, y, around):
                return x, y
    return None


def _is_free(face: Any, covers: Sequence[Any], x: float, y: float, around: Sequence[tuple[float, float]]) -> bool:
    places = [(x + dx, y + dy) for dx, dy in around]
    return all(face.contains(*p) for p in places) and not any(c.contains(*p) for c in covers for p in places)


def outlined(solid: Any, inks: Inks, unit: float) -> Any:
    """All that a cut-out covers, its outlines included."""
    grown = skia.Path()
    swollen(inks.edge, 2 * reach(inks) * unit).getFillPath(solid, grown)
    return grown


def emblem(stage: Stage, area: Area, inks: Inks, unit: float) -> None:
    """The motif in one flat colour, on a plate in the body's colour."""
    stage.canvas.drawPath(emblem_path(stage.sheet.motif, area), fill(on_plate(inks)))


def emblem_path(name: str, area: Area) -> Any:
    """The motif as large as fits in the ellipse in `area`."""
    path = motif(name)
    size, x, y = fitted(path, inscribed(path, area), 0.0)
    return scaled(path, size, x, y)


def inscribed(path: Any, area: Area) -> Area:
    """The box of the path's proportions whose corners touch the ellipse in `area`."""
    box = bounds([path])
    share = 1 / math.hypot(box.width / area.width, box.height / area.height)
    wide, tall = box.width * share, box.height * share
    x, y = area.center
    return Area(x - wide / 2, y - tall / 2, wide, tall)


def on_plate(inks: Inks) -> RGB:
    """The rim's dark or the edge's light: what is seen better on the body's colour."""
    return max((inks.rim, inks.edge), key=lambda c: wcag(c, inks.body))


def _photo(stage: Stage, data: bytes, area: Area, inks: Inks, unit: float) -> None:
    """A cut-out keeps its shape; another photo is shown in a disc with a rim in the body's colour."""
    canvas = stage.canvas
    if photos.is_cut_out(data):
        photos.cut_out(stage, data, area.grown(-inks.manner.edge * unit), inks.edge)
        return
    x, y = area.center
    radius = min(area.width, area.height) / 2 - reach(inks) * unit
    disc = ring(x, y, radius)
    die_cut(canvas, [disc], inks, unit)
    canvas.drawPath(disc, fill(inks.body))
    inner = radius - PHOTO_RIM * unit
    photos.cover(stage, data, Area(x - inner, y - inner, 2 * inner, 2 * inner), ring(x, y, inner))
    canvas.drawCircle(x, y, inner, line(inks.rim, 0.02 * unit))
