"""For one's own programs: API keys and webhooks."""

from __future__ import annotations

import reflex as rx

from studio_app.catalog.scopes import SCOPES
from studio_app.ui import paths
from studio_app.ui.pages.settings.browser import keys_desk
from studio_app.ui.pages.settings.confirmation import ask_to_confirm
from studio_app.ui.pages.settings.frame import block, settings_page, waiting
from studio_app.ui.pages.settings.hooks_view import hooks_tick, webhooks
from studio_app.ui.pages.settings.state import SettingsState

_SCOPES = [{"id": scope.id, "label": scope.label, "help": scope.help} for scope in SCOPES.values()]


def page() -> rx.Component:
    desk = keys_desk(scopes=_SCOPES, known=SettingsState.has_password, verified=SettingsState.email_verified)
    return settings_page(
        "Developers", paths.DEVELOPERS,
        rx.cond(
            SettingsState.settings_loaded,
            rx.fragment(
                rx.cond(SettingsState.email_verified, rx.fragment(), ask_to_confirm("Keys and webhooks need it.")),
                block("API keys", "Your programs act for you, within what a key allows. Ten at most.", desk),
                block("Webhooks", "Your own programs are told when a job ends. Five at most.", webhooks()),
            ),
            waiting(2),
        ),
        overlays=(hooks_tick(),),
    )
