"""Getting back in without the password, and showing that an address is one's own."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path
from fastapi.responses import Response

from studio_app.api.access import CurrentActor, Public, Svc, Visitor
from studio_app.api.envelope import Envelope, reply
from studio_app.api.v1.routing import router
from studio_app.api.v1.schemas.accounts import ResetBody, ResetRequestBody, VerifyBody
from studio_app.api.v1.schemas.common import Message

api = router("accounts")
_VERIFIED = "Your e-mail is confirmed."


@api.post("/auth/password-reset/request", dependencies=[Public], response_model=Envelope[Message])
def request_reset(body: ResetRequestBody, services: Svc, visitor: Visitor) -> Response:
    """Ask for a link to choose a new password. The answer is the same whether there is such an account or not."""
    services.recovery.request_reset(body.email, visitor)
    return reply(Message(message="If there is an account with this address, a link is on its way to it."))


@api.post("/auth/password-reset/confirm", dependencies=[Public], response_model=Envelope[Message])
def reset(body: ResetBody, services: Svc, visitor: Visitor) -> Response:
    """Set a new password by the token of that link. Every device is logged out, this one included."""
    ended = services.recovery.reset(body.token, body.new_password, visitor)
    services.authenticator.forget(*ended)
    return reply(Message(message="Your new password is set. Log in with it."))


@api.post("/auth/email/verify/request", status_code=202, response_model=Envelope[Message])
def request_verification(actor: CurrentActor, services: Svc, visitor: Visitor) -> Response:
    """Send the link that confirms the address once more."""
    services.recovery.request_verification(actor, visitor)
    return reply(Message(message="A new link is on its way to you."), 202)


@api.post("/auth/email/verify/confirm", dependencies=[Public], response_model=Envelope[Message])
def verify(body: VerifyBody, services: Svc, visitor: Visitor) -> Response:
    """Confirm the address that the token was sent to. Safe to repeat; signs nobody in."""
    services.recovery.verify(body.token, visitor)
    return reply(Message(message=_VERIFIED))


@api.get("/auth/email/verify/{token}", dependencies=[Public], response_model=Envelope[Message])
def verify_by_link(
    token: Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{20,100}$")], services: Svc, visitor: Visitor
) -> Response:
    """The same by GET, for clients that open links themselves. Our mails lead to the page that posts."""
    services.recovery.verify(token, visitor)
    return reply(Message(message=_VERIFIED))
