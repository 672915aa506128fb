"""A person's rights to her data: all of it in one file, and all of it gone."""

from __future__ import annotations

import uuid

from fastapi.responses import Response

from studio_app.api.access import CurrentActor, Svc, Visitor
from studio_app.api.cookies import SessionCookies
from studio_app.api.envelope import Envelope, reply
from studio_app.api.v1.routing import router
from studio_app.api.v1.schemas.privacy import (
    CloseBody,
    ClosingOut,
    ConfirmBody,
    ExportLinkOut,
    ExportOut,
    ExportsOut,
)

api = router("accounts")


@api.delete("/auth/me", response_model=Envelope[ClosingOut])
def close_account(body: CloseBody, actor: CurrentActor, services: Svc, visitor: Visitor) -> Response:
    """Delete the account. Every device is logged out and nothing is shown any more; after 14 days everything is gone
    for good. Until then a log-in with `keep_account` takes it back."""
    until = services.privacy.close(actor, body.password, visitor)
    services.authenticator.forget(actor.session_id)
    said = ClosingOut(message=f"Your account goes for good on {until.day} {until:%B %Y}.", purge_after=until)
    response = reply(said, headers={"Clear-Site-Data": '"cache", "storage"'})
    SessionCookies(services.settings.secure_cookies).clear(response)
    return response


@api.post("/auth/me/exports", status_code=202, response_model=Envelope[ExportOut])
def request_export(body: ConfirmBody, actor: CurrentActor, services: Svc, visitor: Visitor) -> Response:
    """Have everything that is kept of you put into one ZIP. A mail tells when it is ready."""
    services.limiter.hit(services.settings.export_limit, "export", str(actor.user_id))
    return reply(ExportOut.of(services.privacy.request_export(actor, body.password, visitor)), 202)


@api.get("/auth/me/exports", response_model=Envelope[ExportsOut])
def list_exports(actor: CurrentActor, services: Svc) -> Response:
    with services.uow.read(actor) as tx:
        return reply(ExportsOut(exports=[ExportOut.of(view) for view in services.privacy.exports(tx, actor)]))


@api.get("/auth/me/exports/{export_id}/download", response_model=Envelope[ExportLinkOut])
def download_export(export_id: uuid.UUID, actor: CurrentActor, services: Svc) -> Response:
    """A temporary address of the ZIP."""
    with services.uow.read(actor) as tx:
        url, expires = services.privacy.download(tx, actor, export_id)
    return reply(ExportLinkOut(url=url, download_url=url, expires_at=expires))
