"""A job's parts that live in the browser: the draft under the wipe, the finished picture and its download."""

from __future__ import annotations

import reflex as rx

from studio_app.ui.components.browser import module


class InkBox(rx.Component):
    """The draft of `job`, inked from the left in step with its progress; at the end the stored picture itself."""

    library = module("ink_box.jsx")
    tag = "InkBox"
    job: rx.Var[dict]
    fonts: rx.Var[dict]
    inks: rx.Var[bool]


ink_box = InkBox.create
