"""The page for an address that leads nowhere."""

from __future__ import annotations

import reflex as rx

from studio_app.ui import paths
from studio_app.ui.components.artwork import crop_ticks, draft
from studio_app.ui.components.buttons import button_link
from studio_app.ui.layout import public_shell


def page() -> rx.Component:
    words = rx.el.div(
        rx.el.h1("Nothing was drawn here."),
        rx.el.p("The address is misspelled, or what stood here was deleted or is no longer shared.", class_name="lead"),
        rx.el.div(
            button_link("To the front page", href=paths.HOME, kind="primary"),
            button_link("Your library", href=paths.LIBRARY, kind="line"),
            class_name="acts",
        ),
    )
    picture = crop_ticks(draft("/gallery/draft_synthwave.webp"), aria_hidden="true")
    return public_shell(rx.el.section(words, picture, class_name="pg lost"))
