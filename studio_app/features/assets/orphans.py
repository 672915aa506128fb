"""Stored objects that no row leads to: what a worker left that was killed between storing and writing it down."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import col, select

from studio_app.core.actor import System
from studio_app.db.models import AssetFile
from studio_app.db.unit_of_work import UnitOfWork
from studio_app.ports.storage import Storage, discard

# Younger ones may belong to a transaction that has not committed yet.
AGE = timedelta(hours=24)
PICTURES, STAGING = "assets/", "staging/"
_BATCH = 500


class OrphanCollector:
    def __init__(self, uow: UnitOfWork, storage: Storage) -> None:
        self._uow = uow
        self._storage = storage

    def collect(self, *, age: timedelta = AGE, dry_run: bool = False) -> list[str]:
        """Delete orphans and staged pictures older than `age`; returns their keys. Can be stopped and run again."""
        with self._uow.read(System.WORKER) as tx:
            before = tx.now - age
        found = self._storage.keys(STAGING, before=before)
        pictures = self._storage.keys(PICTURES, before=before)
        for at in range(0, len(pictures), _BATCH):
            found += self._unknown(pictures[at : at + _BATCH])
        if not dry_run:
            discard(self._storage, found)
        return found

    def _unknown(self, keys: list[str]) -> list[str]:
        with self._uow.read(System.WORKER) as tx:
            known = set(tx.session.exec(select(AssetFile.object_key).where(col(AssetFile.object_key).in_(keys))))
        return [key for key in keys if key not in known]
