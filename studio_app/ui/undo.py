"""What the action of a toast does: bring back what was deleted."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import reflex as rx

from studio_app.bootstrap import Services
from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound
from studio_app.db.unit_of_work import Transaction
from studio_app.ui.session import SessionState

MOST = 200
Restore = Callable[[Services, Transaction, Actor, uuid.UUID], object]
_RESTORE: dict[str, Restore] = {
    "asset": lambda services, tx, actor, ident: services.assets.restore(tx, actor, ident),
    "kit": lambda services, tx, actor, ident: services.brand_kits.restore(tx, actor, ident),
}


class UndoState(SessionState):
    """A toast's `ref` is "<kind>:<id>,<id>…"; `app_shell(on_undo=…)` then lets the page read its list again."""

    @rx.event
    async def undo(self, note_id: int, ref: str) -> None:
        kind, ids = _parsed(ref)
        if not ids:
            return
        restored = await self._run(lambda services, actor: _restore(services, actor, kind, ids))
        if restored is not None:
            self._say("Restored" if restored == 1 else f"{restored} restored", level="ok")


def _parsed(ref: object) -> tuple[str, list[uuid.UUID]]:
    if not isinstance(ref, str):
        return "", []
    kind, _, rest = ref.partition(":")
    try:
        return kind, [uuid.UUID(part) for part in rest.split(",")[:MOST]] if kind in _RESTORE else []
    except ValueError:
        return kind, []


def _restore(services: Services, actor: Actor, kind: str, ids: list[uuid.UUID]) -> int:
    """All of them or, where one is gone for good, the others."""
    restored = 0
    with services.uow.write(actor) as tx:
        for ident in ids:
            try:
                _RESTORE[kind](services, tx, actor, ident)
                restored += 1
            except NotFound:
                continue
    if not restored:
        raise NotFound("That cannot be brought back any more.")
    return restored
