"""What leaves the accounts feature, and the faults people can meet there."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime

from studio_app.core.actor import Role
from studio_app.core.errors import StudioError


@dataclass(frozen=True, slots=True)
class UserView:
    id: uuid.UUID
    email: str
    email_verified: bool
    has_password: bool
    display_name: str
    avatar_url: str | None
    role: Role
    stripe_customer_id: str | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Consent:
    """Which terms a person agreed to when she signed up, as far as her client said so."""

    terms_version: str | None = None
    privacy_version: str | None = None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A fresh pair of tokens. `access_token` ends at `expires_at`, the session itself at `session_expires_at`.
    `browser` is what the browser keeps to be known again; empty when a session is only renewed."""

    user: UserView
    session_id: uuid.UUID
    access_token: str
    refresh_token: str
    csrf_token: str
    expires_at: datetime
    session_expires_at: datetime
    browser: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class AccountLimits:
    """How often something may be tried, in the words of the `limits` library; `…_account` counts by account."""

    signup: str
    login: str
    login_account: str
    confirm: str
    mailed: str
    mailed_account: str
    token: str


@dataclass(frozen=True, slots=True)
class SessionView:
    """A device that is signed in. `place` is its network, `current` the one that asks."""

    id: uuid.UUID
    device: str
    place: str
    current: bool
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class KeyView:
    """An API key without the key: `hint` is its end."""

    id: uuid.UUID
    name: str
    hint: str
    scopes: tuple[str, ...]
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key with its secret, which is shown this once."""

    key: KeyView
    secret: str


@dataclass(frozen=True, slots=True)
class LinkedView:
    """A company that opens the account; `label` is what the person is called there."""

    company: str
    label: str
    created_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class NewFactor:
    """An authenticator app to be set up: `secret` to type, `uri` to scan."""

    secret: str
    uri: str


@dataclass(frozen=True, slots=True)
class FactorView:
    enabled: bool
    codes_left: int


class EmailTaken(StudioError):
    code, status = "EMAIL_TAKEN", 409
    message = "There is already an account for this e-mail. Log in instead."


class InvalidCredentials(StudioError):
    code, status = "INVALID_CREDENTIALS", 401
    message = "E-mail or password is wrong. Check both and try again."


class TokenReused(StudioError):
    code, status = "TOKEN_REUSED", 401
    message = "This session was used from two places and has been ended for safety. Sign in again."


class WrongPassword(StudioError):
    code, status = "WRONG_PASSWORD", 403
    message = "That is not your current password. Type it again."


class EmailNotVerified(StudioError):
    code, status = "EMAIL_NOT_VERIFIED", 403
    message = "Confirm your e-mail first: open the link that we sent you, or ask for a new one in the settings."


class LinkInvalid(StudioError):
    code, status = "LINK_INVALID", 400
    message = "This link was used already, is too old, or has a letter too few. Ask for a new one."


class AccountClosing(StudioError):
    """Right password, but the account is on its way out; `details.purge_after` says until when it can be kept."""

    code, status = "ACCOUNT_CLOSING", 403
    message = "You asked us to delete this account. Log in once more and say that you stay to keep it."


class ReauthRequired(StudioError):
    code, status = "REAUTH_REQUIRED", 403
    message = "This needs a fresh sign-in. Log out, log in again, and repeat it within ten minutes."


class KeyLimit(StudioError):
    code, status = "KEY_LIMIT_REACHED", 403
    message = "You have ten API keys. Revoke one to make another."


class OauthStateInvalid(StudioError):
    code, status = "OAUTH_STATE_INVALID", 400
    message = "That sign-in was begun elsewhere or too long ago. Start it again from this page."


class OauthEmailUnverified(StudioError):
    code, status = "OAUTH_EMAIL_UNVERIFIED", 403
    message = "There is no confirmed e-mail address. Confirm one there, or sign up with your e-mail."


class SignInTaken(StudioError):
    code, status = "SIGN_IN_TAKEN", 409
    message = "That sign-in belongs to another account already."


class LastSignIn(StudioError):
    code, status = "LAST_SIGN_IN", 409
    message = "This is your only way in. Set a password first: log out and choose “Forgot it?”."


class SecondFactorRequired(StudioError):
    """The password is right, and there is a second step."""

    code, status = "SECOND_FACTOR_REQUIRED", 401
    message = "Type the code of your authenticator app, or one of your recovery codes."


class SecondFactorWrong(StudioError):
    code, status = "SECOND_FACTOR_WRONG", 401
    message = "That code is not right, or was used already. Wait for the next one and try again."


class SecondFactorMissing(StudioError):
    code, status = "SECOND_FACTOR_MISSING", 409
    message = "There is no authenticator app to confirm. Start setting one up again."
