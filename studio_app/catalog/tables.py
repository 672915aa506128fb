"""Reading the catalogue's TOML files."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from importlib import resources
from typing import Any, Protocol, TypeVar


class Named(Protocol):
    @property
    def id(self) -> str: ...


N = TypeVar("N", bound=Named)


def read(name: str) -> dict[str, Any]:
    """The content of a file of this package."""
    return tomllib.loads((resources.files("studio_app.catalog") / name).read_text("utf-8"))


def by_id(name: str, table: str, build: Callable[[dict[str, Any]], N]) -> dict[str, N]:
    """The entries of one table of a file, by id and in their order; raises `ValueError` when an id is there twice."""
    found: dict[str, N] = {}
    for entry in read(name)[table]:
        made = build(entry)
        if made.id in found:
            raise ValueError(f"{name}: {made.id} stands there twice")
        found[made.id] = made
    return found
