"""Formats and plans, read from the catalogue."""

from __future__ import annotations

import reflex as rx

from studio_app.catalog.asset_types import ASSET_TYPES, AssetType
from studio_app.catalog.platforms import PLATFORMS
from studio_app.catalog.tiers import TIERS, Tier
from studio_app.core.money import format_usd
from studio_app.ui import paths
from studio_app.ui.components.buttons import button_link
from studio_app.ui.components.formats import CANONICAL
from studio_app.ui.components.icons import icon
from studio_app.ui.pages.landing import content

BEST_KNOWN = "thumbnail"
# As many as stand side by side without crowding, from the smallest to the largest.
DRAWN = (*CANONICAL, "instagram_post", "youtube_profile", "twitch_panel", "twitch_emote")
RECOMMENDED = "pro"


def formats_section() -> rx.Component:
    by_area = sorted((ASSET_TYPES[ident] for ident in DRAWN), key=lambda kind: kind.width * kind.height)
    *most, last = (platform.label for platform in PLATFORMS.values())
    platforms = f"{', '.join(most)} and {last}"
    return rx.el.section(
        rx.el.h2(f"{len(ASSET_TYPES)} formats, each at its exact size."),
        rx.el.p(content.FORMATS_LEAD, class_name="lead mt-3 max-w-[36em]"),
        rx.el.ul(*[_format(kind) for kind in by_area], class_name="shelf"),
        rx.el.p(
            f"{len(DRAWN)} of them, at one scale. The others are badges, alerts, schedules, covers, headers and "
            f"screens, for {platforms}.",
            class_name="small ink3 mt-6",
        ),
        class_name="sec", id="formats",
    )  # fmt: skip


def _format(kind: AssetType) -> rx.Component:
    return rx.el.li(
        rx.el.i(class_name="shape", style={"--w": str(kind.width), "--h": str(kind.height)}, aria_hidden="true"),
        rx.el.span(
            rx.el.b(kind.label), rx.el.span(f"{kind.width} × {kind.height}", class_name="num"), class_name="nm"
        ),
        class_name="on" if kind.id == BEST_KNOWN else "",
    )


def plans_section() -> rx.Component:
    return rx.el.section(
        rx.el.h2("Plans"), rx.el.ul(*[_plan(tier) for tier in TIERS.values()], class_name="pl"),
        class_name="sec", id="plans",
    )  # fmt: skip


def _plan(tier: Tier) -> rx.Component:
    free = tier.price_cents == 0
    return rx.el.li(
        rx.el.h3(tier.label),
        rx.el.span(format_usd(tier.price_cents), class_name="fig"),
        rx.el.span("no card" if free else "a month", class_name="cap"),
        rx.el.ul(*[rx.el.li(icon("check"), rx.el.span(promise)) for promise in tier.summary]),
        button_link(
            "Start free",
            href=paths.SIGNUP, kind="primary" if tier.id == RECOMMENDED else "line",
        ),
    )  # fmt: skip
