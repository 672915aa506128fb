"""What a form is asked for: the names of its fields, and which kind of lines it takes."""

from __future__ import annotations

from typing import Literal, TypedDict

from studio_app.catalog.asset_types import Form
from studio_app.catalog.expressions import EXPRESSIONS, expression_of
from studio_app.catalog.ladders import LADDERS
from studio_app.features.generation.service import GenerationService

# `points` are set beside a number, `labels` over the places of an end screen, `events` are "what: who", `days` rows of
# a week, `steps` one step of a badge ladder, `faces` one expression.
Kind = Literal["points", "labels", "events", "days", "steps", "faces"]


class Words(TypedDict):
    """A field of words, `rows` high. `few` is the most words that read at a glance, `letters` the most letters; 0 is
    no advice."""

    label: str
    placeholder: str
    optional: bool
    rows: int
    few: int
    letters: int


class Asked(TypedDict):
    """`second` is the line below the title, None where there is no room for one; `items` is empty for no lines."""

    title: Words
    second: Words | None
    idea: str
    items: Kind | Literal[""]
    most: int
    hooks: bool


def _words(
    label: str, placeholder: str = "", *, optional: bool = False, rows: int = 1, few: int = 0, letters: int = 0
) -> Words:
    return Words(label=label, placeholder=placeholder, optional=optional, rows=rows, few=few, letters=letters)


def _asked(
    title: Words, second: str = "", *, idea: str = "What it is about, and the mood", items: Kind | Literal[""] = "",
    most: int = 0, hooks: bool = False,
) -> Asked:  # fmt: skip
    below = _words("Second line", second, optional=True) if second else None
    return Asked(title=title, second=below, idea=idea, items=items, most=most, hooks=hooks)


_PICTURE = _words("Words on the picture", "What should be read first?", rows=2, few=7)
_POSTER = _words("Words on the picture", "What should be read first?", rows=2)
_THING = "What it shows: a fox, a crown, a cup of tea"
_LETTERS = "Letters on it"

# A placeholder that is missing is the wording that the asset type has for a title nobody gave.
FORMS: dict[Form, Asked] = {
    "thumbnail": _asked(_PICTURE, "One detail more", items="points", most=4, hooks=True),
    "clip_cover": _asked(_PICTURE, "Who, or in which game", hooks=True),
    "story": _asked(_POSTER, "When and where", hooks=True),
    "post": _asked(_POSTER, "When and where", hooks=True),
    "banner": _asked(_words("Name or promise", "Your channel’s name", rows=2), "What you play, and when"),
    "overlay": _asked(_words("Name on the plate", "Your channel’s name"), "What you play", items="events", most=3),
    "webcam": _asked(_words("Name on the frame", "Your name", optional=True), "@yourname"),
    "label": _asked(_words("Words that lead the bar"), items="events", most=4),
    "alert": _asked(_words("What happened"), "A name, such as dex_77"),
    "chat": _asked(_words("Heading")),
    "scene": _asked(_words("What the screen says"), "Back in five minutes"),
    "stinger": _asked(_words("Words on it", "Your name", optional=True), "@yourname"),
    "schedule": _asked(_words("Heading"), "All times in CET", items="days", most=7),
    "end_screen": _asked(_words("Heading"), "A new video every Friday", items="labels", most=4),
    "emote": _asked(_words(_LETTERS, "GG", optional=True, letters=5), items="faces", idea=_THING),
    "badge": _asked(_words(_LETTERS, "VIP", optional=True, letters=3), items="steps", idea=_THING),
    "panel": _asked(_words("What the panel says")),
    "avatar": _asked(_words(_LETTERS, "N", optional=True, letters=3), idea=_THING),
    "icon": _asked(_words(_LETTERS, "N", optional=True, letters=3), idea=_THING),
}

# Of the styles that read more out of the words than others.
STYLE_TIPS: dict[str, str] = {
    "versus": "Write “A vs B”, and each side gets its half.",
    "list": "Put a number into the words, such as “5 mistakes”, and it is set large, with your lines beside it.",
}


class Choice(TypedDict):
    """`item` is the line that is sent for it."""

    item: str
    label: str


def _step_choices(ident: str) -> list[Choice]:
    ladder = LADDERS[ident]
    labels = [ladder.step_label(at) for at in range(len(ladder.steps))]
    if ident != "bits":
        return [Choice(item=label, label=label) for label in labels]
    return [Choice(item=label, label=f"{label} bit" if label == "1" else f"{label} bits") for label in labels]


def _face(expression: str) -> Choice:
    """The first word that asks for the expression and for nothing else."""
    telling = next(word for word in (expression, *EXPRESSIONS[expression]) if expression_of(word) == expression)
    return Choice(item=telling, label=expression.capitalize())


LADDER_STEPS: dict[str, list[Choice]] = {ident: _step_choices(ident) for ident in LADDERS}
FACES: list[Choice] = [_face(expression) for expression in EXPRESSIONS]

LIMITS: dict[str, int] = {
    "title": GenerationService.title_limit, "idea": GenerationService.idea_limit, "game": 120, "second": 140,
    "lines": 8, "line": 80, "pictures": 8,
}  # fmt: skip
