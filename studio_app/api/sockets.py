"""What one websocket, and one address with many of them, may ask of the server."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]

FRAME_BYTES = 64_000
# Strangers look at pages; they have no forms to send by a socket, and what they send is kept for an hour.
STRANGERS_FRAME_BYTES = 8_000
FRAMES_PER_WINDOW = 300
WINDOW_SECONDS = 10.0
PER_ADDRESS = 60


class OpenSockets:
    """How many sockets each address has open in this process."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()

    def enter(self, address: str) -> bool:
        """Count one more; False when the address has enough."""
        if self._open[address] >= PER_ADDRESS:
            return False
        self._open[address] += 1
        return True

    def leave(self, address: str) -> None:
        self._open[address] -= 1
        if self._open[address] <= 0:
            del self._open[address]


def limited(receive: Receive, most: int = FRAME_BYTES) -> Receive:
    """`receive` of a socket that is told to have hung up when it sends more than `most` bytes at once, or too often."""
    began, frames = time.monotonic(), 0

    async def checked() -> Message:
        nonlocal began, frames
        message = await receive()
        if message["type"] != "websocket.receive":
            return message
        now = time.monotonic()
        if now - began > WINDOW_SECONDS:
            began, frames = now, 0
        frames += 1
        size = len(message.get("text") or "") + len(message.get("bytes") or b"")
        if size > most or frames > FRAMES_PER_WINDOW:
            return {"type": "websocket.disconnect", "code": 1009 if size > most else 1008}
        return message

    return checked
