"""The kit editor: palette, contrast, type, logo and tone beside a sample that follows every edit."""

from __future__ import annotations

import reflex as rx

from studio_app.catalog.styles import STYLES
from studio_app.ui import paths
from studio_app.ui.components.buttons import button, button_link
from studio_app.ui.components.choices import badge, note, segment
from studio_app.ui.components.fields import fault, field, text_area, text_input, typing
from studio_app.ui.components.icons import icon
from studio_app.ui.components.studio import leave_guard, live_picture, save_key, to_hash
from studio_app.ui.components.surfaces import skeleton
from studio_app.ui.layout import app_shell
from studio_app.ui.pages.brand_kits import cards
from studio_app.ui.pages.brand_kits.editor import SAMPLE_LIMIT, KitState
from studio_app.ui.pages.brand_kits.editor_parts import palette_section, tone_choice, type_section
from studio_app.ui.pages.brand_kits.extra_parts import (
    guideline_section,
    history_section,
    logo_section,
    voice_section,
)
from studio_app.ui.pages.brand_kits.extras_view import more_colours_section

_SECTIONS = (
    ("Name", "name"), ("Palette", "palette"), ("More colours", "more-colours"), ("Type", "type"), ("Logos", "logo"),
    ("Tone", "tone"), ("Voice", "voice"), ("Guidelines", "guidelines"), ("Versions", "versions"),
)  # fmt: skip


def page() -> rx.Component:
    return app_shell(
        rx.cond(KitState.kit_label != "", KitState.kit_label, "Kit"),
        rx.cond(KitState.missing, _missing(), rx.cond(KitState.kit_loaded, _editor(), _skeleton())),
        active=paths.BRAND_KITS,
        crumb=("Kits", paths.BRAND_KITS),
        overlays=(
            leave_guard(
                active=KitState.kit_loaded & (KitState.changed.length() > 0),
                sentence="This kit has edits that are not saved.",
                on_leave=KitState.discard,
            ),
            rx.cond(KitState.kit_loaded, save_key(on_save=KitState.save), rx.fragment()),
        ),
    )


def _editor() -> rx.Component:
    return rx.el.div(
        rx.el.nav(
            *[rx.el.a(text, href=f"#{anchor}") for text, anchor in _SECTIONS],
            class_name="toc", aria_label="Sections",
        ),
        rx.el.div(
            _conflict(), _name_section(), palette_section(), more_colours_section(), type_section(), logo_section(),
            _tone_section(), voice_section(), guideline_section(), history_section(),
            class_name="ed",
        ),
        _sample(),
        to_hash(),
        class_name="kw",
    )  # fmt: skip


def _conflict() -> rx.Component:
    return rx.cond(
        KitState.conflict != "",
        note(
            "This kit was changed in another tab. Take what was saved there, or put yours on top: the other stays "
            "among the versions.",
            tone="bad",
            action=rx.el.span(
                button("Put mine on top", size="sm", on_click=KitState.save_on_top),
                button("Take theirs", kind="line", size="sm", on_click=KitState.reload),
                class_name="row",
            ),
        ),
        rx.fragment(),
    )


def _name_section() -> rx.Component:
    error = _error("name")
    box = text_input("kit-name", error, key=f"name-{KitState.mount}", default_value=KitState.kit_label,
                     max_length=cards.NAME_LIMIT, **typing(KitState.rename), auto_complete="off")
    state = rx.cond(
        KitState.is_active,
        badge("In use", "acc", "check"),
        button("Use this kit", kind="line", on_click=KitState.activate),
    )
    return rx.el.section(
        rx.el.div(field("Name of the kit", box, "kit-name", error=error), state, class_name="name-row"), id="name"
    )


def _tone_section() -> rx.Component:
    error = _error("style_reference")
    count = rx.el.span(KitState.reference.length(), f" of {cards.REFERENCE_LIMIT}", class_name="num")
    area = text_area("kit-reference", error, key=f"reference-{KitState.mount}", default_value=KitState.reference,
                     max_length=cards.REFERENCE_LIMIT, rows="4", **typing(KitState.set_reference),
                     placeholder="Ink outlines, halftone, one light source from the left")
    return rx.el.section(
        rx.el.div(rx.el.h2("Tone"), class_name="shd"),
        tone_choice(KitState.tone, KitState.set_tone),
        rx.el.div(
            rx.el.label("Style reference", count, html_for="kit-reference", class_name="lab"),
            area,
            rx.el.p("Words that are added to every prompt of this kit.", class_name="msg"),
            fault(error, "kit-reference-error"),
            class_name="f mt-6",
        ),
        id="tone",
    )


def _error(name: str) -> rx.Var[str]:
    return rx.cond(KitState.errors.contains(name), KitState.errors[name], "")



def _sample() -> rx.Component:
    styles = [(style.id, style.label) for style in STYLES.values()]
    return rx.el.aside(
        rx.el.div(
            rx.el.div(rx.el.h2("Live sample", class_name="h3"),
                      segment("Style of the sample", styles, KitState.sample_style, KitState.set_sample_style),
                      class_name="row b flex-wrap"),
            live_picture(KitState.look, "thumbnail", 640, alt="Thumbnail drawn with this kit",
                         status="Follows every edit. Nothing is used from your plan."),
            rx.el.div(
                rx.el.div(
                    live_picture(KitState.look, "overlay", 480, alt="Overlay drawn with this kit", delay_ms=260),
                    live_picture(KitState.look, "banner", 480, alt="Channel banner drawn with this kit", delay_ms=300),
                ),
                rx.el.div(
                    live_picture(KitState.look, "story_graphic", 270, alt="Story drawn with this kit", delay_ms=220)
                ),
                class_name="duo",
            ),
            rx.el.div(
                rx.el.label("Words of the sample", html_for="sample-words", class_name="lab"),
                text_input("sample-words", default_value=KitState.sample, max_length=SAMPLE_LIMIT, auto_complete="off",
                           **typing(KitState.set_sample)),
                class_name="f",
            ),
            _save_bar(),
            class_name="st1",
        ),
        class_name="live", aria_label="Live sample",
    )  # fmt: skip


def _save_bar() -> rx.Component:
    dirty = KitState.changed.length() > 0
    return rx.el.div(
        rx.el.p(
            rx.el.span(
                "Version ",
                rx.cond(dirty, KitState.version + 1, KitState.version),
                rx.cond(dirty, ", not saved", ", saved"),
                class_name="ink med num",
            ),
            rx.cond(dirty, rx.el.span(KitState.changed.join(", "), class_name="cap what"), rx.fragment()),
            class_name="small grow", role="status",
        ),
        rx.cond(
            KitState.refused != "",
            rx.el.p(icon("circle_alert"), rx.el.span(KitState.refused), class_name="msg bad refused", role="alert"),
            rx.fragment(),
        ),
        button("Discard", kind="ghost", on_click=KitState.discard, disabled=~dirty),
        button("Save", kind="primary", on_click=KitState.save, disabled=~dirty),
        class_name="save",
    )  # fmt: skip



def _missing() -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.h2("There is no such kit."),
            rx.el.p("It was deleted, or it is somebody else’s. Your own kits are in the list.", class_name="mt-2"),
            button_link(icon("arrow_left"), "All kits", href=paths.BRAND_KITS, kind="primary", class_name="mt-5"),
            class_name="empty-kit",
        ),
        class_name="page",
    )


def _skeleton() -> rx.Component:
    return rx.el.div(
        rx.el.span(class_name="toc"),
        rx.el.div(skeleton("40%", "36px"), skeleton(height="168px", class_name="mt-10"),
                  skeleton(height="240px", class_name="mt-8"), class_name="ed"),
        rx.el.div(rx.el.span(class_name="sk", style={"aspectRatio": "16/9"}), class_name="live"),
        class_name="kw", aria_hidden="true",
    )  # fmt: skip
