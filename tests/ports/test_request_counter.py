"""Counting requests over a real Redis: shared by processes, and never off when Redis is."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from studio_app.adapters.rate_limit.requests import MinuteCounter
from tests.ports.test_events_contract import RedisServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    made = RedisServer(tmp_path)
    yield made
    made.stop()


def clock() -> float:
    return 1_000_000_040.0


def test_two_processes_share_a_minute(server: RedisServer) -> None:
    async def run() -> list[bool]:
        counters = [MinuteCounter(server.url, clock) for _ in range(2)]
        budgets = [await counters[n % 2].spend("user", "alice", 10) for n in range(13)]
        assert [budget.left for budget in budgets] == [9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0, 0, 0]
        assert (await counters[0].spend("user", "bob", 10)).left == 9
        return [budget.spent for budget in budgets]

    assert asyncio.run(run()) == [False] * 10 + [True] * 3


def test_without_redis_it_counts_here_and_does_not_make_anybody_wait(server: RedisServer) -> None:
    async def run() -> None:
        counter = MinuteCounter(server.url, clock)
        assert (await counter.spend("user", "alice", 3)).left == 2
        server.stop()
        began = time.monotonic()
        spent = [(await counter.spend("user", "alice", 3)).spent for _ in range(200)]
        assert time.monotonic() - began < 3.0  # one try in five seconds, not one for each request
        assert spent == [False] * 3 + [True] * 197
        server.start()
        counter._away_until = 0.0
        assert (await counter.spend("user", "carol", 3)).left == 2

    asyncio.run(run())
