"""What stands in the head of every page."""

from __future__ import annotations

import reflex as rx

_FONTS = ("studio-wide-latin-wght-normal", "geist-latin-wght-normal")


def head() -> list[rx.Component]:
    fonts = [
        rx.el.link(
            rel="preload", href=f"/fonts/{name}.woff2", type="font/woff2", cross_origin="anonymous",
            custom_attrs={"as": "font"},
        )
        for name in _FONTS
    ]
    return [
        # Not deferred: it keeps what is typed before the page's own scripts are there.
        rx.el.script(src="/early.js"),
        *fonts,
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        rx.el.meta(name="theme-color", content="#0b0d10"),
    ]
