"""The create page's parts that live in the browser: typing, the live picture and its marks."""

from __future__ import annotations

import reflex as rx

from studio_app.ui.components.browser import module


class CreateDesk(rx.Component):
    """Shelf, composer and canvas. `on_generate` gets the whole wish; `answer` {id, faults} comes back if it failed.

    `catalogue` holds what there is to choose from: formats, groups, shelves, forms, looks, hooks, games, faces, steps,
    tips and limits.
    """

    library = module("create_desk.jsx")
    tag = "CreateDesk"
    catalogue: rx.Var[dict]
    fonts: rx.Var[dict]
    kits: rx.Var[list[dict]]
    active_kit: rx.Var[str]
    quota: rx.Var[dict]
    answer: rx.Var[dict]
    inks: rx.Var[bool]
    kits_href: rx.Var[str]
    on_generate: rx.EventHandler[rx.event.passthrough_event_spec(dict)]


for _shared in (
    "form.js", "wish.js", "checks.js", "kept.js", "roving.js", "picker.jsx", "shelf.jsx", "composer.jsx", "fold.jsx",
    "lines.jsx", "game_field.jsx", "hooks.jsx", "styles.jsx", "pictures.jsx", "canvas.jsx", "marks.jsx", "seen.jsx",
):  # fmt: skip
    module(_shared)
create_desk = CreateDesk.create
