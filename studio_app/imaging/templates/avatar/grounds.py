"""What a profile picture stands on. Everything that matters is inside the circle that platforms cut; the corners only
carry on the pattern."""

from __future__ import annotations

import functools
import io
import math
from typing import Any

import numpy as np
from PIL import Image, UnidentifiedImageError

from studio_app.imaging.colour import RGB, WHITE, delta_e2000, luminance, wcag
from studio_app.imaging.layout import Area
from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.templates.small.inks import Inks
from studio_app.imaging.templates.small.plates import coin_shape
from studio_app.imaging.templates.small.shapes import bounds, placed

GROUNDS = ("medallion", "rings", "sunburst", "halves", "scene")
# Half of the square in which the subject stands, as a share of the side.
_STANDS = {"medallion": 0.265, "rings": 0.270, "sunburst": 0.345, "halves": 0.335, "scene": 0.265}
_DARK_LOGO = 0.25
# Radii of the outer and the inner plate of a band, as shares of the side.
MEDAL = (0.425, 0.345)
RINGS = (0.43, 0.36)
RAYS = 14


def stand(sheet: Sheet, ground: str) -> Area:
    unit = float(min(sheet.asset.size))
    x, y = sheet.full.center
    half = _STANDS[ground] * unit
    return Area(x - half, y - half, 2 * half, 2 * half)


@functools.lru_cache(16)
def _is_dark(logo: bytes) -> bool:
    """Whether a logo's opaque part is dark, so that it wants a light plate."""
    try:
        small = np.asarray(Image.open(io.BytesIO(logo), formats=["PNG"]).convert("RGBA").resize((24, 24)), float)
    except (UnidentifiedImageError, OSError):
        return False
    weight = small[..., 3].sum()
    if not weight:
        return False
    red, green, blue = ((small[..., i] * small[..., 3]).sum() / weight / 255 for i in range(3))
    return luminance((red, green, blue)) < _DARK_LOGO


def carrier(sheet: Sheet, own: Inks, ground: str) -> RGB | None:
    """The flat colour straight behind the subject; None where it stands on a pattern."""
    if ground in ("sunburst", "halves"):
        return None
    logo = sheet.brief.kit.logo
    if logo is not None and sheet.brief.edits.logo.visible:
        return sheet.roles.paper if _is_dark(logo) else own.rim
    return {"medallion": own.body, "rings": own.rim, "scene": own.body}[ground]


def ring_colours(own: Inks) -> tuple[RGB, RGB]:
    """(the outer field, the ring on it)."""
    seen = {c: min(2.0, wcag(c, own.rim)) * delta_e2000(c, own.body) for c in (own.second, own.third, WHITE)}
    return own.body, max(seen, key=lambda c: seen[c])


def ground_points(sheet: Sheet, own: Inks, ground: str) -> list[tuple[RGB, float, float]]:
    """Where kit colours are flat, inside the circle."""
    unit = float(min(sheet.asset.size))
    x, y = sheet.full.center
    if ground == "rings":
        field, band = ring_colours(own)
        # A diamond leaves the field free at its sides only.
        aside = 0.33 * unit if own.manner.shade == "split" else 0.0
        above = 0.33 * unit if aside else 0.465 * unit
        return [(field, x - aside, y - above), (band, x, y - _band_middle(own, RINGS) * unit)]
    if ground == "sunburst":
        return [(own.plate, x + _ray(sheet)[0] * 0.44 * unit, y + _ray(sheet)[1] * 0.44 * unit)]
    if ground == "halves":
        aside, down = (-0.40 if sheet.look.mirrored else 0.40) * unit, 0.14 * unit
        return [(own.body, x - aside, y - down), (own.second, x + aside, y + down)]
    found = [(own.second, x, y - _band_middle(own, MEDAL) * unit)]
    if carrier(sheet, own, ground) == own.body:
        found.append((own.body, x, y + (bounds([medal_plate(own, 0.0, 0.0, MEDAL[1])]).y + 0.032) * unit))
    return found


def medal_plate(own: Inks, x: float, y: float, radius: float) -> Any:
    """The style's calm plate; a diamond is made larger, as less of it is inside."""
    return placed(coin_shape(own.manner.shade), x, y, radius * (1.14 if own.manner.shade == "split" else 1.0))


def _band_middle(own: Inks, radii: tuple[float, float]) -> float:
    """Half way across the band between two plates, straight above their middle, as a share of the side."""
    outer, inner = (bounds([medal_plate(own, 0.0, 0.0, radius)]) for radius in radii)
    return -(outer.y + inner.y) / 2


def _ray(sheet: Sheet) -> tuple[float, float]:
    """The direction of the middle of the gap between two rays that is nearest to straight up."""
    angles = (sheet.look.phase * math.tau + math.tau / RAYS * (i + 0.75) for i in range(RAYS))
    return min(((math.cos(a), math.sin(a)) for a in angles), key=lambda way: way[1])
