"""Who is signed in, in the page's state, and the one helper that runs a use case and shows its fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypedDict, TypeVar

import reflex as rx
import structlog

from studio_app.bootstrap import Services, default_services
from studio_app.core.actor import ADDRESS_HEADER, Actor, Client
from studio_app.core.errors import StudioError, Unauthenticated
from studio_app.features.brand_kits.types import KitView

T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])
log = structlog.get_logger(__name__)


class Note(TypedDict, total=False):
    """A toast. `ref` comes back to `undo` when its action is pressed."""

    id: int
    level: str
    text: str
    action: str
    ref: str


def public(handler: F) -> F:
    """Marks an event handler that strangers may call. Every other handler needs a live session."""
    handler.__dict__["__studio_public__"] = True
    return handler


class SessionState(rx.State):
    """The root of every page's state. `_owner` and `_actor` are bound by the guard, never by a handler."""

    _owner: str = ""
    _actor: Actor | None = None
    session_expired: bool = False
    user_name: str = ""
    avatar: str = ""
    kit_id: str = ""
    kit_name: str = ""
    kit_colors: list[str] = []
    running: int = 0
    note: Note = {}

    async def _run(self, work: Callable[[Services, Actor], T]) -> T | None:
        """`work` in a thread. An expected fault becomes a toast and None; what was on the page stays."""
        actor = self._actor
        try:
            if actor is None:
                raise Unauthenticated
            return await rx.run_in_thread(lambda: work(default_services(), actor))
        except StudioError as fault:
            self._say(fault.message, level="error")
        except Exception:
            log.exception("ui.crashed", state=type(self).__name__, user_id=str(actor.user_id) if actor else None)
            self._say(StudioError.message, level="error")
        return None

    def _client(self) -> Client:
        """Where the page is looked at, as the edge of the server saw it."""
        headers = self.router.headers.raw_headers
        return Client(headers.get("user-agent", ""), headers.get(ADDRESS_HEADER, ""))

    def _say(self, text: str, *, level: str = "info", action: str = "", ref: str = "") -> None:
        self.note = Note(id=self.note.get("id", 0) + 1, level=level, text=text, action=action, ref=ref)

    @rx.event
    async def load_shell(self) -> None:
        """What the frame around every page shows: the name, the kit in use and the jobs in work."""
        shell = await self._run(_shell)
        if shell is not None:
            self.user_name, self.avatar, kit, self.running = shell
            self._show_kit(kit)

    def _show_kit(self, kit: KitView | None) -> None:
        self.kit_id = str(kit.id) if kit else ""
        self.kit_name = kit.fields.name if kit else ""
        self.kit_colors = [*kit.fields.colors] if kit else []


def _shell(services: Services, actor: Actor) -> tuple[str, str, KitView | None, int]:
    with services.uow.read(actor) as tx:
        me = services.accounts.me(tx, actor)
        return (
            me.display_name,
            me.avatar_url or "",
            services.brand_kits.active(tx, actor),
            services.generation.running(tx, actor),
        )
