"""The whole product as `make run` starts it, on a port and a data folder of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 150
# The last one is how a measurement of coverage follows us.
INHERITED = ("PATH", "HOME", "LANG", "NPM_CONFIG_REGISTRY", "COVERAGE_PROCESS_CONFIG")
GENEROUS = {"SIGNUP_LIMIT": "10000/minute", "LOGIN_LIMIT": "10000/minute", "DEMO_LIMIT": "10000/minute",
            "PREVIEW_LIMIT": "10000/minute", "MAILED_LIMIT": "10000/minute", "LINK_LIMIT": "10000/minute",
            "API_LIMIT_FACTOR": "1000"}  # fmt: skip


@dataclass
class RunningApp:
    """`url` is where it answers; `output` everything that its processes said."""

    url: str
    process: subprocess.Popen[str]
    output: list[str] = field(default_factory=list)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running_app(data: Path, **environment: str) -> Iterator[RunningApp]:
    """Start everything, wait until it is ready, and stop all of it at the end."""
    port = free_port()
    inherited = {name: value for name, value in os.environ.items() if name in INHERITED}
    own = {
        **inherited, "ENV_FILE": os.devnull, "PORT": str(port), "DATA_DIR": str(data), **GENEROUS, **environment,
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "scripts/serve.py"], cwd=ROOT, env=own, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, start_new_session=True,
    )
    app = RunningApp(f"http://localhost:{port}", process)
    ready, ended = threading.Event(), threading.Event()

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            app.output.append(line)
            if "is ready:" in line:
                ready.set()
        ended.set()
        ready.set()

    thread = threading.Thread(target=listen, daemon=True)
    thread.start()
    try:
        if not ready.wait(START_SECONDS) or ended.is_set():
            raise RuntimeError("The application did not start:\n" + "".join(app.output))
        yield app
    finally:
        _stop(process)
        thread.join(5)
        if process.stdout is not None:
            process.stdout.close()


def _stop(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGINT)
    deadline = time.monotonic() + 20
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.2)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
