"""The three steps of the welcome."""

from __future__ import annotations

import reflex as rx

from studio_app.catalog.styles import STYLES, Style
from studio_app.catalog.tones import TONES
from studio_app.ui.components import browser
from studio_app.ui.components.buttons import button
from studio_app.ui.components.fields import field, text_input, typing
from studio_app.ui.components.icons import icon
from studio_app.ui.components.studio import live_picture, picture_reader
from studio_app.ui.pages.welcome.state import FACES, MOST_BY_HAND, NAME_LIMIT, SUGGESTION, TITLE_LIMIT, WelcomeState
from studio_app.ui.palette import Pair, Swatch
from studio_app.ui.specimens import specimen


def channel_step() -> rx.Component:
    name = text_input("channel", WelcomeState.channel_error, default_value=WelcomeState.channel, max_length=NAME_LIMIT,
                      auto_complete="nickname", **typing(WelcomeState.type_channel))
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



def kit_step() -> rx.Component:
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
                rx.el.i(style={"background": hex_}), hex_,
                rx.el.span(", put in place of the chosen colour", class_name="vh"),
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



def asset_step() -> rx.Component:
    box = text_input("first-title", default_value=WelcomeState.title, placeholder=SUGGESTION, max_length=TITLE_LIMIT,
                     auto_complete="off", **typing(WelcomeState.type_title))
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
