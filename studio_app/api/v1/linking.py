"""Signing in with Google, Twitch or Discord, and which of them open an account."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from fastapi.responses import RedirectResponse, Response

from studio_app.api.access import CurrentActor, Public, Svc, Visitor, from_page, optional_actor
from studio_app.api.cookies import SessionCookies
from studio_app.api.envelope import Envelope, refuse, reply
from studio_app.api.v1.accounts import signed_in_reply
from studio_app.api.v1.routing import router
from studio_app.api.v1.schemas.accounts import BrowserSignedInOut, SignedInOut
from studio_app.api.v1.schemas.common import Message
from studio_app.api.v1.schemas.linking import (
    DepartBody,
    DepartureOut,
    FinishBody,
    LinkedOut,
    LinkedsOut,
    ProviderOut,
    ProvidersOut,
)
from studio_app.api.v1.schemas.privacy import ConfirmBody
from studio_app.bootstrap import Services
from studio_app.core.actor import Actor
from studio_app.core.errors import StudioError
from studio_app.features.accounts.linking import Arrival, Departure, Halfway
from studio_app.ports.sign_in import SignInRefused

api = router("accounts")
MaybeActor = Annotated[Actor | None, Depends(optional_actor)]
FinishedOut = Envelope[SignedInOut | BrowserSignedInOut]
CallbackOut = Envelope[SignedInOut | BrowserSignedInOut | Message]
Handed = Annotated[str, Query(max_length=2_000)]


@api.get("/auth/providers", dependencies=[Public], response_model=Envelope[ProvidersOut])
def list_providers(services: Svc) -> Response:
    """The companies that can be signed in with here."""
    offered = [ProviderOut(provider=company.id, label=company.label) for company in services.linking.offered()]
    return reply(ProvidersOut(providers=offered))


@api.get("/auth/oauth", response_model=Envelope[LinkedsOut])
def list_linked(actor: CurrentActor, services: Svc) -> Response:
    """The companies that open one's own account."""
    with services.uow.read(actor) as tx:
        return reply(LinkedsOut(linked=[LinkedOut.of(view) for view in services.linking.linked(tx, actor)]))


@api.post("/auth/oauth/{provider}", dependencies=[Public], response_model=Envelope[DepartureOut])
def begin(provider: str, services: Svc, visitor: Visitor, body: DepartBody | None = None) -> Response:
    """Begin a sign-in: open `authorization_url` in the same browser within ten minutes. `next` is where to go then."""
    services.limiter.hit(services.settings.login_limit, "login-address", visitor.counted_as)
    return _departing(services, services.linking.depart(provider, (body.next if body else None) or ""))


@api.post("/auth/oauth/{provider}/link", response_model=Envelope[DepartureOut])
def begin_linking(provider: str, body: ConfirmBody, actor: CurrentActor, services: Svc, visitor: Visitor) -> Response:
    """The same, to have that company open the account that is signed in: asks for the password first."""
    services.linking.require_offered(provider)
    services.accounts.confirm(actor, body.password, visitor)
    return _departing(services, services.linking.depart(provider, "/settings/security", actor))


@api.get("/auth/oauth/{provider}/callback", dependencies=[Public], response_model=CallbackOut,
         responses={303: {"description": "A browser goes on to a page."}})
def callback(
    provider: str, request: Request, services: Svc, visitor: Visitor, actor: MaybeActor,
    state: Handed = "", code: Handed = "", error: Handed = "",
) -> Response:
    """Where the company sends the person back to. Browsers are sent on, with cookies; other clients, which have to
    show the cookie of the beginning as well, get the tokens. Where there is a second step, or the account is to be
    deleted, `SECOND_FACTOR_REQUIRED` or `ACCOUNT_CLOSING` come with a cookie for `finish`."""
    cookies = SessionCookies(services.settings.secure_cookies)
    page = from_page(request) or "text/html" in request.headers.get("accept", "")
    try:
        if error or not code:
            raise SignInRefused(details={"reason": error[:60] or "no_code"})
        ticket = request.cookies.get(cookies.ticket_name, "")
        arrival = services.linking.arrive(provider, code, state, ticket, visitor, actor)
        if isinstance(arrival, Halfway):
            return _waiting(cookies, arrival, provider, page=page)
        response = _onward(services, cookies, arrival) if page else _told(request, services, arrival)
    except StudioError as fault:
        if not page:
            return refuse(fault)
        where = "/settings" if actor else "/login"
        response = RedirectResponse(f"{where}?{urlencode({'oauth': fault.code, 'with': provider[:20]})}", 303)
    cookies.clear_ticket(response)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@api.post("/auth/oauth/{provider}/finish", dependencies=[Public], response_model=FinishedOut)
def finish(provider: str, body: FinishBody, request: Request, services: Svc, visitor: Visitor) -> Response:
    """End a sign-in that the callback left halfway, within ten minutes and with its cookie: by the `code` of the second
    step, or by `keep_account` where the account is to be deleted."""
    cookies = SessionCookies(services.settings.secure_cookies)
    half = request.cookies.get(cookies.ticket_name, "")
    arrival = services.linking.finish(provider, half, body.code, visitor, keep_account=body.keep_account)
    response = _told(request, services, arrival)
    cookies.clear_ticket(response)
    return response


@api.delete("/auth/oauth/{provider}", response_model=Envelope[Message])
def unlink(provider: str, actor: CurrentActor, services: Svc, visitor: Visitor) -> Response:
    """That company opens the account no more. The last way in stays."""
    with services.uow.write(actor) as tx:
        services.linking.unlink(tx, actor, provider, visitor)
    return reply(Message(message="It is unlinked."))


def _departing(services: Services, departure: Departure) -> Response:
    response = reply(DepartureOut(authorization_url=departure.url, state=departure.state))
    SessionCookies(services.settings.secure_cookies).set_ticket(response, departure.ticket)
    return response


def _onward(services: Services, cookies: SessionCookies, arrival: Arrival) -> Response:
    usual = "/welcome" if arrival.created else "/dashboard"
    response = RedirectResponse(arrival.next_path or usual, 303)
    if arrival.signed_in is not None:
        cookies.set(response, arrival.signed_in)
    return response


def _waiting(cookies: SessionCookies, halfway: Halfway, provider: str, *, page: bool) -> Response:
    fault = halfway.fault
    until = (fault.details or {}).get("purge_after", "")
    said = {"oauth": fault.code, "with": provider, "until": until, "next": halfway.next_path}
    query = urlencode({name: value for name, value in said.items() if value})
    response = RedirectResponse(f"/login?{query}", 303) if page else refuse(fault)
    cookies.set_ticket(response, halfway.ticket)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _told(request: Request, services: Services, arrival: Arrival) -> Response:
    if arrival.signed_in is None:
        return reply(Message(message="It is linked."))
    return signed_in_reply(request, services, arrival.signed_in, 200, "Welcome.")
