"""The page of a batch: what can be done with the whole, and its assets one by one."""

from __future__ import annotations

import reflex as rx

from studio_app.ui import paths
from studio_app.ui.components.buttons import button
from studio_app.ui.components.choices import status_of
from studio_app.ui.components.icons import icon
from studio_app.ui.components.links import link
from studio_app.ui.pages.jobs.batches import Part
from studio_app.ui.pages.jobs.state import JobState


def batch_acts() -> rx.Component:
    job = JobState.job
    return rx.el.div(
        rx.cond(
            job["open"].bool(), button("Cancel what is left", kind="ghost", on_click=JobState.cancel), rx.fragment()
        ),
        rx.cond(
            job["missing"].to(int) > 0,
            button("Try what is missing again", kind="line", icon_name="rotate-cw", on_click=JobState.retry),
            rx.fragment(),
        ),
        rx.cond(
            job["completed"].to(int) > 0,
            rx.el.a(
                icon("download"), "Download all",
                rx.el.span(" as one ZIP", class_name="vh"),
                href="/api/v1/jobs/" + job["id"].to(str) + "/package", download=True, class_name="btn pri",
                custom_attrs={"reloadDocument": True},
            ),
            rx.fragment(),
        ),
        class_name="row",
    )  # fmt: skip


def batch_parts() -> rx.Component:
    job = JobState.job
    return rx.fragment(
        rx.el.div(
            rx.el.span(style={"width": job["progress"].to(str) + "%"}),
            role="progressbar", aria_label="Progress of this batch", aria_valuenow=job["progress"].to(int),
            aria_valuemin=0, aria_valuemax=100, class_name="bb",
        ),
        rx.el.ul(rx.foreach(job["parts"].to(list[Part]), _part), class_name="bp"),
    )  # fmt: skip


def _part(part: rx.Var[Part]) -> rx.Component:
    return rx.el.li(
        _picture(part),
        rx.el.div(
            rx.el.div(
                rx.el.b(rx.cond(part["title"] != "", part["title"], part["label"]), class_name="trunc", dir="auto"),
                status_of(part["status"]), class_name="bpl",
            ),
            rx.el.span(
                part["label"], rx.cond(part["note"] != "", rx.fragment(" · ", part["note"]), rx.fragment()),
                class_name="cap",
            ),
            rx.cond(part["why"] != "", rx.el.p(part["why"], class_name="msg bad"), rx.fragment()),
            class_name="bpt",
        ),
        rx.cond(
            part["again"],
            button("Try again", kind="line", size="sm", icon_name="rotate-cw", class_name="bpa",
                   on_click=JobState.retry_part(part["id"])),
            rx.fragment(),
        ),
    )  # fmt: skip


def _picture(part: rx.Var[Part]) -> rx.Component:
    """The finished picture, as the way to it; before that the empty place that it will fill."""
    shape = {"--r": part["ratio"].to(str)}
    ground = rx.cond(part["alpha"], "bpf board", "bpf")
    empty = rx.el.span(class_name=rx.cond(part["again"], "bpf gone", "bpf sk"), style=shape, aria_hidden="true")
    return rx.el.div(
        rx.cond(
            part["preview_url"] != "",
            link(
                rx.el.img(src=part["preview_url"], alt=part["alt"], loading="lazy"),
                href=paths.asset(part["asset_id"]), class_name=ground, style=shape,
            ),
            empty,
        ),
        class_name="bps",
    )  # fmt: skip

