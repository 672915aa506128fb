"""Chips, segments, status words and badges. State is carried by aria attributes; the style follows them."""

from __future__ import annotations

from typing import Literal

import reflex as rx

from studio_app.ui.components.icons import icon

Text = str | rx.Var[str]
Status = Literal["running", "done", "partial", "failed", "queued", "cancelled"]
Tone = Literal["", "ok", "warn", "bad", "acc"]
_STATUS: dict[Status, tuple[str, str, str]] = {
    "running": ("run", "loader-circle", "Painting"),
    "done": ("ok", "check", "Done"),
    "partial": ("warn", "triangle-alert", "Partial"),
    "failed": ("bad", "x", "Failed"),
    "queued": ("off", "clock", "Queued"),
    "cancelled": ("off", "ban", "Cancelled"),
}


def chip(text: Text, pressed: bool | rx.Var[bool], on_click: object, **props: object) -> rx.Component:
    """A choice that can be combined with others."""
    tick = rx.cond(pressed, icon("check", "s"), rx.fragment()) if isinstance(pressed, rx.Var) else None
    shown = tick if tick is not None else (icon("check", "s") if pressed else rx.fragment())
    return rx.el.button(shown, text, type="button", class_name="chip", aria_pressed=pressed, on_click=on_click, **props)


def segment(
    name: str, options: list[tuple[str, str]], value: str | rx.Var[str], on_change: object
) -> rx.Component:
    """Two or three exclusive views; `options` are (value, label), `on_change` is called with the value."""
    return rx.el.div(
        *[
            rx.el.button(text, type="button", aria_pressed=value == key, on_click=on_change(key))
            for key, text in options
        ],
        role="group", aria_label=name, class_name="seg",
    )  # fmt: skip


def status(kind: Status, text: Text = "") -> rx.Component:
    """Icon, word, then colour. Empty text takes the usual word."""
    style, shape, word = _STATUS[kind]
    spin = "spin" if kind == "running" else ""
    return rx.el.span(icon(shape, "s", spin), word if isinstance(text, str) and not text else text,
                      class_name=f"st {style}")


def status_of(kind: rx.Var[str]) -> rx.Component:
    """The status of a var that holds one of `Status`."""
    cases = [(key, status(key)) for key in _STATUS]
    return rx.match(kind, *cases, rx.el.span(kind, class_name="st off"))


def badge(text: Text, tone: Tone = "", icon_name: str = "") -> rx.Component:
    return rx.el.span(*([icon(icon_name, "s")] if icon_name else []), text, class_name=f"bdg {tone}".strip())


def note(*children: rx.Component | Text, tone: Tone = "", action: rx.Component | None = None) -> rx.Component:
    """A sentence that stays on the page: what happened, why, and one way on."""
    shape = {"bad": "circle-alert", "warn": "triangle-alert", "ok": "check"}.get(tone, "info")
    return rx.el.div(
        icon(shape), rx.el.div(*children, class_name="grow"), *([action] if action else []),
        class_name=f"note {tone}".strip(), role="alert" if tone == "bad" else "status",
    )  # fmt: skip
