"""Accounts: sign up, log in, refresh, log out, profile."""

from __future__ import annotations

from fastapi import Request, UploadFile
from fastapi.responses import Response

from studio_app.api.access import CurrentActor, Public, Svc, Visitor, check_origin, from_page
from studio_app.api.cookies import SessionCookies
from studio_app.api.envelope import Envelope, reply
from studio_app.api.uploads import read_picture
from studio_app.api.v1.routing import router
from studio_app.api.v1.schemas.accounts import (
    BrowserSignedInOut,
    LogInBody,
    PasswordBody,
    ProfileBody,
    RefreshBody,
    SignedInOut,
    SignUpBody,
    UserOut,
)
from studio_app.api.v1.schemas.common import Message
from studio_app.bootstrap import Services
from studio_app.core.actor import Actor
from studio_app.core.errors import InvalidToken
from studio_app.features.accounts.types import SignedIn

api = router("accounts")
SessionOut = Envelope[SignedInOut | BrowserSignedInOut]


@api.post("/auth/signup", status_code=201, dependencies=[Public], response_model=SessionOut)
def sign_up(request: Request, body: SignUpBody, services: Svc, visitor: Visitor) -> Response:
    """Create an account and sign in to it. Browsers get cookies, native clients the tokens in the body."""
    signed_in = services.accounts.sign_up(body.email, body.password, body.display_name, visitor, body.consent())
    return signed_in_reply(request, services, signed_in, 201, "Welcome. Your account is ready.")


@api.post("/auth/login", dependencies=[Public], response_model=SessionOut)
def log_in(request: Request, body: LogInBody, services: Svc, visitor: Visitor) -> Response:
    """Sign in. Where there is a second step, 401 `SECOND_FACTOR_REQUIRED` asks for its `code`. An account that is to be
    deleted answers 403 `ACCOUNT_CLOSING`; `keep_account` takes that back."""
    signed_in = services.accounts.log_in(
        body.email, body.password, visitor, remember=body.remember_me, keep_account=body.keep_account,
        code=body.code,
    )
    return signed_in_reply(request, services, signed_in, 200, "Welcome back.")


@api.post("/auth/refresh", dependencies=[Public], response_model=SessionOut)
def refresh(request: Request, services: Svc, body: RefreshBody | None = None) -> Response:
    """A new pair for the refresh token in the body, else in the cookie. Each works once."""
    presented = body.refresh_token if body else None
    if presented is None:
        check_origin(request, services.settings)
        presented = request.cookies.get(SessionCookies(services.settings.secure_cookies).refresh_name)
    if not presented:
        raise InvalidToken
    return signed_in_reply(request, services, services.accounts.refresh(presented), 200, "Session renewed.")


@api.post("/auth/logout", response_model=Envelope[Message])
def log_out(actor: CurrentActor, services: Svc) -> Response:
    services.accounts.log_out(actor)
    services.authenticator.forget(actor.session_id)
    response = reply(Message(message="You are logged out."), headers={"Clear-Site-Data": '"cache", "storage"'})
    SessionCookies(services.settings.secure_cookies).clear(response)
    return response


@api.get("/auth/me", response_model=Envelope[UserOut])
def me(actor: CurrentActor, services: Svc) -> Response:
    with services.uow.read(actor) as tx:
        return reply(UserOut.of(services.accounts.me(tx, actor), services.billing.plan(tx, actor)))


@api.put("/auth/me", response_model=Envelope[UserOut])
def update_me(body: ProfileBody, actor: CurrentActor, services: Svc) -> Response:
    with services.uow.write(actor) as tx:
        user = services.accounts.update_me(
            tx, actor, display_name=body.display_name, avatar_url=body.avatar_url
        )
        return reply(UserOut.of(user, services.billing.plan(tx, actor)))


@api.post("/auth/me/password", response_model=Envelope[Message])
def change_password(body: PasswordBody, actor: CurrentActor, services: Svc, visitor: Visitor) -> Response:
    """Set another password. Every other device is logged out."""
    ended = services.accounts.change_password(actor, body.current_password, body.new_password, visitor)
    services.authenticator.forget(*ended)
    return reply(Message(message="Your password is changed. Your other devices are logged out."))


@api.post("/auth/me/avatar", status_code=201, response_model=Envelope[UserOut])
def put_avatar(file: UploadFile, actor: CurrentActor, services: Svc) -> Response:
    """Upload a PNG, JPEG or WebP of at most 10 MB; its middle becomes a square of 256 pixels."""
    services.limiter.hit(services.settings.upload_limit, "upload", str(actor.user_id))
    user = services.avatars.put(actor, read_picture(file))
    with services.uow.read(actor) as tx:
        return reply(UserOut.of(user, services.billing.plan(tx, actor)), 201)


@api.delete("/auth/me/avatar", response_model=Envelope[UserOut])
def remove_avatar(actor: CurrentActor, services: Svc) -> Response:
    user = services.avatars.remove(actor)
    with services.uow.read(actor) as tx:
        return reply(UserOut.of(user, services.billing.plan(tx, actor)))


def signed_in_reply(request: Request, services: Services, signed_in: SignedIn, status: int, message: str) -> Response:
    with services.uow.read(signed_in.user.id) as tx:
        plan = services.billing.plan(tx, Actor(signed_in.user.id, signed_in.session_id))
    # A page's script must never hold a token.
    shape = BrowserSignedInOut if from_page(request) else SignedInOut
    response = reply(shape.of(signed_in, plan, message), status)
    SessionCookies(services.settings.secure_cookies).set(response, signed_in)
    return response
