"""From a text and its facts to the two forms of a mail; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from studio_app.catalog.mails import MailText
from studio_app.core.text import clean_line

_SUBJECT_LIMIT: Final = 120
_LONGEST_WAIT: Final = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Composed:
    subject: str
    text: str
    html: str


def compose(mail: MailText, name: str, link: str, facts: Mapping[str, Any], site: str, unsubscribe: str) -> Composed:
    """`mail` to `name`, its button leading to `link`. Facts are shown as they are: never as markup, never as Jinja2.
    A fact that the text names and nobody gives is a `jinja2.UndefinedError`."""
    def filled(html: bool) -> dict[str, Any]:
        say = _environment(html).from_string
        return {
            "heading": say(mail.heading).render(facts), "lines": [say(line).render(facts) for line in mail.lines],
            "button": mail.button, "note": mail.note, "name": name, "link": link, "site": site,
            "unsubscribe": unsubscribe,
        }

    subject = clean_line(_environment(False).from_string(mail.subject).render(facts), _SUBJECT_LIMIT)
    text = _environment(False).get_template("frame.txt").render(filled(False))
    html = _environment(True).get_template("frame.html").render(filled(True))
    return Composed(subject, text, html)


def spoken(moment: datetime) -> str:
    """A moment as mails say it."""
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


def day(moment: date) -> str:
    return f"{moment.day} {moment:%B %Y}"


def wait(attempts: int) -> timedelta:
    """How long until a mail that could not go is tried again: half a minute, doubling up to two hours."""
    return min(_LONGEST_WAIT, timedelta(seconds=15 * 2 ** min(attempts, 20)))


@lru_cache(maxsize=2)
def _environment(html: bool) -> Environment:
    return Environment(
        loader=PackageLoader("studio_app.features.mails"), autoescape=html,  # noqa: S701  (text has nothing to escape)
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )
