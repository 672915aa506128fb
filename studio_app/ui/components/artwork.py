"""Artwork and what the studio draws around it: tiles, crop ticks, drafts, the transparency board."""

from __future__ import annotations

import reflex as rx

from studio_app.ui.components.links import link
from studio_app.ui.theme import classes

Text = str | rx.Var[str]
Number = float | rx.Var[float]


def crop_ticks(*children: rx.Component, class_name: str = "", **props: object) -> rx.Component:
    """The one hero asset of a view, with eight ticks off its corners. Needs 16 px clear around it."""
    return rx.el.figure(*children, class_name=classes("crop", class_name), **props)


def picture(src: Text, alt: Text, width: int, height: int, lazy: bool = True, **props: object) -> rx.Component:
    """An image whose room is known before it arrives. `width` and `height` give the ratio."""
    return rx.el.img(src=src, alt=alt, width=str(width), height=str(height), decoding="async",
                     loading="lazy" if lazy else "eager", **props)


def draft(src: Text) -> rx.Component:
    """A blue line draft: decoration, so without a spoken text."""
    return rx.el.img(src=src, alt="", class_name="draft", loading="lazy", decoding="async")


def tile(
    src: Text, caption: Text, href: Text, ratio: Number, alt: Text, aside: Text | None = None,
    progress: rx.Var[int] | int | None = None, alpha: bool | rx.Var[bool] = False,
) -> rx.Component:
    """One asset in a justified row: the whole picture at its own ratio and one line below.

    `progress` (0 to 100) draws the bar of an asset in work; `alpha` puts the transparency board behind it.
    """
    ground = rx.cond(alpha, "im board", "im") if isinstance(alpha, rx.Var) else classes("im", alpha and "board")
    bar = [] if progress is None else [progress_bar(progress)]
    return link(
        rx.el.span(rx.el.img(src=src, alt=alt, loading="lazy", decoding="async"), *bar, class_name=ground),
        rx.el.span(
            rx.el.span(caption, class_name="trunc"),
            *([rx.el.span(aside, class_name="num")] if aside is not None else []),
            class_name="c",
        ),
        href=href, class_name="tile", style={"--r": ratio},
    )  # fmt: skip


def tiles(*children: rx.Component | rx.Var, **props: object) -> rx.Component:
    """A justified row: each tile grows by its ratio, so heights agree and nothing is cropped."""
    return rx.el.div(*children, class_name="tiles", **props)


def progress_bar(percent: int | rx.Var[int], name: str = "Progress", tone: str = "") -> rx.Component:
    return rx.el.span(
        rx.el.i(style={"width": f"{percent}%"}),
        role="progressbar", aria_label=name, aria_valuenow=percent, aria_valuemin=0, aria_valuemax=100,
        class_name=f"bar {tone}".strip(), display="block",
    )  # fmt: skip


def ruler(value: int | rx.Var[int], percent: float | rx.Var[float], sentence: Text, maximum: int | rx.Var[int] = 100,
          ) -> rx.Component:
    """The ruler meter with a blue needle; `sentence` is what a screen reader says, e.g. "41 of 100 assets"."""
    return rx.el.div(
        rx.el.i(), rx.el.b(),
        aria_label=sentence, aria_valuenow=value, aria_valuemin=0, aria_valuemax=maximum, class_name="rule",
        style={"--v": percent}, custom_attrs={"role": "meter"},  # a role that Reflex does not list
    )  # fmt: skip


def kit_strip(colours: list[str] | rx.Var[list[str]]) -> rx.Component:
    """A kit's colours, the only place where the user's own colour enters the chrome."""
    swatches = (
        rx.foreach(colours, _swatch) if isinstance(colours, rx.Var) else rx.fragment(*[_swatch(c) for c in colours])
    )
    return rx.el.span(swatches, class_name="strip", aria_hidden="true")


def _swatch(colour: Text) -> rx.Component:
    return rx.el.i(style={"background": colour})
