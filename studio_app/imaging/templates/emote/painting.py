"""Paints the parts of an emote by the names of their boxes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from studio_app.imaging.colour import RGB
from studio_app.imaging.layout import Area
from studio_app.imaging.templates.emote.outlines import OUTLINES
from studio_app.imaging.templates.emote.places import STAR_RIM, motif_angle, paper
from studio_app.imaging.templates.paint import fill, line, swollen
from studio_app.imaging.templates.sheet import Stage
from studio_app.imaging.templates.small.inks import Inks, shades
from studio_app.imaging.templates.small.shading import die_cut, shaded
from studio_app.imaging.templates.small.stickers import emblem, subject

Painter = Callable[[Any, tuple[Any, ...], Inks, float], None]
# Plates that words stand on without an outline of their own if they can.
CARRIERS = frozenset({"bubble", "ribbon", "stamp", "roundel"})


def paint_part(stage: Stage, name: str, area: Area, own: Inks, unit: float) -> None:
    """Boxes that only tell something are left alone."""
    if name == "hero":
        subject(stage, area, own, unit, motif_angle(stage.sheet))
    elif name == "emblem":
        emblem(stage, area, own, unit)
    elif name in OUTLINES:
        _PAINTERS[name](stage.canvas, OUTLINES[name](area, stage.sheet, own, unit), own, unit)


def _plate(canvas: Any, paths: tuple[Any, ...], own: Inks, unit: float) -> None:
    die_cut(canvas, paths, own, unit)
    shaded(canvas, paths[0], shades(own.body), own.manner.shade, unit)


def _second_plate(canvas: Any, paths: tuple[Any, ...], own: Inks, unit: float) -> None:
    die_cut(canvas, paths, own, unit)
    shaded(canvas, paths[0], shades(own.second), own.manner.shade, unit)


def _flat(canvas: Any, paths: tuple[Any, ...], own: Inks, unit: float) -> None:
    die_cut(canvas, paths, own, unit)
    canvas.drawPath(paths[0], fill(own.body))


def _ribbon(canvas: Any, paths: tuple[Any, ...], own: Inks, unit: float) -> None:
    band, ends = paths
    die_cut(canvas, (ends, band), own, unit)
    canvas.drawPath(ends, fill(shades(own.plate).dark))
    _lined(canvas, band, own.plate, own, unit)


def _stamp(canvas: Any, paths: tuple[Any, ...], own: Inks, unit: float) -> None:
    plate, rule = paths
    die_cut(canvas, (plate,), own, unit)
    canvas.drawPath(plate, fill(own.body))
    canvas.drawPath(rule, fill(paper(own)))
    canvas.drawPath(rule, line(own.rim, 0.018 * unit))


def _roundel(canvas: Any, paths: tuple[Any, ...], own: Inks, unit: float) -> None:
    outer, inner, bar = paths
    die_cut(canvas, (outer, bar), own, unit)
    shaded(canvas, outer, shades(own.body), own.manner.shade, unit)
    canvas.drawPath(inner, fill(paper(own)))
    canvas.drawPath(inner, line(own.rim, 0.022 * unit))
    _lined(canvas, bar, own.second, own, unit)


def _lined(canvas: Any, path: Any, colour: RGB, own: Inks, unit: float) -> None:
    canvas.drawPath(path, swollen(own.rim, 1.6 * own.manner.rim * unit))
    canvas.drawPath(path, fill(colour))


def _star(canvas: Any, paths: tuple[Any, ...], own: Inks, unit: float) -> None:
    die_cut(canvas, paths, own, unit * STAR_RIM)
    canvas.drawPath(paths[0], fill(own.plate))


_PAINTERS: dict[str, Painter] = {
    "burst": _plate, "coin": _plate, "back": _second_plate, "disc": _second_plate, "bubble": _flat, "ribbon": _ribbon,
    "stamp": _stamp, "roundel": _roundel, "swoosh": _flat, "star": _star, "star_right": _star,
}
