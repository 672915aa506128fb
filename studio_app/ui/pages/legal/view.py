"""Terms and privacy notice."""

from __future__ import annotations

import reflex as rx

from studio_app.ui.layout import public_shell
from studio_app.ui.pages.legal import text


def terms() -> rx.Component:
    return _page("Terms", text.TERMS)


def privacy() -> rx.Component:
    return _page("Privacy notice", text.PRIVACY)


def credits_page() -> rx.Component:
    return _page("Credits", text.CREDITS)


def _page(title: str, sections: tuple[text.Section, ...]) -> rx.Component:
    blocks = [
        rx.el.section(rx.el.h2(heading), *[_block(part) for part in parts]) for heading, parts in sections
    ]
    body = rx.el.article(
        rx.el.h1(title), rx.el.p(text.UPDATED, class_name="cap"), *blocks, class_name="prose"
    )
    return public_shell(rx.el.div(body, class_name="pg"))


def _block(part: str | tuple[str, ...]) -> rx.Component:
    return rx.el.p(part) if isinstance(part, str) else rx.el.ul(*[rx.el.li(item) for item in part])
