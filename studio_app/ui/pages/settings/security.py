"""Devices, sign-ins elsewhere and what happened to the account."""

from __future__ import annotations

import uuid
from typing import TypedDict

import reflex as rx

from studio_app.bootstrap import Services
from studio_app.catalog.sign_in import COMPANIES
from studio_app.core.actor import Actor, Client
from studio_app.core.clock import iso
from studio_app.core.ids import parse_id
from studio_app.features.accounts.entry import SECOND_FACTOR
from studio_app.features.accounts.types import LinkedView, SessionView
from studio_app.features.audit.types import Action, AuditPage, AuditView
from studio_app.ui.session import SessionState

_SHOWN = 10
_PHONES = ("iPhone", "Android", "iPad", "app")
WORDS: dict[str, str] = {
    Action.SIGN_UP: "Account created", Action.SIGN_IN: "Signed in", Action.SIGN_OUT: "Logged out",
    Action.TOKEN_REUSED: "A device was logged out for safety", Action.SESSIONS_REVOKED: "Devices logged out",
    Action.PASSWORD_CHANGED: "Password changed", Action.PASSWORD_RESET: "New password by mail",
    Action.EMAIL_VERIFIED: "E-mail confirmed", Action.SIGN_IN_LINKED: "Sign-in linked",
    Action.SECOND_FACTOR_ON: "Second step switched on", Action.SECOND_FACTOR_OFF: "Second step switched off",
    Action.RECOVERY_CODE_USED: "Recovery code used", Action.RECOVERY_CODES: "New recovery codes made",
    Action.CONFIRMATION: "Wrong password at a change", Action.WEBHOOK_MOVED: "Webhook moved to another address",
    Action.SIGN_IN_UNLINKED: "Sign-in unlinked", Action.KEY_CREATED: "API key made",
    Action.KEY_REVOKED: "API key revoked", Action.WEBHOOK_CREATED: "Webhook added",
    Action.WEBHOOK_DELETED: "Webhook deleted", Action.WEBHOOK_SECRET: "Webhook secret renewed",
    Action.EXPORTED: "Data export asked for", Action.CLOSING: "Deletion of the account begun",
    Action.REOPENED: "Account kept", Action.ROLE: "Role changed", Action.VISIBILITY: "Visibility changed",
    Action.PURGED: "Account deleted",
}


class Device(TypedDict):
    id: str
    name: str
    place: str
    phone: bool
    here: bool
    seen: str


class Company(TypedDict):
    """`known_as` is empty where the company does not open the account."""

    id: str
    label: str
    known_as: str
    linked: bool


class Happening(TypedDict):
    id: str
    what: str
    where: str
    refused: bool
    at: str


class SecurityState(SessionState):
    security_loaded: bool = False
    devices: list[Device] = []
    companies: list[Company] = []
    happenings: list[Happening] = []
    more_cursor: str = ""

    @rx.event
    async def load(self) -> None:
        await self._reread()

    @rx.event
    async def log_out_device(self, ident: str) -> None:
        session_id = parse_id(str(ident))
        if session_id and await self._run(lambda services, actor: _revoke(services, actor, session_id)):
            self._say("That device is logged out", level="ok")
        await self._reread()

    @rx.event
    async def log_out_others(self) -> None:
        if await self._run(_revoke_others):
            self._say("Your other devices are logged out", level="ok")
        await self._reread()

    @rx.event
    async def unlink(self, company: str) -> None:
        known = COMPANIES.get(str(company))
        client = self._client()
        if known and await self._run(lambda services, actor: _unlink(services, actor, known.id, client)):
            self._say(f"{known.label} opens your account no more", level="ok")
        await self._reread()

    @rx.event
    async def show_more(self) -> None:
        cursor = self.more_cursor
        page = await self._run(lambda services, actor: _events(services, actor, cursor)) if cursor else None
        if page is not None:
            self.happenings = [*self.happenings, *map(_happening, page.entries)]
            self.more_cursor = page.next_cursor or ""

    async def _reread(self) -> None:
        found = await self._run(_read)
        if found is not None:
            devices, linked, offered, page = found
            self.devices, self.companies = [_device(view) for view in devices], _companies(linked, offered)
            self.happenings, self.more_cursor = [_happening(entry) for entry in page.entries], page.next_cursor or ""
            self.security_loaded = True


def _device(view: SessionView) -> Device:
    phone = any(word in view.device for word in _PHONES)
    return Device(id=str(view.id), name=view.device, place=view.place, phone=phone, here=view.current,
                  seen=iso(view.last_seen_at))


def _companies(linked: list[LinkedView], offered: list[str]) -> list[Company]:
    """Those that are offered, and those that are linked still though they are not offered any more."""
    known = {view.company: view.label or "linked" for view in linked}
    return [
        Company(id=company.id, label=company.label, known_as=known.get(company.id, ""), linked=company.id in known)
        for company in COMPANIES.values() if company.id in offered or company.id in known
    ]


def _happening(entry: AuditView) -> Happening:
    refused = entry.result != "ok"
    what = WORDS.get(entry.action, entry.action)
    if entry.action == Action.SIGN_IN and refused:
        what = "Wrong second step" if entry.how == SECOND_FACTOR else "Wrong password"
    if entry.target in COMPANIES:
        what += f": {COMPANIES[entry.target].label}"
    where = ", ".join(part for part in (entry.device, entry.place) if part)
    return Happening(id=str(entry.id), what=what, where=where, refused=refused, at=iso(entry.at))


Found = tuple[list[SessionView], list[LinkedView], list[str], AuditPage]


def _read(services: Services, actor: Actor) -> Found:
    with services.uow.read(actor) as tx:
        return (
            services.sessions.all_of(tx, actor), services.linking.linked(tx, actor),
            [company.id for company in services.linking.offered()], services.audit.own(tx, actor, limit=_SHOWN),
        )


def _events(services: Services, actor: Actor, cursor: str) -> AuditPage:
    with services.uow.read(actor) as tx:
        return services.audit.own(tx, actor, limit=_SHOWN, cursor=cursor)


def _revoke(services: Services, actor: Actor, session_id: uuid.UUID) -> bool:
    with services.uow.write(actor) as tx:
        services.sessions.revoke(tx, actor, session_id)
    services.authenticator.forget(session_id)
    return True


def _revoke_others(services: Services, actor: Actor) -> bool:
    with services.uow.write(actor) as tx:
        ended = services.sessions.revoke_others(tx, actor)
    services.authenticator.forget(*ended)
    return True


def _unlink(services: Services, actor: Actor, company: str, client: Client) -> bool:
    with services.uow.write(actor) as tx:
        services.linking.unlink(tx, actor, company, client)
    return True
