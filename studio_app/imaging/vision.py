"""What a set of colours is worth to the eye: contrast of every pair, and pairs that colour-blind people confuse."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations, product
from typing import Final, Literal

from studio_app.imaging.colour import (
    RGB,
    adjust,
    apca_lc,
    delta_e2000,
    encoded,
    from_hex,
    linear,
    oklch,
    to_hex,
    wcag,
)

Level = Literal["AAA", "AA", "AA_large", "fail"]
Deficiency = Literal["protan", "deutan", "tritan"]
LEVELS: Final[tuple[tuple[float, Level], ...]] = ((7.0, "AAA"), (4.5, "AA"), (3.0, "AA_large"), (0.0, "fail"))
DEFICIENCIES: Final[tuple[Deficiency, ...]] = ("protan", "deutan", "tritan")
# Colours nearer than this (CIEDE2000) are mistaken for one another unless they lie side by side.
APART: Final = 10.0

# Brettel, Viénot and Mollon (1997), folded into linear sRGB by libDaltonLens (public domain): for each deficiency the
# normal of the plane that divides the colours, and the matrices on its positive and its negative side.
_Matrix = tuple[RGB, RGB, RGB]
_BRETTEL: Final[dict[Deficiency, tuple[RGB, _Matrix, _Matrix]]] = {
    "protan": (
        (0.00048, 0.00393, -0.00441),
        ((0.14980, 1.19548, -0.34528), (0.10764, 0.84864, 0.04372), (0.00384, -0.00540, 1.00156)),
        ((0.14570, 1.16172, -0.30742), (0.10816, 0.85291, 0.03892), (0.00386, -0.00524, 1.00139)),
    ),
    "deutan": (
        (-0.00281, -0.00611, 0.00892),
        ((0.36477, 0.86381, -0.22858), (0.26294, 0.64245, 0.09462), (-0.02006, 0.02728, 0.99278)),
        ((0.37298, 0.88166, -0.25464), (0.25954, 0.63506, 0.10540), (-0.01980, 0.02784, 0.99196)),
    ),
    "tritan": (
        (0.03901, -0.02788, -0.01113),
        ((1.01277, 0.13548, -0.14826), (-0.01243, 0.86812, 0.14431), (0.07589, 0.80500, 0.11911)),
        ((0.93678, 0.18979, -0.12657), (0.06154, 0.81526, 0.12320), (-0.37562, 1.12767, 0.24796)),
    ),
}


@dataclass(frozen=True, slots=True)
class Contrast:
    """Words in `text` on `background` (`#RRGGBB`): WCAG `ratio` 1..21, APCA `lc`, and what WCAG 2 allows them for."""

    text: str
    background: str
    ratio: float
    lc: float
    level: Level


@dataclass(frozen=True, slots=True)
class Confusion:
    """Two colours and their CIEDE2000 distance, `seen` by the colour-blind eye and `normal` by the usual one."""

    first: str
    second: str
    seen: float
    normal: float


@dataclass(frozen=True, slots=True)
class Sight:
    """A palette seen with one deficiency: the least distance of any two colours, and the pairs that collapse."""

    deficiency: Deficiency
    least: float
    collapsed: tuple[Confusion, ...]


@dataclass(frozen=True, slots=True)
class Remedy:
    """`color` in the shade `better` carries any text with `partner`: WCAG contrast `before` and `after`."""

    color: str
    better: str
    partner: str
    before: float
    after: float


def level(ratio: float) -> Level:
    """What WCAG 2 allows text of that contrast for; `AA_large` is 18 pt and more, or bold 14 pt."""
    return next(name for least, name in LEVELS if ratio >= least)


def simulate(colour: RGB, deficiency: Deficiency) -> RGB:
    """`colour` as a dichromat sees it, clipped to sRGB. Greys stay as they are."""
    value = [linear(channel) for channel in colour]
    normal, positive, negative = _BRETTEL[deficiency]
    side = sum(n * v for n, v in zip(normal, value, strict=True))
    matrix = positive if side >= 0 else negative
    red, green, blue = (min(1.0, encoded(sum(m * v for m, v in zip(row, value, strict=True)))) for row in matrix)
    return red, green, blue


def contrast(text: str, background: str) -> Contrast:
    ink, ground = from_hex(text), from_hex(background)
    # Cut, not rounded: 4.499 does not pass.
    ratio = int(wcag(ink, ground) * 100 + 1e-9) / 100
    return Contrast(text, background, ratio, round(apca_lc(ink, ground), 1), level(ratio))


def contrasts(colours: Sequence[str]) -> tuple[Contrast, ...]:
    """Every ordered pair of different colours, row by row: each as words on each other one."""
    return tuple(contrast(text, background) for text, background in permutations(colours, 2))


def sights(colours: Sequence[str]) -> tuple[Sight, ...]:
    """The palette under protanopia, deuteranopia and tritanopia. With fewer than two colours `least` is 100."""
    values = [from_hex(colour) for colour in colours]
    pairs = [*combinations(range(len(colours)), 2)]
    normal = {(a, b): delta_e2000(values[a], values[b]) for a, b in pairs}
    return tuple(_sight(colours, [simulate(v, kind) for v in values], normal, kind) for kind in DEFICIENCIES)


def _sight(
    colours: Sequence[str], seen: list[RGB], normal: dict[tuple[int, int], float], deficiency: Deficiency
) -> Sight:
    found = [
        Confusion(colours[a], colours[b], round(delta_e2000(seen[a], seen[b]), 1), round(apart, 1))
        for (a, b), apart in normal.items()
    ]
    # Two colours that everybody sees as one are no trap for the colour-blind alone.
    collapsed = sorted((c for c in found if c.seen < APART <= c.normal), key=lambda c: c.seen)
    return Sight(deficiency, min((c.seen for c in found), default=100.0), tuple(collapsed))


def remedy(colour: str, partner: str, ratio: float = 4.5) -> Remedy | None:
    """The nearest shade of `colour` that reaches `ratio` with `partner`; None when it does already, or none can."""
    before = contrast(colour, partner).ratio
    if before >= ratio:
        return None
    found = ((shade, contrast(shade, partner).ratio) for shade in _shades(colour))
    better, after = next(((shade, after) for shade, after in found if after >= ratio), (None, 0.0))
    return Remedy(colour, better, partner, before, after) if better else None


def _shades(colour: str) -> Iterator[str]:
    """`colour` in every lightness, nearest first."""
    start = from_hex(colour)
    lightness = oklch(start)[0]
    for step, sign in product(range(1, 101), (-1, 1)):
        moved = lightness + sign * step / 100
        if 0 <= moved <= 1:
            yield to_hex(adjust(start, moved)).upper()
