"""Shared pictures and stored files: who sees them, for how long, and with which headers."""

from __future__ import annotations

import io
import re
import uuid
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from PIL import Image
from starlette.testclient import TestClient

from studio_app.db.models import AssetFile
from tests.api.conftest import Belongings
from tests.people import PASSWORD, Person
from tests.world import World, picture

PAGE = {"Accept": "text/html,application/xhtml+xml"}
FOREVER = "public, max-age=31536000, immutable"


def path_of(url: str) -> str:
    return url.removeprefix("http://localhost:3000")


def main_address(alice: Person, owned: Belongings) -> str:
    return path_of(alice.get(f"/assets/{owned.asset_id}").json()["data"]["url"])


def test_anyone_may_see_a_public_picture(http: TestClient, owned: Belongings, alice: Person) -> None:
    http.cookies.clear()
    address = main_address(alice, owned)
    image = http.get(address)
    assert Image.open(io.BytesIO(image.content)).size == (1280, 720)
    assert image.headers["cache-control"] == FOREVER and image.headers["content-type"] == "image/png"
    assert image.headers["content-security-policy"] == "sandbox; default-src 'none'"
    shared = http.get(f"/asset/{owned.asset_id}", headers={"Accept": "image/*"})
    assert shared.content == image.content and shared.headers["cache-control"] == "public, max-age=60"
    assert "accept" in shared.headers["vary"].lower()
    assert http.head(f"/asset/{owned.asset_id}").status_code == http.head(address).status_code == 200


def test_browsers_get_a_page_around_it(http: TestClient, owned: Belongings) -> None:
    http.cookies.clear()
    page = http.get(f"/asset/{owned.asset_id}", headers=PAGE)
    assert (
        page.headers["content-type"].startswith("text/html") and page.headers["cache-control"] == "public, max-age=60"
    )
    assert 'property="og:image"' in page.text and "Hello" in page.text and "<script" not in page.text
    assert "script-src" not in page.headers["content-security-policy"]
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_hostile_words_are_only_words(http: TestClient, alice: Person, world: World) -> None:
    nasty = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
    alice.put("/auth/me", json={"display_name": "<b>A</b>{{7*7}}"})
    alice.post("/generate", json={"asset_type": "clip_cover", "title": nasty, "style": "editorial"})
    world.work()
    asset = alice.get("/assets").json()["data"]["assets"][0]
    page = http.get(f"/asset/{asset['id']}", headers=PAGE)
    assert page.status_code == 200 and "<script" not in page.text and "<img src=x" not in page.text
    assert "<b>A" not in page.text and "49" not in re.sub(r"[0-9a-f-]{36}|\d{3,}", "", page.text).split("A&lt;")[0][-5:]


def test_the_public_document_says_little(http: TestClient, owned: Belongings) -> None:
    http.cookies.clear()
    data = http.get(f"/api/v1/asset/{owned.asset_id}").json()["data"]
    assert not {"user_id", "prompt_used", "generation_params", "job_id", "brand_kit_id", "layout"} & set(data)


def test_a_private_picture_is_its_owners(http: TestClient, owned: Belongings, alice: Person, bob: Person) -> None:
    before = main_address(alice, owned)
    alice.put(f"/assets/{owned.asset_id}/visibility", json={"is_public": False})
    share = f"/asset/{owned.asset_id}"
    http.cookies.clear()
    for headers in ({}, bob.headers, {"Authorization": "Bearer x"}):
        for accept in ({"Accept": "image/*"}, PAGE):
            answer = http.get(share, headers={**headers, **accept})
            unknown = http.get(f"/asset/{uuid.uuid4()}", headers={**headers, **accept})
            assert answer.status_code == unknown.status_code == 404
            if accept is not PAGE:
                assert answer.json()["error"] == unknown.json()["error"]
            assert "public" not in answer.headers["cache-control"]
    assert http.get(before).status_code == 404
    assert http.get(f"/api/v1/asset/{owned.asset_id}").status_code == 404
    own = http.get(share, headers={**alice.headers, "Accept": "image/*"})
    assert own.status_code == 200 and own.headers["cache-control"] == "private, no-store"
    page = http.get(share, headers={**alice.headers, **PAGE})
    assert page.status_code == 200 and page.headers["cache-control"] == "private, no-store"


def test_a_signed_address_ends_and_covers_all_its_parts(
    http: TestClient, owned: Belongings, alice: Person, world: World
) -> None:
    alice.put(f"/assets/{owned.asset_id}/visibility", json={"is_public": False})
    address = main_address(alice, owned)
    http.cookies.clear()
    assert http.get(address).headers["cache-control"] == "private, max-age=3600"
    split = urlsplit(address)
    query = dict(parse_qsl(split.query))

    def status(path: str = split.path, **changes: Any) -> int:
        return int(http.get(f"{path}?{urlencode({**query, **changes})}").status_code)

    other = next(f.object_key for f in world.rows(AssetFile) if f.object_key not in split.path)
    assert status() == 200
    assert status(e=int(query["e"]) + 3600) == status(e=0) == 404
    assert status(s=query["s"][:-1] + ("A" if query["s"][-1] != "A" else "B")) == status(s="") == 404
    assert status(name="evil.html") == 404
    assert status(f"/media/{other}") == 404
    assert http.get(split.path).status_code == 404
    assert status(e="x") == status(e=-1) == status(e=2**60) == 422
    stale, _ = world.services.links.signed(split.path.removeprefix("/media/"), world.clock.now.replace(year=2020))
    assert http.get(path_of(stale)).status_code == 404


def test_a_download_is_named_and_never_shown_in_place(http: TestClient, alice: Person, world: World) -> None:
    alice.post("/generate", json={"asset_type": "clip_cover", "title": 'a"; x=\r\nSet-Cookie: b', "style": "editorial"})
    world.work()
    asset = alice.get("/assets").json()["data"]["assets"][0]
    download = alice.get(f"/assets/{asset['id']}/download").json()["data"]
    http.cookies.clear()
    file = http.get(path_of(download["url"]))
    assert re.fullmatch(r'attachment; filename="[a-z0-9-]+\.png"', file.headers["content-disposition"])
    assert "set-cookie" not in file.headers and file.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "key",
    ["", "x", "../studio.db", "..%2fstudio.db", "assets/", "%00", "assets/%00.png", "a" * 3000, "//etc/passwd", "é"],
)
def test_made_up_addresses_lead_nowhere(http: TestClient, key: str) -> None:
    assert http.get(f"/media/{key}").status_code == 404
    assert http.get(f"/asset/{key}").status_code in (404, 405)


def test_a_deleted_picture_is_gone_at_once(http: TestClient, owned: Belongings, alice: Person) -> None:
    address = main_address(alice, owned)
    alice.delete(f"/assets/{owned.asset_id}")
    http.cookies.clear()
    for path in (address, f"/asset/{owned.asset_id}", f"/api/v1/asset/{owned.asset_id}"):
        assert http.get(path, headers=alice.headers).status_code == 404, path


def test_bytes_that_are_lost_are_a_404(http: TestClient, owned: Belongings, alice: Person, world: World) -> None:
    address = main_address(alice, owned)
    world.shelf.objects.clear()
    assert http.get(address).json()["error"]["code"] == "NOT_FOUND"
    world.shelf.down = True
    assert http.get(address).status_code == 503


def test_old_addresses_of_an_assets_page_lead_to_the_new_one(http: TestClient) -> None:
    ident = uuid.uuid4()
    answer = http.get(f"/assets/{ident}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, f"/library/{ident}")


@pytest.mark.parametrize(("scopes", "seen"), [(["read"], 200), (["generate"], 404)])
def test_a_key_that_may_not_read_sees_no_private_picture(
    http: TestClient, alice: Person, owned: Belongings, world: World, scopes: list[str], seen: int
) -> None:
    world.verify(alice.user_id)
    made = alice.post("/auth/keys", json={"name": "bot", "scopes": scopes, "password": PASSWORD}).json()["data"]
    alice.put(f"/assets/{owned.asset_id}/visibility", json={"is_public": False})
    headers = {"Authorization": f"Bearer {made['key']}", "Accept": "image/*"}
    http.cookies.clear()
    assert http.get(f"/asset/{owned.asset_id}", headers={"Accept": "image/*"}).status_code == 404
    assert http.get(f"/asset/{owned.asset_id}", headers=headers).status_code == seen


def test_signed_addresses_of_a_closed_account_show_nothing(
    http: TestClient, alice: Person, owned: Belongings, world: World
) -> None:
    kit = alice.post("/brand-kits", json={"name": "Nova", "primary_colors": ["#7C3AED"]}).json()["data"]["id"]
    picture_ = {"file": ("a.png", picture(), "image/png")}
    logo = alice.post(f"/brand-kits/{kit}/logos", files=picture_, data={"logo_type": "icon"}).json()["data"]
    reference = alice.post("/references", files=picture_, data={"role": "style"}).json()["data"]
    addresses = [path_of(told["url"]) for told in (logo, reference)]
    assert [http.get(address).status_code for address in addresses] == [200, 200]
    gone = alice.delete("/auth/me", json={"password": PASSWORD, "confirmation": "DELETE"})
    assert gone.status_code == 200
    assert [http.get(address).status_code for address in addresses] == [404, 404]
