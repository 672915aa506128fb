"""Stored objects that a transaction leaves without a row: deleted once it has committed, however long that takes."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from studio_app.db.outbox import Later, Message, post
from studio_app.db.unit_of_work import Transaction
from studio_app.ports.storage import Storage, StorageFault

DISPOSAL: Final = "objects.delete"
_PER_MESSAGE: Final = 200
_LONGEST_WAIT: Final = timedelta(hours=1)


def dispose(tx: Transaction, keys: Iterable[str]) -> None:
    """Have the objects under `keys` deleted when this has committed."""
    left = list(keys)
    for at in range(0, len(left), _PER_MESSAGE):
        post(tx, DISPOSAL, f"{DISPOSAL}:{uuid.uuid4().hex}", {"keys": left[at : at + _PER_MESSAGE]})


class Disposal:
    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def delete(self, message: Message) -> Later | None:
        """The outbox's handler: deleting twice is no error, and what fails is tried until it works."""
        try:
            for key in message.payload["keys"]:
                self._storage.delete(key)
        except StorageFault:
            return Later(min(_LONGEST_WAIT, timedelta(seconds=2 * 2 ** min(message.attempts, 12))), "storage is away")
        return None
