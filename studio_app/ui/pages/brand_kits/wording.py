"""Voice and guidelines as they are typed: every field is a text until it is saved."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import reflex as rx

from studio_app.core.text import clean_line
from studio_app.features.brand_kits.types import Guidelines, KitDetails, Voice

# Of each field: its label, and the most characters it takes here.
VOICE_FIELDS: Final = {
    "tagline": ("Tagline", 100),
    "personality_traits": ("Traits", 200),
    "catchphrases": ("Catchphrases", 600),
    "content_themes": ("Themes", 200),
}
GUIDE_FIELDS: Final = {
    "style_do": ("Always", 500),
    "style_dont": ("Never", 500),
    "prohibited_modifications": ("Never done to the logo", 1200),
}
NUMBER_FIELDS: Final = {
    "logo_min_size_px": ("Logo, at least", "px"),
    "logo_clear_space_ratio": ("Space round it", "%"),
    "primary_color_ratio": ("Primary", "%"),
    "secondary_color_ratio": ("Secondary", "%"),
    "accent_color_ratio": ("Accent", "%"),
}
LISTS: Final = ("personality_traits", "catchphrases", "content_themes", "prohibited_modifications")
LIMITS: Final = {name: most for name, (_, most) in (VOICE_FIELDS | GUIDE_FIELDS).items()} | dict.fromkeys(
    NUMBER_FIELDS, 8
)


def typed(details: KitDetails) -> dict[str, str]:
    """The fields' texts: lists one entry a line, shares in percent."""
    voice, guide = details.voice, details.guidelines
    found = {name: getattr(voice if name in VOICE_FIELDS else guide, name) for name in (*VOICE_FIELDS, *GUIDE_FIELDS)}
    texts = {name: "\n".join(value) if isinstance(value, tuple) else value for name, value in found.items()}
    numbers = {name: getattr(guide, name) for name in NUMBER_FIELDS}
    numbers["logo_clear_space_ratio"] *= 100
    return texts | {name: f"{number:.10g}" for name, number in numbers.items()}


def meant(texts: dict[str, str], old: KitDetails) -> KitDetails:
    """What the texts say; a number that is none says -1, which no rule takes."""
    words = {
        name: _lines(texts[name]) if name in LISTS else clean_line(texts[name], LIMITS[name])
        for name in (*VOICE_FIELDS, *GUIDE_FIELDS)
    }
    numbers = {name: _number(texts[name]) for name in NUMBER_FIELDS}
    clear = round(numbers.pop("logo_clear_space_ratio") / 100, 10)
    least = round(numbers.pop("logo_min_size_px"))
    voice: Voice = replace(old.voice, **{name: words[name] for name in VOICE_FIELDS})
    guide: Guidelines = replace(
        old.guidelines, **{name: words[name] for name in GUIDE_FIELDS}, **numbers,
        logo_clear_space_ratio=clear, logo_min_size_px=least,
    )
    return replace(old, voice=voice, guidelines=guide)


def changed(old: KitDetails, new: KitDetails) -> list[str]:
    """What differs, in words for people."""
    parts = (("Voice", old.voice, new.voice), ("Guidelines", old.guidelines, new.guidelines))
    return [f"{label} changed" for label, before, after in parts if before != after]


def _lines(text: str) -> tuple[str, ...]:
    lines = (clean_line(line, 200) for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in lines if line))


def _number(text: str) -> float:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return -1.0
    return number if abs(number) < 1e6 else -1.0


class Wording(rx.State, mixin=True):
    """The typed fields of a kit, for the state of its page, which has `mount` and `errors`."""

    texts: dict[str, str] = {}

    @rx.event
    async def write(self, field: str, value: str) -> None:
        if not (isinstance(field, str) and field in LIMITS and isinstance(value, str)):
            return
        if (text := value[: LIMITS[field]]) != self.texts.get(field, ""):
            self.texts = {**self.texts, field: text}
            self.errors = {name: text for name, text in self.errors.items() if name.partition(".")[0] != field}
