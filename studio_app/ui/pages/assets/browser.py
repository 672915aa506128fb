"""An asset's parts that live in the browser: seeing, editing, measuring, delivering, sharing it."""

from __future__ import annotations

import reflex as rx

import studio_app.ui.components.studio  # noqa: F401  (the desk uses its leave_guard.jsx)
from studio_app.ui.components.browser import module


class AssetDesk(rx.Component):
    """The picture with its editor, potential, previews, exports and history; the children are told beside it.

    `asset` is an `AssetCard`. `faces`, `motifs`, `marks` and `reasons` are what there is to choose from: fonts with
    their weights, motifs by use, platform marks by platform, reasons for a thumb. `on_change` when the asset is another
    than the page knows.
    """

    library = module("asset_desk.jsx")
    tag = "AssetDesk"
    asset: rx.Var[dict]
    faces: rx.Var[list[dict]]
    motifs: rx.Var[dict]
    marks: rx.Var[dict]
    reasons: rx.Var[list[dict]]
    on_change: rx.EventHandler[rx.event.no_args_event_spec]


class CopyLink(rx.Component):
    """Copies `url` and says so."""

    library = module("copy_link.jsx")
    tag = "CopyLink"
    url: rx.Var[str]


class PublicSwitch(rx.Component):
    """Flips at once and calls `on_change(bool)`; goes back when the server says otherwise."""

    library = module("public_switch.jsx")
    tag = "PublicSwitch"
    value: rx.Var[bool]
    revision: rx.Var[int]
    on_change: rx.EventHandler[rx.event.passthrough_event_spec(bool)]


for _shared in (
    "edits.js", "drafts.js", "undo.js", "layers.js", "calls.js", "live.js", "editing.js", "delivery.js", "measures.js",
    "choice.jsx", "fields.jsx", "marks.jsx", "asset_stage.jsx", "editor_canvas.jsx", "editor_panel.jsx",
    "score_panel.jsx", "seen.jsx", "seen_feed.jsx", "seen_small.jsx", "seen_screen.jsx", "seen_page.jsx",
    "specimens.jsx", "exports.jsx", "motion.jsx", "feedback.jsx", "history.jsx", "made_from.jsx", "wish.jsx",
    "shapes.json",
):  # fmt: skip
    module(_shared)
asset_desk = AssetDesk.create
copy_link = CopyLink.create
public_switch = PublicSwitch.create
