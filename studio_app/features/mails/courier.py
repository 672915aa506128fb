"""Writes and sends the mails that the outbox holds."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import structlog

from studio_app.catalog.mails import MAILS
from studio_app.db.outbox import Later, Message
from studio_app.db.unit_of_work import UnitOfWork
from studio_app.features.mails import repository, rules
from studio_app.features.mails.service import MailChoices
from studio_app.ports.mail import Mail, MailDelivery, MailRefused, MailUnavailable

log = structlog.get_logger(__name__)
# A path with a secret in it, made when the mail is and never stored; None when there is nothing to send any more.
SecretPath = Callable[[uuid.UUID], str | None]


class MailCourier:
    """`secret_paths` makes the links of mails that carry a secret, by mail."""

    def __init__(
        self, uow: UnitOfWork, delivery: MailDelivery, choices: MailChoices, site: str,
        secret_paths: Mapping[str, SecretPath],
    ) -> None:
        self._uow = uow
        self._delivery = delivery
        self._choices = choices
        self._site = site
        self._secret_paths = secret_paths

    def deliver(self, message: Message) -> Later | None:
        """The outbox's handler. Called twice it may send a copy, with the same message id."""
        mail = self._mail(message)
        if mail is None:
            return None
        try:
            self._delivery.send(mail)
        except MailRefused:
            log.warning("mail.refused", mail=message.payload["mail"], user_id=message.payload["user_id"])
            return Later(None, "The mailbox refused it.")
        except MailUnavailable as fault:
            log.warning("mail.unavailable", mail=message.payload["mail"], reason=fault.details)
            return Later(rules.wait(message.attempts), "The mail server cannot be reached.")
        return None

    def _mail(self, message: Message) -> Mail | None:
        text, user_id = MAILS[message.payload["mail"]], uuid.UUID(message.payload["user_id"])
        with self._uow.read(user_id) as tx:
            user = repository.recipient(tx, user_id)
        if user is None or text.topic in user.muted_mails:
            return None
        path = message.payload["path"] or text.path
        if maker := self._secret_paths.get(text.id):
            made = maker(user_id)
            if made is None:
                return None
            path = made
        unsubscribe = self._choices.unsubscribe_address(user_id, text.topic) if text.topic else ""
        said = rules.compose(
            text, user.display_name, self._site + path, message.payload["facts"], self._site, unsubscribe
        )
        message_id = f"<{message.id.hex}@{urlsplit(self._site).hostname or 'localhost'}>"
        return Mail(message_id, user.email, said.subject, said.text, said.html, unsubscribe)
