"""Prompt templates: versioned data files beside this module, read once.

A version is a folder of three files: `shared.toml` has the parts that all types share, `forms.toml` what each way of
composing says, `types.toml` what single types say differently. The most particular one wins.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from math import gcd
from string import Template
from typing import Any, Final

from studio_app.catalog.asset_types import ASSET_TYPES, AssetType

CURRENT_VERSION: Final = "v1"  # what is used while no experiment runs
OPTIONAL: Final = frozenset({"game", "idea", "hook", "title", "cutout"})
_LARGEST_TERM = 21


@dataclass(frozen=True, slots=True)
class PromptTemplate:
    """The parts of one asset type's prompt. Placeholders in braces are filled by `features.generation.prompts`.

    `order` names the parts in the order in which they are said. `hook` is said when a hook was chosen, `cutout` when a
    model paints a type with alpha: it asks for a ground of one colour, which is then made transparent.
    """

    version: str
    asset_type: str
    order: tuple[str, ...]
    purpose: str
    scene: str
    region: str
    brand: str
    game: str
    idea: str
    title: str
    closing: str
    composition: str = ""
    light: str = ""
    hook: str = ""
    cutout: str = ""

    def sections(self, given: Collection[str]) -> tuple[str, ...]:
        """The parts to say, in order; of the optional ones those that are `given`, and none that is empty."""
        said = (name for name in self.order if name not in OPTIONAL or name in given)
        return tuple(part for name in said if (part := getattr(self, name)))


@lru_cache(maxsize=256)
def prompt_template(asset_type: str, version: str = CURRENT_VERSION) -> PromptTemplate:
    """The template of `asset_type`; raises `KeyError` for an unknown type, `FileNotFoundError` for a version."""
    kind = ASSET_TYPES[asset_type]
    parts = {**_file(version, "shared"), **_file(version, "forms")[kind.form]}
    parts |= _file(version, "types").get(asset_type, {})
    order = tuple(parts.pop("order"))
    values = _catalogue_words(kind)
    worded = {name: Template(text).substitute(values) for name, text in parts.items()}
    return PromptTemplate(version, asset_type, order, **worded)


@lru_cache(maxsize=16)
def _file(version: str, name: str) -> dict[str, Any]:
    return tomllib.loads((resources.files("studio_app.catalog.prompts") / version / f"{name}.toml").read_text("utf-8"))


def versions() -> tuple[str, ...]:
    """Every version there is, oldest first."""
    folder = resources.files("studio_app.catalog.prompts")
    return tuple(sorted(item.name for item in folder.iterdir() if item.is_dir() and item.name.startswith("v")))


def _catalogue_words(kind: AssetType) -> dict[str, str]:
    """What the catalogue knows of a type, in words: `$label`, `$shape` and `$safe`, the place for words and logo."""
    safe = kind.safe
    across = _third((safe.x + safe.width / 2) / kind.width, "left", "right")
    down = _third((safe.y + safe.height / 2) / kind.height, "top", "bottom")
    place = f"towards the {' '.join(filter(None, (down, across)))}" if down or across else "in the middle"
    share = f"about {round(safe.width / kind.width * 100)}% of the width and {round(safe.height / kind.height * 100)}%"
    return {"label": kind.label, "shape": _shape(kind), "safe": f"{place}, {share} of the height,"}


def _third(position: float, first: str, last: str) -> str:
    return first if position < 0.42 else last if position > 0.58 else ""


def _shape(kind: AssetType) -> str:
    divisor = gcd(kind.width, kind.height)
    wide, tall = kind.width // divisor, kind.height // divisor
    if wide == tall:
        return "square"
    return f"{wide}:{tall}" if max(wide, tall) <= _LARGEST_TERM else f"about {kind.ratio:.1f}:1"
