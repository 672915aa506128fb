"""Deny by default: before every event of every kind, the session behind the socket is looked up again.

Every public method of a Reflex state can be called by anyone with any arguments, and a client chooses its own state
token. So identity comes only from the session that the edge read out of the cookie, and a state belongs to the session
that it was made for.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import reflex as rx
from reflex.middleware import Middleware
from reflex.state import StateUpdate
from reflex_base.constants import RouteVar
from reflex_base.event import Event
from reflex_base.registry import RegistrationContext

from studio_app.bootstrap import default_services
from studio_app.core.actor import Actor
from studio_app.core.errors import StudioError
from studio_app.ui.session import SessionState

_HYDRATE = {"hydrate", "hydrate_and_load"}
_PAGE_FACTS = frozenset(value for name, value in vars(RouteVar).items() if name.isupper())
_REFLEX_MODULES = ("reflex.", "reflex_")


class Guard(Middleware):
    async def preprocess(self, app: rx.App, state: Any, event: Any) -> StateUpdate | None:
        """None lets the event through; an update answers it here."""
        root = state._get_root_state()
        _prune(root)
        actor = await _actor(root.router.headers.raw_headers.get("authorization", ""))
        owner = str(actor.session_id) if actor else ""
        session = await root.get_state(SessionState)
        if session._owner != owner:
            if not _hydrates(event.name):
                return await _expire(root, session)
            # Only a hydrate loads the whole tree, so only here is everything of the former owner wiped.
            root.reset()
            session._owner = owner
        session._actor = actor
        if actor is None and not _open_to_strangers(event.name):
            return _to_login(root.router.url.path)
        return None


def _prune(root: Any) -> None:
    """What a client said of its page beyond what Reflex reads would be kept with its state."""
    unknown = root.router_data.keys() - _PAGE_FACTS
    if unknown:
        root.router_data = {name: value for name, value in root.router_data.items() if name in _PAGE_FACTS}


async def _actor(header: str) -> Actor | None:
    authenticator = default_services().authenticator
    session_id = authenticator.session_of(header)
    if session_id is None:
        return None
    try:
        known = authenticator.remembered(session_id)
        return known or await rx.run_in_thread(lambda: authenticator.by_session(session_id))
    except StudioError:
        return None


def _hydrates(name: str) -> bool:
    """Only the root state's own hydrate events: `reflex___state____state.hydrate`."""
    parts = name.split(".")
    return len(parts) == 2 and parts[1] in _HYDRATE


def _open_to_strangers(name: str) -> bool:
    registered = RegistrationContext.get().event_handlers.get(name)
    if registered is None:
        return True  # nothing will run: Reflex itself refuses unknown names
    function = registered.handler.fn
    return function.__module__.startswith(_REFLEX_MODULES) or getattr(function, "__studio_public__", False)


async def _expire(root: Any, session: SessionState) -> StateUpdate:
    """Tell the page that its session is over, and nothing else of the state."""
    session.session_expired = True
    delta = await root._get_resolved_delta()
    root._clean()
    own = session.get_full_name()
    kept = {k: v for k, v in delta.get(own, {}).items() if k.startswith("session_expired")}
    return StateUpdate(delta={own: kept}, events=[])


def _to_login(path: str) -> StateUpdate:
    target = f"/login?expired=1&next={quote(path or '/dashboard')}"
    return StateUpdate(delta={}, events=Event.from_event_type([rx.redirect(target)]))
