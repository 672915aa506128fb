"""Who may call what: every route is marked, and what is not one's own does not exist."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import Depends
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from studio_app.api.access import admin, public, signed_in
from studio_app.api.app import create_api
from studio_app.bootstrap import Services
from studio_app.core.actor import System
from studio_app.db.models import (
    ApiKey,
    Asset,
    AssetFeedback,
    AssetFile,
    AssetRevision,
    AssetScore,
    BrandKit,
    BrandKitLogo,
    BrandKitVersion,
    DataExport,
    GenerationJob,
    IdempotencyKey,
    OauthAccount,
    ReferenceImage,
    Session,
    UsagePeriod,
    User,
    WebhookDelivery,
    WebhookEndpoint,
)
from tests.api.conftest import KIT, Belongings, random_id
from tests.people import PASSWORD, Person, sign_up
from tests.world import World, picture

TABLES = (
    ApiKey, DataExport, OauthAccount, Session, User,
    Asset, AssetFeedback, AssetFile, AssetRevision, AssetScore, BrandKit, BrandKitLogo, BrandKitVersion, GenerationJob,
    IdempotencyKey, ReferenceImage, UsagePeriod, WebhookDelivery, WebhookEndpoint,
)


def all_routes(router: Any, seen: tuple[Any, ...] = ()) -> Iterator[Any]:
    """Every route, also those of routers inside routers."""
    for route in getattr(router, "routes", []):
        inner = getattr(route, "app", None) or getattr(route, "original_router", None)
        if isinstance(route, APIRoute):
            yield route
        elif inner is not None and inner not in seen:
            yield from all_routes(inner, (*seen, inner))


def dependencies(dependant: Any) -> set[Any]:
    found = {dependant.call}
    for inner in dependant.dependencies:
        found |= dependencies(inner)
    return found


def test_every_route_says_who_may_call_it(services: Services) -> None:
    api = create_api(services)
    routes = list(all_routes(api))
    assert len(routes) >= 30
    documented = {(m, p) for p, operations in api.openapi()["paths"].items() for m in operations}
    walked = {(method.lower(), route.path) for route in routes for method in route.methods}
    assert documented <= walked
    for route in routes:
        marks = dependencies(route.dependant) & {public, signed_in, admin}
        marks -= {signed_in} if admin in marks else set()
        assert len(marks) == 1, (route.methods, route.path)


def test_an_admins_route_is_closed_to_everyone_else(world: World, tmp_path: Path) -> None:
    """No route needs an administrator yet; the mark that will guard them already does."""
    api = create_api(world.services)
    api.router.routes.insert(0, APIRoute("/api/v1/for-admins", lambda: {}, dependencies=[Depends(admin)]))
    with TestClient(api) as client:
        person = sign_up(client, "alice")
        assert client.get("/api/v1/for-admins").status_code == 401
        refused = client.get("/api/v1/for-admins", headers=person.headers)
        assert (refused.status_code, refused.json()["error"]["code"]) == (403, "FORBIDDEN")
        with world.services.uow.write(System.WORKER) as tx:
            user = tx.session.get(User, person.user_id)
            assert user is not None
            user.role = "admin"
            tx.session.add(user)
        session_id = world.rows(Session)[0].id
        world.services.authenticator.forget(session_id)
        assert client.get("/api/v1/for-admins", headers=person.headers).status_code == 403  # without a second step
        world.second_step(person.user_id)
        world.services.authenticator.forget(session_id)
        assert client.get("/api/v1/for-admins", headers=person.headers).status_code == 200


PUBLIC = {
    ("post", "/api/v1/auth/signup"),
    ("post", "/api/v1/auth/login"),
    ("post", "/api/v1/auth/refresh"),
    ("post", "/api/v1/auth/password-reset/request"),
    ("post", "/api/v1/auth/password-reset/confirm"),
    ("post", "/api/v1/auth/email/verify/confirm"),
    ("get", "/api/v1/auth/email/verify/{token}"),
    ("get", "/api/v1/auth/providers"),
    ("post", "/api/v1/auth/oauth/{provider}"),
    ("get", "/api/v1/auth/oauth/{provider}/callback"),
    ("post", "/api/v1/auth/oauth/{provider}/finish"),
    ("post", "/api/v1/previews"),
    ("get", "/api/v1/catalog"),
    ("get", "/api/v1/twitch/dimensions"),
    ("get", "/api/v1/asset/{asset_id}"),
    ("get", "/health"),
    ("get", "/asset/{asset_id}"),
}


def operations(services: Services) -> list[tuple[str, str, dict[str, Any]]]:
    paths = create_api(services).openapi()["paths"]
    return [(method, path, operation) for path, by_method in paths.items() for method, operation in by_method.items()]


BODIES: dict[str, dict[str, Any]] = {
    "/api/v1/generate": {"json": {"asset_type": "thumbnail"}},
    "/api/v1/generate/batch": {"json": {"assets": [{"asset_type": "clip_cover"}]}},
    "/api/v1/webhooks": {"json": {"url": "https://example.com/hook", "events": ["job.completed"]}},
    "/api/v1/webhooks/{webhook_id}": {"json": {"description": "stolen"}},
    "/api/v1/twitch/generate": {"json": {"asset_type": "emote"}},
    "/api/v1/twitch/packs": {"json": {"pack_type": "starter"}},
    "/api/v1/brand-kits": {"json": KIT},
    "/api/v1/previews": {"json": {"width": 64}},
    "/api/v1/brand-kits/{kit_id}": {"json": {"name": "stolen"}},
    "/api/v1/assets/{asset_id}/visibility": {"json": {"is_public": False}},
    "/api/v1/auth/me": {"json": {"display_name": "stolen"}},
    "/api/v1/auth/oauth/{provider}/link": {"json": {"password": PASSWORD}},
    "/api/v1/auth/oauth/{provider}/finish": {"json": {"code": "000000"}},
    "/api/v1/auth/me/avatar": {"files": {"file": ("a.png", picture(), "image/png")}},
    "/api/v1/auth/me/password": {"json": {"current_password": "guessed it", "new_password": "stolen stolen"}},
    "/api/v1/auth/me/exports": {"json": {"password": "guessed it"}},
    "/api/v1/auth/me/second-factor": {"json": {"password": "guessed it"}},
    "/api/v1/auth/me/second-factor/confirm": {"json": {"code": "000000"}},
    "/api/v1/auth/me/second-factor/recovery-codes": {"json": {"password": "guessed it"}},
    "/api/v1/auth/keys": {"json": {"name": "stolen", "scopes": ["read"], "password": "guessed it"}},
    "/api/v1/auth/notifications": {"json": {"topics": {"jobs": False}}},
    "/api/v1/brand-kits/analyze": {"files": [("files", ("a.png", picture(), "image/png"))]},
    "/api/v1/brand-kits/{kit_id}/colors": {"json": {"neutral": []}},
    "/api/v1/brand-kits/{kit_id}/typography": {"json": {"caption": None}},
    "/api/v1/brand-kits/{kit_id}/voice": {"json": {"tagline": "stolen"}},
    "/api/v1/brand-kits/{kit_id}/guidelines": {"json": {"style_do": "stolen"}},
    "/api/v1/brand-kits/{kit_id}/logos/default": {"json": {"logo_type": "icon"}},
    "/api/v1/references": {"files": {"file": ("a.png", picture(), "image/png")}, "data": {"role": "style"}},
    "/api/v1/assets/{asset_id}/scene": {"json": {"edits": {"title": {"text": "stolen"}}}},
    "/api/v1/assets/{asset_id}/scene/preview": {"json": {"edits": {"title": {"text": "stolen"}}, "width": 64}},
    "/api/v1/assets/{asset_id}/changes": {"json": {"instruction": "make the title bigger"}},
    "/api/v1/assets/{asset_id}/fixes": {"json": {"index": 0}},
    "/api/v1/assets/{asset_id}/feedback": {"json": {"rating": 1}},
    "/api/v1/brand-kits/{kit_id}/logos": {"files": {"file": ("a.png", picture(), "image/png")}},
}


def options(method: str, path: str) -> dict[str, Any]:
    return BODIES.get(path, {}) if method in ("post", "put", "patch") else {}


def everything(world: World) -> tuple[Any, ...]:
    return (*(sorted(map(repr, world.rows(table))) for table in TABLES), dict(world.shelf.objects))


def test_without_a_session_only_public_routes_answer(
    http: TestClient, services: Services, owned: Belongings, world: World
) -> None:
    before = everything(world)
    http.cookies.clear()
    for method, path, _ in operations(services):
        if (method, path) in PUBLIC:
            continue
        filled = fill(path, owned)
        for headers, code in (
            ({}, "UNAUTHENTICATED"),
            ({"Authorization": "Bearer nonsense"}, "INVALID_TOKEN"),
            ({"Authorization": "Basic YTpi"}, "INVALID_TOKEN"),
            ({"Authorization": ""}, "INVALID_TOKEN"),
        ):
            answer = http.request(method.upper(), filled, headers=headers, **options(method, path))
            assert (answer.status_code, answer.json()["error"]["code"]) == (401, code), (method, path, headers)
    assert everything(world) == before


def fill(path: str, owned: Belongings | None, *, trashed: bool = False) -> str:
    def value(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in ("logo_type", "number"):
            return "primary" if name == "logo_type" else "1"
        if owned is None:
            return random_id()
        if path.endswith("/restore") and "{number}" not in path:
            name = f"trashed_{name}"
        if path.endswith("/retry"):
            name = f"failed_{name}"
        return str(getattr(owned, name))

    return re.sub(r"\{(\w+)\}", value, path)


def test_what_is_somebody_elses_does_not_exist(
    http: TestClient, services: Services, owned: Belongings, bob: Person, world: World
) -> None:
    """Every route with an id, generated from the published document: alice's things for bob and for nobody."""
    before, tried = everything(world), 0
    for method, path, _ in operations(services):
        if "{" not in path or (method, path) in PUBLIC or path.endswith("/link"):
            continue  # whom one links is no thing of anybody's
        route = path.removeprefix("/api/v1")
        foreign = bob.call(method.upper(), fill(route, owned), **options(method, path))
        unknown = bob.call(method.upper(), fill(route, None), **options(method, path))
        assert foreign.status_code == unknown.status_code == 404, (method, path, foreign.text)
        assert foreign.json()["error"] == unknown.json()["error"], (method, path)
        assert foreign.headers.keys() == unknown.headers.keys()
        tried += 1
    assert tried >= 15
    assert everything(world) == before


def test_the_matrix_would_notice(services: Services, owned: Belongings, alice: Person, world: World) -> None:
    """The same calls by the owner are no 404: the ids above are right."""
    inner_first = sorted(operations(services), key=lambda o: (o[0] == "delete", -len(o[1])))
    for method, path, _ in inner_first:
        if "{" in path and (method, path) not in PUBLIC:
            route = path.removeprefix("/api/v1")
            answer = alice.call(method.upper(), fill(route, owned), **options(method, path))
            assert answer.status_code in (200, 201, 202, 409), (method, path, answer.text)


@pytest.mark.parametrize("odd", ["1", "null", "None", "../../etc/passwd", "%00", "x" * 300, "' OR 1=1 --"])
def test_odd_ids_are_refused(alice: Person, odd: str) -> None:
    for path in ("/jobs", "/assets", "/brand-kits"):
        assert alice.get(f"{path}/{odd}").status_code in (404, 422)


def test_foreign_references_in_a_body_are_not_found(owned: Belongings, bob: Person, world: World) -> None:
    before = everything(world)
    for kit in (owned.kit_id, random_id()):
        body = {"asset_type": "thumbnail", "brand_kit_id": kit}
        assert bob.post("/generate", json=body).status_code == 404
        assert bob.post("/previews", json={"brand_kit_id": kit}).status_code == 404
    assert everything(world) == before
    assert bob.get(f"/assets?brand_kit_id={owned.kit_id}").json()["data"]["total"] == 0
    assert bob.get(f"/assets?job_id={owned.job_id}").json()["data"]["total"] == 0


def test_one_key_of_two_people_is_two_jobs(alice: Person, bob: Person) -> None:
    headers = {"Idempotency-Key": "the same"}
    jobs = [p.post("/generate", json={"asset_type": "thumbnail"}, headers=headers).json()["data"] for p in (alice, bob)]
    assert jobs[0]["id"] != jobs[1]["id"] and jobs[1]["user_id"] == str(bob.user_id)


def test_a_cursor_of_one_list_shows_only_ones_own(owned: Belongings, alice: Person, bob: Person) -> None:
    cursor = alice.get("/jobs?limit=1").json()["meta"]["pagination"]["next_cursor"]
    assert cursor and bob.get(f"/jobs?cursor={cursor}").json()["data"]["jobs"] == []


FORBIDDEN_FIELDS = {
    "id": str(uuid.uuid4()),
    "user_id": str(uuid.uuid4()),
    "subscription_tier": "studio",
    "role": "admin",
    "email_verified": True,
    "is_admin": True,
    "assets_generated_this_month": -100,
    "stripe_customer_id": "cus_1",
    "status": "completed",
    "password_hash": "x",
    "is_active": True,
    "version": 1,
    "completed_assets": 1,
    "period_start": "2020-01-01",
    "deleted_at": None,
    "created_at": "2000-01-01T00:00:00Z",
}


def test_fields_that_are_not_ones_own_to_set_stay(http: TestClient, alice: Person, world: World) -> None:
    body = {"email": f"m{uuid.uuid4().hex}@example.com", "password": "correct horse battery", "display_name": "M"}
    made = http.post("/api/v1/auth/signup", json={**FORBIDDEN_FIELDS, **body}).json()["data"]["user"]
    for user in (made, alice.put("/auth/me", json={**FORBIDDEN_FIELDS, "display_name": "A"}).json()["data"]):
        assert (user["subscription_tier"], user["email_verified"], user["stripe_customer_id"]) == ("free", False, None)
        assert user["id"] not in FORBIDDEN_FIELDS.values() and user["assets_generated_this_month"] == 0
    assert alice.get("/auth/me").json()["data"]["email"] == alice.email
    first = alice.post("/brand-kits", json=KIT).json()["data"]
    kit = alice.post("/brand-kits", json={**KIT, **FORBIDDEN_FIELDS}).json()["data"]
    assert kit["user_id"] == str(alice.user_id) and not kit["is_active"] and first["is_active"] and kit["version"] == 1
    edited = alice.put(f"/brand-kits/{kit['id']}", json={**FORBIDDEN_FIELDS, "name": "N"}).json()["data"]
    assert edited["id"] == kit["id"] and not edited["is_active"] and edited["created_at"] == kit["created_at"]
    job = alice.post("/generate", json={**FORBIDDEN_FIELDS, "asset_type": "thumbnail"}).json()["data"]
    assert (job["status"], job["user_id"], job["completed_assets"]) == ("queued", str(alice.user_id), 0)
    assert world.rows(BrandKit, BrandKit.user_id != alice.user_id) == []
