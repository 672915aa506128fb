"""The parts that live in the browser: each class wraps a component of the .jsx file beside this module.

Local JSX is for what the browser alone can do or what a round trip would make slow. The files share `api.js`
(calls to /api/v1) and `icon.jsx`.
"""

from __future__ import annotations

import sys
import uuid
from pathlib import Path

import reflex as rx


def module(filename: str) -> str:
    """The import path, in the bundle, of a JavaScript file that lies beside the calling module.

    What `rx.asset(filename, shared=True)` does, without its look through the whole stack: deep in an import that takes
    a quarter of a second a file. Raises `FileNotFoundError`.
    """
    caller = sys._getframe(1)
    source = Path(caller.f_code.co_filename).with_name(filename).resolve(strict=True)
    place = Path("external", *caller.f_globals["__name__"].split("."), filename)
    _link(Path.cwd() / "assets" / place, source)
    return f"$/public/{place.as_posix()}"


def _link(place: Path, source: Path) -> None:
    """A symlink at `place`, made in one step: several processes may build at once."""
    if place.is_symlink() and place.resolve() == source:
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f".{uuid.uuid4().hex}.tmp")
    fresh.symlink_to(source)
    fresh.replace(place)


for _shared in ("icons.json", "marks.json", "icon.jsx", "api.js", "account_checks.js", "secret_fields.jsx",
                "dialog.jsx", "drawing.js", "download.js", "focus_keeper.js", "leaving.js", "live.js",
                "palette.jsx", "palette_search.js"):  # fmt: skip
    module(_shared)


class ThemeToggle(rx.Component):
    """Switches dark and light; the choice is kept by the browser."""

    library = module("theme_toggle.jsx")
    tag = "ThemeToggle"


class Notifier(rx.Component):
    """Shows `note` {id, level, text, action, ref} as a toast. A new id shows a new toast; errors stay.

    `level` is "ok", "info", "warn" or "bad"; `action` is the word on the button, `on_action(id, ref)` its event.
    """

    library = module("notifier.jsx")
    tag = "Notifier"
    note: rx.Var[dict]
    on_action: rx.EventHandler[rx.event.passthrough_event_spec(int, str)]


class LocalTime(rx.Component):
    """A moment (ISO 8601) in the reader's own zone: "Today, 18:42"; with `day` only the date, in full."""

    library = module("local_time.jsx")
    tag = "LocalTime"
    at: rx.Var[str]
    day: rx.Var[bool]


class Here(rx.Component):
    """The first of two children while the address ends in `ident`, else the second."""

    library = module("here.jsx")
    tag = "Here"
    ident: rx.Var[str]


class DownloadMenu(rx.Component):
    """Download in one of the formats that the asset's type comes in; sizes are shown where they are known."""

    library = module("download_menu.jsx")
    tag = "DownloadMenu"
    asset_id: rx.Var[str]
    files: rx.Var[list[dict]]
    wide: rx.Var[bool]


class SessionEnd(rx.Component):
    """Goes to the login page, with the way back, as soon as `expired` is true."""

    library = module("session_end.jsx")
    tag = "SessionEnd"
    expired: rx.Var[bool]


class Tick(rx.Component):
    """Fires `on_tick` while `active` and the tab is visible: when a job changes, when the tab comes back, and every
    `every_ms`; seldom where changes are `told`, as those of jobs are."""

    library = module("tick.jsx")
    tag = "Tick"
    active: rx.Var[bool]
    every_ms: rx.Var[int]
    told: rx.Var[bool]
    on_tick: rx.EventHandler[rx.event.no_args_event_spec]


class LiveJobs(rx.Component):
    """Says when a job ends, once in all tabs; fires `on_change` when not `count` of them are in work any more."""

    library = module("live_jobs.jsx")
    tag = "LiveJobs"
    count: rx.Var[int]
    on_change: rx.EventHandler[rx.event.no_args_event_spec]


class ColorField(rx.Component):
    """A swatch that opens the native picker, and its hex value; `on_change(hex)` gets "#RRGGBB" only."""

    library = module("color_field.jsx")
    tag = "ColorField"
    value: rx.Var[str]
    label: rx.Var[str]
    on_change: rx.EventHandler[rx.event.passthrough_event_spec(str)]


class Uploader(rx.Component):
    """Posts one file to `url` as multipart; checks `accept` and `max_bytes` first.

    `on_done(data)` gets the answer's data, `on_error(sentence)` what went wrong in words.
    """

    library = module("uploader.jsx")
    tag = "Uploader"
    url: rx.Var[str]
    accept: rx.Var[str]
    max_bytes: rx.Var[int]
    label: rx.Var[str]
    hint: rx.Var[str]
    fields: rx.Var[dict]
    on_done: rx.EventHandler[rx.event.passthrough_event_spec(dict)]
    on_error: rx.EventHandler[rx.event.passthrough_event_spec(str)]


class Hotkeys(rx.Component):
    """Command palette (Ctrl/Cmd K) and single-letter keys; the palette itself is loaded on first use.

    `items` are {id, label, group, href, keys?, sub?, icon?}, where `icon` is a shape, `ICONS[name]`. An item without
    `href` calls `on_run(id)`.
    """

    library = module("hotkeys.jsx")
    tag = "Hotkeys"
    lib_dependencies: list[str] = ["cmdk@1.1.1"]
    items: rx.Var[list[dict]]
    on_run: rx.EventHandler[rx.event.passthrough_event_spec(str)]


class FindButton(rx.Component):
    """Opens the command palette."""

    library = module("hotkeys.jsx")
    tag = "FindButton"


class SkipLink(rx.Component):
    """The first stop of the keyboard: moves the focus to the element with the id "content"."""

    library = module("skip_link.jsx")
    tag = "SkipLink"


class ShortcutSwitch(rx.Component):
    """The preference that turns single-letter keys off, kept by the browser."""

    library = module("hotkeys.jsx")
    tag = "ShortcutSwitch"


theme_toggle = ThemeToggle.create
notifier = Notifier.create
session_end = SessionEnd.create
download_menu = DownloadMenu.create
here = Here.create
local_time = LocalTime.create
tick = Tick.create
live_jobs = LiveJobs.create
color_field = ColorField.create
uploader = Uploader.create
hotkeys = Hotkeys.create
find_button = FindButton.create
shortcut_switch = ShortcutSwitch.create
skip_link = SkipLink.create
