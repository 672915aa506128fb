"""What a person is told of her words: letters no font has, fonts that lack some, titles that came out small."""

from __future__ import annotations

from studio_app.imaging.fonts import missing
from studio_app.imaging.layout import TextRun, Warning
from studio_app.imaging.templates.sheet import Sheet

SMALL = Warning("text_small", "The title is long, so its letters are small on a phone. A shorter title reads better.")

# Cap height in design pixels below which the title is hard to read where the platform shows it small.
LEAST_CAPS = {"thumbnail": 58.0, "clip_cover": 46.0, "banner": 30.0, "story": 36.0, "scene": 36.0, "post": 36.0}


def lacking(texts: list[tuple[str, str]]) -> list[Warning]:
    """A warning naming the characters that no font has; `texts` are (text, face)."""
    found = list(dict.fromkeys(c for text, face in texts for c in missing(text, face)))
    if not found:
        return []
    shown = " ".join(found[:8])
    return [Warning("missing_glyphs", f"No font we have can write {shown}. Use other characters.")]


def warnings_of(sheet: Sheet, runs: list[TextRun]) -> list[Warning]:
    warnings = lacking([(run.text, run.face) for run in runs])
    return warnings + small_title(sheet, runs) + replaced_fonts(sheet, runs)


def replaced_fonts(sheet: Sheet, runs: list[TextRun]) -> list[Warning]:
    """Warnings that a wanted family lacks letters of the words it was to set."""
    pairs = {(sheet.wanted_family(run.role), run.family) for run in runs}
    return [
        Warning("font_replaced", f"{wanted} lacks some of these letters, so they are set in {found}.")
        for wanted, found in sorted(pairs)
        if wanted != found
    ]


def small_title(sheet: Sheet, runs: list[TextRun]) -> list[Warning]:
    """The warning that the title came out small, if it did."""
    title = next((run for run in runs if run.role == "title"), None)
    if title and title.up < LEAST_CAPS.get(sheet.form, 0.0) * sheet.unit:
        return [SMALL]
    return []
