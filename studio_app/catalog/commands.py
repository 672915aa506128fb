"""The words with which people change a picture, read once from `commands.toml`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from studio_app.catalog.fonts import FONTS
from studio_app.catalog.tables import read

Kind = Literal[
    "verb", "pronoun", "filler", "negation", "hide", "show", "separator", "amount", "target", "step", "layout", "color",
    "font",
]
ART = "art"  # the target that is the picture as a whole
_LISTS: dict[str, Kind] = {
    "verbs": "verb", "pronouns": "pronoun", "fillers": "filler", "negations": "negation", "hide": "hide",
    "show": "show", "separators": "separator",
}


@dataclass(frozen=True, slots=True)
class Target:
    """`id` is a part of the edits, or `art`."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Step:
    """A change of a number: multiplied, added to or replaced. With `of` it is a field of one of these targets, and
    `said` goes on after the target's label; without, it is one of the whole picture. `color` is the role that words
    take instead when the step is said of them."""

    said: str
    field: str
    color: str = ""
    of: tuple[str, ...] = ()
    times: float = 1.0
    plus: float = 0.0
    set: float | None = None


@dataclass(frozen=True, slots=True)
class ColorWord:
    """A role of the kit's colours, or `#rrggbb` when there is none."""

    role: str = ""
    hex: str = ""


Meaning = Target | Step | ColorWord | float | str | None


@dataclass(frozen=True, slots=True)
class Word:
    """What one word or phrase is, and what it stands for: the factor of an amount, the family of a font."""

    kind: Kind
    meaning: Meaning = None


def _meanings(content: dict[str, Any]) -> Iterator[tuple[str, Word]]:
    for name, kind in _LISTS.items():
        yield from ((word, Word(kind)) for word in content[name])
    for entry in content["amount"]:
        yield from ((word, Word("amount", entry["times"])) for word in entry["words"])
    for entry in content["target"]:
        yield from ((word, Word("target", Target(entry["id"], entry["label"]))) for word in entry["words"])
    for entry in content["step"]:
        own = {name: value for name, value in entry.items() if name != "words"}
        step = Step(**{**own, "of": tuple(entry.get("of", ()))})
        yield from ((word, Word("step", step)) for word in entry["words"])
    for entry in content["layout"]:
        yield from ((word, Word("layout")) for word in entry["words"])
    for entry in content["color"]:
        color = ColorWord(entry.get("role", ""), entry.get("hex", ""))
        yield from ((word, Word("color", color)) for word in entry["words"])
    for entry in content["font"]:
        yield from ((word, Word("font", entry["family"])) for word in entry["words"])
    yield from ((family.lower(), Word("font", family)) for family in FONTS)


def _vocabulary(content: dict[str, Any]) -> dict[str, Word]:
    found: dict[str, Word] = {}
    for word, meaning in _meanings(content):
        if word in found:
            raise ValueError(f"commands.toml: {word!r} stands there twice")
        found[word] = meaning
    return found


_CONTENT = read("commands.toml")
VOCABULARY: dict[str, Word] = _vocabulary(_CONTENT)
TARGETS: tuple[Target, ...] = tuple(Target(entry["id"], entry["label"]) for entry in _CONTENT["target"])
VAGUE: tuple[str, ...] = tuple(_CONTENT["vague"])
UNDO = frozenset(_CONTENT["undo"])
LIMITS: dict[str, tuple[float, float]] = {name: (low, high) for name, (low, high) in _CONTENT["limits"].items()}
