"""Plates that words are set on: ribbons, stamps and roundels."""

from __future__ import annotations

from typing import Any

from studio_app.imaging.layout import Area
from studio_app.imaging.templates.paint import polygon, rect, rounded, skia
from studio_app.imaging.templates.small.inks import Inks
from studio_app.imaging.templates.small.plates import coin_shape
from studio_app.imaging.templates.small.shapes import joined, oval, placed


def ribbon_shapes(area: Area, inks: Inks) -> tuple[Any, Any]:
    """(the band, the folded ends behind it)."""
    fold, drop = area.width * 0.10, area.height * 0.20
    band = Area(area.x + fold * 0.7, area.y, area.width - fold * 1.4, area.height - drop)
    ends = []
    for edge, inner in ((area.x, area.x + fold * 1.5), (area.right, area.right - fold * 1.5)):
        notch = edge + (inner - edge) * 0.3
        top = area.y + drop
        ends.append(polygon([(edge, top), (inner, top), (inner, area.bottom), (edge, area.bottom),
                             (notch, (top + area.bottom) / 2)]))
    if inks.manner.shade == "split":
        lean = band.height * 0.22
        return polygon([(band.x + lean, band.y), (band.right, band.y), (band.right - lean, band.bottom),
                        (band.x, band.bottom)]), joined(ends)
    return rounded(band, band.height * 0.35 * inks.manner.corner), joined(ends)


def frame_of(inks: Inks) -> float:
    """How thick a stamp's frame is, as a share of the shorter side; a perforated one needs more."""
    return 0.105 if inks.manner.shade in ("hatch", "print") else 0.075


def stamp_shapes(area: Area, inks: Inks, angle: float, unit: float) -> tuple[Any, Any]:
    """(the plate, its inner rule), turned by `angle` about the middle of `area`."""
    radius = area.height * (0.06 + 0.22 * inks.manner.corner)
    inset = area.grown(-frame_of(inks) * unit)
    plate = _perforated(area) if inks.manner.shade in ("hatch", "print") else rounded(area, radius)
    x, y = area.center
    turned = [placed(_centred(shape, x, y), x, y, 1.0, angle) for shape in (plate, rounded(inset, radius * 0.7))]
    return turned[0], turned[1]


def _centred(path: Any, x: float, y: float) -> Any:
    result = skia.Path()
    path.transform(skia.Matrix.Translate(-x, -y), result)
    return result


def _perforated(area: Area) -> Any:
    """A postage stamp's edge."""
    whole = skia.Path()
    whole.addRect(rect(area))
    columns = max(5, round(area.width / area.height * 6))
    radius = area.width / columns * 0.27
    rows = max(3, round(area.height / (area.width / columns)))
    holes = [oval(area.x + (i + 0.5) * area.width / columns, y, radius, radius) for i in range(columns)
             for y in (area.y, area.bottom)]
    holes += [oval(x, area.y + (i + 0.5) * area.height / rows, radius, radius) for i in range(rows)
              for x in (area.x, area.right)]
    return skia.Op(whole, joined(holes), skia.PathOp.kDifference_PathOp)


def roundel_shapes(area: Area, bar: Area, inks: Inks) -> tuple[Any, Any, Any]:
    """(the ring's outside, its hole, the bar across it)."""
    side = min(area.width, area.height)
    x, y = area.center
    outer = placed(coin_shape(inks.manner.shade), x, y, side / 2)
    inner = placed(coin_shape(inks.manner.shade), x, y, side / 2 * 0.64)
    return outer, inner, rounded(bar, bar.height * 0.3 * inks.manner.corner)
