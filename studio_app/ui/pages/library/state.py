"""What the library does beyond showing: delete, bring back, share."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, TypedDict

import reflex as rx

from studio_app.bootstrap import Services
from studio_app.core.actor import Actor
from studio_app.core.errors import NotFound
from studio_app.features.brand_kits.types import KitView
from studio_app.ui.session import SessionState

MOST = 200


class KitName(TypedDict):
    id: str
    name: str
    version: int


class LibraryState(SessionState):
    """The list itself is read by the browser; a new `revision` tells it to read again."""

    loaded: bool = False
    kits: list[KitName] = []
    revision: int = 0

    @rx.event
    async def load(self) -> None:
        kits = await self._run(_kits)
        if kits is not None:
            self.kits = [KitName(id=str(kit.id), name=kit.fields.name, version=kit.version) for kit in kits]
            self.loaded = True

    @rx.event
    async def reread(self) -> None:
        self.revision += 1

    @rx.event
    async def delete(self, ids: list[Any]) -> None:
        idents = _uuids(ids)
        gone = await self._run(lambda services, actor: _delete(services, actor, idents)) if idents else None
        if gone:
            ref = f"asset:{','.join(map(str, gone))}"
            self._say("Deleted" if len(gone) == 1 else f"{len(gone)} assets deleted", action="Undo", ref=ref)
        self.revision += 1

    @rx.event
    async def share(self, ids: list[Any], is_public: bool) -> None:
        idents = _uuids(ids)
        if len(idents) > SHARED_AT_ONCE:
            self._say(f"Choose at most {SHARED_AT_ONCE} assets at a time to share or hide.", level="error")
        elif idents and isinstance(is_public, bool):
            done = await self._run(lambda services, actor: _share(services, actor, idents, is_public))
            if done:
                assets = "1 asset is" if done == 1 else f"{done} assets are"
                self._say(f"{assets} {'public' if is_public else 'private'} now", level="ok")
        self.revision += 1


# Hiding copies every file of an asset, and a page's event may take ten seconds at most.
SHARED_AT_ONCE = 20


def _uuids(ids: object) -> list[uuid.UUID]:
    try:
        return [uuid.UUID(str(ident)) for ident in ids[:MOST]] if isinstance(ids, list) else []
    except ValueError:
        return []


def _kits(services: Services, actor: Actor) -> list[KitView]:
    with services.uow.read(actor) as tx:
        return services.brand_kits.all(tx, actor)


def _each(idents: list[uuid.UUID], work: Callable[[uuid.UUID], object]) -> list[uuid.UUID]:
    """Those that are there and this person's; another tab may have been faster."""
    done = []
    for ident in idents:
        try:
            work(ident)
            done.append(ident)
        except NotFound:
            continue
    return done


def _delete(services: Services, actor: Actor, idents: list[uuid.UUID]) -> list[uuid.UUID]:
    with services.uow.write(actor) as tx:
        return _each(idents, lambda ident: services.assets.delete(tx, actor, ident))


def _share(services: Services, actor: Actor, idents: list[uuid.UUID], is_public: bool) -> int:
    return len(_each(idents, lambda ident: services.assets.set_visibility(actor, ident, is_public)))
