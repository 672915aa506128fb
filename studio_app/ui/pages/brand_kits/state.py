"""The list of brand kits."""

from __future__ import annotations

import time
import uuid

import reflex as rx

from studio_app.bootstrap import Services
from studio_app.core.actor import Actor
from studio_app.core.ids import parse_id
from studio_app.features.brand_kits.types import KitFields, KitView
from studio_app.ui import paths
from studio_app.ui.pages.brand_kits.cards import KitCard, card, copied
from studio_app.ui.session import SessionState

_SAME_PRESS_SECONDS = 2.0


class KitsState(SessionState):
    kits: list[KitCard] = []
    kits_loaded: bool = False
    _made_id: str = ""
    _made_at: float = 0.0

    @rx.event
    async def load(self) -> None:
        await self._refresh()

    @rx.event
    async def create(self) -> object:
        """A new kit and its page. A second press of a double click leads to the kit that the first one made."""
        if not self._made_id or time.monotonic() - self._made_at > _SAME_PRESS_SECONDS:
            made = await self._run(_create)
            if made is None:
                return None
            self._made_id, self._made_at = str(made.id), time.monotonic()
        return rx.redirect(str(paths.brand_kit(self._made_id)))

    @rx.event
    async def duplicate(self, kit_id: str) -> None:
        ident = parse_id(kit_id)
        made = await self._run(lambda services, actor: _duplicate(services, actor, ident)) if ident else None
        if made is not None:
            await self._refresh()
            self._say(f"{made.fields.name} is made. Its logo is not copied.")

    @rx.event
    async def activate(self, kit_id: str) -> None:
        ident = parse_id(kit_id)
        kit = await self._run(lambda services, actor: _activate(services, actor, ident)) if ident else None
        if kit is not None:
            await self._refresh()
            self._say(f"New assets are drawn with {kit.fields.name}.", level="ok")

    @rx.event
    async def delete(self, kit_id: str) -> None:
        ident = parse_id(kit_id)
        name = await self._run(lambda services, actor: _delete(services, actor, ident)) if ident else None
        if name is not None:
            await self._refresh()
            self._say(f"{name} is deleted.", action="Undo", ref=f"kit:{ident}")

    async def _refresh(self) -> None:
        kits = await self._run(_all)
        if kits is not None:
            self.kits = [card(kit) for kit in kits]
            self.kits_loaded = True
            self._show_kit(next((kit for kit in kits if kit.is_active), None))


def _all(services: Services, actor: Actor) -> list[KitView]:
    with services.uow.read() as tx:
        return services.brand_kits.all(tx, actor)


def _create(services: Services, actor: Actor) -> KitView:
    default = services.generation.default_kit
    fields = KitFields("New kit", default.primary_colors, default.accent_colors, default.headline_font,
                       default.body_font, default.tone)
    with services.uow.write() as tx:
        return services.brand_kits.create(tx, actor, fields)


def _duplicate(services: Services, actor: Actor, ident: uuid.UUID) -> KitView:
    with services.uow.write() as tx:
        return services.brand_kits.create(tx, actor, copied(services.brand_kits.get(tx, actor, ident).fields))


def _activate(services: Services, actor: Actor, ident: uuid.UUID) -> KitView:
    with services.uow.write() as tx:
        return services.brand_kits.activate(tx, actor, ident)


def _delete(services: Services, actor: Actor, ident: uuid.UUID) -> str:
    with services.uow.write() as tx:
        name = services.brand_kits.get(tx, actor, ident).fields.name
        services.brand_kits.delete(tx, actor, ident)
        return name
