"""Measuring: after the picture is there, once for each revision, with fixes that raise it."""

from __future__ import annotations

import uuid

import pytest

from studio_app.core.actor import Actor, System
from studio_app.core.errors import NotFound, ValidationFailed
from studio_app.db.models import Asset, AssetFeedback, AssetScore
from studio_app.features.assets.types import AssetView, FixUnknown, FixUseless
from studio_app.ports.jobs import JobName
from tests.world import World


@pytest.fixture
def alice(world: World) -> Actor:
    return world.person("alice")


def shown(world: World, actor: Actor, asset_id: uuid.UUID) -> AssetView:
    with world.services.uow.read(actor) as tx:
        return world.services.assets.get(tx, actor, asset_id)


def test_a_new_asset_is_measured_by_the_next_bell(world: World, alice: Actor) -> None:
    asset = world.made(alice, "Ranked until sunrise", asset_type="thumbnail")
    assert asset.viral_score is None
    world.measure()
    after = shown(world, alice, asset.id)
    assert after.viral_score is not None and 0 <= after.viral_score <= 100
    assert after.consistency_score is not None and after.consistency_score >= 85
    with world.services.uow.read(alice) as tx:
        opinion = world.services.scores.opinion(tx, alice, asset.id)
    assert opinion is not None and opinion.total == after.viral_score
    assert {part["name"] for part in opinion.score["parts"]} == {
        "text_readability", "color_contrast", "face_presence", "emotional_intensity", "composition",
    }
    assert [*after.viral_suggestions] == [s["message"] for s in opinion.score["suggestions"]]
    assert world.services.scores.score_new(asset.id) == "skipped"


def test_every_measurement_is_kept_and_an_edit_asks_for_a_new_one(world: World, alice: Actor) -> None:
    asset = world.made(alice, "A title that is much too long to be read in any feed by anybody", asset_type="thumbnail")
    world.measure()
    world.services.scenes.edit(alice, asset.id, {"title": {"text": "Short words"}})
    assert shown(world, alice, asset.id).viral_score is None
    assert world.queue.rung[-1] == (JobName.SCORE, str(asset.id))
    world.work()
    world.measure()
    with world.services.uow.read(alice) as tx:
        points = world.services.scores.history(tx, alice, asset.id)
    assert [point.revision for point in points] == [1, 2]
    assert points[1].parts["text_readability"] > points[0].parts["text_readability"]


def test_a_fix_draws_again_and_measures_again(world: World, alice: Actor) -> None:
    asset = world.made(alice, "Words", asset_type="thumbnail")
    world.services.scenes.edit(alice, asset.id, {"title": {"scale": 0.3}})
    world.services.scores.score(alice, asset.id)
    with world.services.uow.read(alice) as tx:
        before = world.services.scores.opinion(tx, alice, asset.id)
    assert before is not None
    index = next(i for i, s in enumerate(before.score["suggestions"]) if s["fix"] and "title" in s["fix"])
    world.services.scores.fix(alice, asset.id, "score", index)
    after = shown(world, alice, asset.id)
    assert after.revision == 3 and after.viral_score is not None and after.viral_score > before.total


def test_a_fix_that_would_lower_the_score_changes_nothing_and_is_let_go(world: World, alice: Actor) -> None:
    asset = world.made(alice, "Ranked until sunrise", asset_type="thumbnail")
    world.measure()
    worse = {"message": "Make it unreadable", "fix": {"title": {"scale": 0.3}}}
    with world.services.uow.write(System.WORKER) as tx:
        row = tx.session.get(Asset, asset.id)
        assert row is not None
        score = row.report["score"]
        row.report = {**row.report, "score": {**score, "suggestions": [worse, *score["suggestions"]]}}
        tx.session.add(row)
    with pytest.raises(FixUseless):
        world.services.scores.fix(alice, asset.id, "score", 0)
    with world.services.uow.read(alice) as tx:
        opinion = world.services.scores.opinion(tx, alice, asset.id)
    assert opinion is not None and worse not in opinion.score["suggestions"]
    assert shown(world, alice, asset.id).revision == 1


def test_a_fix_that_is_not_there_is_refused(world: World, alice: Actor) -> None:
    asset = world.made(alice)
    with pytest.raises(FixUnknown):
        world.services.scores.fix(alice, asset.id, "score", 0)
    world.measure()
    with pytest.raises(FixUnknown):
        world.services.scores.fix(alice, asset.id, "score", 99)
    assert shown(world, alice, asset.id).revision == 1


def test_a_lost_bell_is_rung_again(world: World, alice: Actor) -> None:
    asset = world.made(alice)
    world.queue.rung.clear()
    assert world.services.scores.ring_again() == 0
    world.clock.forward(minutes=10)
    assert world.services.scores.ring_again() == 1
    assert world.queue.rung == [(JobName.SCORE, str(asset.id))]
    world.services.scores.score(alice, asset.id)
    assert world.services.scores.ring_again() == 0


def test_strangers_measure_and_learn_nothing(world: World, alice: Actor) -> None:
    asset, bob = world.made(alice), world.person("bob")
    scores, feedback = world.services.scores, world.services.feedback
    with pytest.raises(NotFound):
        scores.score(bob, asset.id)
    with pytest.raises(NotFound):
        scores.fix(bob, asset.id, "score", 0)
    with world.services.uow.read(bob) as tx:
        for read in (scores.opinion, scores.history, feedback.of):
            with pytest.raises(NotFound):
                read(tx, bob, asset.id)
        with pytest.raises(NotFound):
            feedback.give(tx, bob, asset.id, 1)
        with pytest.raises(NotFound):
            feedback.take_back(tx, bob, asset.id)
    assert world.rows(AssetScore) == [] and world.rows(AssetFeedback) == []


def test_one_thumb_per_asset_and_the_last_one_counts(world: World, alice: Actor) -> None:
    asset = world.made(alice)
    with world.services.uow.write(alice) as tx:
        world.services.feedback.give(tx, alice, asset.id, -1, "colours", "  too\u0000 dark ")
    with world.services.uow.write(alice) as tx:
        world.services.feedback.give(tx, alice, asset.id, 1)
    rows = world.rows(AssetFeedback)
    assert [(row.rating, row.reason, row.comment) for row in rows] == [(1, "", "")]
    assert rows[0].prompt_version == asset.prompt_version
    with world.services.uow.read(alice) as tx:
        for rating, reason in ((0, ""), (2, ""), (1, "because")):
            with pytest.raises(ValidationFailed):
                world.services.feedback.give(tx, alice, asset.id, rating, reason)
    for _ in range(2):
        with world.services.uow.write(alice) as tx:
            world.services.feedback.take_back(tx, alice, asset.id)
    assert world.rows(AssetFeedback) == []


def test_results_of_prompt_versions_count_scores_thumbs_and_repeats(either_world: World) -> None:
    world = either_world
    alice, bob = world.person("alice"), world.person("bob")
    first = world.made(alice, "Again")
    world.clock.forward(minutes=5)
    world.made(alice, "Again")
    world.made(bob, "Again")
    with world.services.uow.write(alice) as tx:
        world.services.feedback.give(tx, alice, first.id, -1)
    world.services.scores.score(alice, first.id)
    score = shown(world, alice, first.id).viral_score
    with world.services.uow.read(System.WORKER) as tx:
        found = {(r.prompt_version, r.asset_type): r for r in world.services.feedback.results(tx)}
    assert sum(r.assets for r in found.values()) == 3
    mine = found[first.prompt_version, "clip_cover"]
    assert (mine.thumbs_up, mine.thumbs_down, mine.regenerated) == (0, 1, 1)
    assert mine.mean_score == pytest.approx(score)
