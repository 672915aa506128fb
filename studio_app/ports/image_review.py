"""Port: something that looks at a finished picture and says what it thinks of it.

An opinion stands beside the measured score and never changes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

PICTURE_SIDE = 1024
SUMMARY_LIMIT, ADVICE_LIMIT, MOST_ADVICE = 200, 160, 3


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """`jpeg` is the scored picture, at most `PICTURE_SIDE` pixels a side and without metadata; `title` and `topic` are
    words of a person, so data and nothing else."""

    jpeg: bytes = field(repr=False)
    label: str
    title: str
    topic: str


@dataclass(frozen=True, slots=True)
class Review:
    """`emotion`, `clarity` and `appeal` are 0..100. `summary` is one sentence of at most `SUMMARY_LIMIT` characters,
    `advice` up to `MOST_ADVICE` of at most `ADVICE_LIMIT`; all of it is plain text in one line each."""

    emotion: int
    clarity: int
    appeal: int
    summary: str
    advice: tuple[str, ...]
    provider: str
    model: str


class ImageReviewer(Protocol):
    """Implementations are safe to call from several threads."""

    def review(self, request: ReviewRequest) -> Review | None:
        """The opinion, or None when there is none this time, for whatever reason. Raises nothing; ends in time."""
        ...
