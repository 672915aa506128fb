"""A week before the free plan lets go of assets, their person is told, once for each asset."""

from __future__ import annotations

import uuid
from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import col, select

from studio_app.core.actor import System
from studio_app.db.models import Asset, User
from studio_app.db.unit_of_work import Transaction, UnitOfWork
from studio_app.features.mails.rules import day
from studio_app.features.mails.service import post_mail

BEFORE = timedelta(days=7)
# One mail speaks for a second week as well, so that who makes something every day is not written to every day.
SPEAKS_FOR = timedelta(days=14)
_BATCH = 200
_NAMED = 3


class ExpiryNotices:
    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow

    def tell(self) -> int:
        """Write to everyone who has assets that end within a week and was not told of; returns how many were told."""
        with self._uow.read(System.WORKER) as tx:
            people = self._untold(tx)
        for user_id in people:
            with self._uow.write(user_id) as tx:
                self._tell(tx, user_id)
        return len(people)

    def _untold(self, tx: Transaction) -> list[uuid.UUID]:
        wanted = select(Asset.user_id).join(User, col(User.id) == Asset.user_id).where(
            col(Asset.deleted_at).is_(None), col(Asset.expires_at) > tx.now, col(Asset.expires_at) <= tx.now + BEFORE,
            sa.or_(col(User.expiry_told_until).is_(None), col(Asset.expires_at) > col(User.expiry_told_until)),
            User.status == "active",
        )
        return list(tx.session.exec(wanted.distinct().limit(_BATCH)))

    def _tell(self, tx: Transaction, user_id: uuid.UUID) -> None:
        user = tx.session.exec(select(User).where(User.id == user_id).with_for_update()).one_or_none()
        if user is None:
            return
        since = max(tx.now, user.expiry_told_until) if user.expiry_told_until else tx.now
        ending = tx.session.exec(
            select(Asset.title, Asset.expires_at).where(
                Asset.user_id == user_id, col(Asset.deleted_at).is_(None),
                col(Asset.expires_at) > since, col(Asset.expires_at) <= tx.now + SPEAKS_FOR,
            ).order_by(col(Asset.expires_at), col(Asset.id))
        ).all()
        if not ending or ending[0][1] is None:
            return
        titles = list(dict.fromkeys(f"“{title}”" for title, _ in ending if title))
        names = ", ".join(titles[:_NAMED]) + (" and others" if len(titles) > _NAMED else "")
        facts = {"count": len(ending), "day": day(ending[0][1]), "names": names}
        user.expiry_told_until = tx.now + SPEAKS_FOR
        tx.session.add(user)
        post_mail(tx, "assets_expiring", user_id, facts)
