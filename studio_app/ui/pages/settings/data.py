"""Everything in one file, and the end of the account."""

from __future__ import annotations

import reflex as rx

from studio_app.ui import paths
from studio_app.ui.pages.settings.browser import close_desk, export_desk
from studio_app.ui.pages.settings.frame import block, settings_page, waiting
from studio_app.ui.pages.settings.state import SettingsState


def page() -> rx.Component:
    known = SettingsState.has_password
    return settings_page(
        "Your data", paths.DATA,
        rx.cond(
            SettingsState.settings_loaded,
            rx.fragment(
                block("Export", "Everything that we keep of you, in one ZIP.", export_desk(known=known)),
                block("Delete", "Hides everything at once, and removes it after 14 days.", close_desk(known=known)),
            ),
            waiting(2),
        ),
    )
