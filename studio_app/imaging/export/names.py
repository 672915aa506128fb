"""File names that every platform, archive and operating system accepts."""

from __future__ import annotations

import re
import unicodedata

from studio_app.catalog.asset_types import AssetType, Format, MotionFormat
from studio_app.imaging.export.types import ending

LONGEST = 48
# Names that Windows keeps for devices.
_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{i}" for name in ("com", "lpt") for i in range(10))}


def slug(text: str, otherwise: str = "asset") -> str:
    """`text` as a-z, 0-9 and single hyphens, at most 48 long; `otherwise` when nothing is left or may not be used."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-")
    return otherwise if not name or name in _RESERVED else name


def stem(asset_type: AssetType) -> str:
    """The type's name without its platform, which is the folder: `twitch_emote` is `emote`."""
    name = slug(asset_type.id)
    for platform in asset_type.platforms:
        name = name.removeprefix(f"{slug(platform)}-")
    return slug(name)


def file_name(
    asset_type: AssetType, width: int, height: int, format: Format | MotionFormat, moving: bool = False
) -> str:
    """`emote-112.png`, `thumbnail-1280x720.jpg`, `emote-112-animated.gif`."""
    size = f"{width}" if width == height else f"{width}x{height}"
    return f"{stem(asset_type)}-{size}{'-animated' if moving else ''}.{ending(format, moving)}"
