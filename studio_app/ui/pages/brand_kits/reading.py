"""The kit that was read from pictures, shown before it is taken over."""

from __future__ import annotations

from typing import Any, Final, TypedDict

import reflex as rx

from studio_app.catalog.tones import TONES
from studio_app.core.text import clean_line
from studio_app.ui import palette
from studio_app.ui.pages.brand_kits.cards import MOST_ACCENT, MOST_PRIMARY
from studio_app.ui.specimens import a_family

ROLES: Final = ("primary", "secondary", "accent", "background", "ink", "dominant", "support")
_CLASSES: Final = {
    "display": "a condensed display face", "sans": "a sans serif", "serif": "a serif", "hand": "a hand-drawn face",
    "pixel": "a pixel face",
}  # fmt: skip


class Found(TypedDict):
    """A colour that was found: `share` is of the area, in words."""

    hex: str
    on: str
    role: str
    share: str


class Proposal(TypedDict):
    """What was read. `primary`, `accent`, `headline`, `body` and `tone` are what "Use this" puts into the kit."""

    found: list[Found]
    primary: list[str]
    accent: list[str]
    headline: str
    headline_note: str
    body: str
    body_note: str
    source: str
    tone: str
    tone_label: str
    tone_note: str
    evidence: list[str]
    warnings: list[str]


def proposal(answer: object) -> Proposal | None:
    """The answer of the analysis, which comes by way of the browser and so may be anything."""
    read = _dict(answer)
    kit, fonts, tone = _dict(read.get("kit")), _dict(read.get("fonts")), _dict(read.get("tone"))
    found = [colour for item in _list(read.get("colors")) if (colour := _found(_dict(item)))]
    primary = palette.colours_of(kit.get("primary_colors"), MOST_PRIMARY)
    named = tone.get("tone")
    if not found or not primary or not isinstance(named, str) or named not in TONES:
        return None
    set_in = _dict(kit.get("fonts"))
    runner_up = tone.get("runner_up")
    second = f", then {TONES[runner_up].label.lower()}" if isinstance(runner_up, str) and runner_up in TONES else ""
    return Proposal(
        found=found, primary=primary,
        accent=[hex_ for hex_ in palette.colours_of(kit.get("accent_colors"), MOST_ACCENT) if hex_ not in primary],
        headline=a_family(set_in.get("headline")) or "Anton", headline_note=_font_note(fonts.get("headline")),
        body=a_family(set_in.get("body")) or "Montserrat", body_note=_font_note(fonts.get("body")),
        source=clean_line(str(kit.get("extracted_from") or "pictures")[:400], 100),
        tone=named, tone_label=TONES[named].label, tone_note=f"{_percent(tone.get('confidence'))} sure{second}",
        evidence=_sentences(tone.get("evidence")), warnings=_sentences(read.get("warnings")),
    )


def _found(item: dict[str, Any]) -> Found | None:
    hex_, role = palette.a_colour(item.get("hex")), item.get("role")
    if hex_ is None or not isinstance(role, str) or role not in ROLES:
        return None
    return Found(hex=hex_, on=palette.reading(hex_), role=role.capitalize(), share=_percent(item.get("share")))


def _font_note(guess: object) -> str:
    """How sure the guess is, or what stands in for it."""
    known = _dict(guess)
    if not known:
        return "no such words were found, our suggestion"
    if a_family(known.get("family")):
        return f"{_percent(known.get('confidence'))} sure"
    kind = known.get("category")
    return f"stands in for {_CLASSES.get(kind, 'another face') if isinstance(kind, str) else 'another face'}"


def _percent(share: object) -> str:
    if not isinstance(share, int | float) or not 0 <= share <= 1:
        return "0%"
    return f"{share:.0%}" if share == 0 or share >= 0.01 else "< 1%"


def _sentences(found: object) -> list[str]:
    return [clean_line(text[:400], 300) for text in _list(found) if isinstance(text, str)]


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value[:12] if isinstance(value, list) else []


class Reading(rx.State, mixin=True):
    """The proposal, for the state of the kit's page, which takes it over into its own fields."""

    source: str = ""
    read_open: bool = False
    proposed: Proposal | None = None

    @rx.event
    async def open_reader(self) -> None:
        self.read_open = not self.read_open
        self.proposed = None

    @rx.event
    async def read(self, answer: dict | None = None) -> None:
        self.proposed = proposal(answer)

    @rx.event
    async def take_proposal(self) -> None:
        """Into the kit's fields, not saved: it can be looked at, changed and discarded like any edit."""
        read = self.proposed
        if read is None or not self.primary:
            return
        self.primary, self.accent, self.chosen = [*read["primary"]], [*read["accent"]], 0
        self.headline, self.body, self.tone = read["headline"], read["body"], read["tone"]
        self.source, self.read_open, self.proposed = read["source"], False, None
        self.mount += 1
