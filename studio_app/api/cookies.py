"""A session's three cookies, a fourth by which a browser is known again, and a fifth while a sign-in elsewhere is under
way. With https they carry the prefixes that bind them to the host."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fastapi.responses import Response

from studio_app.features.accounts.types import SignedIn

ACCESS_NAMES: Final = ("__Host-ss_at", "ss_at")
REFRESH_NAMES: Final = ("__Secure-ss_rt", "ss_rt")
CSRF_NAMES: Final = ("__Host-ss_csrf", "ss_csrf")
BROWSER_NAMES: Final = ("__Host-ss_browser", "ss_browser")
BROWSER_SECONDS: Final = 365 * 86_400
TICKET_NAMES: Final = ("__Host-ss_oauth", "ss_oauth")
TICKET_SECONDS: Final = 600
REFRESH_PATH: Final = "/api/v1/auth"


@dataclass(frozen=True, slots=True)
class SessionCookies:
    """Over https only the prefixed names count: a neighbouring host can set the others, but never those."""

    secure: bool

    @property
    def access_name(self) -> str:
        return ACCESS_NAMES[0 if self.secure else 1]

    @property
    def refresh_name(self) -> str:
        return REFRESH_NAMES[0 if self.secure else 1]

    @property
    def ticket_name(self) -> str:
        return TICKET_NAMES[0 if self.secure else 1]

    @property
    def browser_name(self) -> str:
        return BROWSER_NAMES[0 if self.secure else 1]

    def set_ticket(self, response: Response, ticket: str) -> None:
        """What belongs to a sign-in elsewhere that has begun; it comes back with the company's redirect."""
        response.set_cookie(
            self.ticket_name, ticket, max_age=TICKET_SECONDS, path="/", secure=self.secure, httponly=True,
            samesite="lax",
        )

    def clear_ticket(self, response: Response) -> None:
        response.delete_cookie(self.ticket_name, path="/", secure=self.secure, httponly=True)

    def set(self, response: Response, signed_in: SignedIn) -> None:
        """Access and CSRF for the whole site, refresh only for the sign-in routes; the browser's outlasts a log-out."""
        index = 0 if self.secure else 1
        expires = signed_in.session_expires_at
        response.set_cookie(
            ACCESS_NAMES[index], signed_in.access_token, expires=signed_in.expires_at, path="/", secure=self.secure,
            httponly=True, samesite="lax",
        )
        response.set_cookie(
            REFRESH_NAMES[index], signed_in.refresh_token, expires=expires, path=REFRESH_PATH, secure=self.secure,
            httponly=True, samesite="strict",
        )
        response.set_cookie(
            CSRF_NAMES[index], signed_in.csrf_token, expires=expires, path="/", secure=self.secure, httponly=False,
            samesite="lax",
        )
        if signed_in.browser:
            response.set_cookie(
                self.browser_name, signed_in.browser, max_age=BROWSER_SECONDS, path="/", secure=self.secure,
                httponly=True, samesite="lax",
            )

    def clear(self, response: Response) -> None:
        index = 0 if self.secure else 1
        response.delete_cookie(ACCESS_NAMES[index], path="/", secure=self.secure, httponly=True)
        response.delete_cookie(REFRESH_NAMES[index], path=REFRESH_PATH, secure=self.secure, httponly=True)
        response.delete_cookie(CSRF_NAMES[index], path="/", secure=self.secure)
