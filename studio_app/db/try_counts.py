"""Counting tries in the database: slower than Redis, shared by all processes as it is, and there when Redis is not."""

from __future__ import annotations

import math
from datetime import timedelta

import limits
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from studio_app.core.actor import System
from studio_app.core.ids import new_id
from studio_app.core.secrets import sha256_hex
from studio_app.db.models import TryCount
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.ports.rate_limit import too_many


class TryCounts:
    """`RateLimiter` of a sliding window. Not to be asked inside a transaction: it opens one of its own."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def hit(self, limit: str, *key: str) -> None:
        self._ask(limits.parse(limit), key, counting=True)

    def require(self, limit: str, *key: str) -> None:
        self._ask(limits.parse(limit), key, counting=False)

    def tidy(self) -> None:
        """Forget windows that have ended."""
        with self._uow.write(System.WORKER) as tx:
            tx.session.connection().execute(sa.delete(TryCount).where(col(TryCount.ends_at) < tx.now))

    def _ask(self, item: limits.RateLimitItem, key: tuple[str, ...], *, counting: bool) -> None:
        hashed, lasts = sha256_hex("\n".join((str(item), *key))), item.get_expiry()
        with self._uow.write(System.WORKER) as tx:
            row = _locked(tx, hashed)
            now = round(tx.now.timestamp() * 1000)
            recent = [at for at in row.times if at > now - 1000 * lasts]
            if len(recent) >= item.amount:
                raise too_many(max(1, math.ceil((recent[-item.amount] - now) / 1000 + lasts)))
            if counting:
                row.times, row.ends_at = [*recent, now], tx.now + timedelta(seconds=lasts)
                tx.session.add(row)


def _locked(tx: Transaction, key: str) -> TryCount:
    """The row of a key, made when there is none, and nobody else's until this transaction ends."""
    insert = postgresql.insert if tx.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    fresh = {"id": new_id(), "created_at": tx.now, "updated_at": tx.now, "key": key, "times": [], "ends_at": tx.now}
    tx.session.connection().execute(insert(TryCount).values(**fresh).on_conflict_do_nothing(index_elements=["key"]))
    return tx.session.exec(select(TryCount).where(TryCount.key == key).with_for_update()).one()
