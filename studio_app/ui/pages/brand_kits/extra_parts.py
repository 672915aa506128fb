"""Sections of the kit editor beyond the kit's own fields: reading, sight, logos, voice, guidelines, versions."""

from __future__ import annotations

from typing import Any

import reflex as rx

from studio_app.ui.components.browser import local_time, uploader
from studio_app.ui.components.buttons import button
from studio_app.ui.components.choices import badge
from studio_app.ui.components.fields import TYPING_MS, text_area, text_input
from studio_app.ui.components.fields import field as labelled
from studio_app.ui.components.icons import icon
from studio_app.ui.components.studio import picture_reader
from studio_app.ui.pages.brand_kits.editor import KitState
from studio_app.ui.pages.brand_kits.marks import LogoSlot, SightRow, VersionRow
from studio_app.ui.pages.brand_kits.reading import Found
from studio_app.ui.pages.brand_kits.wording import GUIDE_FIELDS, LIMITS, LISTS, NUMBER_FIELDS, VOICE_FIELDS
from studio_app.ui.specimens import specimen

LOGO_KINDS = "image/png,image/jpeg,image/webp"
LOGO_BYTES = 10_000_000
_PLACEHOLDERS = {
    "tagline": "One more run", "personality_traits": "Calm\nDry humour", "catchphrases": "Good game, better snacks",
    "content_themes": "Speedruns\nCosy evenings", "style_do": "Flat shapes, one light source",
    "style_dont": "No gradients behind words", "prohibited_modifications": "Stretching\nNew colours",
}  # fmt: skip


def reader_section() -> rx.Component:
    """Reading a kit out of pictures; what is found is taken over only when it is wanted."""
    read = KitState.proposed
    return rx.cond(
        KitState.read_open,
        rx.el.div(
            picture_reader(on_read=KitState.read),
            rx.cond(
                read,
                rx.el.div(
                    rx.el.ul(rx.foreach(read["found"], _found), class_name="roles"),
                    rx.el.dl(
                        _guess("Titles", specimen(read["headline"], read["headline"]), read["headline_note"]),
                        _guess("Labels", specimen(read["body"], read["body"], body=True), read["body_note"]),
                        _guess("Tone", rx.el.span(read["tone_label"], class_name="ink med"), read["tone_note"],
                               rx.el.ul(rx.foreach(read["evidence"], rx.el.li), class_name="why")),
                        class_name="guesses",
                    ),
                    rx.foreach(read["warnings"], lambda text: rx.el.p(icon("info"), rx.el.span(text),
                                                                      class_name="msg")),
                    rx.el.div(
                        button("Use this", kind="primary", size="sm", on_click=KitState.take_proposal),
                        button("Leave it", kind="ghost", size="sm", on_click=KitState.open_reader),
                        rx.el.span("It can be changed before it is saved.", class_name="cap"),
                        class_name="row flex-wrap",
                    ),
                    class_name="proposal", role="status", aria_label="What was read from the pictures",
                ),
                rx.fragment(),
            ),
            class_name="from-pics",
        ),
        rx.fragment(),
    )  # fmt: skip


def _found(colour: rx.Var[Found]) -> rx.Component:
    return rx.el.li(
        rx.el.span(rx.el.b(colour["role"]), rx.el.span(colour["share"], class_name="num")),
        rx.el.span(colour["hex"], class_name="hx"),
        style={"background": colour["hex"], "color": colour["on"]},
    )


def _guess(term: str, shown: rx.Component, aside: rx.Var[str], *more: rx.Component) -> rx.Component:
    return rx.el.div(rx.el.dt(term), rx.el.dd(shown, rx.el.span(aside, class_name="cap"), *more))


def sight_section() -> rx.Component:
    """The palette as colour-blind people see it, and one better shade."""
    advice = KitState.advice
    return rx.fragment(
        rx.cond(
            advice["better"] != "",
            rx.el.div(
                icon("lightbulb"), rx.el.p(advice["sentence"], class_name="grow"),
                button("Apply", kind="line", size="sm", on_click=KitState.take_advice),
                class_name="note acc mt-4",
            ),
            rx.fragment(),
        ),
        rx.cond(
            KitState.sights.length() > 0,
            rx.el.div(
                rx.el.h3("Seen by the colour-blind", class_name="mb-3"),
                rx.el.ul(rx.foreach(KitState.sights, _sight), class_name="sights"),
                class_name="mt-8",
            ),
            rx.fragment(),
        ),
    )  # fmt: skip


def _sight(sight: rx.Var[SightRow]) -> rx.Component:
    return rx.el.li(
        rx.el.span(rx.foreach(sight["seen"], lambda hex_: rx.el.i(style={"background": hex_})),
                   class_name="seen", aria_hidden="true"),
        rx.el.span(rx.el.span(sight["name"], class_name="ink med"), rx.el.span(sight["aside"], class_name="cap"),
                   class_name="who"),
        rx.cond(
            sight["safe"],
            rx.el.p(icon("check", "s"), rx.el.span(sight["verdict"]), class_name="msg ok"),
            rx.el.p(icon("triangle-alert", "s"), rx.el.span(sight["verdict"]), class_name="msg warn"),
        ),
    )  # fmt: skip


def logo_section() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2("Logos"),
            rx.el.span("PNG, JPEG or WebP, at most 10 MB. Saved at once.", class_name="cap"),
            class_name="shd",
        ),
        rx.el.ul(rx.foreach(KitState.slots, _slot), class_name="slots"),
        id="logo",
    )


def _slot(slot: rx.Var[LogoSlot]) -> rx.Component:
    return rx.el.li(
        rx.cond(
            slot["url"] != "",
            rx.el.span(
                *[
                    rx.el.span(rx.el.img(src=slot["url"], alt=f"{slot['label']} logo on {theme}"), class_name="v",
                               custom_attrs={"data-theme": theme})
                    for theme in ("dark", "light")
                ],
                class_name="pair",
            ),
            rx.fragment(),
        ),
        uploader(
            url=f"/api/v1/brand-kits/{KitState.editing}/logos", accept=LOGO_KINDS, max_bytes=LOGO_BYTES,
            fields={"logo_type": slot["kind"]}, on_done=KitState.logo_added, hint="",
            label=rx.cond(slot["url"] != "", "Replace", "Upload"),
        ),
        rx.el.p(rx.el.b(slot["label"]), rx.el.span(slot["hint"], class_name="cap")),
        rx.cond(
            slot["url"] != "",
            rx.el.div(
                rx.cond(
                    slot["drawn"], badge("On assets", "acc", "check"),
                    button("Use", rx.el.span(f" the {slot['label']} logo on assets", class_name="vh"), kind="line",
                           size="sm", on_click=KitState.choose_logo(slot["kind"])),
                ),
                rx.el.button(icon("trash_2"), rx.el.span(f"Remove the {slot['label']} logo", class_name="vh"),
                             type="button", title="Remove", class_name="btn ghost sm sq",
                             on_click=KitState.remove_logo(slot["kind"])),
                class_name="row b",
            ),
            rx.fragment(),
        ),
        key=slot["kind"],
    )  # fmt: skip


def voice_section() -> rx.Component:
    return rx.el.section(
        rx.el.div(rx.el.h2("Voice"), rx.el.span("How the channel speaks", class_name="cap"), class_name="shd"),
        rx.el.div(*[_text(name, text) for name, (text, _) in VOICE_FIELDS.items()], class_name="cols"),
        id="voice",
    )


def guideline_section() -> rx.Component:
    return rx.el.section(
        rx.el.div(rx.el.h2("Guidelines"), rx.el.span("For everybody who works with the kit", class_name="cap"),
                  class_name="shd"),
        rx.el.div(*[_text(name, text) for name, (text, _) in GUIDE_FIELDS.items()], class_name="cols"),
        rx.el.p("Shares are of the area; the space round the logo is a share of its height.", class_name="cap mt-6"),
        rx.el.div(*[_number(name, text, unit) for name, (text, unit) in NUMBER_FIELDS.items()],
                  class_name="numbers mt-3"),
        id="guidelines",
    )  # fmt: skip


def _text(name: str, text: str) -> rx.Component:
    error = _error(name)
    id_ = f"kit-{name}"
    properties = {
        "key": f"{name}-{KitState.mount}", "default_value": KitState.texts[name], "max_length": LIMITS[name],
        "placeholder": _PLACEHOLDERS[name], **_typing(name),
    }  # fmt: skip
    if name == "tagline":
        return labelled(text, text_input(id_, error, auto_complete="off", **properties), id_, error=error)
    rows = "3" if name in LISTS else "4"
    return labelled(text, text_area(id_, error, rows=rows, **properties), id_, error=error,
                    aside="one a line" if name in LISTS else "")  # fmt: skip


def _number(name: str, text: str, unit: str) -> rx.Component:
    error = _error(name)
    id_ = f"kit-{name}"
    box = text_input(id_, error, key=f"{name}-{KitState.mount}", default_value=KitState.texts[name],
                     max_length=LIMITS[name], input_mode="decimal", auto_complete="off", **_typing(name))  # fmt: skip
    return labelled(text, box, id_, error=error, aside=unit)


def _typing(name: str) -> dict[str, Any]:
    """As `typing` of the fields, for one handler that serves many of them."""
    return {
        "on_change": lambda value: KitState.write(name, value).debounce(TYPING_MS),
        "on_blur": lambda value: KitState.write(name, value),
    }


def history_section() -> rx.Component:
    return rx.el.section(
        rx.el.div(
            rx.el.h2("Versions"),
            rx.el.span("The newest hundred, and those that assets were made with", class_name="cap"),
            class_name="shd",
        ),
        rx.el.ol(rx.foreach(KitState.history, _version), class_name="versions", tab_index=0, role="list"),
        id="versions",
    )


def _version(row: rx.Var[VersionRow]) -> rx.Component:
    return rx.el.li(
        rx.el.span(row["version"], class_name="num ink med n"),
        rx.el.span(row["changes"], class_name="grow trunc"),
        rx.el.span(local_time(at=row["at"]), class_name="cap num when"),
        rx.cond(
            row["current"],
            badge("Now"),
            button("Restore", rx.el.span(f" version {row['version']}", class_name="vh"), kind="ghost", size="sm",
                   on_click=KitState.restore_version(row["version"]), disabled=KitState.changed.length() > 0,
                   title="Save or discard your edits first, then restore."),
        ),
        key=row["version"],
    )  # fmt: skip


def _error(name: str) -> rx.Var[str]:
    return rx.cond(KitState.errors.contains(name), KitState.errors[name], "")
