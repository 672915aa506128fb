"""Functions that worker processes run in the tests; they must be importable there."""

from __future__ import annotations

import os
import resource
import signal
import threading
import time

from studio_app.core.errors import StudioError, ValidationFailed
from studio_app.imaging.encode import BadOutput
from studio_app.ports.image_generation import ContentBlocked


class TwoArguments(Exception):
    """Cannot be made again from its message alone, so no pickle brings it back."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} {second}")


def add(left: int, right: int) -> int:
    return left + right


def reverse(data: bytes) -> bytes:
    return data[::-1]


def process_id() -> int:
    return os.getpid()


def sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def spin_for_ever() -> None:
    while True:
        pass


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def leave() -> None:
    raise SystemExit(3)


def fail_validation() -> None:
    raise ValidationFailed("No.", details={"field": "title"}, retry_after=2.5)


def block() -> None:
    raise ContentBlocked("Declined.", retry=True, details={"max_retries": 1})


def refuse_output() -> None:
    raise BadOutput("size", 3)


def fail_plainly() -> None:
    raise KeyError("colour")


def fail_strangely() -> None:
    raise TwoArguments("one", "two")


def return_a_lock() -> object:
    return threading.Lock()


def take_memory(size: int) -> int:
    return len(bytearray(size))


def memory_limit() -> int:
    return resource.getrlimit(resource.RLIMIT_AS)[0]


def modules() -> set[str]:
    import sys

    return set(sys.modules)


def faults() -> list[type[StudioError]]:
    """Every class of the application's tree of faults that is loaded."""
    found, todo = [], [StudioError]
    while todo:
        found.append(todo.pop())
        todo.extend(found[-1].__subclasses__())
    return [kind for kind in found if kind.__module__.startswith("studio_app.")]
