"""Every answer in these tests is held against the published OpenAPI document."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from starlette.testclient import TestClient

from studio_app.api.app import create_api
from studio_app.core.actor import Actor, Client, System
from studio_app.core.sealing import Sealer
from studio_app.db.models import OauthAccount, WebhookEndpoint
from tests.conftest import SITE, edge_of
from tests.features.test_batches import on_plan
from tests.people import PASSWORD, Person, sign_up
from tests.world import World

ERROR = {"$ref": "#/components/schemas/ErrorEnvelope"}
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


class Checked(TestClient):
    """A client that believes no answer before it has seen that it is as documented."""

    document: dict[str, Any]
    checked = 0

    def request(self, method: Any, url: Any, *arguments: Any, **options: Any) -> Any:  # type: ignore[override]
        answer = super().request(method, url, *arguments, **options)
        self._check(str(method).upper(), answer)
        return answer

    def _check(self, method: str, answer: Any) -> None:
        path = answer.request.url.path
        assert REQUEST_ID.fullmatch(answer.headers["x-request-id"]), answer.headers
        for name in ("x-content-type-options", "referrer-policy", "content-security-policy", "cache-control"):
            assert name in answer.headers, (path, name)
        bare = path.startswith("/compat/")
        if not path.startswith(("/api/v1/", "/compat/api/v1/")) or method in ("HEAD", "OPTIONS"):
            return
        assert answer.headers["cache-control"] == "no-store" and "ratelimit" in answer.headers, (method, path)
        if path.endswith(("/events", "/package")) and answer.status_code < 400:
            return  # no envelope: a stream, and a file
        if answer.status_code == 303:
            return  # a browser that goes on to a page
        assert answer.headers["content-type"] == "application/json"
        body = answer.json()
        if answer.status_code >= 400:
            assert set(body) == {"error", "meta"} and set(body["error"]) == {"message", "code", "details"}
            assert body["error"]["message"].strip().endswith((".", "…")) and "Traceback" not in answer.text
            self._valid(ERROR, body)
        schema = self._documented(method, path.removeprefix("/compat"), answer.status_code)
        if schema is not None:
            self._valid(
                schema,
                {"data": body, "meta": {"request_id": "x" * 8, "timestamp": ""}}
                if bare and answer.status_code < 400
                else body,
            )
        if not bare or answer.status_code >= 400:
            assert body["meta"]["request_id"] == answer.headers["x-request-id"]
            assert TIME.fullmatch(body["meta"]["timestamp"])
        Checked.checked += 1

    def _documented(self, method: str, path: str, status: int) -> dict[str, Any] | None:
        # Fixed paths come before those with parameters, as in the router.
        for template in sorted(self.document["paths"], key=lambda t: (t.count("{"), t)):
            if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path):
                operation = self.document["paths"][template].get(method.lower())
                if operation is None:
                    continue
                found = operation["responses"].get(str(status))
                assert found is not None or status in (405, 500), f"{method} {template} answers {status} undocumented"
                return found["content"]["application/json"]["schema"] if found else None
        assert status in (404, 405, 413, 415, 403, 429), (method, path, status)
        return None

    def _valid(self, schema: dict[str, Any], body: Any) -> None:
        whole = {**schema, "components": self.document["components"]}
        errors = list(Draft202012Validator(whole, format_checker=FormatChecker()).iter_errors(body))
        assert errors == [], errors[0]


def checked_client(world: World, base_url: str = SITE) -> Checked:
    api = create_api(world.services)
    client = Checked(edge_of(api, world), base_url=base_url, raise_server_exceptions=False)
    client.document = api.openapi()
    return client


@pytest.fixture
def world(scripted: World) -> World:
    """The API's tests need no real art: plates and storage are the scripted ones."""
    return scripted


@pytest.fixture
def http(world: World, tmp_path: Path) -> Iterator[Checked]:
    with checked_client(world) as client:
        yield client


@dataclass
class Belongings:
    """One of everything that a person can have, by the name of the path parameter that means it."""

    kit_id: str
    asset_id: str
    job_id: str
    trashed_asset_id: str
    trashed_kit_id: str
    failed_job_id: str
    reference_id: str
    pack_id: str
    webhook_id: str
    delivery_id: str
    session_id: str
    key_id: str
    export_id: str
    logo_type: str = "primary"
    provider: str = "discord"


KIT = {"name": "Neon", "primary_colors": ["#FF0000", "#1E90FF"], "accent_colors": ["#00FF00"], "tone": "comedic"}


def belongings(person: Person, world: World) -> Belongings:
    from studio_app.ports.image_generation import ContentBlocked
    from tests.world import picture

    kits = [person.post("/brand-kits", json={**KIT, "name": f"kit {n}"}).json()["data"]["id"] for n in range(2)]
    person.post(f"/brand-kits/{kits[0]}/logos", files={"file": ("logo.png", picture(), "image/png")})
    person.delete(f"/brand-kits/{kits[1]}")
    body = {"asset_type": "clip_cover", "title": "Hello", "style": "editorial"}
    jobs = [person.post("/generate", json=body).json()["data"]["id"] for _ in range(3)]
    world.painter.script.extend([None, None, ContentBlocked()])
    world.work()
    assets = [person.get(f"/jobs/{job}").json()["data"]["asset_ids"][0] for job in jobs[:2]]
    person.delete(f"/assets/{assets[1]}")
    sent = {"files": {"file": ("me.png", picture(), "image/png")}, "data": {"role": "style"}}
    reference = person.post("/references", **sent).json()["data"]["id"]
    on_plan(world, Actor(person.user_id, uuid.uuid4()))
    pack = person.post("/twitch/packs", json={"pack_type": "panels"}).json()["data"]["id"]
    webhook, delivery = webhook_of(person, world)
    return Belongings(
        kits[0], assets[0], jobs[0], assets[1], kits[1], jobs[2], reference, pack, webhook, delivery,
        *account_things(person, world),
    )


def account_things(person: Person, world: World) -> tuple[str, str, str]:
    """Another device, an API key, and an export that can be downloaded."""
    world.verify(person.user_id)
    with world.services.uow.write(System.WORKER) as tx:
        subject = uuid.uuid4().hex
        tx.session.add(OauthAccount(user_id=person.user_id, provider="discord", subject=subject, label="Her"))
    device = world.services.accounts.log_in(person.email, PASSWORD, Client("phone", "198.51.100.1"))
    confirmed = {"password": PASSWORD}
    key = person.post("/auth/keys", json={"name": "bot", "scopes": ["read"], **confirmed}).json()["data"]["id"]
    export = person.post("/auth/me/exports", json=confirmed).json()["data"]["id"]
    world.carry()
    return str(device.session_id), key, export


def webhook_of(person: Person, world: World) -> tuple[str, str]:
    """An endpoint that answered its challenge once, and a message to it."""
    sealed = Sealer(world.services.settings.master.ring("webhook-secrets"))
    with world.services.uow.write(System.WORKER) as tx:
        endpoint = WebhookEndpoint(
            user_id=person.user_id, url="https://example.com/hook", events=["job.completed"],
            secret=sealed.seal("whsec_" + "A" * 43 + "=", str(person.user_id)),
        )
        tx.session.add(endpoint)
        tx.session.flush()
        delivery = world.services.webhooks.test(tx, Actor(person.user_id, uuid.uuid4()), endpoint.id)
    return str(endpoint.id), str(delivery.id)


@pytest.fixture
def charlie(http: TestClient) -> Person:
    """Somebody with an account and nothing in it."""
    return sign_up(http, "charlie")


@pytest.fixture
def owned(alice: Person, world: World) -> Belongings:
    return belongings(alice, world)


def random_id() -> str:
    return str(uuid.uuid4())
