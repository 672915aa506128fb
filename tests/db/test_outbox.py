"""Messages written with a change are handled once it has committed, at least once, by one process at a time."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from studio_app.core.actor import System
from studio_app.db.models import OutboxMessage
from studio_app.db.outbox import Later, Message, Outbox, post, withdraw
from tests.world import World


class Box:
    """An outbox whose handler does as it is told."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.seen: list[Message] = []
        self.answer: Later | Exception | None = None
        self.outbox = Outbox(world.services.uow, {"note": self.handle})

    def handle(self, message: Message) -> Later | None:
        self.seen.append(message)
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer

    def post(self, key: str = "k", kind: str = "note", **seconds: float) -> None:
        with self.world.services.uow.write(System.WORKER) as tx:
            post(tx, kind, key, {"key": key}, tx.now + timedelta(**seconds) if seconds else None)


@pytest.fixture
def box(either_world: World) -> Box:
    return Box(either_world)


def test_a_message_is_handled_once_however_often_it_is_drained(box: Box) -> None:
    box.post()
    assert [box.outbox.drain(), box.outbox.drain()] == [1, 0]
    assert [(m.payload, m.attempts) for m in box.seen] == [({"key": "k"}, 1)]


def test_a_key_is_posted_once(box: Box) -> None:
    box.post()
    box.outbox.drain()
    box.post()
    assert box.outbox.drain() == 0 and len(box.seen) == 1


def test_nothing_is_handled_when_the_change_was_taken_back(box: Box) -> None:
    with pytest.raises(ZeroDivisionError), box.world.services.uow.write(System.WORKER) as tx:
        post(tx, "note", "k", {})
        raise ZeroDivisionError
    assert box.outbox.drain() == 0


def test_a_message_waits_for_its_time(box: Box) -> None:
    box.post(seconds=60)
    assert box.outbox.drain() == 0 and box.outbox.pending() == (1, timedelta(0))
    box.world.clock.forward(seconds=61)
    assert box.outbox.pending() == (1, timedelta(seconds=1))
    assert box.outbox.drain() == 1


def test_one_that_fails_is_tried_again_later_and_later(box: Box) -> None:
    box.post()
    box.answer = ZeroDivisionError("secret")
    waits = []
    for _ in range(5):
        assert box.outbox.drain() == 1 and box.outbox.drain() == 0
        row = box.world.rows(OutboxMessage)[0]
        assert row.error == "ZeroDivisionError" and row.done_at is None
        waits.append((row.next_at - box.world.clock.now).total_seconds())
        box.world.clock.now = row.next_at
    assert waits == [4, 8, 16, 32, 64]
    box.answer = None
    assert box.outbox.drain() == 1
    assert box.world.rows(OutboxMessage)[0].done_at is not None


def test_a_handler_says_when_to_come_back_or_gives_up(box: Box) -> None:
    box.post()
    box.answer = Later(timedelta(minutes=5), "busy")
    box.outbox.drain()
    box.world.clock.forward(minutes=4)
    assert box.outbox.drain() == 0
    box.world.clock.forward(minutes=2)
    box.answer = Later(None, "gone")
    assert box.outbox.drain() == 1
    row = box.world.rows(OutboxMessage)[0]
    assert (row.error, row.attempts) == ("gone", 2) and row.done_at is not None


def test_what_a_dead_process_had_taken_is_taken_again(box: Box) -> None:
    box.post()
    assert box.outbox.drain(lambda _work: None) == 1  # taken, and then the process died
    assert box.outbox.drain() == 0
    box.world.clock.forward(minutes=3)
    assert box.outbox.drain() == 1
    assert [m.attempts for m in box.seen] == [2]


def test_two_processes_never_take_the_same_message(box: Box) -> None:
    for number in range(40):
        box.post(str(number))
    threads = [threading.Thread(target=box.outbox.drain) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    box.outbox.drain()
    assert sorted(m.payload["key"] for m in box.seen) == sorted(str(n) for n in range(40))


def test_what_was_not_done_can_be_withdrawn(box: Box) -> None:
    box.post("a")
    box.outbox.drain()
    box.post("b")
    with box.world.services.uow.write(System.WORKER) as tx:
        withdraw(tx, "a")
        withdraw(tx, "b")
    assert [row.dedupe_key for row in box.world.rows(OutboxMessage)] == ["a"]


def test_a_kind_without_a_handler_waits_and_old_ones_are_dropped(box: Box) -> None:
    box.post("other", kind="other")
    box.post("mine")
    assert box.outbox.drain() == 1
    box.world.clock.forward(days=8)
    box.outbox.tidy()
    assert [row.kind for row in box.world.rows(OutboxMessage)] == ["other"]
