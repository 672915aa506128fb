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
from studio_app.ui.theme import classes

Child = rx.Component | rx.Var | str


class Destination(NamedTuple):
    label: str
    href: str
    icon: str
    key: str = ""


TODAY = Destination("Today", paths.DASHBOARD, "sun-medium")
NEW = Destination("Create", paths.CREATE, "square-pen", "N")
LIBRARY = Destination("Library", paths.LIBRARY, "layout-grid", "L")
KITS = Destination("Kits", paths.BRAND_KITS, "swatch-book", "B")
SETTINGS = Destination("Settings", paths.SETTINGS, "settings-2")

COMMANDS: list[dict[str, str]] = [
    {"id": "new", "label": "New asset", "group": "Do", "href": NEW.href, "keys": NEW.key, "icon": ICONS["square_pen"]},
    *(
        {"id": f"go-{to.label.lower()}", "label": to.label, "group": "Go", "href": to.href, "keys": to.key,
         "icon": ICONS[to.icon.replace("-", "_")]}
        for to in (TODAY, LIBRARY, KITS, SETTINGS)
    ),
]  # fmt: skip


def skip_link() -> rx.Component:
    return rx.el.a("Skip to the content", href="#content", class_name="skip")


# ---- public ----------------------------------------------------------------------------------------------------------


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
                aria_label="Footer",
            ),
            rx.el.span("© 2026 Streamer Studio", class_name="ink3"),
            class_name="ft",
        ),
        class_name="pg",
    )


# ---- focus -----------------------------------------------------------------------------------------------------------


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


# ---- app -------------------------------------------------------------------------------------------------------------


def app_shell(
    title: str | rx.Var[str],
    *children: Child,
    active: str = "",
    own_heading: bool = False,
    user_name: str | rx.Var[str] = "",
    kit_name: str | rx.Var[str] = "",
    kit_colours: list[str] | rx.Var[list[str]] = (),  # type: ignore[assignment]  an empty default
    running: int | rx.Var[int] = 0,
    running_href: str | rx.Var[str] = paths.LIBRARY,
    commands: list[dict[str, str]] | rx.Var[list[dict[str, str]]] | None = None,
    on_command: object = None,
    overlays: tuple[rx.Component, ...] = (),
) -> rx.Component:
    """Rail, top bar, content and, on phones, a tab bar.

    `active` is the path constant of the section that is shown; `overlays` is the place of notifier, ticks and dialogs.
    The title is the page's h1; with `own_heading` the content has one, and the title is a plain line.
    """
    colours = list(kit_colours) if isinstance(kit_colours, tuple) else kit_colours
    run = {"on_run": on_command} if on_command is not None else {}
    return rx.fragment(
        skip_link(),
        rx.el.div(
            _rail(active, user_name),
            rx.el.div(
                _top_bar(_bar_title(title, own_heading), kit_name, colours, running, running_href),
                rx.el.main(*children, id="content", tab_index=-1, class_name="grow col"),
                class_name="col min-w-0",
            ),
            _tab_bar(active),
            class_name="shell",
        ),
        browser.hotkeys(items=COMMANDS if commands is None else commands, **run),
        connection_notice(),
        *overlays,
    )


def _rail(active: str, user_name: str | rx.Var[str]) -> rx.Component:
    return rx.el.nav(
        link(logo_mark(26), href=paths.DASHBOARD, class_name="mark", aria_label="Streamer Studio, today"),
        *[_rail_item(to, active) for to in (TODAY, NEW, LIBRARY, KITS)],
        rx.el.span(class_name="grow"),
        _rail_item(SETTINGS, active),
        link(
            rx.el.span(_initial(user_name), class_name="me", aria_hidden="true"),
            rx.el.span("Account: ", user_name, class_name="vh"),
            href=paths.SETTINGS, class_name="ri",
        ),
        class_name="rail", aria_label="Main",
    )  # fmt: skip


def _initial(name: str | rx.Var[str]) -> str | rx.Var[str]:
    return name[:1].upper() if isinstance(name, str) else name.to(str)[0].upper()


def _rail_item(to: Destination, active: str) -> rx.Component:
    current = {"aria_current": "page"} if to.href == active else {}
    hint = {"title": f"{to.label} ({to.key})"} if to.key else {}
    return link(icon(to.icon, "l"), to.label, href=to.href, class_name=classes("ri", current and "on" or ""),
                **current, **hint)


def _top_bar(
    title: rx.Component, kit_name: str | rx.Var[str], colours: list[str] | rx.Var[list[str]],
    running: int | rx.Var[int], running_href: str | rx.Var[str],
) -> rx.Component:
    return rx.el.header(
        rx.el.div(title, class_name="grow row"),
        _running(running, running_href),
        browser.find_button(),
        link(
            kit_strip(colours), rx.el.span(kit_name, class_name="nm"), rx.el.span(", the kit in use", class_name="vh"),
            href=paths.BRAND_KITS, class_name="kitbtn",
        ),
        class_name="top",
    )  # fmt: skip


def _bar_title(title: str | rx.Var[str], plain: bool) -> rx.Component:
    return rx.el.p(title, class_name="name trunc") if plain else rx.el.h1(title, class_name="name trunc")


def _running(count: int | rx.Var[int], href: str | rx.Var[str]) -> rx.Component:
    def shown() -> rx.Component:
        return button_link(icon("loader-circle", "s", "spin"), rx.el.span(f"{count} running", class_name="num"),
                           href=href, kind="ghost", size="sm", class_name="acc")

    if isinstance(count, rx.Var):
        return rx.cond(count > 0, shown(), rx.fragment())
    return shown() if count else rx.fragment()


def _tab_bar(active: str) -> rx.Component:
    def item(to: Destination) -> rx.Component:
        return _rail_item(to, active)

    create = link(rx.el.span(icon("plus", "l")), href=paths.CREATE, class_name="go", aria_label="Create")
    return rx.el.nav(item(TODAY), item(LIBRARY), create, item(KITS), item(SETTINGS),
                     class_name="tabbar", aria_label="Main, phone")
