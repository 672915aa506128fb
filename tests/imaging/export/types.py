"""Asset types made up for tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from studio_app.catalog.asset_types import AssetType, Box, Form, Format, Motion, MotionFormat, Variant, Zone


def made_type(
    size: tuple[int, int],
    *,
    id: str = "twitch_thing",
    form: Form = "post",
    alpha: bool = False,
    formats: tuple[Format, ...] = ("png",),
    variants: Sequence[tuple[int, int]] = (),
    max_bytes: int = 1_000_000,
    soft_bytes: int | None = None,
    safe: Box | None = None,
    covered: tuple[Zone, ...] = (),
    circle: bool = False,
    shown: tuple[int, ...] = (),
    motion: Motion | None = None,
    platforms: tuple[str, ...] = ("twitch",),
) -> AssetType:
    return AssetType(
        id=id, label="Thing", platforms=platforms, form=form, width=size[0], height=size[1], formats=formats,
        max_bytes=max_bytes, soft_bytes=max_bytes if soft_bytes is None else soft_bytes, alpha=alpha,
        safe=safe or Box(0, 0, *size), covered=covered, source="a test", verified_on=date(2026, 1, 1),
        variants=tuple(Variant(f"{width} px", width, height, formats, max_bytes) for width, height in variants),
        motion=motion, circle=circle, shown=shown,
    )


def motion_type(form: Form, formats: tuple[MotionFormat, ...], max_bytes: int = 1_000_000) -> AssetType:
    return replace(made_type((64, 64), form=form, alpha=True), motion=Motion(formats, max_bytes))
