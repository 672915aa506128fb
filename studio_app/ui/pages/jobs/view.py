"""The page of one job, and the list of all."""

from __future__ import annotations

import reflex as rx

from studio_app.ui import paths
from studio_app.ui.components import browser
from studio_app.ui.components.buttons import button, button_link
from studio_app.ui.components.choices import chip, note, status_of
from studio_app.ui.components.formats import STUDIO_LOOK
from studio_app.ui.components.icons import icon
from studio_app.ui.components.links import link
from studio_app.ui.components.surfaces import empty_state, skeleton
from studio_app.ui.layout import app_shell
from studio_app.ui.pages.jobs.batch_view import batch_acts, batch_parts
from studio_app.ui.pages.jobs.browser import ink_box
from studio_app.ui.pages.jobs.cards import JobRow, Stage
from studio_app.ui.pages.jobs.state import PAGE, JobsState, JobState
from studio_app.ui.session import SessionState

JOB_ON_LOAD = [JobState.load, SessionState.load_shell]
JOBS_ON_LOAD = [JobsState.load, SessionState.load_shell]
_FILTERS = (
    ("", "All"), ("queued", "Queued"), ("processing", "In work"), ("completed", "Done"), ("partial", "Partial"),
    ("failed", "Failed"), ("cancelled", "Cancelled"),
)  # fmt: skip


def job_page() -> rx.Component:
    job = JobState.job
    return app_shell(
        rx.cond(job["title"], job["title"].to(str), "Job"),
        rx.cond(
            JobState.missing,
            _lost(),
            browser.here(
                rx.el.div(_head(), _why(), rx.cond(job["batch"].bool(), batch_parts(), _canvas()), class_name="jw"),
                _waiting(), ident=job["id"].to(str),
            ),
        ),
        active=paths.JOBS, own_heading=True, crumb=("Jobs", paths.JOBS),
        overlays=(
            browser.tick(active=job["open"].bool(), every_ms=JobState.every_ms, on_tick=JobState.refresh),
        ),
    )  # fmt: skip


def _head() -> rx.Component:
    job = JobState.job
    return rx.el.div(
        rx.el.div(
            rx.el.h1(job["headline"].to(str), aria_live="polite"),
            rx.el.p(job["sentence"].to(str), class_name="num"),
        ),
        rx.cond(job["batch"].bool(), batch_acts(), _acts()),
        class_name="jh",
    )


def _acts() -> rx.Component:
    job = JobState.job
    return rx.match(
        job["status"].to(str),
        ("completed", rx.el.div(
            button_link("Make another", href=job["another"].to(str), kind="ghost"),
            button_link("Open", href=paths.asset(job["asset_id"].to(str)), kind="line"),
            browser.download_menu(asset_id=job["asset_id"].to(str)),
            class_name="row",
        )),
        ("failed", _ways_on()),
        ("cancelled", _ways_on()),
        rx.el.div(button("Cancel", kind="ghost", on_click=JobState.cancel), class_name="row"),
    )  # fmt: skip


def _ways_on() -> rx.Component:
    return rx.el.div(
        button_link("Change the brief", href=JobState.job["again"].to(str), kind="ghost"),
        button("Try again", kind="primary", icon_name="rotate-cw", on_click=JobState.retry),
        class_name="row",
    )


def _why() -> rx.Component:
    reason = JobState.job["reason"].to(str)
    busy = "Many people are drawing right now, so this waits longer than usual. It keeps its place."
    return rx.fragment(
        rx.cond(reason != "", rx.el.div(note(reason, tone="bad"), class_name="why"), rx.fragment()),
        rx.cond(JobState.job["delayed"].bool(), rx.el.div(note(busy), class_name="why"), rx.fragment()),
    )


def _canvas() -> rx.Component:
    job = JobState.job
    return rx.fragment(
        rx.el.div(ink_box(job=job, fonts=STUDIO_LOOK, inks=JobState.inks), class_name="jstage"),
        rx.el.ol(
            rx.foreach(job["stages"].to(list[Stage]), _stage),
            class_name="stg", aria_label="Stages",
        ),
        rx.el.div(
            role="progressbar", aria_label="Progress of this job", aria_valuenow=job["progress"].to(int),
            aria_valuemin=0, aria_valuemax=100, class_name="vh",
        ),
    )  # fmt: skip


def _stage(stage: rx.Var[Stage]) -> rx.Component:
    return rx.match(
        stage["state"],
        ("done", rx.el.li(icon("check", "s"), stage["label"], _unseen(", done"), class_name="past")),
        ("now", rx.el.li(icon("loader-circle", "s", "spin"), stage["label"], _unseen(", at work"), class_name="now",
                         aria_current="step")),
        ("failed", rx.el.li(icon("x", "s"), stage["label"], _unseen(", stopped here"), class_name="halt")),
        rx.el.li(stage["label"]),
    )  # fmt: skip


def _unseen(text: str) -> rx.Component:
    return rx.el.span(text, class_name="vh")


def _waiting() -> rx.Component:
    return rx.el.div(
        skeleton("340px", "34px"), skeleton("260px", "14px", "mt-3 mb-6"),
        rx.el.div(skeleton("100%", "min(420px, 50dvh)"), class_name="jstage"),
        class_name="jw", aria_busy="true",
    )  # fmt: skip


def _lost() -> rx.Component:
    return rx.el.div(
        empty_state(
            "There is no such job", "It is not one of yours, or the link is not complete.",
            button_link("All jobs", href=paths.JOBS, kind="primary"),
        ),
        class_name="jw",
    )



def jobs_page() -> rx.Component:
    return app_shell(
        "Jobs",
        rx.el.div(
            rx.el.div(*[_filter(key, text) for key, text in _FILTERS], role="group", aria_label="Status",
                      class_name="chips"),
            rx.cond(
                JobsState.loaded,
                rx.cond(JobsState.total > 0, rx.fragment(rx.foreach(JobsState.rows, _row), _pager()), _none()),
                rx.fragment(*[rx.el.div(skeleton("60%", "14px"), class_name="jrow") for _ in range(6)]),
            ),
            class_name="jl",
        ),
        active=paths.JOBS,
        overlays=(browser.tick(active=JobsState.moving, every_ms=2000, on_tick=JobsState.load),),
    )


def _filter(key: str, text: str) -> rx.Component:
    return chip(text, JobsState.status == key, JobsState.show(key))


def _row(row: rx.Var[JobRow]) -> rx.Component:
    return link(
        rx.el.b(row["title"], class_name="trunc", dir="auto"),
        status_of(row["status"]),
        rx.el.span(row["label"], class_name="kind"),
        browser.local_time(at=row["made"]),
        href=paths.job(row["id"]), class_name="jrow",
    )  # fmt: skip


def _pager() -> rx.Component:
    first = JobsState.page * PAGE
    return rx.el.nav(
        button("Newer", kind="line", size="sm", on_click=JobsState.turn(-1), disabled=JobsState.page == 0),
        button("Older", kind="line", size="sm", on_click=JobsState.turn(1), disabled=first + PAGE >= JobsState.total),
        rx.el.span(f"{JobsState.total} in all", class_name="cap num"),
        class_name="pager", aria_label="Pages", hidden=JobsState.total <= PAGE,
    )  # fmt: skip


def _none() -> rx.Component:
    return rx.cond(
        JobsState.status == "",
        empty_state("Nothing asked for yet", "Every picture you generate is listed here, with how it went.",
                    button_link("Create an asset", href=paths.CREATE, kind="primary")),
        empty_state("No job in this state", "Choose another state to see the others.",
                    button("Show all", kind="primary", on_click=JobsState.show(""))),
    )  # fmt: skip
