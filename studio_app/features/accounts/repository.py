"""Every query of accounts."""

from __future__ import annotations

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col, select

from studio_app.db.models import ApiKey, AuthToken, OauthAccount, RefreshToken, SecondFactor, Session, User
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


def live_sessions_of(tx: Transaction, user_id: uuid.UUID) -> list[Session]:
    """The last seen first."""
    wanted = select(Session).where(
        Session.user_id == user_id, col(Session.revoked_at).is_(None), Session.expires_at > tx.now
    )
    return list(tx.session.exec(wanted.order_by(col(Session.last_seen_at).desc(), col(Session.id))))


def session_of(tx: Transaction, user_id: uuid.UUID, session_id: uuid.UUID) -> Session | None:
    return tx.session.exec(select(Session).where(Session.id == session_id, Session.user_id == user_id)).first()


def revoke_sessions_of(tx: Transaction, user_id: uuid.UUID, keep: uuid.UUID | None = None) -> list[uuid.UUID]:
    """End a person's sessions, but for the one to keep; returns which ones ended."""
    ended = [row.id for row in live_sessions_of(tx, user_id) if row.id != keep]
    if ended:
        tx.session.connection().execute(
            sa.update(Session).where(col(Session.id).in_(ended)).values(revoked_at=tx.now, updated_at=tx.now)
        )
    _know_no_more(tx, user_id, sa.true() if keep is None else col(Session.id) != keep)
    return ended


def evict(tx: Transaction, session: Session) -> None:
    """End a session that its person does not want, and know its browser no more."""
    revoke_session(tx, session.id, tx.now)
    same = sa.and_(col(Session.browser) != "", col(Session.browser) == session.browser)
    _know_no_more(tx, session.user_id, sa.or_(col(Session.id) == session.id, same))


def _know_no_more(tx: Transaction, user_id: uuid.UUID, which: sa.ColumnElement[bool]) -> None:
    mine = sa.and_(col(Session.user_id) == user_id, which)
    tx.session.connection().execute(sa.update(Session).where(mine).values(known_again=False))


def seen_before(tx: Transaction, new: Session, since: datetime) -> bool:
    """Whether the person signed in since then by the same browser: by what it keeps or, among clients that keep
    nothing (native ones), by its name together with the network."""
    named = sa.and_(
        col(Session.user_agent) == new.user_agent, col(Session.ip_hint) == new.ip_hint, col(Session.ip_hint) != ""
    )
    same = sa.and_(col(Session.browser) == new.browser, sa.or_(col(Session.browser) != "", named))
    wanted = select(Session.id).where(
        Session.user_id == new.user_id, Session.last_seen_at > since, col(Session.known_again), same
    )
    return tx.session.exec(wanted.limit(1)).first() is not None


def live_token(tx: Transaction, token_type: str, token_hash: str) -> tuple[AuthToken, User] | None:
    """A token that may still be used, and whose it is."""
    return tx.session.exec(
        select(AuthToken, User).join(User, col(User.id) == AuthToken.user_id).where(
            AuthToken.token_hash == token_hash, AuthToken.token_type == token_type,
            col(AuthToken.used_at).is_(None), AuthToken.expires_at > tx.now, User.status == "active",
        )
    ).first()


def spent_token(tx: Transaction, token_type: str, token_hash: str) -> tuple[AuthToken, User] | None:
    """A token that was used, and whose it is."""
    return tx.session.exec(
        select(AuthToken, User).join(User, col(User.id) == AuthToken.user_id).where(
            AuthToken.token_hash == token_hash, AuthToken.token_type == token_type,
            col(AuthToken.used_at).is_not(None), User.status == "active",
        )
    ).first()


def use_token(tx: Transaction, token: AuthToken) -> bool:
    """Use a token, once, and with it all of its kind: False when somebody else did so first."""
    mine = sa.and_(col(AuthToken.id) == token.id, col(AuthToken.used_at).is_(None))
    connection = tx.session.connection()
    used = {"used_at": tx.now, "updated_at": tx.now}
    if connection.execute(sa.update(AuthToken).where(mine).values(**used)).rowcount != 1:
        return False
    end_tokens(tx, token.user_id, token.token_type)
    return True


def end_tokens(tx: Transaction, user_id: uuid.UUID, token_type: str) -> None:
    """A person's open links of that kind work no more."""
    open_ones = sa.and_(
        col(AuthToken.user_id) == user_id, col(AuthToken.token_type) == token_type, col(AuthToken.used_at).is_(None)
    )
    used = {"used_at": tx.now, "updated_at": tx.now}
    tx.session.connection().execute(sa.update(AuthToken).where(open_ones).values(**used))


def drop_tokens(tx: Transaction, before: datetime) -> None:
    """Forget tokens that ended before `before`."""
    tx.session.connection().execute(sa.delete(AuthToken).where(col(AuthToken.expires_at) < before))


def drop_ways_in(tx: Transaction, user_id: uuid.UUID) -> None:
    """Forget linked sign-ins, API keys and second steps: whoever made them never showed that the address was hers."""
    for table in (OauthAccount, ApiKey, SecondFactor):
        tx.session.connection().execute(sa.delete(table).where(col(table.user_id) == user_id))


def lock_user(tx: Transaction, user_id: uuid.UUID) -> None:
    """One change of a person's keys or sign-ins at a time, or two could both find room for the last one."""
    tx.session.exec(select(User.id).where(User.id == user_id).with_for_update(key_share=True)).first()


def live_keys_of(tx: Transaction, user_id: uuid.UUID) -> list[ApiKey]:
    """Newest first."""
    wanted = select(ApiKey).where(ApiKey.user_id == user_id, *_live(tx))
    return list(tx.session.exec(wanted.order_by(col(ApiKey.created_at).desc(), col(ApiKey.id))))


def revoke_keys_of(tx: Transaction, user_id: uuid.UUID) -> int:
    """End a person's API keys; returns how many ended."""
    mine = sa.and_(col(ApiKey.user_id) == user_id, col(ApiKey.revoked_at).is_(None))
    return tx.session.connection().execute(sa.update(ApiKey).where(mine).values(revoked_at=tx.now)).rowcount


def key_of(tx: Transaction, user_id: uuid.UUID, key_id: uuid.UUID) -> ApiKey | None:
    return tx.session.exec(select(ApiKey).where(ApiKey.id == key_id, ApiKey.user_id == user_id)).first()


def live_key(tx: Transaction, key_hash: str) -> tuple[ApiKey, User] | None:
    """The key and its person, when neither has ended."""
    return tx.session.exec(
        select(ApiKey, User).join(User, col(User.id) == ApiKey.user_id)
        .where(ApiKey.key_hash == key_hash, User.status == "active", *_live(tx))
    ).first()


def live_key_by_id(tx: Transaction, key_id: uuid.UUID) -> tuple[ApiKey, User] | None:
    return tx.session.exec(
        select(ApiKey, User).join(User, col(User.id) == ApiKey.user_id)
        .where(ApiKey.id == key_id, User.status == "active", *_live(tx))
    ).first()


def note_key_used(tx: Transaction, key_id: uuid.UUID) -> None:
    tx.session.connection().execute(sa.update(ApiKey).where(col(ApiKey.id) == key_id).values(last_used_at=tx.now))


def _live(tx: Transaction) -> tuple[sa.ColumnElement[bool], ...]:
    ends = col(ApiKey.expires_at)
    return col(ApiKey.revoked_at).is_(None), sa.or_(ends.is_(None), ends > tx.now)


def oauth_account(tx: Transaction, company: str, subject: str) -> tuple[OauthAccount, User] | None:
    return tx.session.exec(
        select(OauthAccount, User).join(User, col(User.id) == OauthAccount.user_id)
        .where(OauthAccount.provider == company, OauthAccount.subject == subject)
    ).first()


def oauth_accounts_of(tx: Transaction, user_id: uuid.UUID) -> list[OauthAccount]:
    wanted = select(OauthAccount).where(OauthAccount.user_id == user_id)
    return list(tx.session.exec(wanted.order_by(col(OauthAccount.created_at), col(OauthAccount.provider))))


def factor_of(tx: Transaction, user_id: uuid.UUID) -> SecondFactor | None:
    """Locked: a code is checked and used up by one request at a time."""
    return tx.session.exec(select(SecondFactor).where(SecondFactor.user_id == user_id).with_for_update()).first()


def has_second_factor(tx: Transaction, user_id: uuid.UUID) -> bool:
    wanted = select(SecondFactor.id).where(
        SecondFactor.user_id == user_id, col(SecondFactor.confirmed_at).is_not(None)
    )
    return tx.session.exec(wanted).first() is not None


def use_step(tx: Transaction, factor: SecondFactor, step: int) -> bool:
    """Mark a step as used, once: False when somebody else did so first."""
    unused = sa.and_(col(SecondFactor.id) == factor.id, col(SecondFactor.last_step) < step)
    done = tx.session.connection().execute(sa.update(SecondFactor).where(unused).values(last_step=step))
    tx.session.refresh(factor)
    return done.rowcount == 1


def is_avatar(tx: Transaction, object_key: str) -> bool:
    """Whether this key holds the picture of somebody who is here."""
    wanted = select(User.id).where(User.avatar_key == object_key, User.status == "active")
    return tx.session.exec(wanted).first() is not None
