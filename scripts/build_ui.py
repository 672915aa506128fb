"""Build the browser bundle, make it independent of its address, and list the inline scripts for the CSP.

    python scripts/build_ui.py [--force]

Does nothing when no source changed since the last build. The build reads PUBLIC_URL for canonical links only: the
bundle talks to whichever host, port and scheme served it.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / ".web"
CLIENT = WEB / "build" / "client"
STAMP = WEB / "build" / ".stamp"
CSP = WEB / "build" / "csp.json"
SOURCES = ("studio_app/ui", "studio_app/catalog", "studio_app/studio_app.py", "assets", "rxconfig.py", "reflex.lock",
           "requirements.txt", "scripts/build_ui.py")  # fmt: skip
GENERATED = ("assets/external/", "__pycache__/")
ENVIRONMENT = ("PUBLIC_URL", "PORT")
LINES_OF_FAILURE = 25

_ENDPOINT = re.compile(r'(?P<quote>["\'`])(?P<scheme>ws|http)s?://(?P<host>[^/"\'`]+)(?P<path>/[\w-]+)(?P=quote)')
_CLEARED_PORT = re.compile(r"(\w+)\.port=(?:``|\"\"|'')")
_INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL)
_HERE = {
    "http": '(typeof window>"u"?"http://localhost":window.location.origin)',
    "ws": '(typeof window>"u"?"ws://localhost":window.location.origin.replace(/^http/,"ws"))',
}


class BuildError(Exception):
    """The build failed, or its output is not what the rewriting expects."""


def sources() -> Iterator[Path]:
    for name in SOURCES:
        path = ROOT / name
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            relative = file.relative_to(ROOT).as_posix()
            if file.is_file() and not any(part in f"{relative}/" for part in GENERATED):
                yield file


def fingerprint() -> str:
    digest = hashlib.sha256()
    for file in sources():
        digest.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    for name in ENVIRONMENT:
        digest.update(f"{name}={os.environ.get(name, '')}".encode())
    return digest.hexdigest()


def is_current(wanted: str) -> bool:
    complete = STAMP.is_file() and CSP.is_file() and (CLIENT / "index.html").is_file()
    return complete and STAMP.read_text(encoding="utf-8") == wanted


def export() -> None:
    reflex = Path(sysconfig.get_path("scripts")) / "reflex"
    command = [str(reflex), "export", "--frontend-only", "--no-zip"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0 or not (CLIENT / "index.html").is_file():
        said = f"{done.stdout}\n{done.stderr}".strip().splitlines()
        raise BuildError("\n".join([f"reflex export failed ({done.returncode}):", *said[-LINES_OF_FAILURE:]]))


def free_from_address() -> list[Path]:
    """Replace the baked addresses of the backend by expressions over window.location; returns the changed files."""
    baked = json.loads((WEB / "env.json").read_text(encoding="utf-8"))
    event = next((file for file in _scripts() if baked["EVENT"] in file.read_text(encoding="utf-8")), None)
    if event is None:
        raise BuildError(f"no script holds the address {baked['EVENT']}; has the layout of the bundle changed?")
    host = baked["EVENT"].split("/")[2]
    event.write_text(_endpoints_here(event.read_text(encoding="utf-8"), host), encoding="utf-8")
    if baked["EVENT"] in event.read_text(encoding="utf-8"):
        raise BuildError(f"{event.name} still holds {baked['EVENT']}")
    return [event, _keep_port()]


def _endpoints_here(text: str, host: str) -> str:
    def here(match: re.Match[str]) -> str:
        if match["host"] != host:
            return match[0]
        return f'{_HERE[match["scheme"]]}+"{match["path"]}"'

    return _ENDPOINT.sub(here, text)


def _keep_port() -> Path:
    """Reflex drops the port under https, which would break any https address with one."""
    for file in _scripts():
        text = file.read_text(encoding="utf-8")
        changed, count = _CLEARED_PORT.subn(r"\1.port=window.location.port", text)
        if count == 1 and "window.location.hostname" in text:
            file.write_text(changed, encoding="utf-8")
            return file
    raise BuildError("no script clears the port of the backend's address; has getBackendURL changed?")


def _scripts() -> list[Path]:
    return sorted((CLIENT / "assets").glob("*.js"))


def recompress(files: list[Path]) -> None:
    for file in files:
        sidecar = file.with_name(file.name + ".gz")
        if sidecar.exists():
            sidecar.write_bytes(gzip.compress(file.read_bytes(), compresslevel=9, mtime=0))


def inline_script_hashes() -> dict[str, list[str]]:
    """For each HTML file, relative to the client folder, the CSP sources of its inline scripts."""
    found = {}
    for page in sorted(CLIENT.rglob("*.html")):
        bodies = [
            match["body"]
            for match in _INLINE_SCRIPT.finditer(page.read_text(encoding="utf-8"))
            if not re.search(r"\bsrc\s*=", match["attributes"])
        ]
        hashes = (base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in bodies)
        found[page.relative_to(CLIENT).as_posix()] = sorted({f"sha256-{value}" for value in hashes})
    return found


def build() -> None:
    STAMP.unlink(missing_ok=True)
    export()
    recompress(free_from_address())
    CSP.write_text(json.dumps(inline_script_hashes(), indent=1) + "\n", encoding="utf-8")
    # npm may have completed the lock, so the sources are read again.
    STAMP.write_text(fingerprint(), encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--force", action="store_true", help="build even when nothing changed")
    started = time.perf_counter()
    if not parser.parse_args().force and is_current(fingerprint()):
        print(f"ui: up to date ({time.perf_counter() - started:.2f} s)")
        return 0
    print("ui: building ...", flush=True)
    try:
        build()
    except BuildError as error:
        print(f"ui: {error}", file=sys.stderr)
        return 1
    size = sum(file.stat().st_size for file in (CLIENT / "assets").glob("*.js.gz")) / 1000
    print(f"ui: built in {time.perf_counter() - started:.1f} s, {len(json.loads(CSP.read_text()))} pages, "
          f"{size:.0f} kB of scripts in all (gzip)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
