"""Every test: the fast ones on all cores, then the browser journey on the built application."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sysconfig.get_path("scripts"))
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def require_browser() -> None:
    """Find a Chromium, or install one: by apt when we may, else by Playwright. Without one the tests fail."""
    if os.environ.get("CHROMIUM") or any(shutil.which(name) for name in BROWSERS):
        return
    print("No Chromium found: installing one.", flush=True)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"]
        if subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0:
            return
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def pytest(*arguments: str) -> int:
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main() -> int:
    require_browser()
    quick = pytest("-q", "-n", str(max(2, os.cpu_count() or 2)), "--dist", "worksteal", "--ignore=tests/e2e", "tests")
    build = subprocess.run([sys.executable, "scripts/build_ui.py"], cwd=ROOT, check=False).returncode
    journey = pytest("-q", "tests/e2e")
    return 1 if quick or build or journey else 0


if __name__ == "__main__":
    raise SystemExit(main())
