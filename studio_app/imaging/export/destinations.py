"""Where a finished file is uploaded, in a sentence and, where one works for everybody, a link."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Final

from studio_app.catalog.asset_types import AssetType
from studio_app.catalog.platforms import PLATFORMS

EVERYWHERE: Final = "*"


@dataclass(frozen=True, slots=True)
class Destination:
    """Without `forms` it fits every form."""

    platform: str
    where: str
    link: str = ""
    forms: tuple[str, ...] = ()

    def fits(self, platform: str, form: str) -> bool:
        return self.platform in (EVERYWHERE, platform) and (not self.forms or form in self.forms)


def _load() -> tuple[Destination, ...]:
    text = resources.files(__package__).joinpath("destinations.toml").read_text("utf-8")
    entries = tomllib.loads(text)["destination"]
    return tuple(Destination(**{**entry, "forms": tuple(entry.get("forms", ()))}) for entry in entries)


DESTINATIONS: Final = _load()


def destination(asset_type: AssetType, platform: str) -> Destination:
    """The first that fits; for a platform nobody has described, its own name."""
    for known in DESTINATIONS:
        if known.fits(platform, asset_type.form):
            return known
    label = PLATFORMS[platform].label if platform in PLATFORMS else platform
    return Destination(platform, label)
