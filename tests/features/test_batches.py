"""Batches: all accepted or none, summed up in the transaction of every child, cancelled and retried as a whole."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from studio_app.catalog.hooks import HOOKS
from studio_app.core.actor import Actor, System
from studio_app.core.errors import Conflict, StudioError, ValidationFailed
from studio_app.db.models import GenerationJob, OutboxMessage, Subscription, UsageReservation
from studio_app.features.billing.types import AssetLimitExceeded
from studio_app.features.generation import turns
from studio_app.features.generation.endings import JOB_ENDED
from studio_app.features.generation.types import (
    BatchCommand,
    BatchItem,
    GenerateCommand,
    IdempotencyKeyReused,
    JobNotCancellable,
    JobView,
)
from studio_app.ports.image_generation import ContentBlocked
from tests.world import World


def on_plan(world: World, actor: Actor, tier: str = "studio") -> None:
    with world.services.uow.write(System.WORKER) as tx:
        tx.session.add(
            Subscription(
                user_id=actor.user_id, tier=tier, status="active", current_period_start=tx.now,
                current_period_end=tx.now + timedelta(days=30),
            )
        )


def batch(world: World, actor: Actor, *counts: int, key: str | None = None, **wanted: Any) -> JobView:
    items = tuple(BatchItem(GenerateCommand("clip_cover", f"t{n}", style="editorial", **wanted), c)
                  for n, c in enumerate(counts))
    return world.services.generation.request_batch(actor, BatchCommand(items), key).job


@pytest.fixture
def paying(either_scripted: World) -> tuple[World, Actor]:
    actor = either_scripted.person()
    on_plan(either_scripted, actor)
    return either_scripted, actor


def test_a_batch_is_made_child_by_child(paying: tuple[World, Actor]) -> None:
    world, actor = paying
    asked = batch(world, actor, 1, 1, 1)
    assert (asked.status, asked.job_type, asked.total_assets) == ("queued", "batch", 3)
    assert [(c.title, c.slot, c.status, c.job_type) for c in asked.children] == [
        ("t0", 0, "queued", "single"), ("t1", 1, "queued", "single"), ("t2", 2, "queued", "single"),
    ]
    assert (world.plan(actor).reserved, world.plan(actor).used) == (3, 0)
    seen = []
    for child in asked.children:
        world.services.pipeline.run(child.id)
        now = world.job(actor, asked.id)
        seen.append((now.status, now.completed_assets, now.progress_percent, len(now.asset_ids)))
    assert seen == [("processing", 1, 33, 1), ("processing", 2, 66, 2), ("completed", 3, 100, 3)]
    assert (world.plan(actor).reserved, world.plan(actor).used) == (0, 3)
    assert [a.title for a in world.assets(actor, job_id=asked.id)] == ["t2", "t1", "t0"]
    told = [m.payload["job_id"] for m in world.rows(OutboxMessage) if m.kind == JOB_ENDED]
    assert told == [str(asked.id)]  # one notice, for the batch


def test_lists_show_the_batch_and_not_its_children(paying: tuple[World, Actor]) -> None:
    world, actor = paying
    asked, alone = batch(world, actor, 1, 1), world.ask(actor)
    with world.services.uow.read(actor) as tx:
        page = world.services.generation.browse(tx, actor)
        children = world.services.generation.browse(tx, actor, parent_job_id=asked.id)
        assert world.services.generation.running(tx, actor) == 3
    assert {job.id for job in page.jobs} == {asked.id, alone.id} and page.total == 2
    assert {job.id for job in children.jobs} == {child.id for child in asked.children} and children.total == 2


@pytest.mark.parametrize("counts", [(), (16,), (8, 8), (1,) * 16, (0,)])
def test_none_or_too_many_are_refused_and_cost_nothing(scripted: World, counts: tuple[int, ...]) -> None:
    actor = scripted.person()
    on_plan(scripted, actor)
    with pytest.raises(ValidationFailed):
        batch(scripted, actor, *counts)
    assert scripted.rows(GenerationJob) == [] and scripted.plan(actor).reserved == 0


def test_what_is_wrong_is_said_of_its_line(scripted: World) -> None:
    items = (BatchItem(GenerateCommand("thumbnail")), BatchItem(GenerateCommand("poster", title="x" * 200)))
    with pytest.raises(ValidationFailed) as refused:
        scripted.services.generation.request_batch(scripted.person(), BatchCommand(items))
    assert set(refused.value.details["fields"]) == {"assets.1.asset_type", "assets.1.title"}  # type: ignore[index]


def test_more_than_the_plan_has_left_is_refused_whole(scripted: World) -> None:
    actor = scripted.person()
    with pytest.raises(AssetLimitExceeded):
        batch(scripted, actor, 6)
    assert scripted.rows(GenerationJob) == [] and scripted.rows(UsageReservation) == []
    assert batch(scripted, actor, 5).total_assets == 5 and scripted.plan(actor).left == 0


def test_four_of_fifteen_fail_and_their_units_come_back(paying: tuple[World, Actor]) -> None:
    world, actor = paying
    asked = batch(world, actor, *[1] * 15)
    world.painter.script.extend(ContentBlocked() if n % 4 == 1 else None for n in range(15))
    while world.services.pipeline.run_next() != "skipped":
        pass
    end = world.job(actor, asked.id)
    assert (end.status, end.completed_assets, end.failed_assets, end.progress_percent) == ("partial", 11, 4, 73)
    assert Counter(child.status for child in end.children) == {"completed": 11, "failed": 4}
    assert (world.plan(actor).reserved, world.plan(actor).used) == (0, 11)
    assert len(end.asset_ids) == 11

    again = world.services.generation.retry(actor, asked.id)
    assert (again.job_type, again.total_assets, again.retry_of) == ("batch", 4, asked.id)
    assert [c.title for c in again.children] == [c.title for c in end.children if c.status == "failed"]
    assert world.services.generation.retry(actor, asked.id).id == again.id  # a double click
    while world.services.pipeline.run_next() != "skipped":
        pass
    assert world.job(actor, again.id).status == "completed"
    assert world.job(actor, asked.id).status == "partial"  # an end is an end


def test_nothing_made_says_why(scripted: World) -> None:
    actor = scripted.person()
    asked = batch(scripted, actor, 1, 1)
    scripted.painter.script.extend([ContentBlocked(), ContentBlocked()])
    scripted.work()
    end = scripted.job(actor, asked.id)
    assert (end.status, end.failure_code, end.failed_assets) == ("failed", "CONTENT_BLOCKED", 2)


def test_one_child_is_retried_alone_and_once(scripted: World) -> None:
    actor = scripted.person()
    asked = batch(scripted, actor, 1, 1)
    scripted.painter.script.append(ContentBlocked())
    scripted.work()
    failed = next(c for c in scripted.job(actor, asked.id).children if c.status == "failed")
    again = scripted.services.generation.retry(actor, failed.id)
    assert (again.parent_job_id, again.retry_of, again.title) == (None, failed.id, failed.title)
    assert scripted.services.generation.retry(actor, failed.id).id == again.id
    done = next(c for c in scripted.job(actor, asked.id).children if c.status == "completed")
    with pytest.raises(Conflict):
        scripted.services.generation.retry(actor, done.id)


def test_cancelling_takes_back_what_is_left(paying: tuple[World, Actor]) -> None:
    world, actor = paying
    asked = batch(world, actor, 1, 1, 1, 1)

    def stop(_request: object) -> None:
        world.services.generation.cancel(actor, asked.id)

    world.services.pipeline.run(asked.children[0].id)
    world.painter.script.append(stop)
    assert world.services.pipeline.run(asked.children[1].id) == "cancelled"
    end = world.job(actor, asked.id)
    assert [c.status for c in end.children] == ["completed", "cancelled", "cancelled", "cancelled"]
    assert (end.status, end.completed_assets, end.failed_assets) == ("partial", 1, 0)
    assert (world.plan(actor).reserved, world.plan(actor).used) == (0, 1)
    with pytest.raises(JobNotCancellable):
        world.services.generation.cancel(actor, asked.id)


def test_cancelled_before_anything_began(scripted: World) -> None:
    actor = scripted.person()
    asked = batch(scripted, actor, 1, 1)
    assert scripted.services.generation.cancel(actor, asked.id).status == "cancelled"
    assert scripted.plan(actor).reserved == 0
    scripted.work()
    assert scripted.painter.calls == []
    assert [m.payload["job_id"] for m in scripted.rows(OutboxMessage) if m.kind == JOB_ENDED] == [str(asked.id)]


def test_the_same_key_is_the_same_batch(scripted: World) -> None:
    actor = scripted.person()
    first, second = batch(scripted, actor, 2, key="k"), batch(scripted, actor, 2, key="k")
    assert first.id == second.id and scripted.plan(actor).reserved == 2
    with pytest.raises(IdempotencyKeyReused):
        batch(scripted, actor, 1, key="k")


def test_twenty_at_once_with_one_key_are_one_batch(either_scripted: World) -> None:
    actor, found, faults = either_scripted.person(), set(), []

    def ask() -> None:
        try:
            found.add(batch(either_scripted, actor, 2, key="k").id)
        except StudioError as fault:
            faults.append(fault.code)

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 1 and faults == []
    assert len(either_scripted.rows(GenerationJob)) == 3 and either_scripted.plan(actor).reserved == 2


def test_the_last_two_children_may_end_at_once(either_scripted: World) -> None:
    """Of two transactions that each see the other's child open, one has to sum up both."""
    world, actor = either_scripted, either_scripted.person()
    for _ in range(2):
        asked = batch(world, actor, 1, 1)
        meet = threading.Barrier(2)
        world.painter.script.extend([lambda _r, meet=meet: meet.wait(10)] * 2)
        threads = [threading.Thread(target=world.services.pipeline.run, args=(c.id,)) for c in asked.children]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        end = world.job(actor, asked.id)
        assert (end.status, end.completed_assets) == ("completed", 2)


# ---- versions

def test_versions_differ_in_idea_layout_and_words(scripted: World) -> None:
    actor = scripted.person()
    asked = batch(scripted, actor, 3)
    hooks = [c.hook for c in asked.children]
    assert len(set(hooks)) == 3 and {c.job_type for c in asked.children} == {"variation"}
    assert len({c.style for c in asked.children}) == 3 and len({c.seed for c in asked.children}) == 1
    assert {c.title for c in asked.children} == {"t0"}  # her own words stay as they are
    scripted.work()
    prompts = [call.prompt for call in scripted.painter.calls]
    for hook, prompt in zip(hooks, prompts, strict=True):
        assert HOOKS[hook].prompt in prompt
    assert len(set(prompts)) == 3

    free = scripted.services.generation.request_batch(
        scripted.person(), BatchCommand((BatchItem(GenerateCommand("thumbnail", custom_prompt="chess opening"), 3),))
    ).job
    titles = [c.title for c in free.children]
    assert len(set(titles)) == 3 and all("chess opening" in title for title in titles)


def test_a_wanted_hook_leads_the_versions(scripted: World) -> None:
    asked = batch(scripted, scripted.person(), 3, hook="stakes")
    assert asked.children[0].hook == "stakes" and len({c.hook for c in asked.children}) == 3


# ---- whose turn it is

def order(world: World, names: dict[Any, str]) -> str:
    """Who is served, job by job, by one worker."""
    served = []
    while True:
        world.clock.forward(seconds=1)
        with world.services.uow.read(System.WORKER) as tx:
            due = turns.next_due(tx)
        if not due:
            return "".join(served)
        served.append(names[world.rows(GenerationJob, GenerationJob.id == due[0])[0].user_id])
        assert world.services.pipeline.run_next() == "completed"


def test_a_batch_holds_up_another_persons_job_by_less_than_one(paying: tuple[World, Actor]) -> None:
    world, alice = paying
    bob, names = world.person("bob"), {}
    on_plan(world, bob)
    names = {alice.user_id: "a", bob.user_id: "b"}
    batch(world, alice, *[1] * 6)
    world.services.pipeline.run_next()
    world.ask(bob)
    world.ask(bob)
    assert order(world, names) == "babaaaa"


def test_a_heavier_plan_is_served_more_and_a_free_one_still(either_scripted: World) -> None:
    world = either_scripted
    free, paid = world.person("free"), world.person("paid")
    on_plan(world, paid, "pro")
    batch(world, free, *[1] * 4)
    batch(world, paid, *[1] * 9)
    served = order(world, {free.user_id: "f", paid.user_id: "P"})
    assert served.count("P") == 9 and all("f" in served[i : i + 5] for i in range(0, 9))
    assert served[:8].count("P") == 6


def test_who_comes_back_has_no_credit(either_scripted: World) -> None:
    world = either_scripted
    alice, bob = world.person("alice"), world.person("bob")
    on_plan(world, alice)
    on_plan(world, bob)
    batch(world, alice, *[1] * 8)
    for _ in range(4):
        world.services.pipeline.run_next()
    batch(world, bob, *[1] * 4)  # she was away while alice was served four times
    assert order(world, {alice.user_id: "a", bob.user_id: "b"}) == "babababa"


def test_five_in_work_and_no_more(paying: tuple[World, Actor]) -> None:
    world, actor = paying
    batch(world, actor, *[1] * 7)
    other = world.person("bob")
    inside: list[int] = []

    def deeper(_request: object) -> None:
        inside.append(len(world.rows(GenerationJob, GenerationJob.status == "processing",
                                     GenerationJob.job_type != "batch")))
        if len(inside) < 7:
            world.painter.script.append(deeper)
        world.services.pipeline.run_next()

    world.painter.script.append(deeper)
    world.ask(other)
    world.services.pipeline.run_next()
    assert max(inside) == 6  # five of hers and the other person's
    while world.services.pipeline.run_next() != "skipped":
        pass
    assert world.rows(GenerationJob, GenerationJob.status != "completed") == []


def test_who_waits_a_minute_is_told_once(either_scripted: World) -> None:
    world, actor = either_scripted, either_scripted.person()
    alone, many = world.ask(actor), batch(world, actor, 1, 1)
    world.clock.forward(seconds=59)
    world.services.sweeper.sweep()
    assert world.job(actor, alone.id).delay_notified_at is None
    world.clock.forward(seconds=2)
    heard: list[Any] = []
    world.services.events.subscribe(heard.append)
    for _ in range(3):
        world.services.sweeper.sweep()
        world.clock.forward(seconds=5)
    assert sorted(change.job_id for change in heard) == sorted([alone.id, many.id])
    assert world.job(actor, many.id).delay_notified_at == world.job(actor, alone.id).delay_notified_at is not None
    assert all(child.delay_notified_at is None for child in world.job(actor, many.id).children)
