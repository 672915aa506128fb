"""What ranks add to a badge. Unit: the base's half width."""

from __future__ import annotations

import functools
import math
from typing import Any

from studio_app.imaging.templates.badge.families import Family
from studio_app.imaging.templates.small.shapes import drawn, joined, mirrored, oval, placed, star, together

# Everything that ranks add, in order. The first rank has none of it.
ORNAMENTS = ("frame", "facets", "jewel", "wings", "crown", "plumes", "laurel", "rays", "aura")
_WING = "M0 .34 C.3 .44 .66 .24 .96 -.30 C.8 -.18 .68 -.14 .54 -.13 C.7 -.24 .84 -.42 .92 -.68 " \
        "C.72 -.48 .54 -.40 .40 -.40 C.54 -.50 .64 -.66 .68 -.92 C.42 -.70 .12 -.58 0 -.34 Z"
_CROWN = "M-.62 .30 L-.72 -.42 L-.34 -.06 L0 -.62 L.34 -.06 L.72 -.42 L.62 .30 Z"
_JEWEL = "M0 -.34 L.26 0 L0 .34 L-.26 0 Z"


def jewel(family: Family) -> Any:
    return placed(drawn(_JEWEL), 0, family.crown - 0.04)


def crown(family: Family) -> Any:
    tips = (oval(x, y, 0.12, 0.12) for x, y in ((-0.72, -0.44), (0.0, -0.64), (0.72, -0.44)))
    return placed(joined([drawn(_CROWN), *tips]), 0, family.crown - 0.06, 0.80)


def wings(family: Family, large: bool) -> Any:
    x, y = family.side
    wing = placed(drawn(_WING), x - 0.16, y - 0.06, 0.84 if large else 0.62, 6 if large else 0)
    if large:
        wing = joined([wing, placed(drawn(_WING), x - 0.20, y + 0.40, 0.58, 28)])
    return together(wing, mirrored(wing))


@functools.lru_cache(8)
def laurel(reach: float = 1.06) -> Any:
    """Two branches of leaves that rise from the foot."""
    leaf = drawn("M0 0 C.10 -.16 .10 -.34 0 -.46 C-.10 -.34 -.10 -.16 0 0 Z")
    leaves = []
    for i in range(6):
        angle = math.radians(78 - i * 21)
        x, y = reach * math.cos(angle), reach * math.sin(angle)
        turn = math.degrees(angle) - 90
        leaves += [placed(leaf, x, y, 0.84, turn + 126), placed(leaf, x, y, 0.84, turn + 62)]
    branch = joined(leaves)
    return together(branch, mirrored(branch))


@functools.cache
def glory(full: bool) -> Any:
    """Rays all round, more of them when `full`."""
    return placed(star(18 if full else 12, 0.86 if full else 0.80, 0.04), 0, 0.04, 1.40 if full else 1.34)


def studs(family: Family, count: int, low: bool) -> list[tuple[float, float, float]]:
    """(x, y, radius) of the round studs at the foot; below a laurel they sit a little lower."""
    radius = 0.23 if count == 1 else 0.17
    step = radius * 2.05
    y = family.foot + (0.22 if low else 0.0)
    # A row sags like a chain.
    return [
        ((i - (count - 1) / 2) * step, y - 0.05 * abs(i - (count - 1) / 2) ** 1.5, radius) for i in range(count)
    ]
