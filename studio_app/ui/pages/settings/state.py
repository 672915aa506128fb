"""The person's own settings."""

from __future__ import annotations

from typing import TypedDict

import reflex as rx

from studio_app.bootstrap import Services, default_services
from studio_app.catalog.tiers import TIERS
from studio_app.core.actor import Actor, Client
from studio_app.core.clock import iso
from studio_app.core.text import clean_line
from studio_app.features.accounts.types import UserView
from studio_app.features.billing.types import PlanView
from studio_app.ui.session import SessionState
from studio_app.ui.usage import Usage, usage_of

NAME_LIMIT = 50
OUTBOX = "/dev/outbox"


class PlanFacts(TypedDict):
    """What the plan gives: its label and the promises of the catalogue."""

    label: str
    promises: list[str]


class SettingsState(SessionState):
    settings_loaded: bool = False
    email: str = ""
    email_verified: bool = True
    has_password: bool = True
    mail_sent: bool = False
    outbox: str = ""
    saved_name: str = ""
    typed_name: str = ""
    name_error: str = ""
    member_since: str = ""
    plan: PlanFacts = PlanFacts(label="", promises=[])
    usage: Usage | None = None

    @rx.var
    def name_changed(self) -> bool:
        return self.typed_name.strip() != self.saved_name

    @rx.event
    async def load(self) -> None:
        answer = await self._run(_read)
        if answer is None:
            return
        user, plan = answer
        if not self.settings_loaded:
            self.typed_name = user.display_name
        self.email, self.saved_name = user.email, user.display_name
        self.email_verified, self.has_password = user.email_verified, user.has_password
        self.outbox = OUTBOX if default_services().settings.shows_outbox else ""
        self.member_since = iso(user.created_at)
        tier = TIERS[plan.tier]
        self.plan, self.usage = PlanFacts(label=tier.label, promises=[*tier.summary]), usage_of(plan)
        self.settings_loaded = True

    @rx.event
    async def send_link(self) -> None:
        """Mail the link that confirms the address once more."""
        client = self._client()
        if await self._run(lambda services, actor: _send_link(services, actor, client)):
            self.mail_sent = True

    @rx.event
    async def avatar_changed(self, answer: dict) -> None:
        await self.load_shell()
        self._say("Your picture is saved.", level="ok")

    @rx.event
    async def avatar_refused(self, sentence: str) -> None:
        self._say(str(sentence)[:300], level="error")

    @rx.event
    async def remove_avatar(self) -> None:
        if await self._run(lambda services, actor: services.avatars.remove(actor)):
            self.avatar = ""
            self._say("Your picture is removed.", level="ok")

    @rx.event
    async def type_name(self, value: str) -> None:
        if isinstance(value, str):
            self.typed_name, self.name_error = value[: NAME_LIMIT + 20], ""

    @rx.event
    async def save_name(self, form: dict | None = None) -> None:
        typed = form.get("display-name") if isinstance(form, dict) else None
        name = clean_line(typed if isinstance(typed, str) else self.typed_name, NAME_LIMIT + 1)
        if not 1 <= len(name) <= NAME_LIMIT:
            self.name_error = f"Use 1 to {NAME_LIMIT} characters."
            return
        user = await self._run(lambda services, actor: _rename(services, actor, name))
        if user is not None:
            self.saved_name = self.typed_name = self.user_name = user.display_name
            self._say("Your name is saved.", level="ok")


def _read(services: Services, actor: Actor) -> tuple[UserView, PlanView]:
    with services.uow.read(actor) as tx:
        return services.accounts.me(tx, actor), services.billing.plan(tx, actor)


def _send_link(services: Services, actor: Actor, client: Client) -> bool:
    services.recovery.request_verification(actor, client)
    return True


def _rename(services: Services, actor: Actor, name: str) -> UserView:
    with services.uow.write(actor) as tx:
        return services.accounts.update_me(tx, actor, display_name=name)
