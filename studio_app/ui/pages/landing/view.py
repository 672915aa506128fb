"""The landing page: what it is in one line, then the thing itself to try."""

from __future__ import annotations

import reflex as rx

from studio_app.ui.components.artwork import picture
from studio_app.ui.components.icons import icon
from studio_app.ui.layout import public_shell
from studio_app.ui.pages.landing import content
from studio_app.ui.pages.landing.browser import compare
from studio_app.ui.pages.landing.demo import demo_section
from studio_app.ui.pages.landing.shelf import formats_section, plans_section


def page() -> rx.Component:
    return public_shell(
        _hero(),
        demo_section(),
        rx.el.div(_wipe(), formats_section(), _gallery(), plans_section(), _questions(), class_name="pg wide"),
    )


def _hero() -> rx.Component:
    first, second = content.HEADLINE
    return rx.el.section(
        rx.el.h1(first, rx.el.br(), second), rx.el.p(content.LEAD, class_name="lead"), class_name="pg wide he"
    )


def _wipe() -> rx.Component:
    reasons = [rx.el.div(rx.el.h3(head), rx.el.p(text), class_name="cl") for head, text in content.REASONS]
    return rx.el.section(
        rx.el.div(rx.el.h2("Drafted in blue, then inked."), *reasons),
        compare(draft=content.DRAFT.src, result=content.SYNTHWAVE.src, alt=content.SYNTHWAVE.alt),
        class_name="sec wp",
    )


def _gallery() -> rx.Component:
    rows = [rx.el.div(*[_shown(item) for item in row], class_name="gr") for row in content.ROWS]
    return rx.el.section(
        rx.el.h2("Made here, shown uncropped."), rx.el.div(*rows, class_name="gal"), class_name="sec", id="gallery"
    )


def _shown(item: content.Shown) -> rx.Component:
    return rx.el.span(
        picture(item.src, item.alt, item.width, item.height),
        class_name="board" if item.alpha else "",
        style={"--r": str(round(item.width / item.height, 4))},
    )


def _questions() -> rx.Component:
    entries = [
        rx.el.details(
            rx.el.summary(question, icon("plus", "m", "plus"), icon("minus", "m", "minus")),
            rx.el.p(answer),
            **({"open": True} if index == 0 else {}),
        )
        for index, (question, answer) in enumerate(content.QUESTIONS)
    ]
    return rx.el.section(rx.el.h2("Questions"), rx.el.div(*entries), class_name="sec fq", id="faq")
