"""Pure decisions about brand kits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from studio_app.catalog.fonts import FONTS
from studio_app.catalog.tones import TONES
from studio_app.core.text import clean_line
from studio_app.features.brand_kits.types import KitFields

MAX_KITS = 50
NAME_LIMIT = 100
REFERENCE_LIMIT = 500
TRASH_DAYS = 30
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
Problems = dict[str, list[dict[str, str]]]


def is_valid_hex(color: object) -> bool:
    """Six hexadecimal digits after `#`: the one form that every platform and file reads alike."""
    return isinstance(color, str) and _HEX.fullmatch(color) is not None


def problems(fields: KitFields) -> Problems:
    """What is wrong with `fields`, by field name; empty when nothing is."""
    found: Problems = {}

    def note(field: str, message: str) -> None:
        found.setdefault(field, []).append({"message": message})

    if not 1 <= len(clean_line(fields.name, NAME_LIMIT + 1)) <= NAME_LIMIT:
        note("name", "Give the kit a name of 1 to 100 characters.")
    if not 1 <= len(fields.primary_colors) <= 5:
        note("primary_colors", "Choose 1 to 5 primary colours.")
    if len(fields.accent_colors) > 3:
        note("accent_colors", "Choose at most 3 accent colours.")
    for name, colors in (("primary_colors", fields.primary_colors), ("accent_colors", fields.accent_colors)):
        for color in colors:
            if not is_valid_hex(color):
                note(name, f"{str(color)[:20]!r} is not a colour. Write it as #RRGGBB, for example #7C3AED.")
    for name, family in (("headline", fields.headline_font), ("body", fields.body_font)):
        if family not in FONTS:
            note("fonts", f"We do not have {family[:40]!r} for {name}. Choose one of: {', '.join(sorted(FONTS))}.")
    if fields.tone not in TONES:
        note("tone", f"Choose one of: {', '.join(TONES)}.")
    if len(fields.style_reference) > REFERENCE_LIMIT:
        note("style_reference", "Use at most 500 characters.")
    return found


def normalise(fields: KitFields) -> KitFields:
    """One spelling for equal kits: clean texts, upper-case colours without repeats."""
    return replace(
        fields,
        name=clean_line(fields.name, NAME_LIMIT),
        primary_colors=_distinct(fields.primary_colors),
        accent_colors=_distinct(fields.accent_colors),
        style_reference=clean_line(fields.style_reference, REFERENCE_LIMIT),
    )


def _distinct(colors: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(color.upper() for color in colors))
