"""Quota: held at acceptance, then counted or given back, never both and never twice."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from studio_app.core.actor import Actor, System
from studio_app.db.models import Subscription, UsagePeriod, UsageReservation, User
from studio_app.features.billing import repository, rules
from studio_app.features.billing.types import AssetLimitExceeded
from tests.conftest import make_settings, make_world
from tests.postgres import PostgresServer
from tests.world import World
from workers.scheduler import check_books


def subscribe(world: World, actor: Actor, tier: str, status: str = "active", cap: int = 0) -> None:
    with world.services.uow.write(System.WORKER) as tx:
        tx.session.add(
            Subscription(
                user_id=actor.user_id, tier=tier, status=status, current_period_start=tx.now, overage_cap=cap,
                current_period_end=tx.now + timedelta(days=30),
            )
        )


def reserve(world: World, actor: Actor, units: int = 1) -> bool:
    try:
        with world.services.uow.write(actor) as tx:
            world.services.billing.reserve(tx, actor, units)
    except AssetLimitExceeded:
        return False
    return True


def counters(world: World, actor: Actor) -> tuple[int, int]:
    plan = world.plan(actor)
    return plan.reserved, plan.used


def test_a_free_month_has_five_assets(either_world: World) -> None:
    actor = either_world.person()
    plan = either_world.plan(actor)
    assert (plan.tier, plan.limit, plan.left, plan.retention_days, plan.status) == ("free", 5, 5, 90, "none")
    for _ in range(5):
        either_world.ask(actor)
    with pytest.raises(AssetLimitExceeded) as fault:
        either_world.ask(actor)
    assert fault.value.status == 403 and fault.value.details == {"limit": 5, "tier": "free"}
    assert counters(either_world, actor) == (5, 0) and either_world.plan(actor).left == 0
    assert len(either_world.rows(UsageReservation)) == 5


def test_consuming_and_releasing_count_once_and_exclude_each_other(either_world: World) -> None:
    world, billing = either_world, either_world.services.billing
    actor = world.person()
    first, second = world.ask(actor), world.ask(actor)
    for close in (billing.consume, billing.consume, billing.release):
        with world.services.uow.write(System.WORKER) as tx:
            close(tx, first.id)
    assert counters(world, actor) == (1, 1)
    for close in (billing.release, billing.release, billing.consume):
        with world.services.uow.write(System.WORKER) as tx:
            close(tx, second.id)
    assert counters(world, actor) == (0, 1)
    assert {r.job_id: r.state for r in world.rows(UsageReservation)} == {first.id: "consumed", second.id: "released"}


def test_closing_at_once_counts_once(either_world: World) -> None:
    actor = either_world.person()
    job = either_world.ask(actor)

    def close(n: int) -> None:
        with either_world.services.uow.write(System.WORKER) as tx:
            (either_world.services.billing.consume if n % 2 else either_world.services.billing.release)(tx, job.id)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(close, range(8)))
    assert counters(either_world, actor) in ((0, 0), (0, 1))


def test_forty_requests_for_five_units_get_exactly_five(either_world: World) -> None:
    actor = either_world.person()
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _n: reserve(either_world, actor), range(40)))
    assert answers.count(True) == 5 and counters(either_world, actor) == (5, 0)


def test_forty_requests_at_once_make_exactly_five_jobs(either_world: World) -> None:
    actor = either_world.person()

    def ask(_n: int) -> bool:
        try:
            return bool(either_world.ask(actor))
        except AssetLimitExceeded:
            return False

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(ask, range(40)))
    assert answers.count(True) == 5 and len(either_world.queue.rung) == 5
    assert counters(either_world, actor) == (5, 0) and len(either_world.rows(UsageReservation)) == 5


def test_an_overage_is_allowed_up_to_the_cap_one_set(either_world: World) -> None:
    actor = either_world.person()
    subscribe(either_world, actor, "pro", cap=2)
    assert reserve(either_world, actor, 100) and reserve(either_world, actor, 2)
    assert not reserve(either_world, actor)
    assert either_world.plan(actor).left == 0


def test_studio_has_no_limit_and_a_lapsed_plan_is_free(either_world: World) -> None:
    actor, lapsed = either_world.person(), either_world.person()
    subscribe(either_world, actor, "studio")
    subscribe(either_world, lapsed, "studio", status="canceled", cap=50)
    assert reserve(either_world, actor, 5000) and either_world.plan(actor).left is None
    assert not reserve(either_world, lapsed, 6) and reserve(either_world, lapsed, 5)
    assert either_world.plan(lapsed).tier == "free"


def test_a_downgrade_takes_effect_at_once(either_world: World) -> None:
    actor = either_world.person()
    subscribe(either_world, actor, "pro")
    assert reserve(either_world, actor, 20)
    with either_world.services.uow.write(System.WORKER) as tx:
        row = repository.subscription_of(tx, actor.user_id)
        assert row is not None
        row.status = "canceled"
        tx.session.add(row)
    assert not reserve(either_world, actor) and either_world.plan(actor).left == 0


def test_a_new_month_starts_fresh_and_old_jobs_stay_in_theirs(either_world: World) -> None:
    world, actor = either_world, either_world.person()
    job = world.ask(actor)
    start = world.plan(actor).period_start
    world.clock.forward(days=32)
    assert counters(world, actor) == (0, 0)
    with world.services.uow.write(System.WORKER) as tx:
        world.services.billing.consume(tx, job.id)
    assert counters(world, actor) == (0, 0)
    [old] = world.rows(UsagePeriod)
    assert (old.period_start, old.reserved, old.used) == (start, 0, 1)


def consumed(world: World, actor: Actor, count: int) -> list[str]:
    """Make that many, one after another; returns the subjects of all mails about the plan so far."""
    for _ in range(count):
        job = world.ask(actor)
        with world.services.uow.write(System.WORKER) as tx:
            world.services.billing.consume(tx, job.id)
    email = next(row.email for row in world.rows(User) if row.id == actor.user_id)
    return [mail.subject for mail in world.mails(email) if "assets" in mail.subject]


def test_the_last_asset_of_a_month_is_told_by_mail(either_world: World) -> None:
    actor = either_world.person()
    assert consumed(either_world, actor, 4) == []
    assert consumed(either_world, actor, 1) == ["This month's 5 assets are made"]
    subscribe(either_world, actor, "pro")
    most = either_world.plan(actor).limit
    with either_world.services.uow.write(System.WORKER) as tx:
        tx.session.exec(sa.update(UsagePeriod).values(used=-(-4 * most // 5) - 1))
    said = consumed(either_world, actor, 3)
    assert sorted(said) == [f"{most // 5} of {most} assets left this month", "This month's 5 assets are made"]


def test_a_month_that_has_gone_and_units_given_back_are_not_told(world: World) -> None:
    actor = world.person()
    jobs = [world.ask(actor) for _ in range(5)]
    with world.services.uow.write(System.WORKER) as tx:
        for job in jobs[:4]:
            world.services.billing.consume(tx, job.id)
        world.services.billing.release(tx, jobs[4].id)
    assert consumed(world, actor, 0) == []
    last = world.ask(actor)
    world.clock.forward(days=32)
    with world.services.uow.write(System.WORKER) as tx:
        world.services.billing.consume(tx, last.id)
    assert consumed(world, actor, 0) == []


def test_who_wants_no_mail_about_the_plan_gets_none(world: World) -> None:
    actor = world.person()
    with world.services.uow.write(actor) as tx:
        world.services.mail_choices.choose(tx, actor, {"plan": False})
    assert consumed(world, actor, 5) == []


def test_a_refused_request_leaves_nothing(either_world: World) -> None:
    actor = either_world.person()
    for _ in range(5):
        either_world.ask(actor)
    before = either_world.rows(UsageReservation), list(either_world.queue.rung)
    with pytest.raises(AssetLimitExceeded):
        either_world.ask(actor, key="a-key-that-is-not-kept")
    assert (either_world.rows(UsageReservation), list(either_world.queue.rung)) == before


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lasting(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """One world for many examples."""
    folder = tmp_path_factory.mktemp("lasting")
    if request.param == "sqlite":
        import shutil

        template: Path = request.getfixturevalue("migrated_sqlite")
        shutil.copy(template, folder / "studio.db")
        url = f"sqlite:///{folder / 'studio.db'}"
    else:
        server: PostgresServer = request.getfixturevalue("postgres")
        url = server.copy("template")
    world = make_world(make_settings(folder, url))
    yield world
    world.close()


@given(
    limit=st.integers(-1, 12), cap=st.integers(0, 4), used=st.integers(0, 12), reserved=st.integers(0, 12),
    units=st.integers(1, 5),
)
def test_the_database_decides_as_the_rule_does(
    lasting: World, limit: int, cap: int, used: int, reserved: int, units: int
) -> None:
    actor, month = _owner(lasting), date(2026, 11, 1)
    with lasting.services.uow.write(System.WORKER) as tx:
        row = tx.session.get(UsagePeriod, (actor.user_id, month)) or UsagePeriod(
            user_id=actor.user_id, period_start=month, asset_limit=0
        )
        row.asset_limit, row.overage_cap, row.used, row.reserved = limit, cap, used, reserved
        tx.session.add(row)
    with lasting.services.uow.write(actor) as tx:
        held = repository.reserve(tx, actor.user_id, month, units)
    with lasting.services.uow.read(actor) as tx:
        after = repository.plan_of(tx, actor.user_id, month)[1]
    assert held == rules.may_reserve(limit, cap, used, reserved, units)
    assert after is not None and after.used == used and after.reserved == reserved + (units if held else 0)


_OWNERS: dict[int, Actor] = {}


def _owner(world: World) -> Actor:
    return _OWNERS.setdefault(id(world), world.person()) if id(world) not in _OWNERS else _OWNERS[id(world)]


def test_the_gauge_of_the_books_is_nought_until_something_is_wrong(either_world: World) -> None:
    world = either_world
    alice, bob = world.person("alice"), world.person("bob")
    for actor in (alice, bob, alice):
        world.ask(actor, "x")
    world.work()
    world.ask(bob, "waits")
    assert check_books(world.services) == 0
    for name, off in (("used", 2), ("reserved", 1)):
        with world.services.uow.write(System.WORKER) as tx:
            one, other = tx.session.exec(select(UsagePeriod)).all()
            setattr(one, name, getattr(one, name) + off)
            setattr(other, name, max(0, getattr(other, name) - off))
            tx.session.add_all([one, other])
        assert check_books(world.services) > 0  # one too many for one is not made good by one too few for another
