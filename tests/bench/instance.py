"""A whole instance of the application for one measurement: own port, own folder, nothing shared with a running one."""

from __future__ import annotations

import os
import signal
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

ROOT = serve.ROOT
LIMITS = {name: "1000000/minute" for name in ("SIGNUP_LIMIT", "LOGIN_LIMIT", "DEMO_LIMIT", "PREVIEW_LIMIT")}


@dataclass(frozen=True, slots=True)
class Instance:
    settings: Settings
    server_pid: int
    worker_pid: int

    @property
    def port(self) -> int:
        return self.settings.listen_port


def free_port() -> int:
    """The configured port when nobody uses it, so that the built pages stay current; else any."""
    wanted = Settings().listen_port
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", wanted))
        except OSError:
            probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def refuse_real_services() -> None:
    """A developer's `.env` may name a paid model or a live bucket: measuring must not touch them."""
    settings = Settings()
    if settings.google_api_key or settings.uses_s3 or settings.production:
        raise SystemExit("Take GOOGLE_API_KEY, S3_BUCKET and APP_ENV=production out of .env and the environment first.")


def make_settings(port: int, folder: Path, database_url: str | None = None) -> Settings:
    """The same in this process as in the children, whatever the environment says."""
    url = database_url or f"sqlite:///{folder / 'studio.db'}"
    limits = {name.lower(): value for name, value in LIMITS.items()}
    secret = Settings().jwt_secret_key
    return Settings(
        _env_file=None, port=port, api_port=None, data_dir=folder, database_url=url, redis_url=None, workers=1,
        public_url=None, jwt_secret_key=secret, **limits,  # type: ignore[arg-type,call-arg]
    )


def environment(settings: Settings, redis_url: str) -> dict[str, str]:
    own = {"DATABASE_URL": settings.database, "WORKERS": "1", "LOG_LEVEL": "ERROR", **LIMITS}
    return {**serve.environment_for(settings, redis_url), **own}


@contextmanager
def running(settings: Settings, target: str = "studio_app.studio_app:app") -> Iterator[Instance]:
    """Redis, migrations, server, one worker and the scheduler. `target` may be a server with a fault built in."""
    with serve.bundled_redis(settings) as redis_url:
        variables = environment(settings, redis_url)
        serve.run_step("migration", [sys.executable, "-m", "alembic", "upgrade", "head"], variables)
        children = serve.children_of(settings)
        children[0].command[-1] = target
        try:
            for child in children:
                child.start(variables)
            serve.wait_until_ready(settings, children[0])
            time.sleep(2.0)  # the worker draws its sample picture
            assert children[0].process
            assert children[1].process
            yield Instance(settings, children[0].process.pid, children[1].process.pid)
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


def start_seconds(settings: Settings) -> float:
    """From `scripts/serve.py` to its "ready" line; the pages must be built already for a warm start."""
    variables = {**environment(settings, ""), "PYTHONUNBUFFERED": "1"}
    for name in [*(n for n in variables if n.startswith("__REFLEX")), "REDIS_URL", "REFLEX_ENV_MODE"]:
        variables.pop(name, None)
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "scripts/serve.py"], cwd=ROOT, env=variables, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    try:
        for line in process.stdout:
            if "is ready" in line:
                return time.perf_counter() - began
        raise SystemExit("scripts/serve.py ended before it was ready.")
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


def _wait(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit(f"nothing answers on {port}")
