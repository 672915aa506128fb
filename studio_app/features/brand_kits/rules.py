"""Pure decisions about brand kits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields as parts_of
from dataclasses import replace
from typing import Final

from studio_app.catalog.fonts import FONTS
from studio_app.catalog.tones import TONES
from studio_app.core.errors import ValidationFailed
from studio_app.core.text import clean_line
from studio_app.features.brand_kits.types import (
    Colors,
    Face,
    Gradient,
    GradientStop,
    Guidelines,
    KitDetails,
    KitFields,
    NamedColor,
    Typography,
    Voice,
)

MAX_KITS = 50
NAME_LIMIT = 100
REFERENCE_LIMIT = 500
TRASH_DAYS = 30
MOST_VERSIONS = 100
VOICE_TONES: Final = (*TONES, "inspirational", "edgy", "wholesome")
WEIGHTS: Final = tuple(range(100, 901, 100))
COLOR_GROUPS: Final = {"primary": 5, "secondary": 5, "accent": 3, "neutral": 5}
MOST_GRADIENTS: Final = 3
STOPS: Final = (2, 10)
# Of each list of words: how many, and how long each may be.
WORD_LISTS: Final = {"personality_traits": (5, 30), "catchphrases": (10, 50), "content_themes": (5, 30)}
RULE_LIST: Final = (10, 100)
TAGLINE, NAME, USAGE, STYLE = 100, 50, 200, 500
NUMBERS: Final = {
    "logo_min_size_px": (16, 512),
    "logo_clear_space_ratio": (0.1, 1.0),
    "primary_color_ratio": (0, 100),
    "secondary_color_ratio": (0, 100),
    "accent_color_ratio": (0, 100),
}
# How the kit's own fonts are set unless somebody chose otherwise.
_HEADLINE, _BODY = Face("", 800), Face("", 400)
_HEX = re.compile(r"#[0-9A-Fa-f]{6}")
Problems = dict[str, list[dict[str, str]]]


def is_valid_hex(color: object) -> bool:
    """Six hexadecimal digits after `#`: the one form that every platform and file reads alike."""
    return isinstance(color, str) and _HEX.fullmatch(color) is not None


def by_field(pairs: Iterable[tuple[str, str]]) -> Problems:
    found: Problems = {}
    for name, message in pairs:
        found.setdefault(name, []).append({"message": message})
    return found


def require(problems: Problems) -> None:
    """Raise `ValidationFailed` that names every field with a problem."""
    if problems:
        first = next(iter(problems.values()))[0]["message"]
        raise ValidationFailed(first, details={"fields": problems})


def problems(fields: KitFields) -> Problems:
    """What is wrong with `fields`, by field name; empty when nothing is."""
    return by_field(_field_problems(fields))


def _field_problems(fields: KitFields) -> Iterator[tuple[str, str]]:
    if not 1 <= len(clean_line(fields.name, NAME_LIMIT + 1)) <= NAME_LIMIT:
        yield "name", "Give the kit a name of 1 to 100 characters."
    if not 1 <= len(fields.primary_colors) <= 5:
        yield "primary_colors", "Choose 1 to 5 primary colours."
    if len(fields.accent_colors) > 3:
        yield "accent_colors", "Choose at most 3 accent colours."
    for name, colors in (("primary_colors", fields.primary_colors), ("accent_colors", fields.accent_colors)):
        for color in colors:
            if not is_valid_hex(color):
                yield name, _not_a_colour(str(color))
    for name, family in (("headline", fields.headline_font), ("body", fields.body_font)):
        if family not in FONTS:
            yield "fonts", f"We do not have {family[:40]!r} for {name}. Choose one of: {', '.join(sorted(FONTS))}."
    if fields.tone not in TONES:
        yield "tone", f"Choose one of: {', '.join(TONES)}."
    if len(fields.style_reference) > REFERENCE_LIMIT:
        yield "style_reference", "Use at most 500 characters."


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


def detailed(fields: KitFields, stored: KitDetails) -> KitDetails:
    """`stored` with the kit's own colours, fonts and tone in it, which the fields alone decide."""
    colors, typography, voice = stored.colors, stored.typography, stored.voice
    named = {color.hex: color for color in (*colors.accent, *colors.primary)}

    def group(hexes: Sequence[str]) -> tuple[NamedColor, ...]:
        return tuple(named.get(hex_, NamedColor(hex_)) for hex_ in hexes)

    return replace(
        stored,
        colors=replace(colors, primary=group(fields.primary_colors), accent=group(fields.accent_colors)),
        typography=replace(
            typography,
            headline=replace(typography.headline or _HEADLINE, family=fields.headline_font),
            body=replace(typography.body or _BODY, family=fields.body_font),
        ),
        voice=replace(voice, tone=voice.tone or fields.tone),
    )


def founded(fields: KitFields, details: KitDetails) -> KitFields:
    """`fields` with the colours, fonts and tone that `details` give the kit; what they leave open stays."""
    colors, typography, tone = details.colors, details.typography, details.voice.tone
    return replace(
        fields,
        primary_colors=tuple(color.hex for color in colors.primary) or fields.primary_colors,
        accent_colors=tuple(color.hex for color in colors.accent),
        headline_font=typography.headline.family if typography.headline else fields.headline_font,
        body_font=typography.body.family if typography.body else fields.body_font,
        tone=tone if tone in TONES else fields.tone,
    )


def storable(details: KitDetails) -> KitDetails:
    """Without what the fields decide, so that it follows the kit: the reverse of `detailed`."""
    colors, typography, voice = details.colors, details.typography, details.voice
    primary, accent = (
        tuple(color for color in group if color.name or color.usage) for group in (colors.primary, colors.accent)
    )
    return replace(
        details,
        colors=replace(colors, primary=primary, accent=accent),
        typography=replace(
            typography, headline=_nameless(typography.headline, _HEADLINE), body=_nameless(typography.body, _BODY)
        ),
        voice=replace(voice, tone="" if voice.tone in TONES else voice.tone),
    )


def _nameless(face: Face | None, default: Face) -> Face | None:
    stored = replace(face, family="") if face else default
    return None if stored == default else stored


def following(details: KitDetails, old: KitFields, new: KitFields) -> KitDetails:
    """`details` after an edit of the fields: whoever chooses a new tone means the voice as well."""
    return details if old.tone == new.tone else replace(details, voice=replace(details.voice, tone=""))


def normalise_details(details: KitDetails) -> KitDetails:
    """One spelling for equal details: clean texts without repeats, upper-case colours. Nothing is cut off."""
    colors, voice, rules = details.colors, details.voice, details.guidelines
    return KitDetails(
        Colors(
            **{name: _distinct_named(getattr(colors, name)) for name in COLOR_GROUPS},
            gradients=tuple(_gradient(gradient) for gradient in colors.gradients),
        ),
        details.typography,
        Voice(voice.tone, tagline=_line(voice.tagline), **{name: _words(getattr(voice, name)) for name in WORD_LISTS}),
        replace(
            rules, prohibited_modifications=_words(rules.prohibited_modifications),
            style_do=_line(rules.style_do), style_dont=_line(rules.style_dont),
        ),
    )


def detail_problems(details: KitDetails) -> Iterator[tuple[str, str]]:
    """What is wrong with cleaned `details`, as pairs of a field's path and a sentence."""
    for name, most in COLOR_GROUPS.items():
        yield from _color_problems(name, getattr(details.colors, name), most)
    yield from _gradient_problems(details.colors.gradients)
    yield from _typography_problems(details.typography)
    yield from _voice_problems(details.voice)
    yield from _guideline_problems(details.guidelines)


def _color_problems(group: str, colors: Sequence[NamedColor], most: int) -> Iterator[tuple[str, str]]:
    if len(colors) > most:
        yield group, f"Choose at most {most} colours."
    for at, color in enumerate(colors):
        if not is_valid_hex(color.hex):
            yield f"{group}.{at}.hex", _not_a_colour(color.hex)
        yield from _too_long(f"{group}.{at}.name", color.name, NAME)
        yield from _too_long(f"{group}.{at}.usage", color.usage, USAGE)


def _gradient_problems(gradients: Sequence[Gradient]) -> Iterator[tuple[str, str]]:
    if len(gradients) > MOST_GRADIENTS:
        yield "gradients", f"Keep at most {MOST_GRADIENTS} gradients."
    for at, gradient in enumerate(gradients):
        path = f"gradients.{at}"
        yield from _too_long(f"{path}.name", gradient.name, NAME)
        if not 0 <= gradient.angle <= 360:
            yield f"{path}.angle", "Give an angle of 0 to 360 degrees."
        if not STOPS[0] <= len(gradient.stops) <= STOPS[1]:
            yield f"{path}.stops", f"A gradient has {STOPS[0]} to {STOPS[1]} stops."
        places = [stop.position for stop in gradient.stops]
        if places != sorted(places) or not all(0 <= place <= 100 for place in places):
            yield f"{path}.stops", "Give the stops in order, each at 0 to 100 percent."
        for number, stop in enumerate(gradient.stops):
            if not is_valid_hex(stop.color):
                yield f"{path}.stops.{number}.color", _not_a_colour(stop.color)


def _typography_problems(typography: Typography) -> Iterator[tuple[str, str]]:
    for level in (part.name for part in parts_of(Typography)):
        face: Face | None = getattr(typography, level)
        if face is None:
            continue
        if face.family not in FONTS:
            yield f"{level}.family", f"We do not have {face.family[:40]!r}. Choose one of: {', '.join(sorted(FONTS))}."
        if face.weight not in WEIGHTS:
            yield f"{level}.weight", "Choose a weight of 100, 200 and so on to 900."


def _voice_problems(voice: Voice) -> Iterator[tuple[str, str]]:
    if voice.tone and voice.tone not in VOICE_TONES:
        yield "tone", f"Choose one of: {', '.join(VOICE_TONES)}."
    yield from _too_long("tagline", voice.tagline, TAGLINE)
    for name, (most, limit) in WORD_LISTS.items():
        yield from _list_problems(name, getattr(voice, name), most, limit)


def _guideline_problems(guidelines: Guidelines) -> Iterator[tuple[str, str]]:
    for name, (low, high) in NUMBERS.items():
        if not low <= getattr(guidelines, name) <= high:
            yield name, f"Give a number from {low} to {high}."
    if guidelines.primary_color_ratio + guidelines.secondary_color_ratio + guidelines.accent_color_ratio > 100.001:
        yield "primary_color_ratio", "The three shares of colour come to more than 100 percent."
    yield from _list_problems("prohibited_modifications", guidelines.prohibited_modifications, *RULE_LIST)
    yield from _too_long("style_do", guidelines.style_do, STYLE)
    yield from _too_long("style_dont", guidelines.style_dont, STYLE)


def _list_problems(name: str, entries: Sequence[str], most: int, limit: int) -> Iterator[tuple[str, str]]:
    if len(entries) > most:
        yield name, f"Keep at most {most}."
    for at, entry in enumerate(entries):
        yield from _too_long(f"{name}.{at}", entry, limit)


def _too_long(path: str, text: str, limit: int) -> Iterator[tuple[str, str]]:
    if len(text) > limit:
        yield path, f"Use at most {limit} characters."


def _not_a_colour(text: str) -> str:
    return f"{text[:20]!r} is not a colour. Write it as #RRGGBB, for example #7C3AED."


def _line(text: str) -> str:
    return clean_line(text, len(text))


def _words(entries: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for line in map(_line, entries) if line))


def _distinct_named(colors: Sequence[NamedColor]) -> tuple[NamedColor, ...]:
    """Each colour once, where it stood first."""
    found: dict[str, NamedColor] = {}
    for color in colors:
        hex_ = color.hex.strip().upper()
        found.setdefault(hex_, NamedColor(hex_, _line(color.name), _line(color.usage)))
    return tuple(found.values())


def _gradient(gradient: Gradient) -> Gradient:
    stops = tuple(GradientStop(stop.color.strip().upper(), stop.position) for stop in gradient.stops)
    return replace(gradient, name=_line(gradient.name), stops=stops)
