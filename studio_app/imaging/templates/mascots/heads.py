"""Heads of the mascots that emotes are faces of. Unit: the skull's radius; the face looks out from the origin."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any, Literal

from studio_app.imaging.templates.small.shapes import drawn, mirrored, together

Ink = Literal["body", "lit", "dark", "second", "third", "spark", "rim", "white", "flesh", "water"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a head. `cut` belongs to its silhouette, `lined` has a dark contour of its own, `pair` stands on both
    sides, `stroke` makes a line of that thickness."""

    data: str
    ink: Ink = "body"
    cut: bool = False
    lined: bool = False
    pair: bool = True
    stroke: float = 0.0

    def path(self) -> Any:
        own = drawn(self.data)
        return together(own, mirrored(own)) if self.pair else own


@dataclass(frozen=True, slots=True)
class Head:
    """`eye` is (distance from the middle, height, size); `mouth` (height, size); `plain` a point that nothing but the
    head's own colour covers. Features of a `visor` head shine on a dark screen; `lift` scales how high brows stand and
    `muzzle` is what the mouth stands on."""

    skull: str
    behind: tuple[Piece, ...] = ()
    over: tuple[Piece, ...] = ()
    eye: tuple[float, float, float] = (0.42, -0.10, 0.31)
    mouth: tuple[float, float] = (0.42, 1.0)
    plain: tuple[float, float] = (0.0, -0.78)
    visor: bool = False
    lift: float = 1.0
    muzzle: Ink = "body"


def ellipse(x: float, y: float, wide: float, tall: float) -> str:
    """An ellipse as path data (four cubics; k = 4/3 (sqrt 2 - 1))."""
    k = 0.5523
    w, t = wide * k, tall * k
    return (
        f"M{x} {y - tall} C{x + w} {y - tall} {x + wide} {y - t} {x + wide} {y} "
        f"C{x + wide} {y + t} {x + w} {y + tall} {x} {y + tall} "
        f"C{x - w} {y + tall} {x - wide} {y + t} {x - wide} {y} "
        f"C{x - wide} {y - t} {x - w} {y - tall} {x} {y - tall} Z"
    )


HEADS: dict[str, Head] = {
    "orb": Head(ellipse(0, 0, 1.0, 0.98)),
    "cat": Head(
        ellipse(0, 0.06, 1.08, 0.92),
        (Piece("M-1.06 .1 C-1.16 -.45 -1.16 -.95 -1.04 -1.14 C-.96 -1.22 -.5 -.98 -.16 -.74 Z", cut=True),),
        (
            Piece("M-.92 -.36 C-.98 -.62 -.98 -.82 -.94 -.9 C-.84 -.9 -.62 -.76 -.48 -.66 Z", "second"),
            Piece("M-1.0 .26 L-.72 .30 M-.98 .48 L-.72 .46", "rim", stroke=0.05),
            Piece("M-.11 .15 L.11 .15 L0 .27 Z", "rim", pair=False),
        ),
        mouth=(0.50, 0.86),
        plain=(0.0, -0.755),
    ),
    "bear": Head(
        ellipse(0, 0.06, 1.06, 0.93),
        (Piece(ellipse(-0.78, -0.70, 0.36, 0.36), cut=True),),
        (
            Piece(ellipse(-0.80, -0.74, 0.18, 0.18), "second"),
            Piece(ellipse(0, 0.46, 0.54, 0.40), "lit", pair=False),
            Piece(ellipse(0, 0.20, 0.17, 0.11), "rim", pair=False),
        ),
        mouth=(0.52, 0.80),
        plain=(0.0, -0.755),
        muzzle="lit",
    ),
    "fox": Head(
        "M0 1 C-.42 1 -1.02 .74 -1.3 .42 C-1.18 .34 -1.12 .2 -1.1 .02 C-1.04 -.56 -.6 -.86 0 -.86 "
        "C.6 -.86 1.04 -.56 1.1 .02 C1.12 .2 1.18 .34 1.3 .42 C1.02 .74 .42 1 0 1 Z",
        (Piece("M-1.08 .0 C-1.2 -.5 -1.22 -1.0 -1.1 -1.2 C-.9 -1.2 -.44 -.96 -.2 -.76 Z", cut=True),),
        (
            Piece("M-.98 -.4 C-1.04 -.7 -1.04 -.88 -1.0 -.98 C-.86 -.94 -.66 -.82 -.52 -.7 Z", "rim"),
            Piece("M0 1 C-.42 1 -1.02 .74 -1.3 .42 C-1.0 .34 -.9 .24 -.66 .24 C-.4 .24 -.2 .36 0 .44 Z", "white"),
            Piece(ellipse(0, 0.20, 0.13, 0.10), "rim", pair=False),
        ),
        mouth=(0.52, 0.82),
        plain=(0.0, -0.75),
        muzzle="white",
    ),
    "imp": Head(
        ellipse(0, 0.04, 1.0, 0.94),
        (
            Piece("M-.86 -.3 C-1.14 -.62 -1.2 -1.0 -1.02 -1.26 C-.9 -1.0 -.66 -.88 -.3 -.86 Z", "second", True, True),
            Piece("M-.8 .1 C-1.1 .1 -1.34 -.1 -1.42 -.34 C-1.16 -.36 -.96 -.3 -.8 -.16 Z", cut=True),
        ),
        (Piece("M-1.24 -.22 C-1.14 -.08 -1.02 0 -.92 .02 L-.92 -.14 Z", "dark"),),
        plain=(0.0, -0.77),
    ),
    "slime": Head(
        "M0 -.98 C.62 -.98 1.06 -.42 1.12 .34 C1.16 .78 1.06 .96 .84 .96 C.64 .96 .62 .82 .44 .82 C.24 .82 .22 1 0 1 "
        "C-.22 1 -.24 .82 -.44 .82 C-.62 .82 -.64 .96 -.84 .96 C-1.06 .96 -1.16 .78 -1.12 .34 "
        "C-1.06 -.42 -.62 -.98 0 -.98 Z",
        (),
        (
            Piece("M-.78 -.2 C-.7 -.52 -.5 -.72 -.3 -.8", "white", pair=False, stroke=0.12),
            Piece(ellipse(-0.84, 0.10, 0.06, 0.08), "white", pair=False),
        ),
        eye=(0.42, 0.0, 0.30),
        mouth=(0.46, 0.88),
        plain=(0.02, -0.8),
    ),
    "ghost": Head(
        "M-.96 .9 L-.96 -.06 C-.96 -.66 -.54 -1.02 0 -1.02 C.54 -1.02 .96 -.66 .96 -.06 L.96 .9 "
        "C.92 1.1 .7 1.06 .62 .92 C.52 .78 .38 .8 .3 .94 "
        "C.2 1.12 -.2 1.12 -.3 .94 C-.38 .8 -.52 .78 -.62 .92 C-.7 1.06 -.92 1.1 -.96 .9 Z",
        eye=(0.40, -0.20, 0.30),
        mouth=(0.32, 0.92),
        plain=(0.0, -0.86),
    ),
    "bot": Head(
        "M-.72 -.84 L.72 -.84 C.94 -.84 1.06 -.72 1.06 -.5 L1.06 .62 C1.06 .84 .94 .96 .72 .96 L-.72 .96 "
        "C-.94 .96 -1.06 .84 -1.06 .62 L-1.06 -.5 C-1.06 -.72 -.94 -.84 -.72 -.84 Z",
        (
            Piece("M-.08 -.8 L-.08 -1.06 L.08 -1.06 L.08 -.8 Z", "second", True, True, False),
            Piece(ellipse(0, -1.16, 0.17, 0.17), "spark", True, True, False),
            Piece("M-1.0 -.24 L-1.28 -.2 L-1.28 .38 L-1.0 .42 Z", "second", True, True),
        ),
        (
            Piece("M-.6 -.58 L.6 -.58 C.76 -.58 .84 -.5 .84 -.34 L.84 .5 C.84 .66 .76 .74 .6 .74 L-.6 .74 "
                  "C-.76 .74 -.84 .66 -.84 .5 L-.84 -.34 C-.84 -.5 -.76 -.58 -.6 -.58 Z", "rim", pair=False),
        ),
        eye=(0.38, -0.14, 0.28),
        mouth=(0.36, 0.72),
        plain=(0.3, -0.71),
        visor=True,
    ),
    "frog": Head(
        ellipse(0, 0.20, 1.18, 0.80),
        (Piece(ellipse(-0.52, -0.52, 0.46, 0.46), cut=True),),
        (
            Piece(ellipse(0, 0.72, 0.62, 0.22), "lit", pair=False),
            Piece(ellipse(-0.10, 0.10, 0.04, 0.05), "dark"),
        ),
        eye=(0.52, -0.52, 0.33),
        mouth=(0.40, 1.06),
        plain=(0.0, -0.2),
        lift=0.62,
    ),
    "alien": Head(
        "M0 1.04 C-.38 1.04 -1.1 .3 -1.1 -.3 C-1.1 -.76 -.62 -.98 0 -.98 "
        "C.62 -.98 1.1 -.76 1.1 -.3 C1.1 .3 .38 1.04 0 1.04 Z",
        (
            Piece("M-.52 -.8 L-.66 -1.12 L-.54 -1.16 L-.36 -.84 Z", cut=True),
            Piece(ellipse(-0.62, -1.2, 0.16, 0.16), "spark", True, True),
        ),
        (Piece(ellipse(-0.78, -0.62, 0.10, 0.07), "dark"), Piece(ellipse(-0.60, -0.78, 0.05, 0.04), "dark")),
        eye=(0.46, -0.16, 0.34),
        mouth=(0.46, 0.72),
        plain=(0.0, -0.82),
    ),
}
# Motifs that are creatures already.
OF_MOTIF = {
    "cat": "cat", "paw": "bear", "wolf": "fox", "dragon": "imp", "ghost": "ghost", "robot": "bot", "mech": "bot",
    "alien": "alien", "mushroom": "slime", "potion": "slime",
}


@functools.lru_cache(32)
def skull(name: str) -> Any:
    return drawn(HEADS[name].skull)


@functools.lru_cache(32)
def silhouette(name: str) -> tuple[Any, ...]:
    """The shapes that a die cut of the head goes round."""
    return (*(piece.path() for piece in HEADS[name].behind if piece.cut), skull(name))
