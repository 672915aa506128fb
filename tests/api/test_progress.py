"""Live progress over a real server: events, resuming, ends; the websocket; sessions that end."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from hypothesis import given
from hypothesis import strategies as st
from starlette.routing import WebSocketRoute
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from studio_app.api import sockets
from studio_app.api.access import socket_actor
from studio_app.api.app import create_api
from studio_app.api.watches import Pace, Watches
from studio_app.catalog.lifecycles import JOB_TERMINAL
from studio_app.core.actor import Actor, Client
from studio_app.core.secrets import sha256_hex
from studio_app.features.accounts.keys import PREFIX
from tests.api.test_access import dependencies
from tests.conftest import edge_of, make_settings, make_world
from tests.features.test_batches import batch
from tests.plant import free_port, until
from tests.world import Painter, Shelf, World

Event = dict[str, Any]


@dataclass
class Live:
    """The API behind its edge on a port of its own, hurried."""

    world: World
    url: str
    watches: Watches
    loop: asyncio.AbstractEventLoop

    def person(self, name: str = "alice") -> tuple[Actor, dict[str, str]]:
        email = f"{name}-{uuid.uuid4().hex[:6]}@example.com"
        signed = self.world.services.accounts.sign_up(email, "correct horse battery", name, Client())
        return Actor(signed.user.id, signed.session_id), {"Authorization": f"Bearer {signed.access_token}"}

    def socket(self, headers: dict[str, str], **options: Any) -> ClientConnection:
        return connect(self.url.replace("http", "ws") + "/api/v1/jobs/ws", additional_headers=headers, **options)

    def tasks(self) -> int:
        return asyncio.run_coroutine_threadsafe(_count_tasks(), self.loop).result(5)


async def _count_tasks() -> int:
    return len(asyncio.all_tasks())


@pytest.fixture
def live(request: pytest.FixtureRequest, tmp_path: Path, database_url: str) -> Iterator[Live]:
    port = free_port()
    settings = make_settings(tmp_path, database_url, port=port, **getattr(request, "param", {}))
    world = make_world(settings, painter=Painter(), storage=Shelf())
    api = create_api(world.services)
    api.state.watches = Watches(world.services.events, Pace(check=0.1, heartbeat=0.3, look_anyway=0.5))
    edge = edge_of(api, world)
    with socket.create_server(("127.0.0.1", port)) as listening:
        server = uvicorn.Server(uvicorn.Config(edge, log_config=None, lifespan="off", timeout_graceful_shutdown=1))
        loops: list[asyncio.AbstractEventLoop] = []

        async def serve() -> None:
            loops.append(asyncio.get_running_loop())
            await server.serve([listening])

        thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
        thread.start()
        until(lambda: server.started)
        yield Live(world, f"http://127.0.0.1:{port}", api.state.watches, loops[0])
        server.should_exit = True
        thread.join(10)
    world.close()


@contextmanager
def stream(live: Live, headers: dict[str, str], job_id: uuid.UUID, last: object = None) -> Iterator[httpx.Response]:
    sent = {**headers, **({"Last-Event-ID": str(last)} if last is not None else {})}
    address = f"{live.url}/api/v1/jobs/{job_id}/events"
    with httpx.Client(timeout=20) as client, client.stream("GET", address, headers=sent) as response:
        yield response


def events(response: httpx.Response) -> Iterator[Event]:
    """As an EventSource reads them; comments come as the event `comment`."""
    found: Event = {}
    for line in response.iter_lines():
        if not line:
            if found:
                yield found
            found = {}
        elif line.startswith(":"):
            yield {"event": "comment"}
        else:
            name, _, value = line.partition(": ")
            found[name] = json.loads(value) if name == "data" else value


def test_a_job_is_told_from_beginning_to_end(live: Live) -> None:
    actor, headers = live.person()
    job = live.world.ask(actor, "Live")
    with stream(live, headers, job.id) as response:
        assert response.status_code == 200 and response.headers["content-type"].startswith("text/event-stream")
        assert response.headers["cache-control"] == "no-store"
        told = events(response)
        assert next(told) == {"retry": "2000"}
        first = next(told)
        assert (first["event"], first["data"]["status"], first["data"]["id"]) == ("progress", "queued", str(job.id))
        worker = threading.Thread(target=live.world.work)
        worker.start()
        rest = [e for e in told if e["event"] != "comment"]
        worker.join()
    assert [e["event"] for e in rest].count("done") == 1 and rest[-1]["event"] == "done"
    assert rest[-1]["data"]["status"] == "completed" and len(rest[-1]["data"]["asset_ids"]) == 1
    ids = [int(e["id"]) for e in [first, *rest]]
    assert ids == sorted(set(ids))
    assert rest[-1]["data"] == httpx.get(f"{live.url}/api/v1/jobs/{job.id}", headers=headers).json()["data"]


def test_who_knows_the_end_is_told_nothing(live: Live) -> None:
    actor, headers = live.person()
    job = live.world.ask(actor)
    live.world.work()
    with stream(live, headers, job.id) as response:
        end = [e for e in events(response) if "event" in e]
    assert [e["event"] for e in end] == ["done"]
    with stream(live, headers, job.id, end[0]["id"]) as response:
        assert response.status_code == 204
    for nonsense in ("-1", "abc", "1.5", "", "9" * 30 + "x"):
        with stream(live, headers, job.id, nonsense) as response:
            assert [e["event"] for e in events(response) if "event" in e] == ["done"]


def test_twenty_reconnects_lose_and_double_nothing(live: Live) -> None:
    actor, headers = live.person()
    live.world.painter.script.extend([None])
    job = live.world.ask(actor)
    seen: list[tuple[int, str]] = []
    last: object = None
    worker = threading.Thread(target=lambda: (time.sleep(0.3), live.world.work()))
    worker.start()
    for _ in range(20):
        with stream(live, headers, job.id, last) as response:
            if response.status_code == 204:
                break
            for event in events(response):
                if "id" in event:
                    last = event["id"]
                    seen.append((int(event["id"]), event["event"]))
                    break  # the connection drops after every event
                if event.get("event") == "comment":
                    break
    worker.join()
    for _ in range(20):
        with stream(live, headers, job.id, last) as response:
            if response.status_code == 204:
                break
            for event in events(response):
                if "id" in event:
                    last = event["id"]
                    seen.append((int(event["id"]), event["event"]))
    numbers = [number for number, _ in seen]
    assert numbers == sorted(set(numbers)), "no event came twice"
    assert [name for _, name in seen].count("done") == 1 and seen[-1][1] == "done"


def test_a_batch_tells_of_its_children(live: Live) -> None:
    actor, headers = live.person()
    asked = batch(live.world, actor, 1, 1)
    with stream(live, headers, asked.id) as response:
        worker = threading.Thread(target=live.world.work)
        worker.start()
        told = [e for e in events(response) if "id" in e]
        worker.join()
    assert told[-1]["event"] == "done" and told[-1]["data"]["status"] == "completed"
    assert [child["status"] for child in told[-1]["data"]["jobs"]] == ["completed", "completed"]
    assert max(e["data"]["completed_assets"] for e in told) == 2
    assert [int(e["id"]) for e in told] == sorted({int(e["id"]) for e in told})


def test_silence_has_a_heartbeat_and_a_lost_hint_costs_only_time(live: Live) -> None:
    actor, headers = live.person()
    job = live.world.ask(actor)
    with stream(live, headers, job.id) as response:
        told = events(response)
        assert [next(told).get("event") for _ in range(3)] == [None, "progress", "comment"]
        live.world.services.events._listeners.clear()  # type: ignore[attr-defined]
        live.world.services.generation.cancel(actor, job.id)
        assert next(e for e in told if e["event"] != "comment")["data"]["status"] == "cancelled"


def test_a_strangers_job_has_no_events(live: Live) -> None:
    actor, _ = live.person()
    _, bob = live.person("bob")
    job = live.world.ask(actor)
    answers = [httpx.get(f"{live.url}/api/v1/jobs/{i}/events", headers=bob) for i in (job.id, uuid.uuid4())]
    assert [a.status_code for a in answers] == [404, 404]
    assert answers[0].json()["error"] == answers[1].json()["error"]
    assert httpx.get(f"{live.url}/api/v1/jobs/{job.id}/events").status_code == 401


def test_everything_ends_with_the_session(live: Live) -> None:
    actor, headers = live.person()
    job = live.world.ask(actor)
    with stream(live, headers, job.id) as response, live.socket(headers) as wire:
        told = events(response)
        next(told)
        assert json.loads(wire.recv(timeout=5))["type"] == "snapshot"
        live.world.services.accounts.log_out(actor)
        began = time.monotonic()
        assert [e["event"] for e in told if e["event"] != "comment"][-1] == "end"
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                wire.recv(timeout=6)
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 4401
        assert time.monotonic() - began < 5


def test_the_socket_tells_of_all_jobs_and_of_nobody_elses(live: Live) -> None:
    actor, headers = live.person()
    bob, bobs = live.person("bob")
    waiting = live.world.ask(actor)
    with live.socket(headers) as wire, live.socket(bobs) as other:
        first = json.loads(wire.recv(timeout=5))
        assert (first["type"], first["running"], [j["id"] for j in first["jobs"]]) == ("snapshot", 1, [str(waiting.id)])
        assert json.loads(other.recv(timeout=5)) == {"type": "snapshot", "running": 0, "jobs": []}
        live.world.work()
        told = []
        while not told or told[-1].get("job", {}).get("status") not in JOB_TERMINAL:
            told.append(json.loads(wire.recv(timeout=5)))
        assert told[-1]["job"]["id"] == str(waiting.id) and told[-1]["running"] == 0
        live.world.ask(bob)
        kinds = [json.loads(other.recv(timeout=5)) for _ in range(2)]
        assert [k["job"]["user_id"] for k in kinds if k["type"] == "job"] == [str(bob.user_id)]
        assert any(json.loads(wire.recv(timeout=5))["type"] == "ping" for _ in range(2))


def test_a_socket_needs_a_session_and_an_own_origin(live: Live) -> None:
    _, headers = live.person()
    for wrong in ({}, {"Authorization": "Bearer nonsense"}, {"Cookie": "studio_access=x"}):
        with live.socket(wrong) as wire, pytest.raises(ConnectionClosed) as closed:
            wire.recv(timeout=5)
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 4401
    with pytest.raises(InvalidStatus):
        live.socket(headers, origin="https://evil.example")


def closed_with(live: Live, headers: dict[str, str]) -> int:
    """The code that the server closes a socket with before it has said anything."""
    with live.socket(headers) as wire, pytest.raises(ConnectionClosed) as closed:
        wire.recv(timeout=5)
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code


def test_a_key_opens_the_socket_while_it_lives_and_may_read(live: Live) -> None:
    actor, _ = live.person()
    live.world.verify(actor.user_id)
    keys = live.world.services.keys

    def made(*scopes: str) -> tuple[uuid.UUID, str]:
        new = keys.create(actor, "k", scopes, "correct horse battery", Client())
        return new.key.id, new.secret

    (reads, secret), (_, deaf) = made("read"), made("generate")
    job = live.world.ask(actor)
    with live.socket({"Authorization": f"Bearer {secret}"}) as wire:
        first = json.loads(wire.recv(timeout=5))
        assert [told["id"] for told in first["jobs"]] == [str(job.id)]
        with live.world.services.uow.write(actor) as tx:
            keys.revoke(tx, actor, reads)
        with pytest.raises(ConnectionClosed) as closed:
            for _ in range(30):  # a ping or two are under way
                wire.recv(timeout=5)
        assert closed.value.rcvd is not None and closed.value.rcvd.code == 4401
    live.world.services.authenticator.forget(reads)
    assert closed_with(live, {"Authorization": f"Bearer {secret}"}) == 4401
    assert closed_with(live, {"Authorization": f"Bearer {deaf}"}) == 4403
    for hashed in (f"key {sha256_hex(deaf)}", f"Bearer {sha256_hex(deaf)}", f"Bearer key {sha256_hex(deaf)}"):
        assert closed_with(live, {"Authorization": hashed}) == 4401
    assert closed_with(live, {"Cookie": f"ss_at={deaf}"}) == 4401


@pytest.mark.parametrize("live", [{"api_limit_factor": 0.05}], indirect=True)  # six requests a minute for strangers
def test_who_guesses_keys_by_sockets_is_stopped_before_the_database_is_asked(live: Live) -> None:
    live.world.services.requests._clock = lambda: 1_000_000_040.0  # type: ignore[attr-defined]
    _, signed_in = live.person()
    guesses = [{"Authorization": f"Bearer {PREFIX}{n:043}"} for n in range(8)]
    assert [closed_with(live, guess) for guess in guesses[:6]] == [4401] * 6
    for guess in guesses[6:]:
        with pytest.raises(InvalidStatus):
            live.socket(guess)
    with live.socket(signed_in) as wire:  # a session's token is told from an invented one by its signature
        assert json.loads(wire.recv(timeout=5))["type"] == "snapshot"


@pytest.mark.parametrize("live", [{"api_limit_factor": 0.05}], indirect=True)
def test_a_stranger_opens_sockets_only_now_and_then(live: Live) -> None:
    """Each one is a state that is kept for an hour."""
    live.world.services.requests._clock = lambda: 1_000_000_040.0  # type: ignore[attr-defined]
    assert [closed_with(live, {}) for _ in range(6)] == [4401] * 6
    with pytest.raises(InvalidStatus):
        live.socket({})


@pytest.mark.parametrize("live", [{"trusted_proxy_hops": 1}], indirect=True)
def test_one_visitor_has_all_of_her_network(live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "PER_ADDRESS", 3)
    _, headers = live.person()
    open_ones = [live.socket({**headers, "X-Forwarded-For": f"2001:db8:1:2::{n}"}) for n in range(1, 4)]
    with pytest.raises(InvalidStatus):
        live.socket({**headers, "X-Forwarded-For": "2001:db8:1:2:ffff::9"})
    with live.socket({**headers, "X-Forwarded-For": "2001:db8:1:3::1"}) as other:
        assert json.loads(other.recv(timeout=5))["type"] == "snapshot"
    for wire in open_ones:
        wire.close()


@given(st.integers(0, 100_000), st.booleans())
def test_frames_of_strangers_are_small(size: int, stranger: bool) -> None:
    most = sockets.STRANGERS_FRAME_BYTES if stranger else sockets.FRAME_BYTES

    async def frame() -> dict[str, Any]:
        return {"type": "websocket.receive", "text": "x" * size}

    message = asyncio.run(sockets.limited(frame, most)())  # type: ignore[arg-type]
    assert (message["type"] == "websocket.disconnect") == (size > most)


def test_nobody_opens_more_streams_than_twenty_and_none_is_left_over(live: Live) -> None:
    actor, headers = live.person()
    job = live.world.ask(actor)
    before = live.tasks()
    wires = [live.socket(headers) for _ in range(20)]
    for wire in wires:
        wire.recv(timeout=5)
    refused = httpx.get(f"{live.url}/api/v1/jobs/{job.id}/events", headers=headers)
    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "RATE_LIMITED")
    for wire in wires:
        wire.close()
    until(lambda: live.tasks() <= before and not live.watches._open, 5)
    with stream(live, headers, job.id) as response:
        next(events(response))
    until(lambda: live.tasks() <= before and not live.watches._open, 5)


def test_every_socket_says_who_may_open_it(live: Live) -> None:
    api = create_api(live.world.services)
    routes = [r for router in api.routes for r in getattr(getattr(router, "original_router", None), "routes", [router])]
    sockets = [route for route in routes if isinstance(route, WebSocketRoute)]
    assert [route.path for route in sockets] == ["/api/v1/jobs/ws"]
    assert all(socket_actor in dependencies(route.dependant) for route in sockets)  # type: ignore[attr-defined]
