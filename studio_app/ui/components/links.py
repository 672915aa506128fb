"""Links inside the site, followed without a page load."""

from __future__ import annotations

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

from studio_app.ui.components.icons import logo_mark


def link(*children: rx.Component | str | rx.Var, href: str | rx.Var[str], **props: object) -> rx.Component:
    return ReactRouterLink.create(*children, to=href, **props)


def text_link(*children: rx.Component | str | rx.Var, href: str | rx.Var[str], **props: object) -> rx.Component:
    """A link inside running text, underlined."""
    return link(*children, href=href, class_name="link", **props)


def logo(href: str) -> rx.Component:
    return link(logo_mark(), rx.el.span("Streamer Studio"), href=href, class_name="logo")
