"""What leaves the accounts feature, and the faults people can meet there."""

from __future__ import annotations

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
