"""Mail on the web: the outbox of a developer's own machine, and ending a kind of mail without a sign-in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from studio_app.core.actor import System
from studio_app.core.config import Settings
from studio_app.db.models import User
from studio_app.features.mails.service import post_mail
from tests.api.conftest import checked_client
from tests.conftest import make_settings, make_world
from tests.people import Person
from tests.world import World

SECRET = "a secret of the tests, long enough to be one"


@pytest.mark.parametrize(("change", "shown"), [
    ({}, True), ({"app_env": "staging", "jwt_secret_key": SECRET}, False), ({"smtp_host": "mail.example.com"}, False),
    ({"public_url": "http://studio.lan:3000", "jwt_secret_key": SECRET}, False), ({"api_host": "0.0.0.0"}, False),
])  # fmt: skip
def test_the_outbox_is_for_the_developer_alone(change: dict[str, str], shown: bool) -> None:
    assert Settings(_env_file=None, **change).shows_outbox is shown  # type: ignore[arg-type,call-arg]


def test_mails_are_listed_and_read(http: TestClient, alice: Person, world: World) -> None:
    world.carry()
    page = http.get("/dev/outbox")
    assert page.status_code == 200 and alice.email in page.text
    found = re.search(r'href="(/dev/outbox/[^"]+)"', page.text)
    assert found
    letter = http.get(found[1])
    assert "/verify#" in letter.text and "script" not in letter.headers["content-security-policy"]
    html = http.get(f"{found[1]}/html")
    assert html.headers["content-security-policy"].startswith("sandbox") and "Confirm my e-mail" in html.text
    for wrong in ("/dev/outbox/nonsense", "/dev/outbox/..%2f..%2fstudio.db"):
        assert http.get(wrong).status_code == 404


def test_a_page_that_was_led_here_under_another_name_sees_nothing(http: TestClient, alice: Person) -> None:
    assert http.get("/dev/outbox", headers={"host": "evil.example:3000"}).status_code == 404


@pytest.fixture
def elsewhere(tmp_path: Path, database_url: str) -> Iterator[TestClient]:
    world = make_world(make_settings(tmp_path, database_url, public_url="https://studio.example"))
    with checked_client(world, "https://studio.example") as client:
        yield client
    world.close()


def test_there_is_no_outbox_elsewhere(elsewhere: TestClient) -> None:
    assert elsewhere.get("/dev/outbox").status_code == 404


def test_one_press_ends_one_kind_of_mail(http: TestClient, alice: Person, world: World) -> None:
    def send() -> int:
        with world.services.uow.write(System.WORKER) as tx:
            post_mail(tx, "assets_expiring", alice.user_id, {"count": 1, "day": "3 December 2026", "names": ""})
        return len([mail for mail in world.mails(alice.email) if "asset goes" in mail.subject])

    assert send() == 1
    [mail] = [mail for mail in world.mails(alice.email) if "asset goes" in mail.subject]
    path = mail.unsubscribe.removeprefix("http://localhost:3000")
    assert path in mail.text and path in mail.html
    assert "No more of these mails?" in http.get(path).text
    assert send() == 2  # looking at the page ends nothing
    done = http.post(path, content="List-Unsubscribe=One-Click", headers={
        "content-type": "application/x-www-form-urlencoded",
    })  # fmt: skip
    assert done.status_code == 200 and "Done." in done.text
    assert send() == 2
    [user] = world.rows(User, User.id == alice.user_id)
    assert user.muted_mails == ["assets"]
    chosen = alice.put("/auth/notifications", json={"topics": {"assets": True}}).json()["data"]["topics"]
    assert {entry["topic"]: entry["wanted"] for entry in chosen} == {
        "jobs": True, "assets": True, "plan": True, "webhooks": True,
    }
    assert send() == 3  # the one that was muted is gone for good
    assert alice.put("/auth/notifications", json={"topics": {"security": False}}).status_code == 422


@pytest.mark.parametrize("change", ["x", "-", "security", ""])
def test_an_address_that_is_not_ours_ends_nothing(http: TestClient, alice: Person, world: World, change: str) -> None:
    real = world.services.mail_choices.unsubscribe_address(alice.user_id, "jobs").rpartition("/")[2]
    for token in (real + change if change else real[:-1], real.replace("jobs", change or "assets")):
        for method in ("GET", "POST"):
            assert http.request(method, f"/unsubscribe/{token}").status_code == 404
    assert world.rows(User, User.id == alice.user_id)[0].muted_mails == []
