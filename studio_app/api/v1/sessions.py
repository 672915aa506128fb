"""One's own signed-in devices, what happened to the account, and which mails come."""

from __future__ import annotations

import uuid

from fastapi.responses import Response

from studio_app.api.access import CurrentActor, Svc
from studio_app.api.envelope import Envelope, reply
from studio_app.api.v1.routing import Cursor, Limit, pagination, router
from studio_app.api.v1.schemas.accounts import (
    EventOut,
    EventsOut,
    NotificationsBody,
    NotificationsOut,
    SessionOut,
    SessionsOut,
    TopicOut,
)
from studio_app.api.v1.schemas.common import Message
from studio_app.catalog.mails import TOPICS

api = router("accounts")


@api.get("/auth/sessions", response_model=Envelope[SessionsOut])
def list_sessions(actor: CurrentActor, services: Svc) -> Response:
    """Every signed-in device, the one that asks first."""
    with services.uow.read(actor) as tx:
        return reply(SessionsOut(sessions=[SessionOut.of(row) for row in services.sessions.all_of(tx, actor)]))


@api.delete("/auth/sessions", response_model=Envelope[Message])
def revoke_other_sessions(actor: CurrentActor, services: Svc) -> Response:
    """Log every device out but this one."""
    with services.uow.write(actor) as tx:
        ended = services.sessions.revoke_others(tx, actor)
    services.authenticator.forget(*ended)
    return reply(Message(message="Your other devices are logged out."))


@api.delete("/auth/sessions/{session_id}", response_model=Envelope[Message])
def revoke_session(session_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    """Log one device out."""
    with services.uow.write(actor) as tx:
        services.sessions.revoke(tx, actor, session_id)
    services.authenticator.forget(session_id)
    return reply(Message(message="That device is logged out."))


@api.get("/auth/events", response_model=Envelope[EventsOut])
def list_events(actor: CurrentActor, services: Svc, limit: Limit = 20, cursor: Cursor = None) -> Response:
    """What happened to the account in the last year, newest first."""
    with services.uow.read(actor) as tx:
        page = services.audit.own(tx, actor, limit=limit, cursor=cursor)
    out = EventsOut(events=[EventOut.of(entry) for entry in page.entries])
    return reply(out, pagination=pagination(page.next_cursor, None))


@api.get("/auth/notifications", response_model=Envelope[NotificationsOut])
def get_notifications(actor: CurrentActor, services: Svc) -> Response:
    """The mails that a person can do without, and which of them she gets."""
    with services.uow.read(actor) as tx:
        return reply(_topics(services.mail_choices.wanted(tx, actor)))


@api.put("/auth/notifications", response_model=Envelope[NotificationsOut])
def choose_notifications(body: NotificationsBody, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.write(actor) as tx:
        return reply(_topics(services.mail_choices.choose(tx, actor, body.topics)))


def _topics(wanted: dict[str, bool]) -> NotificationsOut:
    return NotificationsOut(
        topics=[TopicOut(topic=topic, label=TOPICS[topic].label, wanted=wants) for topic, wants in wanted.items()]
    )
