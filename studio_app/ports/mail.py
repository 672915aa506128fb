"""Port: sending a mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from studio_app.core.errors import StudioError, Unavailable


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one mailbox, as text and as HTML that say the same.

    `message_id` stays the same over retries, so that a mailbox can tell a copy. `unsubscribe` is an address that ends
    this kind of mail by one POST, empty where it cannot be ended.
    """

    message_id: str
    to: str
    subject: str
    text: str
    html: str
    unsubscribe: str = ""


class MailRefused(StudioError):
    """The mailbox or its server does not want it, and will not later."""

    code, status = "MAIL_REFUSED", 422
    message = "That mailbox does not take our mail."


class MailUnavailable(Unavailable):
    """Not now; the same mail may go later."""

    message = "Mail cannot be sent right now. It goes out as soon as it can."


class MailDelivery(Protocol):
    def send(self, mail: Mail) -> None:
        """Hand `mail` over, or raise `MailRefused` (for good) or `MailUnavailable` (try later)."""
        ...


@dataclass(frozen=True, slots=True)
class SentMail:
    """A mail that was sent and can be read again."""

    id: str
    to: str
    subject: str
    text: str
    html: str
    sent_at: datetime
    unsubscribe: str = ""


@runtime_checkable
class MailArchive(Protocol):
    """What a delivery that keeps its mails can do besides."""

    def sent(self) -> list[SentMail]:
        """Newest first."""
        ...

    def get(self, mail_id: str) -> SentMail | None: ...
