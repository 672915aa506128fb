"""Colours beyond the palette, and the levels of type, as the browser edits them."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any, Final, TypedDict

import reflex as rx

from studio_app.catalog.fonts import FONTS
from studio_app.core.text import clean_line
from studio_app.features.brand_kits.types import Face, Gradient, GradientStop, KitDetails, NamedColor, Typography
from studio_app.ui import palette

# Of each list: how many the page lets be made. What does not fit is said by the kit's own rules at saving.
GROUPS: Final = {"secondary": 5, "neutral": 5}
MOST_GRADIENTS, MOST_STOPS = 3, 10
NAME_LIMIT, USAGE_LIMIT = 50, 200
LEVELS: Final = {
    "display": "Display", "headline": "Titles", "subheadline": "Subtitles", "body": "Labels", "caption": "Captions",
    "accent": "Accents",
}  # fmt: skip
OWN_FONTS: Final = ("headline", "body")  # chosen above on the page; here only how heavy they are
WEIGHTS: Final = tuple(range(100, 901, 100))


class More(TypedDict):
    """`secondary` and `neutral` are {hex, name, usage}; `gradients` {name, type, angle, stops: [{color, position}]}."""

    secondary: list[dict[str, str]]
    neutral: list[dict[str, str]]
    gradients: list[dict[str, Any]]


class Level(TypedDict):
    """`family` is empty where the level has no face of its own."""

    family: str
    weight: int
    style: str


EMPTY: Final = More(secondary=[], neutral=[], gradients=[])


def shown_colours(details: KitDetails) -> More:
    def group(colours: tuple[NamedColor, ...]) -> list[dict[str, str]]:
        return [{"hex": colour.hex, "name": colour.name, "usage": colour.usage} for colour in colours]

    colours = details.colors
    gradients = [
        {"name": found.name, "type": found.type, "angle": found.angle,
         "stops": [{"color": stop.color, "position": stop.position} for stop in found.stops]}
        for found in colours.gradients
    ]
    return More(secondary=group(colours.secondary), neutral=group(colours.neutral), gradients=gradients)


def shown_levels(details: KitDetails) -> dict[str, Level]:
    faces = {name: getattr(details.typography, name) or Face("") for name in LEVELS}
    return {name: Level(family=face.family, weight=face.weight, style=face.style) for name, face in faces.items()}


def read_colours(value: object) -> More:
    """What a browser sent, in the right shape; whoever calls the handler may send anything."""
    sent = value if isinstance(value, dict) else {}
    return More(
        **{name: [_colour(each) for each in _list(sent.get(name), most)] for name, most in GROUPS.items()},
        gradients=[_gradient(each) for each in _list(sent.get("gradients"), MOST_GRADIENTS)],
    )  # type: ignore[typeddict-item]


def read_levels(value: object) -> dict[str, Level]:
    sent = value if isinstance(value, dict) else {}
    return {name: _level(sent.get(name)) for name in LEVELS}


def meant(more: More, levels: dict[str, Level], old: KitDetails) -> KitDetails:
    """`old` with these colours and levels; the kit's own colours and families stay as they are."""
    def group(name: str) -> tuple[NamedColor, ...]:
        return tuple(NamedColor(each["hex"], each["name"], each["usage"]) for each in more[name])  # type: ignore[literal-required]

    gradients = tuple(
        Gradient(each["name"], each["type"], each["angle"],
                 tuple(GradientStop(stop["color"], stop["position"]) for stop in each["stops"]))
        for each in more["gradients"]
    )
    faces = {name: _face(level, getattr(old.typography, name) if name in OWN_FONTS else None)
             for name, level in levels.items()}
    colours = replace(old.colors, secondary=group("secondary"), neutral=group("neutral"), gradients=gradients)
    return replace(old, colors=colours, typography=Typography(**faces))


def changed(old: KitDetails, new: KitDetails) -> list[str]:
    """What differs, in words for people."""
    parts = (("More colours", old.colors, new.colors), ("Type levels", old.typography, new.typography))
    return [f"{label} changed" for label, before, after in parts if before != after]


def _face(level: Level, own: Face | None) -> Face | None:
    family = own.family if own else level["family"]
    return Face(family, level["weight"], "italic" if level["style"] == "italic" else "normal") if family else None


def _colour(value: Any) -> dict[str, str]:
    sent = value if isinstance(value, dict) else {}
    return {"hex": palette.a_colour(sent.get("hex")) or "#000000", "name": _line(sent.get("name"), NAME_LIMIT),
            "usage": _line(sent.get("usage"), USAGE_LIMIT)}


def _gradient(value: Any) -> dict[str, Any]:
    sent = value if isinstance(value, dict) else {}
    stops = [each if isinstance(each, dict) else {} for each in _list(sent.get("stops"), MOST_STOPS)]
    return {
        "name": _line(sent.get("name"), NAME_LIMIT), "type": "radial" if sent.get("type") == "radial" else "linear",
        "angle": _number(sent.get("angle")),
        "stops": [{"color": palette.a_colour(stop.get("color")) or "#000000", "position": _number(stop.get("position"))}
                  for stop in stops],
    }


def _level(value: Any) -> Level:
    sent = value if isinstance(value, dict) else {}
    family, weight = sent.get("family"), sent.get("weight")
    return Level(
        family=family if isinstance(family, str) and family in FONTS else "",
        weight=weight if isinstance(weight, int) and weight in WEIGHTS else 400,
        style="italic" if sent.get("style") == "italic" else "normal",
    )


def _list(value: object, most: int) -> list[Any]:
    return value[:most] if isinstance(value, list) else []


def _line(value: object, most: int) -> str:
    return clean_line(value[: 4 * most], most) if isinstance(value, str) else ""


def _number(value: object) -> float:
    """One that no rule takes where there is none."""
    good = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and abs(value) < 1e6
    return float(value) if good else -1.0  # type: ignore[arg-type]


class Extras(rx.State, mixin=True):
    """For the state of the kit's page, which has `errors`."""

    more: More = EMPTY
    levels: dict[str, Level] = {}

    @rx.event
    async def put_colours(self, value: dict) -> None:
        self.more = read_colours(value)
        self.errors = {name: text for name, text in self.errors.items() if name not in (*GROUPS, "gradients")}

    @rx.event
    async def put_levels(self, value: dict) -> None:
        self.levels = read_levels(value)
        self.errors = {name: text for name, text in self.errors.items() if name not in LEVELS}
