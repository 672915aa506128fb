"""Scores that several tests look at; each costs a fifth of a second."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from studio_app.imaging.score.report import Score, Subject
from studio_app.imaging.score.scorer import score
from tests.imaging.score import pictures

SPOILED: dict[str, Callable[[], Subject]] = {
    "small text": lambda: pictures.sized(0.4),
    "low-contrast text": lambda: pictures.faded(0.22),
    "14-word title": pictures.long_title,
    "no face": pictures.no_face,
    "tiny face": pictures.tiny_face,
    "covered words": pictures.covered_words,
    "words over the face": pictures.words_over_face,
    "blur": pictures.blurred,
    "no colour": pictures.grey,
    "no contrast": pictures.flat,
    "500 boxes": pictures.littered,
}


@pytest.fixture(scope="session")
def good() -> Score:
    return score(pictures.good())


@pytest.fixture(scope="session")
def spoiled() -> dict[str, Score]:
    return {name: score(make()) for name, make in SPOILED.items()}
