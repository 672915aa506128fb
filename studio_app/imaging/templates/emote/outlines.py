"""Contours of the plates and stars that emotes are built of, by the names of their boxes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from studio_app.imaging.layout import Area
from studio_app.imaging.templates.emote.places import bar_of, side_of, stamp_angle
from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.templates.small.bands import ribbon_shapes, roundel_shapes, stamp_shapes
from studio_app.imaging.templates.small.inks import Inks
from studio_app.imaging.templates.small.plates import bubble_shape, burst_shape, coin_shape, over, swoosh_shape
from studio_app.imaging.templates.small.shapes import star

Outline = Callable[[Area, Sheet, Inks, float], tuple[Any, ...]]


def _burst(area: Area, sheet: Sheet, own: Inks, unit: float) -> tuple[Any, ...]:
    return (over(burst_shape(own.manner.shade), area),)


def _coin(area: Area, sheet: Sheet, own: Inks, unit: float) -> tuple[Any, ...]:
    return (over(coin_shape(own.manner.shade), area),)


def _bubble(area: Area, sheet: Sheet, own: Inks, unit: float) -> tuple[Any, ...]:
    return (bubble_shape(area, own, side_of(sheet)),)


def _ribbon(area: Area, sheet: Sheet, own: Inks, unit: float) -> tuple[Any, ...]:
    """(band, folded ends)."""
    return ribbon_shapes(area, own)


def _stamp(area: Area, sheet: Sheet, own: Inks, unit: float) -> tuple[Any, ...]:
    """(plate, inner rule)."""
    return stamp_shapes(area, own, stamp_angle(sheet), unit)


def _roundel(area: Area, sheet: Sheet, own: Inks, unit: float) -> tuple[Any, ...]:
    """(outside, hole, bar)."""
    return roundel_shapes(area, bar_of(area, unit), own)


def _swoosh(area: Area, sheet: Sheet, own: Inks, unit: float) -> tuple[Any, ...]:
    return (swoosh_shape(area, side_of(sheet)),)


def _star(area: Area, sheet: Sheet, own: Inks, unit: float) -> tuple[Any, ...]:
    return (over(star(5, 0.56, 0.1), area),)


OUTLINES: dict[str, Outline] = {
    "burst": _burst, "back": _burst, "coin": _coin, "disc": _coin, "bubble": _bubble, "ribbon": _ribbon,
    "stamp": _stamp, "roundel": _roundel, "swoosh": _swoosh, "star": _star, "star_right": _star,
}
