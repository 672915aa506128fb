"""The welcome: channel, kit, first asset, each with a sample that redraws at every tap."""

from __future__ import annotations

import reflex as rx

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.ui import paths
from studio_app.ui.components import browser
from studio_app.ui.components.buttons import button, button_link, cost_line
from studio_app.ui.components.connection import connection_notice
from studio_app.ui.components.icons import icon
from studio_app.ui.components.links import logo
from studio_app.ui.components.studio import live_picture
from studio_app.ui.components.surfaces import skeleton
from studio_app.ui.layout import skip_link
from studio_app.ui.pages.welcome.state import WelcomeState
from studio_app.ui.pages.welcome.steps import asset_step, channel_step, kit_step
from studio_app.ui.session import SessionState
from studio_app.ui.undo import UndoState

STEPS = ("Your channel", "Your kit", "First asset")


def page() -> rx.Component:
    return rx.fragment(
        skip_link(),
        rx.el.div(
            rx.el.header(
                logo(paths.HOME),
                rx.el.nav(rx.el.ol(*[_step(number, text) for number, text in enumerate(STEPS, 1)]),
                          class_name="stp", aria_label="Steps"),
                button_link("Skip", href=paths.DASHBOARD, kind="ghost"),
            ),
            rx.el.main(
                rx.el.div(
                    rx.cond(
                        WelcomeState.welcome_loaded,
                        rx.match(WelcomeState.step, (2, kit_step()), (3, asset_step()), channel_step()),
                        _skeleton(),
                    ),
                    class_name="kp",
                ),
                _sample(),
                id="content", tab_index=-1, class_name="wm",
            ),
            _foot(),
            class_name="we",
        ),
        connection_notice(),
        browser.notifier(note=SessionState.note, on_action=UndoState.undo),
        browser.session_end(expired=SessionState.session_expired),
    )  # fmt: skip


def _step(number: int, text: str) -> rx.Component:
    done = WelcomeState.step > number
    mark = rx.cond(done, icon("check", "s"), rx.el.span(number, class_name="num"))
    return rx.el.li(
        rx.cond(
            done,
            rx.el.button(mark, text, rx.el.span(", done, go back", class_name="vh"), type="button",
                         class_name="dn", on_click=WelcomeState.go(number)),
            rx.el.span(mark, text, aria_current=rx.cond(WelcomeState.step == number, "step", "false"),
                       class_name=rx.cond(WelcomeState.step == number, "on", "")),
        )
    )  # fmt: skip



def _sample() -> rx.Component:
    kind = ASSET_TYPES["thumbnail"]
    return rx.el.aside(
        rx.el.div(
            live_picture(WelcomeState.look, kind.id, 800, alt="Sample thumbnail in your kit"),
            class_name="crop",
        ),
        rx.cond(
            WelcomeState.step == 2,
            rx.el.div(
                rx.el.div(live_picture(WelcomeState.look, "overlay", 480, alt="Sample overlay", delay_ms=260),
                          live_picture(WelcomeState.look, "banner", 480, alt="Sample channel banner", delay_ms=300)),
                rx.el.div(live_picture(WelcomeState.look, "story_graphic", 240, alt="Sample story", delay_ms=220)),
                class_name="duo",
            ),
            rx.fragment(),
        ),
        rx.el.p("Drawn now, from what you chose. Your free assets are untouched.", class_name="cap"),
        class_name="sm2", aria_label="Sample",
    )  # fmt: skip


def _foot() -> rx.Component:
    return rx.el.footer(
        rx.cond(
            WelcomeState.step > 1,
            button("Back", kind="ghost", icon_name="arrow_left", on_click=WelcomeState.go(WelcomeState.step - 1)),
            rx.el.span(),
        ),
        rx.match(
            WelcomeState.step,
            (2, rx.el.div(rx.el.p("You can change all of this later in Kits", class_name="cap hide-m"),
                          _onward("Use this kit", 3), class_name="row gap-4")),
            (3, rx.el.div(
                rx.cond(WelcomeState.spent, rx.el.p(WelcomeState.cost, class_name="cap"), cost_line(WelcomeState.cost)),
                rx.cond(
                    WelcomeState.spent,
                    button_link("On to Today", href=paths.DASHBOARD, kind="primary", size="lg"),
                    button("Generate", kind="primary", size="lg", on_click=WelcomeState.generate),
                ),
                class_name="row gap-4")),
            _onward("Continue", 2),
        ),
    )  # fmt: skip


def _onward(text: str, step: int) -> rx.Component:
    return button(text, kind="primary", size="lg", on_click=WelcomeState.go(step),
                  disabled=~WelcomeState.welcome_loaded)


def _skeleton() -> rx.Component:
    return rx.el.div(
        skeleton("70%", "34px"), skeleton("50%", "14px", "mt-4"), skeleton(height="44px", class_name="mt-10"),
        skeleton(height="180px", class_name="mt-8"), aria_hidden="true",
    )  # fmt: skip
