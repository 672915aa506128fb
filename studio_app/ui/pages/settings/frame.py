"""What every page of the settings has: the list of pages, and blocks with the label left and the control right."""

from __future__ import annotations

import reflex as rx

from studio_app.ui import paths
from studio_app.ui.components.links import link
from studio_app.ui.components.surfaces import skeleton
from studio_app.ui.layout import app_shell
from studio_app.ui.theme import classes

PAGES = (
    ("Profile", paths.SETTINGS), ("Security", paths.SECURITY), ("Notifications", paths.NOTIFICATIONS),
    ("Developers", paths.DEVELOPERS), ("Your data", paths.DATA),
)  # fmt: skip


def settings_page(
    title: str, path: str, *children: rx.Component, overlays: tuple[rx.Component, ...] = ()
) -> rx.Component:
    heading = "Settings" if path == paths.SETTINGS else title
    crumb = None if path == paths.SETTINGS else ("Settings", paths.SETTINGS)
    return app_shell(
        heading,
        rx.el.div(_pages(path), rx.el.div(*children, class_name="sets"), class_name="sets-frame"),
        active=paths.SETTINGS, crumb=crumb, overlays=overlays,
    )  # fmt: skip


def _pages(path: str) -> rx.Component:
    return rx.el.nav(
        *[
            link(text, href=href, class_name=classes("sn-l", href == path and "on"),
                 **({"aria_current": "page"} if href == path else {}))
            for text, href in PAGES
        ],
        aria_label="Settings", class_name="sn",
    )  # fmt: skip


def block(title: str, help_text: str | rx.Var[str], *children: rx.Component) -> rx.Component:
    return rx.el.section(
        rx.el.div(rx.el.h2(title, class_name="h3"), rx.el.p(help_text, class_name="cap")),
        rx.el.div(*children),
        class_name="blk",
    )


def waiting(blocks: int = 2) -> rx.Component:
    return rx.fragment(*[
        rx.el.div(
            rx.el.div(skeleton("90px", "15px")), rx.el.div(skeleton("60%", "36px"), skeleton("40%", "12px", "mt-4")),
            class_name="blk", aria_hidden="true",
        )
        for _ in range(blocks)
    ])  # fmt: skip
