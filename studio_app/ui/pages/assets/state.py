"""One asset: see it, share it, delete it. Editing, measuring and delivering go over the API."""

from __future__ import annotations

import uuid
from typing import Any

import reflex as rx

from studio_app.bootstrap import Services
from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound
from studio_app.features.assets.types import AssetView
from studio_app.ui import paths
from studio_app.ui.pages.assets.cards import AssetCard, asset_card
from studio_app.ui.session import SessionState

_SEEN = "Anyone with the link can see it now."
_HIDDEN = "Private again. Links given out before no longer work."


class AssetState(SessionState):
    asset: AssetCard = {}
    missing: bool = False
    revision: int = 0

    @rx.event
    async def load(self) -> None:
        wanted = _uuid(self.asset_id)
        if self.asset.get("id") != str(wanted):
            self.asset, self.missing = {}, False
        found = await self._run(lambda services, actor: _show(services, actor, wanted))
        if found is not None:
            self.asset, self.missing = found, not found

    @rx.event
    async def set_public(self, is_public: bool) -> None:
        ident = _uuid(self.asset.get("id"))
        if ident is None or not isinstance(is_public, bool):
            return
        found = await self._run(lambda services, actor: _share(services, actor, ident, is_public))
        self.revision += 1
        if found is not None:
            self.asset = found
            self._say(_SEEN if is_public else _HIDDEN, level="ok")

    @rx.event
    async def delete(self) -> Any:
        ident = _uuid(self.asset.get("id"))
        if ident is None or not await self._run(lambda services, actor: _delete(services, actor, ident)):
            return None
        self._say("Deleted", action="Undo", ref=f"asset:{ident}")
        self.asset = {}
        return rx.redirect(paths.LIBRARY)


def _uuid(text: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


def _show(services: Services, actor: Actor, ident: uuid.UUID | None) -> AssetCard:
    """Empty for an asset that is not this person's."""
    try:
        if ident is None:
            raise NotFound
        with services.uow.read(actor) as tx:
            asset = services.assets.get(tx, actor, ident)
    except NotFound:
        return {}
    return _card(services, actor, asset)


def _share(services: Services, actor: Actor, ident: uuid.UUID, is_public: bool) -> AssetCard:
    return _card(services, actor, services.assets.set_visibility(actor, ident, is_public))


def _delete(services: Services, actor: Actor, ident: uuid.UUID) -> bool:
    with services.uow.write(actor) as tx:
        services.assets.delete(tx, actor, ident)
    return True


def _card(services: Services, actor: Actor, asset: AssetView) -> AssetCard:
    with services.uow.read(actor) as tx:
        feedback = services.feedback.of(tx, actor, asset.id)
        try:
            kit = services.brand_kits.get(tx, actor, asset.brand_kit_id) if asset.brand_kit_id else None
        except NotFound:
            kit = None
    return asset_card(asset, kit, feedback)
