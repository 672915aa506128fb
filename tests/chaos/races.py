"""Many requests at the same moment: no unit is spent twice, no key makes two jobs."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from studio_app.core.actor import Actor
from studio_app.core.errors import StudioError
from studio_app.db.models import GenerationJob, UsagePeriod, UsageReservation
from tests.world import World

AT_ONCE, LEFT, ROUNDS = 50, 3, 100


def quota(world: World) -> list[str]:
    """Fifty requests of a person who has three left, a hundred times."""
    actor, wrong = world.person(), []
    spent = [world.ask(actor) for _ in range(world.plan(actor).limit - LEFT)]
    for round_ in range(ROUNDS):
        answers = _together(AT_ONCE, lambda _n: _ask(world, actor))
        taken = [answer for answer in answers if not isinstance(answer, str)]
        refused = Counter(answer for answer in answers if isinstance(answer, str))
        if len(taken) != LEFT or set(refused) != {"ASSET_LIMIT_EXCEEDED"}:
            wrong.append(f"round {round_}: {len(taken)} accepted, {dict(refused)}")
        for job in taken:
            world.services.generation.cancel(actor, job.id)  # type: ignore[union-attr]
    held = sum(row.units for row in world.rows(UsageReservation) if row.state == "reserved")
    if not held == sum(p.reserved for p in world.rows(UsagePeriod)) == len(spent):
        wrong.append(f"{held} units are held for {len(spent)} jobs")
    return wrong


def one_key(world: World) -> list[str]:
    """Twenty requests with one key, a hundred times."""
    wrong = []
    for round_ in range(ROUNDS):
        actor = world.person()
        answers = _together(20, lambda _n, actor=actor: _ask(world, actor, "the key"))  # type: ignore[misc]
        jobs = {answer if isinstance(answer, str) else answer.id for answer in answers}  # type: ignore[union-attr]
        rows = world.rows(GenerationJob, GenerationJob.user_id == actor.user_id)
        if len(jobs) != 1 or len(rows) != 1:
            wrong.append(f"round {round_}: {len(rows)} jobs, answers {sorted(map(str, jobs))}")
    return wrong


def _ask(world: World, actor: Actor, key: str | None = None) -> object:
    try:
        return world.ask(actor, key=key)
    except StudioError as fault:
        return fault.code


def _together(count: int, call: Callable[[int], object]) -> list[object]:
    """All start at the same moment."""
    meet = threading.Barrier(count)

    def one(number: int) -> object:
        meet.wait(30)
        return call(number)

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))
