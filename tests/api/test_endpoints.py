"""Every endpoint as a client uses it, in the envelope and bare."""

from __future__ import annotations

import io
import re
import uuid
from typing import Any

import pytest
from PIL import Image
from starlette.testclient import TestClient

from studio_app.bootstrap import Services
from studio_app.catalog.fonts import FONTS
from studio_app.catalog.tiers import TIERS
from tests.api.conftest import KIT, Belongings
from tests.api.test_access import fill, operations, options
from tests.people import PASSWORD, Person, sign_up
from tests.world import World, picture

CANONICAL = {
    "user": "id email email_verified display_name avatar_url subscription_tier subscription_status stripe_customer_id "
    "assets_generated_this_month created_at updated_at",
    "kit": "id user_id name is_active primary_colors accent_colors fonts logo_url tone style_reference extracted_from "
    "created_at updated_at",
    "asset": "id user_id job_id brand_kit_id asset_type width height format cdn_url shareable_url is_public "
    "prompt_used "
    "generation_params viral_score viral_suggestions created_at expires_at asset_id url file_size",
    "job": "id user_id parent_job_id status job_type asset_type custom_prompt brand_kit_id platform_context "
    "total_assets "
    "completed_assets failed_assets queued_at started_at completed_at asset_ids error_message retry_count created_at "
    "updated_at job_id progress progress_percent estimated_time_remaining",
    "session": "access_token refresh_token token_type expires_at expires_in user csrf_token message",
}
SECRET = {"password_hash", "storage_key", "object_key", "token_hash", "fence", "lease_until", "kit"}


def has(model: str, body: dict[str, Any]) -> None:
    assert set(CANONICAL[model].split()) <= set(body), set(CANONICAL[model].split()) - set(body)
    assert not SECRET & set(body)


def test_models_carry_the_canonical_fields(http: TestClient, alice: Person, owned: Belongings) -> None:
    has("user", alice.get("/auth/me").json()["data"])
    has("kit", alice.get(f"/brand-kits/{owned.kit_id}").json()["data"])
    asset = alice.get(f"/assets/{owned.asset_id}").json()["data"]
    has("asset", asset)
    assert asset["url"] == asset["cdn_url"] and asset["id"] == asset["asset_id"]
    assert {"model", "temperature", "seed"} <= set(asset["generation_params"])
    assert asset["shareable_url"] == f"http://localhost:3000/asset/{asset['id']}"
    job = alice.get(f"/jobs/{owned.job_id}").json()["data"]
    has("job", job)
    assert job["id"] == job["job_id"] and job["progress"] == job["progress_percent"] == 100
    log_in = {"email": alice.email, "password": PASSWORD, "remember_me": True}
    session = http.post("/api/v1/auth/login", json=log_in).json()["data"]
    has("session", session)
    assert session["token_type"] == "bearer" and 86_000 < session["expires_in"] <= 86_400


def test_signing_up_twice_is_a_conflict(http: TestClient, alice: Person) -> None:
    body = {"email": alice.email.upper(), "password": PASSWORD, "display_name": "A", "accept_terms": True}
    answer = http.post("/api/v1/auth/signup", json=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "EMAIL_TAKEN")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "x"}, "email"),
        ({"email": None}, "email"),
        ({"password": "short"}, "password"),
        ({"password": 5}, "password"),
        ({"display_name": "  "}, "display_name"),
        ({"display_name": "n" * 51}, "display_name"),
        ({"password": "aaaaaaaaaaaa"}, "password"),
        ({"email": "a" * 300 + "@example.com"}, "email"),
    ],
)
def test_signing_up_names_the_field(http: TestClient, change: dict[str, Any], field: str) -> None:
    body = {"email": f"{uuid.uuid4().hex}@example.com", "password": PASSWORD, "display_name": "A", **change}
    answer = http.post("/api/v1/auth/signup", json=body)
    assert answer.status_code == 422 and set(answer.json()["error"]["details"]["fields"]) == {field}


def test_logging_in_does_not_tell_who_exists(http: TestClient, alice: Person) -> None:
    wrong = http.post("/api/v1/auth/login", json={"email": alice.email, "password": "wrong horse"})
    nobody = http.post("/api/v1/auth/login", json={"email": "nobody@example.com", "password": PASSWORD})
    assert wrong.status_code == nobody.status_code == 401
    assert wrong.json()["error"] == nobody.json()["error"]
    assert wrong.headers.keys() == nobody.headers.keys()
    assert http.post("/api/v1/auth/login", json={"email": alice.email, "password": PASSWORD}).status_code == 200


def test_refresh_by_body_rotates_and_logout_ends(http: TestClient, alice: Person) -> None:
    http.cookies.clear()
    pair = http.post("/api/v1/auth/refresh", json={"refresh_token": alice.refresh_token}).json()["data"]
    assert pair["refresh_token"] != alice.refresh_token
    http.cookies.clear()
    for body in ({"refresh_token": "nonsense"}, {"refresh_token": ""}, {}, None):
        answer = http.post("/api/v1/auth/refresh", json=body)
        assert (answer.status_code, answer.json()["error"]["code"]) == (401, "INVALID_TOKEN")
    assert alice.post("/auth/logout").status_code == 200
    assert alice.get("/auth/me").json()["error"]["code"] == "INVALID_TOKEN"
    assert http.post("/api/v1/auth/refresh", json={"refresh_token": pair["refresh_token"]}).status_code == 401


def test_a_profile_can_be_changed(alice: Person) -> None:
    changed = alice.put("/auth/me", json={"display_name": " Ann ", "avatar_url": "https://cdn.example/a.png"}).json()[
        "data"
    ]
    assert (changed["display_name"], changed["avatar_url"]) == ("Ann", "https://cdn.example/a.png")
    for url in (
        "javascript:alert(1)",
        "http://plain.example",
        "data:image/png;base64,x",
        "//x",
        "https://x\nSet-Cookie: a",
    ):
        assert alice.put("/auth/me", json={"avatar_url": url}).status_code == 422, url
    assert alice.put("/auth/me", json={"avatar_url": ""}).json()["data"]["avatar_url"] is None


def test_the_life_of_a_kit(alice: Person) -> None:
    assert alice.get("/brand-kits/active").status_code == 404
    made = alice.post("/brand-kits", json=KIT)
    kit = made.json()["data"]
    assert made.status_code == 201 and kit["fonts"] == {"headline": "Anton", "body": "Montserrat"} and kit["is_active"]
    second = alice.post("/brand-kits", json={**KIT, "name": "Second"}).json()["data"]
    assert alice.post(f"/brand-kits/{second['id']}/activate").json()["data"]["is_active"]
    listed = alice.get("/brand-kits").json()["data"]
    assert (listed["total"], listed["active_id"]) == (2, second["id"]) and listed["brand_kits"][0]["id"] == second["id"]
    assert alice.get("/brand-kits/active").json()["data"]["id"] == second["id"]
    edit = {"tone": "casual", "fonts": {"headline": "Inter"}, "version": second["version"]}
    edited = alice.put(f"/brand-kits/{second['id']}", json=edit).json()["data"]
    assert edited["tone"] == "casual" and edited["fonts"] == {"headline": "Inter", "body": "Montserrat"}
    stale = alice.put(f"/brand-kits/{second['id']}", json=edit)
    assert (stale.status_code, stale.json()["error"]["code"]) == (409, "KIT_CHANGED")
    assert alice.delete(f"/brand-kits/{second['id']}").status_code == 200
    assert alice.get(f"/brand-kits/{second['id']}").status_code == 404
    assert alice.post(f"/brand-kits/{second['id']}/restore").json()["data"]["id"] == second["id"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"primary_colors": ["red"]}, "primary_colors"),
        ({"primary_colors": ["#12"]}, "primary_colors"),
        ({"primary_colors": []}, "primary_colors"),
        ({"accent_colors": ["#FFFFFF"] * 4}, "accent_colors"),
        ({"fonts": {"headline": "Wingdings"}}, "fonts"),
        ({"tone": "angry"}, "tone"),
        ({"name": ""}, "name"),
        ({"name": "n" * 101}, "name"),
        ({"style_reference": "s" * 501}, "style_reference"),
    ],
)
def test_a_kit_that_does_not_fit_names_the_field(alice: Person, change: dict[str, Any], field: str) -> None:
    kit = alice.post("/brand-kits", json=KIT).json()["data"]
    for answer in (
        alice.post("/brand-kits", json={**KIT, **change}),
        alice.put(f"/brand-kits/{kit['id']}", json=change),
    ):
        assert answer.status_code == 422
        assert list(answer.json()["error"]["details"]["fields"]) == [field]
    assert alice.get(f"/brand-kits/{kit['id']}").json()["data"] == kit


def test_logos_by_either_field_name(alice: Person, http: TestClient) -> None:
    kit = alice.post("/brand-kits", json=KIT).json()["data"]["id"]
    path = f"/brand-kits/{kit}/logos"
    file = {"file": ("l.png", picture(), "image/png")}
    assert alice.post(path, files=file, data={"logo_type": "icon"}).json()["data"]["type"] == "icon"
    assert alice.post(path, files=file, data={"type": "watermark"}).json()["data"]["type"] == "watermark"
    made = alice.post(path, files=file)
    assert made.status_code == 201 and {"type", "url", "content_type", "file_size", "filename"} <= set(
        made.json()["data"]
    )
    logos = alice.get(path).json()["data"]
    assert logos["brand_kit_id"] == kit and logos["logos"]["secondary"] is None
    address = logos["logos"]["primary"].removeprefix("http://localhost:3000")
    http.cookies.clear()
    image = http.get(address)
    assert image.status_code == 200 and Image.open(io.BytesIO(image.content)).format == "PNG"
    assert http.get(address.split("?")[0]).status_code == 404
    assert alice.delete(f"{path}/primary").status_code == 200 and http.get(address).status_code == 404
    assert alice.delete(f"{path}/primary").status_code == 404


def test_hostile_uploads_are_refused(alice: Person, world: World) -> None:
    kit = alice.post("/brand-kits", json=KIT).json()["data"]["id"]
    path = f"/brand-kits/{kit}/logos"
    for data, status in ((b"<svg onload=alert(1)>", 422), (b"", 422), (b"\x89PNG\r\n\x1a\n" + b"0" * 10_000_001, 413)):
        answer = alice.post(path, files={"file": ("l.png", data, "image/png")})
        assert answer.status_code == status, answer.text
    assert alice.post(path, data={"logo_type": "icon"}, files={"other": ("x", b"x")}).status_code == 422
    assert alice.post(path, json={"file": "x"}).status_code == 415
    bad = alice.post(path, files={"file": ("l.png", picture(), "image/png")}, data={"logo_type": "tattoo"})
    assert "logo_type" in bad.json()["error"]["details"]["fields"]
    names = ["../../etc/passwd", "a\x00b.png", "x" * 1000, "\u202egnp.exe", "🎮.png"]
    for name in names:
        assert alice.post(path, files={"file": (name, picture(), "image/png")}).status_code == 201
    world.carry()
    assert len(world.shelf.objects) == 1


def test_reading_a_kit_from_pictures(alice: Person) -> None:
    files = [
        ("files", (f"{n}.png", picture(color=c), "image/png")) for n, c in enumerate(["#d01030", "#1040d0", "#10b040"])
    ]
    read = alice.post("/brand-kits/analyze", files=files).json()["data"]
    assert read["primary_colors"] and all(set(s) == {"hex", "role", "share"} for s in read["colors"])
    assert alice.post("/brand-kits/analyze", files=files * 3).status_code == 422
    assert alice.get("/brand-kits").json()["data"]["total"] == 0


def test_from_request_to_download(http: TestClient, alice: Person, world: World) -> None:
    body = {
        "asset_type": "youtube_thumbnail",
        "title": "Live",
        "custom_prompt": "a cave",
        "seed": 3,
        "platform_context": {"platform": "twitch", "game_category": "Elden Ring", "stream_title": "x"},
    }
    accepted = alice.post("/generate", json=body, headers={"Idempotency-Key": "k"})
    job = accepted.json()["data"]
    assert accepted.status_code == 202 and (job["status"], job["asset_type"]) == ("queued", "thumbnail")
    again = alice.post("/generate", json=body, headers={"Idempotency-Key": "k"})
    assert again.headers["idempotent-replayed"] == "true" and again.json()["data"] == job
    other = alice.post("/generate", json={**body, "title": "X"}, headers={"Idempotency-Key": "k"})
    assert (other.status_code, other.json()["error"]["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")
    world.work()
    [asset] = alice.get(f"/jobs/{job['id']}/assets").json()["data"]["assets"]
    assert alice.get("/auth/me").json()["data"]["assets_generated_this_month"] == 1
    for format in ("png", "jpeg", "webp"):
        download = alice.get(f"/assets/{asset['id']}/download?format={format}").json()["data"]
        assert download["url"] == download["download_url"] and download["expires_at"].endswith("Z")
        file = http.get(download["url"].removeprefix("http://localhost:3000"))
        assert file.headers["content-type"] == f"image/{format}" and "attachment" in file.headers["content-disposition"]
        image = Image.open(io.BytesIO(file.content))
        assert (image.size, image.format) == ((1280, 720), format.upper())
        assert len(file.content) == download["file_size"]
    assert alice.get(f"/assets/{asset['id']}/download?format=gif").status_code == 422


def test_the_sixth_asset_is_refused_with_403(alice: Person) -> None:
    for _ in range(5):
        assert alice.post("/generate", json={"asset_type": "thumbnail"}).status_code == 202
    answer = alice.post("/generate", json={"asset_type": "thumbnail"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "ASSET_LIMIT_EXCEEDED")


def test_jobs_can_be_cancelled_and_tried_again(alice: Person) -> None:
    job = alice.post("/generate", json={"asset_type": "thumbnail"}).json()["data"]["id"]
    assert alice.post(f"/jobs/{job}/retry").status_code == 409
    assert alice.delete(f"/jobs/{job}").json()["data"]["status"] == "cancelled"
    refused = alice.delete(f"/jobs/{job}")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "JOB_NOT_CANCELLABLE")
    assert refused.json()["error"]["details"] == {"status": "cancelled"}
    assert alice.post(f"/jobs/{job}/retry").status_code == 202


def test_lists_come_in_pages(alice: Person) -> None:
    jobs = [
        alice.post("/generate", json={"asset_type": t}).json()["data"]["id"] for t in ("banner", "thumbnail", "banner")
    ]
    first = alice.get("/jobs?limit=2").json()
    assert first["meta"]["pagination"]["has_more"] and first["meta"]["pagination"]["total"] == 3
    rest = alice.get(f"/jobs?limit=2&cursor={first['meta']['pagination']['next_cursor']}").json()
    assert {j["id"] for j in first["data"]["jobs"] + rest["data"]["jobs"]} == set(jobs)
    assert not rest["meta"]["pagination"]["has_more"]
    assert alice.get("/jobs?asset_type=banner&status=queued").json()["data"]["total"] == 2
    data = alice.get("/jobs?limit=1&offset=2").json()["data"]
    assert (len(data["jobs"]), data["limit"], data["offset"], data["total"]) == (1, 1, 2, 3)


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=101",
        "limit=1000000000",
        "limit=-1",
        "limit=x",
        "limit=NaN",
        "offset=-1",
        "cursor=abc",
        "offset=99999999999999999999",
        "cursor=" + "a" * 401,
        "limit=1e9",
    ],
)
def test_pages_have_limits(alice: Person, query: str) -> None:
    for path in ("/jobs", "/assets"):
        assert alice.get(f"{path}?{query}").status_code == 422
    assert alice.get("/jobs?status=sleeping").status_code == alice.get("/assets?sort=random").status_code == 422
    assert alice.get("/assets?q=%00").status_code == alice.get("/jobs?asset_type=%00").status_code == 422


def test_an_asset_can_be_hidden_deleted_and_brought_back(alice: Person, owned: Belongings) -> None:
    path = f"/assets/{owned.asset_id}"
    assert not alice.put(f"{path}/visibility", json={"is_public": False}).json()["data"]["is_public"]
    assert alice.get("/assets?is_public=false").json()["data"]["total"] == 1
    assert alice.put(f"{path}/visibility", json={}).status_code == 422
    assert alice.get(f"/assets?q=HELL&asset_type=clip_cover&brand_kit_id={owned.kit_id}").json()["data"]["total"] == 1
    assert alice.delete(path).status_code == 200 and alice.get(path).status_code == 404
    assert alice.delete(path).status_code == 404
    assert alice.post(f"{path}/restore").json()["data"]["id"] == owned.asset_id
    assert alice.post(f"{path}/restore").status_code == 404


def test_the_catalogue_is_open_to_all(http: TestClient) -> None:
    data = http.get("/api/v1/catalog").json()["data"]
    assert {t["id"] for t in data["asset_types"]} >= {"thumbnail", "overlay", "banner", "story_graphic", "clip_cover"}
    assert data["fonts"] == sorted(FONTS) and [t["id"] for t in data["tiers"]] == list(TIERS)


def test_previews_are_drawn_for_anyone_and_stored_for_nobody(http: TestClient, alice: Person, world: World) -> None:
    http.cookies.clear()
    shown = http.post("/api/v1/previews", json={"title": "Hi", "colors": ["#112233"], "width": 64}).json()["data"]
    assert shown["image_url"].startswith("data:image/webp;base64,") and shown["width"] == 64
    kit = alice.post("/brand-kits", json=KIT).json()["data"]["id"]
    body = {"brand_kit_id": kit, "asset_type": "banner", "width": 64, "mode": "draft"}
    assert alice.post("/previews", json=body).status_code == 200
    http.cookies.clear()
    assert http.post("/api/v1/previews", json={"brand_kit_id": kit}).status_code == 404
    for wrong in (
        {"asset_type": "poster"},
        {"style": "x"},
        {"width": 10_000},
        {"width": 1},
        {"colors": ["red"]},
        {"tone": "x"},
        {"headline_font": "x"},
        {"seed": -1},
        {"seed": 2**31},
    ):
        assert http.post("/api/v1/previews", json=wrong).status_code == 422, wrong
    assert world.shelf.objects == {}


def test_under_compat_every_success_is_bare(
    http: TestClient, services: Services, owned: Belongings, alice: Person
) -> None:
    tried = 0
    # What is only there once it was made comes late, and what hides the asset last.
    for method, path, _ in sorted(operations(services), key=lambda o: ("visibility" in o[1], o[0] == "get")):
        left_out = re.search("auth|restore|admin|events|jobs/.*package|webhooks$", path)
        if not path.startswith("/api/v1/") or method == "delete" or left_out:
            continue
        filled, extra = fill(path, owned), options(method, path)
        http.cookies.clear()
        answer = http.request(method.upper(), f"/compat{filled}", headers=alice.headers, **extra)
        assert answer.status_code in (200, 201, 202, 409), (method, path, answer.text)
        body = answer.json()
        assert ("error" in body) == (answer.status_code == 409) and ("meta" in body) == ("error" in body), path
        tried += answer.status_code < 400
    assert tried >= 15
    assert http.get("/compat/api/v1/nowhere").json()["error"]["code"] == "NOT_FOUND"
    assert (
        "access_token"
        in http.post("/compat/api/v1/auth/login", json={"email": alice.email, "password": PASSWORD}).json()
    )


def test_two_people_do_not_mix(http: TestClient, owned: Belongings) -> None:
    bob = sign_up(http, "bob")
    for path in ("/jobs", "/assets", "/brand-kits"):
        assert bob.get(path).json()["data"]["total"] == 0
