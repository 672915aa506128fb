"""Sign up, log in, lost passwords, confirmation."""

from __future__ import annotations

import reflex as rx

from studio_app.catalog.tiers import DEFAULT_TIER, TIERS
from studio_app.ui import paths
from studio_app.ui.components.artwork import crop_ticks
from studio_app.ui.components.links import logo, text_link
from studio_app.ui.layout import focus_shell
from studio_app.ui.pages.auth.browser import auth_form, reset_form, verify_card

_WORDS = {1: "One", 2: "Two", 3: "Three", 4: "Four", 5: "Five", 10: "Ten"}


def signup() -> rx.Component:
    limit = TIERS[DEFAULT_TIER].assets_limit
    return focus_shell(
        rx.el.h1(f"{_WORDS.get(limit, limit)} assets, free,", rx.el.br(), "every month."),
        auth_form(mode="signup", after=paths.WELCOME, terms=paths.TERMS, privacy=paths.PRIVACY,
                  reset=paths.RESET),
        rx.el.p("Have an account? ", text_link("Log in", href=paths.LOGIN), class_name="small other"),
        aside=_picture(),
    )


def login() -> rx.Component:
    return focus_shell(
        rx.el.h1("Back to the studio."),
        auth_form(mode="login", after=paths.DASHBOARD, terms=paths.TERMS, privacy=paths.PRIVACY,
                  reset=paths.RESET),
        rx.el.p("New here? ", text_link("Start free", href=paths.SIGNUP), class_name="small other"),
        aside=_picture(),
    )


def reset() -> rx.Component:
    return focus_shell(
        reset_form(login=paths.LOGIN),
        rx.el.p("Remembered it? ", text_link("Log in", href=paths.LOGIN), class_name="small other"),
        aside=_picture(),
    )


def verify() -> rx.Component:
    return focus_shell(verify_card(after=paths.DASHBOARD, settings=paths.SETTINGS), aside=_picture())


def _picture() -> rx.Component:
    """Half draft, half ink: decoration, so hidden from screen readers and gone on phones."""
    return rx.el.aside(
        logo(paths.HOME),
        crop_ticks(
            rx.el.img(src="/gallery/draft_synthwave.webp", alt="", class_name="draft", width="808", height="454"),
            rx.el.img(src="/gallery/synthwave.webp", alt="", class_name="ink-side", width="808", height="454"),
            rx.el.span(class_name="ln"),
            aria_hidden="true",
        ),
        rx.el.p("Thumbnail, 1280 × 720. Left the draft, right the result.", class_name="cap num", aria_hidden="true"),
        class_name="pic",
    )
