"""A kit as the pages show it, and the edits of its colours."""

from __future__ import annotations

from typing import TypedDict

from studio_app.features.brand_kits.types import KitFields, KitView
from studio_app.imaging import colour
from studio_app.ui import palette

MOST_PRIMARY, MOST_ACCENT = 5, 3
NAME_LIMIT, REFERENCE_LIMIT = 100, 500


class KitCard(TypedDict):
    """A kit in the list."""

    id: str
    name: str
    href: str
    colors: list[palette.Swatch]
    headline: str
    body: str
    facts: str
    is_active: bool


def card(kit: KitView) -> KitCard:
    fields = kit.fields
    fonts = dict.fromkeys((fields.headline_font, fields.body_font))
    return KitCard(
        id=str(kit.id), name=fields.name, href=f"/brand-kits/{kit.id}",
        colors=palette.swatches(fields.primary_colors, fields.accent_colors),
        headline=fields.headline_font, body=fields.body_font,
        facts=f"{', '.join(fonts)} · {'with logo' if kit.logo else 'no logo'} · version {kit.version}",
        is_active=kit.is_active,
    )


def copied(fields: KitFields) -> KitFields:
    """The fields of a copy, named so that both can be told apart."""
    name = f"{fields.name[: NAME_LIMIT - 5]} copy"
    return KitFields(
        name, fields.primary_colors, fields.accent_colors, fields.headline_font, fields.body_font, fields.tone,
        fields.style_reference,
    )


def another(colours: list[str]) -> str:
    """A colour that the kit does not have yet: the last one, turned around the wheel until it is new."""
    start = colour.from_hex(colours[-1] if colours else "#7C3AED")
    lightness = min(0.8, max(0.45, colour.oklch(start)[0]))
    for step in range(1, 24):
        made = colour.to_hex(colour.from_oklch(lightness, 0.15, colour.oklch(start)[2] + 52 * step)).upper()
        if made not in colours:
            return made
    return "#FFFFFF"


def moved(colours: list[str], index: int, step: int) -> list[str]:
    """`colours` with the one at `index` moved by `step`; unchanged at an end."""
    to = index + step
    if not (0 <= index < len(colours) and 0 <= to < len(colours)):
        return colours
    changed = [*colours]
    changed.insert(to, changed.pop(index))
    return changed


def changes(old: KitFields, new: KitFields) -> list[str]:
    """What differs, in words for people: "Rose changed", "Tone changed"."""
    said = [*_colour_changes(old, new)]
    for label, before, after in (
        ("Name", old.name, new.name.strip()),
        ("Title font", old.headline_font, new.headline_font),
        ("Label font", old.body_font, new.body_font),
        ("Tone", old.tone, new.tone),
        ("Style reference", old.style_reference, new.style_reference.strip()),
    ):
        if before != after:
            said.append(f"{label} changed")
    return said


def _colour_changes(old: KitFields, new: KitFields) -> list[str]:
    if (old.primary_colors, old.accent_colors) == (new.primary_colors, new.accent_colors):
        return []
    gone = [hex_ for hex_ in old.colors if hex_ not in new.colors]
    come = [hex_ for hex_ in new.colors if hex_ not in old.colors]
    if len(old.colors) == len(new.colors) and gone:
        return [f"{palette.name_of(hex_)} changed" for hex_ in gone]
    if not come and not gone:
        return ["Order of colours changed"]
    return [_counted(hexes, verb) for hexes, verb in ((come, "added"), (gone, "removed")) if hexes]


def _counted(hexes: list[str], verb: str) -> str:
    return f"{palette.name_of(hexes[0])} {verb}" if len(hexes) == 1 else f"{len(hexes)} colours {verb}"
