"""Signed-in devices: how a session opens, is renewed, and ends."""

from __future__ import annotations

import uuid

from studio_app.core.actor import Actor, Client
from studio_app.core.errors import InvalidToken, NotFound
from studio_app.core.secrets import sha256_hex
from studio_app.db.models import RefreshToken, Session, User
from studio_app.db.unit_of_work import Transaction
from studio_app.features.accounts import repository, rules
from studio_app.features.accounts.tokens import TokenMint, new_secret, seal, unseal
from studio_app.features.accounts.types import SessionView, SignedIn, UserView
from studio_app.features.audit.rules import device_of
from studio_app.features.audit.service import record
from studio_app.features.audit.types import Action
from studio_app.features.mails.rules import spoken
from studio_app.features.mails.service import post_mail


class Sessions:
    def __init__(self, mint: TokenMint) -> None:
        self._mint = mint

    def open(self, tx: Transaction, user: User, client: Client, *, remember: bool, how: str = "password") -> SignedIn:
        """Sign a person in. A browser that she was never seen with is told to her by mail."""
        kept = client.browser if rules.is_secret(client.browser) else new_secret()
        browser = kept if client.page else ""
        session = Session(
            user_id=user.id,
            user_agent=client.user_agent[:300],
            ip_hint=client.network,
            browser=sha256_hex(f"{user.id}.{browser}") if browser else "",
            last_seen_at=tx.now,
            expires_at=tx.now + rules.session_lifetime(remember),
        )
        known = repository.seen_before(tx, session, tx.now - rules.KNOWN_DEVICE)
        tx.session.add(session)
        tx.session.flush()
        record(tx, Action.SIGN_IN, user.id, client, how=how)
        if not known and how != "sign_up":
            facts = {"device": device_of(client.user_agent), "at": spoken(tx.now), "place": client.network}
            post_mail(tx, "new_sign_in", user.id, facts, dedupe=str(session.id))
        refresh = new_secret()
        self._store_refresh(tx, session, refresh)
        return self._pair(tx, user, session, refresh, browser)

    def rotate(self, tx: Transaction, presented: str) -> SignedIn | None:
        """The new pair, or None when the chain was cut because a used token came back."""
        token = repository.refresh_token(tx, sha256_hex(presented)) if len(presented) < 200 else None
        if token is None:
            raise InvalidToken
        found = repository.live_session(tx, token.session_id)
        if found is None or token.expires_at <= tx.now:
            raise InvalidToken
        session, user = found
        session.last_seen_at = tx.now
        if token.used_at is None:
            successor = new_secret()
            if repository.use_refresh_token(tx, token.id, seal(successor, presented)):
                self._store_refresh(tx, session, successor)
                return self._pair(tx, user, session, successor)
            tx.session.refresh(token)
        if token.successor and token.used_at and rules.within_grace(token.used_at, tx.now):
            successor = unseal(token.successor, presented)
            following = repository.refresh_token(tx, sha256_hex(successor))
            if following is not None and following.used_at is None:
                return self._pair(tx, user, session, successor)
        repository.revoke_session(tx, session.id, tx.now)
        record(tx, Action.TOKEN_REUSED, user.id, result="refused", target=str(session.id))
        post_mail(tx, "session_reused", user.id, {"at": spoken(tx.now)}, dedupe=str(session.id))
        return None

    def all_of(self, tx: Transaction, actor: Actor) -> list[SessionView]:
        """Every signed-in device of the person, the one that asks first."""
        rows = repository.live_sessions_of(tx, actor.user_id)
        return [_view(row, actor) for row in sorted(rows, key=lambda row: row.id != actor.session_id)]

    def revoke(self, tx: Transaction, actor: Actor, session_id: uuid.UUID) -> None:
        """Log one device out; raises `NotFound`. Safe to repeat."""
        session = repository.session_of(tx, actor.user_id, session_id)
        if session is None:
            raise NotFound
        repository.evict(tx, session)
        record(tx, Action.SESSIONS_REVOKED, actor.user_id, target=str(session_id))

    def revoke_others(self, tx: Transaction, actor: Actor) -> list[uuid.UUID]:
        """Log every device out but the one that asks; returns which ones."""
        ended = repository.revoke_sessions_of(tx, actor.user_id, keep=actor.session_id)
        record(tx, Action.SESSIONS_REVOKED, actor.user_id, target="others", count=len(ended))
        return ended

    def _store_refresh(self, tx: Transaction, session: Session, token: str) -> None:
        expires = min(tx.now + rules.REFRESH_IDLE, session.expires_at)
        tx.session.add(RefreshToken(session_id=session.id, token_hash=sha256_hex(token), expires_at=expires))
        tx.session.flush()

    def _pair(self, tx: Transaction, user: User, session: Session, refresh: str, browser: str = "") -> SignedIn:
        access, expires = self._mint.access(user.id, session.id, tx.now)
        return SignedIn(
            user=view_of(user),
            session_id=session.id,
            access_token=access,
            refresh_token=refresh,
            csrf_token=self._mint.csrf(session.id),
            expires_at=expires,
            session_expires_at=session.expires_at,
            browser=browser,
        )


def live_user(tx: Transaction, actor: Actor) -> User:
    """The person behind `actor`, nobody else changing her way in before this transaction ends. Raises `InvalidToken`
    when her session has ended: it may still be remembered, and what lasts longer than it must not come of it."""
    repository.lock_user(tx, actor.user_id)
    found = repository.live_session(tx, actor.session_id)
    if found is None or found[1].id != actor.user_id:
        raise InvalidToken
    return found[1]


def view_of(user: User) -> UserView:
    return UserView(
        id=user.id,
        email=user.email,
        email_verified=user.email_verified,
        has_password=user.password_hash is not None,
        display_name=user.display_name,
        avatar_url=user.avatar_url,
        role="admin" if user.role == "admin" else "user",
        stripe_customer_id=user.stripe_customer_id,
        created_at=user.created_at,
        updated_at=user.updated_at,
    )


def _view(row: Session, actor: Actor) -> SessionView:
    return SessionView(
        row.id, device_of(row.user_agent), row.ip_hint, row.id == actor.session_id, row.created_at, row.last_seen_at,
        row.expires_at,
    )
