"""Every query of mails."""

from __future__ import annotations

import uuid

from studio_app.db.models import User
from studio_app.db.unit_of_work import Transaction


def recipient(tx: Transaction, user_id: uuid.UUID) -> User | None:
    return tx.session.get(User, user_id)
