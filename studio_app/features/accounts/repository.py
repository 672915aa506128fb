"""Every query of accounts."""

from __future__ import annotations

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import select

from studio_app.db.models import RefreshToken, Session, User
from studio_app.db.unit_of_work import Transaction


def user_by_email(tx: Transaction, email: str) -> User | None:
    return tx.session.exec(select(User).where(User.email == email)).first()


def user_by_id(tx: Transaction, user_id: uuid.UUID) -> User | None:
    return tx.session.get(User, user_id)


def live_session(tx: Transaction, session_id: uuid.UUID) -> tuple[Session, User] | None:
    """The session and its user, when neither has ended."""
    return tx.session.exec(
        select(Session, User)
        .join(User, sa.and_(User.id == Session.user_id))
        .where(
            Session.id == session_id,
            Session.revoked_at.is_(None),  # type: ignore[union-attr]
            Session.expires_at > tx.now,
            User.status == "active",
        )
    ).first()


def refresh_token(tx: Transaction, token_hash: str) -> RefreshToken | None:
    return tx.session.exec(select(RefreshToken).where(RefreshToken.token_hash == token_hash)).first()


def use_refresh_token(tx: Transaction, token_id: uuid.UUID, successor: str) -> bool:
    """Mark a token used, once: False when somebody else did so first."""
    result = tx.session.connection().execute(
        sa.update(RefreshToken)
        .where(sa.and_(RefreshToken.id == token_id, RefreshToken.used_at.is_(None)))  # type: ignore[union-attr]
        .values(used_at=tx.now, successor=successor, updated_at=tx.now)
    )
    return result.rowcount == 1


def revoke_session(tx: Transaction, session_id: uuid.UUID, now: datetime) -> None:
    tx.session.connection().execute(
        sa.update(Session)
        .where(sa.and_(Session.id == session_id, Session.revoked_at.is_(None)))  # type: ignore[union-attr]
        .values(revoked_at=now, updated_at=now)
    )
