"""Edits that are proposed: where things move, how far words can grow, and what comes of it when drawn again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.scoring import SCORING
from studio_app.imaging.edits import Edits
from studio_app.imaging.engine import draw, plan
from studio_app.imaging.layout import Area
from studio_app.imaging.score.crowding import room
from studio_app.imaging.score.fixes import onto
from studio_app.imaging.score.report import Score, Subject
from studio_app.imaging.score.scorer import score
from studio_app.imaging.score.view import View
from studio_app.imaging.score.zones import area_of, base_role, into, out_of, safe_of
from tests.imaging.conftest import TITLES, make

side = st.floats(1, 400)
boxes = st.builds(Area, st.floats(-100, 1200), st.floats(-100, 700), side, side)
factor = st.floats(0.3, 1.9)


@given(factor, factor)
def test_factors_multiply_what_was_edited_before(before: float, fix: float) -> None:
    made = onto({"title": {"scale": fix}, "vivid": fix}, {"title": {"scale": before}, "vivid": before})
    assert made["title"]["scale"] == pytest.approx(min(3, max(0.3, before * fix)), abs=1e-3)
    restored = 1.0 if before < 1 < fix else 0.0
    assert made["vivid"] == pytest.approx(min(2, max(restored, before * fix)), abs=1e-3)
    assert Edits.of(made)


def test_shifts_add_up_and_the_rest_replaces() -> None:
    before = {"title": {"dx": 0.1, "color": "ink"}, "outline": 0.9, "logo": {"visible": False}}
    fix = {"title": {"dx": 0.2, "dy": -0.3, "color": "white"}, "outline": 0.6, "logo": {"visible": True}}
    assert onto(fix, before) == {
        "title": {"dx": 0.3, "dy": -0.3, "color": "white"}, "outline": 0.6, "logo": {"visible": True},
    }
    assert onto(fix, {}) == fix


@given(boxes, boxes)
def test_the_way_out_leads_out(zone: Area, box: Area) -> None:
    way = out_of(zone, box, 1280, 720)
    assert len(way) == 1
    after = box.moved(1280 * way.get("dx", 0.0), 720 * way.get("dy", 0.0))
    if zone.meets(box):
        assert not zone.meets(after.grown(-1.5)) or min(after.width, after.height) < 3


def test_the_way_out_is_the_shortest() -> None:
    corner = Area(1100, 620, 180, 100)
    assert out_of(corner, Area(1000, 600, 200, 40), 1280, 720) == {"dy": pytest.approx(-20 * 1.05 / 720, abs=1e-3)}
    assert out_of(corner, Area(1060, 600, 60, 110), 1280, 720) == {"dx": pytest.approx(-20 * 1.05 / 1280, abs=1e-3)}


@given(boxes)
def test_the_way_in_leads_in(box: Area) -> None:
    safe = Area(50, 40, 1180, 640)
    way = into(safe, box, 1280, 720)
    after = box.moved(1280 * way.get("dx", 0.0), 720 * way.get("dy", 0.0))
    assert safe.grown(safe.width * 0.06).holds(after, 1)
    if safe.holds(box):
        assert way == {}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("scale", [0.3, 0.5, 0.8])
def test_room_is_room(seed: int, scale: float) -> None:
    brief = replace(make("impact", seed=seed), edits=Edits.of({"title": {"scale": scale}}))
    layout, asset = plan(brief), ASSET_TYPES["thumbnail"]
    view = View(draw(brief, width=160)[0], layout, asset, SCORING.profiles["thumbnail"])
    grow, shift = room(view, layout, 1.8)
    again = plan(replace(brief, edits=Edits.of(onto({"title": {"scale": grow, **shift}}, brief.edits.to_dict()))))
    title = again.run("title")
    assert title is not None and grow >= 1.1
    others = [run.box for run in again.runs if base_role(run.role) != "title"]
    others += [named.box for named in again.boxes if named.name in ("logo", "hero")]
    assert safe_of(asset).holds(title.box, 6)
    assert not any(other.meets(title.box.grown(-3)) for other in [*others, *map(area_of, asset.covered)])


def drawn(brief_edits: Edits, style: str = "impact", title: str = TITLES[0]) -> Score:
    brief = replace(make(style, title=title, seed=1), edits=brief_edits)
    image, layout = draw(brief)
    return score(Subject(image, layout, brief.asset_type, brief.edits.to_dict()))


@pytest.mark.parametrize(
    ("edits", "part", "metric"),
    [({"title": {"scale": 0.55}}, "text_readability", "cap_px"), ({"vivid": 0.2}, "color_contrast", "chroma")],
)
def test_a_fix_that_is_drawn_raises_the_score(edits: dict[str, object], part: str, metric: str) -> None:
    before = drawn(Edits.of(edits))
    found = next(s for s in before.suggestions if s.metric == metric)
    assert found.fix is not None
    after = drawn(Edits.of(edits).merged(found.fix))
    first, second = before.part(part), after.part(part)
    assert first is not None and second is not None
    assert second.measures[metric] > first.measures[metric] * 1.1
    assert second.score > first.score and after.total > before.total


def test_a_title_too_long_to_grow_is_to_be_shortened() -> None:
    result = drawn(Edits(), title=" ".join(TITLES[-1].split()[:14]))
    found = next(s for s in result.suggestions if s.metric == "cap_px")
    assert found.fix is None and "Shorten the title to about" in found.message
