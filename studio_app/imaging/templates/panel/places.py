"""Where symbol and words stand on a panel, and where kit colours are flat."""

from __future__ import annotations

from studio_app.imaging.colour import RGB
from studio_app.imaging.layout import Area
from studio_app.imaging.templates.panel.colours import band_colour, ends_colour
from studio_app.imaging.templates.panel.plates import Plate, is_flipped, is_tall
from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.templates.small.inks import Inks

# Of a tall panel's height: (top and side of the symbol, top and foot of the words).
_HEIGHTS: dict[str, tuple[float, float, float, float]] = {
    "bar": (0.10, 0.36, 0.64, 0.93),
    "split": (0.09, 0.36, 0.62, 0.90),
    "band": (0.08, 0.42, 0.60, 0.85),
    "tube": (0.15, 0.36, 0.57, 0.84),
    "label": (0.17, 0.32, 0.54, 0.82),
    "line": (0.10, 0.38, 0.52, 0.80),
}


def places(sheet: Sheet, plate: Plate) -> tuple[Area, Area]:
    """(the symbol's place, the words' place)."""
    if is_tall(sheet):
        return _above(sheet, plate)
    wide, tall = sheet.asset.size
    side, start = plate.symbol * tall, plate.start * tall
    symbol = Area(plate.inset * tall, (tall - side) / 2, side, side)
    words = Area(start, plate.top * tall, wide - start - plate.end * tall, (plate.foot - plate.top) * tall)
    if is_flipped(sheet, plate):
        return symbol.mirrored(wide), words.mirrored(wide)
    return symbol, words


def _above(sheet: Sheet, plate: Plate) -> tuple[Area, Area]:
    wide, tall = sheet.asset.size
    top, side, start, end = _HEIGHTS[plate.name]
    inset = 0.14 if plate.name in ("band", "tube", "label") else 0.08
    return (
        Area((wide - side * tall) / 2, top * tall, side * tall, side * tall),
        Area(inset * wide, start * tall, (1 - 2 * inset) * wide, (end - start) * tall),
    )


def rooms(words: Area, both: bool) -> tuple[Area, Area | None]:
    """(the title's part, the subtitle's) of the words' place."""
    if not both:
        return words, None
    tall = words.height * 0.64
    below = Area(words.x, words.y + tall + words.height * 0.08, words.width, words.height * 0.28)
    return Area(words.x, words.y, words.width, tall), below


def ribbon_area(sheet: Sheet) -> Area:
    wide, tall = sheet.asset.size
    if is_tall(sheet):
        return Area(0.02 * wide, 0.55 * tall, 0.96 * wide, 0.42 * tall)
    return Area(0.03 * tall, 0.14 * tall, wide - 0.06 * tall, 0.80 * tall)


def rule_start(sheet: Sheet) -> float:
    """The rule of an underlined panel begins with the words, on whichever side they stand."""
    return (0.20 if sheet.look.mirrored else 0.88) * sheet.asset.height


def flat_points(sheet: Sheet, own: Inks, plate: Plate) -> list[tuple[RGB, float, float]]:
    wide, tall = sheet.asset.size
    if plate.name == "band":
        return _ribbon_points(sheet, own)
    if is_tall(sheet):
        return _flat_points_above(sheet, own, plate)
    if plate.name in ("bar", "split"):
        return [(own.body, wide - 0.10 * tall if is_flipped(sheet, plate) else 0.10 * tall, 0.12 * tall)]
    if plate.name == "line":
        return [(own.body, rule_start(sheet) + 0.22 * tall, 0.835 * tall)]
    return [(own.body, wide / 2, 0.075 * tall)]


def _ribbon_points(sheet: Sheet, own: Inks) -> list[tuple[RGB, float, float]]:
    """On the band beside the words, and near the lower edge of a folded end."""
    area = ribbon_area(sheet)
    return [
        (band_colour(sheet, own), area.x + 0.095 * area.width, area.y + 0.66 * area.height),
        (ends_colour(sheet, own), area.x + 0.045 * area.width, area.bottom - 0.07 * area.height),
    ]


def _flat_points_above(sheet: Sheet, own: Inks, plate: Plate) -> list[tuple[RGB, float, float]]:
    wide, tall = sheet.asset.size
    unit = float(min(wide, tall))
    x, y = {
        "bar": (0.08 * wide, 0.08 * tall), "split": (0.08 * wide, 0.08 * tall), "tube": (0.5 * wide, 0.06 * unit),
        "label": (0.5 * wide, 0.035 * unit), "line": (0.5 * wide, 0.875 * tall),
    }[plate.name]
    return [(own.body, x, y)]
