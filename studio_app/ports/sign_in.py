"""Port: signing in at another company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from studio_app.core.errors import StudioError, Unavailable


@dataclass(frozen=True, slots=True)
class Round:
    """What belongs to one try: made before the person leaves, checked when she comes back. `verifier` is the secret
    behind the PKCE challenge."""

    state: str
    nonce: str
    verifier: str
    redirect_uri: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who came back. `subject` never changes; `email` is worth something only when `email_verified`."""

    subject: str
    name: str = ""
    email: str = ""
    email_verified: bool = False


class SignInRefused(StudioError):
    """The company, or the person there, said no, or what came back does not hold."""

    code, status = "OAUTH_REFUSED", 400
    message = "The sign-in did not work. Try again, or use your e-mail."


class SignInUnavailable(Unavailable):
    message = "That company does not answer right now. Try again in a minute, or use your e-mail."


class SignInProvider(Protocol):
    def authorization_url(self, round_: Round) -> str:
        """Where to send the person. Raises `SignInUnavailable`."""
        ...

    def identity(self, code: str, round_: Round) -> Identity:
        """Who came back with `code`. Raises `SignInRefused` and `SignInUnavailable`. No token is kept."""
        ...
