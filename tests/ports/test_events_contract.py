"""What every event bus does, and what only the one on Redis has to bear."""

from __future__ import annotations

import queue
import subprocess
import sysconfig
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from redis import Redis

from studio_app.adapters.events.memory import MemoryEvents
from studio_app.adapters.events.redis import CHANNEL, RedisEvents
from studio_app.ports.events import EventBus, JobChanged
from tests.plant import free_port, until

BIN = Path(sysconfig.get_path("scripts"))
Pair = tuple[EventBus, EventBus]


class RedisServer:
    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [BIN / "redis-server", "--bind", "127.0.0.1", "--port", str(self.port), "--dir", self.folder, "--save", ""],
            stdout=subprocess.DEVNULL,
        )
        with Redis.from_url(self.url) as redis:
            until(lambda: _answers(redis))

    def stop(self) -> None:
        self.process.kill()
        self.process.wait(10)


def _answers(redis: Redis) -> bool:
    try:
        return bool(redis.ping())
    except OSError:
        return False
    except Exception:
        return False


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    made = RedisServer(tmp_path)
    yield made
    made.stop()


@pytest.fixture(params=["memory", "redis"])
def buses(request: pytest.FixtureRequest) -> Iterator[Pair]:
    """The one that tells and the one that hears; two processes share a Redis, one process its memory."""
    with ExitStack() as stack:
        if request.param == "memory":
            bus = MemoryEvents()
            stack.callback(bus.close)
            yield bus, bus
            return
        url = request.getfixturevalue("server").url
        pair = RedisEvents(url), RedisEvents(url)
        for one in pair:
            stack.callback(one.close)
        yield pair


def change() -> JobChanged:
    return JobChanged(uuid.uuid4(), uuid.uuid4())


def listen(bus: EventBus) -> tuple[queue.Queue[JobChanged | None], Callable[[], None]]:
    heard: queue.Queue[JobChanged | None] = queue.Queue()
    leave = bus.subscribe(heard.put)
    if isinstance(bus, RedisEvents):
        assert heard.get(timeout=10) is None  # the connection has begun; what came before may have been missed
    return heard, leave


def test_everybody_hears_every_change_in_order(buses: Pair) -> None:
    teller, hearer = buses
    first, _ = listen(hearer)
    second: queue.Queue[JobChanged | None] = queue.Queue()
    hearer.subscribe(second.put)
    told = [change() for _ in range(5)]
    teller.publish(told[:3])
    teller.publish(told[3:])
    for heard in (first, second):
        assert [heard.get(timeout=10) for _ in told] == told


def test_who_left_hears_nothing(buses: Pair) -> None:
    teller, hearer = buses
    gone, leave = listen(hearer)
    other: queue.Queue[JobChanged | None] = queue.Queue()
    hearer.subscribe(other.put)
    leave()
    leave()
    teller.publish([change()])
    assert other.get(timeout=10) is not None and gone.empty()


def test_a_listener_in_trouble_does_not_stop_the_others(server: RedisServer) -> None:
    hearer, teller = RedisEvents(server.url), RedisEvents(server.url)
    heard, _ = listen(hearer)
    with Redis.from_url(server.url) as stranger:
        for nonsense in (b"", b"nonsense", b"[]", b'["a","b"]', b"\xff", b"null", b'{"a":1}', b"[1,2]"):
            stranger.publish(CHANNEL, nonsense)
    wanted = change()
    teller.publish([wanted])
    assert heard.get(timeout=10) == wanted and heard.empty()
    hearer.close()
    teller.close()


def test_it_survives_a_redis_that_goes_away_and_says_what_may_be_missed(server: RedisServer) -> None:
    hearer, teller = RedisEvents(server.url), RedisEvents(server.url)
    heard, _ = listen(hearer)
    server.stop()
    teller.publish([change()])  # raises nothing
    server.start()
    assert heard.get(timeout=15) is None
    wanted = change()
    teller.publish([wanted])
    assert heard.get(timeout=10) == wanted
    hearer.close()
    teller.close()
