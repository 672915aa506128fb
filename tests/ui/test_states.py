"""Pages' states without a browser: every handler is a remote procedure that anyone may call with anything."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import os
import time
import uuid
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from studio_app.api.middleware import cookie_value
from studio_app.bootstrap import default_services
from studio_app.core.actor import Actor
from studio_app.core.config import get_settings
from studio_app.db.models import (
    Asset,
    AssetFile,
    BrandKit,
    BrandKitLogo,
    BrandKitVersion,
    GenerationJob,
    Session,
    Subscription,
    UsagePeriod,
    User,
)
from tests.conftest import edge_of
from tests.world import World, picture

TABLES = (Asset, AssetFile, BrandKit, BrandKitLogo, BrandKitVersion, GenerationJob, Subscription, UsagePeriod, User)
HYDRATE = "reflex___state____state.hydrate"


@dataclass
class Site:
    """The registered application on this test's own database."""

    world: World
    app: Any
    handlers: dict[str, Any]
    own: dict[str, Any]

    def root(self, header: str = "") -> Any:
        """A fresh tree of states, as one browser tab has it; `header` is what the edge said about its socket."""
        from reflex.istate.data import RouterData
        from reflex.state import State

        root = State(_reflex_internal_init=True)  # type: ignore[call-arg]
        data = {"headers": {"authorization": header} if header else {}, "token": "tab", "pathname": "/dashboard"}
        root.router = RouterData.from_router_data(data)
        return root

    def tag(self, actor: Actor, seconds: int = 3600) -> str:
        return f"session {actor.session_id} {int(time.time()) + seconds}"

    async def ask(self, root: Any, name: str) -> Any:
        from types import SimpleNamespace

        from studio_app.ui.guard import Guard

        return await Guard().preprocess(self.app, root, SimpleNamespace(name=name))

    async def call(self, root: Any, name: str, arguments: dict[str, Any]) -> None:
        """Run a handler as Reflex does once the guard has let it through."""
        parts = name.split(".")
        state = root.get_substate(parts[:-1])
        handler = self.handlers[name].handler
        result = handler.fn(state, **arguments)
        if inspect.isasyncgen(result):
            async for _ in result:
                pass
        elif inspect.isawaitable(result):
            await result
        elif inspect.isgenerator(result):
            list(result)


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The real application, imported once: its pages register every state and handler."""
    folder = tmp_path_factory.mktemp("application")
    before = dict(os.environ)
    os.environ.update({"DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{folder / 'x.db'}"})
    os.environ.pop("REDIS_URL", None)
    get_settings.cache_clear()
    default_services.cache_clear()
    try:
        from studio_app import studio_app as module
    finally:
        os.environ.clear()
        os.environ.update(before)
    return module.app


@pytest.fixture
def site(
    application: Any, world: World, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Site]:
    from reflex_base.registry import RegistrationContext

    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.delenv("REDIS_URL", raising=False)
    get_settings.cache_clear()
    default_services.cache_clear()
    handlers = dict(RegistrationContext.get().event_handlers)
    own = {name: each for name, each in handlers.items() if each.handler.fn.__module__.startswith("studio_app")}
    yield Site(world, application, handlers, own)
    for offload in default_services().offloads:
        offload.close()
    default_services().uow.close()
    get_settings.cache_clear()
    default_services.cache_clear()


def guarded(site: Site) -> list[str]:
    return [name for name, each in site.own.items() if not getattr(each.handler.fn, "__studio_public__", False)]


def test_handlers_are_registered_and_guarded(site: Site) -> None:
    assert len(guarded(site)) >= 10
    assert not any(name.split(".")[-1].startswith("_") for name in site.own)


def test_nobody_else_may_call_what_is_not_public(site: Site) -> None:
    async def run() -> None:
        for header in ("", "session", "session x y", "Bearer abc", f"session {uuid.uuid4()} 99999999999"):
            for name in guarded(site):
                root = site.root(header)
                answer = await site.ask(root, name)
                assert answer is not None and not answer.delta, (name, header)
                assert answer.events and "/login" in str(answer.events), name

    asyncio.run(run())


def test_an_unknown_handler_and_reflexs_own_are_left_to_reflex(site: Site) -> None:
    async def run() -> None:
        assert await site.ask(site.root(), "no.such.handler") is None
        assert await site.ask(site.root(), HYDRATE) is None

    asyncio.run(run())


def test_a_live_session_passes_and_an_ended_one_does_not(site: Site) -> None:
    actor = site.world.person()
    name = guarded(site)[0]

    async def run() -> None:
        root = site.root(site.tag(actor))
        assert await site.ask(root, HYDRATE) is None
        assert await site.ask(root, name) is None
        assert (await _session(root))._actor == actor
        site.world.services.accounts.log_out(actor)
        default_services().authenticator.forget(actor.session_id)
        for handler in guarded(site):
            answer = await site.ask(root, handler)
            assert answer is not None and _only_expired(answer), handler

    asyncio.run(run())


def test_a_token_that_ran_out_ends_the_session_on_the_page(site: Site) -> None:
    actor = site.world.person()

    async def run() -> None:
        root = site.root(site.tag(actor, seconds=-1))
        assert await site.ask(root, guarded(site)[0]) is not None

    asyncio.run(run())


async def _session(root: Any) -> Any:
    from studio_app.ui.session import SessionState

    return await root.get_state(SessionState)


def _only_expired(answer: Any) -> bool:
    names = {name for delta in answer.delta.values() for name in delta}
    return bool(names) and all(name.startswith("session_expired") for name in names)


def test_somebody_elses_state_is_refused_and_wiped(site: Site) -> None:
    """A client chooses its own state token: presenting alice's shows bob nothing."""
    alice, bob = site.world.person(), site.world.person("bob")

    async def run() -> None:
        from reflex.istate.data import RouterData

        root = site.root(site.tag(alice))
        assert await site.ask(root, HYDRATE) is None
        session = await _session(root)
        session.user_name, session.kit_name = "Alice the First", "Secret kit"
        for header in (site.tag(bob), ""):
            root.router = RouterData.from_router_data({"headers": {"authorization": header}, "token": "tab"})
            for name in guarded(site):
                answer = await site.ask(root, name)
                assert answer is not None and _only_expired(answer) and "Secret" not in str(answer), name
        root.router = RouterData.from_router_data({"headers": {"authorization": site.tag(bob)}, "token": "tab"})
        assert await site.ask(root, HYDRATE) is None
        session = await _session(root)
        assert (session._actor, session.user_name, session.kit_name) == (bob, "", "")
        assert "Secret" not in str(root.dict()) and "Alice the First" not in str(root.dict())

    asyncio.run(run())


def test_no_event_of_a_substate_counts_as_the_roots_hydrate(site: Site) -> None:
    alice, bob = site.world.person(), site.world.person("bob")

    async def run() -> None:
        from reflex.istate.data import RouterData

        root = site.root(site.tag(alice))
        await site.ask(root, HYDRATE)
        root.router = RouterData.from_router_data({"headers": {"authorization": site.tag(bob)}, "token": "tab"})
        for name in ("x.y.hydrate", "hydrate", f"{HYDRATE}.hydrate", guarded(site)[0]):
            assert await site.ask(root, name) is not None, name

    asyncio.run(run())


# ---- hostile arguments


def belongings(world: World, alice: Actor) -> list[str]:
    """One of everything alice can have; their ids."""
    kit, second = world.kit(alice, "Alice's kit"), world.kit(alice, "Alice's second")
    world.services.logos.add(alice, kit.id, "primary", picture(), "logo.png")
    asset = world.made(alice, "Alice's picture")
    job, gone = world.ask(alice, "waiting"), world.kit(alice, "Alice's old kit")
    with world.services.uow.write(alice) as tx:
        world.services.brand_kits.delete(tx, alice, gone.id)
    return [str(each) for each in (kit.id, second.id, asset.id, asset.job_id, job.id, gone.id, alice.user_id)]


def everything_of(world: World, owner: Actor) -> list[list[str]]:
    found: list[list[str]] = []
    for table in TABLES:
        if table is AssetFile:
            own = {asset.id for asset in world.rows(Asset, Asset.user_id == owner.user_id)}
            rows: list[Any] = [row for row in world.rows(AssetFile) if row.asset_id in own]
        else:
            column = table.id if table is User else table.user_id  # type: ignore[attr-defined]
            rows = world.rows(table, column == owner.user_id)  # type: ignore[type-var]
        found.append(sorted(map(repr, rows)))
    return found


def parameters(handler: Any) -> list[str]:
    return [name for name in inspect.signature(handler.fn).parameters if name != "self"]


def hostile(ids: list[str]) -> list[Any]:
    return [
        None,
        {},
        {"id": ids[0], "kit": ids[0], "user_id": ids[-1]},
        [],
        [None],
        ids,
        "",
        "x" * 200_000,
        -1,
        10**30,
        float("nan"),
        True,
        "\x00",
        "\ud800",
        "../../etc/passwd",
        str(uuid.uuid4()),
        f"kit:{','.join(ids)}",
        f"asset:{','.join(ids)}",
        *ids,
    ]


def test_a_stranger_with_any_arguments_changes_nothing_of_alice(site: Site) -> None:
    world = site.world
    alice, bob = world.person(), world.person("bob")
    ids = belongings(world, alice)
    before = everything_of(world, alice)
    crashed: dict[str, list[str]] = {}

    async def attempt(root: Any, name: str, arguments: dict[str, Any]) -> None:
        try:
            await asyncio.wait_for(site.call(root, name, arguments), 20)
        except Exception as error:  # collected, so that one run names every handler
            crashed.setdefault(name.rpartition("____")[2], []).append(f"{type(error).__name__}: {error}"[:120])

    async def run() -> None:
        root = site.root(site.tag(bob))
        assert await site.ask(root, HYDRATE) is None
        for name in guarded(site):
            wanted = parameters(site.handlers[name].handler)
            for value in hostile(ids) if wanted else [None]:
                assert await site.ask(root, name) is None
                await attempt(root, name, dict.fromkeys(wanted, value))

    with capture_logs() as logs:
        asyncio.run(run())
    assert everything_of(world, alice) == before
    assert world.kits(bob), "the handlers did run"
    assert crashed == {}
    unexpected = {f"{entry['event']}: {entry.get('state')}" for entry in logs if entry["log_level"] == "error"}
    assert unexpected == set()
    assert {row.user_id for row in world.rows(Session)} == {alice.user_id, bob.user_id}


def test_what_a_page_holds_for_a_stranger_names_nothing_of_alice(site: Site) -> None:
    world = site.world
    alice, bob = world.person(), world.person("bob")
    ids = belongings(world, alice)

    async def run() -> str:
        root = site.root(site.tag(bob))
        await site.ask(root, HYDRATE)
        for name in guarded(site):
            wanted = parameters(site.handlers[name].handler)
            for value in ids:
                await site.ask(root, name)
                with contextlib.suppress(Exception):
                    await site.call(root, name, dict.fromkeys(wanted, value))
        return str(root.dict())

    with capture_logs():
        held = asyncio.run(run())
    assert "Alice" not in held


# ---- the websocket's edge

Asgi = Callable[[dict[str, Any], Callable[[], Awaitable[Any]], Callable[[Any], Awaitable[None]]], Awaitable[None]]


def knock(world: World, headers: list[tuple[bytes, bytes]], **changes: Any) -> tuple[dict[str, Any] | None, list[Any]]:
    """What the application behind the edge sees of a websocket, and what was sent back."""
    seen: list[dict[str, Any]] = []
    sent: list[Any] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        seen.append(dict(scope))

    async def receive() -> dict[str, str]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    edge = edge_of(inner, world, **changes)
    scope = {"type": "websocket", "path": "/_event", "query_string": b"token=x", "headers": headers}
    asyncio.run(edge(scope, receive, send))  # type: ignore[arg-type]
    return (seen[0] if seen else None), sent


ORIGIN = (b"origin", b"http://localhost:3000")


def test_the_cookie_never_reaches_the_pages(world: World) -> None:
    actor = world.person()
    token, expires = world.services.authenticator.mint.access(actor.user_id, actor.session_id, world.clock.now)
    forged = (b"authorization", f"session {uuid.uuid4()} 99999999999".encode())
    cookie = (b"cookie", f"a=b; ss_at={token}; ss_csrf=c".encode())
    for headers in ([ORIGIN, forged, cookie], [cookie, forged, ORIGIN], [ORIGIN, (b"cookie", b"x=y"), cookie, forged]):
        scope, sent = knock(world, headers)
        assert scope is not None and sent == []
        names = [name for name, _ in scope["headers"]]
        assert b"cookie" not in names and names.count(b"authorization") == 1
        tag = dict(scope["headers"])[b"authorization"].decode()
        assert tag == f"session {actor.session_id} {int(expires.timestamp())}" and token not in str(scope)


@pytest.mark.parametrize(
    "cookie", [b"", b"ss_at=", b"ss_at=nonsense", b"ss_at=a.b.c", b"\xff\xfe=\x00", b"ss_at", b'ss_at="']
)
def test_without_a_sound_token_there_is_no_identity(world: World, cookie: bytes) -> None:
    scope, _ = knock(world, [ORIGIN, (b"authorization", b"session forged 9"), (b"cookie", cookie)])
    assert scope is not None
    assert not {b"cookie", b"authorization"} & {name for name, _ in scope["headers"]}


@pytest.mark.parametrize(
    "origin",
    [b"https://evil.example", b"null", b"http://localhost:3000.evil.example", b"https://localhost:3000", b"", b"\xff"],
)
def test_a_foreign_page_gets_no_websocket(world: World, origin: bytes) -> None:
    actor = world.person()
    token, _ = world.services.authenticator.mint.access(actor.user_id, actor.session_id, world.clock.now)
    scope, sent = knock(world, [(b"origin", origin), (b"cookie", f"ss_at={token}".encode())])
    assert scope is None and [m["type"] for m in sent] == ["websocket.close"]


def test_only_the_bound_cookie_counts_over_https(world: World) -> None:
    actor = world.person()
    token, _ = world.services.authenticator.mint.access(actor.user_id, actor.session_id, world.clock.now)
    own = {"public_url": "https://studio.example"}
    origin = (b"origin", b"https://studio.example")
    planted, _ = knock(world, [origin, (b"cookie", f"ss_at={token}".encode())], **own)
    bound, _ = knock(world, [origin, (b"cookie", f"__Host-ss_at={token}".encode())], **own)
    assert planted is not None and b"authorization" not in dict(planted["headers"])
    assert bound is not None and b"authorization" in dict(bound["headers"])


@pytest.mark.parametrize(
    ("cookies", "value"),
    [
        ("a=1; b=2", "2"),
        ("b=2", "2"),
        ("", None),
        ("b", None),
        ("xb=1", None),
        ("é=1; b=2", "2"),
        ('prefs={"dark": true, "n": [1]}; b=2', "2"),
    ],
)
def test_a_cookie_is_found_by_its_name(cookies: str, value: str | None) -> None:
    assert cookie_value(cookies, "b") == value


def test_what_a_client_says_of_its_page_is_not_kept_beyond_what_is_read(site: Site) -> None:
    async def run() -> None:
        root = site.root()
        root.router_data = {"pathname": "/", "asPath": "/", "query": {}, "junk": "x" * 50_000, "token": "t"}
        await site.ask(root, "no.such.event")
        assert root.router_data == {"pathname": "/", "asPath": "/", "query": {}, "token": "t"}

    asyncio.run(run())


def test_pages_know_where_they_are_looked_at_from_the_edge_alone(site: Site) -> None:
    from reflex.istate.data import RouterData

    from studio_app.ui.session import SessionState

    seen: list[dict[str, str]] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        seen.append({name.decode(): value.decode() for name, value in scope["headers"]})

    async def run() -> None:
        scope = {"type": "websocket", "path": "/_event", "client": ("203.0.113.9", 1), "headers": [
            (b"x-client-address", b"1.2.3.4"), (b"user-agent", b"Firefox/140.0"),
        ]}
        await edge_of(inner, site.world)(scope, None, None)  # type: ignore[arg-type]
        root = site.root()
        root.router = RouterData.from_router_data({"headers": seen[0], "token": "tab", "pathname": "/"})
        client = (await root.get_state(SessionState))._client()
        assert (client.ip, client.user_agent) == ("203.0.113.9", "Firefox/140.0")

    asyncio.run(run())
