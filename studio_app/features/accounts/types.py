"""What leaves the accounts feature, and the faults people can meet there."""

from __future__ import annotations

import ipaddress
import uuid
from dataclasses import dataclass
from datetime import datetime

from studio_app.core.actor import Role
from studio_app.core.errors import StudioError


@dataclass(frozen=True, slots=True)
class UserView:
    id: uuid.UUID
    email: str
    email_verified: bool
    display_name: str
    avatar_url: str | None
    role: Role
    stripe_customer_id: str | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Client:
    """Where a sign-in comes from."""

    user_agent: str = ""
    ip: str = ""

    @property
    def counted_as(self) -> str:
        """The address by which tries are counted: of IPv6 the /64, because one visitor has all of it."""
        return _network(self.ip, 32, 64) or self.ip

    @property
    def network(self) -> str:
        """The address cut to its network: enough to recognise a place, not a person. Empty for what is none."""
        return _network(self.ip, 24, 64)


def _network(ip: str, bits4: int, bits6: int) -> str:
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return ""
    return str(ipaddress.ip_network((address, bits4 if address.version == 4 else bits6), strict=False))


@dataclass(frozen=True, slots=True)
class Consent:
    """Which terms a person agreed to when she signed up, as far as her client said so."""

    terms_version: str | None = None
    privacy_version: str | None = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A fresh pair of tokens. `access_token` ends at `expires_at`, the session itself at `session_expires_at`."""

    user: UserView
    session_id: uuid.UUID
    access_token: str
    refresh_token: str
    csrf_token: str
    expires_at: datetime
    session_expires_at: datetime


class EmailTaken(StudioError):
    code, status = "EMAIL_TAKEN", 409
    message = "There is already an account for this e-mail. Log in instead."


class InvalidCredentials(StudioError):
    code, status = "INVALID_CREDENTIALS", 401
    message = "E-mail or password is wrong. Check both and try again."


class TokenReused(StudioError):
    code, status = "TOKEN_REUSED", 401
    message = "This session was used from two places and has been ended for safety. Sign in again."
