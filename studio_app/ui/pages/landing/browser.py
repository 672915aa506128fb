"""The two parts of the landing page that move under the visitor's hand."""

from __future__ import annotations

import reflex as rx

from studio_app.ui.components.browser import module


class DemoStudio(rx.Component):
    """Title, two colours and a style, drawn while typing; keeps the last picture until the next one is there."""

    library = module("demo_studio.jsx")
    tag = "DemoStudio"
    lib_dependencies: list[str] = []
    initial: rx.Var[dict]
    pictures: rx.Var[list[dict]]
    styles: rx.Var[list[dict]]
    facts: rx.Var[list[dict]]
    signup: rx.Var[str]


class Compare(rx.Component):
    """Draft and result under one handle, which is a range input, so keys move it too."""

    library = module("compare.jsx")
    tag = "Compare"
    draft: rx.Var[str]
    result: rx.Var[str]
    alt: rx.Var[str]


module("draw.js")
demo_studio = DemoStudio.create
compare = Compare.create
