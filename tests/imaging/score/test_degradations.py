"""What makes a thumbnail worse lowers its score, in the part that is meant to see it, with the right advice."""

from __future__ import annotations

import json

import pytest

from studio_app.imaging.edits import Edits
from studio_app.imaging.score.rating import GOOD_TOTAL, MOST_SUGGESTIONS
from studio_app.imaging.score.report import Score
from studio_app.imaging.score.scorer import score
from tests.imaging.score import pictures
from tests.imaging.score.conftest import SPOILED

# What is spoiled, the part that falls, by how much at least, and the measure that is named.
EXPECTED = [
    ("small text", "text_readability", 15, "cap_px"),
    ("low-contrast text", "text_readability", 50, "faint"),
    ("14-word title", "text_readability", 20, "words"),
    ("no face", "face_presence", 40, "absence"),
    ("tiny face", "face_presence", 30, "face_height"),
    ("covered words", "text_readability", 14, "covered_text"),
    ("words over the face", "face_presence", 40, "absence"),
    ("blur", "composition", 12, "sharpness"),
    ("no colour", "color_contrast", 20, "chroma"),
    ("no contrast", "color_contrast", 60, "contrast"),
    ("500 boxes", "composition", 10, "clutter"),
]


def part(result: Score, name: str) -> int:
    found = result.part(name)
    assert found is not None
    return found.score


def test_a_good_thumbnail_scores_well(good: Score) -> None:
    assert good.total >= 85 and good.profile == "thumbnail"
    assert part(good, "text_readability") >= 95 and part(good, "face_presence") >= 95
    assert sum(p.weight for p in good.parts) == pytest.approx(1, abs=1e-3)


def test_all_eleven_are_expected() -> None:
    assert [row[0] for row in EXPECTED] == list(SPOILED)


@pytest.mark.parametrize(("change", "falls", "least", "named"), EXPECTED, ids=[row[0] for row in EXPECTED])
def test_it_falls_where_it_should(
    good: Score, spoiled: dict[str, Score], change: str, falls: str, least: int, named: str
) -> None:
    result = spoiled[change]
    assert result.total <= good.total - 3
    assert part(result, falls) <= part(good, falls) - least
    assert named in {suggestion.metric for suggestion in result.suggestions}


def test_advice_is_ranked_limited_and_never_missing(good: Score, spoiled: dict[str, Score]) -> None:
    for result in (good, *spoiled.values()):
        gains = [suggestion.gain for suggestion in result.suggestions]
        assert gains == sorted(gains, reverse=True) and len(gains) <= MOST_SUGGESTIONS
        assert all(1 <= gain <= 100 - result.total for gain in gains)
        assert gains or result.total >= GOOD_TOTAL
        assert all(s.message and s.reason and "{" not in s.message for s in result.suggestions)


def test_every_fix_is_an_edit(spoiled: dict[str, Score]) -> None:
    fixes = [suggestion.fix for result in spoiled.values() for suggestion in result.suggestions if suggestion.fix]
    assert len(fixes) >= 5
    for fix in fixes:
        assert Edits.of(fix) != Edits()


def test_small_text_is_answered_with_a_larger_title(spoiled: dict[str, Score]) -> None:
    first = spoiled["small text"].suggestions[0]
    assert first.metric == "cap_px" and first.fix is not None
    assert "Increase text size by 65%" in first.message and first.fix["title"]["scale"] == 1.65


def test_faint_text_is_answered_with_a_rim(spoiled: dict[str, Score]) -> None:
    first = spoiled["low-contrast text"].suggestions[0]
    assert first.fix is not None and first.fix["outline"] > 0


def test_covered_words_are_moved_away(spoiled: dict[str, Score]) -> None:
    found = next(s for s in spoiled["covered words"].suggestions if s.metric == "covered_text")
    assert found.fix is not None and found.fix["tag"]["dy"] < -0.05
    assert any(mark.kind == "covered" for mark in spoiled["covered words"].marks)


def test_marks_lie_on_the_asset(good: Score) -> None:
    assert {mark.kind for mark in good.marks} == {"text", "face", "salient"}
    for mark in good.marks:
        assert -5 <= mark.box.x and mark.box.right <= 1285 and -5 <= mark.box.y and mark.box.bottom <= 725
        assert mark.box.width > 20 and mark.box.height > 20


def test_a_score_can_be_stored(good: Score, spoiled: dict[str, Score]) -> None:
    for result in (good, *spoiled.values()):
        stored = json.loads(json.dumps(result.to_dict()))
        assert stored["total"] == result.total and stored["version"]
        assert [p["name"] for p in stored["parts"]] == [p.name for p in result.parts]
        assert all(p["judged"] == "measured" and p["measures"] for p in stored["parts"] if p["name"] != "face_presence")


def test_larger_text_never_reads_worse() -> None:
    scores = [part(score(pictures.sized(by)), "text_readability") for by in (0.2, 0.35, 0.55, 0.8)]
    assert scores == sorted(scores) and scores[-1] - scores[0] >= 40


def test_more_contrast_never_reads_worse() -> None:
    results = [score(pictures.faded(share)).part("text_readability") for share in (0.1, 0.3, 0.55, 1.0)]
    assert all(result is not None for result in results)
    scores, contrasts = [r.score for r in results if r], [r.measures["contrast"] for r in results if r]
    assert scores == sorted(scores) and contrasts == sorted(contrasts) and scores[-1] - scores[0] >= 50
