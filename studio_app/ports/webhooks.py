"""Port: telling an address of a person's own choice that something happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class WebhookAnswer:
    """What came back: `status` is None when nothing did, and `error` says why. `body` is only its beginning."""

    status: int | None
    error: str = ""
    body: bytes = b""
    milliseconds: int = 0

    @property
    def accepted(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class WebhookSender(Protocol):
    def send(self, url: str, headers: Mapping[str, str], body: bytes) -> WebhookAnswer:
        """POST `body` once. Raises nothing, ends in ten seconds, follows nothing and reaches public addresses only."""
        ...
