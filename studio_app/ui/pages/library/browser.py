"""The library's part that lives in the browser: filters, rows without end, selection."""

from __future__ import annotations

import reflex as rx

from studio_app.ui.components.browser import module


class LibraryDesk(rx.Component):
    """Reads /api/v1/assets by cursor; a new `revision` reads it again. Deleting and sharing are the page's events."""

    library = module("library_desk.jsx")
    tag = "LibraryDesk"
    formats: rx.Var[list[dict]]
    fonts: rx.Var[dict]
    kits: rx.Var[list[dict]]
    kit: rx.Var[str]
    loaded: rx.Var[bool]
    revision: rx.Var[int]
    create_href: rx.Var[str]
    on_delete: rx.EventHandler[rx.event.passthrough_event_spec(list)]
    on_share: rx.EventHandler[rx.event.passthrough_event_spec(list, bool)]


for _shared in ("listing.js", "filters.jsx", "rows.jsx", "selection.jsx", "nothing.jsx"):
    module(_shared)
library_desk = LibraryDesk.create
