"""What our mails say, and which of them a person can do without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from studio_app.catalog.tables import by_id


@dataclass(frozen=True, slots=True)
class MailText:
    """`subject`, `heading` and `lines` are Jinja2. `path` is where the button leads unless the sender says; `topic` is
    empty for what is always sent."""

    id: str
    subject: str
    heading: str
    lines: tuple[str, ...]
    button: str
    path: str = ""
    note: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class MailTopic:
    id: str
    label: str
    help: str


TOPICS: Final[dict[str, MailTopic]] = {
    topic.id: topic
    for topic in (
        MailTopic("jobs", "A long job has ended", "When a set or an asset took more than a minute."),
        MailTopic("assets", "Assets are about to go", "A week before the free plan lets go of them."),
        MailTopic("plan", "The month's assets run out", "When four fifths of a month are made, and when all are."),
        MailTopic("webhooks", "A webhook was switched off", "When your address answered nothing for five days."),
    )
}


def _mail(entry: dict[str, Any]) -> MailText:
    mail = MailText(**{**entry, "lines": tuple(entry["lines"])})
    if mail.topic and mail.topic not in TOPICS:
        raise ValueError(f"mails.toml: {mail.id} has an unknown topic")
    return mail


MAILS: Final[dict[str, MailText]] = by_id("mails.toml", "mail", _mail)
