"""The library: everything made, to find and to use."""

from __future__ import annotations

import reflex as rx

from studio_app.ui import paths
from studio_app.ui.components.formats import FORMATS, STUDIO_LOOK
from studio_app.ui.layout import app_shell
from studio_app.ui.pages.library.browser import library_desk
from studio_app.ui.pages.library.state import LibraryState
from studio_app.ui.session import SessionState

ON_LOAD = [LibraryState.load, SessionState.load_shell]


def page() -> rx.Component:
    return app_shell(
        "Library",
        library_desk(
            formats=FORMATS, fonts=STUDIO_LOOK, kits=LibraryState.kits, kit=LibraryState.kit_id,
            loaded=LibraryState.loaded, revision=LibraryState.revision, create_href=paths.CREATE,
            on_delete=LibraryState.delete, on_share=LibraryState.share,
        ),
        active=paths.LIBRARY, on_undo=LibraryState.reread,
    )  # fmt: skip
