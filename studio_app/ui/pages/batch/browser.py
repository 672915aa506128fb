"""The batch page's parts that live in the browser: packs, rows and the order."""

from __future__ import annotations

import reflex as rx

from studio_app.ui.components.browser import module


class BatchDesk(rx.Component):
    """Packs, rows and the order. `on_generate` gets the whole form; `answer` {id, faults} comes back if it failed.

    `catalogue` holds what there is to choose from: formats, groups, packs, looks and limits.
    """

    library = module("batch_desk.jsx")
    tag = "BatchDesk"
    catalogue: rx.Var[dict]
    fonts: rx.Var[dict]
    kits: rx.Var[list[dict]]
    active_kit: rx.Var[str]
    quota: rx.Var[dict]
    masters: rx.Var[list[dict]]
    answer: rx.Var[dict]
    on_generate: rx.EventHandler[rx.event.passthrough_event_spec(dict)]


for _shared in ("order.js", "packs.jsx", "rows.jsx", "sketch.jsx"):
    module(_shared)
batch_desk = BatchDesk.create
