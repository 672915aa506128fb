"""Port: where finished bytes live. Keys are immutable: an object is written once and never changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

import structlog

from studio_app.core.errors import StudioError

log = structlog.get_logger(__name__)


class StorageFault(StudioError):
    code, status = "STORAGE_ERROR", 503
    message = "The picture could not be stored. Your plan was not charged. Try again in a minute."


class ObjectMissing(StorageFault):
    code, status = "NOT_FOUND", 404
    message = "That file is no longer here."


@dataclass(frozen=True, slots=True)
class MediaFile:
    """A stored file that the caller may see; `public` ones may be cached by anyone."""

    object_key: str
    content_type: str
    public: bool


class Storage(Protocol):
    """All methods raise `StorageFault` when the store cannot be used."""

    def put(self, key: str, data: bytes, content_type: str) -> None:
        """Store `data` under a new `key`, whole or not at all."""
        ...

    def put_file(self, key: str, path: Path, content_type: str) -> None:
        """As `put`, from a file of any size and without reading it into memory."""
        ...

    def local_path(self, key: str) -> Path | None:
        """Where `key` lies on this machine, or None when it does not; raises `ObjectMissing`."""
        ...

    def get(self, key: str) -> bytes:
        """The bytes under `key`; raises `ObjectMissing`."""
        ...

    def delete(self, key: str) -> None:
        """Remove `key`; no error when it is not there."""
        ...

    def keys(self, prefix: str, *, before: datetime | None = None) -> list[str]:
        """Every key that starts with `prefix`, sorted; with `before` only what was stored earlier than that."""
        ...

    def signed_url(self, key: str, *, seconds: int, content_type: str, filename: str | None = None) -> str | None:
        """A temporary address that serves `key` directly, or None when the app itself must serve it."""
        ...

    def check(self) -> None:
        """Raise `StorageFault` when the store cannot be reached."""
        ...


def discard(storage: Storage, keys: Iterable[str]) -> None:
    """Delete objects that no row leads to any more. What cannot be deleted is named in the log and left: nobody can
    see it, and the change that made it superfluous stands."""
    for key in keys:
        try:
            storage.delete(key)
        except StorageFault as fault:
            log.warning("storage.orphan", key=key, code=fault.code)
