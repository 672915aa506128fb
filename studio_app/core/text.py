"""Cleaning what people type before it is drawn, prompted or stored."""

from __future__ import annotations

import re
import unicodedata

_JOINERS = {"\u200c", "\u200d"}  # needed inside emoji and Persian words
_BIDI = set("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# A flag of a region is a black flag with at most seven tag characters; anywhere else they are hidden writing.
_TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007f]{0,7})|[\U000e0000-\U000e007f]")
# Joiners, fillers, tags and variation selectors: nobody sees them, a model reads them.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200c\u200d\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e01ef]"
)


def clean_line(text: str, limit: int) -> str:
    """One line of at most `limit` characters: NFC, no control, direction-override or lone surrogate characters, and
    tag characters only in flags; nothing where nothing of it would be seen."""
    kept = "".join(_clean_character(character) for character in _TAGS.sub(r"\1", _no_surrogates(text)))
    line = " ".join(unicodedata.normalize("NFC", kept).split())[:limit].strip()
    return line if any(_stands_alone(character) for character in line) else ""


def clean_paragraph(text: str, limit: int) -> str:
    """As `clean_line`, and without any character that cannot be seen: for text that is read, never drawn."""
    return clean_line(_UNSEEN.sub("", text), limit)


def _stands_alone(character: str) -> bool:
    """Not a mark or a joiner, which need a letter."""
    return unicodedata.category(character)[0] not in "MCZ"


def _no_surrogates(text: str) -> str:
    return text.encode("utf-8", "ignore").decode("utf-8")


def _clean_character(character: str) -> str:
    if character in _JOINERS or character == "\ufe0f":
        return character
    if character in _BIDI or character in "\u200b\u2060\ufeff\u00ad":
        return ""
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    if category in ("Cs", "Co", "Cn") or (category == "Cf" and not 0xE0020 <= ord(character) <= 0xE007F):
        return ""
    return character
