"""Which version of the prompt templates a job uses while versions are tried against each other."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from importlib import resources
from itertools import accumulate
from uuid import UUID

from studio_app.catalog.prompt_templates import CURRENT_VERSION

_SPACE = 2**64


@dataclass(frozen=True, slots=True)
class Experiment:
    """`weights` are the shares of the versions, of any scale; no `asset_types` means all of them."""

    id: str
    summary: str
    running: bool
    weights: dict[str, int]
    asset_types: tuple[str, ...] = ()

    def covers(self, asset_type: str) -> bool:
        return self.running and (not self.asset_types or asset_type in self.asset_types)

    def version_for(self, asset_type: str, unit_id: str) -> str:
        """The first eight bytes of SHA-256 over experiment, type and unit, as a point on the line of the weights."""
        digest = hashlib.sha256(f"{self.id}\n{asset_type}\n{unit_id}".encode()).digest()
        point = int.from_bytes(digest[:8], "big") * sum(self.weights.values())
        ends = accumulate(weight * _SPACE for weight in self.weights.values())
        return next(version for version, end in zip(self.weights, ends, strict=True) if point < end)


def _load() -> tuple[Experiment, ...]:
    text = (resources.files("studio_app.catalog.prompts") / "experiments.toml").read_text("utf-8")
    entries = tomllib.loads(text).get("experiment", [])
    return tuple(Experiment(**{**e, "asset_types": tuple(e.get("asset_types", ()))}) for e in entries)


EXPERIMENTS: tuple[Experiment, ...] = _load()


def assign_version(
    asset_type: str, unit_id: UUID | str, experiments: tuple[Experiment, ...] = EXPERIMENTS
) -> str:
    """The version that `unit_id` (a job: what is rated is one picture) gets for `asset_type`, the same every time."""
    found = next((e for e in experiments if e.covers(asset_type)), None)
    return found.version_for(asset_type, str(unit_id)) if found else CURRENT_VERSION
