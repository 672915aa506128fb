"""The second step of signing in: codes of an app and recovery codes, each once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from studio_app.core.actor import Actor, Client
from studio_app.core.errors import RateLimited
from studio_app.db.models import AuditEntry, SecondFactor, User
from studio_app.features.accounts.second_factor import _hash, _new_codes
from studio_app.features.accounts.types import (
    InvalidCredentials,
    SecondFactorMissing,
    SecondFactorRequired,
    SecondFactorWrong,
    SignedIn,
)
from studio_app.features.audit.types import Action
from tests.conftest import make_settings, make_world
from tests.people import PASSWORD, sign_up
from tests.world import World
from workers.admin import set_role

PHONE = Client("Mozilla/5.0 (iPhone) Safari/605.1", "203.0.113.5")


def email_of(world: World, actor: Actor) -> str:
    return next(row.email for row in world.rows(User) if row.id == actor.user_id)


def enrolled(world: World) -> tuple[Actor, pyotp.TOTP, tuple[str, ...]]:
    actor = world.person()
    made = world.services.factors.begin(actor)
    app = pyotp.TOTP(made.secret)
    codes = world.services.factors.confirm(actor, app.at(world.clock.now), PHONE)
    world.clock.forward(seconds=30)
    return actor, app, codes


def log_in(world: World, actor: Actor, code: str = "", password: str = PASSWORD) -> SignedIn:
    return world.services.accounts.log_in(email_of(world, actor), password, PHONE, code=code)


def test_setting_up_and_signing_in(either_world: World) -> None:
    world = either_world
    actor = world.person()
    made = world.services.factors.begin(actor)
    assert made.uri.startswith("otpauth://totp/Streamer%20Studio:") and made.secret in made.uri
    log_in(world, actor)  # not on yet
    with pytest.raises(SecondFactorWrong):
        world.services.factors.confirm(actor, "000000", PHONE)
    app = pyotp.TOTP(made.secret)
    codes = world.services.factors.confirm(actor, app.at(world.clock.now), PHONE)
    assert len(set(codes)) == 10
    [row] = world.rows(SecondFactor)
    assert made.secret not in row.secret and not set(codes) & set(row.recovery_hashes)
    with pytest.raises(SecondFactorRequired):
        log_in(world, actor)
    with pytest.raises(SecondFactorWrong):
        log_in(world, actor, app.at(world.clock.now))  # used up by the confirmation
    world.clock.forward(seconds=30)
    code = app.at(world.clock.now)
    with pytest.raises(InvalidCredentials):
        log_in(world, actor, code, "wrong wrong wrong")  # without the password the code is not even looked at
    assert log_in(world, actor, f" {code[:3]} {code[3:]} ").user.id == actor.user_id
    with pytest.raises(SecondFactorWrong):
        log_in(world, actor, code)
    assert any("second step is on" in mail.subject for mail in world.mails())


def test_a_phone_whose_clock_is_half_a_minute_off(world: World) -> None:
    actor, app, _ = enrolled(world)
    now = world.clock.now.timestamp()
    with pytest.raises(SecondFactorWrong):
        log_in(world, actor, app.at(int(now) - 90))
    with pytest.raises(SecondFactorWrong):
        log_in(world, actor, app.at(int(now) + 90))
    log_in(world, actor, app.at(int(now) + 30))
    with pytest.raises(SecondFactorWrong):
        log_in(world, actor, app.at(int(now)))  # older than one that was used


def test_of_many_at_once_with_one_code_one_gets_in(either_world: World) -> None:
    world = either_world
    actor, app, codes = enrolled(world)
    for code in (app.at(world.clock.now), codes[0]):
        def attempt(_: int, code: str = code) -> bool:
            try:
                return bool(log_in(world, actor, code))
            except SecondFactorWrong:
                return False

        with ThreadPoolExecutor(4) as pool:
            assert sum(pool.map(attempt, range(8))) == 1


def test_recovery_codes_open_once_each_and_are_written_down(world: World) -> None:
    actor, _, codes = enrolled(world)
    log_in(world, actor, codes[3].upper().replace("-", " "))
    with pytest.raises(SecondFactorWrong):
        log_in(world, actor, codes[3])
    with world.services.uow.read(actor) as tx:
        view = world.services.factors.view(tx, actor)
    assert (view.enabled, view.codes_left) == (True, 9)
    assert [row for row in world.rows(AuditEntry) if row.action == Action.RECOVERY_CODE_USED]
    fresh = world.services.factors.renew_codes(actor, PHONE)
    assert [row for row in world.rows(AuditEntry) if row.action == Action.RECOVERY_CODES]
    assert any("New recovery codes" in mail.subject for mail in world.mails(email_of(world, actor)))
    with pytest.raises(SecondFactorWrong):
        log_in(world, actor, codes[4])
    log_in(world, actor, fresh[0])


def test_a_code_of_somebody_else_opens_nothing(world: World) -> None:
    alice, _, codes = enrolled(world)
    _, bobs_app, bobs_codes = enrolled(world)
    for code in (bobs_app.at(world.clock.now), *bobs_codes):
        with pytest.raises(SecondFactorWrong):
            log_in(world, alice, code)
    log_in(world, alice, codes[0])


def test_wrong_codes_are_counted_as_wrong_passwords_are(tmp_path_factory: pytest.TempPathFactory, world: World) -> None:
    actor, app, _ = enrolled(world)
    limited = make_world(make_settings(
        tmp_path_factory.mktemp("limited"), world.services.settings.database, login_account_limit="3/hour"
    ))
    limited.clock.now = world.clock.now
    try:
        for _ in range(3):
            with pytest.raises(SecondFactorWrong):
                log_in(limited, actor, "000000")
        with pytest.raises(RateLimited):
            log_in(limited, actor, app.at(limited.clock.now))
    finally:
        limited.close()
    assert [row.details for row in world.rows(AuditEntry) if row.result == "refused"] == [{"how": "second_factor"}] * 3


def test_many_wrong_codes_are_told(world: World) -> None:
    actor, _, _ = enrolled(world)
    for count in range(1, 8):
        with pytest.raises(SecondFactorWrong):
            log_in(world, actor, "000000")
        told = [mail for mail in world.mails(email_of(world, actor)) if "as far as your second step" in mail.subject]
        assert len(told) == (count >= 5)
    with world.services.uow.read(actor) as tx:
        entries = world.services.audit.own(tx, actor).entries
    assert {entry.how for entry in entries if entry.result == "refused"} == {"second_factor"}


def test_switching_off_and_what_is_not_there(world: World) -> None:
    actor, _, _ = enrolled(world)
    with pytest.raises(SecondFactorMissing):
        world.services.factors.begin(actor)
    with pytest.raises(SecondFactorMissing):
        world.services.factors.confirm(actor, "000000", PHONE)
    world.services.factors.remove(actor, PHONE)
    log_in(world, actor)
    with pytest.raises(SecondFactorMissing):
        world.services.factors.renew_codes(actor, PHONE)
    assert any("second step is off" in mail.subject for mail in world.mails())


def test_an_administrator_needs_it(world: World) -> None:
    actor = world.person()
    email = email_of(world, actor)
    assert "once a second step is on" in set_role(world.services, "grant", email.upper())
    assert set_role(world.services, "grant", "nobody@example.com").startswith("There is no account")
    authenticator = world.services.authenticator
    assert authenticator.by_session(actor.session_id).role == "user"
    world.second_step(actor.user_id)
    authenticator.forget(actor.session_id)
    assert authenticator.by_session(actor.session_id).role == "admin"
    set_role(world.services, "revoke", email)
    authenticator.forget(actor.session_id)
    assert authenticator.by_session(actor.session_id).role == "user"
    assert [row.target for row in world.rows(AuditEntry) if row.action == Action.ROLE] == ["admin", "user"]


def test_over_the_api(http: TestClient, world: World) -> None:
    alice = sign_up(http, "alice")
    path = "/auth/me/second-factor"
    assert alice.get(path).json()["data"] == {"enabled": False, "recovery_codes_left": 0}
    assert alice.post(path, json={"password": "wrong wrong"}).status_code == 403
    begun = alice.post(path, json={"password": PASSWORD}).json()["data"]
    assert begun["qr"].startswith("data:image/svg+xml") and begun["secret"] in begun["uri"]
    app = pyotp.TOTP(begun["secret"])
    codes = alice.post(f"{path}/confirm", json={"code": app.at(world.clock.now)}).json()["data"]["recovery_codes"]
    body = {"email": alice.email, "password": PASSWORD}
    refused = http.post("/api/v1/auth/login", json=body)
    assert (refused.status_code, refused.json()["error"]["code"]) == (401, "SECOND_FACTOR_REQUIRED")
    assert http.post("/api/v1/auth/login", json={**body, "code": codes[0]}).status_code == 200
    assert alice.get(path).json()["data"] == {"enabled": True, "recovery_codes_left": 9}
    assert alice.call("DELETE", path, json={"password": PASSWORD}).status_code == 200


@given(st.uuids(), st.uuids())
def test_recovery_codes_are_read_whatever_the_case_and_the_dashes(one: object, other: object) -> None:
    [code, *_] = _new_codes()
    said = code.replace("-", " ").upper()
    assert _hash(one, said) == _hash(one, code)  # type: ignore[arg-type]
    assert one == other or _hash(one, code) != _hash(other, code)  # type: ignore[arg-type]
