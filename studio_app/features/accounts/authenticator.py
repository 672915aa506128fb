"""Who is calling: a token's signature, then the session row behind it, or an API key; remembered for four seconds."""

from __future__ import annotations

import threading
import uuid
from datetime import timedelta

from cachetools import TTLCache

from studio_app.core.actor import Actor, System
from studio_app.core.clock import utc_now
from studio_app.core.errors import InvalidToken
from studio_app.core.secrets import sha256_hex
from studio_app.db.unit_of_work import UnitOfWork
from studio_app.features.accounts import repository
from studio_app.features.accounts.tokens import TokenMint

_REMEMBER_SECONDS = 4.0
_NOTE_USE_EVERY = timedelta(minutes=1)


class Authenticator:
    """Ending a session takes effect within `_REMEMBER_SECONDS` in every process; a log-out at once in its own."""

    def __init__(self, uow: UnitOfWork, mint: TokenMint) -> None:
        self._uow = uow
        self.mint = mint
        self._known: TTLCache[uuid.UUID, Actor] = TTLCache(maxsize=10_000, ttl=_REMEMBER_SECONDS)
        self._keys: TTLCache[str, Actor] = TTLCache(maxsize=10_000, ttl=_REMEMBER_SECONDS)
        self._lock = threading.Lock()

    def remembered(self, session_id: uuid.UUID) -> Actor | None:
        with self._lock:
            return self._known.get(session_id)

    def by_token(self, token: str) -> Actor:
        """The actor of an access token; raises `InvalidToken`."""
        claims = self.mint.read(token)
        actor = self.by_session(claims.session_id)
        if actor.user_id != claims.user_id:
            raise InvalidToken
        return actor

    def by_session(self, session_id: uuid.UUID) -> Actor:
        """The actor of a live session; raises `InvalidToken` when it has ended."""
        known = self.remembered(session_id)
        if known is not None:
            return known
        with self._uow.read(System.AUTH) as tx:
            found = repository.live_session(tx, session_id)
            if found is None:
                raise InvalidToken
            session, user = found
            # An administrator without a second step is nobody special.
            admin = user.role == "admin" and repository.has_second_factor(tx, user.id)
            actor = Actor(user.id, session.id, "admin" if admin else "user")
        with self._lock:
            self._known[session_id] = actor
        return actor

    def by_key(self, secret: str) -> Actor:
        """The actor of an API key; raises `InvalidToken` for one that opens nothing (any more)."""
        return self._by_key_hash(sha256_hex(secret))

    def _by_key_hash(self, key_hash: str) -> Actor:
        with self._lock:
            known = self._keys.get(key_hash)
        if known is not None:
            return known
        with self._uow.read(System.AUTH) as tx:
            found = repository.live_key(tx, key_hash)
            if found is None:
                raise InvalidToken
            key, user = found
            stale = key.last_used_at is None or tx.now - key.last_used_at > _NOTE_USE_EVERY
        if stale:
            with self._uow.write(System.AUTH) as tx:
                repository.note_key_used(tx, key.id)
        actor = Actor(user.id, key.id, scopes=frozenset(key.scopes))
        with self._lock:
            self._keys[key_hash] = actor
        return actor

    def still(self, actor: Actor) -> None:
        """Raise `InvalidToken` when the session or key behind `actor` has ended."""
        if actor.scopes is None:
            self.by_session(actor.session_id)
            return
        with self._uow.read(System.AUTH) as tx:
            if repository.live_key_by_id(tx, actor.session_id) is None:
                raise InvalidToken

    def by_identity(self, identity: str) -> Actor:
        """The actor whom the edge of the server wrote into a websocket's headers: a session, or "key <hash>". Raises
        `InvalidToken`."""
        scheme, _, key_hash = identity.partition(" ")
        if scheme == "key":
            return self._by_key_hash(key_hash)
        session_id = self.session_of(identity)
        if session_id is None:
            raise InvalidToken
        return self.by_session(session_id)

    def session_of(self, identity: str) -> uuid.UUID | None:
        """The session that the edge of the server wrote into a websocket's headers: "session <id> <expires>"."""
        scheme, _, rest = identity.partition(" ")
        session_id, _, expires = rest.partition(" ")
        if scheme != "session" or not expires.isdigit() or int(expires) <= utc_now().timestamp():
            return None
        try:
            return uuid.UUID(session_id)
        except ValueError:
            return None

    def forget(self, *ended: uuid.UUID) -> None:
        """What is known of these sessions and keys holds no longer."""
        with self._lock:
            for ident in ended:
                self._known.pop(ident, None)
            for key_hash in [key for key, actor in self._keys.items() if actor.session_id in ended]:
                self._keys.pop(key_hash, None)
