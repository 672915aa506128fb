"""Accounts: signing up, logging in, and the life of a session."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from studio_app.core.actor import Actor, Client, System
from studio_app.core.errors import InvalidToken, NotFound, RateLimited, StudioError, ValidationFailed
from studio_app.db.models import RefreshToken, Session, User
from studio_app.features.accounts.types import AccountClosing, EmailTaken, InvalidCredentials, SignedIn, TokenReused
from tests.conftest import make_settings, make_world
from tests.world import World

PASSWORD = "correct horse battery"


def address(name: str = "alice") -> str:
    return f"{name}-{uuid.uuid4().hex[:8]}@example.com"


def sign_up(world: World, email: str | None = None) -> SignedIn:
    return world.services.accounts.sign_up(email or address(), PASSWORD, "Alice", Client("agent", "203.0.113.77"))


def sessions(world: World) -> list[Session]:
    return world.rows(Session)


def test_a_new_account_is_signed_in_and_stored_safely(either_world: World) -> None:
    email = address()
    signed_in = sign_up(either_world, email.upper())
    assert signed_in.user.email == email and not signed_in.user.email_verified
    actor = either_world.services.authenticator.by_token(signed_in.access_token)
    assert actor == Actor(signed_in.user.id, signed_in.session_id)
    [user] = either_world.rows(User)
    assert user.password_hash and user.password_hash.startswith("$2b$") and PASSWORD not in user.password_hash
    [token] = either_world.rows(RefreshToken)
    assert token.token_hash != signed_in.refresh_token and len(token.token_hash) == 64
    [session] = sessions(either_world)
    assert session.ip_hint == "203.0.113.0/24"


def test_an_address_can_be_taken_once_whatever_its_case(either_world: World) -> None:
    email = address()
    sign_up(either_world, email)
    for spelling in (email, email.upper(), f" {email.title()} "):
        with pytest.raises(EmailTaken):
            sign_up(either_world, spelling)
    assert len(either_world.rows(User)) == 1


def test_of_many_at_once_one_gets_the_address(either_world: World) -> None:
    email = address()

    def attempt(_n: int) -> str:
        try:
            return str(sign_up(either_world, email).user.id)
        except EmailTaken as fault:
            return fault.code

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(attempt, range(8)))
    assert answers.count("EMAIL_TAKEN") == 7
    assert len(either_world.rows(User)) == 1


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaa", "é" * 600])
def test_a_weak_password_is_refused_by_field(world: World, password: str) -> None:
    with pytest.raises(ValidationFailed) as fault:
        world.services.accounts.sign_up(address(), password, "Alice", Client())
    assert "password" in (fault.value.details or {})["fields"]
    assert world.rows(User) == []


def test_an_address_that_grows_past_the_column_is_refused(either_world: World) -> None:
    """Composing can make one character eighteen."""
    with pytest.raises(ValidationFailed) as fault:
        sign_up(either_world, "\ufdfa" * 30 + "@example.com")
    assert "email" in (fault.value.details or {})["fields"]


def test_log_in_with_the_right_words(either_world: World) -> None:
    email = address()
    first = sign_up(either_world, email)
    second = either_world.services.accounts.log_in(f" {email.upper()}", PASSWORD, Client())
    assert second.user.id == first.user.id and second.session_id != first.session_id
    lifetime = second.session_expires_at - either_world.clock.now
    short = either_world.services.accounts.log_in(email, PASSWORD, Client(), remember=False)
    assert lifetime.days == 90 and (short.session_expires_at - either_world.clock.now).days == 1


def test_a_wrong_password_and_an_unknown_address_sound_the_same(either_world: World) -> None:
    email = address()
    sign_up(either_world, email)
    answers = []
    for who, word in ((email, "wrong horse battery"), (address("nobody"), PASSWORD), (email, "x" * 5000)):
        with pytest.raises(InvalidCredentials) as fault:
            either_world.services.accounts.log_in(who, word, Client())
        answers.append((fault.value.code, fault.value.message, fault.value.details))
    assert len(set(map(str, answers))) == 1
    assert len(sessions(either_world)) == 1


def test_tries_are_counted_per_account_and_per_address(tmp_path: object, database_url: str) -> None:
    limits = {"login_limit": "3/minute", "login_account_limit": "3/minute", "signup_limit": "2/minute"}
    world = make_world(make_settings(tmp_path, database_url, **limits))  # type: ignore[arg-type]
    try:
        email = address()
        sign_up(world, email)
        for n in range(3):
            with pytest.raises(InvalidCredentials):
                world.services.accounts.log_in(email, "wrong horse battery", Client("", f"192.0.2.{n}"))
        with pytest.raises(RateLimited) as fault:
            world.services.accounts.log_in(email, PASSWORD, Client("", "192.0.2.99"))
        assert fault.value.retry_after and 1 <= fault.value.retry_after <= 60
        for n in range(3):
            with pytest.raises(InvalidCredentials):
                world.services.accounts.log_in(address(f"n{n}"), PASSWORD, Client("", "2001:db8:1:2::5"))
        with pytest.raises(RateLimited):
            world.services.accounts.log_in(address(), PASSWORD, Client("", "2001:db8:1:2:ffff::77"))
        sign_up(world)
        with pytest.raises(RateLimited):
            sign_up(world)
    finally:
        world.close()


def test_refreshing_gives_a_new_pair_each_time(either_world: World) -> None:
    accounts = either_world.services.accounts
    first = sign_up(either_world)
    second = accounts.refresh(first.refresh_token)
    third = accounts.refresh(second.refresh_token)
    assert len({first.refresh_token, second.refresh_token, third.refresh_token}) == 3
    assert {second.session_id, third.session_id} == {first.session_id}
    assert either_world.services.authenticator.by_token(third.access_token).user_id == first.user.id


def test_within_the_grace_the_same_successor_comes_again(either_world: World) -> None:
    accounts = either_world.services.accounts
    first = sign_up(either_world)
    second = accounts.refresh(first.refresh_token)
    either_world.clock.forward(seconds=10)
    assert accounts.refresh(first.refresh_token).refresh_token == second.refresh_token
    assert accounts.refresh(second.refresh_token).session_id == first.session_id


def test_a_stolen_token_ends_the_session(either_world: World) -> None:
    accounts = either_world.services.accounts
    first = sign_up(either_world)
    second = accounts.refresh(first.refresh_token)
    either_world.clock.forward(seconds=10.5)
    with pytest.raises(TokenReused):
        accounts.refresh(first.refresh_token)
    with pytest.raises(InvalidToken):
        accounts.refresh(second.refresh_token)
    either_world.services.authenticator.forget(first.session_id)
    with pytest.raises(InvalidToken):
        either_world.services.authenticator.by_token(second.access_token)
    assert all(session.revoked_at for session in sessions(either_world))


def test_two_tabs_refreshing_at_once_get_one_successor(either_world: World) -> None:
    first = sign_up(either_world)
    with ThreadPoolExecutor(6) as pool:
        pairs = list(pool.map(lambda _n: either_world.services.accounts.refresh(first.refresh_token), range(6)))
    assert len({pair.refresh_token for pair in pairs}) == 1
    assert len(either_world.rows(RefreshToken)) == 2


def test_a_session_ends_after_its_time(either_world: World) -> None:
    accounts = either_world.services.accounts
    signed_in = sign_up(either_world)
    either_world.clock.forward(days=30, seconds=1)
    with pytest.raises(InvalidToken):
        accounts.refresh(signed_in.refresh_token)


def test_refreshing_does_not_lengthen_the_session_itself(either_world: World) -> None:
    accounts = either_world.services.accounts
    token = sign_up(either_world).refresh_token
    for _ in range(3):
        either_world.clock.forward(days=29)
        token = accounts.refresh(token).refresh_token
    either_world.clock.forward(days=4)
    with pytest.raises(InvalidToken):
        accounts.refresh(token)


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "x" * 5000, "é\x00"])
def test_unknown_refresh_tokens_are_refused(either_world: World, token: str) -> None:
    with pytest.raises(InvalidToken):
        either_world.services.accounts.refresh(token)


def test_logging_out_ends_this_session_and_no_other(either_world: World) -> None:
    email = address()
    first = sign_up(either_world, email)
    second = either_world.services.accounts.log_in(email, PASSWORD, Client())
    either_world.services.accounts.log_out(Actor(first.user.id, first.session_id))
    with pytest.raises(InvalidToken):
        either_world.services.authenticator.by_session(first.session_id)
    with pytest.raises(InvalidToken):
        either_world.services.accounts.refresh(first.refresh_token)
    assert either_world.services.authenticator.by_session(second.session_id).user_id == first.user.id


def test_a_remembered_session_is_forgotten_after_two_seconds(world: World) -> None:
    signed_in = sign_up(world)
    authenticator = world.services.authenticator
    assert authenticator.remembered(signed_in.session_id) is None
    authenticator.by_session(signed_in.session_id)
    world.services.accounts.log_out(Actor(signed_in.user.id, signed_in.session_id))
    assert authenticator.remembered(signed_in.session_id) is not None
    authenticator.forget(signed_in.session_id)
    with pytest.raises(InvalidToken):
        authenticator.by_token(signed_in.access_token)


def test_a_token_of_one_person_does_not_open_the_session_of_another(world: World) -> None:
    alice, bob = sign_up(world), sign_up(world)
    mixed, _ = world.services.authenticator.mint.access(bob.user.id, alice.session_id, world.clock.now)
    with pytest.raises(InvalidToken):
        world.services.authenticator.by_token(mixed)


def test_an_account_that_is_leaving_has_no_sessions(world: World) -> None:
    email = address()
    signed_in = sign_up(world, email)
    with world.services.uow.write(System.WORKER) as tx:
        user = tx.session.get(User, signed_in.user.id)
        assert user is not None
        user.status = "deletion_pending"
        tx.session.add(user)
    for attempt in (
        lambda: world.services.authenticator.by_session(signed_in.session_id),
        lambda: world.services.accounts.refresh(signed_in.refresh_token),
    ):
        with pytest.raises(StudioError) as fault:
            attempt()
        assert fault.value.status == 401
    with pytest.raises(AccountClosing):
        world.services.accounts.log_in(email, PASSWORD, Client())


def test_the_role_comes_from_the_database(world: World) -> None:
    signed_in = sign_up(world)
    with world.services.uow.write(System.WORKER) as tx:
        user = tx.session.get(User, signed_in.user.id)
        assert user is not None
        user.role = "admin"
        tx.session.add(user)
    world.second_step(signed_in.user.id)
    assert world.services.authenticator.by_token(signed_in.access_token).role == "admin"


def test_a_profile_is_changed_by_its_owner(either_world: World) -> None:
    services, actor = either_world.services, either_world.person()
    with services.uow.write(actor) as tx:
        changed = services.accounts.update_me(tx, actor, display_name="New", avatar_url="https://cdn.example/a.png")
    assert (changed.display_name, changed.avatar_url) == ("New", "https://cdn.example/a.png")
    with services.uow.write(actor) as tx:
        services.accounts.update_me(tx, actor, avatar_url="")
    with services.uow.read(actor) as tx:
        now = services.accounts.me(tx, actor)
        assert (now.display_name, now.avatar_url) == ("New", None)
        with pytest.raises(NotFound):
            services.accounts.me(tx, Actor(uuid.uuid4(), uuid.uuid4()))


@pytest.mark.parametrize(
    ("ip", "hint"),
    [("203.0.113.9", "203.0.113.0/24"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("::1", "::/64"),
     ("2001:db8::1", "2001:db8::/64"), ("", ""), ("testclient", ""), ("1.2.3.4.5", "")],
)
def test_of_an_address_only_the_network_is_kept(world: World, ip: str, hint: str) -> None:
    world.services.accounts.sign_up(address(), PASSWORD, "Alice", Client("x" * 999, ip))
    [session] = sessions(world)
    assert (session.ip_hint, len(session.user_agent)) == (hint, 300)


@pytest.mark.parametrize("email", [
    "me\uff20evil.example\uff0cvictim\uff20x.example\uff0cboss@corp.example", "a b@example.com", "a@b@example.com",
    "a@example.com\uff1b", "@example.com", "a@",
])
def test_an_address_is_one_mailbox_also_once_it_is_normalised(world: World, email: str) -> None:
    with pytest.raises(ValidationFailed) as refused:
        world.services.accounts.sign_up(email, PASSWORD, "Nova", Client())
    assert "email" in (refused.value.details or {})["fields"]
    assert world.rows(User) == []


def test_addresses_that_a_server_writes_in_two_ways_count_as_one() -> None:
    mapped = Client(ip="::ffff:203.0.113.7")
    assert mapped.network == Client(ip="203.0.113.7").network == "203.0.113.0/24"
    assert mapped.counted_as == Client(ip="203.0.113.7").counted_as
