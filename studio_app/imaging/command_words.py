"""Takes a wish apart: quoted words first, then clauses of known and unknown words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from studio_app.catalog.commands import VAGUE, VOCABULARY, ColorWord, Target, Word
from studio_app.catalog.words import any_of
from studio_app.core.text import clean_paragraph

WISH_LIMIT = 500
_QUOTED = re.compile(r"\"([^\"]*)\"|“([^”]*)”|«([^»]*)»|‘([^’]*)’|(?<![\w'])'((?:[^']|'(?=\w))*)'(?!\w)")
# Private characters: cleaning takes them out of what people write.
_OPEN, _CLOSE = "\ue000", "\ue001"
_HELD = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_ARTICLE = r"(?:(?:the|my|our)\s+)?"
_ARTICLES = re.compile(r"\b(?:the|my|our)\s+", re.IGNORECASE)
_PHRASES = any_of(VOCABULARY).pattern.replace("\\ ", rf"\s+{_ARTICLE}")
_TOKEN = re.compile(
    rf"(?P<held>{_OPEN}\d+{_CLOSE})"
    r"|(?P<hex>#(?:[0-9a-f]{6}|[0-9a-f]{3})\b)"
    r"|(?P<layout>\blayout\s+(?:number\s+)?#?(?P<number>\d{1,2})\b)"
    rf"|(?P<known>{_PHRASES})"
    r"|(?P<possessive>['’]s\b)"
    r"|(?P<break>[,;.!?&+/\n:()]+)"
    rf"|(?P<other>[^\s,;.!?&+/:(){_OPEN}{_CLOSE}]+|\S)",
    re.IGNORECASE,
)
_WORDS_TARGETS = [
    word for word, meaning in VOCABULARY.items()
    if isinstance(meaning.meaning, Target) and meaning.meaning.id in ("title", "subtitle", "tag")
]
_UNQUOTED = re.compile(
    rf"\b(?:change|set|rename|update|make|let|replace|have)\s+{_ARTICLE}(?:{any_of(_WORDS_TARGETS).pattern})\s+"
    rf"(?:to|say|says|read|reads|with)\s+(?:say\s+|read\s+)?(?P<text>[^{_OPEN}{_CLOSE};\n]+)",
    re.IGNORECASE,
)
_AND = re.compile(r"(\s*,\s*(?:and\s+|then\s+)?|\s+(?:and|then)\s+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """`text` as it was written; `held` is the quoted text, `number` that of a layout."""

    text: str
    word: Word | None = None
    held: str | None = None
    number: int | None = None

    def is_a(self, *kinds: str) -> bool:
        return self.word is not None and self.word.kind in kinds


def clauses(wish: str) -> list[list[Token]]:
    """The clauses of a wish, without their separators and without empty ones."""
    text, held = _hold_unquoted(*_hold_quoted(_plain(wish)))
    found: list[list[Token]] = [[]]
    for token in _tokens(text, held):
        if token is None:
            found.append([])
        else:
            found[-1].append(token)
    return [clause for clause in found if clause]


def _plain(wish: str) -> str:
    return clean_paragraph(unicodedata.normalize("NFKC", wish), WISH_LIMIT)


def _hold(held: list[str], text: str) -> str:
    held.append(text)
    return f" {_OPEN}{len(held) - 1}{_CLOSE} "


def _hold_quoted(text: str) -> tuple[str, list[str]]:
    held: list[str] = []
    return _QUOTED.sub(lambda found: _hold(held, next(g for g in found.groups() if g is not None)), text), held


def _hold_unquoted(text: str, held: list[str]) -> tuple[str, list[str]]:
    """"change the text to GG and make it bigger": the words up to where something is asked for again."""
    found = _UNQUOTED.search(text)
    if found is None:
        return text, held
    said = _without_wishes(found["text"])
    if not said or _means_something(said):
        return text, held
    start = found.start("text")
    return text[:start] + _hold(held, said.rstrip(" .,")) + text[start + len(said) :], held


def _without_wishes(text: str) -> str:
    """`text` without clauses at its end that begin with a verb and ask for something known."""
    parts = _AND.split(text)
    while len(parts) > 2 and _is_wish(parts[-1]):
        parts = parts[:-2]
    return "".join(parts).strip()


def _is_wish(text: str) -> bool:
    tokens = [token for token in _tokens(text, []) if token is not None]
    asks = any(token.is_a("step", "color", "font", "layout", "target") for token in tokens)
    return asks and bool(tokens) and tokens[0].is_a("verb", "hide", "show", "step")


def _means_something(text: str) -> bool:
    """Whether "change the title to ..." goes on with a colour, a font, a size or a vague wish instead of words."""
    if text.lower().startswith(tuple(f"{word} " for word in VAGUE)) or text.lower() in VAGUE:
        return True
    tokens = [token for token in _tokens(text, []) if token is not None]
    return all(token.is_a("color", "font", "step", "filler", "amount", "target", "pronoun") for token in tokens)


def _tokens(text: str, held: list[str]) -> Iterator[Token | None]:
    """Words and phrases in order; None between two clauses."""
    for found in _TOKEN.finditer(text):
        written = found[0]
        if found["held"]:
            number = int(written[1:-1])
            yield Token(f"“{held[number]}”", held=held[number])
        elif found["hex"]:
            yield Token(written, Word("color", ColorWord(hex=written)))
        elif found["number"]:
            yield Token(written, Word("layout"), number=int(found["number"]))
        elif not found["possessive"]:
            word = VOCABULARY.get(written.lower()) or VOCABULARY.get(_bare(written))
            is_break = found["break"] or (word is not None and word.kind == "separator")
            yield None if is_break else Token(written, word)


def _bare(phrase: str) -> str:
    return " ".join(_ARTICLES.sub("", phrase).lower().split())
