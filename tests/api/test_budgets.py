"""How many requests a minute, and how every answer tells what is left."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from studio_app.adapters.rate_limit.requests import MinuteCounter
from studio_app.core.actor import Actor, Client
from studio_app.db.models import Session
from studio_app.features.accounts.keys import PREFIX
from studio_app.features.accounts.types import NewKey
from tests.api.conftest import checked_client
from tests.conftest import edge_of, make_settings, make_world
from tests.features.test_batches import on_plan
from tests.people import PASSWORD, Person, sign_up
from tests.world import Painter, Shelf, World

LEFT = re.compile(r'"(\w+)";r=(\d+);t=(\d+)')


@pytest.fixture
def world(tmp_path: Path, database_url: str) -> Iterator[World]:
    """With the limits as they are for everybody."""
    made = make_world(
        make_settings(tmp_path, database_url, api_limit_factor=1.0), painter=Painter(), storage=Shelf()
    )
    made.services.requests._clock = lambda: 1_000_000_040.0  # type: ignore[attr-defined]
    yield made
    made.close()


@pytest.fixture
def http(world: World, tmp_path: Path) -> Iterator[TestClient]:
    with checked_client(world) as client:
        yield client


def left(answer: Any) -> tuple[str, int, int]:
    found = LEFT.fullmatch(answer.headers["ratelimit"])
    assert found and answer.headers["ratelimit-policy"].startswith(f'"{found[1]}";q=')
    return found[1], int(found[2]), int(found[3])


def key(world: World, person: Person) -> NewKey:
    world.verify(person.user_id)
    session = next(row for row in world.rows(Session) if row.user_id == person.user_id)
    actor = Actor(person.user_id, session.id)
    return world.services.keys.create(actor, "bot", ["read"], PASSWORD, Client())


@pytest.mark.parametrize(("plan", "limit"), [("free", 60), ("pro", 300), ("studio", 1000)])
def test_a_program_has_what_the_plan_gives(http: TestClient, world: World, plan: str, limit: int) -> None:
    alice = sign_up(http, "alice")
    if plan != "free":
        on_plan(world, Actor(alice.user_id, alice.user_id), plan)
    answer = alice.get("/jobs")
    assert left(answer) == ("user", limit - 1, 40)
    assert answer.headers["ratelimit-policy"] == f'"user";q={limit};w=60'


def test_one_too_many_waits_until_the_minute_is_over(http: TestClient, world: World) -> None:
    alice, bob = sign_up(http, "alice"), sign_up(http, "bob")
    answers = [alice.get("/jobs") for _ in range(61)]
    assert [a.status_code for a in answers] == [200] * 60 + [429]
    assert [left(a)[1] for a in answers] == [*range(59, -1, -1), 0]
    refused = answers[-1]
    assert refused.json()["error"]["code"] == "RATE_LIMITED" and refused.headers["retry-after"] == "40"
    assert bob.get("/jobs").status_code == 200
    world.services.requests._clock = lambda: 1_000_000_080.0  # type: ignore[attr-defined]
    assert alice.get("/jobs").status_code == 200


def test_every_key_has_a_minute_of_its_own(http: TestClient, world: World) -> None:
    alice = sign_up(http, "alice")
    keys = [Person(http, "", alice.user_id, key(world, alice).secret, "") for _ in range(2)]
    assert [left(person.get("/jobs"))[:2] for person in (*keys, keys[0])] == [("key", 59), ("key", 59), ("key", 58)]


def test_every_kind_of_answer_says_what_is_left(http: TestClient, world: World) -> None:
    alice = sign_up(http, "alice")
    for answer in (
        alice.get(f"/jobs/{alice.user_id}"), alice.post("/generate", json={"asset_type": "x"}),
        alice.call("PATCH", "/jobs"), alice.get("/no-such-thing"), http.get("/api/v1/jobs"),
        http.get("/api/v1/catalog"),
        http.get("/api/v1/jobs", headers={"authorization": "Bearer nonsense"}),
    ):
        assert answer.status_code in (200, 401, 404, 405, 422)
        left(answer)


def test_pages_have_more_than_programs(http: TestClient) -> None:
    body = {"email": "page@example.com", "password": PASSWORD, "display_name": "Page"}
    http.post("/api/v1/auth/signup", json=body, headers={"sec-fetch-mode": "cors"})
    assert left(http.get("/api/v1/jobs"))[:2] == ("page", 599)


def test_what_is_open_to_all_counts_for_whoever_is_known(http: TestClient) -> None:
    alice = sign_up(http, "alice")
    assert left(alice.get("/catalog"))[0] == "user"
    assert left(http.get("/api/v1/catalog"))[0] == "address"
    assert "ratelimit" not in http.get("/health").headers


def test_strangers_are_counted_by_address_whatever_they_claim(http: TestClient) -> None:
    seen = [http.get("/api/v1/catalog", headers={"x-forwarded-for": f"203.0.113.{n}"}) for n in range(121)]
    assert [a.status_code for a in seen] == [200] * 120 + [429]


@given(st.lists(st.floats(0, 600), min_size=1, max_size=150), st.integers(1, 20))
def test_never_more_than_the_limit_in_a_minute_of_the_clock(times: list[float], limit: int) -> None:
    now = 0.0
    counter = MinuteCounter(clock=lambda: now)

    async def run() -> dict[int, int]:
        nonlocal now
        let_in: dict[int, int] = {}
        for now in sorted(times):
            budget = await counter.spend("user", "alice", limit)
            assert 0 <= budget.left <= limit and 1 <= budget.resets_in <= 60
            if not budget.spent:
                let_in[int(now // 60)] = let_in.get(int(now // 60), 0) + 1
        return let_in

    let_in = asyncio.run(run())
    asked = {minute: sum(int(time // 60) == minute for time in times) for minute in let_in}
    assert let_in == {minute: min(limit, count) for minute, count in asked.items()}


@pytest.mark.parametrize("sound", [True, False])
def test_an_upload_with_an_invented_key_is_refused_unread(http: TestClient, world: World, sound: bool) -> None:
    alice = sign_up(http, "alice")
    secret = key(world, alice).secret if sound else PREFIX + "x" * 43
    told: list[dict[str, Any]] = []
    taken: list[str] = []

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        taken.append(scope["path"])

    async def receive() -> dict[str, Any]:
        raise AssertionError("nobody knows yet who sends this")

    async def send(message: dict[str, Any]) -> None:
        told.append(message)

    scope = {"type": "http", "method": "POST", "path": "/api/v1/references", "client": ("203.0.113.5", 1), "headers": [
        (b"authorization", f"Bearer {secret}".encode()), (b"content-type", b"multipart/form-data; boundary=x"),
        (b"content-length", b"50000000"),
    ]}
    asyncio.run(edge_of(inner, world)(scope, receive, send))  # type: ignore[arg-type]
    assert taken == (["/api/v1/references"] if sound else [])
    assert [message["status"] for message in told if "status" in message] == ([] if sound else [401])
