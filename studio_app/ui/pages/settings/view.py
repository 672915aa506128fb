"""The first page of the settings: profile, plan, and what this browser keeps."""

from __future__ import annotations

import reflex as rx

from studio_app.ui import paths
from studio_app.ui.components.artwork import ruler
from studio_app.ui.components.browser import local_time, shortcut_switch, uploader
from studio_app.ui.components.buttons import button
from studio_app.ui.components.fields import field, text_input, typing
from studio_app.ui.components.icons import icon
from studio_app.ui.components.studio import log_out_button, theme_choice
from studio_app.ui.layout import portrait
from studio_app.ui.pages.settings.confirmation import ask_to_confirm
from studio_app.ui.pages.settings.frame import block, settings_page, waiting
from studio_app.ui.pages.settings.state import NAME_LIMIT, SettingsState


def page() -> rx.Component:
    return settings_page(
        "Profile", paths.SETTINGS,
        rx.cond(SettingsState.settings_loaded, rx.fragment(_profile(), _plan()), waiting()),
        block("Appearance", "Kept by this browser.", theme_choice()),
        block("Keyboard", "Letters do nothing while you type. Ctrl K always finds.", shortcut_switch()),
        block("Session", "Ends on this device only.", log_out_button()),
    )


def _profile() -> rx.Component:
    error = SettingsState.name_error
    box = text_input("display-name", error, default_value=SettingsState.saved_name, max_length=NAME_LIMIT,
                     auto_complete="nickname", **typing(SettingsState.type_name))
    return block(
        "Profile", "The name stands on what you share.",
        rx.el.div(
            portrait(),
            uploader(url="/api/v1/auth/me/avatar", accept="image/png,image/jpeg,image/webp", max_bytes=10_000_000,
                     label=rx.cond(SettingsState.avatar != "", "Another picture", "Add a picture"), hint="",
                     on_done=SettingsState.avatar_changed, on_error=SettingsState.avatar_refused),
            rx.cond(SettingsState.avatar != "",
                    button("Remove", kind="ghost", size="sm", on_click=SettingsState.remove_avatar), rx.fragment()),
            class_name="row portrait",
        ),
        rx.el.form(
            field("Name on your channel", box, "display-name", error=error),
            button("Save", kind="primary", type_="submit", disabled=~SettingsState.name_changed),
            on_submit=SettingsState.save_name, class_name="name-row",
        ),
        rx.cond(SettingsState.email_verified, rx.fragment(),
                rx.el.div(ask_to_confirm("Confirmed, nobody else can claim it."), class_name="mt-4")),
        rx.el.dl(
            rx.el.div(rx.el.dt("E-mail"), rx.el.dd(SettingsState.email)),
            rx.el.div(rx.el.dt("Member since"), rx.el.dd(local_time(at=SettingsState.member_since, day=True))),
            class_name="pairs num",
        ),
    )  # fmt: skip


def _plan() -> rx.Component:
    usage = SettingsState.usage
    return block(
        "Plan and usage", rx.cond(usage["metered"], f"Counts {usage['month']}; {usage['again']}.", "No monthly limit."),
        rx.el.div(
            rx.el.span(usage["used"], class_name="fig"), rx.el.span(usage["of"], class_name="small ink3 num"),
            rx.el.span(class_name="grow"), rx.el.span(usage["plan"], " plan", class_name="small ink med"),
            class_name="row usage-line",
        ),
        rx.cond(
            usage["metered"],
            ruler(usage["used"].to(int), usage["percent"].to(float), usage["sentence"].to(str), usage["limit"].to(int)),
            rx.fragment(),
        ),
        rx.el.ul(
            rx.foreach(SettingsState.plan["promises"], lambda text: rx.el.li(icon("check", "s"), text)),
            class_name="promises small",
        ),
    )  # fmt: skip
