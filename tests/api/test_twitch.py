"""The Twitch addresses: short names, packs, sizes."""

from __future__ import annotations

import io
import zipfile

from starlette.testclient import TestClient

from studio_app.catalog.asset_types import ASSET_TYPES
from tests.people import Person
from tests.world import World


def test_short_and_long_names_are_one_type(alice: Person, world: World) -> None:
    for name in ("panel", "twitch_panel"):
        body = {"asset_type": name, "text_overlay": "About", "game_id": "minecraft", "include_logo": False}
        job = alice.post("/twitch/generate", json=body)
        assert job.status_code == 202
        data = job.json()["data"]
        assert data["id"] == data["job_id"] and data["asset_type"] == "twitch_panel"
        whole = alice.get(f"/jobs/{data['id']}").json()["data"]
        assert whole["title"] == "About" and whole["platform_context"]["game_category"] == "Minecraft"
    wrong = alice.post("/twitch/generate", json={"asset_type": "hologram"})
    assert wrong.status_code == 422 and "asset_type" in wrong.json()["error"]["details"]["fields"]


def test_a_pack_from_order_to_zip(alice: Person, bob: Person, world: World) -> None:
    headers = {"Idempotency-Key": "pack"}
    body = {"pack_type": "starter", "title": "Mira", "style": "editorial"}
    ordered = alice.post("/twitch/packs", json=body, headers=headers)
    assert ordered.status_code == 202
    pack = ordered.json()["data"]
    assert (pack["pack_id"], pack["pack_type"], pack["status"], pack["assets"]) == (pack["id"], "starter", "queued", [])
    again = alice.post("/twitch/packs", json=body, headers=headers)
    assert again.json()["data"]["id"] == pack["id"] and again.headers["Idempotent-Replayed"] == "true"
    refused = alice.post("/twitch/packs", json=body)
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "ASSET_LIMIT_EXCEEDED")
    assert alice.get(f"/jobs/{pack['id']}/package").status_code == 404
    world.work()
    done = alice.get(f"/twitch/packs/{pack['id']}").json()["data"]
    assert (done["status"], done["progress"], done["completed_assets"], len(done["assets"])) == ("completed", 100, 5, 5)
    assert len(alice.get(f"/jobs/{pack['id']}/assets").json()["data"]["assets"]) == 5
    file = alice.get(f"/jobs/{pack['id']}/package")
    assert file.headers["content-type"] == "application/zip"
    assert file.headers["content-disposition"].startswith('attachment; filename="streamer-studio-starter-')
    assert "checklist.txt" in zipfile.ZipFile(io.BytesIO(file.content)).namelist()
    for address in (f"/twitch/packs/{pack['id']}", f"/jobs/{pack['id']}/package"):
        assert bob.get(address).status_code == 404


def test_what_is_no_pack_is_none(alice: Person) -> None:
    job = alice.post("/generate", json={"asset_type": "thumbnail"}).json()["data"]["id"]
    assert alice.get(f"/twitch/packs/{job}").status_code == 404


def test_sizes_are_public_and_those_of_the_catalogue(http: TestClient) -> None:
    found = http.get("/api/v1/twitch/dimensions").json()["data"]["dimensions"]
    by_type = {entry["asset_type"]: entry for entry in found}
    assert set(by_type) == {kind.id for kind in ASSET_TYPES.values() if "twitch" in kind.platforms}
    assert by_type["twitch_emote"]["export_size"] == "112x112" and by_type["twitch_emote"]["aspect_ratio"] == "1:1"
    assert by_type["overlay"]["aspect_ratio"] == "16:9"


def test_a_batch_by_either_name_of_its_fields(alice: Person) -> None:
    for body in (
        {"assets": [{"asset_type": "thumbnail", "title": "A", "variations": 2}]},
        {"items": [{"type": "thumbnail", "title": "A"}, {"type": "twitch_panel", "custom_prompt": None}]},
    ):
        batch = alice.post("/generate/batch", json=body).json()["data"]
        assert (batch["job_type"], batch["total_assets"], len(batch["jobs"])) == ("batch", 2, 2)
        listed = alice.get(f"/jobs?parent_job_id={batch['id']}").json()["data"]
        assert {job["parent_job_id"] for job in listed["jobs"]} == {batch["id"]} and listed["total"] == 2


def test_zero_and_sixteen_are_refused(alice: Person) -> None:
    for count in (0, 16):
        refused = alice.post("/generate/batch", json={"assets": [{"asset_type": "thumbnail"}] * count})
        assert (refused.status_code, refused.json()["error"]["code"]) == (422, "VALIDATION_ERROR")
    too_many = alice.post("/generate/batch", json={"assets": [{"asset_type": "thumbnail", "variations": 8}] * 2})
    assert too_many.status_code == 422 and "16" in too_many.json()["error"]["message"]
    assert alice.get("/jobs").json()["data"]["total"] == 0
