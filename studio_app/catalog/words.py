"""Looking for the words of the catalogue's tables in what people write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def plain(text: str) -> str:
    """Lower case, composed, with plain apostrophes: as the tables are written."""
    return unicodedata.normalize("NFKC", text).lower().replace("\u2019", "'").strip()


def _whole(word: str) -> str:
    """Whole words only: "League of Legends" is not a league, "location" holds no cat; but "$500" holds a "$"."""
    left = r"(?<!\w)" if word[0].isalnum() else ""
    return left + re.escape(word) + (r"(?!\w)" if word[-1].isalnum() else "")


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of `words` in a plain text. The longest stands first, so it wins where two begin together."""
    return re.compile("|".join(_whole(word) for word in sorted(words, key=len, reverse=True)))


def longest(pattern: re.Pattern[str], text: str) -> str | None:
    """The longest match of `pattern` in a plain text, the first one of several."""
    return max(pattern.findall(text), key=len, default=None)
