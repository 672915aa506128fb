"""Webhooks against receivers on this machine: signed as the specification says, tried again, given up, never misled."""

from __future__ import annotations

import json
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from studio_app.adapters.webhooks import http as adapter
from studio_app.adapters.webhooks.http import HttpWebhooks
from studio_app.core.actor import Actor, System
from studio_app.core.errors import InvalidToken, NotFound, ValidationFailed
from studio_app.db.models import AuditEntry, WebhookDelivery, WebhookEndpoint
from studio_app.features.accounts.types import EmailNotVerified
from studio_app.features.audit.types import Action
from studio_app.features.webhooks import rules
from studio_app.features.webhooks.service import EndpointFields, WebhookService
from studio_app.features.webhooks.types import ChallengeFailed, EndpointLimit, NewEndpoint
from studio_app.ports.image_generation import ContentBlocked
from tests.conftest import make_settings, make_world
from tests.features.test_batches import batch
from tests.world import Moving, Painter, Shelf, World


@dataclass
class Receiver:
    """An endpoint of somebody's. `answers` are statuses to give, 200 when there are none left."""

    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    echo: bool = True
    connections: int = 0
    url: str = ""

    def messages(self) -> list[dict[str, Any]]:
        return [m for m in (json.loads(body) for _, body in self.got) if m["type"] != rules.CHALLENGE]

    def verified(self, secret: str) -> list[Any]:
        """What an independent implementation of the specification makes of it."""
        own = [(head, body) for head, body in self.got if b"webhook.challenge" not in body]
        return [Webhook(secret).verify(body, head) for head, body in own]


def _handler(own: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            own.connections += 1
            body = self.rfile.read(int(self.headers["content-length"]))
            own.got.append(({k.lower(): v for k, v in self.headers.items()}, body))
            message = json.loads(body)
            told = b"{}"
            status = 200
            if message["type"] == rules.CHALLENGE:
                told = json.dumps({"challenge": message["challenge"] if own.echo else "no"}).encode()
            elif own.answers:
                status = own.answers.pop(0)
            self.send_response(status)
            if status == 302:
                self.send_header("location", "http://169.254.169.254/latest/meta-data")
            self.send_header("content-length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    own = Receiver()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(own))
    own.url = f"http://127.0.0.1:{server.server_address[1]}/hooks?a=1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield own
    server.shutdown()
    server.server_close()
    thread.join(5)


@pytest.fixture
def world(tmp_path: Path, either_database_url: str) -> Iterator[World]:
    settings = make_settings(tmp_path, either_database_url, webhook_allow_private=True)
    made = make_world(settings, painter=Painter(), storage=Shelf())
    yield made
    made.close()


def listen(world: World, actor: Actor, receiver: Receiver, *events: str) -> NewEndpoint:
    return world.services.webhooks.create(actor, receiver.url, events or rules.EVENTS, "mine")


def carry(world: World) -> None:
    """Everything that is due, also what follows from it."""
    while world.services.outbox.drain():
        pass


def deliveries(world: World) -> list[WebhookDelivery]:
    return sorted(world.rows(WebhookDelivery), key=lambda row: row.created_at)


def test_the_end_of_a_job_is_told_and_verifies(world: World, receiver: Receiver) -> None:
    actor = world.person()
    made = listen(world, actor, receiver)
    job = world.ask(actor, "Secret prompt", custom_prompt="a secret idea")
    world.work()
    carry(world)
    [message] = receiver.verified(made.secret)
    assert message["type"] == "job.completed" and message["data"]["job_id"] == str(job.id)
    assert message["data"]["asset_ids"] == [str(a.id) for a in world.assets(actor)]
    [(head, body)] = [g for g in receiver.got if b"challenge" not in g[1]]
    assert "ecret" not in body.decode() and "http" not in body.decode() and len(body) <= 20_000
    assert head["content-type"] == "application/json" and "cookie" not in head
    [row] = deliveries(world)
    assert (row.status, row.attempts, row.response_status, row.error) == ("delivered", 1, 200, None)
    with pytest.raises(WebhookVerificationError):
        receiver.verified("whsec_" + "A" * 43 + "=")


def test_the_secret_is_not_in_the_database(world: World, receiver: Receiver) -> None:
    made = listen(world, world.person(), receiver)
    [row] = world.rows(WebhookEndpoint)
    assert made.secret.startswith("whsec_") and made.secret[6:] not in row.secret


def test_a_batch_is_one_message_and_only_wanted_events_are_told(world: World, receiver: Receiver) -> None:
    actor = world.person()
    listen(world, actor, receiver, "job.partial")
    asked = batch(world, actor, 1, 1)
    world.painter.script.append(ContentBlocked())
    world.work()
    world.ask(actor)
    world.work()
    carry(world)
    [message] = receiver.messages()
    data = message["data"]
    assert (message["type"], data["job_id"], data["completed_assets"]) == ("job.partial", str(asked.id), 1)


def test_who_did_not_confirm_her_address_has_no_webhooks(world: World, receiver: Receiver) -> None:
    with pytest.raises(EmailNotVerified):
        listen(world, world.person(verified=False), receiver)
    assert receiver.messages() == [] and world.rows(WebhookEndpoint) == []


def test_however_often_it_is_carried_it_is_told_once(world: World, receiver: Receiver) -> None:
    actor = world.person()
    listen(world, actor, receiver)
    job = world.ask(actor)
    world.work()
    with world.services.uow.write(System.WORKER) as tx:
        from studio_app.db.outbox import post

        post(tx, "job.ended", "again", {"user_id": str(actor.user_id), "job_id": str(job.id)})
    carry(world)
    carry(world)
    assert len(receiver.messages()) == len(deliveries(world)) == 1


def test_nobody_elses_jobs_are_told(world: World, receiver: Receiver) -> None:
    alice, bob = world.person(), world.person("bob")
    listen(world, alice, receiver)
    world.ask(bob)
    world.work()
    carry(world)
    assert receiver.messages() == []


def test_a_failure_is_tried_again_by_the_schedule_and_then_given_up(world: World, receiver: Receiver) -> None:
    actor = world.person()
    listen(world, actor, receiver)
    receiver.answers = [500] * 20
    world.ask(actor)
    world.work()
    carry(world)
    waits = []
    while (row := deliveries(world)[0]).status == "pending":
        assert row.next_at is not None and row.error == "HTTP 500"
        waits.append((row.next_at - world.clock.now).total_seconds())
        world.clock.now = row.next_at
        carry(world)
    assert len(waits) == 9 and row.attempts == 10 and (row.status, row.next_at) == ("failed", None)
    for wait, planned in zip(waits, rules.SCHEDULE, strict=True):
        assert planned.total_seconds() <= wait <= 1.2 * planned.total_seconds()
    assert len({m["data"]["job_id"] for m in receiver.messages()}) == 1
    assert len({head["webhook-id"] for head, _ in receiver.got[1:]}) == 1, "the id is the message's, not the try's"


def test_a_redirect_is_a_failure_and_is_not_followed(world: World, receiver: Receiver) -> None:
    actor = world.person()
    listen(world, actor, receiver)
    receiver.answers = [302]
    world.ask(actor)
    world.work()
    carry(world)
    [row] = deliveries(world)
    assert (row.status, row.response_status, receiver.connections) == ("pending", 302, 2)


def test_gone_switches_off_and_five_bad_days_do(world: World, receiver: Receiver) -> None:
    actor = world.person()
    made = listen(world, actor, receiver)
    receiver.answers = [410]
    world.ask(actor)
    world.work()
    carry(world)
    [endpoint] = world.rows(WebhookEndpoint)
    assert (endpoint.status, endpoint.disabled_reason) == ("disabled", "It answered 410 Gone.")
    assert deliveries(world)[0].status == "failed"
    world.ask(actor)
    world.work()
    carry(world)
    assert len(receiver.messages()) == 1, "who is switched off is told nothing"
    [mail] = [mail for mail in world.mails() if "webhook was switched off" in mail.subject]
    assert receiver.url in mail.text and "410" in mail.text

    services = world.services.webhooks
    assert services.update(actor, made.endpoint.id, EndpointFields(enabled=True)).status == "enabled"
    receiver.answers = [500] * 50
    for day in range(7):
        world.ask(actor) if day < 3 else None
        world.work()
        carry(world)
        world.clock.forward(days=1)
    [endpoint] = world.rows(WebhookEndpoint)
    assert (endpoint.status, endpoint.disabled_reason) == ("disabled", "Nothing was accepted for five days.")


def test_one_success_ends_the_bad_days(world: World, receiver: Receiver) -> None:
    actor = world.person()
    listen(world, actor, receiver)
    receiver.answers = [500]
    world.ask(actor)
    world.work()
    carry(world)
    assert world.rows(WebhookEndpoint)[0].failing_since is not None
    world.clock.forward(seconds=10)
    carry(world)
    assert world.rows(WebhookEndpoint)[0].failing_since is None and deliveries(world)[0].status == "delivered"


def test_a_resent_message_is_the_same_one(world: World, receiver: Receiver) -> None:
    actor = world.person()
    made = listen(world, actor, receiver)
    world.ask(actor)
    world.work()
    carry(world)
    [row] = deliveries(world)
    with world.services.uow.write(actor) as tx:
        world.services.webhooks.resend(tx, actor, made.endpoint.id, row.id)
    carry(world)
    ids = [head["webhook-id"] for head, body in receiver.got if b"challenge" not in body]
    assert ids == [row.message_id] * 2 and deliveries(world)[0].attempts == 2
    with pytest.raises(NotFound), world.services.uow.write(System.WORKER) as tx:
        world.services.webhooks.resend(tx, world.person("bob"), made.endpoint.id, row.id)


def test_for_a_day_both_secrets_verify(world: World, receiver: Receiver) -> None:
    actor = world.person()
    old = listen(world, actor, receiver)
    with world.services.uow.write(actor) as tx:
        new = world.services.webhooks.rotate(tx, actor, old.endpoint.id)
        world.services.webhooks.test(tx, actor, old.endpoint.id)
    carry(world)
    assert receiver.verified(old.secret) and receiver.verified(new.secret)
    world.clock.forward(hours=25)
    receiver.got.clear()
    with world.services.uow.write(actor) as tx:
        world.services.webhooks.test(tx, actor, old.endpoint.id)
    carry(world)
    [(head, _)] = receiver.got
    assert " " not in head["webhook-signature"]


def test_who_does_not_answer_the_challenge_is_not_told(world: World, receiver: Receiver) -> None:
    actor = world.person()
    receiver.echo = False
    with pytest.raises(ChallengeFailed):
        listen(world, actor, receiver)
    assert world.rows(WebhookEndpoint) == []
    receiver.echo = True
    made = listen(world, actor, receiver)
    receiver.echo = False
    with pytest.raises(ChallengeFailed):
        world.services.webhooks.update(actor, made.endpoint.id, EndpointFields(url=receiver.url + "&b=2"))
    assert world.rows(WebhookEndpoint)[0].url == receiver.url


def test_a_new_or_moved_webhook_is_written_down_and_told(world: World, receiver: Receiver) -> None:
    actor = world.person()
    made = listen(world, actor, receiver)
    change = world.services.webhooks.update
    change(actor, made.endpoint.id, EndpointFields(description="other words"))
    change(actor, made.endpoint.id, EndpointFields(url=receiver.url + "&b=2"))
    acts = [row.action for row in world.rows(AuditEntry) if row.action.startswith("webhook.")]
    assert sorted(acts) == [Action.WEBHOOK_CREATED, Action.WEBHOOK_MOVED]
    told = [mail.text for mail in world.mails() if "tells" in mail.subject]
    assert len(told) == 2 and all(urlsplit(receiver.url).netloc in text for text in told)
    assert not any(urlsplit(receiver.url).query in text for text in told)  # what follows the host may be a secret


def test_a_session_that_ends_during_the_challenge_leaves_no_webhook(
    world: World, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    actor = world.person()
    made = listen(world, actor, receiver)
    real = WebhookService._challenge

    def slow(self: WebhookService, url: str, secret: str) -> None:
        real(self, url, secret)
        with world.services.uow.write(actor) as tx:
            world.services.sessions.revoke(tx, actor, actor.session_id)

    monkeypatch.setattr(WebhookService, "_challenge", slow)
    with pytest.raises(InvalidToken):
        listen(world, actor, receiver)
    with pytest.raises(InvalidToken):
        world.services.webhooks.update(actor, made.endpoint.id, EndpointFields(url=receiver.url + "&b=2"))
    assert [row.url for row in world.rows(WebhookEndpoint)] == [receiver.url]
    with world.services.uow.write(actor) as tx, pytest.raises(InvalidToken):
        world.services.webhooks.rotate(tx, actor, made.endpoint.id)


def test_five_endpoints_and_no_more(world: World, receiver: Receiver) -> None:
    actor = world.person()
    for _ in range(5):
        listen(world, actor, receiver)
    with pytest.raises(EndpointLimit):
        listen(world, actor, receiver)


@pytest.mark.parametrize("url", [
    "", "ftp://a.example", "https://", "https://u:p@a.example", "https://a b.example", "javascript:alert(1)",
    "https://a.example/\x00", "https://" + "a" * 2001, "http://[", "x",
])
def test_what_is_no_address_is_refused_in_words(world: World, url: str) -> None:
    with pytest.raises(ValidationFailed) as refused:
        world.services.webhooks.create(world.person(), url, rules.EVENTS)
    assert "url" in refused.value.details["fields"]  # type: ignore[index]


@given(st.integers(1, 30), st.floats(0, 1))
def test_waits_grow_and_end(attempts: int, jitter: float) -> None:
    wait = rules.next_wait(attempts, jitter)
    assert (wait is None) == (attempts > 9)
    if wait is not None:
        assert timedelta(seconds=5) <= wait <= timedelta(hours=29)
        earlier = rules.next_wait(attempts - 1, 0.0) if attempts > 1 else timedelta(0)
        assert earlier is not None and wait >= earlier


# ---- where we do not go

@pytest.fixture
def trap() -> Iterator[tuple[int, list[Any]]]:
    """A listener on this machine that must never hear anything."""
    heard: list[Any] = []
    sockets = [socket.create_server(("127.0.0.1", 0))]
    port = sockets[0].getsockname()[1]
    sockets[0].settimeout(0.05)
    over = threading.Event()

    def accept() -> None:
        while not over.is_set():
            try:
                heard.append(sockets[0].accept()[0])
            except OSError:
                continue

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    yield port, heard
    over.set()
    thread.join(5)
    for one in (*sockets, *heard):
        one.close()


FORMS = (
    "http://127.0.0.1", "https://127.0.0.1", "https://localhost", "https://LOCALHOST", "https://localhost.",
    "https://127.1", "https://127.0.1", "https://2130706433", "https://0x7f000001", "https://0x7f.1", "https://0177.0.0.1",
    "https://017700000001", "https://0", "https://0.0.0.0", "https://[::1]", "https://[::]", "https://[::ffff:127.0.0.1]",
    "https://[::ffff:7f00:1]", "https://[0:0:0:0:0:ffff:127.0.0.1]", "https://[::127.0.0.1]", "https://[64:ff9b::7f00:1]",
    "https://[2002:7f00:1::]", "https://[2001:0:7f00:1:0:0:80ff:fffe]", "https://[fe80::1]", "https://[fe80::1%25lo]",
    "https://[fc00::1]", "https://[ff02::1]", "https://10.0.0.1", "https://172.16.0.1", "https://192.168.0.1",
    "https://169.254.169.254", "https://100.64.0.1", "https://198.18.0.1", "https://224.0.0.1", "https://240.0.0.1",
    "https://255.255.255.255", "https://user@127.0.0.1", "https://user:pass@127.0.0.1", "https://example.com@127.0.0.1",
    "https://127.0.0.1%00.example.com", "https://①②⑦.0.0.1", "https://127。0。0。1", "file:///etc/passwd",
    "gopher://127.0.0.1", "//127.0.0.1", "https:127.0.0.1", "https://127.0.0.1\\@example.com",
)


@pytest.mark.parametrize("form", FORMS)
def test_no_form_of_a_private_address_is_reached(trap: tuple[int, list[Any]], form: str) -> None:
    port, heard = trap
    sender = HttpWebhooks()
    for url in (form, f"{form}:{port}", f"{form}:{port}/hook", f"{form}:443/"):
        answer = sender.send(url, {}, b"{}")
        assert answer.status is None and answer.error, url
    assert heard == []


def test_there_are_at_least_forty_forms() -> None:
    assert len(set(FORMS)) >= 40


def test_a_name_is_looked_up_once_and_connected_to_as_it_was_then(
    trap: tuple[int, list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that is public when it is checked and ours a moment later."""
    _, heard = trap
    asked: list[str] = []

    def lookup(host: str, at: int, **_: Any) -> list[Any]:
        asked.append(host)
        address = "203.0.113.9" if len(asked) > 1 else "93.184.215.14"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, at))]

    reached: list[Any] = []

    def connect(self: Any) -> None:
        reached.append(self._target.address)
        raise ConnectionRefusedError

    monkeypatch.setattr(adapter.socket, "getaddrinfo", lookup)
    monkeypatch.setattr(adapter._Pinned, "connect", connect)
    answer = HttpWebhooks().send("https://rebind.example/hook", {}, b"{}")
    assert (answer.status, asked, reached, heard) == (None, ["rebind.example"], ["93.184.215.14"], [])


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 443)) for a in ("93.184.215.14", "127.0.0.1")]
    monkeypatch.setattr(adapter.socket, "getaddrinfo", lambda *_, **__: both)
    assert HttpWebhooks().send("https://two.example", {}, b"").error == "It is not on the public internet."


# ---- receivers that misbehave

def serve(answer: Any) -> tuple[str, socket.socket]:
    """A raw listener; `answer(connection)` does as it likes."""
    listening = socket.create_server(("127.0.0.1", 0))

    def run() -> None:
        try:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65_536)
                answer(connection)
        except OSError:
            return

    threading.Thread(target=run, daemon=True).start()
    return f"http://127.0.0.1:{listening.getsockname()[1]}/", listening


@pytest.mark.parametrize("kind", ["silent", "dripping", "endless", "garbage", "closing"])
def test_it_ends_in_time_whatever_the_receiver_does(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapter, "SECONDS", 0.6)

    def answer(connection: socket.socket) -> None:
        if kind == "silent":
            connection.recv(1)
        elif kind == "garbage":
            connection.sendall(b"\x00\xff nonsense\r\n\r\n")
        elif kind == "dripping":
            connection.sendall(b"HTTP/1.1 200 OK\r\n")
            while True:
                connection.sendall(b"a")
                time.sleep(0.05)
        elif kind == "endless":
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            while True:
                connection.sendall(b"a" * 65_536)

    url, listening = serve(answer)
    began = time.monotonic()
    told = HttpWebhooks(private=True).send(url, {}, b"{}")
    listening.close()
    assert time.monotonic() - began < 5 and len(told.body) <= 4096
    assert told.status == (200 if kind == "endless" else None) and (kind == "endless" or told.error)


def test_production_refuses_the_testing_switch(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="WEBHOOK_ALLOW_PRIVATE"):
        make_settings(tmp_path, "postgresql://x", app_env="production", webhook_allow_private=True)


def test_ids_are_unique_for_each_test_message(world: World, receiver: Receiver) -> None:
    actor = world.person()
    made = listen(world, actor, receiver)
    for _ in range(3):
        with world.services.uow.write(actor) as tx:
            world.services.webhooks.test(tx, actor, made.endpoint.id)
    carry(world)
    assert len({row.message_id for row in deliveries(world)}) == 3
    with world.services.uow.read(actor) as tx:
        first = world.services.webhooks.log(tx, actor, made.endpoint.id, limit=2)
        rest = world.services.webhooks.log(tx, actor, made.endpoint.id, limit=2, cursor=first.next_cursor)
    seen = [row.id for row in (*first.deliveries, *rest.deliveries)]
    assert len(set(seen)) == 3 == first.total and rest.next_cursor is None
    assert isinstance(world.clock, Moving) and all(isinstance(row, uuid.UUID) for row in seen)
