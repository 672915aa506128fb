"""One job's way through a worker, with everything around it failing in turn."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta

import pytest

from studio_app.core.actor import Actor
from studio_app.core.errors import StudioError
from studio_app.db.models import Asset, AssetFile, GenerationJob, ProviderCall
from studio_app.features.generation.types import JobView
from studio_app.ports.image_generation import (
    BadProviderOutput,
    ContentBlocked,
    GenerationFault,
    PlateRequest,
    ProviderBusy,
    ProviderMisconfigured,
    ProviderUnavailable,
)
from studio_app.ports.storage import StorageFault
from tests.world import Step, World, picture

CODES = {
    ProviderBusy: "PROVIDER_BUSY", ProviderUnavailable: "PROVIDER_UNAVAILABLE",
    BadProviderOutput: "PROVIDER_BAD_OUTPUT", ProviderMisconfigured: "PROVIDER_UNAVAILABLE",
    ContentBlocked: "CONTENT_BLOCKED",
}


def row(world: World, job: JobView) -> GenerationJob:
    [found] = world.rows(GenerationJob, GenerationJob.id == job.id)
    return found


def nothing_left(world: World, actor: Actor) -> None:
    """No unit held or counted, no asset, no object."""
    plan = world.plan(actor)
    assert (plan.reserved, plan.used) == (0, 0)
    assert world.rows(Asset) == [] and world.rows(AssetFile) == []
    assert world.shelf.objects == {}


def settled(world: World, actor: Actor) -> None:
    """One asset, one unit, and exactly its objects."""
    plan = world.plan(actor)
    assert (plan.reserved, plan.used) == (0, 1)
    assert len(world.rows(Asset)) == 1
    assert {file.object_key for file in world.rows(AssetFile)} == set(world.shelf.objects)


def turn(world: World, job: JobView) -> tuple[str, float]:
    """One try; the state afterwards, and for how many seconds it must rest."""
    world.services.pipeline.run(job.id)
    after = row(world, job)
    return after.status, (after.next_at - world.clock.now).total_seconds()


@pytest.mark.parametrize("fault", [ProviderBusy, ProviderUnavailable, BadProviderOutput], ids=lambda f: f.__name__)
def test_a_fault_that_may_pass_is_tried_three_times_more(
    either_scripted: World, fault: type[GenerationFault]
) -> None:
    world = either_scripted
    actor = world.person()
    job = world.ask(actor)
    world.painter.script.extend(fault() for _ in range(4))
    for n, (low, high) in enumerate([(1, 2), (2, 4), (4, 8)]):
        state, rest = turn(world, job)
        assert (state, row(world, job).retry_count) == ("queued", n + 1)
        assert low <= rest <= high
        assert world.services.pipeline.run(job.id) == "skipped"
        assert world.plan(actor).reserved == 1
        world.clock.forward(seconds=rest)
    assert turn(world, job)[0] == "failed"
    end = world.job(actor, job.id)
    assert (end.failure_code, end.error_message, end.retry_count) == (CODES[fault], fault.message, 3)
    assert end.failed_assets == 1 and end.completed_at == world.clock.now
    assert len(world.painter.calls) == 4
    nothing_left(world, actor)


def test_a_fault_may_allow_fewer_tries(scripted: World) -> None:
    actor = scripted.person()
    job = scripted.ask(actor)
    scripted.painter.script.extend(BadProviderOutput(details={"max_retries": 1}) for _ in range(2))
    assert turn(scripted, job)[0] == "queued"
    scripted.clock.forward(seconds=31)
    assert turn(scripted, job)[0] == "failed"
    nothing_left(scripted, actor)


@pytest.mark.parametrize(("asked", "rest"), [(7, 7), (45.5, 45.5), (9999, 60)])
def test_a_vendor_that_names_a_time_is_given_it(scripted: World, asked: float, rest: float) -> None:
    actor = scripted.person()
    job = scripted.ask(actor)
    scripted.painter.script.append(ProviderBusy(retry_after=asked))
    assert turn(scripted, job) == ("queued", pytest.approx(rest))
    scripted.clock.forward(seconds=rest - 1)
    assert scripted.services.pipeline.run(job.id) == "skipped"
    scripted.clock.forward(seconds=1)
    assert scripted.services.pipeline.run(job.id) == "completed"
    end = scripted.job(actor, job.id)
    assert (end.failure_code, end.error_message, end.retry_count) == (None, None, 1)
    settled(scripted, actor)


@pytest.mark.parametrize("fault", [ContentBlocked, ProviderMisconfigured], ids=lambda f: f.__name__)
def test_a_fault_that_stays_is_not_tried_again(either_scripted: World, fault: type[GenerationFault]) -> None:
    world = either_scripted
    actor = world.person()
    job = world.ask(actor)
    world.painter.script.append(fault())
    world.work()
    end = world.job(actor, job.id)
    assert (end.status, end.failure_code, end.error_message) == ("failed", CODES[fault], fault.message)
    assert len(world.painter.calls) == 1 and end.retry_count == 0
    nothing_left(world, actor)


BAD_PLATES: dict[str, Step] = {
    "no bytes": b"", "html": b"<html>blocked</html>", "cut": picture(900, 500)[:-30], "gif": b"GIF89a" + b"0" * 99,
    "text": b"I cannot draw that.",
}


@pytest.mark.parametrize("plate", BAD_PLATES.values(), ids=BAD_PLATES.keys())
def test_a_plate_that_is_no_picture_counts_as_a_fault(scripted: World, plate: Step) -> None:
    actor = scripted.person()
    job = scripted.ask(actor)
    scripted.painter.script.append(plate)
    state, rest = turn(scripted, job)
    assert state == "queued" and row(scripted, job).failure_code == "PROVIDER_BAD_OUTPUT"
    scripted.clock.forward(seconds=rest)
    assert scripted.services.pipeline.run(job.id) == "completed"
    settled(scripted, actor)


@pytest.mark.parametrize("size", [(10, 3000), (3000, 10), (1, 1), (2000, 2000)])
def test_a_plate_of_any_size_is_cut_to_the_target(scripted: World, size: tuple[int, int]) -> None:
    actor = scripted.person()
    scripted.painter.script.append(picture(*size))
    asset = scripted.made(actor)
    assert (asset.width, asset.height) == (1280, 720)


def test_an_unexpected_crash_is_final_and_says_nothing_of_its_cause(either_scripted: World) -> None:
    world = either_scripted
    actor = world.person()
    job = world.ask(actor)
    world.painter.script.append(ZeroDivisionError("secret detail"))
    world.work()
    end = world.job(actor, job.id)
    assert (end.status, end.failure_code, end.error_message) == ("failed", "INTERNAL", StudioError.message)
    nothing_left(world, actor)


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_storage_that_fails_at_any_put_orphans_nothing(scripted: World, when: str, number: int) -> None:
    actor = scripted.person()
    job = scripted.ask(actor)

    def fail(n: int) -> None:
        if n == number:
            raise StorageFault

    setattr(scripted.shelf, f"{when}_put", fail)
    state, rest = turn(scripted, job)
    staged = set(scripted.shelf.objects)
    assert state == "queued" and staged <= {f"staging/{job.id}"} and bool(staged) == ((number, when) != (0, "before"))
    assert row(scripted, job).failure_code == "STORAGE_ERROR"
    scripted.clock.forward(seconds=rest)
    assert scripted.services.pipeline.run(job.id) == "completed"
    settled(scripted, actor)
    # What was painted and paid for is used, not bought again.
    assert len(scripted.painter.calls) == len(scripted.rows(ProviderCall)) == (1 if staged else 2)


def test_a_storage_that_stays_down_fails_the_job_in_the_end(scripted: World) -> None:
    actor = scripted.person()
    job = scripted.ask(actor)

    def down(_n: int) -> None:
        raise StorageFault

    scripted.shelf.before_put = down
    for _ in range(4):
        scripted.services.pipeline.run(job.id)
        scripted.clock.forward(seconds=31)
    end = scripted.job(actor, job.id)
    assert (end.status, end.failure_code) == ("failed", "STORAGE_ERROR")
    nothing_left(scripted, actor)


def test_a_logo_that_cannot_be_read_now_is_tried_again(scripted: World) -> None:
    actor = scripted.person()
    kit = scripted.kit(actor)
    scripted.services.logos.add(actor, kit.id, "primary", picture(), "logo.png")
    job = scripted.ask(actor)
    scripted.shelf.down = True
    state, rest = turn(scripted, job)
    assert state == "queued" and scripted.painter.calls == []
    scripted.shelf.down = False
    scripted.clock.forward(seconds=rest)
    assert scripted.services.pipeline.run(job.id) == "completed"


# ---- leases, fences, zombies

def takeover(world: World, job: JobView) -> Callable[[object], None]:
    """What happens to a worker that sleeps past its lease: somebody else takes the job and finishes it."""
    done: list[bool] = []

    def act(_anything: object) -> None:
        if done:
            return
        done.append(True)
        world.clock.forward(seconds=31)
        world.services.sweeper.sweep()
        assert world.services.pipeline.run(job.id) == "completed"

    return act


def test_a_zombie_that_wakes_while_painting_changes_nothing(either_scripted: World) -> None:
    world = either_scripted
    actor = world.person()
    job = world.ask(actor)
    world.painter.script.append(takeover(world, job))
    assert world.services.pipeline.run(job.id) == "skipped"
    end = row(world, job)
    assert (end.status, end.crash_count, end.fence) == ("completed", 1, 3)
    settled(world, actor)


@pytest.mark.parametrize("number", [0, 1, 3])
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_zombie_that_wakes_while_storing_leaves_no_object(scripted: World, when: str, number: int) -> None:
    actor = scripted.person()
    job = scripted.ask(actor)
    act = takeover(scripted, job)

    def at(n: int) -> None:
        if n == number:
            act(n)

    setattr(scripted.shelf, f"{when}_put", at)
    assert scripted.services.pipeline.run(job.id) == "skipped"
    settled(scripted, actor)


@pytest.mark.parametrize("step", [ProviderBusy(), ContentBlocked(), ZeroDivisionError(), None], ids=str)
def test_a_zombie_that_fails_harms_nobody(scripted: World, step: Step) -> None:
    actor = scripted.person()
    job = scripted.ask(actor)
    act = takeover(scripted, job)

    def late(request: PlateRequest) -> Step:
        act(request)
        return step

    scripted.painter.script.append(late)
    scripted.services.pipeline.run(job.id)
    assert scripted.job(actor, job.id).status == "completed"
    settled(scripted, actor)


@pytest.mark.parametrize("step", [ProviderBusy(), ContentBlocked(), StorageFault(), None], ids=str)
def test_a_zombie_cannot_write_while_its_successor_works(either_scripted: World, step: Step) -> None:
    """The job is in work again, under a newer fence: only the fence tells the two workers apart."""
    world = either_scripted
    actor = world.person()
    job = world.ask(actor)
    painting, zombie_gone = threading.Event(), threading.Event()

    def successor_paints(_request: PlateRequest) -> None:
        painting.set()
        assert zombie_gone.wait(20)

    def sleep(_request: PlateRequest) -> Step:
        world.clock.forward(seconds=31)
        world.services.sweeper.sweep()
        world.painter.script.append(successor_paints)
        successor.append(pool.submit(world.services.pipeline.run, job.id))
        assert painting.wait(20)
        return step

    successor: list[Future[str]] = []
    world.painter.script.append(sleep)
    with ThreadPoolExecutor(1) as pool:
        before_end = world.services.pipeline.run(job.id)
        held = row(world, job)
        zombie_gone.set()
        assert successor[0].result(20) == "completed"
    assert before_end == "skipped" and (held.status, held.fence, held.retry_count) == ("processing", 3, 0)
    settled(world, actor)


def test_a_bell_that_rings_twice_works_once(either_scripted: World) -> None:
    world = either_scripted
    actor = world.person()
    job = world.ask(actor)
    seen: list[str] = []
    world.painter.script.append(lambda _request: seen.append(world.services.pipeline.run(job.id)))
    world.queue.rung *= 3
    world.work()
    assert seen == ["skipped"] and len(world.painter.calls) == 1
    settled(world, actor)


def test_a_bell_for_nothing_is_answered_quietly(scripted: World) -> None:
    assert scripted.services.pipeline.run(uuid.uuid4()) == "skipped"


# ---- cancelling while faults happen

@pytest.mark.parametrize("step", [ProviderBusy(), StorageFault(), None], ids=["busy", "storage", "painted"])
def test_a_job_cancelled_in_work_ends_as_cancelled_whatever_the_vendor_says(either_scripted: World, step: Step) -> None:
    world = either_scripted
    actor = world.person()
    job = world.ask(actor)

    def cancel(_request: PlateRequest) -> Step:
        world.services.generation.cancel(actor, job.id)
        return step

    world.painter.script.append(cancel)
    assert world.services.pipeline.run(job.id) == "cancelled"
    end = world.job(actor, job.id)
    assert (end.status, end.failure_code, end.error_message) == ("cancelled", None, None)
    nothing_left(world, actor)


def test_the_way_of_a_job_can_be_watched(scripted: World) -> None:
    actor = scripted.person()
    job = scripted.ask(actor)
    seen: list[tuple[str | None, int]] = []

    def look(_anything: object) -> None:
        now = scripted.job(actor, job.id)
        assert now.status == "processing" and now.started_at == scripted.clock.now
        seen.append((now.stage, now.progress_percent))

    scripted.painter.script.append(look)
    scripted.shelf.before_put = look
    scripted.work()
    assert seen[0] == ("paint", 30) and seen[-1] == ("check", 90)
    end = scripted.job(actor, job.id)
    assert (end.progress_percent, end.stage, end.completed_assets, len(end.asset_ids)) == (100, None, 1, 1)


def test_the_lease_is_renewed_before_every_step(scripted: World) -> None:
    actor = scripted.person()
    job = scripted.ask(actor)
    leases = []

    def look(_anything: object) -> None:
        leases.append(row(scripted, job).lease_until)
        scripted.clock.forward(seconds=20)

    scripted.painter.script.append(look)
    scripted.shelf.before_put = lambda n: look(n) if n == 0 else None
    assert scripted.services.pipeline.run(job.id) == "completed"
    assert leases[1] - leases[0] == timedelta(seconds=20)


def test_an_asset_knows_how_it_was_made(scripted: World) -> None:
    actor = scripted.person()
    asset = scripted.made(actor, "Words", custom_prompt="a neon cave", seed=42)
    assert "a neon cave" in asset.prompt_used and scripted.painter.calls[0].prompt == asset.prompt_used
    facts = asset.generation_params
    assert (facts["provider"], facts["model"]) == ("scripted", "script-1")
    assert (facts["seed"], facts["style"]) == (42, "editorial")
    assert asset.alt_text == "Clip cover that says “Words”, editorial style"
    assert {e.format for e in asset.exports} == {"png", "jpeg", "webp"} and asset.exports[0].format == asset.format
    assert asset.expires_at is not None and (asset.expires_at - scripted.clock.now).days == 90
