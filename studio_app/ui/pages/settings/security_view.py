"""Security: password, devices, sign-ins elsewhere, what happened."""

from __future__ import annotations

import reflex as rx

from studio_app.ui import paths
from studio_app.ui.components.browser import local_time
from studio_app.ui.components.buttons import button
from studio_app.ui.components.choices import status
from studio_app.ui.components.icons import MARKS, icon, mark
from studio_app.ui.pages.settings.browser import link_button, password_form, second_step
from studio_app.ui.pages.settings.frame import block, settings_page, waiting
from studio_app.ui.pages.settings.security import Company, Device, Happening, SecurityState
from studio_app.ui.pages.settings.state import SettingsState


def page() -> rx.Component:
    return settings_page(
        "Security", paths.SECURITY,
        rx.cond(
            SettingsState.settings_loaded & SecurityState.security_loaded,
            rx.fragment(
                block("Password", "At least 10 characters; paste is welcome.",
                      password_form(email=SettingsState.email, known=SettingsState.has_password)),
                block("Second step", "Asked for after your password. Other companies ask for their own.",
                      second_step(known=SettingsState.has_password)),
                block("Where you are logged in", "A device that we have not seen before is mailed to you.", _devices()),
                rx.cond(
                    SecurityState.companies.length() > 0,
                    block("Linked sign-ins", "Any one of these opens your account.", _companies()), rx.fragment(),
                ),
                block("What happened", "Kept for a year. Networks are cut to what tells places apart.", _happenings()),
            ),
            waiting(3),
        ),
    )


def _devices() -> rx.Component:
    return rx.fragment(
        rx.el.ul(rx.foreach(SecurityState.devices, _device), class_name="devs"),
        rx.cond(
            SecurityState.devices.length() > 1,
            button("Log out everywhere else", kind="danger", on_click=SecurityState.log_out_others), rx.fragment(),
        ),
    )


def _device(each: rx.Var[Device]) -> rx.Component:
    return rx.el.li(
        rx.cond(each["phone"], icon("smartphone", "l"), icon("monitor", "l")),
        rx.el.div(
            rx.el.div(each["name"], class_name="ink small med"),
            rx.el.div(
                rx.cond(each["place"] != "", rx.fragment(each["place"], ", "), rx.fragment()),
                local_time(at=each["seen"]), class_name="cap num",
            ),
            class_name="min-w-0",
        ),
        rx.cond(
            each["here"], status("done", "This device"),
            button("Log out", rx.el.span(" ", each["name"], class_name="vh"), kind="ghost", size="sm",
                   on_click=SecurityState.log_out_device(each["id"])),
        ),
    )  # fmt: skip


def _companies() -> rx.Component:
    return rx.el.ul(rx.foreach(SecurityState.companies, _company), class_name="devs")


def _company(each: rx.Var[Company]) -> rx.Component:
    marks = [(company, mark(company)) for company in ("google", "twitch", "discord") if company in MARKS]
    return rx.el.li(
        rx.match(each["id"], *marks, icon("key-round", "l")),
        rx.el.div(
            rx.el.div(each["label"], class_name="ink small med"),
            rx.el.div(rx.cond(each["linked"], each["known_as"], "Not linked"), class_name="cap trunc"),
            class_name="min-w-0",
        ),
        rx.cond(
            each["linked"],
            button("Unlink", rx.el.span(" ", each["label"], class_name="vh"), kind="ghost", size="sm",
                   on_click=SecurityState.unlink(each["id"])),
            link_button(provider=each["id"], label=each["label"], known=SettingsState.has_password),
        ),
    )  # fmt: skip


def _happenings() -> rx.Component:
    return rx.fragment(
        rx.el.ul(rx.foreach(SecurityState.happenings, _happening), class_name="log"),
        rx.cond(
            SecurityState.more_cursor != "",
            button("Show more", kind="ghost", size="sm", on_click=SecurityState.show_more), rx.fragment(),
        ),
    )


def _happening(each: rx.Var[Happening]) -> rx.Component:
    return rx.el.li(
        rx.el.span(each["what"], class_name=rx.cond(each["refused"], "small med bad-ink", "small ink med")),
        rx.el.span(each["where"], class_name="cap num"),
        local_time(at=each["at"]),
    )
