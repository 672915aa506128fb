"""Pure decisions about accounts."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta

PASSWORD_MIN = 10
NAME_MAX = 50
EMAIL_MAX = 254  # after `normalise_email`, which can lengthen it
PASSWORD_MAX_BYTES = 1024
REFRESH_IDLE = timedelta(days=30)
SESSION_ABSOLUTE = timedelta(days=90)
SESSION_SHORT = timedelta(days=1)
REFRESH_GRACE = timedelta(seconds=10)
ENDED_SESSIONS_KEPT = timedelta(days=30)
RESET_LIVES = timedelta(hours=1)
VERIFICATION_LIVES = timedelta(hours=24)
SPENT_TOKENS_KEPT = timedelta(days=7)
CLOSING_FOR = timedelta(days=14)
MOST_KEYS = 10
KEY_NAME_MAX = 60
KNOWN_DEVICE = timedelta(days=90)
FRESH_SIGN_IN = timedelta(minutes=10)


def normalise_email(email: str) -> str:
    """One spelling for one mailbox: compatibility-composed and in lower case."""
    return unicodedata.normalize("NFKC", email).strip().lower()


def normalise_password(password: str) -> bytes:
    """The same passphrase typed on two keyboards gives the same bytes."""
    return unicodedata.normalize("NFC", password).encode()


def password_problem(password: str, email: str = "") -> str | None:
    """Why `password` may not be used, or None."""
    if len(password) < PASSWORD_MIN:
        return f"Use at least {PASSWORD_MIN} characters."
    if len(normalise_password(password)) > PASSWORD_MAX_BYTES:
        return "Use at most 1,024 bytes."
    if email and password.lower() in (email.lower(), email.lower().split("@")[0]):
        return "Your password may not be your e-mail."
    if len(set(password)) < 4:
        return "Use more than three different characters."
    return None


def session_lifetime(remember: bool) -> timedelta:
    return SESSION_ABSOLUTE if remember else SESSION_SHORT


def within_grace(used_at: datetime, now: datetime) -> bool:
    """A just-used refresh token may be shown again: the answer may have been lost, or a second tab asked too."""
    return now - used_at <= REFRESH_GRACE


_OWN_PATH = re.compile(r"/(?![/\\])[!-~]{0,500}")


def safe_path(path: str) -> str:
    """`path` when it is one of this site, else nothing: it came from an address that anybody can write."""
    return path if _OWN_PATH.fullmatch(path) and "\\" not in path else ""
