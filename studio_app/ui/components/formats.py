"""The catalogue as the browser parts need it: plain values, made once."""

from __future__ import annotations

from typing import Any

from studio_app.catalog.asset_types import ASSET_TYPES, AssetType, Box, Form
from studio_app.catalog.platforms import PLATFORMS
from studio_app.catalog.styles import STYLES
from studio_app.features.generation.service import GenerationService

_NAMES = {"png": "PNG", "jpeg": "JPG", "webp": "WebP", "avif": "AVIF"}
_BADGED = "duration badge"
_KIT = GenerationService.default_kit
STUDIO_LOOK = {"headline": _KIT.headline_font, "body": _KIT.body_font, "colors": [*_KIT.colors]}

CANONICAL = ("thumbnail", "overlay", "banner", "story_graphic", "clip_cover")
# What a newcomer looks for first; the rest is one platform or one search away.
POPULAR = (
    "thumbnail", "clip_cover", "story_graphic", "twitch_schedule", "overlay", "twitch_starting_soon",
    "twitch_webcam_frame", "banner", "twitch_profile", "twitch_panel", "twitch_emote", "twitch_badge",
)  # fmt: skip

# Where an asset is met. Outlines are drawn at one scale within such a group, never across two of them.
GROUPS: dict[str, str] = {
    "publish": "To publish", "stream": "On stream", "profile": "On the profile", "small": "Emotes and badges",
}  # fmt: skip
_GROUP: dict[Form, str] = {
    "thumbnail": "publish", "clip_cover": "publish", "story": "publish", "post": "publish", "schedule": "publish",
    "overlay": "stream", "webcam": "stream", "label": "stream", "alert": "stream", "chat": "stream",
    "scene": "stream", "stinger": "stream", "end_screen": "stream",
    "banner": "profile", "avatar": "profile", "panel": "profile",
    "emote": "small", "badge": "small", "icon": "small",
}  # fmt: skip
_COIN = 128  # widths up to which a picture is judged at its true size
_PANEL_WIDTH = 320  # what is as narrow stands among the panels, whatever it is made of


def _box(box: Box) -> dict[str, int]:
    return {"x": box.x, "y": box.y, "width": box.width, "height": box.height}


def byte_size(count: int) -> str:
    """In the decimal units that platforms count in: 25 000 is "25 kB", 1 500 000 "1.5 MB"."""
    return f"{count / 1_000_000:g} MB" if count >= 1_000_000 else f"{count / 1_000:g} kB"


def group_of(type_: AssetType) -> str:
    return "profile" if type_.form == "schedule" and type_.width <= _PANEL_WIDTH else _GROUP[type_.form]


def short_label(type_: AssetType) -> str:
    """The label without the platform's name, for places that name the platform already."""
    for platform in type_.platforms:
        rest = type_.label.removeprefix(f"{PLATFORMS[platform].label} ")
        if rest != type_.label:
            return rest[0].upper() + rest[1:]
    return type_.label


def format_line(type_: AssetType) -> str:
    names = ", ".join(_NAMES[name] for name in type_.formats)
    kind = f"transparent {names}" if type_.alpha else names
    return f"{type_.width} × {type_.height} · {kind} up to {byte_size(type_.max_bytes)}"


def _seen_at(type_: AssetType) -> list[int]:
    """Widths at which a small thing is met, largest first; empty for what is never a coin's size."""
    if _GROUP[type_.form] != "small" and not type_.circle:
        return []
    widths = {width for width in (*type_.shown, type_.width) if width <= _COIN} or {min(type_.shown)}
    return sorted(widths, reverse=True)


def _words_to_find(type_: AssetType) -> str:
    """What a search may name it by, in lower case."""
    platforms = [PLATFORMS[platform].label for platform in type_.platforms]
    sizes = [f"{type_.width}x{type_.height}", *(variant.name for variant in type_.variants)]
    return " ".join([type_.label, *platforms, type_.form, *type_.aliases, *sizes]).replace("_", " ").lower()


def _format(type_: AssetType) -> dict[str, Any]:
    return {
        "id": type_.id, "label": type_.label, "short": short_label(type_), "common": type_.id in CANONICAL,
        "width": type_.width,
        "height": type_.height, "alpha": type_.alpha, "circle": type_.circle, "form": type_.form,
        "group": group_of(type_), "platforms": [*type_.platforms], "line": format_line(type_), "note": type_.note,
        "safe": _box(type_.safe), "covered": [{"name": zone.name, **_box(zone.box)} for zone in type_.covered],
        "feed": any(zone.name == _BADGED for zone in type_.covered),
        "shown": [*type_.shown], "seen": _seen_at(type_), "drawn": type_.shown[0] if type_.shown else type_.width,
        "words": type_.words, "ladder": type_.ladder, "find": _words_to_find(type_),
    }  # fmt: skip


FORMATS: list[dict[str, Any]] = [_format(type_) for type_ in ASSET_TYPES.values()]
LOOKS: list[dict[str, str]] = [
    {"id": style.id, "label": style.label, "summary": style.summary, "picture": f"/gallery/{style.id}.webp"}
    for style in STYLES.values()
]
LABELS: dict[str, str] = {type_.id: type_.label for type_ in ASSET_TYPES.values()}
