"""Pictures that we did not lay out: words are looked for, and nothing can be edited."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.scoring import SCORING
from studio_app.imaging.engine import draw
from studio_app.imaging.score.lines import lines_of, lines_seen
from studio_app.imaging.score.report import Score, Subject
from studio_app.imaging.score.scorer import score
from studio_app.imaging.score.view import View
from tests.imaging.conftest import make
from tests.imaging.score import pictures


@pytest.fixture(scope="module")
def foreign() -> Score:
    return score(replace(pictures.good(), layout=None, image=pictures.good().image.convert("RGB")))


def test_it_scores_about_the_same_as_with_its_layout(good: Score, foreign: Score) -> None:
    assert abs(foreign.total - good.total) <= 3
    found, known = foreign.part("text_readability"), good.part("text_readability")
    assert found is not None and known is not None
    assert found.measures["cap_px"] == pytest.approx(known.measures["cap_px"], rel=0.15)
    assert found.measures["words"] == known.measures["words"]
    assert "overlap" not in found.measures


def test_its_words_are_marked_where_they_stand(foreign: Score) -> None:
    marks = [mark.box for mark in foreign.marks if mark.kind == "text"]
    known = [line.box for line in lines_of(pictures.planned()) if line.run and line.run.role == "title"]
    assert len(marks) == len(known)
    for mark, box in zip(sorted(marks, key=lambda b: b.y), sorted(known, key=lambda b: b.y), strict=True):
        assert mark.center == pytest.approx(box.center, abs=30)


def test_nothing_of_it_can_be_edited() -> None:
    result = score(Subject(Image.new("RGB", (1280, 720), (70, 70, 74)), None, "thumbnail"))
    assert result.suggestions and result.total < 50
    assert all(suggestion.fix is None for suggestion in result.suggestions)
    assert result.suggestions[0].gain >= 5


def test_no_words_are_missed_where_words_belong_and_nowhere_else() -> None:
    thumbnail = score(Subject(pictures.plate(), replace(pictures.planned(), runs=()), "thumbnail"))
    words = thumbnail.part("text_readability")
    assert words is not None and words.score == 40
    assert "absence" in {s.metric for s in thumbnail.suggestions}


def test_another_size_and_ratio_gives_places_on_the_asset() -> None:
    image, layout = draw(make("impact", title="GG WP"), width=640)
    view = View(image.convert("RGB"), None, ASSET_TYPES["thumbnail"], SCORING.profiles["thumbnail"])
    title = layout.run("title")
    assert title is not None and view.scale == (1.0, 1.0)
    found = [line for line in lines_seen(view.rgb, *view.scale) if line.text.startswith("GG")]
    assert len(found) == 1 and title.box.grown(40).holds(found[0].box)
