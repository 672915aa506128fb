"""Paints a badge, simpler the smaller it will be."""

from __future__ import annotations

from typing import Any

from studio_app.imaging.colour import BLACK, RGB, WHITE
from studio_app.imaging.layout import Area
from studio_app.imaging.templates.badge.builds import SMALL, TINY
from studio_app.imaging.templates.badge.families import Family, facets
from studio_app.imaging.templates.badge.levels import Rank
from studio_app.imaging.templates.badge.metals import climb, frame_colour, ink_on
from studio_app.imaging.templates.paint import fill, line, ramp, skia, swollen
from studio_app.imaging.templates.sheet import Stage
from studio_app.imaging.templates.small.inks import Inks, shades
from studio_app.imaging.templates.small.shading import shaded
from studio_app.imaging.templates.small.shapes import placed
from studio_app.imaging.templates.small.stickers import emblem_path


def cut(canvas: Any, shapes: list[Any], own: Inks, unit: float, width: float) -> None:
    rim = 2 * unit * (own.manner.rim if width > SMALL else 0.055)
    if width > SMALL:
        for shape in shapes:
            canvas.drawPath(shape, swollen(own.edge, rim + 1.6 * own.manner.edge * unit))
    for shape in shapes:
        canvas.drawPath(shape, swollen(own.rim, rim))


def paint_part(canvas: Any, path: Any, colour: RGB, own: Inks, rim: float, unit: float) -> None:
    canvas.drawPath(path, swollen(own.rim, rim))
    shaded(canvas, path, shades(colour), "flat" if own.manner.shade in ("print", "hatch") else own.manner.shade, unit)


def paint_base(
    stage: Stage, family: Family, worn: Rank, own: Inks, unit: float, width: float, *, lettered: bool
) -> None:
    """The plate, and its symbol unless it is to carry letters."""
    canvas, outline = stage.canvas, family.outline()
    body = climb(stage.sheet, own, worn)
    core = outline
    canvas.drawPath(outline, swollen(own.rim, 2 * own.manner.rim * unit * (0.8 if width > SMALL else 0.5)))
    if worn.has("frame"):
        metal = shades(frame_colour(stage.sheet, own, worn))
        shader = ramp((-1, -1), (1, 1), metal.lit, metal.body, metal.dark)
        canvas.drawPath(outline, skia.Paint(AntiAlias=True, Shader=shader))
        core = placed(outline, 0, family.mark[0] * (1 - family.core) * 0.5, family.core)
        if width > TINY:
            canvas.drawPath(core, line(own.rim, 0.02 * unit))
    canvas.drawPath(core, fill(body))
    canvas.save()
    canvas.clipPath(core, True)
    if worn.has("facets"):
        for path, light in facets(family):
            canvas.drawPath(path, fill(WHITE if light > 0 else BLACK, abs(light) * (0.30 if light > 0 else 0.22)))
    canvas.restore()
    if width > TINY and not lettered:
        _symbol(stage, family, own, body)


def _symbol(stage: Stage, family: Family, own: Inks, body: RGB) -> None:
    """The motif, a little bolder than it is, as it will be seen very small."""
    y, half = family.mark
    path = emblem_path(stage.sheet.motif, Area(-half * 1.2, y - half * 1.2, half * 2.4, half * 2.4))
    stage.canvas.drawPath(path, swollen(ink_on(own, body), 0.045))
