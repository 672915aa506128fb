"""Today: one thing to do, its drafts, what was made last and what is in work."""

from __future__ import annotations

import reflex as rx

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.ui import paths
from studio_app.ui.components.artwork import progress_bar, ruler, tile, tiles
from studio_app.ui.components.browser import tick
from studio_app.ui.components.buttons import button, button_link
from studio_app.ui.components.fields import typing
from studio_app.ui.components.formats import CANONICAL
from studio_app.ui.components.icons import icon
from studio_app.ui.components.links import link, text_link
from studio_app.ui.components.studio import live_picture
from studio_app.ui.components.surfaces import section_head, skeleton, skeleton_tiles
from studio_app.ui.layout import app_shell
from studio_app.ui.pages.dashboard import facts
from studio_app.ui.pages.dashboard.state import FIRST_TYPE, TITLE_LIMIT, TodayState

PACK: dict[str, int] = {"thumbnail": 640, "story_graphic": 270, "banner": 400, "overlay": 400}


def page() -> rx.Component:
    return app_shell(
        "Today",
        rx.el.div(rx.el.div(_begin(), _recent(), class_name="ma"), _side(), class_name="today"),
        active=paths.DASHBOARD,
        own_heading=True,
        on_undo=TodayState.load,
        overlays=(tick(active=TodayState.jobs.length() > 0, every_ms=2000, on_tick=TodayState.refresh),),
    )



def _begin() -> rx.Component:
    return rx.el.section(
        rx.cond(
            TodayState.today_loaded,
            rx.el.h1(rx.cond(TodayState.newcomer, "Make your first asset.", "What are you making today?")),
            rx.el.h1(skeleton("min(440px, 90%)", "38px"), aria_label="Today"),
        ),
        rx.el.form(
            rx.el.div(
                rx.el.label("Title", html_for="today-title", class_name="vh"),
                rx.el.input(id="today-title", name="title", class_name="in", max_length=TITLE_LIMIT,
                            placeholder="Type a title and see it drafted", auto_complete="off",
                            **typing(TodayState.type_idea)),
                rx.el.fieldset(
                    rx.el.legend("Kind of asset", class_name="vh"),
                    *[_kind(kind, ASSET_TYPES[kind].label) for kind in CANONICAL],
                    link(f"All {len(ASSET_TYPES)} formats", icon("arrow-right", "s"), href=paths.CREATE,
                         class_name="chip"),
                    class_name="kinds",
                ),
                class_name="ask",
            ),
            _pack(),
            on_submit=TodayState.begin,
        ),
        class_name="begin",
    )  # fmt: skip


def _kind(ident: str, label: str) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="radio", name="kind", value=ident, default_checked=ident == FIRST_TYPE, class_name="vh"),
        label, class_name="chip",
    )  # fmt: skip


def _pack() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            _drafted("thumbnail", "crop"), _drafted("story_graphic"),
            rx.el.div(_drafted("banner"), _drafted("overlay"), class_name="d-col"),
            class_name="pk",
        ),
        rx.el.div(
            rx.el.div(
                rx.cond(TodayState.today_loaded & ~TodayState.kit.bool(), _kitless(), rx.el.p(
                    "Drafts in your kit, as you type", class_name="ink med small")),
                rx.el.p(TodayState.cost, class_name="cap num mt-1"),
            ),
            button("Open in Create", kind="primary", size="lg", type_="submit"),
            class_name="pa",
        ),
        class_name="pack",
    )


def _kitless() -> rx.Component:
    """Whose colours these are, and the way to one's own: the next step is just that."""
    step = TodayState.next_step
    return rx.el.p(
        "Drafts in the studio’s colours, as no kit is in use. ",
        text_link(step["label"].to(str), href=step["href"].to(str)),
        class_name="ink small",
    )


def _drafted(kind: str, marks: str = "") -> rx.Component:
    asset = ASSET_TYPES[kind]
    picture = live_picture(TodayState.look, kind, PACK[kind], draft=True, delay_ms=120 if marks else 240)
    return rx.el.div(
        rx.el.div(picture, class_name=marks),
        rx.el.p(rx.el.b(asset.label), rx.el.span(f"{asset.width} × {asset.height}", class_name="num"), class_name="l"),
        class_name="pc",
    )



def _recent() -> rx.Component:
    return rx.cond(
        TodayState.today_loaded,
        rx.cond(
            TodayState.total > 0,
            rx.el.section(
                section_head(
                    "Recent",
                    link(rx.cond(TodayState.total == 1, "One asset", f"All {TodayState.total} assets"),
                         href=paths.LIBRARY, class_name="small ink3 num more-link"),
                ),
                tiles(rx.foreach(TodayState.recent, _tile)),
                class_name="rec",
            ),
            rx.fragment(),
        ),
        rx.el.section(section_head("Recent"), skeleton_tiles(), class_name="rec", aria_hidden="true"),
    )  # fmt: skip


def _tile(asset: rx.Var[facts.Recent]) -> rx.Component:
    return tile(asset["src"], asset["title"], asset["href"], asset["ratio"], asset["alt"], aside=asset["label"],
                alpha=asset["alpha"])



def _side() -> rx.Component:
    return rx.el.aside(
        rx.cond(TodayState.today_loaded, rx.fragment(_jobs(), _usage(), _kit(), _next()), _side_skeleton()),
        class_name="si", aria_label="Now",
    )  # fmt: skip


def _jobs() -> rx.Component:
    return rx.cond(
        TodayState.jobs.length() > 0,
        rx.el.section(
            section_head("Running"),
            rx.el.ul(rx.foreach(TodayState.jobs, _job), class_name="jbs"),
        ),
        rx.fragment(),
    )


def _job(job: rx.Var[facts.Running]) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(job["title"], class_name="small ink med trunc"),
            rx.el.span(job["state"], class_name="cap num"),
            progress_bar(job["percent"], name="Progress"),
            href=job["href"], class_name="jb",
        ),
        key=job["id"],
    )  # fmt: skip


def _usage() -> rx.Component:
    usage = TodayState.usage
    return rx.el.section(
        section_head(usage["month"].to(str), rx.el.span(usage["plan"], ", ", usage["again"], class_name="cap")),
        rx.el.p(
            rx.el.span(usage["used"], class_name="fig"), rx.el.span(usage["of"], class_name="small ink3 num"),
            class_name="usage-line row",
        ),
        rx.cond(
            usage["metered"],
            ruler(usage["used"].to(int), usage["percent"].to(float), usage["sentence"].to(str), usage["limit"].to(int)),
            rx.fragment(),
        ),
    )


def _kit() -> rx.Component:
    kit = TodayState.kit
    return rx.cond(
        kit,
        rx.el.section(
            section_head("Kit in use", link("Edit", rx.el.span(" the kit in use", class_name="vh"),
                                            href=kit["href"].to(str), class_name="cap more-link")),
            rx.el.span(rx.foreach(kit["colors"].to(list[str]), lambda hex_: rx.el.i(style={"background": hex_})),
                       class_name="bandrow", aria_hidden="true"),
            rx.el.p(
                rx.el.span(kit["name"], class_name="ink med trunc"), rx.el.span(kit["fonts"], class_name="ink3 trunc"),
                class_name="row b small mt-3",
            ),
        ),
        rx.fragment(),
    )  # fmt: skip


def _next() -> rx.Component:
    step = TodayState.next_step
    return rx.cond(
        step,
        rx.el.section(
            section_head("Next"),
            rx.el.p(step["text"], class_name="small"),
            button_link(step["label"].to(str), href=step["href"].to(str), kind="line", size="sm", class_name="mt-3"),
        ),
        rx.fragment(),
    )


def _side_skeleton() -> rx.Component:
    return rx.el.div(
        *[rx.el.div(skeleton("40%", "15px"), skeleton(height="44px", class_name="mt-4")) for _ in range(3)],
        class_name="col gap-8", aria_hidden="true",
    )  # fmt: skip
