"""The batch page's handlers, and how a batch is told on its page."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

import pytest

from studio_app.core.actor import Actor
from studio_app.db.models import GenerationJob
from studio_app.ports.image_generation import ContentBlocked
from studio_app.ui.pages.batch.state import BatchState
from studio_app.ui.pages.jobs import batches
from studio_app.ui.pages.jobs import state as jobs_state
from studio_app.ui.pages.jobs.cards import batch_card, job_row
from tests.features.test_batches import batch, on_plan
from tests.ui import test_states
from tests.ui.test_states import HYDRATE, Site
from tests.world import World

application, site = test_states.application, test_states.site

FORM: dict[str, Any] = {
    "rows": [
        {"type": "thumbnail", "words": "", "idea": "", "versions": 3},
        {"type": "twitch_panel", "words": "About", "idea": "a mug", "versions": 1},
    ],
    "pack": "", "title": " Mira ", "idea": "warm light", "game": "Elden Ring", "style": "editorial", "kit": "",
    "master": "", "key": "a-key-of-its-own",
}  # fmt: skip


def generate(site: Site, actor: Actor, *forms: Any) -> list[tuple[dict[str, str], str]]:
    """For each form, in one tab: the faults by place, and what the page says aloud."""

    async def run() -> list[tuple[dict[str, str], str]]:
        root = site.root(site.tag(actor))
        assert await site.ask(root, HYDRATE) is None
        desk, told = await root.get_state(BatchState), []
        for form in forms:
            await BatchState.generate.fn(desk, form)
            told.append((dict(desk.answer.get("faults", {})), desk.note.get("text", "")))
        return told

    return asyncio.run(run())


def jobs(site: Site, actor: Actor) -> list[GenerationJob]:
    rows = site.world.rows(GenerationJob, GenerationJob.user_id == actor.user_id)
    return sorted(rows, key=lambda row: (row.job_type != "batch", row.slot))


def test_every_row_reaches_its_job(site: Site) -> None:
    alice = site.world.person()
    assert generate(site, alice, FORM) == [({}, "")]
    whole, *parts = jobs(site, alice)
    assert (whole.job_type, whole.total_assets) == ("batch", 4)
    assert [(p.asset_type, p.title) for p in parts] == [("thumbnail", "Mira")] * 3 + [("twitch_panel", "About")]
    assert len({p.hook for p in parts[:3]}) == 3 and parts[3].style == "editorial"
    assert parts[3].custom_prompt == "a mug, warm light" and parts[0].custom_prompt == "warm light"
    assert all(p.platform_context["game_category"] == "Elden Ring" for p in parts)  # type: ignore[index]


def test_a_double_click_is_one_order(site: Site) -> None:
    alice = site.world.person()
    assert generate(site, alice, FORM, FORM) == [({}, ""), ({}, "")]
    assert sum(row.job_type == "batch" for row in jobs(site, alice)) == 1


def test_what_is_wrong_stands_at_its_row(site: Site) -> None:
    alice = site.world.person()
    long = {**FORM, "rows": [*FORM["rows"], {"type": "twitch_panel", "words": "x" * 200, "versions": 1}]}
    many = {**FORM, "rows": [{"type": "thumbnail", "versions": 15}, {"type": "thumbnail", "versions": 1}]}
    unknown = {**FORM, "rows": [{"type": "poster", "versions": 1}]}
    told = generate(site, alice, long, many, unknown)
    assert set(told[0][0]) == {"2.words"} and "16" in told[1][0][""] and set(told[2][0]) == {"0.type"}
    assert jobs(site, alice) == []


@pytest.mark.parametrize("odd", [None, [], {}, {**FORM, "rows": "x"}, {**FORM, "key": ""}, {**FORM, "master": "x"},
                                 {**FORM, "rows": [{"type": "thumbnail", "versions": 0}]}])
def test_an_odd_form_is_told_and_does_nothing(site: Site, odd: Any) -> None:
    alice = site.world.person()
    [(faults, said)] = generate(site, alice, odd)
    assert faults == {} and "could not be read" in said and jobs(site, alice) == []


def test_a_strangers_master_is_refused(site: Site) -> None:
    alice = site.world.person()
    [(_, said)] = generate(site, alice, {**FORM, "master": str(uuid.uuid4())})
    assert said and jobs(site, alice) == []


# ---- the page of a batch

def test_a_batch_tells_how_far_it_is(scripted: World) -> None:
    actor = scripted.person()
    on_plan(scripted, actor)
    asked = batch(scripted, actor, 1, 1, 1)
    card = batch_card(asked, {})
    assert card["headline"] == "3 versions of one clip cover: waiting for its turn." and card["open"]
    scripted.painter.script.extend([None, ContentBlocked(), None])
    scripted.work()
    end = scripted.job(actor, asked.id)
    made = {asset.job_id: asset for asset in scripted.assets(actor, job_id=asked.id)}
    card = batch_card(end, made)
    assert card["headline"].endswith("2 of 3 are ready.") and card["missing"] == 1 and card["progress"] == 66
    assert card["sentence"] == "One asset was not made. Your plan was not charged for it."
    parts = card["parts"]
    assert [part["status"] for part in parts] == ["done", "failed", "done"]
    assert [bool(part["asset_id"]) for part in parts] == [True, False, True]
    assert parts[1]["again"] and parts[1]["why"] == ContentBlocked.message
    assert job_row(end)["label"] == "2 of 3" and job_row(end)["status"] == "partial"


def test_versions_say_what_idea_they_follow(scripted: World) -> None:
    asked = batch(scripted, scripted.person(), 3)
    notes = [part["note"] for part in batches.parts_of(asked, {})]
    assert len(set(notes)) == 3 and all(notes)


def test_a_part_is_retried_from_the_page_of_its_batch(site: Site) -> None:
    world = site.world
    alice, bob = world.person(), world.person("bob")
    asked = batch(world, alice, 1, 1)
    world.services.generation.cancel(alice, asked.id)
    part = str(asked.children[0].id)

    async def press(actor: Actor) -> Any:
        root = site.root(site.tag(actor))
        assert await site.ask(root, HYDRATE) is None
        return await jobs_state.JobState.retry_part.fn(await root.get_state(jobs_state.JobState), part)

    assert asyncio.run(press(bob)) is None
    assert asyncio.run(press(alice)) is not None
    again = world.rows(GenerationJob, GenerationJob.retry_of == asked.children[0].id)
    assert len(again) == 1 and again[0].user_id == alice.user_id
