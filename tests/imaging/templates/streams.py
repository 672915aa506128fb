"""Asset types and briefs that the tests of forms over and around a stream share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from PIL import Image

from studio_app.catalog.asset_types import ASSET_TYPES, AssetType, Box
from studio_app.imaging.brief import Brief
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.templates.registry import TREATMENTS
from tests.imaging.conftest import KITS, TITLES, make

OURS = ("overlay", "webcam", "label", "alert", "chat", "stinger", "end_screen", "schedule")
COVERING = ("stinger", "end_screen", "schedule")
# Sizes of these forms that the catalogue does not have, but people use.
MORE_SIZES = (("webcam", 800, 600), ("alert", 800, 600), ("overlay", 1080, 1920), ("schedule", 1080, 1920),
              ("chat", 500, 700), ("label", 1280, 140))  # fmt: skip
WEEK = (
    "Mon 20:00 Ranked climb", "Tue 20:00 Ranked climb with coach Mara", "Wed 19:00–22:00 日本語で遊ぶ",
    "Thu اهزم التنين", "Fri 21:30 Cozy farm 🌻", "Sat 18:00 " + TITLES[-1][:90], "Off on Sunday",
)  # fmt: skip
EVENTS = ("Latest follower: dex_77", "Top donor: Kira €50", "New sub: 日本のゲーマー 🔥", "غزال: اهزم التنين")
STYLES = tuple(TREATMENTS)


def _extra(form: str, wide: int, tall: int) -> AssetType:
    alpha = form not in COVERING
    safe = Box(round(wide * 0.05), round(tall * 0.05), round(wide * 0.9), round(tall * 0.9))
    return AssetType(
        f"try_{form}_{wide}", form, ("twitch",), form, wide, tall, ("png",), 10**7, 10**7, alpha,  # type: ignore[arg-type]
        safe, (), "made up", date(2026, 1, 1), words="Words",
    )


EXTRA = {made.id: made for made in (_extra(*size) for size in MORE_SIZES)}
TYPES = tuple(sorted([*(a.id for a in ASSET_TYPES.values() if a.form in OURS), *EXTRA]))


def extend(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts the made-up sizes into the catalogue for one test."""
    for name, made in EXTRA.items():
        monkeypatch.setitem(ASSET_TYPES, name, made)


def form_of(asset_type: str) -> str:
    return (EXTRA.get(asset_type) or ASSET_TYPES[asset_type]).form


def of_form(*forms: str) -> list[str]:
    return [name for name in TYPES if form_of(name) in forms]


def brief_of(style: str, asset_type: str, seed: int, items: tuple[str, ...] = (), **more: object) -> Brief:
    more.setdefault("title", TITLES[seed % len(TITLES)])
    made = make(style, asset_type, seed=seed, kit=KITS[seed % len(KITS)], **more)  # type: ignore[arg-type]
    return replace(made, items=items)


def items_for(asset_type: str, count: int) -> tuple[str, ...]:
    return (WEEK if form_of(asset_type) == "schedule" else EVENTS)[:count]


def alpha_in(image: Image.Image, area: Area) -> np.ndarray:
    """Alpha of every pixel that lies entirely inside `area`."""
    pixels = np.asarray(image)[..., 3]
    left, top = int(np.ceil(area.x)), int(np.ceil(area.y))
    return pixels[top : int(area.bottom), left : int(area.right)]


def boxes(layout: Layout, prefix: str) -> list[Area]:
    return [named.box for named in layout.boxes if named.name.startswith(prefix)]


def spread(count: int) -> Iterator[tuple[str, str, int]]:
    """(asset type, style, seed): all types with all styles, `count` seeds each, titles and kits in turn."""
    for i, asset_type in enumerate(TYPES):
        for j, style in enumerate(STYLES):
            for seed in range(count):
                yield asset_type, style, seed * 5 + i + j
