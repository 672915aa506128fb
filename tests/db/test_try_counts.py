"""Counting tries while Redis is away: one count for all processes, in the database."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app.adapters.rate_limit.window import GUARDED, WindowLimiter
from studio_app.core.errors import RateLimited, Unavailable
from studio_app.db.models import TryCount
from studio_app.db.try_counts import TryCounts
from tests.world import World

NOWHERE = "redis://127.0.0.1:1/0"


def passes(limiter: TryCounts | WindowLimiter, limit: str, *key: str) -> bool:
    try:
        limiter.hit(limit, *key)
    except RateLimited as fault:
        assert fault.retry_after and fault.retry_after >= 1
        return False
    return True


def test_a_window_slides(either_world: World) -> None:
    tries, clock = TryCounts(either_world.services.uow), either_world.clock
    assert [passes(tries, "2/minute", "login", "a") for _ in range(3)] == [True, True, False]
    assert passes(tries, "2/minute", "login", "b") and passes(tries, "3/minute", "login", "a")
    with pytest.raises(RateLimited) as fault:
        tries.require("2/minute", "login", "a")
    assert fault.value.retry_after == 60 and "Wait" in fault.value.message
    clock.forward(seconds=61)
    tries.require("2/minute", "login", "a")
    assert passes(tries, "2/minute", "login", "a")


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(amount=st.integers(1, 6), gaps=st.lists(st.integers(0, 40), min_size=1, max_size=20))
def test_it_counts_as_a_list_of_times_does(world: World, amount: int, gaps: list[int]) -> None:
    tries, limit, times = TryCounts(world.services.uow), f"{amount}/minute", []
    who = str(uuid.uuid4())  # the database stays from example to example
    for gap in gaps:
        world.clock.forward(seconds=gap)
        now = world.clock.now
        fits = sum(now - at < timedelta(seconds=60) for at in times) < amount
        assert passes(tries, limit, "login", who) is fits
        times += [now] if fits else []


def test_of_many_at_once_only_so_many_pass(either_world: World) -> None:
    tries = TryCounts(either_world.services.uow)
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: passes(tries, "5/minute", "login", "a"), range(20))) == 5


def test_without_redis_processes_share_what_keeps_accounts_safe(world: World) -> None:
    tries = TryCounts(world.services.uow)
    one, other = (WindowLimiter(NOWHERE, tries) for _ in range(2))
    assert [passes(limiter, "2/minute", "login-address", "a") for limiter in (one, other, one, other)] == [
        True, True, False, False,
    ]
    assert [passes(limiter, "2/minute", "preview", "a") for limiter in (one, other, one, other)] == [True] * 4
    assert {row.key for row in world.rows(TryCount)} and len(world.rows(TryCount)) == 1
    assert "a" not in world.rows(TryCount)[0].key or len(world.rows(TryCount)[0].key) == 64


def test_without_redis_and_database_a_process_counts_for_itself(world: World) -> None:
    class Away(TryCounts):
        def hit(self, limit: str, *key: str) -> None:
            raise Unavailable

    limiter = WindowLimiter(NOWHERE, Away(world.services.uow))
    assert [passes(limiter, "1/minute", "login-address", "a") for _ in range(2)] == [True, False]


def test_log_ins_are_held_while_redis_is_away(world: World) -> None:
    """The real services, with a Redis that never answers."""
    limiter = WindowLimiter(NOWHERE, world.services.tries)
    assert "login-address" in GUARDED and "login-account" in GUARDED
    world.services.accounts._entry._limiter = limiter
    held = 0
    for n in range(12):
        try:
            world.services.accounts._entry._limiter.hit("10/5minutes", "login-address", "203.0.113.9")
        except RateLimited:
            held += 1
        assert n < 10 or held
    assert held == 2


def test_counts_that_have_ended_are_forgotten(either_world: World) -> None:
    tries = TryCounts(either_world.services.uow)
    tries.hit("2/minute", "login", "a")
    tries.tidy()
    assert len(either_world.rows(TryCount)) == 1
    either_world.clock.forward(seconds=61)
    tries.tidy()
    assert either_world.rows(TryCount) == []
