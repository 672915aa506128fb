"""Says when the live connection is lost; silent otherwise."""

from __future__ import annotations

import reflex as rx
from reflex_components_core.core.banner import has_too_many_connection_errors

from studio_app.ui.components.icons import icon


def connection_notice() -> rx.Component:
    """Shown from the second failed try on, so that a short gap goes unnoticed."""
    return rx.el.div(
        rx.cond(
            has_too_many_connection_errors,
            rx.el.div(
                icon("wifi-off"),
                rx.el.span("The connection is lost. What you see may be old; we keep trying.", class_name="grow"),
                class_name="toast warn",
            ),
            rx.fragment(),
        ),
        role="status",
        class_name="toasts offline",
    )
