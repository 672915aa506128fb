"""Things on top of each other, and the room that is left: what only a layout can tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

import numpy as np

from studio_app.imaging.layout import Area, Layout, TextRun
from studio_app.imaging.score.view import View
from studio_app.imaging.score.zones import area_of, base_role, common, safe_of

MOST_SCALE: Final = 1.9
STEP: Final = 0.05
# Points of its box about which the title may grow: in place, or away from what is beside it.
Anchor = tuple[float, float]
ANCHORS: Final[tuple[Anchor, ...]] = (
    (0.5, 0.5), (0.0, 0.5), (1.0, 0.5), (0.5, 0.0), (0.5, 1.0), (0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0),
)


def _words(run: TextRun) -> Area:
    return run.plate or run.frame


def overlap(layout: Layout) -> float:
    """The largest share of a block of words, or of the logo, on which another block stands, 0..1.

    Blocks that lean alike are compared before they lean.
    """
    logo = layout.box("logo")
    pairs = [(_words(a), _words(b)) for a, b in combinations(layout.runs, 2)]
    pairs += [(run.box, logo) for run in layout.runs] if logo is not None else []
    return max((common(a, b) / max(1.0, min(_size(a), _size(b))) for a, b in pairs), default=0.0)


def _size(area: Area) -> float:
    return area.width * area.height


def hero_covered(layout: Layout) -> float | None:
    """The share of the main figure's box on which words stand, 0..1; None without one."""
    hero = layout.box("hero")
    if hero is None:
        return None
    return min(1.0, sum(common(run.box, hero) for run in layout.runs) / max(1.0, _size(hero)))


def _obstacles(view: View, layout: Layout) -> Iterator[Area]:
    yield from (run.box for run in layout.runs if base_role(run.role) != "title")
    yield from (named.box for named in layout.boxes if named.name in ("logo", "icon") or named.name.startswith("hero"))
    yield from (area_of(zone) for zone in view.asset.covered)


def _fits(view: View, boxes: Sequence[Area], obstacles: Sequence[Area], scale: float, anchor: Anchor) -> bool:
    """Whether boxes grown that much from an anchor meet nothing that they do not meet now, and stay safe."""
    safe = safe_of(view.asset)
    for box in boxes:
        grown = _grown(box, scale, anchor)
        if (safe.holds(box, 1) and not safe.holds(grown, 1)) or any(
            other.meets(grown) for other in obstacles if not other.meets(box)
        ):
            return False
    return True


def _grown(box: Area, scale: float, anchor: Anchor) -> Area:
    """A box enlarged about the point at `anchor` of its width and height."""
    x, y = box.x + anchor[0] * box.width, box.y + anchor[1] * box.height
    return Area(x + (box.x - x) * scale, y + (box.y - y) * scale, box.width * scale, box.height * scale)


def room(view: View, layout: Layout, wanted: float) -> tuple[float, dict[str, float]]:
    """How many times larger the title can be drawn, up to `wanted`, before it meets something or leaves the safe area,
    and the shift in shares of the picture that this takes.
    """
    titles = [run.box for run in layout.runs if base_role(run.role) == "title"]
    obstacles = list(_obstacles(view, layout))
    anchors = ANCHORS if len(titles) == 1 else ANCHORS[:1]
    steps = [*np.arange(MOST_SCALE, 1.0, -STEP), 1.0]
    for scale in (float(step) for step in steps if step < wanted + STEP):
        anchor = next((a for a in anchors if _fits(view, titles, obstacles, scale, a)), None)
        if anchor is not None and titles:
            moved = _grown(titles[0], scale, anchor)
            dx, dy = ((a - b) for a, b in zip(moved.center, titles[0].center, strict=True))
            shift = {"dx": round(dx / view.width, 3), "dy": round(dy / view.height, 3)}
            return scale, {axis: share for axis, share in shift.items() if share}
    return 1.0, {}
