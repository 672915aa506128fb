"""An asset's parts that live in the browser: grounds, feed sizes, downloads, sharing."""

from __future__ import annotations

import reflex as rx

from studio_app.ui.components.browser import module


class AssetStage(rx.Component):
    """The big picture on a ground of choice."""

    library = module("asset_stage.jsx")
    tag = "AssetStage"
    asset: rx.Var[dict]


class AssetFeed(rx.Component):
    """The picture at its real sizes where it is shown in feeds, else nothing."""

    library = module("asset_stage.jsx")
    tag = "AssetFeed"
    asset: rx.Var[dict]


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


asset_stage = AssetStage.create
asset_feed = AssetFeed.create
copy_link = CopyLink.create
public_switch = PublicSwitch.create
