"""What a person changed about a picture after it was made: plain values over a brief, applied by the renderer.

Shares are of the asset's width (`dx`) or height (`dy`); scales are factors. Everything has a neutral value, and only
what differs from it is stored.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from studio_app.catalog.fonts import FONTS
from studio_app.core.errors import StudioError
from studio_app.core.text import clean_line

COLOR_ROLES = ("auto", "white", "ink", "paper", "night", "primary", "secondary", "accent")
LOGO_TYPES = ("default", "primary", "secondary", "icon", "monochrome", "watermark")
KIT_FONT = "kit"
TEXT_LIMIT = 140
_NAME = re.compile(r"[a-z0-9_-]{0,60}")
MOST_LINES, LINE_LIMIT = 8, 80
_LIMITS: dict[str, tuple[float, float]] = {
    "dx": (-1.0, 1.0), "dy": (-1.0, 1.0), "scale": (0.3, 3.0), "x": (0.0, 1.0), "y": (0.0, 1.0), "zoom": (1.0, 4.0),
    "backdrop": (0.0, 2.0), "outline": (0.0, 1.0), "vivid": (0.0, 2.0), "light": (0.5, 1.5), "layout": (0, 11),
}


class EditRejected(StudioError):
    code, status = "EDIT_REJECTED", 422
    message = "That change cannot be made."


@dataclass(frozen=True, slots=True)
class WordsEdit:
    """Of one block of words. None keeps what the brief says; `color` is a role, `font` a family or `kit`."""

    text: str | None = None
    dx: float = 0.0
    dy: float = 0.0
    scale: float = 1.0
    color: str = "auto"
    font: str = KIT_FONT


@dataclass(frozen=True, slots=True)
class LogoEdit:
    visible: bool = True
    type: str = "default"
    dx: float = 0.0
    dy: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class HeroEdit:
    """Of the motif or photo. An empty `motif` keeps the brief's."""

    motif: str = ""
    dx: float = 0.0
    dy: float = 0.0
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Crop:
    """The part of the art that is shown: `zoom` times enlarged about the point (`x`, `y`) in shares."""

    x: float = 0.5
    y: float = 0.5
    zoom: float = 1.0


@dataclass(frozen=True, slots=True)
class Edits:
    """`backdrop` scales the darkening behind words, `outline` thickens their rim, `vivid` and `light` are the art's
    saturation and contrast, `layout` (from 0) replaces the seed's choice of composition when not None, `lines` (one
    below the other) those of a list, a schedule or labels."""

    title: WordsEdit = WordsEdit()
    tag: WordsEdit = WordsEdit()
    subtitle: WordsEdit = WordsEdit()
    logo: LogoEdit = LogoEdit()
    hero: HeroEdit = HeroEdit()
    crop: Crop = Crop()
    backdrop: float = 1.0
    outline: float = 0.0
    vivid: float = 1.0
    light: float = 1.0
    layout: int | None = None
    lines: str | None = None

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Edits:
        """From JSON; raises `EditRejected` naming the field."""
        return cls().merged(values)

    def merged(self, patch: Mapping[str, Any]) -> Edits:
        """With `patch` over it, field by field; `null` sets a field back to neutral."""
        made: Edits = _merged(self, Edits(), patch, "")
        return made

    def words(self, role: str) -> WordsEdit:
        found = getattr(self, role, None)
        return found if isinstance(found, WordsEdit) else WordsEdit()

    @property
    def art(self) -> bool:
        """Whether the painted art itself is changed."""
        return self.vivid != 1.0 or self.light != 1.0 or self.crop != Crop()

    def to_dict(self) -> dict[str, Any]:
        """JSON-able; neutral values are left out."""
        return _sparse(self, Edits())


def _sparse(value: Any, neutral: Any) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for field in fields(value):
        own, plain = getattr(value, field.name), getattr(neutral, field.name)
        if own != plain:
            result[field.name] = _sparse(own, plain) if dataclasses.is_dataclass(own) else own
    return result


def _merged(value: Any, neutral: Any, patch: Mapping[str, Any], path: str) -> Any:
    if not isinstance(patch, Mapping):
        raise _rejected(path or "edits", "This must be an object.")
    known = {field.name for field in fields(value)}
    changes: dict[str, Any] = {}
    for name, given in patch.items():
        place = f"{path}.{name}" if path else str(name)
        if name not in known:
            raise _rejected(place, f"There is no such field. Known are: {', '.join(sorted(known))}.")
        plain = getattr(neutral, name)
        if given is None:
            changes[name] = plain
        elif dataclasses.is_dataclass(plain):
            changes[name] = _merged(getattr(value, name), plain, given, place)
        else:
            changes[name] = _checked(name, given, place)
    return replace(value, **changes)


def _checked(name: str, given: Any, place: str) -> Any:
    if name in _LIMITS:
        return _number(name, given, place)
    if name == "visible":
        if not isinstance(given, bool):
            raise _rejected(place, "Say true or false.")
        return given
    if not isinstance(given, str):
        raise _rejected(place, "This must be text.")
    return _text(name, given, place)


def _number(name: str, given: Any, place: str) -> float | int:
    low, high = _LIMITS[name]
    whole = name == "layout"
    fits = isinstance(given, int if whole else (int, float)) and not isinstance(given, bool)
    if not fits or not low <= given <= high:  # no bound holds for what is not a number
        raise _rejected(place, f"Use a {'whole ' if whole else ''}number from {low:g} to {high:g}.")
    return int(given) if whole else round(float(given), 4)


def _text(name: str, given: str, place: str) -> str:
    if name == "text":
        if len(given) > TEXT_LIMIT:
            raise _rejected(place, f"Use at most {TEXT_LIMIT} characters.")
        return clean_line(given, TEXT_LIMIT)
    if name == "lines":
        return _lines(given, place)
    allowed = {
        "color": COLOR_ROLES, "type": LOGO_TYPES, "font": (KIT_FONT, *sorted(FONTS)),
    }.get(name)
    if allowed is not None and given not in allowed:
        raise _rejected(place, f"Choose one of: {', '.join(allowed)}.")
    if allowed is None and not _NAME.fullmatch(given):
        raise _rejected(place, "Use the name of a motif, as the catalogue writes it.")
    return given


def _lines(given: str, place: str) -> str:
    found = given.splitlines()
    if len(found) > 4 * MOST_LINES or any(len(line) > LINE_LIMIT for line in found):
        raise _rejected(place, f"Use at most {MOST_LINES} lines of at most {LINE_LIMIT} characters.")
    kept = [line for each in found if (line := clean_line(each, LINE_LIMIT))]
    if len(kept) > MOST_LINES:
        raise _rejected(place, f"Use at most {MOST_LINES} lines of at most {LINE_LIMIT} characters.")
    return "\n".join(kept)


def _rejected(place: str, message: str) -> EditRejected:
    return EditRejected(message, details={"fields": {place: [{"message": message}]}})
