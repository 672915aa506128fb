"""Bounds for one exchange that the HTTP client does not have: total time and total bytes.

The client's own timeout counts from byte to byte, so an answer that drips would never end.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import httpx2

_DEADLINE = "studio.deadline"


class AnswerTooLarge(Exception):
    """More bytes than any picture has."""


class _BoundedStream(httpx2.SyncByteStream):
    def __init__(self, inner: httpx2.SyncByteStream, deadline: float, max_bytes: int) -> None:
        self._inner, self._deadline, self._max_bytes = inner, deadline, max_bytes

    def __iter__(self) -> Iterator[bytes]:
        seen = 0
        for chunk in self._inner:
            seen += len(chunk)
            if seen > self._max_bytes:
                raise AnswerTooLarge
            if time.monotonic() > self._deadline:
                raise httpx2.ReadTimeout("The whole answer took too long.")
            yield chunk

    def close(self) -> None:
        self._inner.close()


def bounds(seconds: float, max_bytes: int) -> dict[str, list[Callable[..., None]]]:
    """Event hooks that end an exchange after `seconds` in all or `max_bytes` of body."""

    def start(request: httpx2.Request) -> None:
        request.extensions[_DEADLINE] = time.monotonic() + seconds

    def bound(response: httpx2.Response) -> None:
        inner = response.stream
        assert isinstance(inner, httpx2.SyncByteStream)
        response.stream = _BoundedStream(inner, response.request.extensions[_DEADLINE], max_bytes)

    return {"request": [start], "response": [bound]}
