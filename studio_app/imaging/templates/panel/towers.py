"""Paints tall panels: the symbol above, the words below, both in the middle."""

from __future__ import annotations

from studio_app.imaging.layout import Area
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.paint import fill, line, polygon, rect, rounded, skia
from studio_app.imaging.templates.panel.colours import band_colour, ends_colour, paper_of
from studio_app.imaging.templates.panel.fields import Painter, field
from studio_app.imaging.templates.panel.places import ribbon_area
from studio_app.imaging.templates.panel.plates import Plate
from studio_app.imaging.templates.sheet import Stage
from studio_app.imaging.templates.small.bands import ribbon_shapes
from studio_app.imaging.templates.small.inks import Inks


def paint_tall(stage: Stage, own: Inks, finish: Finish, plate: Plate) -> None:
    stage.canvas.save()
    field(stage, own, finish)
    _PAINTERS[plate.name](stage, own, finish)
    stage.canvas.restore()


def _bar(stage: Stage, own: Inks, finish: Finish) -> None:
    """A block with a leaning foot that carries the symbol."""
    wide, tall = stage.sheet.asset.size
    rise = 0.10 * tall * (-1 if stage.sheet.look.mirrored else 1)
    for offset, colour in ((0.075, own.second), (0.0, own.body)):
        y = (0.54 + offset) * tall
        stage.canvas.drawPath(
            polygon([(0, 0), (wide, 0), (wide, y - rise / 2), (0, y + rise / 2)]), fill(colour)
        )


def _split(stage: Stage, own: Inks, finish: Finish) -> None:
    wide, tall = stage.sheet.asset.size
    canvas, notch = stage.canvas, 0.05 * tall
    canvas.drawRect(skia.Rect.MakeWH(wide, 0.54 * tall), fill(own.body))
    canvas.drawRect(skia.Rect.MakeXYWH(0, 0.95 * tall, wide, 0.05 * tall), fill(own.second))
    if own.manner.corner <= 0.4:
        x, y = wide / 2, 0.54 * tall
        canvas.drawPath(polygon([(x - notch, y), (x + notch, y), (x, y + notch)]), fill(own.body))


def _band(stage: Stage, own: Inks, finish: Finish) -> None:
    """A ribbon for the words under the symbol."""
    band, ends = ribbon_shapes(ribbon_area(stage.sheet), own)
    stage.canvas.drawPath(ends, fill(ends_colour(stage.sheet, own)))
    stage.canvas.drawPath(band, fill(band_colour(stage.sheet, own)))


def _tube(stage: Stage, own: Inks, finish: Finish) -> None:
    unit, canvas = float(min(stage.sheet.asset.size)), stage.canvas
    corner = unit * (0.05 + 0.2 * own.manner.corner)
    frame = stage.sheet.full.grown(-0.06 * unit)
    if own.manner.shade == "neon":
        canvas.drawPath(rounded(frame, corner), line(own.body, 0.11 * unit, 0.25))
    canvas.drawPath(rounded(frame, corner), line(own.body, 0.045 * unit))


def _label(stage: Stage, own: Inks, finish: Finish) -> None:
    """A paper tag with cut corners and a rivet at the top."""
    sheet, unit = stage.sheet, float(min(stage.sheet.asset.size))
    canvas, area, cut = stage.canvas, sheet.full.grown(-0.07 * unit), 0.14 * unit
    canvas.drawRect(rect(sheet.full), fill(own.body))
    shape = polygon([
        (area.x + cut, area.y), (area.right - cut, area.y), (area.right, area.y + cut), (area.right, area.bottom),
        (area.x, area.bottom), (area.x, area.y + cut),
    ])
    if own.manner.corner > 0.4:
        shape = rounded(area, 0.14 * unit)
    shadow = skia.Path()
    shape.transform(skia.Matrix.Translate(0.015 * unit, 0.025 * unit), shadow)
    canvas.drawPath(shadow, fill(own.rim, 0.35))
    canvas.drawPath(shape, fill(paper_of(sheet, own)))
    if sheet.asset.height < 0.7 * sheet.asset.width:
        return
    x, y, radius = area.center[0], area.y + 0.075 * unit, 0.035 * unit
    canvas.drawCircle(x, y, radius, fill(own.body))
    canvas.drawCircle(x, y, radius, line(own.rim, 0.01 * unit))


def _line(stage: Stage, own: Inks, finish: Finish) -> None:
    """A thick rule in three kit colours under the words."""
    wide, tall = stage.sheet.asset.size
    thick, radius = 0.055 * tall, 0.027 * tall * own.manner.corner
    for start, long, colour in ((0.14, 0.10, own.third), (0.27, 0.46, own.body), (0.76, 0.10, own.second)):
        stage.canvas.drawPath(rounded(Area(start * wide, 0.85 * tall, long * wide, thick), radius), fill(colour))


_PAINTERS: dict[str, Painter] = {
    "bar": _bar, "split": _split, "band": _band, "tube": _tube, "label": _label, "line": _line,
}
