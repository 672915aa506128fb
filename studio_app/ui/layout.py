"""The shells around the pages: public, focus (sign up, welcome) and app."""

from __future__ import annotations

from typing import NamedTuple

import reflex as rx

from studio_app.ui import paths
from studio_app.ui.components import browser
from studio_app.ui.components.artwork import kit_strip
from studio_app.ui.components.buttons import button_link
from studio_app.ui.components.connection import connection_notice
from studio_app.ui.components.icons import ICONS, icon, logo_mark
from studio_app.ui.components.links import link, logo
from studio_app.ui.session import SessionState
from studio_app.ui.theme import classes
from studio_app.ui.undo import UndoState

Child = rx.Component | rx.Var | str


class Destination(NamedTuple):
    label: str
    href: str
    icon: str
    key: str = ""


TODAY = Destination("Today", paths.DASHBOARD, "sun-medium")
NEW = Destination("Create", paths.CREATE, "square-pen", "N")
LIBRARY = Destination("Library", paths.LIBRARY, "layout-grid", "L")
JOBS = Destination("Jobs", paths.JOBS, "layers")
KITS = Destination("Kits", paths.BRAND_KITS, "swatch-book", "B")
SETTINGS = Destination("Settings", paths.SETTINGS, "settings-2")

COMMANDS: list[dict[str, str]] = [
    {"id": "new", "label": "New asset", "group": "Do", "href": NEW.href, "keys": NEW.key, "icon": ICONS["square_pen"]},
    {"id": "set", "label": "New set or pack", "group": "Do", "href": paths.BATCH, "keys": "", "icon": ICONS["layers"]},
    *(
        {"id": f"go-{to.label.lower()}", "label": to.label, "group": "Go", "href": to.href, "keys": to.key,
         "icon": ICONS[to.icon.replace("-", "_")]}
        for to in (TODAY, LIBRARY, JOBS, KITS, SETTINGS)
    ),
]  # fmt: skip


def skip_link() -> rx.Component:
    return browser.skip_link()



def public_shell(*children: Child) -> rx.Component:
    """Landing, legal and lost pages: head, content, footer. Sections bring their own width (`.pg`)."""
    return rx.fragment(
        skip_link(),
        _public_head(),
        rx.el.main(*children, id="content", tab_index=-1),
        public_footer(),
    )


def _public_head() -> rx.Component:
    anchors = [
        rx.el.a(text, href=f"{paths.HOME}#{anchor}", class_name="nl")
        for text, anchor in (("Formats", "formats"), ("Gallery", "gallery"), ("Plans", "plans"), ("Questions", "faq"))
    ]
    return rx.el.header(
        logo(paths.HOME),
        rx.el.span(class_name="grow"),
        rx.el.nav(*anchors, aria_label="On this site"),
        rx.el.div(
            browser.theme_toggle(),
            button_link("Log in", href=paths.LOGIN, kind="ghost"),
            button_link("Start free", href=paths.SIGNUP, kind="line"),
            class_name="acts",
        ),
        class_name="pg nv",
    )


def public_footer() -> rx.Component:
    links = [("Formats", "#formats"), ("Plans", "#plans"), ("Questions", "#faq")]
    return rx.el.div(
        rx.el.footer(
            logo(paths.HOME),
            rx.el.nav(
                *[rx.el.a(text, href=f"{paths.HOME}{anchor}") for text, anchor in links],
                link("Terms", href=paths.TERMS),
                link("Privacy", href=paths.PRIVACY),
                link("Credits", href=paths.CREDITS),
                aria_label="Footer",
            ),
            rx.el.span("© 2026 Streamer Studio", class_name="ink3"),
            class_name="ft",
        ),
        class_name="pg",
    )



def focus_shell(*children: Child, aside: Child | None = None) -> rx.Component:
    """One task and nothing else. `aside` is a decorative half that phones do not show."""
    return rx.fragment(
        skip_link(),
        rx.el.div(
            *([aside] if aside is not None else []),
            rx.el.main(
                rx.el.div(logo(paths.HOME), class_name="mlogo"), *children, id="content", tab_index=-1, class_name="fm"
            ),
            class_name=classes("su", aside is None and "alone"),
        ),
    )



def app_shell(
    title: str | rx.Var[str],
    *children: Child,
    active: str = "",
    own_heading: bool = False,
    crumb: tuple[str, str] | None = None,
    on_undo: object = None,
    overlays: tuple[rx.Component, ...] = (),
) -> rx.Component:
    """Rail, top bar, content and, on phones, a tab bar; the name, the kit and the jobs in work are the session's.

    `active` is the path constant of the section that is shown; `overlays` is the place of ticks and dialogs.
    The title is the page's h1; with `own_heading` the content has one, and the title is a plain line. `crumb` is
    the label and path of the list above it. `on_undo` runs after a toast's undo, to read the page's list again.
    """
    return rx.fragment(
        skip_link(),
        rx.el.div(
            _rail(active),
            rx.el.div(
                _top_bar(title, own_heading, crumb),
                rx.el.main(*children, id="content", tab_index=-1, class_name="grow col"),
                class_name="col min-w-0",
            ),
            _tab_bar(active),
            class_name="shell",
        ),
        browser.hotkeys(items=COMMANDS),
        connection_notice(),
        browser.notifier(note=SessionState.note, on_action=[UndoState.undo, *([on_undo] if on_undo else [])]),
        browser.live_jobs(count=SessionState.running, on_change=SessionState.load_shell),
        browser.session_end(expired=SessionState.session_expired),
        *overlays,
    )


def _rail(active: str) -> rx.Component:
    name = SessionState.user_name
    return rx.el.nav(
        link(logo_mark(26), href=paths.DASHBOARD, class_name="mark", aria_label="Streamer Studio, today"),
        *[_rail_item(to, active) for to in (TODAY, NEW, LIBRARY, JOBS, KITS)],
        rx.el.span(class_name="grow"),
        _rail_item(SETTINGS, active),
        link(
            portrait(),
            rx.el.span("Account: ", name, class_name="vh"),
            href=paths.SETTINGS, class_name="ri",
        ),
        class_name="rail", aria_label="Main",
    )  # fmt: skip


def portrait() -> rx.Component:
    """The person's picture, else the first letter of her name."""
    return rx.cond(
        SessionState.avatar != "",
        rx.el.img(src=SessionState.avatar, alt="", class_name="me"),
        rx.el.span(SessionState.user_name[:1].upper(), class_name="me", aria_hidden="true"),
    )


def _rail_item(to: Destination, active: str) -> rx.Component:
    current = {"aria_current": "page"} if to.href == active else {}
    hint = {"title": f"{to.label} ({to.key})"} if to.key else {}
    return link(icon(to.icon, "l"), to.label, href=to.href, class_name=classes("ri", bool(current) and "on"),
                **current, **hint)


def _top_bar(title: str | rx.Var[str], plain: bool, crumb: tuple[str, str] | None) -> rx.Component:
    name = rx.el.p if plain else rx.el.h1
    return rx.el.header(
        rx.el.div(*(_crumb(*crumb) if crumb else ()), name(title, class_name="name trunc"), class_name="grow row"),
        _running(),
        browser.find_button(),
        link(
            rx.cond(
                SessionState.kit_name != "",
                rx.fragment(kit_strip(SessionState.kit_colors),
                            rx.el.span(SessionState.kit_name, class_name="nm trunc"),
                            rx.el.span(", the kit in use", class_name="vh")),
                rx.fragment(icon("swatch-book"), rx.el.span("Your kits", class_name="nm")),
            ),
            href=paths.BRAND_KITS, class_name="kitbtn",
        ),
        class_name="top",
    )  # fmt: skip


def _crumb(label: str, href: str) -> tuple[rx.Component, ...]:
    return link(label, href=href, class_name="crumb"), rx.el.span("/", class_name="crumb", aria_hidden="true")


def _running() -> rx.Component:
    """How many jobs are in work; on phones, whose tab bar has no room for jobs, the way to them at any time."""
    count = SessionState.running
    shown = button_link(icon("loader-circle", "s", "spin"), rx.el.span(f"{count} running", class_name="num"),
                        href=paths.JOBS, kind="ghost", size="sm", class_name="acc")
    idle = button_link(icon(JOBS.icon), rx.el.span(JOBS.label, class_name="vh"), href=paths.JOBS, kind="ghost",
                       class_name="sq only-m")
    return rx.cond(count > 0, shown, idle)


def _tab_bar(active: str) -> rx.Component:
    def item(to: Destination) -> rx.Component:
        return _rail_item(to, active)

    create = link(rx.el.span(icon("plus", "l")), href=paths.CREATE, class_name="go", aria_label="Create")
    return rx.el.nav(item(TODAY), item(LIBRARY), create, item(KITS), item(SETTINGS),
                     class_name="tabbar", aria_label="Main, phone")
