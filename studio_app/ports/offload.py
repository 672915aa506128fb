"""Port: run CPU-heavy pure functions outside the event loop's process."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Offload(Protocol):
    def run(self, function: Callable[..., T], *args: Any, timeout: float = 10.0) -> T:
        """`function(*args)`, both picklable; raises `Unavailable` when it takes longer than `timeout` seconds."""
        ...

    def close(self) -> None: ...
