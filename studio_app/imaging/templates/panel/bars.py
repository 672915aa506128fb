"""Paints low panels: leaning bars, ribbons, glass tubes, paper labels, split tiles and underlined fields."""

from __future__ import annotations

from studio_app.imaging.colour import mix
from studio_app.imaging.layout import Area
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.paint import fill, line, polygon, rect, rounded, skia
from studio_app.imaging.templates.panel.colours import band_colour, ends_colour, paper_of
from studio_app.imaging.templates.panel.fields import Painter, field
from studio_app.imaging.templates.panel.places import ribbon_area, rule_start
from studio_app.imaging.templates.panel.plates import Plate, is_flipped
from studio_app.imaging.templates.sheet import Stage
from studio_app.imaging.templates.small.bands import ribbon_shapes
from studio_app.imaging.templates.small.inks import Inks, shades


def paint_low(stage: Stage, own: Inks, finish: Finish, plate: Plate) -> None:
    """A low panel; odd seeds mirror what may be mirrored."""
    sheet, canvas = stage.sheet, stage.canvas
    canvas.save()
    field(stage, own, finish)
    if is_flipped(sheet, plate) and plate.name != "line":
        canvas.translate(sheet.asset.width, 0)
        canvas.scale(-1, 1)
    _PAINTERS[plate.name](stage, own, finish)
    canvas.restore()


def _bar(stage: Stage, own: Inks, finish: Finish) -> None:
    """A leaning block with the symbol, two stripes behind it."""
    tall, canvas = float(stage.sheet.asset.height), stage.canvas
    lean = tall * 0.24
    edge = tall * 0.94
    for shift, wide, colour in ((0.08, 0.05, own.second), (0.17, 0.03, mix(own.second, finish.plate, 0.45))):
        x = edge + shift * tall
        canvas.drawPath(polygon([(x + lean, 0), (x + lean + wide * tall, 0), (x + wide * tall, tall), (x, tall)]),
                        fill(colour))
    block = polygon([(0, 0), (edge + lean, 0), (edge, tall), (0, tall)])
    canvas.drawPath(block, fill(own.body))
    shade = polygon([(edge + lean - tall * 0.34, 0), (edge + lean, 0), (edge, tall), (edge - tall * 0.34, tall)])
    canvas.save()
    canvas.clipPath(block, True)
    canvas.drawPath(shade, fill(shades(own.body).dark, 0.45))
    canvas.restore()


def _split(stage: Stage, own: Inks, finish: Finish) -> None:
    """A square tile with the symbol and a foot line under the words."""
    wide, tall, canvas = float(stage.sheet.asset.width), float(stage.sheet.asset.height), stage.canvas
    canvas.drawRect(skia.Rect.MakeWH(tall, tall), fill(own.body))
    canvas.drawRect(skia.Rect.MakeXYWH(tall, tall * 0.92, wide - tall, tall * 0.08), fill(own.second))
    if own.manner.corner > 0.4:
        return
    notch = tall * 0.11
    arrow = polygon([(tall, tall / 2 - notch), (tall + notch, tall / 2), (tall, tall / 2 + notch)])
    canvas.drawPath(arrow, fill(own.body))


def _band(stage: Stage, own: Inks, finish: Finish) -> None:
    """A ribbon from edge to edge."""
    sheet, canvas = stage.sheet, stage.canvas
    tall, colour = float(sheet.asset.height), band_colour(sheet, own)
    band, ends = ribbon_shapes(ribbon_area(sheet), own)
    canvas.drawPath(ends, fill(ends_colour(sheet, own)))
    shadow = skia.Path()
    band.transform(skia.Matrix.Translate(0, 0.03 * tall), shadow)
    canvas.drawPath(shadow, fill(own.rim, 0.55))
    canvas.drawPath(band, fill(colour))
    box = band.computeTightBounds()
    stitch = line(shades(colour).lit, 0.018 * tall)
    stitch.setPathEffect(skia.DashPathEffect.Make([0.06 * tall, 0.05 * tall], 0.0))
    for y in (box.top() + 0.055 * tall, box.bottom() - 0.055 * tall):
        canvas.drawLine(box.left() + 0.12 * tall, y, box.right() - 0.12 * tall, y, stitch)


def _tube(stage: Stage, own: Inks, finish: Finish) -> None:
    """An outlined field: glass tubing in a neon style, a thick border elsewhere."""
    sheet, canvas = stage.sheet, stage.canvas
    tall = float(sheet.asset.height)
    corner = tall * (0.06 + 0.32 * own.manner.corner)
    frame = sheet.full.grown(-0.075 * tall)
    if own.manner.shade == "neon":
        canvas.drawPath(rounded(frame, corner), line(own.body, 0.15 * tall, 0.22))
        canvas.drawPath(rounded(frame, corner), line(own.body, 0.10 * tall, 0.35))
    canvas.drawPath(rounded(frame, corner), line(own.body, 0.06 * tall))
    if own.manner.shade == "neon":
        inner = frame.grown(-0.075 * tall)
        canvas.drawPath(rounded(inner, corner * 0.8), line(own.second, 0.016 * tall, 0.9))


def _label(stage: Stage, own: Inks, finish: Finish) -> None:
    """A paper label on the style's colour, punched and held by a rivet."""
    sheet, canvas = stage.sheet, stage.canvas
    wide, tall = sheet.asset.size
    paper = paper_of(sheet, own)
    canvas.drawRect(rect(sheet.full), fill(own.body))
    area = Area(0.10 * tall, 0.15 * tall, wide - 0.20 * tall, 0.70 * tall)
    cut = 0.16 * tall
    shape = polygon([
        (area.x + cut, area.y), (area.right, area.y), (area.right, area.bottom), (area.x + cut, area.bottom),
        (area.x, area.bottom - cut), (area.x, area.y + cut),
    ])
    if own.manner.corner > 0.4:
        shape = rounded(area, area.height * 0.5)
    shadow = skia.Path()
    shape.transform(skia.Matrix.Translate(0.02 * tall, 0.035 * tall), shadow)
    canvas.drawPath(shadow, fill(own.rim, 0.35))
    canvas.drawPath(shape, fill(paper))
    canvas.drawCircle(area.x + 0.155 * tall, area.center[1], 0.055 * tall, fill(own.body))
    canvas.drawCircle(area.x + 0.155 * tall, area.center[1], 0.055 * tall, line(own.rim, 0.014 * tall))


def _underline(stage: Stage, own: Inks, finish: Finish) -> None:
    """A thick rule under the words in three kit colours."""
    wide, tall, canvas = float(stage.sheet.asset.width), float(stage.sheet.asset.height), stage.canvas
    start, long = rule_start(stage.sheet), wide - 1.08 * tall
    radius = 0.045 * tall * own.manner.corner
    canvas.drawPath(rounded(Area(start, 0.79 * tall, long * 0.62, 0.09 * tall), radius), fill(own.body))
    canvas.drawPath(rounded(Area(start + long * 0.66, 0.79 * tall, long * 0.16, 0.09 * tall), radius), fill(own.second))
    canvas.drawPath(rounded(Area(start + long * 0.86, 0.79 * tall, long * 0.07, 0.09 * tall), radius), fill(own.third))


_PAINTERS: dict[str, Painter] = {
    "bar": _bar, "split": _split, "band": _band, "tube": _tube, "label": _label, "line": _underline,
}
