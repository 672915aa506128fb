"""Browser parts of kits, welcome, today and settings: pictures drawn while editing, reading colours, leaving."""

from __future__ import annotations

import reflex as rx

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.ui.components.browser import module


class LivePicture(rx.Component):
    """One picture of `look` {title, style, colors?, headline_font?, body_font?, tone?, name?, brand_kit_id?}.

    It follows every change of `look`, latest wins. Whatever else is in `look` (a version, say) makes it a new picture.
    `status` is the sentence below it, which gives way to the reason when it cannot be drawn.
    """

    library = module("live_picture.jsx")
    tag = "LivePicture"
    look: rx.Var[dict]
    asset_type: rx.Var[str]
    width: rx.Var[int]
    ratio: rx.Var[float]
    alt: rx.Var[str]
    draft: rx.Var[bool]
    board: rx.Var[bool]
    status: rx.Var[str]
    delay_ms: rx.Var[int]


class PictureReader(rx.Component):
    """Takes one to five pictures and says which colours they have: `on_read({colors, ...})`."""

    library = module("picture_reader.jsx")
    tag = "PictureReader"
    on_read: rx.EventHandler[rx.event.passthrough_event_spec(dict)]


class LeaveGuard(rx.Component):
    """While `active`, asks before the page is left; `on_leave` when it is left all the same."""

    library = module("leave_guard.jsx")
    tag = "LeaveGuard"
    active: rx.Var[bool]
    sentence: rx.Var[str]
    on_leave: rx.EventHandler[rx.event.no_args_event_spec]


class SaveKey(rx.Component):
    """Ctrl/Cmd S calls `on_save`, after the field that is being typed in has reported what it holds."""

    library = module("save_key.jsx")
    tag = "SaveKey"
    on_save: rx.EventHandler[rx.event.no_args_event_spec]


class LogOutButton(rx.Component):
    library = module("log_out.jsx")
    tag = "LogOutButton"


class ThemeChoice(rx.Component):
    """Dark, light or as the system says."""

    library = module("theme_choice.jsx")
    tag = "ThemeChoice"


class ToHash(rx.Component):
    """Scrolls to the section that the address names, once it is there."""

    library = module("to_hash.jsx")
    tag = "ToHash"


to_hash = ToHash.create
picture_reader = PictureReader.create
leave_guard = LeaveGuard.create
save_key = SaveKey.create
log_out_button = LogOutButton.create
theme_choice = ThemeChoice.create


def live_picture(look: rx.Var[dict] | dict, asset_type: str, width: int, **props: object) -> rx.Component:
    """A live picture of one asset type at its true proportions."""
    kind = ASSET_TYPES[asset_type]
    return LivePicture.create(look=look, asset_type=kind.id, width=width, ratio=round(kind.ratio, 4),
                              board=kind.alpha, **props)
