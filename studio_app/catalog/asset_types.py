"""Every asset type as typed data: size, formats, byte limits, alpha, safe zones and where the numbers come from.

The data stands in `catalog/assets/*.toml`, one file per platform. Sizes in pixels, limits in bytes (decimal: 1 MB =
1 000 000, the stricter reading passes either way).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from typing import Any, Literal, get_args

Format = Literal["png", "jpeg", "webp", "avif"]
MotionFormat = Literal["gif", "apng", "webp", "webm"]
# How an asset is composed: which places for words, hero and logo there are. Many types share a form.
Form = Literal[
    "thumbnail", "clip_cover", "banner", "story", "overlay", "webcam", "label", "alert", "chat", "scene", "stinger",
    "schedule", "end_screen", "emote", "badge", "panel", "avatar", "post", "icon",
]
MIME: dict[str, str] = {
    "png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp", "avif": "image/avif",
}
EXTENSION: dict[str, str] = {"png": "png", "jpeg": "jpg", "webp": "webp", "avif": "avif"}
MOTION_MIME: dict[str, str] = {
    "gif": "image/gif", "apng": "image/apng", "webp": "image/webp", "webm": "video/webm",
}
MOTION_EXTENSION: dict[str, str] = {"gif": "gif", "apng": "png", "webp": "webp", "webm": "webm"}
# Of every file that an asset can be delivered as.
CONTENT_TYPE: dict[str, str] = {**MOTION_MIME, **MIME, "zip": "application/zip"}
FILE_EXTENSION: dict[str, str] = {**MOTION_EXTENSION, **EXTENSION, "zip": "zip"}


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
class Variant:
    """One more file that a platform takes of the same asset, at another size or under another limit."""

    label: str
    width: int
    height: int
    formats: tuple[Format, ...]
    max_bytes: int

    @property
    def name(self) -> str:
        return f"{self.width}x{self.height}"


@dataclass(frozen=True, slots=True)
class Motion:
    """What a platform takes when the asset moves. `max_flashes` is per second; `max_seconds` of a whole loop."""

    formats: tuple[MotionFormat, ...]
    max_bytes: int
    max_frames: int = 60
    max_seconds: float = 3.0
    max_flashes: int = 3


@dataclass(frozen=True, slots=True)
class AssetType:
    """One thing a platform takes. `formats[0]` is what is stored and served; the rest can be downloaded.

    `max_bytes` is never exceeded; `soft_bytes` is aimed at where sources disagree or an older, stricter limit is
    known. `circle` tells that the platform crops to a circle. `shown` are the widths at which people see it. `words`
    stand on the asset when nobody gives a title. `ladder` names the steps that a set of badges climbs.
    """

    id: str
    label: str
    platforms: tuple[str, ...]
    form: Form
    width: int
    height: int
    formats: tuple[Format, ...]
    max_bytes: int
    soft_bytes: int
    alpha: bool
    safe: Box
    covered: tuple[Zone, ...]
    source: str
    verified_on: date
    aliases: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    motion: Motion | None = None
    circle: bool = False
    shown: tuple[int, ...] = ()
    words: str = ""
    ladder: str = ""
    note: str = ""

    @property
    def size(self) -> tuple[int, int]:
        return self.width, self.height

    @property
    def ratio(self) -> float:
        return self.width / self.height

    @property
    def small(self) -> bool:
        """Whether people only ever see it at the size of a letter or a coin."""
        return max(self.shown, default=self.width) <= 128


def _inset(width: int, height: int, share: float) -> Box:
    x, y = round(width * share), round(height * share)
    return Box(x, y, width - 2 * x, height - 2 * y)


@dataclass
class _Entry:
    """One table of a file, taken apart key by key, so that a misspelt key is an error."""

    file: str
    values: dict[str, Any]
    used: set[str] = field(default_factory=set)

    def take(self, name: str, default: Any = ...) -> Any:
        self.used.add(name)
        value = self.values.get(name, default)
        if value is ...:
            raise ValueError(f"{self.file}: {self.values.get('id', '?')} has no {name}")
        return tuple(value) if isinstance(value, list) else value

    def end(self) -> None:
        if unknown := set(self.values) - self.used:
            raise ValueError(f"{self.file}: {self.values.get('id', '?')} has unknown keys {sorted(unknown)}")


def _safe(value: Any, width: int, height: int) -> Box:
    return _inset(width, height, value) if isinstance(value, float) else Box(*value)


def _variant(file: str, values: dict[str, Any], formats: tuple[Format, ...]) -> Variant:
    entry = _Entry(file, values)
    width, height = entry.take("size")
    made = Variant(entry.take("label"), width, height, entry.take("formats", formats), entry.take("max_bytes"))
    entry.end()
    return made


def _motion(values: dict[str, Any] | None) -> Motion | None:
    if values is None:
        return None
    return Motion(**{**values, "formats": tuple(values["formats"])})


def _asset_type(file: str, values: dict[str, Any]) -> AssetType:
    entry = _Entry(file, values)
    width, height = entry.take("size")
    formats = entry.take("formats")
    max_bytes = entry.take("max_bytes")
    made = AssetType(
        id=entry.take("id"), label=entry.take("label"), platforms=entry.take("platforms"), form=entry.take("form"),
        width=width, height=height, formats=formats, max_bytes=max_bytes,
        soft_bytes=entry.take("soft_bytes", max_bytes), alpha=entry.take("alpha", False),
        safe=_safe(entry.take("safe", 0.04), width, height),
        covered=tuple(Zone(zone["name"], Box(*zone["box"])) for zone in entry.take("covered", ())),
        source=entry.take("source"), verified_on=entry.take("verified_on"), aliases=entry.take("aliases", ()),
        variants=tuple(_variant(file, v, formats) for v in entry.take("variants", ())),
        motion=_motion(entry.take("motion", None)), circle=entry.take("circle", False),
        shown=entry.take("shown", ()), words=entry.take("words", ""), ladder=entry.take("ladder", ""),
        note=entry.take("note", ""),
    )
    entry.end()
    if made.form not in get_args(Form):
        raise ValueError(f"{file}: {made.id} has the unknown form {made.form}")
    return made


def _files() -> Iterator[tuple[str, dict[str, Any]]]:
    folder = resources.files("studio_app.catalog.assets")
    for item in sorted((i for i in folder.iterdir() if i.name.endswith(".toml")), key=lambda i: i.name):
        yield item.name, tomllib.loads(item.read_text("utf-8"))


def _load() -> dict[str, AssetType]:
    found: dict[str, AssetType] = {}
    for file, content in _files():
        for values in content["asset_type"]:
            made = _asset_type(file, values)
            if made.id in found:
                raise ValueError(f"{file}: {made.id} stands in the catalogue twice")
            found[made.id] = made
    return found


def _aliases(types: dict[str, AssetType]) -> dict[str, str]:
    found: dict[str, str] = {}
    for made in types.values():
        for alias in made.aliases:
            if alias in found or alias in types:
                raise ValueError(f"{alias} names {made.id} and {found.get(alias, alias)}")
            found[alias] = made.id
    return found


ASSET_TYPES: dict[str, AssetType] = _load()
ALIASES: dict[str, str] = _aliases(ASSET_TYPES)


def find_asset_type(name: str, platform: str = "") -> AssetType | None:
    """The type called `name` by its id or by any alias of the older documents.

    Short names mean another thing where a platform is given: on Twitch a "banner" is the profile banner.
    """
    for candidate in (f"{platform}_{name}", name):
        found = ASSET_TYPES.get(ALIASES.get(candidate, candidate))
        if found is not None:
            return found
    return None
