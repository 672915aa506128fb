"""Buttons. One primary a view; the verb stands on the button and its key, on desktop, inside it."""

from __future__ import annotations

from typing import Literal

import reflex as rx

from studio_app.ui.components.icons import icon
from studio_app.ui.components.links import link
from studio_app.ui.theme import classes

Kind = Literal["primary", "default", "line", "ghost", "danger", "danger-fill"]
Size = Literal["sm", "md", "lg"]
_KIND: dict[Kind, str] = {
    "primary": "pri", "default": "", "line": "line", "ghost": "ghost", "danger": "bad", "danger-fill": "badfill",
}  # fmt: skip
_SIZE: dict[Size, str] = {"sm": "sm", "md": "", "lg": "lg"}

Child = rx.Component | str | rx.Var


def _class(kind: Kind, size: Size, *more: str) -> str:
    return classes("btn", _KIND[kind], _SIZE[size], *more)


def _face(children: tuple[Child, ...], icon_name: str, key: str) -> list[Child]:
    return [
        *([icon(icon_name)] if icon_name else []),
        *children,
        *([rx.el.kbd(key, class_name="kbd hide-m", aria_hidden="true")] if key else []),
    ]


def button(
    *children: Child,
    kind: Kind = "default",
    size: Size = "md",
    icon_name: str = "",
    key: str = "",
    type_: str = "button",
    class_name: str = "",
    **props: object,
) -> rx.Component:
    face = _face(children, icon_name, key)
    return rx.el.button(*face, type=type_, class_name=_class(kind, size, class_name), **props)


def icon_button(name: str, label: str, kind: Kind = "ghost", size: Size = "md", **props: object) -> rx.Component:
    """A square button; `label` is its spoken name and its tooltip."""
    return rx.el.button(
        icon(name), type="button", aria_label=label, title=label, class_name=_class(kind, size, "sq"), **props
    )


def button_link(
    *children: Child,
    href: str | rx.Var[str],
    kind: Kind = "default",
    size: Size = "md",
    icon_name: str = "",
    key: str = "",
    class_name: str = "",
    **props: object,
) -> rx.Component:
    """A link that looks like a button; use it for everything that goes somewhere."""
    return link(*_face(children, icon_name, key), href=href, class_name=_class(kind, size, class_name), **props)


def cost_line(uses: str | rx.Var[str], condition: str = "Free if it fails") -> rx.Component:
    """What a paid action costs, left of its button and never in a tooltip."""
    return rx.el.p(
        rx.el.span(uses, class_name="ink num"), rx.el.br(), condition, class_name="cap", id="cost-line"
    )
