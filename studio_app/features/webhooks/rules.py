"""Pure decisions about webhooks, by the Standard Webhooks specification 1.0."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

MOST_ENDPOINTS: Final = 5
URL_LIMIT, DESCRIPTION_LIMIT = 2000, 200
SECRET_PREFIX: Final = "whsec_"  # noqa: S105  (how every secret begins)
SECRET_BYTES: Final = 32
OLD_SECRET_LIVES: Final = timedelta(hours=24)
GIVES_UP_AFTER: Final = timedelta(days=5)
EVENT_OF: Final = {
    "completed": "job.completed", "partial": "job.partial", "failed": "job.failed", "cancelled": "job.cancelled",
}
EVENTS: Final = tuple(EVENT_OF.values())
TEST, CHALLENGE = "webhook.test", "webhook.challenge"
# The pauses after the first, second … failed try.
SCHEDULE: Final = tuple(
    timedelta(seconds=seconds)
    for seconds in (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
)
Problems = dict[str, list[dict[str, str]]]


def problems(url: str, events: Sequence[str], description: str, *, private: bool) -> Problems:
    """What is wrong with an endpoint, by field; where the address leads is looked at when it is used."""
    found: Problems = {}
    schemes = ("https", "http") if private else ("https",)
    try:
        parts = urlsplit(url)
        sound = parts.scheme in schemes and bool(parts.hostname) and parts.username is None and parts.port != 0
    except ValueError:
        sound = False
    if not sound or len(url) > URL_LIMIT or any(c.isspace() or not c.isprintable() for c in url):
        found["url"] = [{"message": "Enter an https address, such as https://example.com/hooks."}]
    if not events or any(event not in EVENTS for event in events):
        found["events"] = [{"message": f"Choose one or more of: {', '.join(EVENTS)}."}]
    if len(description) > DESCRIPTION_LIMIT:
        found["description"] = [{"message": f"Use at most {DESCRIPTION_LIMIT} characters."}]
    return found


def signature(secrets: Sequence[str], message_id: str, timestamp: int, body: bytes) -> str:
    """The value of `webhook-signature`: one signature for each secret that is valid now."""
    signed = f"{message_id}.{timestamp}.".encode() + body

    def one(secret: str) -> str:
        key = base64.b64decode(secret.removeprefix(SECRET_PREFIX))
        return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()

    return " ".join(one(secret) for secret in secrets)


def next_wait(attempts: int, jitter: float) -> timedelta | None:
    """How long to wait after try number `attempts` (from 1) failed, spread by `jitter` in 0..1; None gives up."""
    return SCHEDULE[attempts - 1] * (1 + 0.2 * jitter) if attempts <= len(SCHEDULE) else None


def has_failed_for_good(failing_since: datetime | None, now: datetime) -> bool:
    return failing_since is not None and now - failing_since >= GIVES_UP_AFTER
