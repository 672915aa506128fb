"""Checks of where words and logo stand: in the safe area, outside covered zones, inside the circle."""

from __future__ import annotations

import math
from collections.abc import Iterator

from studio_app.catalog.asset_types import AssetType, Box
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.preflight.report import Check

# Antialiasing and rounding of boxes, in pixels.
_SLACK = 1.0


def _essentials(layout: Layout) -> Iterator[tuple[str, Area]]:
    """(name, box) of everything that must be seen."""
    seen: dict[str, int] = {}
    for run in layout.runs:
        seen[run.role] = seen.get(run.role, 0) + 1
        yield run.role if seen[run.role] == 1 else f"{run.role} {seen[run.role]}", run.box
    for named in layout.boxes:
        if named.name == "logo":
            yield "logo", named.box


def _area(box: Box) -> Area:
    return Area(box.x, box.y, box.width, box.height)


def _outside(safe: Area, box: Area) -> float:
    """How far `box` reaches over the edge of `safe`, in pixels."""
    return max(0.0, safe.x - box.x, safe.y - box.y, box.right - safe.right, box.bottom - safe.bottom)


def _said(over: float) -> str:
    return "inside" if over <= _SLACK else f"{over:.0f} px outside"


def _beyond(box: Area, size: tuple[int, int]) -> float:
    """How far the furthest corner of `box` lies outside the circle that the platform cuts out, in pixels."""
    x, y, radius = size[0] / 2, size[1] / 2, min(size) / 2
    corners = ((a, b) for a in (box.x, box.right) for b in (box.y, box.bottom))
    return max(0.0, *(math.hypot(a - x, b - y) - radius for a, b in corners))


def check_places(asset_type: AssetType, layout: Layout | None) -> Iterator[Check]:
    """Nothing without a layout: a picture alone does not tell where its words are."""
    if layout is None:
        return
    scale = asset_type.width / layout.width
    zones = [(zone.name, _area(zone.box)) for zone in asset_type.covered]
    for name, place in _essentials(layout):
        box = Area(place.x * scale, place.y * scale, place.width * scale, place.height * scale)
        over = _outside(_area(asset_type.safe), box)
        yield Check(f"safe:{name}", f"The {name} is in the safe area", over <= _SLACK, _said(over),
                    "inside", f"Some screens cut off the {name}. Move it {math.ceil(over)} px towards the middle.")
        if asset_type.circle:
            beyond = _beyond(box, asset_type.size)
            yield Check(f"circle:{name}", f"The {name} is inside the circle", beyond <= _SLACK,
                        _said(beyond), "inside",
                        f"The platform cuts a circle, and the {name} reaches out of it. Make it smaller.")
        covering = next((zone for zone, area in zones if area.meets(box)), None)
        if zones:
            yield Check(f"covered:{name}", f"Nothing covers the {name}", covering is None, covering or "free", "free",
                        f"The platform puts its {covering} over the {name}. Move it away.")
