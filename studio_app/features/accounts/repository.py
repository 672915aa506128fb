"""Every query of accounts."""

from __future__ import annotations

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col, select

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
        .join(User, col(User.id) == Session.user_id)
        .where(
            Session.id == session_id,
            col(Session.revoked_at).is_(None),
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
        .where(col(RefreshToken.id) == token_id, col(RefreshToken.used_at).is_(None))
        .values(used_at=tx.now, successor=successor, updated_at=tx.now)
    )
    return result.rowcount == 1


def drop_ended_sessions(tx: Transaction, before: datetime) -> None:
    """Forget sessions that ended before `before`, and their tokens with them."""
    ended = sa.or_(col(Session.expires_at) < before, col(Session.revoked_at) < before)
    tx.session.connection().execute(sa.delete(Session).where(ended))


def revoke_session(tx: Transaction, session_id: uuid.UUID, now: datetime) -> None:
    tx.session.connection().execute(
        sa.update(Session)
        .where(col(Session.id) == session_id, col(Session.revoked_at).is_(None))
        .values(revoked_at=now, updated_at=now)
    )
