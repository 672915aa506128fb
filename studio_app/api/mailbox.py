"""Mail on the web: ending a kind of mail without a sign-in, and the outbox of a studio that has no mail server."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from studio_app.api.access import Public, Svc
from studio_app.api.pages import render
from studio_app.core.actor import System
from studio_app.core.errors import NotFound
from studio_app.ports.mail import MailArchive, SentMail

api = APIRouter(include_in_schema=False, dependencies=[Public])
_HERE = ("localhost", "127.0.0.1", "::1")
_LETTER = "sandbox allow-top-navigation-by-user-activation; default-src 'none'; style-src 'unsafe-inline'"


@api.get("/unsubscribe/{token}")
def ask(token: str, services: Svc) -> Response:
    """One button. Nothing happens before it is pressed: mail programs open links to look at them."""
    try:
        _, topic = services.mail_choices.topic_of(token)
    except NotFound:
        return _unsubscribe(services, 404)
    return _unsubscribe(services, 200, topic=topic.label)


@api.post("/unsubscribe/{token}")
def unsubscribe(token: str, services: Svc) -> Response:
    """By the button, or by a mail program (RFC 8058)."""
    try:
        with services.uow.write(System.AUTH) as tx:
            topic = services.mail_choices.unsubscribe(tx, token)
    except NotFound:
        return _unsubscribe(services, 404)
    return _unsubscribe(services, 200, topic=topic.label, done=True)


def _unsubscribe(services: Svc, status: int, topic: str = "", *, done: bool = False) -> Response:
    return render("unsubscribe.html", status, form=True, site=services.settings.site_url, topic=topic, done=done)


def outbox(request: Request, services: Svc) -> MailArchive:
    """The mails of this studio, where nobody but its developer can see them: on her own machine, and under its own
    name, which a page of somebody else's that was led here does not have."""
    here = request.url.hostname in _HERE and services.settings.shows_outbox
    if not here or not isinstance(services.mail, MailArchive):
        raise NotFound
    return services.mail


Outbox = Annotated[MailArchive, Depends(outbox)]


@api.get("/dev/outbox")
def mails(archive: Outbox, services: Svc) -> Response:
    return render("outbox.html", site=services.settings.site_url, mails=archive.sent())


@api.get("/dev/outbox/{mail_id}")
def mail(mail_id: str, archive: Outbox, services: Svc) -> Response:
    return render("letter.html", site=services.settings.site_url, mail=_found(archive, mail_id))


@api.get("/dev/outbox/{mail_id}/html")
def mail_as_html(mail_id: str, archive: Outbox) -> Response:
    """As a mail program shows it."""
    headers = {"Content-Security-Policy": _LETTER, "Cache-Control": "no-store"}
    return HTMLResponse(_found(archive, mail_id).html, headers=headers)


def _found(archive: MailArchive, mail_id: str) -> SentMail:
    found = archive.get(mail_id)
    if found is None:
        raise NotFound
    return found
