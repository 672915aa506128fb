"""`docs/api.md` has every error code and every route, and none that does not exist."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import studio_app
from studio_app.core.errors import StudioError
from tests.docs.conftest import ROOT

_API = (ROOT / "docs/api.md").read_text("utf-8")
_ROUTE_ROW = re.compile(r"^\| `(GET|POST|PUT|PATCH|DELETE) (/[^`]*)` \|", re.M)
_FAULT_MODULES = ("studio_app.core", "studio_app.features", "studio_app.ports", "studio_app.imaging")
_CODE_NAMES = {"code", "failure_code"}


def _classes(base: type[StudioError]) -> Iterator[type[StudioError]]:
    yield base
    for child in base.__subclasses__():
        yield from _classes(child)


def _all_faults() -> set[type[StudioError]]:
    for module in pkgutil.walk_packages(studio_app.__path__, "studio_app."):
        if module.name.startswith(_FAULT_MODULES):
            importlib.import_module(module.name)
    return {fault for fault in _classes(StudioError) if fault.__module__.startswith("studio_app.")}


def _codes_given_by_name() -> set[str]:
    """Constants passed as `code=` or stored as `failure_code=`, anywhere."""
    found: set[str] = set()
    for path in (ROOT / "studio_app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg in _CODE_NAMES:
                found |= {inner.value for inner in ast.walk(node.value)
                          if isinstance(inner, ast.Constant) and isinstance(inner.value, str)}
    return {code for code in found if re.fullmatch(r"[A-Z][A-Z_]+", code)}


def _table(heading: str) -> dict[str, str]:
    """First cell -> second cell of the tables under a heading."""
    section = _API.split(f"## {heading}", 1)[1].split("\n## ", 1)[0]
    return dict(re.findall(r"^\| `([A-Z_]+)` \| ([^|]+?) \|", section, re.M))


def test_every_error_code_is_documented_and_every_documented_code_exists() -> None:
    known = {fault.code for fault in _all_faults()} | _codes_given_by_name()
    assert set(_table("Error codes")) == known


def test_the_documented_status_is_the_real_one() -> None:
    documented = {code: int(cell) for code, cell in _table("Error codes").items() if cell.isdigit()}
    real = {fault.code: fault.status for fault in _all_faults()}
    assert documented == {code: real[code] for code in documented}


def test_every_route_is_documented_and_every_documented_route_exists(openapi: dict[str, Any]) -> None:
    published = {(method.upper(), path) for path, methods in openapi["paths"].items() for method in methods}
    assert set(_ROUTE_ROW.findall(_API)) == published


def test_paths_in_the_text_exist(openapi: dict[str, Any]) -> None:
    named = set(re.findall(r"`(?:GET|POST|PUT|PATCH|DELETE) (/[^`?]*)", _API))
    assert named <= set(openapi["paths"])
