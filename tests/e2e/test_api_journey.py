"""The main job over plain HTTP against the started product, as a native client does it."""

from __future__ import annotations

import hashlib
import io
import time
import uuid
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from PIL import Image

from studio_app.imaging.colour import delta_e2000, from_hex
from tests.running import RunningApp

KIT = {
    "name": "Nova",
    "primary_colors": ["#7C3AED", "#EC4899"],
    "accent_colors": ["#FACC15"],
    "fonts": {"headline": "Anton", "body": "Montserrat"},
    "tone": "competitive",
}
DEADLINE = 20.0


@pytest.fixture
def client(app: RunningApp) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=app.url, timeout=30) as made:
        yield made


def signed_up(client: httpx.Client) -> dict[str, str]:
    body = {
        "email": f"api-{uuid.uuid4().hex[:10]}@example.com",
        "password": "correct horse battery",
        "display_name": "Nova",
    }
    answer = client.post("/api/v1/auth/signup", json=body)
    assert answer.status_code == 201, answer.text
    client.cookies.clear()
    return {"Authorization": f"Bearer {answer.json()['data']['access_token']}"}


def finished(client: httpx.Client, headers: dict[str, str], job_id: str) -> dict[str, Any]:
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        job: dict[str, Any] = client.get(f"/api/v1/jobs/{job_id}", headers=headers).json()["data"]
        if job["status"] in ("completed", "failed", "cancelled"):
            return job
        time.sleep(0.05)
    raise AssertionError(f"the job did not end within {DEADLINE} s: {job}")


def test_from_sign_up_to_a_downloaded_thumbnail_that_is_really_on_brand(client: httpx.Client) -> None:
    headers = signed_up(client)
    kit = client.post("/api/v1/brand-kits", json=KIT, headers=headers).json()["data"]
    wanted = {"asset_type": "thumbnail", "title": "One hand only", "style": "impact", "seed": 7}
    job = client.post("/api/v1/generate", json=wanted, headers=headers).json()["data"]
    done = finished(client, headers, job["id"])
    assert done["status"] == "completed", done
    listed = client.get(f"/api/v1/jobs/{job['id']}/assets", headers=headers).json()["data"]["assets"][0]
    asset = client.get(f"/api/v1/assets/{listed['id']}", headers=headers).json()["data"]
    assert asset["brand_kit_id"] == kit["id"]

    for format, kind in (("png", "PNG"), ("jpeg", "JPEG"), ("webp", "WEBP")):
        link = client.get(
            f"/api/v1/assets/{asset['id']}/download", params={"format": format}, headers=headers
        ).json()["data"]
        file = client.get(link["url"])
        assert file.headers["content-disposition"].startswith("attachment")
        picture = Image.open(io.BytesIO(file.content))
        assert (picture.format, picture.size) == (kind, (1280, 720))
        assert len(file.content) == link["file_size"] <= 2_000_000
        if format == "png":
            assert hashlib.sha256(file.content).hexdigest() == asset["sha256"]
            check_brand(picture.convert("RGB"), asset["layout"])


def check_brand(picture: Image.Image, layout: dict[str, Any]) -> None:
    """The kit's colours stand where the template says they stand, and the title's box is not empty."""
    points = layout["exact_colors"]
    assert points
    assert {hex for hex, _, _ in points} >= {color.lower() for color in KIT["primary_colors"]}
    for hex, x, y in points:
        found = picture.getpixel((round(x), round(y)))
        rgb = tuple(channel / 255 for channel in found)  # type: ignore[union-attr]
        assert delta_e2000(rgb, from_hex(hex)) < 3, (hex, x, y, found)  # type: ignore[arg-type]
    title = next(run for run in layout["runs"] if run["role"] == "title")
    box = title["box"]
    crop = picture.crop((round(box["x"]), round(box["y"]), round(box["x"] + box["width"]),
                         round(box["y"] + box["height"])))  # fmt: skip
    levels = crop.convert("L").getextrema()
    assert levels[1] - levels[0] > 120, "the title's letters stand out from what is behind them"


def test_the_same_over_the_bare_api_for_older_clients(client: httpx.Client) -> None:
    headers = signed_up(client)
    job = client.post(
        "/compat/api/v1/generate", json={"asset_type": "youtube_thumbnail", "title": "Old client"}, headers=headers
    ).json()
    assert job["job_id"] == job["id"]
    finished(client, headers, job["id"])
    assert client.get("/compat/api/v1/assets", headers=headers).json()["total"] == 1


def test_a_share_link_answers_pictures_pages_and_strangers(client: httpx.Client) -> None:
    headers = signed_up(client)
    job = client.post("/api/v1/generate", json={"asset_type": "clip_cover", "title": "Clutch"}, headers=headers)
    finished(client, headers, job.json()["data"]["id"])
    asset = client.get("/api/v1/assets", headers=headers).json()["data"]["assets"][0]
    bare = client.get(asset["shareable_url"])
    assert bare.headers["content-type"] == "image/png"
    page = client.get(asset["shareable_url"], headers={"Accept": "text/html"})
    assert f'content="{asset["url"]}"' in page.text
    assert "og:image" in page.text
    client.put(f"/api/v1/assets/{asset['id']}/visibility", json={"is_public": False}, headers=headers)
    assert client.get(asset["shareable_url"]).status_code == 404
    assert client.get(asset["url"]).status_code == 404, "the address given out before is dead"


def test_pages_are_prerendered_and_unknown_ones_say_so(client: httpx.Client) -> None:
    home = client.get("/")
    assert "<h1" in home.text
    assert "Go live looking" in home.text
    assert 'property="og:title"' in home.text
    assert "script-src 'self' 'sha256-" in home.headers["content-security-policy"]
    assert "'unsafe-eval'" not in home.headers["content-security-policy"]
    assert client.get("/no/such/page").status_code == 404
    assert client.get("/login", follow_redirects=False).status_code == 200


def test_health_names_every_dependency(client: httpx.Client) -> None:
    body = client.get("/health").json()
    assert body["status"] == "ok"
    assert set(body["dependencies_status"]) == {"database", "queue", "storage", "image_model", "renderer"}


def test_the_api_documentation_needs_no_other_host(client: httpx.Client) -> None:
    page = client.get("/api/docs")
    assert page.status_code == 200
    assert "https://" not in page.text
    for name in ("swagger-ui-bundle.js", "swagger-ui.css", "start.js"):
        assert client.get(f"/api/docs/{name}").status_code == 200
