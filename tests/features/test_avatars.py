"""A person's picture: square, small, public, gone with its successor and with its person."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from starlette.testclient import TestClient

from studio_app.core.actor import Client, System
from studio_app.imaging.decode import ImageRejected
from tests.people import PASSWORD, Person
from tests.world import World, picture


def test_the_middle_becomes_a_square_and_the_one_before_goes(either_scripted: World) -> None:
    world, actor = either_scripted, either_scripted.person()
    first = world.services.avatars.put(actor, picture(640, 360))
    assert first.avatar_url and first.avatar_url.startswith("http://localhost:3000/media/avatars/")
    [key] = world.shelf.objects
    made = Image.open(io.BytesIO(world.shelf.objects[key]))
    assert (made.format, made.size) == ("WEBP", (256, 256)) and not made.getexif()
    second = world.services.avatars.put(actor, picture(color="#ff0000", kind="JPEG"))
    world.carry()
    assert second.avatar_url != first.avatar_url and len(world.shelf.objects) == 1
    assert world.services.avatars.remove(actor).avatar_url is None
    world.carry()
    assert world.shelf.objects == {}


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"GIF89a" + b"\0" * 30, picture(500, 500)[:-40]])
def test_what_is_no_picture_changes_nothing(scripted: World, data: bytes) -> None:
    actor = scripted.person()
    before = scripted.services.avatars.put(actor, picture())
    with pytest.raises(ImageRejected):
        scripted.services.avatars.put(actor, data)
    with scripted.services.uow.read(actor) as tx:
        assert scripted.services.accounts.me(tx, actor).avatar_url == before.avatar_url
    assert len(scripted.shelf.objects) == 1


def test_anyone_sees_it_until_its_person_leaves(scripted: World) -> None:
    actor = scripted.person()
    scripted.services.avatars.put(actor, picture())
    [key] = scripted.shelf.objects
    with scripted.services.uow.read(System.WORKER) as tx:
        assert scripted.services.avatars.media(tx, key) is not None
        assert scripted.services.avatars.media(tx, key + "x") is None
    scripted.services.accounts.close(actor, PASSWORD, Client())
    with scripted.services.uow.read(System.WORKER) as tx:
        assert scripted.services.avatars.media(tx, key) is None


def test_over_the_api(http: TestClient, alice: Person) -> None:
    answer = alice.post("/auth/me/avatar", files={"file": ("me.png", picture(), "image/png")})
    url = answer.json()["data"]["avatar_url"]
    shown = http.get(url.removeprefix("http://localhost:3000"))
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/webp")
    assert "immutable" in shown.headers["cache-control"]
    assert alice.delete("/auth/me/avatar").json()["data"]["avatar_url"] is None
    assert http.get(url.removeprefix("http://localhost:3000")).status_code == 404
