"""The platforms that assets are made for, in the order in which people are shown them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Platform:
    id: str
    label: str


PLATFORMS: dict[str, Platform] = {
    p.id: p
    for p in (
        Platform("twitch", "Twitch"),
        Platform("youtube", "YouTube"),
        Platform("tiktok", "TikTok"),
        Platform("instagram", "Instagram"),
        Platform("kick", "Kick"),
        Platform("discord", "Discord"),
        Platform("x", "X"),
        Platform("seventv", "7TV"),
        Platform("bttv", "BetterTTV"),
        Platform("ffz", "FrankerFaceZ"),
    )
}
