"""`docs/dependencies.md` names every direct dependency, and no other."""

from __future__ import annotations

import re

from tests.docs.conftest import ROOT

_ROW = re.compile(r"\| ([a-z][a-z0-9-]*) \| [^|]+ \| [^|]+\. \|")


def _required(name: str) -> set[str]:
    lines = (ROOT / name).read_text("utf-8").splitlines()
    found = (re.match(r"([A-Za-z0-9._-]+)(\[.*\])?==", line) for line in lines)
    return {match[1].lower() for match in found if match}


def _rows(heading: str) -> set[str]:
    text = (ROOT / "docs/dependencies.md").read_text("utf-8")
    section = text.split(f"## {heading}", 1)[1].split("\n## ", 1)[0]
    return set(_ROW.findall(section))


def test_run_time_packages() -> None:
    assert _rows("Run time") == _required("requirements.txt")


def test_development_packages() -> None:
    assert _rows("Development") == _required("requirements-dev.txt")


def test_peers() -> None:
    [emulate] = re.findall(r"^EMULATE := (\S+)@\d+\.\d+\.\d+$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert _rows("Peers") == {*_required("requirements-peers.txt"), emulate}


def test_every_line_is_pinned_exactly() -> None:
    loose = [line for name in ("requirements.txt", "requirements-dev.txt", "requirements-peers.txt")
             for line in (ROOT / name).read_text("utf-8").splitlines()
             if line and not line.startswith(("#", "-r ", "-c ")) and "==" not in line]
    assert loose == []


def test_our_own_npm_packages() -> None:
    """Components that bring a package of their own (`library` or `lib_dependencies` of an `@` version)."""
    sources = (ROOT / "studio_app/ui").rglob("*.py")
    asked = {name for path in sources for name in re.findall(r'"(@?[\w/-]+)@\d[\w.]*"', path.read_text("utf-8"))}
    assert _rows("JavaScript") == asked
