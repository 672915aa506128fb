"""The order in which a line's characters are seen: the Unicode Bidirectional Algorithm (UAX #9) without explicit
embeddings, which a single line of a title does not have."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator

_BRACKETS = {"(": ")", "[": "]", "{": "}", "「": "」", "『": "』", "【": "】", "《": "》", "〈": "〉"}
_NEUTRAL = ("B", "S", "WS", "ON", "BN", "LRE", "LRO", "RLE", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


def levels(text: str, base: int) -> list[int]:
    """The embedding level of every character: even ones run to the right. `base` is the line's own, 0 or 1."""
    kinds = _resolved(text, "R" if base else "L")
    return [_level(kind, base) for kind in kinds]


def _level(kind: str, base: int) -> int:
    if kind == "R":
        return 1
    return base if kind == "L" and not base else 2


def _resolved(text: str, base: str) -> list[str]:
    """Weak and neutral types settled: L, R, EN or AN remain (rules W1 to W7, N0 to N2)."""
    kinds = _strong_numbers([unicodedata.bidirectional(c) or "L" for c in text], base)
    kinds = _separators(kinds, base)
    return _neutrals(_brackets(kinds, text, base), base)


def _strong_numbers(kinds: list[str], base: str) -> list[str]:
    """W1 to W3: marks take the type before them, digits behind Arabic letters are Arabic, Arabic letters are R."""
    made: list[str] = []
    strong = previous = base
    for kind in kinds:
        if kind == "NSM":
            kind = previous if previous not in _NEUTRAL else "ON"
        if kind in ("L", "R", "AL"):
            strong = kind
        if kind == "EN" and strong == "AL":
            kind = "AN"
        made.append(kind)
        previous = kind
    return ["R" if kind == "AL" else kind for kind in made]


def _separators(kinds: list[str], base: str) -> list[str]:
    """W4 to W7: one separator between two numbers and signs at European ones belong to them."""
    made = list(kinds)
    for i in range(1, len(made) - 1):
        around = made[i - 1], made[i + 1]
        if (made[i] in ("ES", "CS") and around == ("EN", "EN")) or (made[i] == "CS" and around == ("AN", "AN")):
            made[i] = around[0]
    for start, end, kind in _runs(made):
        if kind == "ET" and "EN" in (made[start - 1] if start else "", made[end] if end < len(made) else ""):
            made[start:end] = ["EN"] * (end - start)
    made = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in made]
    strong = base
    for i, kind in enumerate(made):
        strong = kind if kind in ("L", "R") else strong
        if kind == "EN" and strong == "L":
            made[i] = "L"
    return made


def _brackets(kinds: list[str], text: str, base: str) -> list[str]:
    """N0: a pair of brackets has the line's direction if anything in it has; else that of what is in it, if that
    stands before it too."""
    made = list(kinds)
    for opening, closing in _pairs(text):
        inside = {_side(kind) for kind in made[opening + 1 : closing]} - {""}
        if not inside:
            continue
        before = next((_side(kind) for kind in reversed(made[:opening]) if _side(kind)), base)
        made[opening] = made[closing] = base if base in inside or before == base else before
    return made


def _side(kind: str) -> str:
    """The direction of a strong type, numbers counting as R; empty for others."""
    return "L" if kind == "L" else "R" if kind in ("R", "EN", "AN") else ""


def _pairs(text: str) -> list[tuple[int, int]]:
    """The places of brackets that belong together, by their first."""
    found, open_ones = [], []
    for i, character in enumerate(text):
        if character in _BRACKETS:
            open_ones.append((_BRACKETS[character], i))
        elif any(character == closing for closing, _ in open_ones):
            while (last := open_ones.pop())[0] != character:
                pass
            found.append((last[1], i))
    return sorted(found)


def _neutrals(kinds: list[str], base: str) -> list[str]:
    """N1 and N2: neutrals between two of one direction follow them, others the line."""
    plain = ["ON" if kind in _NEUTRAL else kind for kind in kinds]
    made = list(plain)
    for start, end, kind in _runs(plain):
        if kind == "ON":
            before = plain[start - 1] if start else base
            after = plain[end] if end < len(plain) else base
            sides = {"L" if side == "L" else "R" for side in (before, after)}
            made[start:end] = [sides.pop() if len(sides) == 1 else base] * (end - start)
    return made


def _runs(kinds: list[str]) -> Iterator[tuple[int, int, str]]:
    """(start, end, type) of every stretch of one type."""
    at = 0
    for kind, group in itertools.groupby(kinds):
        count = len(list(group))
        yield at, at + count, kind
        at += count


def visual_runs(text: str, base: int) -> list[tuple[int, int, int]]:
    """(start, end, level) of the stretches of one level, from left to right (rule L2; there are three levels)."""
    runs = [(start, end, int(level)) for start, end, level in _runs([str(level) for level in levels(text, base)])]
    seen: list[tuple[int, int, int]] = []
    for leftwards, group in itertools.groupby(runs, key=lambda run: run[2] > 0):
        stretch = list(group)
        seen += stretch[::-1] if leftwards else stretch
    return seen
