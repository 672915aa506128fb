"""Who is calling: a token's signature, then the session row behind it, remembered for four seconds."""

from __future__ import annotations

import threading
import uuid

from cachetools import TTLCache

from studio_app.core.actor import Actor
from studio_app.core.clock import utc_now
from studio_app.core.errors import InvalidToken
from studio_app.db.unit_of_work import UnitOfWork
from studio_app.features.accounts import repository
from studio_app.features.accounts.tokens import TokenMint

_REMEMBER_SECONDS = 4.0


class Authenticator:
    """Ending a session takes effect within `_REMEMBER_SECONDS` in every process; a log-out at once in its own."""

    def __init__(self, uow: UnitOfWork, mint: TokenMint) -> None:
        self._uow = uow
        self.mint = mint
        self._known: TTLCache[uuid.UUID, Actor] = TTLCache(maxsize=10_000, ttl=_REMEMBER_SECONDS)
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
        with self._uow.read() as tx:
            found = repository.live_session(tx, session_id)
            if found is None:
                raise InvalidToken
            session, user = found
            actor = Actor(user.id, session.id, "admin" if user.role == "admin" else "user")
        with self._lock:
            self._known[session_id] = actor
        return actor

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

    def forget(self, session_id: uuid.UUID) -> None:
        with self._lock:
            self._known.pop(session_id, None)
