"""Asking for an asset: one job per key, the kit as it was then, and jobs that can be stopped or tried again."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from studio_app.core.errors import Conflict, NotFound, ValidationFailed
from studio_app.db.models import GenerationJob, IdempotencyKey, UsageReservation
from studio_app.features.brand_kits.types import KitFields
from studio_app.features.generation.types import (
    GenerateCommand,
    IdempotencyKeyReused,
    JobNotCancellable,
    PlatformContext,
)
from studio_app.ports.image_generation import ContentBlocked, PlateRequest
from tests.conftest import make_world
from tests.world import Painter, Shelf, World, picture


def test_a_request_is_queued_and_rung_for(either_scripted: World) -> None:
    world = either_scripted
    actor = world.person()
    context = PlatformContext("twitch", "Elden Ring", "First run")
    accepted = world.services.generation.request(
        actor, GenerateCommand("youtube_thumbnail", "  Hi\u202e there \n", "an idea", "impact", None, context, 7)
    )
    job = accepted.job
    assert (job.status, job.asset_type, job.title, job.seed) == ("queued", "thumbnail", "Hi there", 7)
    assert job.platform_context == {"platform": "twitch", "game_category": "Elden Ring", "stream_title": "First run"}
    assert (job.asset_ids, job.progress_percent, job.retry_count, accepted.replayed) == ((), 0, 0, False)
    assert [entity for _, entity in world.queue.rung] == [str(job.id)]
    assert world.job(actor, job.id) == job


@pytest.mark.parametrize(
    "command",
    [GenerateCommand("poster"), GenerateCommand("thumbnail", "t" * 141), GenerateCommand("thumbnail", seed=-1),
     GenerateCommand("thumbnail", custom_prompt="x" * 2001), GenerateCommand("thumbnail", style="baroque")],
    ids=["type", "title", "seed", "prompt", "style"],
)
def test_what_does_not_fit_makes_no_job_and_takes_nothing(world: World, command: GenerateCommand) -> None:
    actor = world.person()
    with pytest.raises(ValidationFailed) as fault:
        world.services.generation.request(actor, command, "the-key")
    assert (fault.value.details or {})["fields"]
    assert world.rows(GenerationJob) == [] and world.rows(IdempotencyKey) == [] and world.plan(actor).reserved == 0


def test_one_key_is_one_job(either_world: World) -> None:
    actor = either_world.person()
    first = either_world.services.generation.request(actor, GenerateCommand("thumbnail", "A"), "key")
    again = either_world.services.generation.request(actor, GenerateCommand("thumbnail", "A"), "key")
    assert again.job.id == first.job.id and (first.replayed, again.replayed) == (False, True)
    with pytest.raises(IdempotencyKeyReused):
        either_world.services.generation.request(actor, GenerateCommand("thumbnail", "B"), "key")
    bob = either_world.person("bob")
    other = either_world.services.generation.request(bob, GenerateCommand("thumbnail", "B"), "key")
    assert other.job.id != first.job.id
    assert len(either_world.rows(GenerationJob)) == 2 and either_world.plan(actor).reserved == 1
    assert len(either_world.queue.rung) == 2


def test_twenty_equal_requests_at_once_are_one_job(either_world: World) -> None:
    actor = either_world.person()
    with ThreadPoolExecutor(20) as pool:
        jobs = list(pool.map(lambda _n: either_world.ask(actor, "Same", "one key"), range(20)))
    assert len({job.id for job in jobs}) == 1
    assert len(either_world.rows(GenerationJob)) == len(either_world.rows(UsageReservation)) == 1
    assert either_world.plan(actor).reserved == 1 and len(either_world.queue.rung) == 1


def test_a_key_is_forgotten_after_a_day(either_world: World) -> None:
    actor = either_world.person()
    first = either_world.ask(actor, "A", "key")
    either_world.clock.forward(hours=23, minutes=59)
    either_world.services.sweeper.tidy()
    assert either_world.ask(actor, "A", "key").id == first.id
    either_world.clock.forward(minutes=2)
    either_world.services.sweeper.tidy()
    assert either_world.ask(actor, "A", "key").id != first.id


def test_a_job_keeps_the_kit_of_the_moment_it_was_asked_for(either_scripted: World) -> None:
    world = either_scripted
    kits, actor = world.services.brand_kits, world.person()
    kit = world.kit(actor, "Before", primary_colors=("#AA0000",))
    job = world.ask(actor)
    assert job.brand_kit_id == kit.id
    with world.services.uow.write(actor) as tx:
        kits.update(tx, actor, kit.id, KitFields("After", ("#00BB00",)))
        kits.delete(tx, actor, kit.id)
    world.work()
    asset = world.assets(actor)[0]
    assert "#AA0000" in asset.prompt_used and "#00BB00" not in asset.prompt_used
    assert (asset.brand_kit_id, asset.brand_kit_version) == (kit.id, 1)


def test_without_a_kit_the_studios_own_is_used(scripted: World) -> None:
    actor = scripted.person()
    asset = scripted.made(actor)
    assert asset.brand_kit_id is None
    assert all(color in asset.prompt_used for color in scripted.services.generation.default_kit.colors)


def test_a_named_kit_goes_before_the_active_one(scripted: World) -> None:
    actor = scripted.person()
    scripted.kit(actor, "active", primary_colors=("#AA0000",))
    other = scripted.kit(actor, "other", primary_colors=("#00BB00",))
    asset = scripted.made(actor, brand_kit_id=other.id)
    assert asset.brand_kit_id == other.id and "#00BB00" in asset.prompt_used


def test_somebody_elses_kit_is_not_found_and_nothing_is_taken(either_world: World) -> None:
    alice, bob = either_world.person(), either_world.person("bob")
    kit = either_world.kit(alice)
    for kit_id in (kit.id, uuid.uuid4()):
        with pytest.raises(NotFound):
            either_world.ask(bob, brand_kit_id=kit_id)
    assert either_world.rows(GenerationJob) == [] and either_world.plan(bob).reserved == 0
    assert either_world.queue.rung == []


def test_a_queued_job_is_cancelled_at_once(either_scripted: World) -> None:
    world = either_scripted
    actor = world.person()
    job = world.ask(actor)
    assert world.services.generation.cancel(actor, job.id).status == "cancelled"
    assert (world.plan(actor).reserved, world.plan(actor).used) == (0, 0)
    world.work()
    assert world.painter.calls == [] and world.job(actor, job.id).status == "cancelled"
    with pytest.raises(JobNotCancellable) as fault:
        world.services.generation.cancel(actor, job.id)
    assert fault.value.details == {"status": "cancelled"}


def test_a_job_in_work_stops_before_its_next_step(either_scripted: World) -> None:
    world = either_scripted
    actor = world.person()
    job = world.ask(actor)

    def cancel(_request: PlateRequest) -> None:
        assert world.services.generation.cancel(actor, job.id).status == "processing"

    world.painter.script.append(cancel)
    world.work()
    assert world.job(actor, job.id).status == "cancelled"
    assert (world.plan(actor).reserved, world.plan(actor).used) == (0, 0)
    assert world.shelf.objects == {} and world.assets(actor) == []


def test_a_finished_job_cannot_be_cancelled(either_scripted: World) -> None:
    world = either_scripted
    actor = world.person()
    asset = world.made(actor)
    with pytest.raises(JobNotCancellable):
        world.services.generation.cancel(actor, asset.job_id)
    assert world.plan(actor).used == 1 and world.job(actor, asset.job_id).status == "completed"


def test_a_cancel_and_a_finish_at_once_have_one_winner(scripted: World) -> None:
    actor = scripted.person()
    job = scripted.ask(actor)

    def answer(n: int) -> str:
        try:
            if n == 0:
                return scripted.services.pipeline.run(job.id)
            return scripted.services.generation.cancel(actor, job.id).status
        except JobNotCancellable as fault:
            return fault.code

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(answer, range(2)))
    scripted.services.sweeper.sweep()
    end, plan = scripted.job(actor, job.id), scripted.plan(actor)
    assert (end.status, plan.used, len(scripted.assets(actor))) in (("completed", 1, 1), ("cancelled", 0, 0))
    assert plan.reserved == 0


def test_a_failed_job_is_tried_again_as_a_new_one(either_scripted: World) -> None:
    world = either_scripted
    actor = world.person()
    world.painter.script.append(ContentBlocked())
    job = world.ask(actor, "Words", custom_prompt="idea")
    world.work()
    assert world.job(actor, job.id).status == "failed"
    again = world.services.generation.retry(actor, job.id)
    assert again.id != job.id and (again.title, again.custom_prompt, again.seed) == ("Words", "idea", job.seed)
    assert world.plan(actor).reserved == 1
    world.work()
    assert world.job(actor, again.id).status == "completed" and world.job(actor, job.id).status == "failed"
    assert world.plan(actor).used == 1


def test_only_what_did_not_give_an_asset_can_be_tried_again(either_scripted: World) -> None:
    world = either_scripted
    actor = world.person()
    queued = world.ask(actor)
    with pytest.raises(Conflict):
        world.services.generation.retry(actor, queued.id)
    world.work()
    with pytest.raises(Conflict):
        world.services.generation.retry(actor, queued.id)
    assert len(world.rows(GenerationJob)) == 1


def test_strangers_neither_see_nor_touch_jobs(either_world: World) -> None:
    generation, alice, bob = either_world.services.generation, either_world.person(), either_world.person("bob")
    job = either_world.ask(alice)
    for attempt in (generation.cancel, generation.retry):
        with pytest.raises(NotFound):
            attempt(bob, job.id)
    with pytest.raises(NotFound):
        either_world.job(bob, job.id)
    with either_world.services.uow.read(bob) as tx:
        assert generation.browse(tx, bob).total == 0 and generation.running(tx, bob) == 0
    with either_world.services.uow.read(alice) as tx:
        assert generation.running(tx, alice) == 1
    assert either_world.job(alice, job.id).status == "queued"


def test_jobs_are_listed_in_pages(either_world: World) -> None:
    generation, actor = either_world.services.generation, either_world.person()
    made = []
    for n in range(5):
        either_world.clock.forward(seconds=1)
        made.append(either_world.ask(actor, f"{n}", asset_type=["thumbnail", "banner"][n % 2]).id)
    generation.cancel(actor, made[0])
    with either_world.services.uow.read(actor) as tx:
        first = generation.browse(tx, actor, limit=3)
        rest = generation.browse(tx, actor, limit=3, cursor=first.next_cursor)
        assert {*[j.id for j in first.jobs], *[j.id for j in rest.jobs]} == set(made)
        assert first.total == 5 and rest.next_cursor is None and len(rest.jobs) == 2
        assert [j.id for j in generation.browse(tx, actor, status="cancelled").jobs] == [made[0]]
        assert generation.browse(tx, actor, asset_type="banner").total == 2


def test_no_more_than_five_of_one_person_are_in_work(either_scripted: World) -> None:
    from tests.features.test_assets import plenty

    world = either_scripted
    actor, other = world.person(), world.person("bob")
    plenty(world, actor)
    jobs = [world.ask(actor) for _ in range(7)]
    busy: list[int] = []

    def look(_request: PlateRequest) -> None:
        with world.services.uow.read(actor) as tx:
            busy.append(world.services.generation.browse(tx, actor, status="processing").total)

    def hold(_request: PlateRequest) -> None:
        """While one job is in work, everything else is tried too, deeper and deeper."""
        look(_request)
        world.painter.script.append(hold)
        for job in jobs:
            world.services.pipeline.run(job.id)

    world.painter.script.append(hold)
    other_job = world.ask(other)
    world.services.pipeline.run(jobs[0].id)
    assert max(busy) == 5
    assert world.services.pipeline.run(other_job.id) == "completed"


def test_claims_at_the_same_instant_keep_to_five(either_scripted: World) -> None:
    import threading

    from tests.features.test_assets import plenty

    world = either_scripted
    actor = world.person()
    plenty(world, actor)
    jobs = [world.ask(actor) for _ in range(10)]
    lock, now, most, refused, gate = threading.Lock(), [0], [0], [0], threading.Barrier(10)

    def hold(_request: PlateRequest) -> None:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        done.wait(10)  # until the others have been turned away
        with lock:
            now[0] -= 1

    done = threading.Event()
    world.painter.script.extend([hold] * 10)

    def run(job_id: uuid.UUID) -> str:
        gate.wait(10)
        state = world.services.pipeline.run(job_id)
        with lock:
            refused[0] += state == "skipped"
            if refused[0] == 5:
                done.set()
        return state

    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(run, [job.id for job in jobs]))
    assert most[0] <= 5 and answers.count("completed") <= 5
    assert answers.count("completed") + answers.count("skipped") == 10


def test_an_estimate_comes_from_recent_jobs(scripted: World) -> None:
    actor = scripted.person()
    job = scripted.ask(actor)
    assert job.estimated_time_remaining is None
    scripted.painter.script.append(lambda _request: scripted.clock.forward(seconds=12))
    scripted.work()
    assert scripted.job(actor, job.id).estimated_time_remaining is None
    later = make_world(scripted.services.settings, painter=Painter(), storage=Shelf())
    assert later.ask(actor).estimated_time_remaining == 12
    later.close()


def test_a_logo_that_is_gone_is_left_out(scripted: World) -> None:
    actor = scripted.person()
    kit = scripted.kit(actor)
    logo = scripted.services.logos.add(actor, kit.id, "primary", picture(), "logo.png")
    with_logo = scripted.ask(actor)
    scripted.work()
    assert scripted.painter.calls[0].brief.kit.logo == scripted.shelf.objects[logo.object_key]
    without = scripted.ask(actor)
    scripted.services.logos.remove(actor, kit.id, "primary")
    scripted.carry()
    scripted.work()
    assert scripted.painter.calls[1].brief.kit.logo is None
    assert {scripted.job(actor, job.id).status for job in (with_logo, without)} == {"completed"}


def test_pictures_with_alpha_are_drawn_by_our_own_renderer(scripted: World) -> None:
    actor = scripted.person()
    asset = scripted.made(actor, asset_type="overlay")
    assert scripted.painter.calls == [] and asset.generation_params["provider"] == "local"
    assert isinstance(scripted.painter, Painter) and {e.format for e in asset.exports} == {"png", "webp"}
