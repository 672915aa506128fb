"""Access tokens (signed JWT), refresh tokens (random, stored hashed) and CSRF tokens."""

from __future__ import annotations

import base64
import contextlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.fernet import Fernet
from cryptography.fernet import InvalidToken as SealBroken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from studio_app.core.errors import InvalidToken
from studio_app.core.secrets import Master, derive_key

_ISSUER = "streamer-studio"
_AUDIENCE = "streamer-studio-api"
_MAX_LENGTH = 2048


@dataclass(frozen=True, slots=True)
class AccessClaims:
    user_id: uuid.UUID
    session_id: uuid.UUID
    expires_at: int


class TokenMint:
    """Signs and reads tokens. One algorithm, fixed by configuration; nothing in a token's header is believed."""

    def __init__(self, master: Master, algorithm: str = "HS256", lifetime: timedelta = timedelta(hours=24)) -> None:
        self._keys = [OctKey.import_key(key) for key in master.ring("access-token").keys]
        self._csrf = master.ring("csrf")
        self._algorithm = algorithm
        self.lifetime = lifetime
        self._claims = jwt.JWTClaimsRegistry(
            iss={"essential": True, "value": _ISSUER}, aud={"essential": True, "value": _AUDIENCE},
            sub={"essential": True}, exp={"essential": True}, leeway=30,
        )

    def access(self, user_id: uuid.UUID, session_id: uuid.UUID, now: datetime) -> tuple[str, datetime]:
        """A signed token and the moment it ends."""
        expires = (now + self.lifetime).replace(microsecond=0)
        claims = {
            "iss": _ISSUER, "aud": _AUDIENCE, "sub": str(user_id), "sid": str(session_id),
            "jti": secrets.token_urlsafe(8), "iat": int(now.timestamp()), "exp": int(expires.timestamp()),
        }
        header = {"alg": self._algorithm, "typ": "at+jwt"}
        return jwt.encode(header, claims, self._keys[0], algorithms=[self._algorithm]), expires

    def read(self, token: str) -> AccessClaims:
        """The claims of a valid access token; raises `InvalidToken` for every other string."""
        if not token or len(token) > _MAX_LENGTH:
            raise InvalidToken
        try:
            decoded = self._decoded(token)
            if decoded.header.get("typ") != "at+jwt":
                raise InvalidToken
            self._claims.validate(decoded.claims)
            return AccessClaims(
                uuid.UUID(decoded.claims["sub"]), uuid.UUID(decoded.claims["sid"]), int(decoded.claims["exp"])
            )
        except (JoseError, ValueError, KeyError, TypeError, AttributeError, UnicodeError, RecursionError) as error:
            raise InvalidToken from error

    def _decoded(self, token: str) -> jwt.Token:
        """By the current key, else by a former one; raises `JoseError` when none made it."""
        for key in self._keys[:-1]:
            with contextlib.suppress(JoseError):
                return jwt.decode(token, key, algorithms=[self._algorithm])
        return jwt.decode(token, self._keys[-1], algorithms=[self._algorithm])

    def csrf(self, session_id: uuid.UUID) -> str:
        return self._csrf.sign(str(session_id))

    def csrf_matches(self, session_id: uuid.UUID, token: str) -> bool:
        return self._csrf.matches(str(session_id), token)


def new_secret() -> str:
    """256 random bits in 43 characters."""
    return secrets.token_urlsafe(32)


def seal(successor: str, presented: str) -> str:
    """`successor`, readable only by whoever holds `presented` (the database keeps just a hash of that)."""
    return Fernet(_seal_key(presented)).encrypt(successor.encode()).decode()


def unseal(sealed: str, presented: str) -> str:
    try:
        return Fernet(_seal_key(presented)).decrypt(sealed.encode()).decode()
    except SealBroken as error:
        raise InvalidToken from error


def _seal_key(presented: str) -> bytes:
    return base64.urlsafe_b64encode(derive_key(presented, "refresh-successor"))
