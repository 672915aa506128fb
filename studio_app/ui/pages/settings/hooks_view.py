"""The part of the settings about webhooks."""

from __future__ import annotations

import reflex as rx

from studio_app.ui.components.browser import local_time, tick
from studio_app.ui.components.buttons import button
from studio_app.ui.components.choices import note, status, status_of
from studio_app.ui.components.fields import fault, field, text_input
from studio_app.ui.pages.settings.hooks import EVENTS, Endpoint, HooksState, Sent


def webhooks() -> rx.Component:
    return rx.fragment(
        rx.cond(HooksState.secret != "", _secret(), rx.fragment()),
        rx.cond(
            HooksState.endpoints.length() > 0,
            rx.el.ul(rx.foreach(HooksState.endpoints, _endpoint), class_name="wh"),
            rx.fragment(),
        ),
        _form(),
    )


def hooks_tick() -> rx.Component:
    """The log follows what is sent while it is open."""
    return tick(active=HooksState.open_id != "", every_ms=2000, told=False, on_tick=HooksState.look_again)


def _secret() -> rx.Component:
    return note(
        rx.el.p("The secret of ", rx.el.b(HooksState.secret_url), ". It is shown this once: keep it where you verify."),
        rx.el.code(HooksState.secret, class_name="wh-secret num"),
        tone="ok",
        action=button("Copy", kind="line", size="sm", icon_name="copy",
                      on_click=rx.set_clipboard(HooksState.secret)),
    )  # fmt: skip


def _endpoint(each: rx.Var[Endpoint]) -> rx.Component:
    opened = HooksState.open_id == each["id"]
    return rx.el.li(
        rx.el.div(
            rx.el.b(each["url"], class_name="trunc"),
            rx.cond(each["on"], status("done", "On"), status("cancelled", "Off")), class_name="wh-head",
        ),
        rx.el.p(each["events"], class_name="cap"),
        rx.cond(each["reason"] != "", fault(each["reason"]), rx.fragment()),
        rx.el.div(
            button("Send a test", kind="line", size="sm", disabled=~each["on"],
                   on_click=HooksState.try_out(each["id"])),
            button(rx.cond(opened, "Hide the log", "Log"), kind="ghost", size="sm", aria_expanded=opened,
                   on_click=HooksState.show(each["id"])),
            button(rx.cond(each["on"], "Switch off", "Switch on"), kind="ghost", size="sm",
                   on_click=HooksState.switch(each["id"], ~each["on"])),
            button("New secret", kind="ghost", size="sm", on_click=HooksState.rotate(each["id"])),
            button("Delete", kind="danger", size="sm", on_click=HooksState.remove(each["id"])),
            class_name="row wh-acts",
        ),
        rx.cond(opened, _log(), rx.fragment()),
    )  # fmt: skip


def _log() -> rx.Component:
    return rx.cond(
        HooksState.sent.length() > 0,
        rx.el.ul(rx.foreach(HooksState.sent, _line), class_name="wh-log", aria_label="Sent messages"),
        rx.el.p("Nothing was sent yet.", class_name="cap"),
    )


def _line(each: rx.Var[Sent]) -> rx.Component:
    return rx.el.li(
        status_of(each["status"]),
        rx.el.span(each["event"], class_name="num"),
        rx.el.span(each["answer"], ", ", each["tries"], class_name="cap num"),
        local_time(at=each["at"]),
        button("Resend", kind="ghost", size="sm", on_click=HooksState.resend(each["id"])),
    )


def _form() -> rx.Component:
    error = HooksState.hook_faults["url"].to(str)
    box = text_input("hook-url", error, type="url", placeholder="https://example.com/hooks", auto_complete="off")
    return rx.el.form(
        field("Tell this address", box, "hook-url", error=error,
              help_text="It gets a signed challenge at once and has to send it back."),
        rx.el.fieldset(
            rx.el.legend("When a job is", class_name="lab"),
            rx.el.div(*[
                rx.el.label(
                    rx.el.input(type="checkbox", name=f"hook-{event}", default_checked=event != "job.cancelled"),
                    text, class_name="wh-event",
                )
                for event, text in EVENTS
            ], class_name="row"),
            fault(HooksState.hook_faults["events"].to(str)),
            class_name="f wh-when",
        ),
        button("Add webhook", kind="primary", type_="submit", disabled=HooksState.hook_busy,
               aria_busy=HooksState.hook_busy),
        on_submit=HooksState.add, reset_on_submit=False, class_name="wh-form",
    )  # fmt: skip
