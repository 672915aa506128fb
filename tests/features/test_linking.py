"""Signing in with Google (an independent OpenID provider), Twitch and Discord, against servers on loopback."""

from __future__ import annotations

import json
import re
import threading
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc.jwk import RSAKey
from oidc_provider_mock import User as Someone
from starlette.testclient import TestClient

from studio_app.core.actor import Actor, Client, System
from studio_app.core.errors import InvalidToken, NotFound, RateLimited, StudioError
from studio_app.db.models import ApiKey, AuditEntry, OauthAccount, Session, User
from studio_app.features.accounts import rules
from studio_app.features.accounts.linking import Arrival, Departure, Halfway, LinkingService
from studio_app.features.accounts.sessions import Sessions
from studio_app.features.accounts.types import (
    AccountClosing,
    EmailTaken,
    InvalidCredentials,
    LastSignIn,
    OauthEmailUnverified,
    OauthStateInvalid,
    SecondFactorRequired,
    SecondFactorWrong,
    SignInTaken,
)
from studio_app.features.audit.types import Action
from studio_app.ports.sign_in import SignInRefused, SignInUnavailable
from tests.api.conftest import checked_client
from tests.conftest import make_settings, make_world
from tests.features.test_recovery import mailed, pausing
from tests.people import PASSWORD, sign_up
from tests.vendors.oauth_servers import (
    CLIENT_ID,
    CLIENT_SECRET,
    Company,
    approve_at_openid,
    company_server,
    openid_server,
)
from tests.vendors.peers import approve_at_google, emulated_google, twitch_client
from tests.world import World

GINA = Someone(sub="gina-1", claims={"email": "gina@example.com", "email_verified": True, "name": "Gina"})
DORIS = Someone(sub="doris-1", claims={"email": "doris@example.com", "email_verified": False})
HERE = Client("Mozilla/5.0 (Windows NT 10.0) Firefox/140.0", "203.0.113.7")


@pytest.fixture(scope="module")
def google() -> Iterator[str]:
    with openid_server(GINA, DORIS) as issuer:
        yield issuer


@pytest.fixture(scope="module")
def _twitch() -> Iterator[Company]:
    with company_server("twitch") as company:
        yield company


@pytest.fixture(scope="module")
def _discord() -> Iterator[Company]:
    with company_server("discord") as company:
        yield company


@pytest.fixture
def twitch(_twitch: Company) -> Company:
    _twitch.person = {
        "sub": "4711", "email": "tina@example.com", "email_verified": True, "preferred_username": "tina_tv",
    }
    _twitch.answers.clear()
    _twitch.forge.clear()
    return _twitch


@pytest.fixture
def discord(_discord: Company) -> Company:
    _discord.person = {
        "id": "99", "username": "dana", "global_name": "Dana", "email": "dana@example.com", "verified": True,
    }
    _discord.answers.clear()
    return _discord


def linked_world(
    folder: Path, database_url: str, google: str, twitch: Company, discord: Company, **given: Any
) -> World:
    keys = {f"{name}_client_{part}": value for name in ("google", "twitch", "discord")
            for part, value in (("id", CLIENT_ID), ("secret", CLIENT_SECRET))}
    return make_world(make_settings(
        folder, database_url, google_issuer=google, twitch_issuer=twitch.url, discord_base_url=discord.url, **keys,
        **given,
    ))


@pytest.fixture
def world(tmp_path: Path, database_url: str, google: str, twitch: Company, discord: Company) -> Iterator[World]:
    made = linked_world(tmp_path, database_url, google, twitch, discord)
    yield made
    made.close()


def arrive(
    world: World, company: str, at: Company | str, *, actor: Actor | None = None, link: bool = False
) -> Arrival:
    """There and back again; `at` is a company's server, or whom to be at the OpenID provider."""
    arrival = come_back(world, company, at, actor=actor, link=link)
    assert isinstance(arrival, Arrival)
    return arrival


def come_back(
    world: World, company: str, at: Company | str, *, actor: Actor | None = None, link: bool = False
) -> Arrival | Halfway:
    left = world.services.linking.depart(company, "/settings/security" if link else "", actor if link else None)
    back = approve_at_openid(left.url, at) if isinstance(at, str) else at.approve(left.url)
    return world.services.linking.arrive(company, back["code"], back["state"], left.ticket, HERE, actor)


def actor_of(arrival: Arrival) -> Actor:
    assert arrival.signed_in is not None
    return Actor(arrival.signed_in.user.id, arrival.signed_in.session_id)


def users(world: World) -> dict[str, User]:
    return {user.email: user for user in world.rows(User)}


@pytest.mark.parametrize(("company", "email", "name"), [
    ("google", "gina@example.com", "Gina"), ("twitch", "tina@example.com", "tina_tv"),
    ("discord", "dana@example.com", "Dana"),
])  # fmt: skip
def test_the_first_time_makes_an_account_and_the_second_finds_it(
    world: World, request: pytest.FixtureRequest, company: str, email: str, name: str
) -> None:
    at = "gina-1" if company == "google" else request.getfixturevalue(company)
    first, second = arrive(world, company, at), arrive(world, company, at)
    assert first.created and not second.created
    assert actor_of(first).user_id == actor_of(second).user_id
    [user] = world.rows(User)
    assert (user.email, user.email_verified, user.display_name, user.password_hash) == (email, True, name, None)
    assert world.services.authenticator.by_session(actor_of(second).session_id) == actor_of(second)
    with pytest.raises(InvalidCredentials):
        world.services.accounts.log_in(email, "", HERE)
    assert not [mail for mail in world.mails(email) if "Confirm" in mail.subject]


@pytest.fixture(scope="module")
def emulated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    people = [{"email": "gina@example.com", "name": "Gina"},
              {"email": "doris@example.com", "name": "Doris", "email_verified": False}]
    client = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "name": "Studio",
              "redirect_uris": ["http://localhost:3000/api/v1/auth/oauth/google/callback"]}
    with emulated_google(tmp_path_factory.mktemp("google"), people, client) as issuer:
        yield issuer


def test_a_google_that_insists_on_the_verifier(
    tmp_path: Path, database_url: str, emulated: str, twitch: Company, discord: Company
) -> None:
    """`emulate` by vercel-labs checks what oidc-provider-mock does not: PKCE, and the redirect address."""
    world = linked_world(tmp_path, database_url, emulated, twitch, discord)
    linking = world.services.linking

    def back(email: str) -> tuple[Departure, dict[str, str]]:
        left = linking.depart("google")
        return left, approve_at_google(left.url, email)

    left, said = back("gina@example.com")
    arrival = linking.arrive("google", said["code"], said["state"], left.ticket, HERE, None)
    assert isinstance(arrival, Arrival) and arrival.created
    [user] = world.rows(User)
    assert (user.email, user.email_verified, user.display_name) == ("gina@example.com", True, "Gina")

    (other, theirs), (mine, _) = back("gina@example.com"), back("gina@example.com")
    with pytest.raises(SignInRefused) as refused:  # a code that was meant for another browser's verifier
        linking.arrive("google", theirs["code"], _state(mine.url), mine.ticket, HERE, None)
    assert (refused.value.details or {})["reason"] == "invalid_grant"
    with pytest.raises(SignInRefused):  # used up
        linking.arrive("google", said["code"], theirs["state"], other.ticket, HERE, None)
    left, said = back("doris@example.com")
    with pytest.raises(OauthEmailUnverified):
        linking.arrive("google", said["code"], said["state"], left.ticket, HERE, None)
    assert len(world.rows(User)) == 1
    world.close()


def _state(url: str) -> str:
    return parse_qs(urlsplit(url).query)["state"][0]


def test_our_twitch_is_one_for_a_client_that_never_saw_it(world: World, twitch: Company) -> None:
    """twitchAPI finds in it what the real one answers, so that what our adapter is tested against is no invention."""
    redirect = "http://localhost:3000/api/v1/auth/oauth/twitch/callback"
    code = twitch.approve(world.services.linking.depart("twitch").url)["code"]
    found = twitch_client(f"{twitch.url}/", CLIENT_ID, CLIENT_SECRET, code, redirect)
    assert found["refresh"] and found["revoked"] and found["valid"]["user_id"] == "4711"
    assert found["person"]["preferred_username"] == "tina_tv" and found["afterwards"]["status"] == 401
    assert "Invalid authorization code" in twitch_client(f"{twitch.url}/", CLIENT_ID, CLIENT_SECRET, code, redirect)[
        "refused"
    ]


def test_an_address_that_nobody_confirmed_opens_and_makes_nothing(
    world: World, twitch: Company, discord: Company
) -> None:
    discord.person |= {"verified": False}
    twitch.person.pop("email")
    twitch.person.pop("email_verified")
    for company, at in (("google", "doris-1"), ("discord", discord), ("twitch", twitch)):
        with pytest.raises(OauthEmailUnverified):
            arrive(world, company, at)  # type: ignore[arg-type]
    assert world.rows(User) == []


def test_a_confirmed_account_is_joined_and_told_so(world: World) -> None:
    signed_up = world.services.accounts.sign_up("gina@example.com", PASSWORD, "Gina", HERE)
    world.verify(signed_up.user.id)
    arrival = arrive(world, "google", "gina-1")
    assert actor_of(arrival).user_id == signed_up.user.id and not arrival.created
    world.services.accounts.log_in("gina@example.com", PASSWORD, HERE)  # the password still works
    assert any("Google was linked" in mail.subject for mail in world.mails("gina@example.com"))


def test_an_account_made_to_lie_in_wait_is_taken_from_its_maker(world: World, twitch: Company) -> None:
    """Pre-hijacking: the address was never confirmed, so its password, devices and other ways in all go."""
    attacker = world.services.accounts.sign_up("gina@example.com", PASSWORD, "Gina", HERE)
    with world.services.uow.write(System.WORKER) as tx:
        tx.session.add(OauthAccount(user_id=attacker.user.id, provider="twitch", subject="4711"))
        tx.session.add(ApiKey(user_id=attacker.user.id, name="k", key_hash="h" * 64, hint="h", scopes=[]))
    arrival = arrive(world, "google", "gina-1")
    assert actor_of(arrival).user_id == attacker.user.id
    with pytest.raises(InvalidToken):
        world.services.authenticator.by_session(attacker.session_id)
    with pytest.raises(InvalidToken):
        world.services.accounts.refresh(attacker.refresh_token)
    with pytest.raises(InvalidCredentials):
        world.services.accounts.log_in("gina@example.com", PASSWORD, HERE)
    assert [row.provider for row in world.rows(OauthAccount)] == ["google"] and world.rows(ApiKey) == []
    other = arrive(world, "twitch", twitch)  # the attacker's own Twitch opens an account of her own
    assert actor_of(other).user_id != attacker.user.id


@pytest.mark.parametrize(("way", "by"), [("log_in", "google"), ("link", "google"), ("link", "mail")])
def test_what_is_under_way_while_the_owner_comes_is_ended(
    tmp_path: Path, either_database_url: str, google: str, twitch: Company, discord: Company,
    monkeypatch: pytest.MonkeyPatch, way: str, by: str,
) -> None:
    """The maker of an account with her address is just logging in, or linking his own Twitch, when she comes by Google
    or by the mail for a lost password."""
    world = linked_world(tmp_path, either_database_url, google, twitch, discord)
    accounts = world.services.accounts
    made = accounts.sign_up("gina@example.com", PASSWORD, "Gina", HERE)
    maker = Actor(made.user.id, made.session_id)
    world.services.recovery.request_reset("gina@example.com", HERE)
    token = mailed(world, "gina@example.com", "Choose a new password")
    owner, method = (Sessions, "open") if way == "log_in" else (LinkingService, "_add")
    done = pausing(monkeypatch, owner, method, "maker")

    def act() -> None:
        if way == "log_in":
            accounts.log_in("gina@example.com", PASSWORD, HERE)
        else:
            arrive(world, "twitch", twitch, actor=maker, link=True)

    running = threading.Thread(name="maker", target=act)
    running.start()
    assert done.wait(10)
    if by == "google":
        hers = actor_of(arrive(world, "google", "gina-1"))
    else:
        world.services.recovery.reset(token, "a passphrase of hers", HERE)
        signed_in = accounts.log_in("gina@example.com", "a passphrase of hers", HERE)
        hers = Actor(signed_in.user.id, signed_in.session_id)
    running.join()
    assert hers.user_id == maker.user_id
    assert [row.provider for row in world.rows(OauthAccount)] == (["google"] if by == "google" else [])
    assert [row.id for row in world.rows(Session) if row.revoked_at is None] == [hers.session_id]
    world.close()


def test_linking_is_for_who_began_it(world: World, twitch: Company) -> None:
    alice, bob = world.person("alice"), world.person("bob")
    arrival = arrive(world, "twitch", twitch, actor=alice, link=True)
    assert arrival.signed_in is None and arrival.next_path == "/settings/security"
    arrive(world, "twitch", twitch, actor=alice, link=True)  # again is no error
    with pytest.raises(SignInTaken):
        arrive(world, "twitch", twitch, actor=bob, link=True)
    left = world.services.linking.depart("twitch", "", bob)
    back = twitch.approve(left.url)
    for other in (alice, None):
        with pytest.raises(OauthStateInvalid):
            world.services.linking.arrive("twitch", back["code"], back["state"], left.ticket, HERE, other)
    twitch.person["sub"] = "another"
    with pytest.raises(SignInTaken):
        arrive(world, "twitch", twitch, actor=alice, link=True)
    with world.services.uow.read(alice) as tx:
        assert [view.label for view in world.services.linking.linked(tx, alice)] == ["tina_tv"]
    assert actor_of(arrive(world, "twitch", _as(twitch, sub="4711"))).user_id == alice.user_id


def _as(company: Company, **person: str) -> Company:
    company.person |= person
    return company


def test_the_last_way_in_stays(world: World, twitch: Company) -> None:
    actor = actor_of(arrive(world, "google", "gina-1"))

    def unlink(company: str) -> None:
        with world.services.uow.write(actor) as tx:
            world.services.linking.unlink(tx, actor, company, HERE)

    with pytest.raises(LastSignIn):
        unlink("google")
    with pytest.raises(NotFound):
        unlink("discord")
    arrive(world, "twitch", twitch, actor=actor, link=True)
    unlink("google")
    with pytest.raises(LastSignIn):
        unlink("twitch")
    assert any("unlinked" in mail.subject for mail in world.mails("gina@example.com"))


def test_who_has_no_password_gets_one_by_mail(world: World) -> None:
    arrive(world, "google", "gina-1")
    world.services.recovery.request_reset("gina@example.com", HERE)
    [mail] = [mail for mail in world.mails("gina@example.com") if "Choose" in mail.subject]
    found = re.search(r"/reset#([\w-]+)", mail.text)
    assert found
    world.services.recovery.reset(found.group(1), PASSWORD, HERE)
    again = world.services.accounts.log_in("gina@example.com", PASSWORD, HERE)
    actor = Actor(again.user.id, again.session_id)
    with world.services.uow.write(actor) as tx:
        world.services.linking.unlink(tx, actor, "google", HERE)


def test_an_account_that_is_leaving_is_opened_for_who_stays(world: World) -> None:
    actor = actor_of(arrive(world, "google", "gina-1"))
    world.services.accounts.close(actor, "", HERE)
    half = come_back(world, "google", "gina-1")
    assert isinstance(half, Halfway) and isinstance(half.fault, AccountClosing) and half.fault.details["purge_after"]
    finish = world.services.linking.finish
    with pytest.raises(AccountClosing):
        finish("google", half.ticket, "", HERE)
    kept = finish("google", half.ticket, "", HERE, keep_account=True)
    assert actor_of(kept).user_id == actor.user_id and users(world)["gina@example.com"].status == "active"
    with pytest.raises(OauthStateInvalid):
        finish("google", half.ticket, "", HERE, keep_account=True)  # one session comes of it


def test_a_company_does_not_replace_the_second_step(world: World, twitch: Company) -> None:
    actor = actor_of(arrive(world, "twitch", twitch))
    app = pyotp.TOTP(world.second_step(actor.user_id))
    world.clock.forward(seconds=30)
    before = len(world.rows(Session))
    half = come_back(world, "twitch", twitch)
    assert isinstance(half, Halfway) and isinstance(half.fault, SecondFactorRequired)
    assert len(world.rows(Session)) == before
    finish = world.services.linking.finish
    left = world.services.linking.depart("twitch")
    code = app.at(world.clock.now)
    for company, ticket in (("discord", half.ticket), ("twitch", left.ticket), ("twitch", ""), ("twitch", "x" * 200)):
        with pytest.raises(OauthStateInvalid):
            finish(company, ticket, code, HERE)
    with pytest.raises(SecondFactorRequired):
        finish("twitch", half.ticket, " ", HERE)
    with pytest.raises(SecondFactorWrong):
        finish("twitch", half.ticket, "000000", HERE)
    assert [entry.result for entry in world.rows(AuditEntry) if entry.action == Action.SIGN_IN].count("refused") == 1
    assert actor_of(finish("twitch", half.ticket, code, HERE)).user_id == actor.user_id
    world.clock.forward(seconds=30)
    with pytest.raises(OauthStateInvalid):
        finish("twitch", half.ticket, app.at(world.clock.now), HERE)
    late = come_back(world, "twitch", twitch)
    assert isinstance(late, Halfway)
    world.clock.forward(minutes=10, seconds=1)
    with pytest.raises(OauthStateInvalid):
        finish("twitch", late.ticket, app.at(world.clock.now), HERE)


def test_half_a_sign_in_is_worth_nothing_once_it_is_unlinked(world: World, twitch: Company) -> None:
    actor = actor_of(arrive(world, "google", "gina-1"))
    arrive(world, "twitch", twitch, actor=actor, link=True)
    app = pyotp.TOTP(world.second_step(actor.user_id))
    world.clock.forward(seconds=30)
    half = come_back(world, "twitch", twitch)
    assert isinstance(half, Halfway)
    with world.services.uow.write(actor) as tx:
        world.services.linking.unlink(tx, actor, "twitch", HERE)
    with pytest.raises(OauthStateInvalid):
        world.services.linking.finish("twitch", half.ticket, app.at(world.clock.now), HERE)


def test_wrong_codes_are_counted_whichever_way_she_came(
    tmp_path: Path, database_url: str, google: str, twitch: Company, discord: Company
) -> None:
    world = linked_world(tmp_path, database_url, google, twitch, discord, login_account_limit="3/hour")
    actor = actor_of(arrive(world, "twitch", twitch))
    app = pyotp.TOTP(world.second_step(actor.user_id))
    world.clock.forward(seconds=30)
    half = come_back(world, "twitch", twitch)
    assert isinstance(half, Halfway)
    seen: list[type[BaseException]] = []
    for code in ("000000", "000000", "000000", app.at(world.clock.now)):
        with pytest.raises((SecondFactorWrong, RateLimited)) as caught:
            world.services.linking.finish("twitch", half.ticket, code, HERE)
        seen.append(type(caught.value))
    assert seen == [SecondFactorWrong] * 3 + [RateLimited]
    world.close()


def test_an_account_with_a_second_step_is_not_joined_by_its_address(world: World) -> None:
    signed_up = world.services.accounts.sign_up("gina@example.com", PASSWORD, "Gina", HERE)
    world.verify(signed_up.user.id)
    world.second_step(signed_up.user.id)
    with pytest.raises(EmailTaken):
        come_back(world, "google", "gina-1")
    assert world.rows(OauthAccount) == []


def test_a_session_that_has_just_ended_links_and_unlinks_nothing(world: World, twitch: Company) -> None:
    """Another process may remember it for seconds."""
    alice = world.person("alice")
    arrive(world, "twitch", twitch, actor=alice, link=True)
    with world.services.uow.write(alice) as tx:
        world.services.sessions.revoke(tx, alice, alice.session_id)
    with pytest.raises(InvalidToken):
        arrive(world, "google", "gina-1", actor=alice, link=True)
    with pytest.raises(InvalidToken), world.services.uow.write(alice) as tx:
        world.services.linking.unlink(tx, alice, "twitch", HERE)
    assert [row.provider for row in world.rows(OauthAccount)] == ["twitch"]


def test_a_round_works_once_in_the_browser_that_began_it_and_for_ten_minutes(world: World, twitch: Company) -> None:
    service = world.services.linking
    left, other = service.depart("twitch"), service.depart("twitch")
    back = twitch.approve(left.url)

    def attempt(company: str = "twitch", state: str = back["state"], ticket: str = left.ticket) -> None:
        service.arrive(company, back["code"], state, ticket, HERE, None)

    for wrong in (
        {"state": other.state}, {"ticket": other.ticket}, {"ticket": ""}, {"ticket": left.ticket[:-4] + "AAAA"},
        {"state": ""}, {"state": "ü"}, {"company": "google"}, {"company": "discord"},
    ):
        with pytest.raises(OauthStateInvalid):
            attempt(**wrong)
    attempt()
    with pytest.raises(OauthStateInvalid):
        attempt()
    late = service.depart("twitch")
    back = twitch.approve(late.url)
    world.clock.forward(minutes=10, seconds=1)
    with pytest.raises(OauthStateInvalid):
        service.arrive("twitch", back["code"], back["state"], late.ticket, HERE, None)


def test_what_a_company_is_asked(world: World, twitch: Company, discord: Company) -> None:
    urls = {company: world.services.linking.depart(company).url for company in ("google", "twitch", "discord")}
    for company, url in urls.items():
        assert f"redirect_uri=http%3A%2F%2Flocalhost%3A3000%2Fapi%2Fv1%2Fauth%2Foauth%2F{company}%2Fcallback" in url
        assert CLIENT_SECRET not in url and ("code_challenge_method=S256" in url) == (company != "twitch")
    assert "nonce=" in urls["google"] and "nonce=" in urls["twitch"]


@pytest.mark.parametrize("forged", [
    {"iss": "https://evil.example"}, {"aud": "another client"}, {"nonce": "another"}, {"exp": 1}, {"sub": None},
    {"key": RSAKey.generate_key(2048)},
])  # fmt: skip
def test_an_id_token_that_does_not_hold_opens_nothing(world: World, twitch: Company, forged: dict[str, Any]) -> None:
    twitch.forge |= forged
    with pytest.raises(SignInRefused):
        arrive(world, "twitch", twitch)
    assert world.rows(User) == []


@pytest.mark.parametrize(("path", "answer", "fault"), [
    ("/token", (503, b"busy"), SignInUnavailable), ("/token", (200, b"<html>"), SignInRefused),
    ("/token", (200, b"[]"), SignInRefused), ("/token", (200, {"status": 400, "message": "no"}), SignInRefused),
    ("/token", (400, {"status": 400, "message": "no"}), SignInRefused),
    ("/token", (302, b""), SignInRefused),
])  # fmt: skip
def test_a_company_that_answers_oddly(
    world: World, twitch: Company, path: str, answer: tuple[int, Any], fault: type[StudioError]
) -> None:
    twitch.answers[path] = answer
    with pytest.raises(fault) as caught:
        arrive(world, "twitch", twitch)
    assert CLIENT_SECRET not in str(caught.value.details) and caught.value.__class__ is fault


def test_discord_that_forgets_who_it_is_or_is_away(world: World, discord: Company) -> None:
    for answer, fault in (((200, {"username": "x"}), SignInRefused), ((401, {}), SignInRefused),
                          ((500, {}), SignInUnavailable), ((200, b"x" * 1_100_000), SignInRefused)):
        discord.answers["/api/users/@me"] = answer  # type: ignore[assignment]
        with pytest.raises(fault):
            arrive(world, "discord", discord)


def test_only_what_is_configured_is_offered(world: World, scripted: World) -> None:
    assert [company.id for company in world.services.linking.offered()] == ["twitch", "google", "discord"]
    assert [company.id for company in scripted.services.linking.offered()] == ["discord"]
    with pytest.raises(NotFound):
        scripted.services.linking.depart("google")


@given(st.text(max_size=60))
def test_only_paths_of_ours_are_gone_to(path: str) -> None:
    for tried in (path, "/" + path):
        safe = rules.safe_path(tried)
        assert safe in ("", tried)
        resolved = urljoin("https://studio.example/login", safe)
        assert resolved.startswith("https://studio.example/") and "//" not in urlsplit(resolved).path
        assert not safe or (safe.startswith("/") and not safe.startswith(("//", "/\\")) and "\\" not in safe)


@pytest.mark.parametrize("path", ["//evil.example", "/\\evil.example", "https://evil.example", "evil", "/a\nb",
                                  "/.//evil.example", "/a/..//evil.example", "/%2e//evil.example", "/a//b", "/..",
                                  "/a/%2E."])
def test_nobody_is_sent_elsewhere(path: str) -> None:
    assert rules.safe_path(path) == ""
    for good in ("/create?title=Hi#x", "/library?next=//a/../b", "/", "/a.b/", "/assets/x.y"):
        assert rules.safe_path(good) == good


@pytest.fixture
def http(world: World, tmp_path: Path) -> Iterator[TestClient]:
    with checked_client(world) as client:
        yield client


PAGE = {"sec-fetch-mode": "navigate", "accept": "text/html"}


def test_a_browser_is_signed_in_by_cookies_and_sent_on(http: TestClient, world: World, twitch: Company) -> None:
    begun = http.post("/api/v1/auth/oauth/twitch", json={"next": "/create?title=Hi"}).json()["data"]
    cookie = next(c for c in http.cookies.jar if c.name == "ss_oauth")
    assert twitch.url in begun["authorization_url"] and begun["state"] not in (cookie.value or "")
    back = http.get("/api/v1/auth/oauth/twitch/callback", params=twitch.approve(begun["authorization_url"]),
                    headers=PAGE, follow_redirects=False)
    assert (back.status_code, back.headers["location"]) == (303, "/create?title=Hi")
    assert back.headers["referrer-policy"] == "no-referrer"
    assert "ss_oauth" not in http.cookies and http.get("/api/v1/auth/me").json()["data"]["email"] == "tina@example.com"
    second = http.post("/api/v1/auth/oauth/twitch").json()["data"]
    again = http.get("/api/v1/auth/oauth/twitch/callback", params=twitch.approve(second["authorization_url"]),
                     headers=PAGE, follow_redirects=False)
    assert again.headers["location"] == "/dashboard"


def test_other_clients_get_tokens(http: TestClient, twitch: Company) -> None:
    begun = http.post("/api/v1/auth/oauth/twitch").json()["data"]
    answer = http.get("/api/v1/auth/oauth/twitch/callback", params=twitch.approve(begun["authorization_url"]))
    assert answer.json()["data"]["access_token"]


def test_a_browser_that_comes_back_wrong_is_told_on_the_page(http: TestClient, twitch: Company) -> None:
    begun = http.post("/api/v1/auth/oauth/twitch").json()["data"]
    for params, code in (
        ({"error": "access_denied", "state": begun["state"]}, "OAUTH_REFUSED"),
        (twitch.approve(begun["authorization_url"]), "OAUTH_STATE_INVALID"),  # the cookie went with the first answer
    ):
        back = http.get("/api/v1/auth/oauth/twitch/callback", params=params, headers=PAGE, follow_redirects=False)
        assert back.headers["location"] == f"/login?oauth={code}&with=twitch"
    bare = http.get("/api/v1/auth/oauth/twitch/callback", params={"code": "x", "state": "y"})
    assert (bare.status_code, bare.json()["error"]["code"]) == (400, "OAUTH_STATE_INVALID")


def test_a_browser_is_asked_for_the_second_step_on_the_page(http: TestClient, world: World, twitch: Company) -> None:
    actor = actor_of(arrive(world, "twitch", twitch))
    app = pyotp.TOTP(world.second_step(actor.user_id))
    world.clock.forward(seconds=30)
    begun = http.post("/api/v1/auth/oauth/twitch", json={"next": "/library"}).json()["data"]
    back = http.get("/api/v1/auth/oauth/twitch/callback", params=twitch.approve(begun["authorization_url"]),
                    headers=PAGE, follow_redirects=False)
    assert back.headers["location"] == "/login?oauth=SECOND_FACTOR_REQUIRED&with=twitch&next=%2Flibrary"
    assert "ss_at" not in http.cookies and "ss_oauth" in http.cookies
    wrong = http.post("/api/v1/auth/oauth/twitch/finish", json={"code": "000000"})
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (401, "SECOND_FACTOR_WRONG")
    elsewhere = {"code": app.at(world.clock.now), "keep_account": False}
    foreign = http.post("/api/v1/auth/oauth/twitch/finish", json=elsewhere, headers={"origin": "https://evil.example"})
    assert foreign.status_code == 403
    done = http.post("/api/v1/auth/oauth/twitch/finish", json=elsewhere, headers={"sec-fetch-mode": "cors"})
    assert done.status_code == 200 and "access_token" not in done.json()["data"]
    assert "ss_oauth" not in http.cookies and http.get("/api/v1/auth/me").json()["data"]["email"] == "tina@example.com"
    again = http.post("/api/v1/auth/oauth/twitch/finish", json=elsewhere)
    assert again.json()["error"]["code"] == "OAUTH_STATE_INVALID"


def test_other_clients_are_asked_for_it_in_the_answer(http: TestClient, world: World, twitch: Company) -> None:
    actor = actor_of(arrive(world, "twitch", twitch))
    app = pyotp.TOTP(world.second_step(actor.user_id))
    world.clock.forward(seconds=30)
    begun = http.post("/api/v1/auth/oauth/twitch").json()["data"]
    answer = http.get("/api/v1/auth/oauth/twitch/callback", params=twitch.approve(begun["authorization_url"]))
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "SECOND_FACTOR_REQUIRED")
    done = http.post("/api/v1/auth/oauth/twitch/finish", json={"code": app.at(world.clock.now)})
    assert done.json()["data"]["access_token"]


def test_linking_and_unlinking_over_the_api(http: TestClient, world: World, twitch: Company) -> None:
    alice = sign_up(http, "alice")
    assert alice.get("/auth/oauth").json()["data"]["linked"] == []
    assert alice.post("/auth/oauth/twitch/link", json={"password": "wrong wrong"}).status_code == 403
    assert alice.post("/auth/oauth/nobody/link", json={"password": PASSWORD}).status_code == 404
    begun = alice.post("/auth/oauth/twitch/link", json={"password": PASSWORD}).json()["data"]
    answer = http.get("/api/v1/auth/oauth/twitch/callback", params=twitch.approve(begun["authorization_url"]),
                      headers=alice.headers)
    assert answer.json()["data"] == {"message": "It is linked."}, json.dumps(answer.json())
    [linked] = alice.get("/auth/oauth").json()["data"]["linked"]
    assert (linked["provider"], linked["label"]) == ("twitch", "tina_tv")
    assert alice.delete("/auth/oauth/twitch").status_code == 200
    assert alice.delete("/auth/oauth/twitch").status_code == 404
    offered = http.get("/api/v1/auth/providers").json()["data"]["providers"]
    assert [entry["label"] for entry in offered] == ["Twitch", "Google", "Discord"]


def test_an_unknown_company_is_nowhere(http: TestClient) -> None:
    assert http.post(f"/api/v1/auth/oauth/{uuid.uuid4().hex}").status_code == 404
