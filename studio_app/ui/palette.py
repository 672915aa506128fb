"""What the pages say about colours: their names, which words carry on which ground, and how well."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypedDict

from studio_app.imaging import colour

ANY_TEXT, LARGE_TEXT = 4.5, 3.0  # WCAG 2.x, 1.4.3
_DARK, _LIGHT = "#0B0D10", "#FFFFFF"
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
_HUES = (
    (18, "Rose"), (42, "Red"), (72, "Orange"), (105, "Gold"), (132, "Lime"), (165, "Green"), (192, "Teal"),
    (225, "Cyan"), (272, "Blue"), (304, "Violet"), (328, "Purple"), (348, "Magenta"), (360, "Rose"),
)  # fmt: skip


class Swatch(TypedDict):
    """A colour of a kit; `on` is black or white, whichever reads better on it."""

    hex: str
    name: str
    role: str
    on: str


class Pair(TypedDict):
    """Words in `ink` on `ground`; `on` always reads there. `grade` is "any", "large" or "no"."""

    ink: str
    ground: str
    on: str
    name: str
    ratio: str
    grade: str
    label: str


class Row(TypedDict):
    """One ink on every ground of the kit; on itself `grade` is "self"."""

    hex: str
    name: str
    cells: list[Pair]


def a_colour(value: object) -> str | None:
    """`value` as `#RRGGBB` in capitals; None for anything else."""
    return value.upper() if isinstance(value, str) and _HEX.fullmatch(value) else None


def colours_of(values: object, most: int) -> list[str]:
    """The valid and distinct colours among at most 20 `values`, whatever was sent."""
    found = [a_colour(value) for value in values[:20]] if isinstance(values, list) else []
    return list(dict.fromkeys(hex_ for hex_ in found if hex_))[:most]


def name_of(hex_: str) -> str:
    lightness, chroma, hue = colour.oklch(colour.from_hex(hex_))
    if lightness < 0.24 or (chroma < 0.035 and lightness < 0.32):
        return "Ink"
    if lightness > 0.955 or (chroma < 0.035 and lightness > 0.9):
        return "Paper"
    if chroma < 0.035:
        return "Grey" if lightness < 0.7 else "Silver"
    hued = next(name for limit, name in _HUES if hue <= limit)
    if lightness < 0.4:
        return f"Deep {hued.lower()}"
    return f"Pale {hued.lower()}" if chroma < 0.07 else hued


def names_of(colours: Sequence[str]) -> list[str]:
    """A name for each, numbered where two are called alike."""
    names: list[str] = []
    seen: dict[str, int] = {}
    for hex_ in colours:
        name = name_of(hex_)
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name} {seen[name]}")
    return names


def reading(ground: str) -> str:
    return max((_DARK, _LIGHT), key=lambda ink: ratio(ink, ground))


def ratio(ink: str, ground: str) -> float:
    return colour.wcag(colour.from_hex(ink), colour.from_hex(ground))


def grade(value: float) -> str:
    return "any" if value >= ANY_TEXT else "large" if value >= LARGE_TEXT else "no"


def figure(value: float) -> str:
    """Cut, not rounded: 4.46 must not read as the 4.5 that it misses."""
    return f"{int(value * 10) / 10:.1f}"


def swatches(primary: Sequence[str], accent: Sequence[str]) -> list[Swatch]:
    colours = [*primary, *accent]
    roles = [f"Primary {n}" for n in range(1, len(primary) + 1)] + [f"Accent {n}" for n in range(1, len(accent) + 1)]
    return [
        Swatch(hex=hex_, name=name, role=role, on=reading(hex_))
        for hex_, name, role in zip(colours, names_of(colours), roles, strict=True)
    ]


def matrix(colours: Sequence[str]) -> list[Row]:
    """Every colour as words on every other."""
    names = names_of(colours)
    return [
        Row(hex=ink, name=name, cells=[
            _pair(ink, ground, name, other, same=(row == column))
            for column, (ground, other) in enumerate(zip(colours, names, strict=True))
        ])
        for row, (ink, name) in enumerate(zip(colours, names, strict=True))
    ]  # fmt: skip


def best_pairs(colours: Sequence[str], most: int = 4) -> list[Pair]:
    """For each ground what reads best on it: a colour of the kit, and white or black where none carries any text."""
    names = dict(zip(colours, names_of(colours), strict=True))
    found: list[Pair] = []
    for ground, name in names.items():
        best = max((ink for ink in names if ink != ground), key=lambda ink: ratio(ink, ground), default=None)
        if best and ratio(best, ground) >= LARGE_TEXT:
            found.append(_pair(best, ground, names[best], name))
        if best is None or ratio(best, ground) < ANY_TEXT:
            neutral = reading(ground)
            found.append(_pair(neutral, ground, "White" if neutral == _LIGHT else "Black", name))
    return sorted(found, key=lambda pair: -ratio(pair["ink"], pair["ground"]))[:most]


def _pair(ink: str, ground: str, ink_name: str, ground_name: str, *, same: bool = False) -> Pair:
    value = ratio(ink, ground)
    level = "self" if same else grade(value)
    meaning = {"any": "carries any text", "large": "large titles only", "no": "unsafe", "self": "itself"}[level]
    name = f"{ink_name} on {ground_name}"
    return Pair(ink=ink, ground=ground, on=reading(ground), name=name, ratio=figure(value), grade=level,
                label=f"{name}: {figure(value)} to 1, {meaning}")
