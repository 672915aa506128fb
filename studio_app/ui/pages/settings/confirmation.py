"""The address that waits to be confirmed."""

from __future__ import annotations

import reflex as rx

from studio_app.ui.components.buttons import button
from studio_app.ui.components.choices import note
from studio_app.ui.components.links import text_link
from studio_app.ui.pages.settings.state import SettingsState


def ask_to_confirm(why: str) -> rx.Component:
    """Says that the address is not confirmed yet, and sends the link again."""
    again = button("Send the link again", kind="line", size="sm", disabled=SettingsState.mail_sent,
                   on_click=SettingsState.send_link)
    outbox = rx.cond(
        SettingsState.outbox != "",
        rx.el.p("No mail server is set here: mails are in ", text_link("the outbox", href=SettingsState.outbox), "."),
        rx.fragment(),
    )
    return note(
        rx.el.p(rx.el.b(SettingsState.email), " is not confirmed yet. ", why, " Open the link in our mail."),
        outbox,
        rx.cond(SettingsState.mail_sent, rx.el.p("A new link is on its way to you."), rx.fragment()),
        tone="warn", action=again,
    )
