"""The audit log: what matters for an account's safety, written in the transaction that does it."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

import structlog
from structlog.contextvars import get_contextvars

from studio_app.core.actor import Actor, Client, System
from studio_app.core.clock import iso
from studio_app.core.cursor import Cursors
from studio_app.db.models import AuditEntry
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.audit import repository, rules
from studio_app.features.audit.types import Action, AuditPage, AuditView

log = structlog.get_logger(__name__)
KEPT = timedelta(days=366)  # the database's own guard lets go after 365
_BATCH = 1_000


def record(
    tx: Transaction, action: Action, user_id: uuid.UUID | None, client: Client | None = None, *, target: str = "",
    result: str = "ok", **details: str | int | bool,
) -> None:
    """Add an entry. `target` and `details` hold ids and kinds, never a secret, an address or what a person wrote."""
    with tx.across_people():
        before = repository.last(tx)
        entry = AuditEntry(
            number=before.number + 1 if before else 1, created_at=tx.now, user_id=user_id, action=action, result=result,
            target=target[:80], ip_hint=client.network if client else "",
            device=rules.device_of(client.user_agent)[:80] if client else "",
            request_id=str(get_contextvars().get("request_id", ""))[:64], details=dict(details),
            previous_hash=before.hash if before else rules.FIRST, hash="",
        )
        entry.hash = rules.chained(entry.previous_hash, _facts(entry))
        tx.session.add(entry)
        tx.session.flush()


def refusals(tx: Transaction, action: Action, user_id: uuid.UUID, since: datetime, how: str = "") -> int:
    """How often that was refused to the person since then; with `how` only those that say so."""
    with tx.across_people():
        rows = repository.refused_since(tx, user_id, action, since)
    return sum(not how or row.details.get("how") == how for row in rows)


class AuditService:
    def __init__(self, uow: UnitOfWork, cursors: Cursors) -> None:
        self._uow = uow
        self._cursors = cursors

    def own(self, tx: Transaction, actor: Actor, *, limit: int = 20, cursor: str | None = None) -> AuditPage:
        """The person's own entries, newest first."""
        after = self._cursors.decode(cursor)[1] if cursor else None
        rows = repository.entries_of(tx, actor.user_id, after, limit + 1)
        more, rows = len(rows) > limit, rows[:limit]
        following = self._cursors.encode(rows[-1].created_at, rows[-1].id) if more else None
        return AuditPage(tuple(map(_view, rows)), following)

    def first_broken(self) -> int | None:
        """The number of the first entry that does not fit the one before it, or None when the chain holds."""
        expected, number = None, 0
        while True:
            with self._uow.read(System.WORKER) as tx:
                rows = repository.entries_from(tx, number + 1, _BATCH)
            for row in rows:
                if expected is not None and (row.previous_hash, row.number) != expected:
                    return row.number
                if row.hash != rules.chained(row.previous_hash, _facts(row)):
                    return row.number
                expected, number = (row.hash, row.number + 1), row.number
            if len(rows) < _BATCH:
                return None

    def tidy(self) -> None:
        """Let go of what is older than a year, and say so when the chain is broken."""
        broken = self.first_broken()
        if broken is not None:
            log.error("audit.broken", number=broken)
        with self._uow.write(System.WORKER) as tx:
            repository.drop_before(tx, tx.now - KEPT)


def _facts(entry: AuditEntry) -> dict[str, Any]:
    return {
        "number": entry.number, "at": iso(entry.created_at), "user_id": str(entry.user_id or ""),
        "action": entry.action, "result": entry.result, "target": entry.target, "ip_hint": entry.ip_hint,
        "device": entry.device, "request_id": entry.request_id, "details": entry.details,
    }


def _view(entry: AuditEntry) -> AuditView:
    return AuditView(
        entry.id, entry.created_at, entry.action, entry.result, entry.target, entry.ip_hint, entry.device,
        str(entry.details.get("how", "")),
    )
