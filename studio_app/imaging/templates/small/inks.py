"""The inks that a kit gives for small things, and their lights and shadows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from studio_app.imaging.colour import RGB, WHITE, adjust, delta_e2000, from_hex, from_oklch, mix, oklch, readable, wcag
from studio_app.imaging.templates.finish import Finish
from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.templates.small.legibility import clear
from studio_app.imaging.templates.small.manners import Manner, manner_of

# A body darker than this is seen on a dark page by its edge alone.
_DARK = 0.35
# How much less a colour may be suited than the best one and still carry a thing.
_WORSE = 0.7


@dataclass(frozen=True, slots=True)
class Shades:
    """One colour as it is and as light and shadow make it."""

    body: RGB
    lit: RGB
    dark: RGB


def shades(colour: RGB) -> Shades:
    lightness, _, hue = oklch(colour)
    # Shadows lean to blue and lights to yellow, as paint does; extremes keep room to show a form.
    lean = 8 if 20 < hue < 200 else -8
    return Shades(
        colour,
        adjust(colour, min(0.985, lightness + 0.11), turn=-lean),
        adjust(colour, max(0.10, lightness - 0.15), turn=lean, vivid=1.05),
    )


@dataclass(frozen=True, slots=True)
class Inks:
    """`body`, `second` and `third` are kit colours unchanged wherever the kit has that many; `plate` is the second one
    if the kit has it, else the body's. `edge` is light, `rim` dark; `letter` and `spark` are seen on the rim; `flesh`
    is a tongue, `water` a tear. `rounds` tells how far the kit's colours have changed places."""

    manner: Manner
    edge: RGB
    rim: RGB
    body: RGB
    second: RGB
    third: RGB
    plate: RGB
    letter: RGB
    spark: RGB
    flesh: RGB
    water: RGB
    rounds: int = 0


def _merit(colour: RGB) -> float:
    """How well a colour carries a small thing: of middle lightness and colourful."""
    lightness, chroma, _ = oklch(colour)
    return min(chroma, 0.2) * 3 - abs(lightness - 0.72) * 1.8


def ranked(sheet: Sheet) -> tuple[RGB, ...]:
    """Kit colours by how well they carry a small thing; a kit of fewer than three is filled up with derived ones."""
    roles = sheet.roles
    own = sorted((from_hex(colour) for colour in roles.exact[:5]), key=lambda c: -_merit(c))
    spare = (roles.accent, roles.secondary, roles.deep, roles.paper)
    return tuple(dict.fromkeys([*own, *spare]))[: max(3, len(own))]


def _bodies(sheet: Sheet) -> list[RGB]:
    """The kit colours that may carry a thing, the best first: all that are not much worse than it."""
    own = [colour for colour in ranked(sheet) if sheet.roles.is_exact(colour)]
    return [colour for colour in own if _merit(colour) > _merit(own[0]) - _WORSE]


def inks(sheet: Sheet, finish: Finish, rounds: int = 0) -> Inks:
    """The kit's colours for a style; with every one of `rounds` the next colour carries."""
    manner, roles = manner_of(sheet, finish), sheet.roles
    bodies = _bodies(sheet)
    body = bodies[rounds % len(bodies)]
    rest = [colour for colour in ranked(sheet) if colour != body]
    if oklch(body)[0] < _DARK:
        manner = replace(manner, edge=manner.edge + 0.018)
    second = max(rest, key=lambda c: delta_e2000(c, body))
    third = next((c for c in rest if c != second), WHITE)
    rim = adjust(roles.deep, 0.22) if manner.shade == "flat" else mix(roles.night, roles.ink, 0.5)
    edge = {"neon": adjust(_pale(second), 0.90), "print": roles.paper}.get(manner.shade, WHITE)
    bright = max((body, second), key=lambda c: wcag(c, rim))
    letter = clear(bright, rim, 6.0)
    if manner.shade in ("neon", "gloss"):
        letter = adjust(letter, max(0.84, oklch(letter)[0]))
    spark = next((c for c in (third, second) if wcag(c, rim) >= 3 and delta_e2000(c, body) > 18), readable(third, rim))
    colourful = 0.0 if roles.grey else 1.0
    return Inks(
        manner, edge, rim, body, second, third, second if roles.is_exact(second) else body, letter, spark,
        from_oklch(0.66, 0.19 * colourful, 18), from_oklch(0.86, 0.08 * colourful, 230), rounds,
    )


def _pale(colour: RGB) -> RGB:
    _, chroma, hue = oklch(colour)
    return from_oklch(0.88, 0.0 if chroma < 0.03 else 0.13, hue)
