"""Refused tries that somebody else may have made: written down, and told by mail when they become many."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Final

from studio_app.core.actor import Client
from studio_app.db.unit_of_work import Transaction
from studio_app.features.audit.service import record, refusals
from studio_app.features.audit.types import Action
from studio_app.features.mails.service import post_mail

MANY: Final = 5
_WITHIN: Final = timedelta(hours=1)


def refused(tx: Transaction, action: Action, user_id: uuid.UUID, client: Client, mail_id: str, how: str = "") -> None:
    """One more. The fifth within an hour is told, at most once a day."""
    record(tx, action, user_id, client, result="refused", **({"how": how} if how else {}))
    if refusals(tx, action, user_id, tx.now - _WITHIN, how) >= MANY:
        post_mail(tx, mail_id, user_id, {"count": MANY}, dedupe=f"{user_id}:{tx.now.date()}")
