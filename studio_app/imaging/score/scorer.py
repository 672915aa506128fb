"""Scores a picture: every part of its profile looks at it, the parts are weighed, the gaps become advice."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from studio_app.catalog.asset_types import find_asset_type
from studio_app.catalog.scoring import SCORING, PartSpec
from studio_app.imaging.score import (
    colour_contrast,
    composition,
    energy,
    presence,
    readability,
    safety,
    smallness,
)
from studio_app.imaging.score.fixes import onto
from studio_app.imaging.score.rating import Finding, advise, total_of, weighed
from studio_app.imaging.score.report import Mark, Score, Subject, Suggestion
from studio_app.imaging.score.view import View

# Of the code; the numbers have a version of their own.
_CODE_VERSION: Final = "1"
SCORE_VERSION: Final = f"{_CODE_VERSION}.{SCORING.version}"
# The text recogniser keeps state between calls.
_one_at_a_time = threading.Lock()
Measure = Callable[[View, PartSpec], Finding | None]

MEASURES: Final[Mapping[str, Measure]] = {
    "text_readability": readability.measure,
    "color_contrast": colour_contrast.measure,
    "face_presence": presence.measure,
    "emotional_intensity": energy.measure,
    "composition": composition.measure,
    "small_size_legibility": smallness.measure_size,
    "silhouette": smallness.measure_silhouette,
    "safe_area": safety.measure,
}


def _marks(findings: Mapping[str, Finding]) -> tuple[Mark, ...]:
    """Every mark once, in the order of the parts."""
    return tuple(dict.fromkeys(mark for finding in findings.values() for mark in finding.marks))


def _applicable(suggestion: Suggestion, subject: Subject) -> Suggestion:
    """With an edit of the picture as it is; without one for a picture that we did not lay out."""
    if suggestion.fix is None:
        return suggestion
    return replace(suggestion, fix=onto(suggestion.fix, subject.edits) if subject.layout else None)


def score(subject: Subject) -> Score:
    """The potential of a finished picture, 0..100: measured, never a promise of clicks.

    The same picture and layout give the same score in every process of one version. KeyError for an asset type that
    is not in the catalogue.
    """
    asset = find_asset_type(subject.asset_type)
    if asset is None:
        raise KeyError(subject.asset_type)
    profile = SCORING.profile_of(asset.form)
    view = View(subject.image, subject.layout, asset, profile)
    with _one_at_a_time:
        seen = {name: MEASURES[name](view, part) for name, part in profile.parts.items()}
    findings = {name: finding for name, finding in seen.items() if finding is not None}
    parts = weighed(profile, findings)
    advice = advise(profile, findings, parts)
    suggestions = tuple(_applicable(suggestion, subject) for suggestion in advice)
    return Score(SCORE_VERSION, profile.id, total_of(parts), parts, _marks(findings), suggestions)
