"""Cleaning what people type before it is drawn, prompted or stored."""

from __future__ import annotations

import unicodedata

_JOINERS = {"\u200c", "\u200d"}  # needed inside emoji and Persian words
_BIDI = set("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean_line(text: str, limit: int) -> str:
    """One line of at most `limit` characters: NFC, no control, direction-override, tag or lone surrogate characters."""
    kept = "".join(_clean_character(character) for character in unicodedata.normalize("NFC", _no_surrogates(text)))
    return " ".join(kept.split())[:limit].strip()


def clean_paragraph(text: str, limit: int) -> str:
    """As `clean_line`, and without any zero-width character: for text that is read, never drawn."""
    return clean_line("".join(c for c in text if c not in _JOINERS), limit)


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
