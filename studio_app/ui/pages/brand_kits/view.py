"""The list of brand kits."""

from __future__ import annotations

import reflex as rx

from studio_app.ui import paths
from studio_app.ui.components.buttons import button
from studio_app.ui.components.choices import badge
from studio_app.ui.components.icons import icon
from studio_app.ui.components.links import link
from studio_app.ui.components.surfaces import empty_state, skeleton
from studio_app.ui.layout import app_shell
from studio_app.ui.pages.brand_kits.cards import KitCard
from studio_app.ui.pages.brand_kits.state import KitsState
from studio_app.ui.palette import Swatch
from studio_app.ui.specimens import specimen


def page() -> rx.Component:
    return app_shell(
        "Kits",
        rx.el.div(
            rx.cond(
                KitsState.kits_loaded,
                rx.cond(KitsState.kits.length() > 0, _full(), _empty()),
                _skeleton(),
            ),
            class_name="page",
        ),
        active=paths.BRAND_KITS,
        on_undo=KitsState.load,
    )


def _full() -> rx.Component:
    return rx.fragment(
        rx.el.div(
            rx.el.p("The kit in use colours and letters every new asset. Finished assets stay as they are.",
                    class_name="small"),
            _new_kit(),
            class_name="kits-head",
        ),
        rx.el.ul(rx.foreach(KitsState.kits, _card), class_name="kits"),
    )  # fmt: skip


def _new_kit() -> rx.Component:
    return button("New kit", kind="primary", icon_name="plus", on_click=KitsState.create)


def _card(kit: rx.Var[KitCard]) -> rx.Component:
    return rx.el.li(
        link(
            rx.el.span(rx.foreach(kit["colors"], _band), class_name="bands", aria_hidden="true"),
            specimen(kit["name"], kit["headline"], class_name="spc trunc"),
            rx.el.span(", open the kit", class_name="vh"),
            href=kit["href"], class_name="face",
        ),
        rx.el.p(kit["facts"], class_name="cap num"),
        rx.el.div(
            rx.cond(
                kit["is_active"],
                badge("In use", "acc", "check"),
                button("Use this kit", rx.el.span(": ", kit["name"], class_name="vh"), kind="line", size="sm",
                       on_click=KitsState.activate(kit["id"])),
            ),
            rx.el.span(class_name="grow"),
            _tool("copy_plus", "Duplicate", kit, KitsState.duplicate(kit["id"])),
            _tool("trash_2", "Delete", kit, KitsState.delete(kit["id"])),
            class_name="row",
        ),
        key=kit["id"], class_name="kit-card",
    )  # fmt: skip


def _tool(shape: str, verb: str, kit: rx.Var[KitCard], event: object) -> rx.Component:
    """A square button that names its kit, for screen readers."""
    return rx.el.button(icon(shape), rx.el.span(f"{verb} ", kit["name"], class_name="vh"), type="button", title=verb,
                        class_name="btn ghost sm sq", on_click=event)


def _band(swatch: rx.Var[Swatch]) -> rx.Component:
    return rx.el.i(style={"background": swatch["hex"]})


def _empty() -> rx.Component:
    return empty_state(
        "No kit yet.",
        "A kit is your colours, two typefaces, a tone and a logo. With one, everything you make looks like your "
        "channel; without one, the studio uses its own colours.",
        _new_kit(),
    )


def _skeleton() -> rx.Component:
    cards = [
        rx.el.div(skeleton(height="120px"), skeleton("56%", "20px", "mt-4"), skeleton("72%", "11px", "mt-3"))
        for _ in range(3)
    ]
    return rx.el.div(*cards, class_name="kits", aria_hidden="true")
