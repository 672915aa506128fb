"""Mouths of the mascots. Unit: the skull's radius."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from studio_app.imaging.colour import BLACK, WHITE, mix
from studio_app.imaging.templates.mascots.moods import MouthKind
from studio_app.imaging.templates.mascots.sitter import Sitter
from studio_app.imaging.templates.paint import fill, swollen
from studio_app.imaging.templates.small.shapes import drawn, oval, placed

MouthPainter = Callable[[Sitter, float, float], None]


def _lip(s: Sitter, path: Any, share: float) -> None:
    s.stroke(path, share, s.lips)


def _inside(s: Sitter, shape: Any, tongue: Any, teeth: Any = None) -> None:
    """An open mouth: dark inside, tongue below, teeth above."""
    dark = mix(s.inks.rim, BLACK, 0.2) if not s.visor else s.ink
    s.canvas.drawPath(shape, swollen(s.lips, s.weight * 1.5))
    s.canvas.drawPath(shape, fill(mix(dark, s.inks.flesh, 0.18) if not s.visor else dark))
    if s.visor:
        return
    s.canvas.save()
    s.canvas.clipPath(shape, True)
    s.canvas.drawPath(tongue, fill(s.inks.flesh))
    if teeth is not None:
        s.canvas.drawPath(teeth, fill(WHITE))
    s.canvas.restore()


def _smile(s: Sitter, y: float, m: float) -> None:
    _lip(s, placed(drawn("M-.46 -.14 Q0 .42 .46 -.14"), 0, y, m), 1.4)


def _beam(s: Sitter, y: float, m: float) -> None:
    shape = drawn("M-.42 -.12 Q0 -.02 .42 -.12 C.42 .22 .24 .40 0 .40 C-.24 .40 -.42 .22 -.42 -.12 Z")
    _inside(s, placed(shape, 0, y, m), oval(0, y + 0.36 * m, 0.26 * m, 0.18 * m))


def _grin(s: Sitter, y: float, m: float) -> None:
    shape = drawn("M-.60 -.20 Q0 -.08 .60 -.20 C.62 .22 .36 .50 0 .50 C-.36 .50 -.62 .22 -.60 -.20 Z")
    teeth = drawn("M-.7 -.4 L.7 -.4 L.56 .02 Q0 .10 -.56 .02 Z")
    _inside(s, placed(shape, 0, y, m), oval(0.06 * m, y + 0.44 * m, 0.32 * m, 0.20 * m), placed(teeth, 0, y, m))


def _wail(s: Sitter, y: float, m: float) -> None:
    shape = drawn("M0 -.22 C.26 -.22 .46 .02 .48 .30 C.48 .44 .28 .36 0 .36 C-.28 .36 -.48 .44 -.48 .30 "
                  "C-.46 .02 -.26 -.22 0 -.22 Z")
    _inside(s, placed(shape, 0, y + 0.08 * m, m), oval(0, y + 0.42 * m, 0.28 * m, 0.16 * m))


def _gritted(s: Sitter, y: float, m: float) -> None:
    shape = placed(drawn("M-.52 .34 C-.62 -.02 -.36 -.20 0 -.20 C.36 -.20 .62 -.02 .52 .34 C.3 .26 -.3 .26 -.52 .34 Z"),
                   0, y, m)
    s.shape(shape, WHITE if not s.visor else s.inks.rim)
    s.canvas.save()
    s.canvas.clipPath(shape, True)
    _lip(s, placed(drawn("M-.6 .06 L.6 .06 M-.24 -.3 L-.26 .4 M.02 -.3 L.02 .4 M.28 -.3 L.28 .4"), 0, y, m), 0.62)
    s.canvas.restore()


def _snarl(s: Sitter, y: float, m: float) -> None:
    shape = drawn("M-.56 .26 C-.5 -.16 -.3 -.24 0 -.24 C.3 -.24 .5 -.16 .56 .26 C.3 .40 -.3 .40 -.56 .26 Z")
    teeth = drawn("M-.5 -.4 L.5 -.4 L.4 .0 L.2 -.08 L0 .0 L-.2 -.08 L-.4 .0 Z")
    _inside(s, placed(shape, 0, y, m), oval(0, y + 0.36 * m, 0.3 * m, 0.14 * m), placed(teeth, 0, y, m))


def _frown(s: Sitter, y: float, m: float) -> None:
    _lip(s, placed(drawn("M-.40 .26 Q0 -.26 .40 .26"), 0, y, m), 1.4)


def _o(s: Sitter, y: float, m: float) -> None:
    _inside(s, oval(0, y + 0.08 * m, 0.27 * m, 0.36 * m), oval(0, y + 0.40 * m, 0.22 * m, 0.14 * m))


def _smirk(s: Sitter, y: float, m: float) -> None:
    _lip(s, placed(drawn("M-.34 .12 C-.1 .24 .24 .18 .46 -.16 M.36 -.22 L.54 -.08"), 0, y, m), 1.4)


def _flat(s: Sitter, y: float, m: float) -> None:
    _lip(s, placed(drawn("M-.34 .06 L.34 .06"), 0, y, m), 1.4)


def _skew(s: Sitter, y: float, m: float) -> None:
    _lip(s, placed(drawn("M-.30 .14 Q.06 .02 .36 -.06"), 0, y, m), 1.4)


def _wavy(s: Sitter, y: float, m: float) -> None:
    wave = "M-.52 .12 Q-.39 -.16 -.26 .08 Q-.13 .32 0 .08 Q.13 -.16 .26 .08 Q.39 .32 .52 .04"
    _lip(s, placed(drawn(wave), 0, y, m), 1.4)


def _tongue(s: Sitter, y: float, m: float) -> None:
    _beam(s, y - 0.04 * m, m * 1.1)
    lick = drawn("M-.17 .1 L.21 .1 L.23 .44 C.23 .68 -.19 .68 -.19 .44 Z")
    s.shape(placed(lick, 0.04 * m, y, m), s.inks.flesh if not s.visor else s.inks.rim, 0.8)
    _lip(s, placed(drawn("M.02 .16 L.02 .40"), 0.04 * m, y, m), 0.6)


def _blep(s: Sitter, y: float, m: float) -> None:
    lick = drawn("M.0 .1 L.34 .02 L.36 .28 C.36 .5 .04 .54 .02 .30 Z")
    s.shape(placed(lick, 0, y, m), s.inks.flesh if not s.visor else s.inks.rim, 0.8)
    _lip(s, placed(drawn("M-.42 .0 Q0 .26 .42 -.08"), 0, y, m), 1.4)


def _tiny(s: Sitter, y: float, m: float) -> None:
    _inside(s, oval(0, y + 0.10 * m, 0.13 * m, 0.15 * m), oval(0, y + 0.3 * m, 0.1 * m, 0.1 * m))


_MOUTHS: dict[MouthKind, MouthPainter] = {
    "smile": _smile, "beam": _beam, "grin": _grin, "wail": _wail, "gritted": _gritted, "frown": _frown, "o": _o,
    "smirk": _smirk, "flat": _flat, "skew": _skew, "wavy": _wavy, "tongue": _tongue, "blep": _blep, "tiny": _tiny,
    "snarl": _snarl,
}


def paint_mouth(s: Sitter, kind: MouthKind, y: float, m: float) -> None:
    """At the height `y` on the middle line, `m` times the usual size."""
    _MOUTHS[kind](s, y, m)
