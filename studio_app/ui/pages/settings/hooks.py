"""Webhooks in the settings: where to be told, whether that works, and what was sent."""

from __future__ import annotations

import uuid
from typing import Any, TypedDict

import reflex as rx

from studio_app.bootstrap import Services
from studio_app.core.actor import Actor
from studio_app.core.clock import iso
from studio_app.core.errors import StudioError, ValidationFailed
from studio_app.features.webhooks.service import EndpointFields
from studio_app.features.webhooks.types import DeliveryView, EndpointView
from studio_app.ui.session import SessionState

EVENTS = (("job.completed", "Ready"), ("job.partial", "Partly ready"), ("job.failed", "Failed"),
          ("job.cancelled", "Cancelled"))  # fmt: skip
_SHOWN = 10
_WORD = {"delivered": "done", "pending": "queued", "failed": "failed"}


class Endpoint(TypedDict):
    id: str
    url: str
    events: str
    on: bool
    reason: str


class Sent(TypedDict):
    """`status` is the name of its look."""

    id: str
    event: str
    status: str
    answer: str
    tries: str
    at: str


class HooksState(SessionState):
    endpoints: list[Endpoint] = []
    hooks_loaded: bool = False
    hook_faults: dict[str, str] = {"url": "", "events": ""}
    hook_busy: bool = False
    secret: str = ""
    secret_url: str = ""
    open_id: str = ""
    sent: list[Sent] = []

    @rx.event
    async def load(self) -> None:
        self.secret = self.secret_url = ""
        await self._read()

    async def _read(self) -> None:
        found = await self._run(_endpoints)
        if found is not None:
            self.endpoints, self.hooks_loaded = [_row(each) for each in found], True

    @rx.event
    async def add(self, form: dict[str, Any]) -> Any:
        url = str(form.get("hook-url") or "").strip() if isinstance(form, dict) else ""
        events = [event for event, _ in EVENTS if isinstance(form, dict) and form.get(f"hook-{event}")]
        self.hook_faults, self.hook_busy = {"url": "", "events": ""}, True
        yield
        made = await self._run(lambda services, actor: _add(services, actor, url, events))
        self.hook_busy = False
        if isinstance(made, dict):
            self.hook_faults = {"url": "", "events": "", **made}
        elif made is not None:
            self.secret_url, self.secret = made
        await self._read()

    @rx.event
    async def switch(self, ident: str, on: bool) -> None:
        hook_id, enabled = _uuid(ident), bool(on)
        if hook_id and await self._run(
            lambda services, actor: services.webhooks.update(actor, hook_id, EndpointFields(enabled=enabled))
        ):
            self._say("Switched on" if enabled else "Switched off")
        await self._read()

    @rx.event
    async def remove(self, ident: str) -> None:
        hook_id = _uuid(ident)
        if hook_id and await self._run(lambda services, actor: _remove(services, actor, hook_id)):
            self._say("The webhook is deleted")
            self.open_id = ""
        await self._read()

    @rx.event
    async def rotate(self, ident: str) -> None:
        hook_id = _uuid(ident)
        made = await self._run(lambda services, actor: _rotate(services, actor, hook_id)) if hook_id else None
        if made is not None:
            self.secret_url, self.secret = made

    @rx.event
    async def try_out(self, ident: str) -> None:
        hook_id = _uuid(ident)
        if hook_id and await self._run(lambda services, actor: _test(services, actor, hook_id)):
            self._say("A test message is on its way")
            await self._log(ident)

    @rx.event
    async def show(self, ident: str) -> None:
        await self._log("" if self.open_id == str(ident) else str(ident))

    @rx.event
    async def look_again(self) -> None:
        if self.open_id:
            await self._log(self.open_id)

    @rx.event
    async def resend(self, delivery: str) -> None:
        hook_id, delivery_id = _uuid(self.open_id), _uuid(delivery)
        if hook_id and delivery_id and await self._run(
            lambda services, actor: _resend(services, actor, hook_id, delivery_id)
        ):
            self._say("Sending it again")
        await self._log(self.open_id)

    async def _log(self, ident: str) -> None:
        hook_id = _uuid(ident)
        found = await self._run(lambda services, actor: _sent(services, actor, hook_id)) if hook_id else None
        self.open_id, self.sent = (ident, [_line(each) for each in found]) if found is not None else ("", [])


def _uuid(text: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


def _row(each: EndpointView) -> Endpoint:
    labels = dict(EVENTS)
    told = ", ".join(labels[event].lower() for event in each.events if event in labels)
    return Endpoint(id=str(each.id), url=each.url, events=f"Told when a job is {told}", on=each.status == "enabled",
                    reason=each.disabled_reason or "")


def _line(each: DeliveryView) -> Sent:
    answer = each.error or (f"HTTP {each.response_status}" if each.response_status else "On its way")
    took = f" in {each.milliseconds} ms" if each.milliseconds is not None and each.response_status else ""
    return Sent(id=str(each.id), event=each.event_type, status=_WORD[each.status], answer=answer + took,
                tries="1 try" if each.attempts == 1 else f"{each.attempts} tries", at=iso(each.created_at))


def _endpoints(services: Services, actor: Actor) -> list[EndpointView]:
    with services.uow.read(actor) as tx:
        return services.webhooks.all(tx, actor)


def _add(services: Services, actor: Actor, url: str, events: list[str]) -> tuple[str, str] | dict[str, str]:
    """Address and secret or, where something does not fit, what is wrong with it."""
    try:
        services.limiter.hit(services.settings.webhook_limit, "webhook", str(actor.user_id))
        made = services.webhooks.create(actor, url, events)
        return made.endpoint.url, made.secret
    except ValidationFailed as fault:
        fields = (fault.details or {}).get("fields", {})
        return {name: notes[0]["message"] for name, notes in fields.items()}
    except StudioError as fault:
        reason = (fault.details or {}).get("reason", "")
        return {"url": f"{fault.message} {reason}".strip()}


def _remove(services: Services, actor: Actor, hook_id: uuid.UUID) -> bool:
    with services.uow.write(actor) as tx:
        services.webhooks.delete(tx, actor, hook_id)
    return True


def _rotate(services: Services, actor: Actor, hook_id: uuid.UUID) -> tuple[str, str]:
    with services.uow.write(actor) as tx:
        made = services.webhooks.rotate(tx, actor, hook_id)
    return made.endpoint.url, made.secret


def _test(services: Services, actor: Actor, hook_id: uuid.UUID) -> DeliveryView:
    services.limiter.hit(services.settings.webhook_limit, "webhook", str(actor.user_id))
    with services.uow.write(actor) as tx:
        return services.webhooks.test(tx, actor, hook_id)


def _resend(services: Services, actor: Actor, hook_id: uuid.UUID, delivery_id: uuid.UUID) -> DeliveryView:
    services.limiter.hit(services.settings.webhook_limit, "webhook", str(actor.user_id))
    with services.uow.write(actor) as tx:
        return services.webhooks.resend(tx, actor, hook_id, delivery_id)


def _sent(services: Services, actor: Actor, hook_id: uuid.UUID) -> list[DeliveryView]:
    with services.uow.read(actor) as tx:
        return [*services.webhooks.log(tx, actor, hook_id, limit=_SHOWN).deliveries]
