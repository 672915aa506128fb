"""Bends outlines within the box they fill."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from studio_app.imaging.layout import Area
from studio_app.imaging.templates.paint import Point, skia
from studio_app.imaging.templates.small.letterforms import into

Bend = Literal["none", "arch", "bulge", "rise", "wave", "fan"]
# A straight edge is cut into this many parts before it is bent.
_PARTS = 6


def _arch(u: float, v: float) -> Point:
    """The middle stands higher than the ends; letters keep their height."""
    return u, v * 0.74 + 0.26 * (2 * u - 1) ** 2


def _bulge(u: float, v: float) -> Point:
    """Letters swell towards the middle."""
    swell = 0.62 + 0.38 * (1 - (2 * u - 1) ** 2)
    return u, 0.5 + (v - 0.5) * swell


def _rise(u: float, v: float) -> Point:
    """Letters grow to the right."""
    tall = 0.62 + 0.38 * u
    return u, 1 - (1 - v) * tall - 0.10 * (1 - u) * (1 - v)


def _wave(u: float, v: float) -> Point:
    lift = 0.11 * (1 - 2 * abs(((u * 2 + 0.5) % 2) - 1))
    return u, 0.11 + v * 0.78 + lift


def _fan(u: float, v: float) -> Point:
    """Wide above, narrow below, with a curved top."""
    narrow = 1 - 0.16 * v
    return 0.5 + (u - 0.5) * narrow, v * 0.86 + 0.14 * (2 * u - 1) ** 2


_BENDS: dict[Bend, Callable[[float, float], Point]] = {
    "arch": _arch, "bulge": _bulge, "rise": _rise, "wave": _wave, "fan": _fan,
}


def bent(path: Any, bend: Bend, area: Area) -> Any:
    """`path`, whose ink fills `area`, bent within it; the result fills it exactly again."""
    if bend == "none":
        return path
    warp = _BENDS[bend]

    def moved(point: Any) -> Point:
        u, v = warp((point.x() - area.x) / area.width, (point.y() - area.y) / area.height)
        return area.x + u * area.width, area.y + v * area.height

    return into(_mapped(path, moved), area)


def _mapped(path: Any, moved: Callable[[Any], Point]) -> Any:
    """Every control point through `moved`; straight edges in short parts so that they bend too."""
    result, verbs = skia.Path(), skia.Path.Verb
    iterator = skia.Path.Iter(path, False)
    verb, points = iterator.next()
    while verb != verbs.kDone_Verb:
        if verb == verbs.kMove_Verb:
            result.moveTo(*moved(points[0]))
        elif verb == verbs.kLine_Verb:
            _line(result, points[0], points[1], moved)
        elif verb == verbs.kClose_Verb:
            result.close()
        elif verb == verbs.kQuad_Verb:
            result.quadTo(*moved(points[1]), *moved(points[2]))
        else:
            result.cubicTo(*moved(points[1]), *moved(points[2]), *moved(points[3]))
        verb, points = iterator.next()
    return result


def _line(result: Any, start: Any, end: Any, moved: Callable[[Any], Point]) -> None:
    for i in range(1, _PARTS + 1):
        share = i / _PARTS
        point = skia.Point(start.x() + (end.x() - start.x()) * share, start.y() + (end.y() - start.y()) * share)
        result.lineTo(*moved(point))
