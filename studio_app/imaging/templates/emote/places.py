"""Where things may stand on an emote, in shares of its square."""

from __future__ import annotations

from studio_app.imaging.colour import RGB, WHITE, wcag
from studio_app.imaging.layout import Area
from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.templates.small.inks import Inks

# Pixels of the border stay empty even after the picture is reduced with a kernel that rings.
MARGIN = 0.036
# Small stars get thinner outlines.
STAR_RIM = 0.6


def unit_of(sheet: Sheet) -> float:
    return float(min(sheet.asset.size))


def side_of(sheet: Sheet) -> int:
    return -1 if sheet.look.mirrored else 1


def motif_angle(sheet: Sheet) -> float:
    return sheet.look.motif_angle * 0.8


def paper(inks: Inks) -> RGB:
    return inks.edge if wcag(inks.edge, inks.rim) > 10 else WHITE


def stamp_angle(sheet: Sheet) -> float:
    return -side_of(sheet) * (7 + 5 * sheet.look.drift)


def bar_of(area: Area, unit: float) -> Area:
    """The bar across a roundel."""
    return Area(area.x, area.center[1] - 0.15 * unit, area.width, 0.30 * unit)


def full_of(sheet: Sheet, share: float = MARGIN) -> Area:
    unit = unit_of(sheet)
    x, y = sheet.full.center
    half = unit * (0.5 - share)
    return Area(x - half, y - half, 2 * half, 2 * half)


def part_of(area: Area, x: float, y: float, wide: float, tall: float) -> Area:
    return Area(area.x + x * area.width, area.y + y * area.height, wide * area.width, tall * area.height)


def inner_of(area: Area, inks: Inks, unit: float) -> Area:
    """Where a shape may stand so that its outlines stay inside `area`."""
    return area.grown(-(inks.manner.rim + inks.manner.edge) * unit)
