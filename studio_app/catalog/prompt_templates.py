"""Prompt templates: versioned data files beside this module, read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

CURRENT_VERSION = "v1"


@dataclass(frozen=True, slots=True)
class PromptTemplate:
    """The parts of one asset type's prompt. Placeholders in braces are filled by `features.generation.prompts`."""

    version: str
    asset_type: str
    purpose: str
    scene: str
    region: str
    brand: str
    game: str
    idea: str
    title: str
    closing: str


@lru_cache(maxsize=64)
def prompt_template(asset_type: str, version: str = CURRENT_VERSION) -> PromptTemplate:
    """The template of `asset_type`; raises `FileNotFoundError` when there is none."""
    folder = resources.files("studio_app.catalog.prompts") / version
    shared = tomllib.loads((folder / "shared.toml").read_text("utf-8"))
    own = tomllib.loads((folder / f"{asset_type}.toml").read_text("utf-8"))
    return PromptTemplate(asset_type=asset_type, **shared, **own)
