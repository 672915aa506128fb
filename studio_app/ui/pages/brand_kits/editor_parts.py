"""Sections of the kit editor that stand for themselves."""

from __future__ import annotations

import reflex as rx

from studio_app.catalog.fonts import FONTS
from studio_app.catalog.tones import TONES
from studio_app.ui.components.browser import color_field
from studio_app.ui.components.buttons import button, icon_button
from studio_app.ui.components.fields import fault
from studio_app.ui.components.icons import icon
from studio_app.ui.pages.brand_kits import cards
from studio_app.ui.pages.brand_kits.editor import KitState
from studio_app.ui.pages.brand_kits.extra_parts import reader_section, sight_section
from studio_app.ui.pages.brand_kits.extras_view import type_levels
from studio_app.ui.palette import Pair, Row, Swatch
from studio_app.ui.specimens import FAMILIES, specimen


def palette_section() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2("Palette"),
            rx.el.div(
                button("From pictures", icon_name="image_plus", kind="ghost", size="sm", on_click=KitState.open_reader,
                       aria_expanded=KitState.read_open),
                button("Primary", icon_name="plus", kind="ghost", size="sm", aria_label="Add a primary colour",
                       on_click=KitState.add("primary"), disabled=KitState.primary.length() >= cards.MOST_PRIMARY),
                button("Accent", icon_name="plus", kind="ghost", size="sm", aria_label="Add an accent colour",
                       on_click=KitState.add("accent"), disabled=KitState.accent.length() >= cards.MOST_ACCENT),
                class_name="row",
            ),
            class_name="shd",
        ),
        reader_section(),
        rx.el.div(rx.foreach(KitState.swatches, _swatch), class_name="pl8", role="group", aria_label="Colours"),
        _tools(),
        fault(_error("primary_colors")),
        fault(_error("accent_colors")),
        rx.el.div(
            rx.el.h3("Words on grounds"),
            rx.el.span("4.5 carries any text, L only large titles, dimmed is unsafe", class_name="cap"),
            class_name="shd mt-8",
        ),
        rx.el.div(contrast_matrix(KitState.matrix, KitState.headline), class_name="scroll-x", tab_index=0,
                  role="region", aria_label="Contrast of every pair"),
        sight_section(),
        id="palette",
    )  # fmt: skip


def _swatch(swatch: rx.Var[Swatch], index: rx.Var[int]) -> rx.Component:
    return rx.el.button(
        rx.el.span(rx.el.b(swatch["name"]), swatch["role"]),
        rx.el.span(swatch["hex"], class_name="hx"),
        type="button", class_name="sw1", aria_pressed=KitState.chosen == index, on_click=KitState.choose(index),
        style={"background": swatch["hex"], "color": swatch["on"]},
    )  # fmt: skip


def _tools() -> rx.Component:
    """What can be done with the chosen colour."""
    chosen = KitState.selected
    last = rx.cond(
        KitState.chosen < KitState.primary.length(),
        KitState.chosen == KitState.primary.length() - 1,
        KitState.chosen == KitState.primary.length() + KitState.accent.length() - 1,
    )
    first = (KitState.chosen == 0) | (KitState.chosen == KitState.primary.length())
    only = (KitState.chosen < KitState.primary.length()) & (KitState.primary.length() == 1)
    return rx.el.div(
        rx.el.p(rx.el.span(chosen["name"], class_name="ink med"), rx.el.br(),
                rx.el.span(chosen["role"], class_name="cap"), class_name="small grow"),
        color_field(key=f"colour-{KitState.mount}-{KitState.chosen}", value=chosen["hex"], label=chosen["role"],
                    on_change=KitState.recolour),
        icon_button("chevron_left", "Move the colour left", on_click=KitState.move(-1), disabled=first),
        icon_button("chevron_right", "Move the colour right", on_click=KitState.move(1), disabled=last),
        icon_button("trash_2", "Remove the colour", on_click=KitState.remove, disabled=only),
        class_name="sw-tools",
    )  # fmt: skip


def contrast_matrix(rows: rx.Var[list[Row]], family: rx.Var[str]) -> rx.Component:
    """Every pair of the kit as it would be set; the figure stays readable on all of them."""
    return rx.el.table(
        rx.el.caption("Contrast of each colour as words on each other colour", class_name="vh"),
        rx.el.thead(
            rx.el.tr(
                rx.el.td(),
                rx.foreach(rows, lambda row: rx.el.th("on ", row["name"], scope="col")),
            )
        ),
        rx.el.tbody(rx.foreach(rows, lambda row: _row(row, family))),
        class_name="mx",
    )


def _row(row: rx.Var[Row], family: rx.Var[str]) -> rx.Component:
    return rx.el.tr(rx.el.th(row["name"], scope="row"), rx.foreach(row["cells"], lambda cell: _cell(cell, family)))


def _cell(cell: rx.Var[Pair], family: rx.Var[str]) -> rx.Component:
    return rx.cond(
        cell["grade"] == "self",
        rx.el.td(class_name="self"),
        rx.el.td(
            rx.el.span(
                rx.el.b("Aa", aria_hidden="true", style={"fontFamily": family}),
                rx.el.em(cell["ratio"], rx.cond(cell["grade"] == "large", " L", ""), aria_hidden="true"),
                rx.el.span(cell["label"], class_name="vh"),
            ),
            class_name=cell["grade"], title=cell["label"],
            style={"background": cell["ground"], "color": cell["ink"], "--on": cell["on"]},
        ),
    )  # fmt: skip



def type_section() -> rx.Component:
    return rx.el.section(
        rx.el.div(rx.el.h2("Type"), class_name="shd"),
        rx.el.div(
            _font("Titles", "headline", KitState.headline, KitState.set_headline, KitState.sample),
            _font("Labels", "body", KitState.body, KitState.set_body, KitState.kit_label),
            class_name="fonts",
        ),
        fault(_error("fonts")),
        rx.el.p(icon("info"), rx.el.span("Japanese, Arabic and other scripts that a face lacks are set in Noto Sans."),
                class_name="msg mt-4"),
        type_levels(),
        id="type",
    )  # fmt: skip


def _font(title: str, name: str, value: rx.Var[str], on_change: object, words: rx.Var[str]) -> rx.Component:
    body = name == "body"
    return rx.el.div(
        specimen(words, value, body=body, class_name="spc big trunc" if not body else "spc mid trunc"),
        rx.el.details(
            rx.el.summary(
                rx.el.span(rx.el.b(value), f" {title.lower()}"), rx.el.span("Change", class_name="btn ghost sm")
            ),
            rx.el.fieldset(
                rx.el.legend(f"Face of {title.lower()}", class_name="vh"),
                *[font_option(f"font-{name}", family, value, on_change, body=body) for family in FAMILIES],
                class_name="faces",
            ),
        ),
        class_name="spec",
    )  # fmt: skip


def font_option(name: str, family: str, value: rx.Var[str], on_change: object, *, words: str | rx.Var[str] = "",
                body: bool = False) -> rx.Component:  # fmt: skip
    """A radio button whose label is the face itself."""
    font = FONTS[family]
    aside = "Latin only" if font.scripts == ("latin",) else ", ".join(s.capitalize() for s in font.scripts)
    return rx.el.label(
        rx.el.input(type="radio", name=name, value=family, default_checked=value == family,
                    on_change=on_change(family), class_name="vh"),
        specimen(words if isinstance(words, rx.Var) or words else family, family, body=body, class_name="spc trunc"),
        rx.el.small(family, rx.el.span(f" {aside}", class_name="ink3")),
        class_name="face-o", key=f"{name}-{family}-{KitState.mount}",
    )  # fmt: skip



def tone_choice(value: rx.Var[str], on_change: object) -> rx.Component:
    return rx.el.fieldset(
        rx.el.legend("Tone of the kit", class_name="vh"),
        *[
            rx.el.label(
                rx.el.input(type="radio", name="tone", value=tone.id, default_checked=value == tone.id,
                            on_change=on_change(tone.id), class_name="vh"),
                rx.el.span(tone.label, class_name="ink med"),
                rx.el.small(tone.mood.capitalize()),
                class_name="tone-o", key=f"{tone.id}-{KitState.mount}",
            )
            for tone in TONES.values()
        ],
        class_name="tones",
    )  # fmt: skip


def _error(name: str) -> rx.Var[str]:
    return rx.cond(KitState.errors.contains(name), KitState.errors[name], "")
