"""Runs the function where it is called: for tests and one-off scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class InlineOffload:
    """`Offload` without processes; `timeout` cannot be enforced here and is ignored."""

    def run(self, function: Callable[..., T], *args: Any, timeout: float = 10.0) -> T:
        return function(*args)

    def close(self) -> None:
        """Nothing is kept open."""
