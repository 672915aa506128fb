"""Places of an asset that the platform covers, and what to do about things that stand there."""

from __future__ import annotations

from studio_app.catalog.asset_types import AssetType, Zone
from studio_app.imaging.layout import Area
from studio_app.imaging.score.lines import TextLine
from studio_app.imaging.score.report import Edit

MOVABLE = ("title", "tag", "subtitle", "logo")
# A little further than just out.
_SPARE = 1.05


def area_of(zone: Zone) -> Area:
    return Area(zone.box.x, zone.box.y, zone.box.width, zone.box.height)


def safe_of(asset: AssetType) -> Area:
    return Area(asset.safe.x, asset.safe.y, asset.safe.width, asset.safe.height)


def common(first: Area, second: Area) -> float:
    """The area in square pixels that two boxes share."""
    wide = min(first.right, second.right) - max(first.x, second.x)
    tall = min(first.bottom, second.bottom) - max(first.y, second.y)
    return max(0.0, wide) * max(0.0, tall)


def base_role(role: str) -> str:
    """`title` of `title_2`: edits speak of all of a kind."""
    return role.split("_")[0]


def role_of(line: TextLine) -> str | None:
    """The name by which an edit can move the line's block, if it can."""
    role = base_role(line.run.role) if line.run is not None else ""
    return role if role in MOVABLE else None


def covering(asset: AssetType, box: Area) -> Zone | None:
    """The zone of the platform's own controls that a box reaches into, if any."""
    return next((zone for zone in asset.covered if area_of(zone).meets(box)), None)


def out_of(zone: Area, box: Area, width: float, height: float) -> dict[str, float]:
    """The shortest way out of a zone, as shares of the picture: `{"dy": -0.1}`."""
    ways = {
        "up": (box.bottom - zone.y, "dy", -(box.bottom - zone.y) / height),
        "down": (zone.bottom - box.y, "dy", (zone.bottom - box.y) / height),
        "left": (box.right - zone.x, "dx", -(box.right - zone.x) / width),
        "right": (zone.right - box.x, "dx", (zone.right - box.x) / width),
    }
    _, axis, share = min(ways.values())
    return {axis: round(share * _SPARE, 3)}


def into(safe: Area, box: Area, width: float, height: float) -> dict[str, float]:
    """The way that brings a box inside the safe area as far as it fits, as shares of the picture; empty when it is."""
    dx = min(0.0, safe.right - box.right) + max(0.0, safe.x - box.x)
    dy = min(0.0, safe.bottom - box.bottom) + max(0.0, safe.y - box.y)
    moves = {"dx": round(dx * _SPARE / width, 3), "dy": round(dy * _SPARE / height, 3)}
    return {axis: share for axis, share in moves.items() if share}


def moved(role: str | None, way: dict[str, float]) -> Edit | None:
    return {role: way} if role and way else None
