"""Every asset type as data: size, formats, byte limit, alpha, safe zones and where the numbers come from.

Sizes in pixels, limits in bytes (decimal: 1 MB = 1 000 000, the stricter reading passes either way).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Format = Literal["png", "jpeg", "webp"]
MIME: dict[Format, str] = {"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp"}
EXTENSION: dict[Format, str] = {"png": "png", "jpeg": "jpg", "webp": "webp"}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, origin top left."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Zone:
    """A region that a platform covers; nothing essential may stand in it."""

    name: str
    box: Box


@dataclass(frozen=True, slots=True)
class AssetType:
    """One thing a platform takes. `formats[0]` is what is stored and served; the rest can be downloaded."""

    id: str
    label: str
    platforms: tuple[str, ...]
    width: int
    height: int
    formats: tuple[Format, ...]
    max_bytes: int
    alpha: bool
    safe: Box
    covered: tuple[Zone, ...]
    source: str
    verified_on: date
    aliases: tuple[str, ...] = ()

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def ratio(self) -> float:
        return self.width / self.height


def _inset(width: int, height: int, share: float) -> Box:
    x, y = round(width * share), round(height * share)
    return Box(x, y, width - 2 * x, height - 2 * y)


_VERIFIED = date(2026, 11, 21)

ASSET_TYPES: dict[str, AssetType] = {
    t.id: t
    for t in (
        AssetType(
            id="thumbnail",
            label="Thumbnail",
            platforms=("youtube", "twitch", "kick"),
            width=1280,
            height=720,
            formats=("png", "jpeg", "webp"),
            max_bytes=2_000_000,
            alpha=False,
            safe=_inset(1280, 720, 0.04),
            covered=(Zone("duration badge", Box(1094, 622, 186, 98)),),
            source="YouTube Help, custom thumbnails: 1280x720, phones take at most 2 MB",
            verified_on=_VERIFIED,
            aliases=("youtube_thumbnail",),
        ),
        AssetType(
            id="overlay",
            label="Overlay",
            platforms=("twitch", "youtube", "kick", "tiktok"),
            width=1920,
            height=1080,
            formats=("png", "webp"),
            max_bytes=5_000_000,
            alpha=True,
            safe=_inset(1920, 1080, 0.03),
            covered=(Zone("player controls", Box(1620, 960, 300, 120)),),
            source="OBS canvas 1920x1080; Twitch may cover the bottom right corner",
            verified_on=_VERIFIED,
            aliases=("twitch_overlay",),
        ),
        AssetType(
            id="banner",
            label="Channel banner",
            platforms=("youtube",),
            width=2560,
            height=1440,
            formats=("png", "jpeg", "webp"),
            max_bytes=6_000_000,
            alpha=False,
            safe=Box(508, 509, 1544, 422),
            covered=(),
            source="YouTube Help, channel banner: 2560x1440, at most 6 MB, safe area 1546x423",
            verified_on=_VERIFIED,
            aliases=("youtube_banner",),
        ),
        AssetType(
            id="story_graphic",
            label="Story",
            platforms=("instagram", "tiktok", "youtube"),
            width=1080,
            height=1920,
            formats=("png", "jpeg", "webp"),
            max_bytes=5_000_000,
            alpha=False,
            safe=Box(65, 270, 950, 978),
            covered=(
                Zone("profile header", Box(0, 0, 1080, 269)),
                Zone("reply bar and captions", Box(0, 1248, 1080, 672)),
            ),
            source="Instagram and TikTok: top 14%, bottom 35%, sides 6% are covered",
            verified_on=_VERIFIED,
            aliases=("instagram_story", "tiktok_story"),
        ),
        AssetType(
            id="clip_cover",
            label="Clip cover",
            platforms=("twitch", "youtube", "kick"),
            width=1280,
            height=720,
            formats=("png", "jpeg", "webp"),
            max_bytes=2_000_000,
            alpha=False,
            safe=_inset(1280, 720, 0.04),
            covered=(Zone("duration badge", Box(1094, 622, 186, 98)),),
            source="Twitch clips and highlights: 16:9, at least 1280x720",
            verified_on=_VERIFIED,
        ),
    )
}

ALIASES: dict[str, str] = {alias: t.id for t in ASSET_TYPES.values() for alias in t.aliases}


def find_asset_type(name: str) -> AssetType | None:
    """The type called `name` by its id or by any alias of the older documents."""
    return ASSET_TYPES.get(ALIASES.get(name, name))
