"""Start everything: Redis, migrations, pages, the server, the workers and the scheduler; stop all of it together.

    python scripts/serve.py            build once, serve
    python scripts/serve.py --dev      the same, and start again whenever a source changes
"""

from __future__ import annotations

import argparse
import ctypes
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sysconfig.get_path("scripts"))
sys.path.insert(0, str(ROOT))

from studio_app.core.config import Settings, get_settings  # noqa: E402  (the path above must stand first)

READY_SECONDS = 60
# Skia's own needs beyond what its wheel brings; OpenGL is stood in for where it is missing (imaging/native.py).
LIBRARIES = "libegl1 libgl1 libexpat1"
WATCHED = ("studio_app", "workers", "assets", "rxconfig.py")


class StartError(Exception):
    """Something needed for a start is not as it should be; the text says what to do."""


@dataclass
class Child:
    """One process. A vital one takes everything down with it; the others are started again."""

    name: str
    command: list[str]
    vital: bool = False
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    started_at: float = field(default=0.0)

    def start(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, env=environment, start_new_session=True, preexec_fn=_end_with_parent
        )
        self.started_at = time.monotonic()

    def stop(self, grace: float) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(grace)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def _end_with_parent() -> None:
    """On Linux a child is told to stop when this process is gone, however it went."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def say(text: str) -> None:
    print(text, flush=True)


def run_step(name: str, command: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False)
    if done.returncode:
        raise StartError(f"{name} failed (exit {done.returncode}). What it printed above says why.")


def require_free(settings: Settings) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.api_host, settings.listen_port))
        except OSError as error:
            port = settings.listen_port
            raise StartError(f"Port {port} is in use. Stop what runs there, or: PORT={port + 1} make run") from error


def prepare_drawing(root: bool) -> bool:
    """Whether Skia can be loaded. What the system lacks for it is installed by `root`, and named to anybody else: the
    studio's own renderer draws then, more slowly."""
    if (fault := _drawing_fault()) and root and shutil.which("apt-get"):
        say(f"Installing what drawing needs: {LIBRARIES}")
        for command in (["update", "-qq"], ["install", "-qq", "-y", "--no-install-recommends", *LIBRARIES.split()]):
            subprocess.run(["apt-get", *command], check=False)
        fault = _drawing_fault()
    if fault:
        say(f"! Skia cannot be loaded ({fault}).\n  Pictures are drawn without it, several times slower. "
            f"This installs what is missing:\n  sudo apt-get update && sudo apt-get install -y {LIBRARIES}")
    return not fault


def _drawing_fault() -> str:
    probe = [sys.executable, "-c", "from studio_app.imaging.native import load_skia; load_skia()"]
    done = subprocess.run(probe, cwd=ROOT, capture_output=True, text=True, check=False)
    return (done.stderr.strip() or "it ended at once").splitlines()[-1] if done.returncode else ""


def redis_of(settings: Settings) -> tuple[str, list[Child]]:
    """The configured Redis, else one of our own on loopback behind a password."""
    if settings.redis_url:
        return settings.redis_url, []
    folder = settings.data_dir.absolute() / "redis"
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    password, port = secrets.token_urlsafe(24), _free_port()
    config = folder / "redis.conf"
    config.touch(0o600)
    config.write_text(
        f"bind 127.0.0.1\nport {port}\ndir {folder}\nrequirepass {password}\nappendonly yes\nsave \"\"\n"
        f"maxmemory-policy noeviction\nlogfile {folder / 'redis.log'}\n"
    )
    redis = Child("Redis", [str(BIN / "redis-server"), str(config)])
    redis.start(dict(os.environ))
    _wait_for_port(port, redis)
    return f"redis://:{password}@127.0.0.1:{port}/0", [redis]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for_port(port: int, child: Child) -> None:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if child.process is not None and child.process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise StartError(f"{child.name} did not start. Is the disk full, or {port} blocked on 127.0.0.1?")


def environment_for(settings: Settings, redis_url: str) -> dict[str, str]:
    return {
        **os.environ,
        "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "PORT": str(settings.listen_port),
        "PUBLIC_URL": settings.site_url,
        "DATA_DIR": str(settings.data_dir.absolute()),
        "REDIS_URL": redis_url,
        "REFLEX_ENV_MODE": "prod",
        "__REFLEX_SKIP_COMPILE": "true",
        "__REFLEX_MOUNT_FRONTEND_COMPILED_APP": "true",
    }


def build_environment(settings: Settings, environment: dict[str, str]) -> dict[str, str]:
    """The bundle works on every port; only a public address, when one is set, is written into its pages."""
    left_out = ("__REFLEX", "REFLEX_ENV_MODE", "REDIS_URL", "PORT", "PUBLIC_URL")
    kept = {name: value for name, value in environment.items() if not name.startswith(left_out)}
    public = settings.public_url or settings.api_base_url
    return {**kept, "PUBLIC_URL": public} if public else kept


def children_of(settings: Settings) -> list[Child]:
    python = sys.executable
    server = [
        python, "-m", "granian", "--interface", "asgi", "--factory", "--host", settings.api_host,
        "--port", str(settings.listen_port), "--workers", "1", "--ws",
        "--log-level", "warning", "studio_app.studio_app:app",
    ]  # fmt: skip
    workers = [Child(f"worker {n + 1}", [python, "-m", "workers.run"]) for n in range(settings.workers)]
    return [Child("server", server, vital=True), *workers, Child("scheduler", [python, "-m", "workers.scheduler"])]


def wait_until_ready(settings: Settings, server: Child) -> None:
    host = "127.0.0.1" if settings.api_host == "0.0.0.0" else settings.api_host  # noqa: S104
    address = f"http://{host}:{settings.listen_port}"
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if server.process is not None and server.process.poll() is not None:
            raise StartError(f"The server ended at once (exit {server.process.returncode}). See above.")
        try:
            for path in ("/health", "/"):
                urllib.request.urlopen(address + path, timeout=2).read()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise StartError(f"The server did not answer within {READY_SECONDS} seconds.")


def watch(children: list[Child], environment: dict[str, str], changed: Iterator[bool]) -> bool:
    """Until a vital child ends or a source changes; True asks for a new start."""
    while True:
        if next(changed):
            return True
        for child in children:
            code = child.process.poll() if child.process else None
            if code is None:
                continue
            say(f"! {child.name} ended unexpectedly (exit {code}).")
            if child.vital:
                raise StartError(f"{child.name} is needed; stopping everything else.")
            child.failures = child.failures + 1 if time.monotonic() - child.started_at < 30 else 1
            if child.failures > 5:
                raise StartError(f"{child.name} ended five times in a row; stopping everything else.")
            say(f"  Starting {child.name} again.")
            child.start(environment)
        time.sleep(0.5)


def source_changes(dev: bool) -> Iterator[bool]:
    """Whether a watched file changed since the last look; never, outside development."""
    seen = _newest() if dev else 0.0
    while True:
        newest = _newest() if dev else 0.0
        yield newest > seen
        seen = newest


def _newest() -> float:
    files = (file for name in WATCHED for file in ([ROOT / name] if name.endswith(".py") else (ROOT / name).rglob("*")))
    return max((file.stat().st_mtime for file in files if file.suffix in (".py", ".jsx", ".js", ".css")), default=0.0)


def start_once(settings: Settings, dev: bool) -> bool:
    """One life of the whole; True when it should start again."""
    began = time.monotonic()
    require_free(settings)
    prepare_drawing(os.geteuid() == 0)
    redis_url, running = redis_of(settings)
    environment = environment_for(settings, redis_url)
    try:
        run_step("The database migration", [sys.executable, "-m", "alembic", "upgrade", "head"], environment)
        build = [sys.executable, "scripts/build_ui.py"]
        run_step("The page build", build, build_environment(settings, environment))
        for child in children_of(settings):
            child.start(environment)
            running.append(child)
        wait_until_ready(settings, next(child for child in running if child.vital))
        say(f"\n  Streamer Studio is ready: {settings.site_url}   ({time.monotonic() - began:.0f} s)")
        say("  Ctrl-C stops everything.\n")
        return watch(running, environment, source_changes(dev))
    finally:
        for child in reversed(running):
            child.stop(grace=10)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dev", action="store_true", help="start again whenever a source changes")
    arguments = parser.parse_args()
    os.umask(0o077)  # what people made and who they are is nobody else's on this machine
    signal.signal(signal.SIGTERM, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    try:
        settings = get_settings()
        while start_once(settings, arguments.dev):
            say("A source changed: starting again.")
    except KeyboardInterrupt:
        say("\nStopped.")
        return 0
    except (StartError, ValueError) as error:
        say(f"\nCould not start. {error}")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
