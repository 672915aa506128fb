"""What is known about the request in hand, wherever it is being answered."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

from studio_app.ports.request_budget import Budget


@dataclass(slots=True)
class RequestContext:
    """`bare` requests came in under `/compat` and are answered without the success envelope. `budget` is what the
    caller has left, once it was counted."""

    request_id: str
    bare: bool = False
    budget: Budget | None = None


CURRENT: ContextVar[RequestContext | None] = ContextVar("request_context", default=None)


def current() -> RequestContext:
    return CURRENT.get() or RequestContext("00000000-0000-0000-0000-000000000000")
