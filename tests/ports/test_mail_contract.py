"""What every MailDelivery promises, run on the outbox and on SMTP against an independent server."""

from __future__ import annotations

import email.policy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.adapters.mail.message import message_of
from studio_app.adapters.mail.outbox import OutboxMail
from studio_app.adapters.mail.smtp import SmtpMail
from studio_app.ports.mail import Mail, MailDelivery, MailRefused, MailUnavailable
from tests.vendors.mail_server import PASSWORD, USERNAME, MailServer, mail_server

SENDER = "Streamer Studio <studio@example.com>"
MAIL = Mail("<1@studio.example>", "nova@example.com", "Grüße 🎮", "Hallo\nNova", "<p>Hallo Nova</p>")


@pytest.mark.parametrize("to", ["a@example.com, b@example.com", "", "list: a@example.com, b@example.com;"])
def test_a_mail_goes_to_one_mailbox(to: str) -> None:
    with pytest.raises(MailRefused):
        message_of(replace(MAIL, to=to), SENDER)


@dataclass
class Way:
    """A delivery, and how to look at what it delivered."""

    delivery: MailDelivery
    delivered: Callable[[], list[EmailMessage]]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailServer]:
    with mail_server(tmp_path) as running:
        yield running


def smtp(server: MailServer, **changes: object) -> SmtpMail:
    given = {"username": USERNAME, "password": PASSWORD, "context": server.trust, "seconds": 2.0, **changes}
    return SmtpMail("127.0.0.1", server.port, SENDER, **given)  # type: ignore[arg-type]


@pytest.fixture(params=["outbox", "smtp"])
def way(request: pytest.FixtureRequest, tmp_path: Path) -> Way:
    if request.param == "smtp":
        server: MailServer = request.getfixturevalue("server")
        return Way(smtp(server), lambda: server.mailboxes.received)
    folder = tmp_path / "outbox"
    return Way(OutboxMail(folder, SENDER), lambda: [
        message_from_bytes(file.read_bytes(), policy=email.policy.default) for file in sorted(folder.glob("*.eml"))
    ])


def test_both_forms_arrive_as_they_were_written(way: Way) -> None:
    way.delivery.send(MAIL)
    [got] = way.delivered()
    assert (got["To"], got["From"], got["Subject"]) == (MAIL.to, SENDER, MAIL.subject)
    assert got["Message-ID"] == MAIL.message_id and got["Auto-Submitted"] == "auto-generated"
    assert got.get_content_type() == "multipart/alternative" and got["List-Unsubscribe"] is None
    plain, html = got.get_body(("plain",)), got.get_body(("html",))
    assert plain is not None and plain.get_content().splitlines() == MAIL.text.splitlines()
    assert html is not None and html.get_content().strip() == MAIL.html


def test_what_can_be_ended_says_how(way: Way) -> None:
    address = "https://studio.example/unsubscribe/" + "x" * 90
    way.delivery.send(Mail("<2@s>", MAIL.to, "s", "t", "h", unsubscribe=address))
    [got] = way.delivered()
    assert got["List-Unsubscribe"].replace(" ", "") == f"<{address}>"
    assert got["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("mail", [
    Mail("<3@s>", MAIL.to, "s\nBcc: all@example.com", "t", "h"),
    Mail("<3@s>", "a@example.com\r\nBcc: all@example.com", "s", "t", "h"),
])  # fmt: skip
def test_nobody_adds_a_header_or_a_reader(way: Way, mail: Mail) -> None:
    with pytest.raises(MailRefused):
        way.delivery.send(mail)
    assert way.delivered() == []


@given(st.text(max_size=300), st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=200))
def test_any_words_survive_the_way_through_a_message(text: str, subject: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return  # no text at all
    data = message_of(Mail("<4@s>", MAIL.to, subject, text, "<p>"), SENDER).as_bytes(policy=email.policy.SMTP)
    got = message_from_bytes(data, policy=email.policy.default)
    body = got.get_body(("plain",))
    assert body is not None
    told = body.get_content().replace("\r\n", "\n").replace("\r", "\n")
    assert told.rstrip("\n") == text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    assert " ".join(str(got["Subject"]).split()) == " ".join(subject.split())


@pytest.mark.parametrize(("answer", "fault"), [("550 no such user", MailRefused), ("451 later", MailUnavailable)])
def test_a_mailbox_that_says_no(server: MailServer, answer: str, fault: type[Exception]) -> None:
    server.mailboxes.answers[MAIL.to] = answer
    with pytest.raises(fault):
        smtp(server).send(MAIL)


@pytest.mark.parametrize(("answer", "fault"), [("554 spam", MailRefused), ("452 disk full", MailUnavailable)])
def test_a_server_that_does_not_like_the_letter(server: MailServer, answer: str, fault: type[Exception]) -> None:
    server.mailboxes.at_data = answer
    with pytest.raises(fault):
        smtp(server).send(MAIL)


def test_what_is_ours_to_repair_is_tried_again(server: MailServer) -> None:
    for wrong in (
        smtp(server, password="wrong"), smtp(server, username=""), smtp(server, security="none"),
        smtp(server, context=None), smtp(server, security="tls"),
    ):  # a wrong password, none, no TLS, a certificate nobody knows, TLS where the server starts without
        with pytest.raises(MailUnavailable) as fault:
            wrong.send(MAIL)
        assert PASSWORD not in str(fault.value.details)
    assert server.mailboxes.received == []


def test_without_a_server_it_is_tried_again(tmp_path: Path) -> None:
    with mail_server(tmp_path, secure=False) as server:
        smtp(server, security="none", username="").send(MAIL)
        assert len(server.mailboxes.received) == 1
    with pytest.raises(MailUnavailable):
        smtp(server).send(MAIL)


def test_the_outbox_keeps_the_newest_and_takes_no_strange_names(tmp_path: Path) -> None:
    outbox = OutboxMail(tmp_path / "box", SENDER)
    assert outbox.sent() == []
    for number in range(205):
        outbox.send(Mail(f"<{number}@s>", MAIL.to, f"mail {number}", "t", "h"))
    found = outbox.sent()
    assert len(found) == 200 and found[0].subject == "mail 204" and found[-1].subject == "mail 5"
    assert outbox.get(found[0].id) == found[0]
    for name in ("", "../secrets", "x", found[0].id + ".eml", f".{found[0].id}"):
        assert outbox.get(name) is None
    blocked = OutboxMail(tmp_path / "box" / f"{found[0].id}.eml", SENDER)
    with pytest.raises(MailUnavailable):
        blocked.send(MAIL)
