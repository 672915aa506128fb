"""Paints the parts of an emote by the names of their boxes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from studio_app.imaging.layout import Area
from studio_app.imaging.templates.emote.places import STAR_RIM, bar_of, motif_angle, paper, side_of, stamp_angle
from studio_app.imaging.templates.paint import fill, line, swollen
from studio_app.imaging.templates.sheet import Stage
from studio_app.imaging.templates.small.bands import ribbon_shapes, roundel_shapes, stamp_shapes
from studio_app.imaging.templates.small.inks import Inks, shades
from studio_app.imaging.templates.small.manners import Shade
from studio_app.imaging.templates.small.plates import bubble_shape, burst_shape, coin_shape, over, swoosh_shape
from studio_app.imaging.templates.small.shading import die_cut, shaded
from studio_app.imaging.templates.small.shapes import star
from studio_app.imaging.templates.small.stickers import emblem, subject

Painter = Callable[[Stage, Area, Inks, float], None]


def _plate(shape: Callable[[Shade], Any], second: bool = False) -> Painter:
    def painted(stage: Stage, area: Area, own: Inks, unit: float) -> None:
        path = over(shape(own.manner.shade), area)
        die_cut(stage.canvas, [path], own, unit)
        shaded(stage.canvas, path, shades(own.second if second else own.body), own.manner.shade, unit)

    return painted


def _bubble(stage: Stage, area: Area, own: Inks, unit: float) -> None:
    path = bubble_shape(area, own, side_of(stage.sheet))
    die_cut(stage.canvas, [path], own, unit)
    stage.canvas.drawPath(path, fill(own.body))


def _ribbon(stage: Stage, area: Area, own: Inks, unit: float) -> None:
    band, ends = ribbon_shapes(area, own)
    canvas, colour = stage.canvas, own.plate
    die_cut(canvas, [ends, band], own, unit)
    canvas.drawPath(ends, fill(shades(colour).dark))
    canvas.drawPath(band, swollen(own.rim, 2 * own.manner.rim * unit * 0.8))
    canvas.drawPath(band, fill(colour))


def _stamp(stage: Stage, area: Area, own: Inks, unit: float) -> None:
    plate, rule = stamp_shapes(area, own, stamp_angle(stage.sheet), unit)
    die_cut(stage.canvas, [plate], own, unit)
    stage.canvas.drawPath(plate, fill(own.body))
    stage.canvas.drawPath(rule, fill(paper(own)))
    stage.canvas.drawPath(rule, line(own.rim, 0.018 * unit))


def _roundel(stage: Stage, area: Area, own: Inks, unit: float) -> None:
    canvas = stage.canvas
    outer, inner, bar = roundel_shapes(area, bar_of(area, unit), own)
    die_cut(canvas, [outer, bar], own, unit)
    shaded(canvas, outer, shades(own.body), own.manner.shade, unit)
    canvas.drawPath(inner, fill(paper(own)))
    canvas.drawPath(inner, line(own.rim, 0.022 * unit))
    canvas.drawPath(bar, swollen(own.rim, 2 * own.manner.rim * unit * 0.8))
    canvas.drawPath(bar, fill(own.second))


def _swoosh(stage: Stage, area: Area, own: Inks, unit: float) -> None:
    path = swoosh_shape(area, side_of(stage.sheet))
    die_cut(stage.canvas, [path], own, unit)
    stage.canvas.drawPath(path, fill(own.body))


def _star(stage: Stage, area: Area, own: Inks, unit: float) -> None:
    path = over(star(5, 0.56, 0.1), area)
    die_cut(stage.canvas, [path], own, unit * STAR_RIM)
    stage.canvas.drawPath(path, fill(own.plate))


def _hero(stage: Stage, area: Area, own: Inks, unit: float) -> None:
    subject(stage, area, own, unit, motif_angle(stage.sheet))


# Plates that words stand on without an outline of their own if they can.
CARRIERS = frozenset({"bubble", "ribbon", "stamp", "roundel"})
PAINTERS: dict[str, Painter] = {
    "burst": _plate(burst_shape), "coin": _plate(coin_shape), "back": _plate(burst_shape, True),
    "disc": _plate(coin_shape, True), "bubble": _bubble, "ribbon": _ribbon, "stamp": _stamp, "roundel": _roundel,
    "swoosh": _swoosh, "star": _star, "star_right": _star, "hero": _hero, "emblem": emblem,
}
