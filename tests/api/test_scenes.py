"""Scenes, scores, exports, references and thumbs over HTTP: shapes as documented, strangers outside."""

from __future__ import annotations

import io
import uuid
from typing import Any

import pytest
from PIL import Image
from starlette.testclient import TestClient

from studio_app.core.actor import Actor
from tests.people import Person
from tests.world import World


@pytest.fixture
def asset(world: World, alice: Person) -> str:
    actor = Actor(alice.user_id, uuid.uuid4())
    return str(world.made(actor, "Words").id)


ROUTES: tuple[tuple[str, str, dict[str, Any] | None], ...] = (
    ("GET", "/scene", None), ("PATCH", "/scene", {"edits": {}}), ("POST", "/scene/preview", {"edits": {}}),
    ("GET", "/revisions", None), ("POST", "/revisions/1/restore", None), ("POST", "/score", None),
    ("GET", "/score", None), ("GET", "/scores", None), ("POST", "/fixes", {"index": 0}),
    ("PUT", "/feedback", {"rating": 1}), ("GET", "/feedback", None), ("DELETE", "/feedback", None),
    ("GET", "/preflight", None),
    ("GET", "/package", None), ("GET", "/download?format=avif", None),
)


@pytest.mark.parametrize(("method", "path", "body"), ROUTES, ids=lambda value: str(value)[:30])
def test_a_strangers_answer_is_that_of_an_id_which_does_not_exist(
    http: TestClient, asset: str, bob: Person, method: str, path: str, body: dict[str, Any] | None
) -> None:
    answers = [
        http.request(method, f"/api/v1/assets/{ident}{path}", json=body, headers=bob.headers)
        for ident in (asset, uuid.uuid4())
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json()["error"] == answers[1].json()["error"]


def test_a_scene_is_read_edited_and_brought_back(http: TestClient, asset: str, alice: Person) -> None:
    base = f"/api/v1/assets/{asset}"
    scene = http.get(f"{base}/scene", headers=alice.headers).json()["data"]
    assert scene["revision"] == 1 and scene["scene"]["brief"]["title"] == "Words"
    assert "logo_key" not in scene["scene"]
    edited = http.patch(
        f"{base}/scene", json={"edits": {"title": {"text": "New"}}, "revision": 1}, headers=alice.headers
    ).json()["data"]
    assert (edited["title"], edited["revision"]) == ("New", 2)
    late = http.patch(f"{base}/scene", json={"edits": {}, "revision": 1}, headers=alice.headers)
    assert (late.status_code, late.json()["error"]["code"]) == (409, "SCENE_CHANGED")
    wrong = http.patch(f"{base}/scene", json={"edits": {"title": {"scale": 50}}}, headers=alice.headers)
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (422, "EDIT_REJECTED")
    assert list(wrong.json()["error"]["details"]["fields"]) == ["title.scale"]
    found = http.get(f"{base}/revisions", headers=alice.headers).json()["data"]["revisions"]
    assert [revision["number"] for revision in found] == [2, 1]
    back = http.post(f"{base}/revisions/1/restore", headers=alice.headers).json()["data"]
    assert (back["title"], back["revision"]) == ("Words", 3)
    shown = http.post(f"{base}/scene/preview", json={"edits": {}, "width": 320}, headers=alice.headers).json()["data"]
    assert shown["image_url"].startswith("data:image/webp;base64,") and shown["width"] == 320


def test_a_score_explains_itself(http: TestClient, asset: str, alice: Person) -> None:
    base = f"/api/v1/assets/{asset}"
    assert http.get(f"{base}/score", headers=alice.headers).status_code == 404
    score = http.post(f"{base}/score", headers=alice.headers).json()["data"]
    assert 0 <= score["viral_score"] <= 100 and score["parts"] and score["consistency"]["parts"]
    assert http.get(f"{base}/score", headers=alice.headers).json()["data"] == score
    points = http.get(f"{base}/scores", headers=alice.headers).json()["data"]["scores"]
    assert [point["viral_score"] for point in points] == [score["viral_score"]]
    assert http.get(base, headers=alice.headers).json()["data"]["viral_score"] == score["viral_score"]


def test_thumbs(http: TestClient, asset: str, alice: Person) -> None:
    base = f"/api/v1/assets/{asset}/feedback"
    assert http.get(base, headers=alice.headers).status_code == 404
    assert http.put(base, json={"rating": 3}, headers=alice.headers).status_code == 422
    given = http.put(base, json={"rating": -1, "reason": "text"}, headers=alice.headers)
    assert given.json()["data"]["reason"] == "text"
    assert http.get(base, headers=alice.headers).json()["data"]["rating"] == -1
    for _ in range(2):
        assert http.delete(base, headers=alice.headers).status_code == 200
    assert http.get(base, headers=alice.headers).status_code == 404


def test_deliveries(http: TestClient, asset: str, alice: Person) -> None:
    base = f"/api/v1/assets/{asset}"
    report = http.get(f"{base}/preflight", headers=alice.headers).json()["data"]
    assert report["passed"] and report["files"]
    package = http.get(f"{base}/package", headers=alice.headers).json()["data"]
    answer = http.get(package["url"])
    assert answer.status_code == 200 and answer.content[:2] == b"PK"
    assert answer.headers["content-type"] == "application/zip"
    marked = http.get(f"{base}/download?format=jpeg&provenance=keep", headers=alice.headers).json()["data"]
    assert b"digitalsourcetype" in http.get(marked["url"]).content
    for query in ("size=1x1", "size=abc", "effect=spin", "effect=fly", "format=bmp"):
        assert http.get(f"{base}/download?{query}", headers=alice.headers).status_code == 422


def test_references_belong_to_their_owner_and_carry_no_metadata(
    http: TestClient, alice: Person, bob: Person
) -> None:
    image = Image.new("RGB", (300, 200), "red")
    exif = image.getexif()
    exif[0x010E] = "SECRET-PLACE"
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=exif)
    given = http.post("/api/v1/references", files={"file": ("me.jpg", buffer.getvalue())}, headers=alice.headers)
    assert given.status_code == 201
    reference = given.json()["data"]
    assert (reference["width"], reference["height"], reference["filename"]) == (300, 200, "me.jpg")
    stored = http.get(reference["url"])
    assert stored.status_code == 200 and b"SECRET-PLACE" not in stored.content
    again = http.post("/api/v1/references", files={"file": ("me.jpg", buffer.getvalue())}, headers=alice.headers)
    assert again.json()["data"]["id"] == reference["id"]
    assert http.get("/api/v1/references", headers=bob.headers).json()["data"]["references"] == []
    assert http.delete(f"/api/v1/references/{reference['id']}", headers=bob.headers).status_code == 404
    use = {"asset_type": "thumbnail", "references": [{"id": reference["id"], "role": "subject"}]}
    assert http.post("/api/v1/generate", json=use, headers=bob.headers).status_code == 404
    assert http.post("/api/v1/generate", json=use, headers=alice.headers).status_code == 202
    preview = {"photo_id": reference["id"], "title": "Me"}
    assert http.post("/api/v1/previews", json=preview, headers=bob.headers).status_code == 404
    assert http.post("/api/v1/previews", json=preview).status_code == 404
    assert http.post("/api/v1/previews", json=preview, headers=alice.headers).status_code == 200
    assert http.delete(f"/api/v1/references/{reference['id']}", headers=alice.headers).status_code == 200
    assert http.get(reference["url"]).status_code == 404


def test_pictures_that_are_none_are_refused(http: TestClient, alice: Person) -> None:
    for data in (b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a....", b"not a picture"):
        answer = http.post("/api/v1/references", files={"file": ("x.png", data)}, headers=alice.headers)
        assert answer.status_code == 422 and answer.json()["error"]["code"] == "IMAGE_REJECTED"


def test_every_wish_reaches_the_scene(world: World, http: TestClient, alice: Person) -> None:
    body = {
        "asset_type": "thumbnail", "title": "Me", "style": "reaction", "subtitle": "and you",
        "items": ["One", " ", "Two"],
        "hook": "question", "brand_customization": {"primary_colors": ["#112233"], "tone": "casual"},
    }
    job = http.post("/api/v1/generate", json=body, headers=alice.headers).json()["data"]["id"]
    world.work()
    asset = http.get(f"/api/v1/jobs/{job}/assets", headers=alice.headers).json()["data"]["assets"][0]
    brief = http.get(f"/api/v1/assets/{asset['id']}/scene", headers=alice.headers).json()["data"]["scene"]["brief"]
    assert brief["items"] == ["One", "Two"] and brief["subtitle"] == "and you"
    assert brief["kit"]["colors"][0] == "#112233" and brief["kit"]["tone"] == "casual"


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"hook": "magic"}, "hook"), ({"items": ["x"] * 9}, "items"), ({"items": ["x" * 81]}, "items"),
        ({"subtitle": "x" * 141}, "subtitle"), ({"brand_customization": {"primary_colors": ["red"]}}, "primary_colors"),
        ({"brand_customization": {"tone": "angry"}}, "tone"),
    ],
)
def test_wishes_that_cannot_be_are_refused(http: TestClient, alice: Person, wish: dict[str, Any], field: str) -> None:
    answer = http.post("/api/v1/generate", json={"asset_type": "thumbnail", **wish}, headers=alice.headers)
    assert answer.status_code == 422 and field in answer.json()["error"]["details"]["fields"]
    assert http.get("/api/v1/jobs", headers=alice.headers).json()["data"]["total"] == 0


def test_results_of_prompt_versions_are_for_administrators(http: TestClient, alice: Person) -> None:
    assert http.get("/api/v1/admin/prompt-versions", headers=alice.headers).status_code == 403
