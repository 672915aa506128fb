"""Shared fixtures: a migrated database per test (SQLite, and PostgreSQL where a test asks for both), the whole object
graph on it, and the HTTP application in front of that."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import sqlalchemy as sa
from alembic.config import Config
from hypothesis import HealthCheck
from starlette.testclient import TestClient

from alembic import command
from studio_app.adapters.jobs.inline import InlineQueue
from studio_app.adapters.offload.inline import InlineOffload
from studio_app.api.app import create_api
from studio_app.api.budgets import Budgets
from studio_app.api.middleware import EdgeMiddleware
from studio_app.bootstrap import Services, build_services
from studio_app.core.config import Settings
from studio_app.db.engine import create_engine
from studio_app.ports.image_generation import ImageGenerator
from studio_app.ports.storage import Storage
from tests.people import Person, sign_up
from tests.postgres import PostgresServer
from tests.world import Moving, Painter, Shelf, World

hypothesis.settings.register_profile(
    "studio", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
hypothesis.settings.load_profile("studio")

ROOT = Path(__file__).resolve().parent.parent
SITE = "http://localhost:3000"


def migrate(url: str) -> None:
    """Bring the database at `url` to the newest schema by the real migrations."""
    engine = create_engine(url)
    config = Config(str(ROOT / "alembic.ini"))
    config.set_main_option("script_location", str(ROOT / "alembic"))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
    engine.dispose()


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy for each test."""
    path = tmp_path_factory.mktemp("template") / "studio.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresServer]:
    """A PostgreSQL server of the test run's own, with one migrated database to copy."""
    with PostgresServer.start(tmp_path_factory.mktemp("postgres")) as server:
        migrate(server.create("template"))
        yield server


@pytest.fixture
def database_url(tmp_path: Path, migrated_sqlite: Path) -> str:
    path = tmp_path / "studio.db"
    shutil.copy(migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["sqlite", "postgresql"])
def either_database_url(request: pytest.FixtureRequest) -> str:
    """The same test on both databases."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("database_url"))
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.copy("template")


def make_settings(tmp_path: Path, database_url: str, **changes: object) -> Settings:
    """Settings that read neither the environment's nor the developer's own `.env`."""
    values = {
        "signup_limit": "10000/minute", "login_limit": "10000/minute", "login_account_limit": "10000/minute",
        "confirm_limit": "10000/minute",
        "upload_limit": "10000/minute", "export_limit": "10000/minute",
        "api_limit_factor": 1000.0, "mailed_limit": "10000/minute", "mailed_account_limit": "10000/minute",
        "link_limit": "10000/minute", "jwt_secret_key": "a secret of the tests, long enough to be one",
        "data_dir": tmp_path, "discord_client_id": "an id", "discord_client_secret": "a secret", **changes,
    }  # fmt: skip
    return Settings(_env_file=None, database_url=database_url, **values)  # type: ignore[arg-type,call-arg]


def make_world(settings: Settings, *, painter: ImageGenerator | None = None, storage: Storage | None = None) -> World:
    clock = Moving()
    services = build_services(
        settings, painter=painter, storage=storage, queue=InlineQueue(), offload=InlineOffload(), clock=clock,
        password_rounds=4,
    )
    return World(services, clock)


def edge_of(inner: Any, world: World, **changes: object) -> EdgeMiddleware:
    """The edge of the server around `inner`, with no built pages; `changes` are to the settings."""
    services = world.services
    settings = services.settings.model_copy(update=changes)
    return EdgeMiddleware(inner, settings, services.authenticator, Path("/nowhere"), Budgets(services))


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    return make_settings(tmp_path, database_url)


@pytest.fixture
def world(settings: Settings) -> Iterator[World]:
    """The whole object graph on SQLite, with a clock that tests move and a queue that they drain."""
    made = make_world(settings)
    yield made
    made.close()


@pytest.fixture
def either_world(tmp_path: Path, either_database_url: str) -> Iterator[World]:
    """`world`, once on SQLite and once on PostgreSQL."""
    made = make_world(make_settings(tmp_path, either_database_url))
    yield made
    made.close()


@pytest.fixture
def scripted(settings: Settings) -> Iterator[World]:
    """`world` with a painter and a storage that do as a test tells them."""
    made = make_world(settings, painter=Painter(), storage=Shelf())
    yield made
    made.close()


@pytest.fixture
def either_scripted(tmp_path: Path, either_database_url: str) -> Iterator[World]:
    """`scripted`, once on SQLite and once on PostgreSQL."""
    made = make_world(make_settings(tmp_path, either_database_url), painter=Painter(), storage=Shelf())
    yield made
    made.close()


@pytest.fixture
def services(world: World) -> Services:
    return world.services


@pytest.fixture
def http(world: World, tmp_path: Path) -> Iterator[TestClient]:
    """The API behind its edge, without Reflex."""
    app = edge_of(create_api(world.services), world)
    with TestClient(app, base_url=SITE, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def alice(http: TestClient) -> Person:
    """The owner in every access test."""
    return sign_up(http, "alice")


@pytest.fixture
def bob(http: TestClient) -> Person:
    """A stranger with an account."""
    return sign_up(http, "bob")


@pytest.fixture
def sqlite_engine(database_url: str) -> Iterator[sa.Engine]:
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests first, so that nobody waits for one of them at the end."""
    items.sort(key=lambda item: "keeps_the_books_right" not in item.name)
