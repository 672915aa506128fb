"""Lint, types and import contracts. Each runs even when one before it failed, so that one run shows everything."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sysconfig.get_path("scripts"))
CHECKS: tuple[tuple[str, list[str]], ...] = (
    ("lint", [sys.executable, "-m", "ruff", "check", "--quiet", "."]),
    ("types", [sys.executable, "-m", "mypy", "--no-error-summary"]),
    ("import contracts", [str(BIN / "lint-imports"), "--no-logo"]),
)


def main() -> int:
    failed = []
    for name, command in CHECKS:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            failed.append(name)
            print(f"--- {name}\n{done.stdout}{done.stderr}", flush=True)
        else:
            print(f"{name}: ok", flush=True)
    return bool(failed)


if __name__ == "__main__":
    raise SystemExit(main())
