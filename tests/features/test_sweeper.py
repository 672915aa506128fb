"""What keeps jobs moving when queues and workers are lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from studio_app.core.actor import Actor, System
from studio_app.db.models import GenerationJob
from studio_app.features.generation.types import JobView
from studio_app.ports.image_generation import PlateRequest, ProviderBusy
from tests.features.test_batches import on_plan
from tests.world import World


class Killed(BaseException):
    """The worker's process is gone: nothing after this runs in it."""


def crash(world: World, job: JobView) -> None:
    """A worker takes the job and dies with it: as kill -9 leaves it, in work under a lease that nobody renews."""

    def die(_request: PlateRequest) -> None:
        raise Killed

    world.painter.script.append(die)
    with pytest.raises(Killed):
        world.services.pipeline.run(job.id)
    assert world.job(world_owner(job), job.id).status == "processing"


def world_owner(job: JobView) -> Actor:
    return Actor(job.user_id, job.id)


def test_a_request_is_accepted_while_the_queue_is_away_and_runs_when_it_is_back(either_scripted: World) -> None:
    world = either_scripted
    sweeper, actor = world.services.sweeper, world.person()
    world.queue.reachable = False
    job = world.ask(actor)
    assert job.status == "queued" and world.queue.rung == []
    assert sweeper.sweep() == 0
    world.queue.reachable = True
    assert (sweeper.sweep(), sweeper.sweep()) == (1, 0)
    world.work()
    assert world.job(actor, job.id).status == "completed" and world.plan(actor).used == 1


def test_as_many_bells_wait_as_there_are_jobs_to_begin(either_scripted: World) -> None:
    world = either_scripted
    sweeper, actor = world.services.sweeper, world.person()
    on_plan(world, actor)
    jobs = [world.ask(actor) for _ in range(7)]
    assert sweeper.sweep() == 0, "every bell still waits to be answered"
    world.queue.rung.clear()
    assert (sweeper.sweep(), sweeper.sweep()) == (5, 0), "no more than one person may have in work"
    world.queue.rung.pop()
    assert sweeper.ring() == 1
    crash(world, jobs[0])
    world.queue.rung.clear()
    assert sweeper.ring() == 4
    world.work()
    assert sweeper.ring() == 2
    world.work()
    assert sorted(world.job(actor, job.id).status for job in jobs) == ["completed"] * 6 + ["processing"]
    assert len(world.painter.calls) == 7


def test_a_job_that_rests_is_rung_for_when_it_is_due(either_scripted: World) -> None:
    world = either_scripted
    sweeper, actor = world.services.sweeper, world.person()
    world.painter.script.append(ProviderBusy(retry_after=40))
    job = world.ask(actor)
    world.work()
    world.clock.forward(seconds=39)
    assert sweeper.sweep() == 0
    world.clock.forward(seconds=1)
    assert sweeper.sweep() == 1
    world.work()
    assert world.job(actor, job.id).status == "completed"


def test_a_lost_worker_is_noticed_when_its_lease_ends(either_scripted: World) -> None:
    world = either_scripted
    sweeper, actor = world.services.sweeper, world.person()
    job = world.ask(actor)
    world.queue.rung.clear()
    crash(world, job)
    world.clock.forward(seconds=29)
    assert sweeper.sweep() == 0 and world.job(actor, job.id).status == "processing"
    world.clock.forward(seconds=2)
    assert sweeper.sweep() == 1
    world.work()
    end = world.job(actor, job.id)
    assert (end.status, end.retry_count, world.plan(actor).used) == ("completed", 0, 1)


def test_the_fourth_crash_is_the_last(either_scripted: World) -> None:
    world = either_scripted
    sweeper, actor = world.services.sweeper, world.person()
    job, other = world.ask(actor), world.ask(actor)
    for n in range(4):
        assert world.job(actor, job.id).status == "queued", n
        crash(world, job)
        world.clock.forward(seconds=31)
        sweeper.sweep()
    end = world.job(actor, job.id)
    assert (end.status, end.failure_code, end.failed_assets) == ("failed", "WORKER_LOST", 1)
    assert "Your plan was not charged" in (end.error_message or "")
    world.work()
    assert world.job(actor, other.id).status == "completed"
    assert (world.plan(actor).reserved, world.plan(actor).used) == (0, 1)


def test_a_lost_job_that_was_cancelled_is_not_started_again(either_scripted: World) -> None:
    world = either_scripted
    sweeper, actor = world.services.sweeper, world.person()
    job = world.ask(actor)
    crash(world, job)
    world.services.generation.cancel(actor, job.id)
    world.clock.forward(seconds=31)
    sweeper.sweep()
    end = world.job(actor, job.id)
    assert (end.status, end.failure_code, world.plan(actor).reserved) == ("cancelled", None, 0)


def test_what_cannot_start_in_time_fails_with_a_sentence(either_scripted: World) -> None:
    world = either_scripted
    sweeper, actor = world.services.sweeper, world.person()
    job = world.ask(actor)
    world.clock.forward(minutes=14, seconds=59)
    sweeper.sweep()
    assert world.job(actor, job.id).status == "queued"
    world.clock.forward(seconds=1)
    assert world.services.pipeline.run(job.id) == "skipped"
    sweeper.sweep()
    end = world.job(actor, job.id)
    assert (end.status, end.failure_code, world.plan(actor).reserved) == ("failed", "DEADLINE_EXCEEDED", 0)
    assert end.error_message and end.error_message.endswith("Try again.")


def test_a_deadline_names_the_fault_that_kept_the_job_waiting(scripted: World) -> None:
    actor = scripted.person()
    scripted.painter.script.append(ProviderBusy())
    job = scripted.ask(actor)
    scripted.work()
    scripted.clock.forward(minutes=16)
    scripted.services.sweeper.sweep()
    end = scripted.job(actor, job.id)
    assert (end.failure_code, end.error_message) == ("PROVIDER_BUSY", ProviderBusy.message)


def test_sweepers_may_run_at_once(either_scripted: World) -> None:
    world = either_scripted
    sweeper, actor = world.services.sweeper, world.person()
    lost, overdue = world.ask(actor), world.ask(actor)
    crash(world, lost)
    with world.services.uow.write(System.WORKER) as tx:
        row = tx.session.get(GenerationJob, overdue.id)
        assert row is not None
        row.deadline_at = tx.now
        tx.session.add(row)
    world.clock.forward(seconds=31)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _n: sweeper.sweep(), range(8)))
    plan = world.plan(actor)
    assert (plan.reserved, plan.used) == (1, 0)
    [row] = world.rows(GenerationJob, GenerationJob.id == lost.id)
    assert (row.status, row.crash_count, row.fence) == ("queued", 1, 2)
    world.work()
    assert (world.plan(actor).reserved, world.plan(actor).used) == (0, 1)
    before = world.rows(GenerationJob)
    for _ in range(3):
        world.clock.forward(minutes=30)
        sweeper.sweep()
        sweeper.tidy()
    assert world.rows(GenerationJob) == before


def test_ended_jobs_are_left_alone(scripted: World) -> None:
    actor = scripted.person()
    scripted.made(actor)
    scripted.services.generation.cancel(actor, scripted.ask(actor).id)
    before = scripted.rows(GenerationJob)
    scripted.clock.forward(days=2)
    assert scripted.services.sweeper.sweep() == 0
    assert scripted.rows(GenerationJob) == before
