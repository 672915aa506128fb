"""The motifs that assets are built around: how they are spoken of, where they are offered, which words mean them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from studio_app.catalog.tables import by_id
from studio_app.catalog.words import any_of, longest, plain

Use = Literal["game", "emote", "panel", "badge", "ui"]
USES: tuple[Use, ...] = ("game", "emote", "panel", "badge", "ui")


@dataclass(frozen=True, slots=True)
class Motif:
    """`id` is the icon's name, `words` a noun phrase for an image model. A keyword means one motif within a use."""

    id: str
    words: str
    uses: tuple[Use, ...]
    keywords: tuple[str, ...]


def _motif(entry: dict[str, Any]) -> Motif:
    return Motif(entry["id"], entry["words"], tuple(entry["uses"]), tuple(entry["keywords"]))


MOTIFS: dict[str, Motif] = by_id("motifs.toml", "motif", _motif)
_BY_KEYWORD: dict[Use, dict[str, Motif]] = {
    use: {keyword: motif for motif in MOTIFS.values() if use in motif.uses for keyword in motif.keywords}
    for use in USES
}
_PATTERNS = {use: any_of(words) for use, words in _BY_KEYWORD.items() if words}


def motifs_for(use: Use) -> tuple[Motif, ...]:
    """What is offered for a use, in alphabetical order."""
    return tuple(motif for motif in MOTIFS.values() if use in motif.uses)


def motifs_named(use: Use, text: str) -> tuple[Motif, ...]:
    """Every motif that a word of `text` stands for, in the order of the words."""
    if use not in _PATTERNS:
        return ()
    found = (_BY_KEYWORD[use][word] for word in _PATTERNS[use].findall(plain(text)))
    return tuple({motif.id: motif for motif in found}.values())


def find_motif(use: Use, *texts: str) -> Motif | None:
    """The motif that the longest keyword in the first of `texts` that has one stands for: a panel "About me"."""
    for text in map(plain, texts):
        if use in _PATTERNS and (found := longest(_PATTERNS[use], text)):
            return _BY_KEYWORD[use][found]
    return None
