"""The few letters that stand for a name or a rank."""

from __future__ import annotations

import unicodedata

from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.text import graphemes, uppercase

MOST_LETTERS = 3


def own_title(sheet: Sheet) -> str:
    """The title that somebody asked for, as edited, if any of it can be seen; never the asset type's own words."""
    edited = sheet.brief.edits.title.text
    title = sheet.said("title") if edited is not None or sheet.brief.title.strip() else ""
    return title if any(unicodedata.category(c)[0] in "LNPS" for c in title) else ""


def letters_of(sheet: Sheet) -> str:
    """The title if it is only a few letters, as a monogram or `VIP`; numbers say a rank instead."""
    title = own_title(sheet)
    few = 0 < len(graphemes(title)) <= MOST_LETTERS
    return uppercase(title) if few and not title.isnumeric() else ""


def monogram(sheet: Sheet) -> str:
    """One or two letters for the kit's name: of its first two words, or of two capitals in one word."""
    name = sheet.brief.kit.name.strip() or "S"
    words = name.split()
    first = graphemes(words[0])
    if len(words) > 1:
        return uppercase(first[0] + graphemes(words[1])[0])
    capitals = [c for c in first if c.isupper()]
    return uppercase(first[0] + capitals[1]) if len(capitals) == 2 and first[0] == capitals[0] else uppercase(first[0])
