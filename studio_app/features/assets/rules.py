"""Pure decisions about assets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.styles import STYLES

TRASH_DAYS = 30


def expires_at(now: datetime, retention_days: int | None) -> datetime | None:
    """When an asset made now runs out; never, on plans that keep them."""
    return None if retention_days is None else now + timedelta(days=retention_days)


def is_visible(is_public: bool, deleted_at: datetime | None, expires: datetime | None, now: datetime) -> bool:
    """Whether a stranger may see the asset."""
    return is_public and deleted_at is None and (expires is None or expires > now)


def filename(title: str, asset_type: str, width: int, height: int, extension: str) -> str:
    """A name that every file system takes: `i-beat-elden-ring-thumbnail-1280x720.png`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
    parts = [part for part in (slug, asset_type.replace("_", "-"), f"{width}x{height}") if part]
    return "-".join(parts) + f".{extension}"


def like_pattern(text: str) -> str:
    """`text` as the inside of a LIKE pattern, with its own wildcards made literal (escape character `\\`)."""
    escaped = re.sub(r"([\\%_])", r"\\\1", text)
    return f"%{escaped}%"


def scene_title(scene: Mapping[str, Any]) -> str:
    """The title as edited, else as asked for."""
    edited = scene["edits"].get("title", {}).get("text")
    return str(scene["brief"]["title"] if edited is None else edited)


def alt_text(title: str, asset_type: str, style: str) -> str:
    """One sentence for those who do not see the picture."""
    label = ASSET_TYPES[asset_type].label
    look = STYLES[style].label.lower() if style in STYLES else style
    return f"{label} that says “{title}”, {look} style" if title else f"{label} in {look} style, without words"
