"""The one shape of every answer, whatever went wrong."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate
from starlette.testclient import TestClient
from structlog.testing import capture_logs

from studio_app.api.app import create_api
from studio_app.bootstrap import Services
from studio_app.core.actor import System
from studio_app.core.errors import Unavailable
from tests.api.conftest import checked_client
from tests.conftest import make_settings, make_world
from tests.people import PASSWORD, Person
from tests.world import Painter, Shelf, World


def fault(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def test_an_unknown_address(http: TestClient) -> None:
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        body = {} if method != "GET" else None
        assert fault(http.request(method, "/api/v1/nowhere", json=body)) == (404, "NOT_FOUND")
    near = ("/api/v1/auth/me/x.css", "/api/v1/auth/me/", "/api/v1//auth/me", "/api/v1/AUTH/ME")
    for path in ("/api", "/nothing", *near):
        assert fault(http.get(path)) == (404, "NOT_FOUND"), path


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PATCH", "/auth/me", {"GET", "PUT", "DELETE"}),
        ("PUT", "/generate", {"POST"}),
        ("POST", "/catalog", {"GET"}),
        ("DELETE", "/auth/login", {"POST"}),
        ("POST", "/assets/00000000-0000-4000-8000-000000000000", {"GET", "DELETE"}),
    ],
)
def test_a_wrong_method_names_the_right_ones(http: TestClient, method: str, path: str, allowed: set[str]) -> None:
    answer = http.request(method, f"/api/v1{path}", json={})
    assert fault(answer) == (405, "METHOD_NOT_ALLOWED")
    assert set(answer.headers["allow"].split(", ")) == allowed


@pytest.mark.parametrize("method", ["TRACE", "CONNECT", "PROPFIND"])
def test_methods_that_nobody_needs_are_closed(http: TestClient, method: str) -> None:
    for path in ("/api/v1/auth/me", "/health", "/"):
        assert http.request(method, path).status_code in (404, 405)


def test_a_method_cannot_be_smuggled_in_a_header(alice: Person) -> None:
    answer = alice.get("/auth/me", headers={"X-HTTP-Method-Override": "DELETE"})
    assert answer.status_code == 200 and answer.json()["data"]["email"] == alice.email


def test_too_much_is_refused_by_its_length_and_by_counting(http: TestClient) -> None:
    huge = {"Content-Type": "application/json"}
    body = b'{"email": "' + b"x" * 1_000_001 + b'"}'
    assert fault(http.post("/api/v1/auth/login", content=body, headers=huge)) == (413, "PAYLOAD_TOO_LARGE")

    def chunks() -> Iterator[bytes]:
        for start in range(0, len(body), 60_000):
            yield body[start : start + 60_000]

    assert fault(http.post("/api/v1/auth/login", content=chunks(), headers=huge)) == (413, "PAYLOAD_TOO_LARGE")
    lying = {**huge, "Content-Length": "10"}
    assert http.post("/api/v1/auth/login", content=chunks(), headers=lying).status_code == 413


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonp"])
def test_only_json_is_read(http: TestClient, kind: str) -> None:
    body = json.dumps({"email": "a@example.com", "password": PASSWORD})
    answer = http.post("/api/v1/auth/login", content=body, headers={"Content-Type": kind})
    assert fault(answer) == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"",
        b"nonsense",
        b'{"a": 1,}',
        b"\xff\xfe\x00",
        b'{"email": ' + b"9" * 5000 + b"}",
        b"[" * 50_000 + b"]" * 50_000,
        b'{"a":' * 50_000 + b"1" + b"}" * 50_000,
    ],
    ids=["open", "empty", "words", "comma", "bytes", "long number", "deep list", "deep object"],
)
def test_a_body_that_cannot_be_read(http: TestClient, body: bytes) -> None:
    answer = http.post("/api/v1/auth/login", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert fault(answer)[1] in ("MALFORMED_REQUEST", "VALIDATION_ERROR")


def test_a_field_that_does_not_fit_is_named_and_never_repeated(http: TestClient) -> None:
    secret = "my-secret-password-" * 600
    answer = http.post("/api/v1/auth/signup", json={"email": "no address", "password": secret, "display_name": ""})
    assert fault(answer) == (422, "VALIDATION_ERROR")
    fields = answer.json()["error"]["details"]["fields"]
    assert set(fields) == {"email", "password", "display_name"}
    assert all(note["message"] for notes in fields.values() for note in notes)
    assert "my-secret-password" not in answer.text


def test_too_many_requests_say_when_to_come_back(tmp_path: Path, database_url: str) -> None:
    own = make_settings(tmp_path, database_url, login_limit="2/minute")
    world = make_world(own, painter=Painter(), storage=Shelf())
    with checked_client(world) as http:
        body = {"email": "a@example.com", "password": PASSWORD}
        answers = [http.post("/api/v1/auth/login", json=body) for _ in range(3)]
        forwarded = http.post("/api/v1/auth/login", json=body, headers={"X-Forwarded-For": "198.51.100.7"})
        assert [a.status_code for a in answers] == [401, 401, 429] and forwarded.status_code == 429
        assert fault(answers[2])[1] == "RATE_LIMITED" and 1 <= int(answers[2].headers["retry-after"]) <= 60
    world.close()


def test_addresses_are_believed_only_from_trusted_proxies(tmp_path: Path, database_url: str) -> None:
    own = make_settings(tmp_path, database_url, login_limit="1/minute", trusted_proxy_hops=1)
    world = make_world(own, painter=Painter(), storage=Shelf())
    with checked_client(world) as http:

        def tried(name: str, forwarded: str) -> int:
            body = {"email": f"{name}@example.com", "password": PASSWORD}
            headers = {"X-Forwarded-For": forwarded}
            return http.post("/api/v1/auth/login", json=body, headers=headers).status_code

        assert tried("a", "198.51.100.1") == 401
        assert tried("b", "198.51.100.2") == 401
        assert tried("c", "203.0.113.9, 198.51.100.1") == 429, "what stands left of the proxy's own word is made up"
        assert tried("d", "2001:db8::1") == 401 and tried("e", "2001:db8::ffff") == 429
        assert tried("f", "not an address") == 401, "what is no address counts as the socket's own"
        assert tried("g", "") == 429
    world.close()


def test_a_crash_tells_only_the_request_id(world: World, tmp_path: Path) -> None:
    class Broken:
        def __getattr__(self, name: str) -> Any:
            raise ZeroDivisionError("secret detail")

    from dataclasses import replace

    broken = World(replace(world.services, generation=Broken(), previews=Broken()), world.clock)  # type: ignore[arg-type]
    with checked_client(broken) as http, capture_logs() as logs:
        answer = http.post("/api/v1/previews", json={}, headers={"X-Request-ID": "trace-me-12345"})
    assert [(entry["event"], entry["path"]) for entry in logs] == [("request.crashed", "/api/v1/previews")]
    assert fault(answer) == (500, "INTERNAL")
    assert "secret" not in answer.text and answer.json()["meta"]["request_id"] == "trace-me-12345"


def test_an_overloaded_part_says_when_to_come_back(world: World, tmp_path: Path) -> None:
    class Busy:
        def run(self, *_arguments: Any, **_options: Any) -> Any:
            raise Unavailable(retry_after=2.4)

        def close(self) -> None: ...

    from dataclasses import replace

    from studio_app.features.generation.previews import PreviewService

    busy = World(replace(world.services, previews=PreviewService(Busy())), world.clock)
    with checked_client(busy) as http:
        answer = http.post("/api/v1/previews", json={})
    assert fault(answer) == (503, "SERVICE_UNAVAILABLE") and answer.headers["retry-after"] == "2"


def test_a_broken_database_is_a_503(alice: Person, services: Services) -> None:
    services.authenticator.by_token(alice.token)
    with services.uow.write(System.WORKER) as tx:
        tx.session.connection().exec_driver_sql("DROP TABLE generation_jobs")
    answer = alice.get("/jobs")
    assert fault(answer) == (503, "SERVICE_UNAVAILABLE") and int(answer.headers["retry-after"]) >= 1


@pytest.mark.parametrize("given", ["trace-1234", "A" * 64, "0f8fad5b-d9cb-469f-a165-70867728950e", "a.b_c-d.e"])
def test_a_sound_request_id_is_kept(http: TestClient, given: str) -> None:
    answer = http.get("/api/v1/catalog", headers={"X-Request-ID": given})
    assert answer.headers["x-request-id"] == answer.json()["meta"]["request_id"] == given


@pytest.mark.parametrize("given", ["short", "A" * 65, "with space", 'q"uote-long', "<script>alert<", "é" * 10, ""])
def test_an_odd_request_id_is_replaced(http: TestClient, given: str) -> None:
    answer = http.get("/api/v1/catalog", headers={"X-Request-ID": given.encode()})
    assert answer.headers["x-request-id"] != given and len(answer.headers["x-request-id"]) == 36
    other = http.get("/api/v1/catalog")
    assert other.headers["x-request-id"] != answer.headers["x-request-id"]


def test_answers_carry_the_security_headers(http: TestClient) -> None:
    for path in ("/api/v1/catalog", "/api/v1/nowhere", "/health", "/asset/x", "/media/x"):
        headers = http.get(path).headers
        assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
        assert "default-src" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"].split("script-src")[-1].split(";")[0]
        assert "access-control-allow-origin" not in headers


def test_the_document_is_sound_openapi(services: Services, http: TestClient) -> None:
    document = create_api(services).openapi()
    validate(document)
    assert http.get("/api/openapi.json").json() == json.loads(json.dumps(document))
    assert http.get("/api/docs").status_code == 200
    for path, operations in document["paths"].items():
        for operation in operations.values():
            assert operation["tags"] and operation["operationId"], path


def test_health_names_every_part(http: TestClient, world: World) -> None:
    answer = http.get("/health").json()
    assert answer["status"] == "ok" and answer["version"] == world.services.settings.version
    parts = {"database": "ok", "queue": "ok", "storage": "ok", "image_model": "scripted", "renderer": "skia"}
    assert answer["dependencies_status"] == parts and answer["warnings"] == []


@pytest.mark.parametrize(("part", "status"), [("queue", "degraded"), ("storage", "degraded"), ("database", "down")])
def test_health_says_what_is_away(world: World, tmp_path: Path, part: str, status: str) -> None:
    world.queue.reachable = part != "queue"
    world.shelf.down = part == "storage"
    if part == "database":
        from dataclasses import replace

        from studio_app.db.engine import create_engine
        from studio_app.db.unit_of_work import UnitOfWork

        nowhere = create_engine("postgresql://nobody@/nothing?host=/nowhere")
        gone = UnitOfWork(nowhere, world.queue, world.services.events)
        world = World(replace(world.services, uow=gone), world.clock)
    with checked_client(world) as http:
        answer = http.get("/health").json()
        assert answer["status"] == status and answer["dependencies_status"][part] == "down"
        assert all(word in ("ok", "down", "scripted", "skia") for word in answer["dependencies_status"].values())


OURS, FOREIGN = "http://localhost:3000", "https://evil.example"


def test_scripts_of_allowed_origins_may_read_answers_and_others_not(http: TestClient) -> None:
    for origin, allowed in ((OURS, OURS), (FOREIGN, None), ("null", None)):
        answer = http.get("/api/v1/catalog", headers={"origin": origin})
        assert answer.headers.get("access-control-allow-origin") == allowed
        preflight = http.options("/api/v1/jobs", headers={
            "origin": origin, "access-control-request-method": "POST",
            "access-control-request-headers": "authorization,idempotency-key",
        })  # fmt: skip
        assert (preflight.status_code == 200) == (allowed is not None)
        assert preflight.headers.get("access-control-allow-origin") == allowed
    assert http.get("/api/v1/catalog", headers={"origin": OURS}).headers["vary"].lower().count("origin") == 1
