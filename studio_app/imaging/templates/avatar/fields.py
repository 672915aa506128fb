"""Paints the grounds of profile pictures."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from studio_app.imaging.colour import mix
from studio_app.imaging.templates.avatar.grounds import MEDAL, RAYS, RINGS, carrier, medal_plate, ring_colours
from studio_app.imaging.templates.paint import fill, line, polygon, ring, skia, swollen
from studio_app.imaging.templates.sheet import Sheet, Stage
from studio_app.imaging.templates.small.inks import Inks, shades
from studio_app.imaging.templates.small.shading import shaded
from studio_app.imaging.templates.treatment import Treatment


def paint_ground(stage: Stage, ground: str, own: Inks, treatment: Treatment) -> None:
    _PAINTERS[ground](stage, own, treatment)


def _medal(stage: Stage, own: Inks, x: float, y: float, unit: float) -> None:
    """A plate with a band round it, dark lines between."""
    canvas = stage.canvas
    outer, inner = (medal_plate(own, x, y, radius * unit) for radius in MEDAL)
    under = carrier(stage.sheet, own, "medallion") or own.body
    canvas.drawPath(outer, swollen(own.rim, 0.036 * unit))
    canvas.drawPath(outer, fill(own.second))
    canvas.drawPath(inner, swollen(own.rim, 0.026 * unit))
    if under == own.body:
        dotted = own.manner.shade in ("hatch", "print")
        shaded(canvas, inner, shades(under), "flat" if dotted else own.manner.shade, unit)
        canvas.drawPath(medal_plate(own, x, y, 0.29 * unit), fill(under))
    else:
        canvas.drawPath(inner, fill(under))


def _medallion(stage: Stage, own: Inks, treatment: Treatment) -> None:
    sheet, unit = stage.sheet, float(min(stage.sheet.asset.size))
    x, y = sheet.full.center
    stage.canvas.drawPaint(fill(own.rim))
    tone = mix(own.rim, own.body, 0.30)
    for i in range(1, 7):
        stage.canvas.drawCircle(x, y, (0.42 + 0.055 * i) * unit, line(tone, 0.012 * unit))
    _medal(stage, own, x, y, unit)


def _scene(stage: Stage, own: Inks, treatment: Treatment) -> None:
    """The style's own ground behind the plate."""
    sheet, unit = stage.sheet, float(min(stage.sheet.asset.size))
    x, y = sheet.full.center
    treatment.ground(stage, x, y)
    _medal(stage, own, x, y, unit)


def _rings(stage: Stage, own: Inks, treatment: Treatment) -> None:
    sheet, unit, canvas = stage.sheet, float(min(stage.sheet.asset.size)), stage.canvas
    x, y = sheet.full.center
    field, band = ring_colours(own)
    canvas.drawPaint(fill(field))
    outer, inner = (medal_plate(own, x, y, radius * unit) for radius in RINGS)
    shaded(canvas, outer, shades(band), own.manner.shade, unit)
    canvas.drawPath(inner, fill(carrier(sheet, own, "rings") or own.rim))


def _sunburst(stage: Stage, own: Inks, treatment: Treatment) -> None:
    """Rays in two kit colours, or two tones of one."""
    sheet, unit, canvas = stage.sheet, float(min(stage.sheet.asset.size)), stage.canvas
    x, y = sheet.full.center
    canvas.drawPaint(fill(own.plate))
    wedges = skia.Path()
    for i in range(RAYS):
        start = sheet.look.phase * math.tau + i * math.tau / RAYS
        end = start + math.tau / RAYS * 0.5
        wedges.addPath(polygon([
            (x, y), (x + unit * math.cos(start), y + unit * math.sin(start)),
            (x + unit * math.cos(end), y + unit * math.sin(end)),
        ]))
    canvas.drawPath(wedges, fill(mix(own.plate, own.rim, 0.20)))
    canvas.drawPath(ring(x, y, 0.475 * unit), line(own.rim, 0.026 * unit))


def _halves(stage: Stage, own: Inks, treatment: Treatment) -> None:
    """Two fields with a leaning seam."""
    sheet, unit, canvas = stage.sheet, float(min(stage.sheet.asset.size)), stage.canvas
    side = -1 if sheet.look.mirrored else 1
    x, y = sheet.full.center
    far = unit * 0.6
    canvas.drawPaint(fill(own.body))
    seam = ((x + side * 0.16 * unit, y - far), (x - side * 0.16 * unit, y + far))
    canvas.drawPath(polygon([seam[0], (x + side * far, y - far), (x + side * far, y + far), seam[1]]), fill(own.second))
    canvas.drawLine(*seam[0], *seam[1], line(own.rim, 0.045 * unit))
    canvas.drawLine(*seam[0], *seam[1], line(own.edge, 0.016 * unit))


_PAINTERS: dict[str, Callable[[Stage, Inks, Treatment], None]] = {
    "medallion": _medallion, "rings": _rings, "sunburst": _sunburst, "halves": _halves, "scene": _scene,
}


def ground_outlines(sheet: Sheet, own: Inks, ground: str) -> list[Any]:
    """Contours for the blue-line draft."""
    unit = float(min(sheet.asset.size))
    x, y = sheet.full.center
    if ground in ("sunburst", "halves"):
        return [ring(x, y, 0.475 * unit)]
    return [medal_plate(own, x, y, share * unit) for share in (0.43, 0.35)]
