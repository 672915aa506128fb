"""Which mails come."""

from __future__ import annotations

from typing import TypedDict

import reflex as rx

from studio_app.bootstrap import Services
from studio_app.catalog.mails import TOPICS
from studio_app.core.actor import Actor
from studio_app.ui import paths
from studio_app.ui.pages.settings.frame import block, settings_page, waiting
from studio_app.ui.session import SessionState


class Topic(TypedDict):
    id: str
    label: str
    help: str
    wanted: bool


class NoticesState(SessionState):
    topics: list[Topic] = []

    @rx.event
    async def load(self) -> None:
        self._show(await self._run(_wanted))

    @rx.event
    async def switch(self, topic: str, wanted: bool) -> None:
        chosen = {str(topic): bool(wanted)}
        found = await self._run(lambda services, actor: _choose(services, actor, chosen))
        self._show(found if found is not None else await self._run(_wanted))

    def _show(self, wanted: dict[str, bool] | None) -> None:
        if wanted is not None:
            self.topics = [
                Topic(id=topic.id, label=topic.label, help=topic.help, wanted=wanted[topic.id])
                for topic in TOPICS.values()
            ]


def _wanted(services: Services, actor: Actor) -> dict[str, bool]:
    with services.uow.read(actor) as tx:
        return services.mail_choices.wanted(tx, actor)


def _choose(services: Services, actor: Actor, topics: dict[str, bool]) -> dict[str, bool]:
    with services.uow.write(actor) as tx:
        return services.mail_choices.choose(tx, actor, topics)


def page() -> rx.Component:
    return settings_page(
        "Notifications", paths.NOTIFICATIONS,
        rx.cond(
            NoticesState.topics.length() > 0,
            block("Mails", "Mails about your account's safety always come.",
                  rx.el.ul(rx.foreach(NoticesState.topics, _topic), class_name="switches")),
            waiting(1),
        ),
    )


def _topic(each: rx.Var[Topic]) -> rx.Component:
    return rx.el.li(
        rx.el.label(
            rx.el.input(type="checkbox", class_name="box", checked=each["wanted"],
                        on_change=NoticesState.switch(each["id"], ~each["wanted"])),
            rx.el.span(rx.el.b(each["label"]), rx.el.span(each["help"], class_name="cap")),
        ),
    )
