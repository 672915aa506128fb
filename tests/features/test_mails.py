"""What is mailed, to whom, how often, and what happens while no mail can go."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.adapters.jobs.inline import InlineQueue
from studio_app.adapters.offload.inline import InlineOffload
from studio_app.bootstrap import build_services
from studio_app.catalog.mails import MAILS, TOPICS
from studio_app.core.actor import Actor, Client, System
from studio_app.db.models import Asset, OutboxMessage, User
from studio_app.features.mails import rules
from studio_app.features.mails.service import post_mail
from studio_app.ports.image_generation import ContentBlocked
from studio_app.ports.mail import Mail, MailRefused, MailUnavailable
from tests.conftest import make_settings
from tests.features.test_batches import batch, on_plan
from tests.world import Moving, Painter, Shelf, World

FACTS: dict[str, dict[str, Any]] = {
    "password_changed": {"at": "now", "ended": "All."}, "new_sign_in": {"device": "d", "at": "now", "place": ""},
    "session_reused": {"at": "now"}, "sign_in_linked": {"provider": "Google", "at": "now"},
    "sign_in_unlinked": {"provider": "Google", "at": "now"}, "second_step": {"state": "on", "at": "now"},
    "api_key_made": {"name": "n", "at": "now", "scopes": "read"}, "account_closing": {"day": "1 May"},
    "export_ready": {"until": "1 May"}, "job_done": {"subject": "s", "heading": "h", "line": "l"},
    "assets_expiring": {"count": 2, "day": "1 May", "names": "“a”"}, "webhook_off": {"url": "u", "reason": "r"},
    "month_near_used": {"used": 8, "most": 10, "left": 2, "day": "1 May"},
    "recovery_codes": {"at": "now"}, "password_guessed": {"count": 5}, "second_step_reached": {"count": 5},
    "webhook_added": {"host": "h.example", "at": "now", "verb": "added"},
    "month_all_used": {"used": 10, "most": 10, "left": 0, "day": "1 May"},
}  # fmt: skip


class Postman:
    """A delivery that follows a script, then delivers."""

    def __init__(self) -> None:
        self.script: list[Exception] = []
        self.tried: list[Mail] = []
        self.delivered: list[Mail] = []

    def send(self, mail: Mail) -> None:
        self.tried.append(mail)
        if self.script:
            raise self.script.pop(0)
        self.delivered.append(mail)


@pytest.fixture
def posted(tmp_path: Path, database_url: str) -> Iterator[tuple[World, Postman]]:
    postman, clock = Postman(), Moving()
    services = build_services(
        make_settings(tmp_path, database_url), painter=Painter(), storage=Shelf(), queue=InlineQueue(),
        offload=InlineOffload(), mail=postman, clock=clock, password_rounds=4,
    )
    made = World(services, clock)
    yield made, postman
    made.close()


@pytest.mark.parametrize("mail_id", sorted(MAILS))
def test_every_mail_says_the_same_in_both_forms(mail_id: str) -> None:
    said = rules.compose(MAILS[mail_id], "Nova", "https://s.example/x#y", FACTS.get(mail_id, {}), "https://s.example",
                         "https://s.example/unsubscribe/t" if MAILS[mail_id].topic else "")
    for form in (said.text, said.html):
        assert "Nova" in form and "https://s.example/x#y" in form and "{{" not in form and "{%" not in form
        assert ("unsubscribe" in form) == bool(MAILS[mail_id].topic)
    assert said.subject and "\n" not in said.subject and said.html.startswith("<!doctype html>")
    words = re.sub(r"\W+", " ", re.sub(r"<[^>]+>", " ", said.html))
    for line in said.text.split("\n"):
        if line and "http" not in line and not line.startswith("--"):
            assert re.sub(r"\W+", " ", line).strip() in words, line


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_people_wrote_is_text_in_both_forms(name: str, key: str) -> None:
    facts = {"name": f"<b>{key}</b>{{{{7*7}}}}", "at": "now", "scopes": "read"}
    said = rules.compose(MAILS["api_key_made"], f"<i>{name}", "https://s/x", facts, "https://s", "")
    assert "<b>" not in said.html and "<i>" not in said.html and "&lt;b&gt;" in said.html
    assert "49" not in said.text.replace(key, "") or ("49" in name and "{{7*7}}" in said.text)
    assert f"<b>{key}</b>{{{{7*7}}}}" in said.text


@given(st.integers(0, 1000))
def test_waits_grow_up_to_two_hours(attempts: int) -> None:
    assert rules.wait(attempts) <= rules.wait(attempts + 1) <= rules.wait(10_000)
    assert rules.wait(10_000).total_seconds() == 7200


def test_while_the_mail_server_is_away_nothing_is_lost_and_nothing_comes_twice(posted: tuple[World, Postman]) -> None:
    world, postman = posted
    postman.script = [MailUnavailable() for _ in range(6)]
    world.person(verified=False)  # signing up does not wait for it
    for _ in range(60):
        world.carry()
        world.clock.forward(minutes=2)
    [mail] = postman.delivered
    assert "Confirm your e-mail" in mail.subject and len(postman.tried) == 7
    assert len({tried.message_id for tried in postman.tried}) == 1


def test_a_mailbox_that_does_not_want_it_is_asked_once(posted: tuple[World, Postman]) -> None:
    world, postman = posted
    postman.script = [MailRefused()]
    world.person(verified=False)
    for _ in range(5):
        world.carry()
        world.clock.forward(hours=3)
    assert len(postman.tried) == 1 and postman.delivered == []
    assert [row.error for row in world.rows(OutboxMessage) if row.kind == "mail"] == ["The mailbox refused it."]


def test_nobody_is_written_to_who_has_gone(posted: tuple[World, Postman]) -> None:
    world, postman = posted
    with world.services.uow.write(System.WORKER) as tx:
        post_mail(tx, "password_changed", uuid.uuid4(), FACTS["password_changed"])
    world.carry()
    assert postman.tried == []


def subjects(world: World, actor: Actor) -> list[str]:
    email = next(row.email for row in world.rows(User) if row.id == actor.user_id)
    return [mail.subject for mail in world.mails(email) if "Confirm" not in mail.subject]


def test_who_waited_is_told_of_the_end_once_and_who_did_not_is_left_alone(either_scripted: World) -> None:
    world, actor = either_scripted, either_scripted.person()
    on_plan(world, actor)
    world.ask(actor, "quick")
    world.work()
    assert subjects(world, actor) == []
    asked = batch(world, actor, 1, 1, 1)
    world.clock.forward(seconds=61)
    world.painter.script.append(ContentBlocked())
    world.work()
    assert subjects(world, actor) == ["Your set: 2 of 3 are ready"]
    mail = world.mails()[0]
    assert f"/jobs/{asked.id}" in mail.text and "/unsubscribe/" in mail.text
    world.ask(actor, "slow")
    world.clock.forward(seconds=61)
    world.work()
    assert subjects(world, actor)[0] == "Your asset is ready"


def test_what_its_person_cancelled_is_not_told(scripted: World) -> None:
    actor = scripted.person()
    job = scripted.ask(actor, "slow")
    scripted.clock.forward(seconds=61)
    scripted.services.generation.cancel(actor, job.id)
    assert subjects(scripted, actor) == []


def test_a_week_before_assets_go_their_person_is_told_of_each_once(either_scripted: World) -> None:
    world = either_scripted
    actor, paying = world.person(), world.person("paying")
    on_plan(world, paying, "pro")
    first, _ = world.made(actor, "First"), world.made(paying, "Kept")
    tell = world.services.expiry.tell
    world.clock.forward(days=82)
    assert tell() == 0
    later = world.made(actor, "Much later")
    with world.services.uow.write(System.WORKER) as tx:  # as if made on the same day
        row = tx.session.get(Asset, later.id)
        assert row is not None and first.expires_at is not None
        row.expires_at = first.expires_at
        row.title = "Second"
        tx.session.add(row)
    world.clock.forward(days=1, seconds=1)
    assert tell() == 1 and tell() == 0
    [subject] = subjects(world, actor)
    assert subject.startswith("2 assets go on ")
    assert "“First”" in world.mails()[0].text and subjects(world, paying) == []
    world.clock.forward(days=3)
    assert tell() == 0 and len(subjects(world, actor)) == 1


def test_deleted_assets_and_people_who_leave_are_not_written_about(scripted: World) -> None:
    gone, leaving = scripted.person("gone"), scripted.person("leaving")
    asset = scripted.made(gone, "Deleted")
    scripted.made(leaving, "Left")
    scripted.clock.forward(days=84)
    with scripted.services.uow.write(System.WORKER) as tx:
        scripted.services.assets.delete(tx, gone, asset.id)
    scripted.services.accounts.close(leaving, "correct horse battery", Client())
    assert scripted.services.expiry.tell() == 0


def test_topics_are_what_the_settings_offer() -> None:
    assert {mail.topic for mail in MAILS.values() if mail.topic} == set(TOPICS)
    assert all(topic.label and topic.help for topic in TOPICS.values())
