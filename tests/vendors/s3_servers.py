"""Two independent S3 servers on loopback: rclone (checks signatures) and moto (knows conditional writes)."""

from __future__ import annotations

import contextlib
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ACCESS_KEY = "studio-access"
SECRET_KEY = "studio-secret-that-must-not-leak"
BUCKET = "plates"
REGION = "us-east-1"


@dataclass(frozen=True, slots=True)
class S3Server:
    """`checks_signatures` is what tells the two apart in tests."""

    url: str
    checks_signatures: bool


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def rclone(folder: Path) -> Iterator[S3Server]:
    """rclone serving `folder`, whose subfolders are the buckets."""
    (folder / BUCKET).mkdir(parents=True)
    program = shutil.which("rclone") or str(Path(sys.executable).with_name("rclone"))
    port = free_port()
    command = [
        program, "serve", "s3", "--addr", f"127.0.0.1:{port}", "--auth-key", f"{ACCESS_KEY},{SECRET_KEY}",
        "--config", "", str(folder),
    ]  # fmt: skip
    with _running(command, port):
        yield S3Server(f"http://127.0.0.1:{port}", checks_signatures=True)


@contextlib.contextmanager
def moto() -> Iterator[S3Server]:
    """moto's own server process; its buckets live in memory."""
    port = free_port()
    program = "import sys; from moto.server import main; main(sys.argv[1:])"
    with _running([sys.executable, "-c", program, "-H", "127.0.0.1", "-p", str(port)], port):
        yield S3Server(f"http://127.0.0.1:{port}", checks_signatures=False)


@contextlib.contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_open(process, port)
        yield
    finally:
        process.kill()
        process.wait()


def _wait_until_open(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 20
    while True:
        assert process.poll() is None, f"{process.args!r} ended with {process.returncode}"
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        assert time.monotonic() < deadline, f"{process.args!r} did not start"
        time.sleep(0.02)
