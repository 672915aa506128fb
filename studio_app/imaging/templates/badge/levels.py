"""Where on a badge ladder a written amount stands, and what a person on that step has earned."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass

from studio_app.catalog.ladders import LADDERS, Ladder
from studio_app.imaging.templates.badge.ornaments import ORNAMENTS

DEFAULT_LADDER = "months"
_AMOUNT = re.compile(r"(\d[\d,. '_\u00a0\u202f]*\d|\d)([km](?![a-z]))?", re.I)
_GROUPED = re.compile(r"^\d{1,3}(?:[,. '_\u00a0\u202f]\d{3})+$")
_THOUSANDS = {"k": 1_000, "m": 1_000_000}
_YEAR = re.compile(r"[\s-]*y(?:ea)?rs?\b", re.I)
_STUDS_PER_METAL = 4


@dataclass(frozen=True, slots=True)
class Rank:
    """`ornaments` of the list are worn; beyond the last one `studs` and `metal` count further."""

    level: int
    ornaments: int
    studs: int
    metal: int

    def has(self, name: str) -> bool:
        return ORNAMENTS.index(name) < self.ornaments


def rank(level: int) -> Rank:
    further = level - len(ORNAMENTS)
    if further <= 0:
        return Rank(level, level, 1, 0)
    metal, studs = divmod(further - 1, _STUDS_PER_METAL)
    return Rank(level, len(ORNAMENTS), 2 + studs, 1 + metal)


def amount_of(text: str, ladder: Ladder) -> int | None:
    """The first number in `text`: `1,000`, `10K`, `1.5M`, `2 years`; None without one. Digits of any script count."""
    found = _AMOUNT.search(text)
    if found is None:
        return None
    value = _number(found.group(1))
    if ladder.id == DEFAULT_LADDER:
        return round(value * (12 if _YEAR.match(text[found.end() :]) else 1))
    return round(value * _THOUSANDS.get((found.group(2) or "").lower(), 1))


def _number(digits: str) -> float:
    if _GROUPED.match(digits):
        return float(re.sub(r"\D", "", digits))
    first = re.split(r"[ '_\u00a0\u202f]", digits)[0].replace(",", ".")
    return float(first if first.count(".") < 2 else re.sub(r"\D.*", "", first))


def level_of(name: str, *texts: str) -> int | None:
    """The index of the highest step that the first amount in `texts` has reached; None when nothing is written.

    An unknown ladder is the one of months; less than the first step stands on it.
    """
    ladder = LADDERS.get(name) or LADDERS[DEFAULT_LADDER]
    for text in texts:
        amount = amount_of(text, ladder)
        if amount is not None:
            return max(0, bisect.bisect_right(ladder.steps, amount) - 1)
    return None
