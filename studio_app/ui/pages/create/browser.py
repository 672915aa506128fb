"""The create page's parts that live in the browser: typing, the live picture and its marks."""

from __future__ import annotations

import reflex as rx

from studio_app.ui.components.browser import module


class CreateDesk(rx.Component):
    """Shelf, composer and canvas. `on_generate` gets the whole form; `answer` {id, faults} comes back if it failed."""

    library = module("create_desk.jsx")
    tag = "CreateDesk"
    formats: rx.Var[list[dict]]
    looks: rx.Var[list[dict]]
    fonts: rx.Var[dict]
    kits: rx.Var[list[dict]]
    active_kit: rx.Var[str]
    quota: rx.Var[dict]
    answer: rx.Var[dict]
    inks: rx.Var[bool]
    limits: rx.Var[dict]
    kits_href: rx.Var[str]
    on_generate: rx.EventHandler[rx.event.passthrough_event_spec(dict)]


for _shared in ("form.js", "shelf.jsx", "composer.jsx", "canvas.jsx", "checks.js"):
    module(_shared)
create_desk = CreateDesk.create
