"""A whole instance of the application for one measurement: own port, own folder, nothing shared with a running one."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts import serve
from studio_app.core.config import Settings
from tests.running import GENEROUS, free_port, running_app

ROOT = serve.ROOT
_SETTINGS = {name.upper() for name in Settings.model_fields}


@dataclass(frozen=True, slots=True)
class Instance:
    settings: Settings
    server_pid: int
    worker_pid: int
    redis_url: str

    @property
    def port(self) -> int:
        return self.settings.listen_port


def make_settings(folder: Path, database_url: str | None = None) -> Settings:
    """The same in this process as in the children, whatever the environment and the developer's `.env` say."""
    values = {name.lower(): value for name, value in GENEROUS.items()}
    defaults = {name: field.default for name, field in Settings.model_fields.items()}
    url = database_url or f"sqlite:///{folder / 'studio.db'}"
    return Settings(
        _env_file=None, **{**defaults, **values, "port": free_port(), "data_dir": folder, "database_url": url}
    )  # type: ignore[call-arg]


def _environment(settings: Settings, redis_url: str) -> dict[str, str]:
    ours = {"DATABASE_URL": settings.database, "LOG_LEVEL": "ERROR", "ENV_FILE": os.devnull, **GENEROUS}
    kept = serve.environment_for(settings, redis_url)
    return {name: value for name, value in kept.items() if name not in _SETTINGS} | _of(settings, redis_url) | ours


def _of(settings: Settings, redis_url: str) -> dict[str, str]:
    return {
        "PORT": str(settings.port), "PUBLIC_URL": settings.site_url, "DATA_DIR": str(settings.data_dir),
        "REDIS_URL": redis_url,
    }  # fmt: skip


@contextmanager
def running(settings: Settings, target: str = "studio_app.studio_app:app") -> Iterator[Instance]:
    """Redis, migrations, server, one worker and the scheduler. `target` may be a server with a fault built in."""
    redis_url, children = serve.redis_of(settings)
    variables = _environment(settings, redis_url)
    server, worker, scheduler = serve.children_of(settings)
    server.command[-1] = target
    try:
        serve.run_step("migration", [sys.executable, "-m", "alembic", "upgrade", "head"], variables)
        for child in (server, worker, scheduler):
            child.start(variables)
            children.append(child)
        serve.wait_until_ready(settings, server)
        time.sleep(2.0)  # the worker draws its sample picture
        assert server.process
        assert worker.process
        yield Instance(settings, server.process.pid, worker.process.pid, redis_url)
    finally:
        for child in reversed(children):
            child.stop(grace=10)


@contextmanager
def granian(target: str, port: int, **variables: str) -> Iterator[int]:
    """Another ASGI application, served as ours is; yields the process id."""
    command = [
        sys.executable, "-m", "granian", "--interface", "asgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--log-level", "warning", target,
    ]  # fmt: skip
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **variables}, start_new_session=True)
    try:
        _wait(port)
        yield process.pid
    finally:
        process.terminate()
        process.wait(10)


def start_seconds(folder: Path) -> float:
    """From `make run` to its "ready" line."""
    began = time.perf_counter()
    with running_app(folder):
        return time.perf_counter() - began


def _wait(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit(f"nothing answers on {port}")
