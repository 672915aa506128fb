"""Mails: written down with the change that they tell of, and which kinds a person wants."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final

from studio_app.catalog.mails import MAILS, TOPICS, MailTopic
from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound, ValidationFailed
from studio_app.core.secrets import KeyRing
from studio_app.db.models import User
from studio_app.db.outbox import post
from studio_app.db.unit_of_work import Transaction
from studio_app.features.mails import repository

MAIL: Final = "mail"
_SEPARATOR: Final = "."


def post_mail(
    tx: Transaction, mail_id: str, user_id: uuid.UUID, facts: Mapping[str, Any] | None = None, *, path: str = "",
    dedupe: str = "",
) -> None:
    """Send a mail to a person once this has committed; with `dedupe` once however often it is posted. `facts` and
    `path` stay readable in the database for a week: secrets are made when the mail is (see `MailCourier`)."""
    payload = {"mail": MAILS[mail_id].id, "user_id": str(user_id), "facts": dict(facts or {}), "path": path}
    post(tx, MAIL, f"{MAIL}:{mail_id}:{dedupe or uuid.uuid4().hex}", payload)


class MailChoices:
    """Which kinds of mail a person wants; also by an address that needs no sign-in."""

    def __init__(self, key: KeyRing, site: str) -> None:
        self._key = key
        self._site = site

    def unsubscribe_address(self, user_id: uuid.UUID, topic: str) -> str:
        text = f"{user_id.hex}{_SEPARATOR}{topic}"
        return f"{self._site}/unsubscribe/{text}{_SEPARATOR}{self._key.sign(text)}"

    def topic_of(self, token: str) -> tuple[uuid.UUID, MailTopic]:
        """Whom and which topic the end of such an address means; raises `NotFound` for one that we did not make."""
        text, _, signature = token.rpartition(_SEPARATOR)
        ident, _, topic = text.partition(_SEPARATOR)
        if topic not in TOPICS or not self._key.matches(text, signature):
            raise NotFound
        return uuid.UUID(ident), TOPICS[topic]

    def unsubscribe(self, tx: Transaction, token: str) -> MailTopic:
        """Send no more mails of that kind. Safe to repeat."""
        user_id, topic = self.topic_of(token)
        self._put(tx, user_id, {topic.id: False})
        return topic

    def wanted(self, tx: Transaction, actor: Actor) -> dict[str, bool]:
        """By topic, whether the person gets its mails."""
        muted = self._recipient(tx, actor.user_id).muted_mails
        return {topic: topic not in muted for topic in TOPICS}

    def choose(self, tx: Transaction, actor: Actor, topics: Mapping[str, bool]) -> dict[str, bool]:
        """Switch topics on or off; what is not named stays."""
        unknown = sorted(topic[:40] for topic in topics if topic not in TOPICS)
        if unknown:
            message = f"There are no mails about {', '.join(unknown)}. Topics are {', '.join(TOPICS)}."
            raise ValidationFailed(message, details={"fields": {"topics": [{"message": message}]}})
        self._put(tx, actor.user_id, topics)
        return self.wanted(tx, actor)

    def _put(self, tx: Transaction, user_id: uuid.UUID, topics: Mapping[str, bool]) -> None:
        user = self._recipient(tx, user_id)
        off = {topic for topic, wants in topics.items() if not wants}
        user.muted_mails = sorted({topic for topic in user.muted_mails if not topics.get(topic)} | off)
        tx.session.add(user)
        tx.session.flush()

    def _recipient(self, tx: Transaction, user_id: uuid.UUID) -> User:
        user = repository.recipient(tx, user_id)
        if user is None:
            raise NotFound
        return user
