"""Pure decisions about accounts."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta

from email_validator import EmailNotValidError, validate_email
from zxcvbn import zxcvbn

PASSWORD_MIN = 10
# Harder to guess than by a million tries that begin with the most common passwords, names, words, dates and keyboard
# runs, and with the words of this place. Longer ones stand on no list, and judging them takes its time.
_SCORE_MIN, _LETTERS_MIN = 2, 4
_JUDGED = 40
_OWN_WORDS = (
    "streamer", "studio", "streamerstudio", "streamer studio", "twitch", "youtube", "tiktok", "discord", "kick",
)
NAME_MAX = 50
EMAIL_MAX = 254  # after `normalise_email`, which can lengthen it
PASSWORD_MAX_BYTES = 1024
REFRESH_IDLE = timedelta(days=30)
SESSION_ABSOLUTE = timedelta(days=90)
SESSION_SHORT = timedelta(days=1)
REFRESH_GRACE = timedelta(seconds=10)
ENDED_SESSIONS_KEPT = timedelta(days=30)
# The kinds of links that mails carry.
VERIFY, RESET = "email_verification", "password_reset"
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


def is_address(email: str) -> bool:
    """Whether it is one mailbox, as it stands: normalising may have made commas of what looked like them."""
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


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
    short = len(password) <= _JUDGED
    if len(set(password)) < _LETTERS_MIN or (short and _score(password, email) < _SCORE_MIN):
        return "That is easy to guess. Use several words that do not belong together."
    return None


def _score(password: str, email: str) -> int:
    return int(zxcvbn(password, user_inputs=[*_OWN_WORDS, *_parts(email)])["score"])


def _parts(email: str) -> list[str]:
    """An address and the words in it, none of which makes a password harder to guess."""
    return [email, *re.split(r"[^\w]+|_", email)] if email else []


def session_lifetime(remember: bool) -> timedelta:
    return SESSION_ABSOLUTE if remember else SESSION_SHORT


def within_grace(used_at: datetime, now: datetime) -> bool:
    """A just-used refresh token may be shown again: the answer may have been lost, or a second tab asked too."""
    return now - used_at <= REFRESH_GRACE


_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")


def is_secret(text: str) -> bool:
    """Whether it has the form of those that are made here (see `tokens.new_secret`)."""
    return _SECRET.fullmatch(text) is not None


_OWN_PATH = re.compile(r"/(?![/\\])[!-~]{0,500}")


def safe_path(path: str) -> str:
    """`path` when it is one of this site, else nothing: it came from an address that anybody can write. Browsers
    resolve dots, also encoded ones, so a path with them may lead elsewhere."""
    if not _OWN_PATH.fullmatch(path) or "\\" in path:
        return ""
    steps = re.split(r"[?#]", path)[0].lower().replace("%2e", ".").split("/")[1:]
    return "" if {".", ".."} & set(steps) or "" in steps[:-1] else path
