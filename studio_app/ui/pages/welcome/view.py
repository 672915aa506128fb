"""The welcome: channel, kit, first asset, each with a sample that redraws at every tap."""

from __future__ import annotations

import reflex as rx

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.catalog.styles import STYLES, Style
from studio_app.catalog.tones import TONES
from studio_app.ui import paths
from studio_app.ui.components import browser
from studio_app.ui.components.buttons import button, button_link
from studio_app.ui.components.connection import connection_notice
from studio_app.ui.components.fields import field, text_input
from studio_app.ui.components.icons import icon
from studio_app.ui.components.links import logo
from studio_app.ui.components.studio import live_picture, picture_reader
from studio_app.ui.components.surfaces import skeleton
from studio_app.ui.layout import skip_link
from studio_app.ui.palette import Pair, Swatch
from studio_app.ui.pages.welcome.state import (
    FACES,
    MOST_BY_HAND,
    NAME_LIMIT,
    SUGGESTION,
    TITLE_LIMIT,
    WelcomeState,
)
from studio_app.ui.session import SessionState
from studio_app.ui.specimens import specimen
from studio_app.ui.undo import UndoState

TYPING_MS = 150
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
                        rx.match(WelcomeState.step, (2, _kit()), (3, _asset()), _channel()),
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


# ---- 1 ---------------------------------------------------------------------------------------------------------------


def _channel() -> rx.Component:
    name = text_input("channel", WelcomeState.channel_error, default_value=WelcomeState.channel, max_length=NAME_LIMIT,
                      auto_complete="nickname", on_change=WelcomeState.type_channel.debounce(TYPING_MS))
    return rx.el.form(
        rx.el.h1("What does your channel look like?"),
        rx.el.p("Three steps, about a minute. All of it can be changed later in Kits.", class_name="lead mt-2"),
        rx.el.div(field("Name of the channel", name, "channel", error=WelcomeState.channel_error), class_name="mt-8"),
        rx.el.h2("Its colours", class_name="h3 mt-8"),
        rx.el.div(
            rx.el.div(
                rx.el.p("From pictures you have", class_name="lab mb-3"),
                picture_reader(on_read=WelcomeState.read),
                rx.cond(WelcomeState.from_pictures, _found(), rx.fragment()),
            ),
            rx.el.div(
                rx.el.p("Or by hand", class_name="lab mb-3"),
                rx.cond(WelcomeState.from_pictures, _by_hand_instead(), _by_hand()),
            ),
            class_name="ways",
        ),
        _enter(),
        on_submit=WelcomeState.submit,
    )


def _enter() -> rx.Component:
    """Lets the Enter key go on; the visible button stands in the footer."""
    return rx.el.button("Continue", type="submit", class_name="vh", tab_index=-1, aria_hidden="true")


def _found() -> rx.Component:
    return rx.el.p(
        icon("check", "s"), rx.el.span(WelcomeState.colours.length(), " colours found and kept"),
        class_name="msg ok mt-3", role="status",
    )


def _by_hand_instead() -> rx.Component:
    return rx.el.div(
        rx.el.span(rx.foreach(WelcomeState.swatches, _band), class_name="bandrow", aria_hidden="true"),
        rx.el.p("Read from your pictures. The next step changes each one.", class_name="cap mt-3"),
    )


def _band(swatch: rx.Var[Swatch]) -> rx.Component:
    return rx.el.i(style={"background": swatch["hex"]})


def _by_hand() -> rx.Component:
    count = WelcomeState.colours.length()
    return rx.el.div(
        rx.foreach(
            WelcomeState.swatches,
            lambda swatch, index: browser.color_field(
                key=f"hand-{WelcomeState.mount}-{index}", value=swatch["hex"], label=f"Colour {index + 1}",
                on_change=lambda hex_: WelcomeState.recolour(index, hex_),
            ),
        ),
        rx.cond(
            count < MOST_BY_HAND,
            button("Third colour", icon_name="plus", kind="ghost", size="sm", on_click=WelcomeState.add_colour),
            button("Two are enough", icon_name="minus", kind="ghost", size="sm", on_click=WelcomeState.drop_colour),
        ),
        class_name="hand",
    )  # fmt: skip


# ---- 2 ---------------------------------------------------------------------------------------------------------------


def _kit() -> rx.Component:
    return rx.el.form(
        rx.el.div(rx.el.h1(rx.cond(WelcomeState.from_pictures, "We think this is you.", "This is your kit.")), rx.el.p(
            rx.cond(
                WelcomeState.also.length() > 0,
                f"{WelcomeState.colours.length() + WelcomeState.also.length()} colours found, "
                f"{WelcomeState.colours.length()} kept. Tap a colour to change it.",
                "Tap a colour to change it.",
            ),
            class_name="mt-2",
        )),
        rx.el.div(rx.foreach(WelcomeState.swatches, _swatch), class_name="cl5", role="group", aria_label="Colours"),
        rx.el.div(
            browser.color_field(
                key=f"kit-{WelcomeState.mount}-{WelcomeState.chosen}", value=WelcomeState.selected,
                label="Chosen colour", on_change=lambda hex_: WelcomeState.recolour(WelcomeState.chosen, hex_),
            ),
            rx.cond(WelcomeState.also.length() > 0, _also(), rx.fragment()),
            class_name="also",
        ),
        rx.el.fieldset(
            rx.el.legend("Titles in", class_name="h3"),
            rx.el.div(*[_face(family) for family in FACES], class_name="fo"),
        ),
        rx.el.fieldset(
            rx.el.legend("Tone", class_name="h3"),
            rx.el.div(*[_tone(tone.id, tone.label) for tone in TONES.values()], class_name="row flex-wrap"),
        ),
        rx.el.section(
            rx.el.h2("Words on your colours", class_name="h3"),
            rx.el.div(rx.foreach(WelcomeState.pairs, _pair), class_name="pr"),
        ),
        _enter(),
        on_submit=WelcomeState.submit,
        class_name="kit-step",
    )  # fmt: skip


def _swatch(swatch: rx.Var[Swatch], index: rx.Var[int]) -> rx.Component:
    return rx.el.button(
        rx.el.span(swatch["name"]), rx.el.span(swatch["hex"], class_name="hx"),
        type="button", aria_pressed=WelcomeState.chosen == index, on_click=WelcomeState.choose(index),
        style={"background": swatch["hex"], "color": swatch["on"]},
    )  # fmt: skip


def _also() -> rx.Component:
    return rx.el.div(
        rx.el.span("Also found", class_name="cap"),
        rx.foreach(
            WelcomeState.also,
            lambda hex_: rx.el.button(
                rx.el.i(style={"background": hex_}), hex_, rx.el.span(", put in place of the chosen colour", class_name="vh"),
                type="button", class_name="chip mono", on_click=WelcomeState.take(hex_),
            ),
        ),
        class_name="row flex-wrap",
    )  # fmt: skip


def _face(family: str) -> rx.Component:
    words = rx.cond(WelcomeState.channel != "", WelcomeState.channel, "Your channel")
    return rx.el.label(
        rx.el.input(type="radio", name="face", value=family, default_checked=WelcomeState.headline == family,
                    on_change=WelcomeState.set_headline(family), class_name="vh"),
        specimen(words, family, class_name="spc trunc"),
        rx.el.small(family),
    )  # fmt: skip


def _tone(ident: str, label: str) -> rx.Component:
    return rx.el.label(
        rx.el.input(type="radio", name="tone", value=ident, default_checked=WelcomeState.tone == ident,
                    on_change=WelcomeState.set_tone(ident), class_name="vh"),
        label, class_name="chip",
    )  # fmt: skip


def _pair(pair: rx.Var[Pair]) -> rx.Component:
    verdict = rx.match(
        pair["grade"],
        ("any", icon("check", "s")),
        ("large", rx.el.span("large only", class_name="warn")),
        rx.el.span("unsafe", class_name="bad"),
    )
    return rx.el.div(
        rx.el.span("GO LIVE", aria_hidden="true", class_name="on",
                   style={"background": pair["ground"], "color": pair["ink"], "fontFamily": WelcomeState.headline}),
        rx.el.p(rx.el.span(pair["name"], class_name="trunc"),
                rx.el.span(rx.el.span(pair["ratio"], aria_hidden="true"), verdict, class_name="num row gap-1"),
                rx.el.span(pair["label"], class_name="vh"), class_name="row b cap"),
    )  # fmt: skip


# ---- 3 ---------------------------------------------------------------------------------------------------------------


def _asset() -> rx.Component:
    box = text_input("first-title", default_value=WelcomeState.title, placeholder=SUGGESTION, max_length=TITLE_LIMIT,
                     auto_complete="off", on_change=WelcomeState.type_title.debounce(TYPING_MS))
    return rx.el.form(
        rx.el.div(
            rx.el.h1("Make the first one."),
            rx.el.p("A thumbnail, 1280 × 720. The words are set exactly as you type them.", class_name="lead mt-2"),
        ),
        rx.el.div(field("Title", box, "first-title"), class_name="big-in"),
        rx.el.fieldset(
            rx.el.legend("Style", class_name="h3"),
            rx.el.div(*[_style(style) for style in STYLES.values()], class_name="sty"),
        ),
        _enter(),
        on_submit=WelcomeState.submit,
        class_name="kit-step",
    )


def _style(style: Style) -> rx.Component:
    look = WelcomeState.look.to(dict).merge({"style": style.id})
    return rx.el.label(
        rx.el.input(type="radio", name="style", value=style.id, default_checked=WelcomeState.style_id == style.id,
                    on_change=WelcomeState.set_style(style.id), class_name="vh"),
        live_picture(look, "thumbnail", 320, delay_ms=300),
        rx.el.span(style.label, class_name="ink med small"),
        rx.el.small(style.summary),
    )  # fmt: skip


# ---- frame -----------------------------------------------------------------------------------------------------------


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
                rx.el.p(rx.el.span(WelcomeState.cost, class_name="ink num"), rx.el.br(), "Free if it fails", class_name="cap"),
                button("Generate", kind="primary", size="lg", on_click=WelcomeState.generate), class_name="row gap-4")),
            _onward("Continue", 2),
        ),
    )  # fmt: skip


def _onward(text: str, step: int) -> rx.Component:
    return button(text, kind="primary", size="lg", on_click=WelcomeState.go(step), disabled=~WelcomeState.welcome_loaded)


def _skeleton() -> rx.Component:
    return rx.el.div(skeleton("70%", "34px"), skeleton("50%", "14px", "mt-4"), skeleton(height="44px", class_name="mt-10"),
                     skeleton(height="180px", class_name="mt-8"), aria_hidden="true")  # fmt: skip
