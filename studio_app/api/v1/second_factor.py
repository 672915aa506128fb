"""The second step of signing in: an authenticator app and its recovery codes."""

from __future__ import annotations

import segno
from fastapi.responses import Response

from studio_app.api.access import CurrentActor, Svc, Visitor
from studio_app.api.envelope import Envelope, reply
from studio_app.api.v1.routing import router
from studio_app.api.v1.schemas.common import Message
from studio_app.api.v1.schemas.privacy import ConfirmBody
from studio_app.api.v1.schemas.second_factor import CodeBody, FactorOut, NewFactorOut, RecoveryCodesOut

api = router("accounts")
_PATH = "/auth/me/second-factor"


@api.get(_PATH, response_model=Envelope[FactorOut])
def get_second_factor(actor: CurrentActor, services: Svc) -> Response:
    with services.uow.read(actor) as tx:
        view = services.factors.view(tx, actor)
    return reply(FactorOut(enabled=view.enabled, recovery_codes_left=view.codes_left))


@api.post(_PATH, status_code=201, response_model=Envelope[NewFactorOut])
def begin_second_factor(body: ConfirmBody, actor: CurrentActor, services: Svc, visitor: Visitor) -> Response:
    """Begin to set up an app: show it `qr` or `secret`. It counts once a code of it was confirmed."""
    services.accounts.confirm(actor, body.password, visitor)
    made = services.factors.begin(actor)
    picture = segno.make(made.uri, error="m").svg_data_uri(scale=5, border=3, dark="#06212b", light="#ffffff")
    return reply(NewFactorOut(secret=made.secret, uri=made.uri, qr=picture), 201)


@api.post(f"{_PATH}/confirm", response_model=Envelope[RecoveryCodesOut])
def confirm_second_factor(body: CodeBody, actor: CurrentActor, services: Svc, visitor: Visitor) -> Response:
    """Switch it on by a first code. The recovery codes are in this answer only."""
    services.limiter.hit(services.settings.link_limit, "second-factor", str(actor.user_id))
    return reply(RecoveryCodesOut(recovery_codes=[*services.factors.confirm(actor, body.code, visitor)]))


@api.post(f"{_PATH}/recovery-codes", response_model=Envelope[RecoveryCodesOut])
def renew_recovery_codes(body: ConfirmBody, actor: CurrentActor, services: Svc, visitor: Visitor) -> Response:
    """Ten new recovery codes; the old ones work no more."""
    services.accounts.confirm(actor, body.password, visitor)
    return reply(RecoveryCodesOut(recovery_codes=[*services.factors.renew_codes(actor, visitor)]))


@api.delete(_PATH, response_model=Envelope[Message])
def remove_second_factor(body: ConfirmBody, actor: CurrentActor, services: Svc, visitor: Visitor) -> Response:
    """Switch it off."""
    services.accounts.confirm(actor, body.password, visitor)
    services.factors.remove(actor, visitor)
    services.authenticator.forget(actor.session_id)
    return reply(Message(message="The second step is off."))
