"""Getting back in and showing that an address is one's own; the mails of it; devices; the audit log."""

from __future__ import annotations

import contextlib
import re
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pyotp
import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.core.actor import Actor, Client, System
from studio_app.core.errors import InvalidToken, NotFound, RateLimited, StudioError, ValidationFailed
from studio_app.db.models import ApiKey, AuditEntry, AuthToken, OauthAccount, OutboxMessage, Session, User
from studio_app.features.accounts.passwords import PasswordHasher
from studio_app.features.accounts.sessions import Sessions
from studio_app.features.accounts.types import (
    AccountClosing,
    EmailNotVerified,
    InvalidCredentials,
    LinkInvalid,
    ReauthRequired,
    SignedIn,
    WrongPassword,
)
from studio_app.features.audit import rules as audit_rules
from studio_app.features.audit.types import Action
from tests.conftest import make_settings, make_world
from tests.features.test_accounts import PASSWORD, address
from tests.world import World
from workers.admin import log_out

HOME = Client("Mozilla/5.0 (Windows NT 10.0) Firefox/140.0", "203.0.113.77", page=True)
AWAY = Client("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/605.1", "198.51.100.5", page=True)
NEW = "a completely different one"


def sign_up(world: World, email: str) -> SignedIn:
    return world.services.accounts.sign_up(email, PASSWORD, "Nova", HOME)


def mailed(world: World, email: str, subject: str) -> str:
    """The secret in the newest mail of that subject."""
    mail = next(mail for mail in world.mails(email) if subject in mail.subject)
    found = re.search(r"/(?:verify|reset)#([A-Za-z0-9_-]+)", mail.text)
    assert found and found.group() in mail.html
    return found.group(1)


def actor_of(signed_in: SignedIn) -> Actor:
    return Actor(signed_in.user.id, signed_in.session_id)


def actions(world: World, user_id: uuid.UUID) -> list[str]:
    return [row.action for row in sorted(world.rows(AuditEntry), key=lambda row: row.number) if row.user_id == user_id]


def test_a_new_address_is_confirmed_by_its_mail(either_world: World) -> None:
    world, email = either_world, address()
    actor = actor_of(sign_up(world, email))
    with world.services.uow.read(actor) as tx, pytest.raises(EmailNotVerified):
        world.services.accounts.require_verified(tx, actor)
    token = mailed(world, email, "Confirm your e-mail")
    assert all(token not in str(row.payload) for row in world.rows(OutboxMessage))
    assert all(token != row.token_hash for row in world.rows(AuthToken))
    world.services.recovery.verify(token, HOME)
    world.services.recovery.verify(token, HOME)  # a second click is no error
    with world.services.uow.read(actor) as tx:
        world.services.accounts.require_verified(tx, actor)
        assert world.services.accounts.me(tx, actor).email_verified
    assert actions(world, actor.user_id).count(Action.EMAIL_VERIFIED) == 1
    world.services.recovery.request_verification(actor, HOME)
    assert len([mail for mail in world.mails(email) if "Confirm" in mail.subject]) == 1  # nothing left to confirm


def test_a_link_for_another_address_or_after_a_day_confirms_nothing(world: World) -> None:
    email = address()
    signed_in = sign_up(world, email)
    token = mailed(world, email, "Confirm")
    with world.services.uow.write(System.WORKER) as tx:
        user = tx.session.get(User, signed_in.user.id)
        assert user is not None
        user.email = address("other")
        tx.session.add(user)
    with pytest.raises(LinkInvalid):
        world.services.recovery.verify(token, HOME)
    later = address()
    sign_up(world, later)
    token = mailed(world, later, "Confirm")
    world.clock.forward(hours=25)
    for wrong in (token, token[:-1], "x" * 43):
        with pytest.raises(LinkInvalid):
            world.services.recovery.verify(wrong, HOME)
    world.clock.forward(days=8)
    world.services.accounts.tidy()
    assert world.rows(AuthToken) == []


def test_a_lost_password_is_replaced_and_every_device_logged_out(either_world: World) -> None:
    world, email = either_world, address()
    signed_in = sign_up(world, email)
    world.services.recovery.request_reset(email.upper(), AWAY)
    token = mailed(world, email, "Choose a new password")
    with pytest.raises(ValidationFailed) as refused:
        world.services.recovery.reset(token, "short", AWAY)
    assert "new_password" in (refused.value.details or {})["fields"]
    world.services.recovery.reset(token, NEW, AWAY)
    for used in (lambda: world.services.recovery.reset(token, NEW + "!", AWAY),):
        with pytest.raises(LinkInvalid):
            used()
    with pytest.raises(InvalidToken):
        world.services.authenticator.by_session(signed_in.session_id)
    with pytest.raises(InvalidCredentials):
        world.services.accounts.log_in(email, PASSWORD, HOME)
    again = world.services.accounts.log_in(email, NEW, HOME)
    assert again.user.email_verified  # the mailbox was read, after all
    assert any("was changed" in mail.subject for mail in world.mails(email))
    assert Action.PASSWORD_RESET in actions(world, signed_in.user.id)


def test_of_several_links_the_first_one_used_ends_the_others(world: World) -> None:
    email = address()
    sign_up(world, email)
    tokens = []
    for _ in range(3):
        world.services.recovery.request_reset(email, HOME)
        tokens.append(mailed(world, email, "Choose"))
        world.clock.forward(seconds=1)
    assert len(set(tokens)) == 3
    world.services.recovery.reset(tokens[1], NEW, HOME)
    for token in tokens:
        with pytest.raises(LinkInvalid):
            world.services.recovery.reset(token, NEW + " 2", HOME)


def test_of_two_at_once_one_resets(either_world: World) -> None:
    world, email = either_world, address()
    sign_up(world, email)
    world.services.recovery.request_reset(email, HOME)
    token = mailed(world, email, "Choose")

    def attempt(number: int) -> str:
        try:
            world.services.recovery.reset(token, f"{NEW} {number}", HOME)
        except LinkInvalid:
            return ""
        return f"{NEW} {number}"

    with ThreadPoolExecutor(4) as pool:
        won = [password for password in pool.map(attempt, range(4)) if password]
    assert len(won) == 1
    world.services.accounts.log_in(email, won[0], HOME)


def test_who_took_an_address_that_was_not_hers_is_locked_out_by_its_owner(world: World) -> None:
    """Pre-hijacking: an attacker signs up with a victim's address and leaves herself ways back in."""
    email = address("victim")
    attacker = sign_up(world, email)
    with world.services.uow.write(System.WORKER) as tx:
        tx.session.add(OauthAccount(user_id=attacker.user.id, provider="google", subject="evil"))
        tx.session.add(ApiKey(user_id=attacker.user.id, name="k", key_hash="h" * 64, hint="h", scopes=[]))
    world.services.recovery.request_reset(email, AWAY)
    world.services.recovery.reset(mailed(world, email, "Choose"), NEW, AWAY)
    assert world.rows(OauthAccount) == [] and world.rows(ApiKey) == []
    with pytest.raises(InvalidToken):
        world.services.accounts.refresh(attacker.refresh_token)


def test_an_unknown_address_is_answered_the_same_and_gets_nothing(world: World) -> None:
    sign_up(world, address())
    before = len(world.mails())
    rows = len(world.rows(OutboxMessage))
    world.services.recovery.request_reset("nobody@example.com", HOME)
    assert len(world.rows(OutboxMessage)) == rows + 1
    assert len(world.mails()) == before and all("nobody" not in str(row.payload) for row in world.rows(OutboxMessage))


def test_mails_are_not_a_way_to_flood_somebody(world: World, tmp_path_factory: pytest.TempPathFactory) -> None:
    settings_ = make_settings(
        tmp_path_factory.mktemp("limited"), world.services.settings.database, mailed_account_limit="2/hour"
    )
    limited = make_world(settings_)
    try:
        for number in range(2):
            limited.services.recovery.request_reset("a@example.com", Client(ip=f"203.0.{number}.1"))
        with pytest.raises(RateLimited):
            limited.services.recovery.request_reset("A@example.com ", Client(ip="203.0.99.1"))
    finally:
        limited.close()


def test_a_new_password_logs_the_other_devices_out(either_world: World) -> None:
    world, email = either_world, address()
    here = sign_up(world, email)
    there = world.services.accounts.log_in(email, PASSWORD, AWAY)
    actor = actor_of(here)
    with pytest.raises(WrongPassword):
        world.services.accounts.change_password(actor, "wrong wrong wrong", NEW, HOME)
    with pytest.raises(ValidationFailed):
        world.services.accounts.change_password(actor, PASSWORD, "short", HOME)
    world.services.accounts.change_password(actor, PASSWORD, NEW, HOME)
    assert world.services.authenticator.by_session(here.session_id) == actor
    with pytest.raises(InvalidToken):
        world.services.authenticator.by_session(there.session_id)
    world.services.accounts.log_in(email, NEW, HOME)


def test_devices_are_listed_and_logged_out_one_by_one_or_all(either_world: World) -> None:
    world, email = either_world, address()
    here = actor_of(sign_up(world, email))
    phone = world.services.accounts.log_in(email, PASSWORD, AWAY)
    third = world.services.accounts.log_in(email, PASSWORD, Client("curl/8.1", "2001:db8:1:2::5"))
    with world.services.uow.read(System.WORKER) as tx:
        rows = world.services.sessions.all_of(tx, here)
    assert rows[0].current and {row.device for row in rows} == {"Firefox on Windows", "Safari on iPhone", "curl"}
    assert {row.place for row in rows} == {"203.0.113.0/24", "198.51.100.0/24", "2001:db8:1:2::/64"}
    with world.services.uow.write(System.WORKER) as tx:
        world.services.sessions.revoke(tx, here, phone.session_id)
        with pytest.raises(NotFound):
            world.services.sessions.revoke(tx, here, uuid.uuid4())
    with pytest.raises(InvalidToken):
        world.services.authenticator.by_session(phone.session_id)
    with world.services.uow.write(System.WORKER) as tx:
        assert world.services.sessions.revoke_others(tx, here) == [third.session_id]
    with world.services.uow.read(System.WORKER) as tx:
        assert [row.id for row in world.services.sessions.all_of(tx, here)] == [here.session_id]


def test_nobody_logs_a_stranger_out(world: World) -> None:
    alice, bob = world.person("alice"), world.person("bob")
    with world.services.uow.write(bob) as tx, pytest.raises(NotFound):
        world.services.sessions.revoke(tx, bob, alice.session_id)
    assert world.services.authenticator.by_session(alice.session_id) == alice


def told(world: World, email: str, client: Client) -> bool:
    """Whether logging in from there is told by mail."""
    def count() -> int:
        return sum("New sign-in" in mail.subject for mail in world.mails(email))
    before = count()
    world.services.accounts.log_in(email, PASSWORD, client)
    return count() > before


def test_a_browser_never_seen_before_is_told_by_mail_once(either_world: World) -> None:
    world, email = either_world, address()
    kept = sign_up(world, email).browser
    assert not told(world, email, replace(AWAY, browser=kept))  # the same browser elsewhere, after an update
    assert told(world, email, HOME)  # its name and its network are easy to copy, in the same house
    app = Client("Studio/1 CFNetwork", HOME.ip)
    assert told(world, email, app) and not told(world, email, app)  # an app keeps nothing: both together are all it has
    assert told(world, email, replace(app, ip="192.0.2.1"))
    assert told(world, email, Client(HOME.user_agent, HOME.ip))  # who says to be no browser is not known as one
    mails = [mail for mail in world.mails(email) if "New sign-in" in mail.subject and "Apple app" in mail.text]
    assert len(mails) == 2 and any("203.0.113.0/24" in mail.text for mail in mails)
    assert not any("203.0.113.77" in mail.text for mail in mails)


@pytest.mark.parametrize("kept", ["", "x", "A" * 43, "A" * 5_000, "é" * 43])
def test_a_browser_that_keeps_what_we_never_gave_is_not_known(world: World, kept: str) -> None:
    email, other = address(), address("other")
    sign_up(world, email)
    theirs = sign_up(world, other).browser
    assert told(world, email, replace(HOME, browser=kept))
    assert told(world, email, replace(HOME, browser=theirs))
    assert told(world, email, replace(HOME, browser=theirs[:-1]))


def test_two_people_of_one_browser_have_nothing_in_common(world: World) -> None:
    kept = sign_up(world, address()).browser
    other = address("other")
    assert world.services.accounts.sign_up(other, PASSWORD, "Nova", replace(HOME, browser=kept)).browser == kept
    assert not told(world, other, replace(AWAY, browser=kept))
    hashes = {row.user_id: row.browser for row in world.rows(Session)}
    assert len(hashes) == len(set(hashes.values())) == 2 and kept not in hashes.values()


def test_a_browser_that_was_logged_out_by_its_person_is_known_no_more(either_world: World) -> None:
    world, email = either_world, address()
    here = actor_of(sign_up(world, email))
    thief = world.services.accounts.log_in(email, PASSWORD, AWAY)
    again = world.services.accounts.log_in(email, PASSWORD, replace(AWAY, browser=thief.browser))
    world.services.accounts.log_out(actor_of(again))
    assert not told(world, email, replace(AWAY, browser=thief.browser))  # who leaves by herself may come back
    with world.services.uow.write(here) as tx:
        world.services.sessions.revoke(tx, here, thief.session_id)
    assert told(world, email, replace(AWAY, browser=thief.browser))


@pytest.mark.parametrize("way", ["others", "password", "everything"])
def test_with_every_device_logged_out_all_browsers_are_new(world: World, way: str) -> None:
    email = address()
    here = sign_up(world, email)
    there = world.services.accounts.log_in(email, PASSWORD, AWAY)
    if way == "others":
        with world.services.uow.write(actor_of(here)) as tx:
            world.services.sessions.revoke_others(tx, actor_of(here))
    elif way == "password":
        world.services.accounts.change_password(actor_of(here), PASSWORD, NEW, HOME)
        world.services.accounts.change_password(actor_of(here), NEW, PASSWORD, HOME)
    else:
        world.services.accounts.end_access(email)
    assert told(world, email, replace(AWAY, browser=there.browser))
    assert told(world, email, replace(HOME, ip="192.0.2.1", browser=here.browser)) is (way == "everything")


def test_a_stolen_token_is_told_by_mail(world: World) -> None:
    email = address()
    signed_in = sign_up(world, email)
    world.services.accounts.refresh(signed_in.refresh_token)
    world.clock.forward(seconds=11)
    with pytest.raises(StudioError):
        world.services.accounts.refresh(signed_in.refresh_token)
    assert any("logged a device out" in mail.subject for mail in world.mails(email))


def test_leaving_and_coming_back(either_world: World) -> None:
    world, email = either_world, address()
    signed_in = sign_up(world, email)
    with pytest.raises(WrongPassword):
        world.services.accounts.close(actor_of(signed_in), "wrong wrong wrong", HOME)
    until = world.services.accounts.close(actor_of(signed_in), PASSWORD, HOME)
    assert until == world.clock.now + timedelta(days=14)
    with pytest.raises(InvalidToken):
        world.services.authenticator.by_session(signed_in.session_id)
    with pytest.raises(InvalidCredentials):
        world.services.accounts.log_in(email, "wrong wrong wrong", HOME, keep_account=True)
    with pytest.raises(AccountClosing) as fault:
        world.services.accounts.log_in(email, PASSWORD, HOME)
    assert (fault.value.details or {})["purge_after"].startswith(f"{until:%Y-%m-%d}")
    world.services.accounts.log_in(email, PASSWORD, HOME, keep_account=True)
    [user] = world.rows(User)
    assert (user.status, user.purge_after) == ("active", None)
    assert any("will be deleted on" in mail.subject for mail in world.mails(email))


def test_without_a_password_only_a_fresh_session_may_do_dangerous_things(world: World) -> None:
    actor = world.person()
    with world.services.uow.write(System.WORKER) as tx:
        user = tx.session.get(User, actor.user_id)
        session = tx.session.get(Session, actor.session_id)
        assert user is not None and session is not None
        user.password_hash, session.created_at = None, world.clock.now
        tx.session.add_all([user, session])
    world.clock.forward(minutes=11)
    with pytest.raises(ReauthRequired):
        world.services.accounts.close(actor, "", HOME)
    world.clock.forward(minutes=-2)
    world.services.accounts.close(actor, "", HOME)


def test_refused_log_ins_are_written_down_with_or_without_an_account(world: World) -> None:
    email = address()
    signed_in = sign_up(world, email)
    for who in (email, "nobody@example.com"):
        with pytest.raises(InvalidCredentials):
            world.services.accounts.log_in(who, "wrong wrong wrong", AWAY)
    refused = [row for row in world.rows(AuditEntry) if row.result == "refused"]
    assert {row.user_id for row in refused} == {signed_in.user.id, None}
    assert email not in str([row.model_dump() for row in world.rows(AuditEntry)])


def test_everyone_sees_her_own_entries_page_by_page(either_world: World) -> None:
    world = either_world
    alice, bob = world.person("alice"), world.person("bob")
    for _ in range(4):
        with world.services.uow.write(alice) as tx:
            world.services.sessions.revoke_others(tx, alice)
        world.clock.forward(seconds=1)
    seen, cursor = [], None
    while True:
        with world.services.uow.read(alice) as tx:
            page = world.services.audit.own(tx, alice, limit=2, cursor=cursor)
        seen += [entry.action for entry in page.entries]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert seen == [*[Action.SESSIONS_REVOKED] * 4, Action.SIGN_IN, Action.SIGN_UP]
    with world.services.uow.read(bob) as tx:
        assert len(world.services.audit.own(tx, bob).entries) == 2


def test_the_log_is_only_ever_added_to(either_world: World) -> None:
    world = either_world
    world.person()
    engine = world.services.uow._engine
    for statement in ("UPDATE audit_log SET action = 'nothing'", "DELETE FROM audit_log"):
        with engine.begin() as connection, pytest.raises(sa.exc.DBAPIError, match="append only"):
            connection.execute(sa.text(statement))
    assert world.services.audit.first_broken() is None


def test_a_row_that_was_changed_or_cut_out_shows(world: World) -> None:
    for name in ("alice", "bob", "charlie"):
        world.person(name)
    with world.services.uow._engine.begin() as connection:
        for trigger in ("audit_log_fixed", "audit_log_kept"):
            connection.execute(sa.text(f"DROP TRIGGER {trigger}"))
        connection.execute(sa.text("UPDATE audit_log SET result = 'refused' WHERE number = 4"))
    assert world.services.audit.first_broken() == 4
    with world.services.uow._engine.begin() as connection:
        connection.execute(sa.text("UPDATE audit_log SET result = 'ok' WHERE number = 4"))
    assert world.services.audit.first_broken() is None
    with world.services.uow._engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM audit_log WHERE number = 3"))
    assert world.services.audit.first_broken() == 4


def test_after_a_year_entries_go_and_the_rest_still_holds(world: World) -> None:
    world.clock.forward(days=-400)
    world.person("old")
    world.clock.forward(days=400)
    world.person("new")
    world.services.audit.tidy()
    assert {row.action for row in world.rows(AuditEntry)} == {Action.SIGN_UP, Action.SIGN_IN}
    assert len(world.rows(AuditEntry)) == 2 and world.services.audit.first_broken() is None


def test_many_at_once_make_one_chain(either_world: World) -> None:
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda number: either_world.person(f"p{number}"), range(12)))
    assert sorted(row.number for row in either_world.rows(AuditEntry)) == list(range(1, 25))
    assert either_world.services.audit.first_broken() is None


def test_the_secret_is_changed_and_nobody_is_logged_out(world: World, tmp_path_factory: pytest.TempPathFactory) -> None:
    email = address()
    signed_in = sign_up(world, email)
    database = world.services.settings.database
    old = world.services.settings.jwt_secret_key.get_secret_value()
    folder = tmp_path_factory.mktemp("rotated")
    rotated = make_world(make_settings(
        folder, database, jwt_secret_key="another secret of the tests, just as long", jwt_secret_keys_former=old
    ))
    assert rotated.services.authenticator.by_token(signed_in.access_token) == actor_of(signed_in)
    mint = rotated.services.authenticator.mint
    assert mint.csrf_matches(signed_in.session_id, signed_in.csrf_token)
    rotated.services.accounts.refresh(signed_in.refresh_token)
    rotated.services.accounts.log_in(email, PASSWORD, HOME)
    rotated.close()
    alone = make_world(make_settings(folder, database, jwt_secret_key="another secret of the tests, just as long"))
    alone.services.accounts.log_in(email, PASSWORD, HOME)  # the password was hashed anew meanwhile
    with pytest.raises(InvalidToken):
        alone.services.authenticator.by_token(signed_in.access_token)
    alone.close()


@settings(max_examples=200)
@given(st.text(max_size=400))
def test_any_user_agent_gets_a_short_name(user_agent: str) -> None:
    assert 0 < len(audit_rules.device_of(user_agent)) <= 80


@given(st.dictionaries(st.sampled_from("abcd"), st.text() | st.integers() | st.booleans(), min_size=1), st.text())
def test_the_hash_depends_on_everything(facts: dict[str, object], before: str) -> None:
    here = audit_rules.chained(before, facts)
    assert here == audit_rules.chained(before, dict(reversed(facts.items())))
    assert here != audit_rules.chained(before + "x", facts)
    for key in facts:
        assert here != audit_rules.chained(before, {**facts, key: "another"}) or facts[key] == "another"


class WhileHashing:
    """Stands where the hasher does, and lets something happen while it works: hashing takes a quarter of a second."""

    def __init__(self, hasher: PasswordHasher, happens: Callable[[], object]) -> None:
        self._hasher = hasher
        self._happens = happens

    def verified_by(self, password: str, stored: str | None) -> int | None:
        found = self._hasher.verified_by(password, stored)
        self._happens()
        return found

    def verify(self, password: str, stored: str | None) -> bool:
        return self.verified_by(password, stored) is not None

    def hash(self, password: str) -> str:
        return self._hasher.hash(password)


def test_who_knew_the_old_password_is_out_even_while_hers_is_being_set(
    either_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, email = either_world, address()
    thief = actor_of(sign_up(world, email))
    world.verify(thief.user_id)
    world.services.recovery.request_reset(email, HOME)
    secret = mailed(world, email, "Choose a new password")
    accounts = world.services.accounts
    done: list[bool] = []

    def reset() -> None:
        if not done:
            done.append(True)
            world.services.recovery.reset(secret, NEW, HOME)

    monkeypatch.setattr(accounts, "_hasher", WhileHashing(accounts._hasher, reset))
    for act, fault in (
        (lambda: accounts.log_in(email, PASSWORD, AWAY), InvalidCredentials),
        (lambda: accounts.change_password(thief, PASSWORD, "what the thief would like", AWAY), InvalidToken),
        (lambda: world.services.keys.create(thief, "k", ["read"], PASSWORD, AWAY), InvalidToken),
        (lambda: accounts.close(thief, PASSWORD, AWAY), InvalidToken),
        (lambda: world.services.privacy.request_export(thief, PASSWORD, AWAY), InvalidToken),
    ):
        done.clear()
        with world.services.uow.write(System.WORKER) as tx:  # as it was before
            user = tx.session.get(User, thief.user_id)
            session = tx.session.get(Session, thief.session_id)
            assert user is not None and session is not None
            user.password_hash, session.revoked_at = accounts._hasher.hash(PASSWORD), None
            tx.session.add_all([user, session])
        world.services.recovery.request_reset(email, HOME)
        secret = mailed(world, email, "Choose a new password")
        with pytest.raises(fault):
            act()
        assert done and not [row for row in world.rows(Session) if row.revoked_at is None]
    assert world.rows(ApiKey) == []
    monkeypatch.undo()
    assert accounts.log_in(email, NEW, HOME).user.id == thief.user_id


def test_a_session_that_has_just_ended_sets_no_second_step(either_world: World) -> None:
    world = either_world
    actor = actor_of(sign_up(world, address()))
    factors = world.services.factors
    begun = factors.begin(actor)
    with world.services.uow.write(actor) as tx:
        world.services.sessions.revoke(tx, actor, actor.session_id)
    code = pyotp.TOTP(begun.secret).at(world.clock.now)
    for act in (
        lambda: factors.begin(actor), lambda: factors.confirm(actor, code, HOME),
        lambda: factors.renew_codes(actor, HOME),
        lambda: factors.remove(actor, HOME),
    ):
        with pytest.raises(InvalidToken):
            act()


def test_whoever_runs_the_studio_ends_all_access_to_an_account(either_world: World) -> None:
    world, email = either_world, address()
    first = actor_of(sign_up(world, email))
    world.verify(first.user_id)
    world.services.accounts.log_in(email, PASSWORD, AWAY)
    world.services.keys.create(first, "k", ["read"], PASSWORD, HOME)
    other = world.person("bob")
    world.services.keys.create(other, "k", ["read"], PASSWORD, HOME)
    assert log_out(world.services, email.upper()).startswith("Ended: 2 devices, 1 API keys.")
    assert log_out(world.services, email).startswith("Ended: 0 devices, 0 API keys.")
    assert log_out(world.services, "nobody@example.com").startswith("There is no account")
    assert {row.user_id for row in world.rows(ApiKey) if row.revoked_at is None} == {other.user_id}
    assert {row.user_id for row in world.rows(Session) if row.revoked_at is None} == {other.user_id}
    assert Action.SESSIONS_REVOKED in actions(world, first.user_id)


def pausing(monkeypatch: pytest.MonkeyPatch, owner: type, name: str, thread: str) -> threading.Event:
    """That method of `owner`, called by `thread`, ends its transaction only after others have had their turn; the event
    is set once it has done its work."""
    done, real = threading.Event(), getattr(owner, name)

    def slow(self: Any, *arguments: Any, **named: Any) -> Any:
        found = real(self, *arguments, **named)
        if threading.current_thread().name == thread:
            done.set()
            threading.Event().wait(0.7)
        return found

    monkeypatch.setattr(owner, name, slow)
    return done


def test_a_log_in_that_is_open_while_the_owner_takes_her_account_is_ended(
    either_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody made an account with her address, and is just logging in when she resets its password."""
    world, email = either_world, address()
    sign_up(world, email)
    world.services.recovery.request_reset(email, AWAY)
    token = mailed(world, email, "Choose a new password")
    opened = pausing(monkeypatch, Sessions, "open", "thief")
    got: list[SignedIn] = []
    thief = threading.Thread(name="thief", target=lambda: got.append(
        world.services.accounts.log_in(email, PASSWORD, HOME)))
    thief.start()
    assert opened.wait(10)
    world.services.recovery.reset(token, NEW, AWAY)
    thief.join()
    assert got
    with pytest.raises(InvalidToken):
        world.services.authenticator.by_session(got[0].session_id)
    with pytest.raises(StudioError):
        world.services.accounts.refresh(got[0].refresh_token)


def test_links_for_a_lost_password_end_with_another_password(either_world: World) -> None:
    world, email = either_world, address()
    actor = actor_of(sign_up(world, email))
    world.services.recovery.request_reset(email, AWAY)
    token = mailed(world, email, "Choose a new password")
    world.services.accounts.change_password(actor, PASSWORD, NEW, HOME)
    with pytest.raises(LinkInvalid):
        world.services.recovery.reset(token, "a third one of hers", AWAY)
    world.services.accounts.log_in(email, NEW, HOME)


def test_wrong_passwords_on_a_signed_in_device_are_written_down_and_told(either_world: World) -> None:
    world, email = either_world, address()
    actor = actor_of(sign_up(world, email))
    for count in range(1, 8):
        with pytest.raises(WrongPassword):
            world.services.accounts.confirm(actor, "wrong wrong wrong", AWAY)
        told = [mail for mail in world.mails(email) if "guessing your password" in mail.subject]
        assert len(told) == (count >= 5)
    assert actions(world, actor.user_id).count(Action.CONFIRMATION) == 7
    world.services.accounts.confirm(actor, PASSWORD, HOME)


def test_who_asks_for_the_password_again_and_again_stops_nobody_else(
    tmp_path_factory: pytest.TempPathFactory, database_url: str
) -> None:
    folder = tmp_path_factory.mktemp("confirm")
    world = make_world(make_settings(folder, database_url, confirm_limit="3/hour", login_account_limit="3/hour"))
    alice, bob = actor_of(sign_up(world, "a@example.com")), actor_of(sign_up(world, "b@example.com"))
    for password in (PASSWORD, "wrong wrong wrong", PASSWORD):
        with contextlib.suppress(WrongPassword):
            world.services.accounts.confirm(alice, password, HOME)
    with pytest.raises(RateLimited):
        world.services.accounts.confirm(alice, PASSWORD, HOME)
    world.services.accounts.confirm(bob, PASSWORD, HOME)
    world.services.accounts.log_in("a@example.com", PASSWORD, HOME)  # a thief's tries lock no owner out
    world.close()


def test_the_link_that_confirms_is_limited_for_each_person_first(
    tmp_path_factory: pytest.TempPathFactory, database_url: str
) -> None:
    folder = tmp_path_factory.mktemp("links")
    world = make_world(make_settings(folder, database_url, mailed_account_limit="2/hour", mailed_limit="4/hour"))
    alice, bob = actor_of(sign_up(world, "a@example.com")), actor_of(sign_up(world, "b@example.com"))
    for _ in range(9):
        with contextlib.suppress(RateLimited):
            world.services.recovery.request_verification(alice, HOME)
    world.services.recovery.request_verification(bob, HOME)  # at the same address
    world.close()
