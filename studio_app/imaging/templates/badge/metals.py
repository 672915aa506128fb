"""The colours of a badge: they climb with the rank."""

from __future__ import annotations

from studio_app.imaging.colour import RGB, WHITE, adjust, delta_e2000, mix, oklch, wcag
from studio_app.imaging.templates.badge.levels import Rank
from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.templates.small.inks import Inks, ranked, shades

# Which of the kit's three leading colours each rank has, and how much of its chroma.
_CLIMB = ((0, 0.30), (0, 0.55), (0, 0.80), (0, 1.0), (1, 0.60), (1, 0.85), (1, 1.0), (2, 0.60), (2, 0.85), (2, 1.0))


def climb(sheet: Sheet, own: Inks, worn: Rank) -> RGB:
    """The base's colour: muted at the foot of the ladder, then ever fuller, through the kit's colours one by one."""
    roles = sheet.roles
    nodes = (roles.primary, roles.secondary, roles.accent)
    if worn.metal:
        return _seen(nodes[(worn.metal + own.rounds) % len(nodes)])
    node, vivid = _CLIMB[worn.ornaments]
    colour = nodes[(node + own.rounds) % len(nodes)]
    lightness, chroma, _ = oklch(colour)
    return _seen(adjust(colour, lightness + (1 - vivid) * (0.56 - lightness) * 0.6, chroma * vivid))


def _seen(colour: RGB) -> RGB:
    """Light enough to be told from a dark page."""
    return adjust(colour, max(0.54, oklch(colour)[0]))


def frame_colour(sheet: Sheet, own: Inks, worn: Rank) -> RGB:
    """The frame's metal: dull, then bright; beyond the last ornament light, dark and the kit's colours in turn."""
    if worn.metal:
        return (own.letter, WHITE, own.spark, shades(own.second).dark, own.letter)[worn.metal - 1]
    body = climb(sheet, own, worn)
    return mix(adjust(body, min(0.92, oklch(body)[0] + 0.2), oklch(body)[1] * 0.5), own.letter, worn.ornaments / 9)


def colour_of(name: str, sheet: Sheet, own: Inks, worn: Rank) -> RGB:
    body = climb(sheet, own, worn)
    if name in ("crown", "jewel"):
        return own.letter if delta_e2000(own.letter, body) > 20 else own.spark
    if name == "wings":
        return mix(WHITE, body, 0.12)
    pool = [c for c in (own.second, own.third, own.spark, own.body) if delta_e2000(c, body) > 18] or [WHITE]
    if name in ("laurel", "tails"):
        return pool[0]
    return mix(pool[-1], WHITE, 0.55) if worn.has("aura") else pool[-1]


def stud_colour(sheet: Sheet, own: Inks, worn: Rank) -> RGB:
    """The kit colour that stands out most from the base."""
    body = climb(sheet, own, worn)
    return max((c for c in ranked(sheet) if sheet.roles.is_exact(c)), key=lambda c: delta_e2000(c, body))


def ink_on(own: Inks, body: RGB) -> RGB:
    return max((own.rim, WHITE), key=lambda c: wcag(c, body))
