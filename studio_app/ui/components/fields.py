"""Fields: label above, help or fault below and joined to the control for screen readers."""

from __future__ import annotations

from typing import Any

import reflex as rx

from studio_app.ui.components.icons import icon

Text = str | rx.Var[str]
TYPING_MS = 150


def typing(handler: Any) -> dict[str, Any]:
    """The events of a field that is followed while it is typed in: shortly after a key, and at once when it is left,
    so that a button pressed right after the last key finds all of the text."""
    return {"on_change": handler.debounce(TYPING_MS), "on_blur": handler}


def _given(text: Text) -> bool:
    """A var may hold text later, so it counts; Python cannot ask it for its truth."""
    return isinstance(text, rx.Var) or bool(text)


def label(text: Text, for_: str, aside: Text = "") -> rx.Component:
    return rx.el.label(text, *([rx.el.span(aside, class_name="cap")] if _given(aside) else []),
                       html_for=for_, class_name="lab")


def hint(text: Text, id_: str = "") -> rx.Component:
    return rx.el.p(text, class_name="msg", **({"id": id_} if id_ else {}))


def fault(text: Text, id_: str = "") -> rx.Component:
    """What is wrong and how to repair it; empty text takes no room."""
    line = rx.el.p(icon("circle-alert"), rx.el.span(text), class_name="msg bad", role="alert",
                   **({"id": id_} if id_ else {}))
    return line if isinstance(text, str) else rx.cond(text != "", line, rx.fragment())


def field(
    text: Text, control: rx.Component, for_: str, help_text: Text = "", error: Text = "", aside: Text = ""
) -> rx.Component:
    """Label, control, help and error as one block. `for_` is the control's id; errors have the id `<for_>-error`."""
    return rx.el.div(
        label(text, for_, aside),
        control,
        *([hint(help_text, f"{for_}-help")] if _given(help_text) else []),
        *([fault(error, f"{for_}-error")] if _given(error) else []),
        class_name="f",
    )


def text_input(id_: str, error: Text = "", **props: object) -> rx.Component:
    return rx.el.input(id=id_, name=id_, class_name="in", **_described(id_, error), **props)


def text_area(id_: str, error: Text = "", **props: object) -> rx.Component:
    return rx.el.textarea(id=id_, name=id_, class_name="in", **_described(id_, error), **props)


def select(id_: str, options: list[tuple[str, str]], **props: object) -> rx.Component:
    """A native select; `options` are (value, label)."""
    return rx.el.select(*[rx.el.option(text, value=value) for value, text in options],
                        id=id_, class_name="in", **props)


def _described(id_: str, error: Text) -> dict[str, object]:
    if not _given(error):
        return {}
    ident = f"{id_}-error"
    if not isinstance(error, rx.Var):
        return {"aria_invalid": True, "aria_describedby": ident}
    # The sentence is on the page only while there is a fault.
    return {"aria_invalid": error != "", "aria_describedby": rx.cond(error != "", ident, rx.Var.create(None))}
