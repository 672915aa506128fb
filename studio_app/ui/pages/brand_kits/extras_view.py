"""Colours beyond the palette, and the levels of type: edited in the browser, reported as a whole."""

from __future__ import annotations

import reflex as rx

from studio_app.ui.components.browser import module
from studio_app.ui.pages.brand_kits.editor import KitState
from studio_app.ui.pages.brand_kits.extras import LEVELS
from studio_app.ui.specimens import FAMILIES

module("report.js")


class MoreColours(rx.Component):
    """`value` is a `More`, `palette` what new colours begin with; remounted, it shows another `value`."""

    library = module("more_colours.jsx")
    tag = "MoreColours"
    value: rx.Var[dict]
    errors: rx.Var[dict]
    palette: rx.Var[list[str]]
    on_change: rx.EventHandler[rx.event.passthrough_event_spec(dict)]


class TypeLevels(rx.Component):
    """`value` is {level: `Level`}, `labels` the levels in order, `own` the families that are chosen elsewhere."""

    library = module("type_levels.jsx")
    tag = "TypeLevels"
    value: rx.Var[dict]
    errors: rx.Var[dict]
    labels: rx.Var[dict]
    families: rx.Var[list[str]]
    own: rx.Var[dict]
    on_change: rx.EventHandler[rx.event.passthrough_event_spec(dict)]


def more_colours_section() -> rx.Component:
    return rx.el.section(
        rx.el.div(rx.el.h2("More colours"),
                  rx.el.span("For whoever works with the kit. Assets are drawn in the palette.", class_name="cap"),
                  class_name="shd"),
        MoreColours.create(key=f"more-{KitState.mount}", value=KitState.more, errors=KitState.errors,
                           palette=KitState.primary, on_change=KitState.put_colours),
        id="more-colours",
    )  # fmt: skip


def type_levels() -> rx.Component:
    return rx.fragment(
        rx.el.div(rx.el.h3("Levels"),
                  rx.el.span("How each kind of text is set by whoever works with the kit", class_name="cap"),
                  class_name="shd mt-8"),
        TypeLevels.create(key=f"levels-{KitState.mount}", value=KitState.levels, errors=KitState.errors,
                          labels=LEVELS, families=list(FAMILIES),
                          own={"headline": KitState.headline, "body": KitState.body}, on_change=KitState.put_levels),
    )  # fmt: skip
