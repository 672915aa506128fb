"""Which parts a badge of a rank has and how they fill its square."""

from __future__ import annotations

from typing import Any

from studio_app.imaging.layout import Area
from studio_app.imaging.templates.badge.families import FAMILIES, Family, tails
from studio_app.imaging.templates.badge.levels import Rank
from studio_app.imaging.templates.badge.ornaments import crown, glory, jewel, laurel, studs, wings
from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.templates.small.assembly import choice
from studio_app.imaging.templates.small.inks import Inks
from studio_app.imaging.templates.small.shapes import bounds, oval

# At this width and below a badge is its silhouette and its colours.
TINY = 24
SMALL = 40
_MARGIN = 0.03


def family_of(sheet: Sheet) -> Family:
    return FAMILIES[choice(sheet) % len(FAMILIES)]


def on_badge(place: Any, area: Area) -> Area:
    scale, x, y = place
    return Area(x + area.x * scale, y + area.y * scale, area.width * scale, area.height * scale)


def ornament(name: str, family: Family, worn: Rank) -> Any:
    """The ornament's own shape; None for what lies on the base."""
    if name == "jewel":
        return jewel(family)
    if name in ("wings", "plumes"):
        return wings(family, worn.has("plumes"))
    if name == "crown":
        return crown(family)
    if name == "laurel":
        return laurel()
    if name in ("rays", "aura"):
        return glory(worn.has("aura"))
    return None


def behind(family: Family, worn: Rank, width: float) -> list[tuple[str, Any]]:
    """Ornaments behind the base, the farthest first; on a tiny badge only what tells the ranks apart."""
    order: tuple[str, ...] = ("rays", "laurel", "wings")
    if width <= TINY:
        order = ("rays",) if worn.has("rays") else ("laurel",) if worn.has("laurel") else ("wings",)
    found = [(name, ornament(name, family, worn)) for name in order if worn.has(name)]
    return [*found, ("tails", tails())] if family.name == "medal" and not worn.has("laurel") else found


def before(family: Family, worn: Rank) -> list[tuple[str, Any]]:
    top = "crown" if worn.has("crown") else "jewel" if worn.has("jewel") else ""
    return [(top, ornament(top, family, worn))] if top else []


def place_of(sheet: Sheet, family: Family, worn: Rank, own: Inks, width: float) -> tuple[float, float, float]:
    """(scale, x, y) from half widths of the base to asset pixels: everything as large as fits."""
    shapes = [family.outline(), *(path for _, path in (*behind(family, worn, width), *before(family, worn)))]
    if width > TINY:
        shapes += stud_shapes(family, worn, width)
    box, unit = bounds(shapes), float(min(sheet.asset.size))
    room = unit * (1 - 2 * (_MARGIN if width > SMALL else 0.01)) - 2 * outline_width(own, width) * unit
    scale = min(room / box.width, room / box.height)
    x, y = sheet.full.center
    return scale, x - box.center[0] * scale, y - box.center[1] * scale


def stud_shapes(family: Family, worn: Rank, width: float) -> list[Any]:
    """The studs at the foot, larger on a small badge."""
    more = 1.3 if width <= SMALL else 1.0
    return [oval(x, y, r * more, r * more) for x, y, r in studs(family, worn.studs, worn.has("laurel"))]


def outline_width(own: Inks, width: float) -> float:
    """All outlines round the badge, as a share of the shorter side."""
    return own.manner.rim + own.manner.edge * 0.8 if width > SMALL else 0.055
