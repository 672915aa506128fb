"""One asset: the picture large and to be edited, how good it is, where it goes, and everything known about it."""

from __future__ import annotations

import reflex as rx

from studio_app.ui import paths
from studio_app.ui.components import browser
from studio_app.ui.components.buttons import button, button_link
from studio_app.ui.components.links import text_link
from studio_app.ui.components.surfaces import empty_state, skeleton
from studio_app.ui.layout import app_shell
from studio_app.ui.pages.assets.browser import asset_desk, copy_link, public_switch
from studio_app.ui.pages.assets.choices import FACES, MOTIFS, PLATFORM_MARKS, REASON_CHOICES
from studio_app.ui.pages.assets.state import AssetState
from studio_app.ui.session import SessionState

ON_LOAD = [AssetState.load, SessionState.load_shell]


def _text(name: str) -> rx.Var[str]:
    return AssetState.asset[name].to(str)


def page() -> rx.Component:
    return app_shell(
        rx.cond(AssetState.asset["id"], _text("name"), "Asset"),
        rx.cond(
            AssetState.missing,
            _lost(),
            browser.here(
                asset_desk(
                    _sharing(), _details(), _prompt(),
                    rx.el.div(button("Delete", kind="danger", icon_name="trash-2", on_click=AssetState.delete)),
                    key=_text("id"), asset=AssetState.asset, faces=FACES, motifs=MOTIFS, marks=PLATFORM_MARKS,
                    reasons=REASON_CHOICES, on_change=AssetState.load,
                ),
                _waiting(), ident=_text("id"),
            ),
        ),
        active=paths.LIBRARY, crumb=("Library", paths.LIBRARY), on_undo=AssetState.load,
    )  # fmt: skip


def _sharing() -> rx.Component:
    public = AssetState.asset["is_public"].bool()
    return rx.el.section(
        rx.el.h2("Sharing", class_name="h3"),
        public_switch(value=public, revision=AssetState.revision, on_change=AssetState.set_public),
        rx.cond(public, copy_link(url=_text("share_url")), rx.fragment()),
        class_name="grp", id="sharing",
    )


def _details() -> rx.Component:
    kit = rx.cond(_text("kit_id") != "", text_link(_text("kit"), href=paths.brand_kit(_text("kit_id"))), _text("kit"))
    kept = rx.cond(
        _text("kept_until") != "", browser.local_time(at=_text("kept_until"), day=True), "Until you delete it"
    )
    rows: list[tuple[str, rx.Component | rx.Var | str]] = [
        ("Format", _text("label")),
        ("Size", _text("size")),
        ("File", _text("file")),
        ("Style", _text("style")),
        ("Kit", kit),
        ("Made", rx.fragment(browser.local_time(at=_text("made")),
                             rx.cond(_text("seconds") != "", rx.fragment(", in ", _text("seconds")), rx.fragment()))),
        ("Painted by", _text("painter")),
        ("Lineage", rx.fragment(_text("lineage"), ", ", text_link("its job", href=paths.job(_text("job_id"))))),
        ("Instructions", rx.cond(_text("prompt_version") != "", _text("prompt_version"), "Not recorded")),
        ("Revision", AssetState.asset["revision"].to(int)),
        ("Alt text", _text("alt")),
        ("Kept until", kept),
    ]  # fmt: skip
    return rx.el.section(
        rx.el.h2("Details", class_name="h3"),
        rx.el.dl(
            *[rx.fragment(rx.el.dt(name), rx.el.dd(value, dir="auto")) for name, value in rows], class_name="dl num"
        ),
        class_name="grp",
    )


def _prompt() -> rx.Component:
    return rx.el.details(
        rx.el.summary("Prompt used"), rx.el.p(_text("prompt"), dir="auto"), class_name="prompt"
    )


def _waiting() -> rx.Component:
    return rx.el.div(
        rx.el.div(rx.el.div(rx.el.div(skeleton("100%", "min(440px, 52dvh)"), class_name="w-full"), class_name="hero"),
                  class_name="left"),
        rx.el.aside(skeleton("100%", "36px"), skeleton("60%", "14px"), skeleton("80%", "14px"), skeleton("70%", "14px"),
                    class_name="insp"),
        class_name="wrap", aria_busy="true",
    )  # fmt: skip


def _lost() -> rx.Component:
    return rx.el.div(
        empty_state(
            "There is no such asset", "It may have been deleted, it is not one of yours, or the link is not complete.",
            button_link("Your library", href=paths.LIBRARY, kind="primary"),
            button_link("Create an asset", href=paths.CREATE, kind="ghost"),
        ),
        class_name="page",
    )
