"""Section heads, empty states and skeletons."""

from __future__ import annotations

import reflex as rx

from studio_app.ui.theme import classes

Text = str | rx.Var[str]


def section_head(title: Text, *aside: rx.Component | Text, level: int = 2) -> rx.Component:
    heading = rx.el.h2 if level == 2 else rx.el.h3
    return rx.el.div(heading(title), *aside, class_name="sh")


def empty_state(
    title: Text, sentence: Text, primary: rx.Component, other: rx.Component | None = None,
    drafts: tuple[tuple[str, int, int], ...] = (), foot: Text = "",
) -> rx.Component:
    """What to do when there is nothing yet: drafts (src, width, height), why, one primary, one alternative."""
    pictures = [
        rx.el.span(rx.el.img(src=src, alt="", class_name="draft"), style={"width": f"{w}px", "height": f"{h}px"})
        for src, w, h in drafts
    ]
    return rx.el.div(
        *([rx.el.div(*pictures, class_name="three")] if pictures else []),
        rx.el.div(rx.el.h2(title), rx.el.p(sentence)),
        rx.el.div(primary, *([other] if other else []), class_name="row"),
        *([rx.el.p(foot, class_name="cap num")] if isinstance(foot, rx.Var) or foot else []),
        class_name="empty",
    )


def skeleton(width: str = "100%", height: str = "12px", class_name: str = "") -> rx.Component:
    """A bar of the size of what will stand there."""
    return rx.el.span(class_name=classes("sk", class_name), style={"width": width, "height": height},
                      aria_hidden="true")


def skeleton_tiles(ratios: tuple[float, ...] = (1.78, 0.56, 1.78, 1.78)) -> rx.Component:
    """A row of tiles that are on their way."""
    return rx.el.div(
        *[
            rx.el.div(
                rx.el.span(class_name="sk", style={"aspectRatio": str(ratio), "borderRadius": "2px"}),
                skeleton("64%", "11px", "mt-2"),
                style={"--r": ratio},
            )
            for ratio in ratios
        ],
        class_name="tiles", aria_hidden="true",
    )  # fmt: skip
