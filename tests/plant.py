"""A small installation of its own: Redis, workers and the scheduler as processes that can be killed."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from studio_app.adapters.jobs.rq_queue import RqQueue
from studio_app.adapters.offload.inline import InlineOffload
from studio_app.bootstrap import build_services
from tests.conftest import ROOT, make_settings
from tests.world import Moving, World

BIN = Path(sysconfig.get_path("scripts"))
# The last one is how a measurement of coverage follows us.
INHERITED = ("PATH", "HOME", "LANG", "VIRTUAL_ENV", "COVERAGE_PROCESS_CONFIG")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(what: Callable[[], bool], seconds: float = 25.0) -> float:
    """Wait until `what` is so; returns how long that took."""
    began = time.monotonic()
    while not what():
        assert time.monotonic() < began + seconds, "it took too long"
        time.sleep(0.05)
    return time.monotonic() - began


@dataclass
class Plant:
    """`world` is a client of the services, with the true time. Processes go by name: redis, scheduler, and run or
    run-1, run-2 … for workers."""

    world: World
    environment: dict[str, str]
    redis_command: list[str]
    redis_url: str
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, *, wait: bool = True) -> None:
        command = [sys.executable, "-m", f"workers.{name.partition('-')[0]}"]
        if name == "redis":
            command = self.redis_command
        with (self.world.services.settings.data_dir / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=log, stderr=log, start_new_session=True
            )
        if name == "redis" and wait:
            until(RqQueue(self.redis_url).check)

    def kill(self, name: str, how: int = signal.SIGKILL) -> None:
        """The whole process group, as a container's end takes all of it."""
        process = self.running.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        process.wait(10)

    def worker_processes(self) -> list[psutil.Process]:
        """Every worker and every child that works on a job."""
        found: list[psutil.Process] = []
        for name, process in self.running.items():
            if name.startswith("run"):
                with contextlib.suppress(psutil.NoSuchProcess):
                    parent = psutil.Process(process.pid)
                    found += [parent, *parent.children(recursive=True)]
        return found

    def bury(self) -> list[str]:
        """Take note of the processes that ended; returns their names."""
        dead = [name for name, process in self.running.items() if process.poll() is not None]
        for name in dead:
            del self.running[name]
        return dead


@contextlib.contextmanager
def planted(folder: Path, database_url: str, **environment: str) -> Iterator[Plant]:
    """Nothing runs yet; at the end everything is killed."""
    port = free_port()
    url = f"redis://127.0.0.1:{port}/0"
    lease = environment.setdefault("LEASE_SECONDS", "2")
    own = make_settings(folder, database_url, redis_url=url, lease_seconds=int(lease))
    services = build_services(own, offload=InlineOffload(), password_rounds=4)
    settings = {
        **{name: value for name, value in os.environ.items() if name in INHERITED}, "ENV_FILE": os.devnull,
        "DATABASE_URL": database_url, "REDIS_URL": url, "DATA_DIR": str(folder), "APP_ENV": "development",
        **environment,
    }  # fmt: skip
    options = ["--bind", "127.0.0.1", "--port", str(port), "--dir", str(folder), "--save", "", "--appendonly", "no"]
    made = Plant(World(services, Moving()), settings, [str(BIN / "redis-server"), *options], url)
    try:
        yield made
    finally:
        for name in [*made.running]:
            made.kill(name)
        made.world.close()
        services.queue._redis.close()  # type: ignore[attr-defined]
