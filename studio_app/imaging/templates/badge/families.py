"""Base shapes of badges. Unit: the base's half width."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from typing import Any

from studio_app.imaging.templates.small.shapes import SHIELD, drawn, joined, mirrored, regular, star


@dataclass(frozen=True, slots=True)
class Family:
    """A base shape. `core` is how much of it lies inside the frame, `mark` the height and half size of the symbol,
    `foot` where studs sit, `crown` where a crown does, `side` where wings grow from (x, y)."""

    name: str
    core: float
    mark: tuple[float, float]
    foot: float
    crown: float
    side: tuple[float, float]

    def outline(self) -> Any:
        return _outline(self.name)


@functools.cache
def _outline(name: str) -> Any:
    return {
        "shield": lambda: drawn(SHIELD),
        "hexagon": lambda: regular(6, 0, 0.14),
        "gem": lambda: drawn("M-.64 -.84 L.64 -.84 L1 -.30 L0 1 L-1 -.30 Z"),
        "star": lambda: star(5, 0.60, 0.16),
        "medal": lambda: star(16, 0.90, 0.12),
        "crest": lambda: drawn("M-.84 -.80 L0 -.62 L.84 -.80 L.84 .44 L0 1 L-.84 .44 Z"),
    }[name]()


FAMILIES: tuple[Family, ...] = (
    Family("shield", 0.74, (-0.12, 0.46), 0.92, -0.92, (0.80, 0.0)),
    Family("hexagon", 0.76, (0.0, 0.48), 0.96, -1.0, (0.78, 0.05)),
    Family("gem", 0.74, (-0.18, 0.40), 0.94, -0.88, (0.84, -0.1)),
    Family("star", 0.66, (0.04, 0.34), 0.74, -0.98, (0.70, 0.1)),
    Family("medal", 0.76, (0.0, 0.48), 0.96, -0.96, (0.84, 0.05)),
    Family("crest", 0.74, (-0.06, 0.46), 0.94, -0.72, (0.80, 0.0)),
)


def tails() -> Any:
    """The ribbon ends of a medal."""
    left = drawn("M-.52 .5 L-.86 1.42 L-.50 1.30 L-.30 1.58 L.02 .6 Z")
    return joined([left, mirrored(left)])


def facets(family: Family) -> list[tuple[Any, float]]:
    """(triangle, light -1..1) that make the base look cut."""
    edge = [_round_at(family, i / 12) for i in range(12)]
    lights = (0.9, 0.5, 0.0, -0.3, -0.7, -1.0, -0.8, -0.5, -0.1, 0.2, 0.5, 0.8)
    y = family.mark[0]
    found = []
    for i, light in enumerate(lights):
        path = drawn(f"M0 {y:.3f} L{edge[i][0]:.3f} {edge[i][1]:.3f} "
                     f"L{edge[(i + 1) % 12][0]:.3f} {edge[(i + 1) % 12][1]:.3f} Z")
        found.append((path, light))
    return found


def _round_at(family: Family, share: float) -> tuple[float, float]:
    """A point far outside the base, `share` of the way round from the top left."""
    angle = math.tau * share - math.pi * 0.75
    return 1.6 * math.cos(angle), 1.6 * math.sin(angle) + family.mark[0]
