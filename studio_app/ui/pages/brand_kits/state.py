"""The list of brand kits."""

from __future__ import annotations

import time

import reflex as rx

from studio_app.core.ids import parse_id
from studio_app.ui import paths
from studio_app.ui.pages.brand_kits import work
from studio_app.ui.pages.brand_kits.cards import KitCard, card
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
            made = await self._run(work.create)
            if made is None:
                return None
            self._made_id, self._made_at = str(made.id), time.monotonic()
        return rx.redirect(str(paths.brand_kit(self._made_id)))

    @rx.event
    async def duplicate(self, kit_id: str) -> None:
        ident = parse_id(kit_id)
        made = await self._run(lambda services, actor: work.duplicate(services, actor, ident)) if ident else None
        if made is not None:
            await self._refresh()
            kit, copy = made
            self._say(f"{copy.fields.name} is made." + (" Its logo is not copied." if kit.logo else ""))

    @rx.event
    async def activate(self, kit_id: str) -> None:
        ident = parse_id(kit_id)
        kit = await self._run(lambda services, actor: work.activate(services, actor, ident)) if ident else None
        if kit is not None:
            await self._refresh()
            self._say(f"New assets are drawn with {kit.fields.name}.", level="ok")

    @rx.event
    async def delete(self, kit_id: str) -> None:
        ident = parse_id(kit_id)
        name = await self._run(lambda services, actor: work.delete(services, actor, ident)) if ident else None
        if name is not None:
            await self._refresh()
            self._say(f"{name} is deleted.", action="Undo", ref=f"kit:{ident}")

    async def _refresh(self) -> None:
        kits = await self._run(work.every)
        if kits is not None:
            self.kits = [card(kit) for kit in kits]
            self.kits_loaded = True
            self._show_kit(next((kit for kit in kits if kit.is_active), None))

