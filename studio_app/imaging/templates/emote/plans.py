"""Which composition an emote gets: the words, the idea and the seed choose it."""

from __future__ import annotations

from dataclasses import replace

from studio_app.catalog.expressions import expression_of
from studio_app.imaging.layout import Layout
from studio_app.imaging.templates.emote.emblems import crest, medal, photo_medal, pop, ribboned, sticker
from studio_app.imaging.templates.emote.faces import bare_face, captioned, plated_face, titled
from studio_app.imaging.templates.emote.places import unit_of
from studio_app.imaging.templates.emote.wordings import Plan, arch, bubble, burst, roundel, slam, stamp
from studio_app.imaging.templates.sheet import Sheet
from studio_app.imaging.templates.small.assembly import Assembly, choice
from studio_app.imaging.templates.small.inks import Inks
from studio_app.imaging.templates.small.monograms import own_title
from studio_app.imaging.templates.treatment import Treatment
from studio_app.imaging.templates.word_warnings import SMALL
from studio_app.imaging.text import graphemes

LONGEST = 12
_SMALL_CAPS = 0.16


def plan_emote(sheet: Sheet, treatment: Treatment) -> Layout:
    work, brief, title = Assembly(sheet), sheet.brief, own_title(sheet)
    asked = expression_of(*brief.lines)
    # A heart is a heart; only a motif that is a face asks for one.
    face = sheet.motif if sheet.motif.startswith("face-") else ""
    mood = asked or expression_of(title, brief.tag, brief.subtitle, face)
    words = title if len(graphemes(title)) <= LONGEST and not (mood and all(_emoji_in(title))) else ""
    options = _options(words, mood, asked is not None, brief.photo is not None)
    # A set of faces keeps the mascot's colour.
    own = work.inks(treatment, choice(sheet) // len(options) if mood is None else 0)
    _readable(sheet, options, own, words)(work, own, words)
    if _caps(work) < _SMALL_CAPS:
        work.warnings.append(SMALL)
    return work.layout()


def _readable(sheet: Sheet, options: tuple[Plan, ...], own: Inks, words: str) -> Plan:
    """The seed's composition, or the next in which the words can still be read in a chat; else the one in which they
    are largest. Where a person moved or scaled them, she is asked nothing: they are tried as they were."""
    start = choice(sheet) % len(options)
    turned = options[start:] + options[:start]
    if not words:
        return turned[0]
    edits = sheet.brief.edits
    as_planned = replace(edits, title=replace(edits.title, scale=1.0, dx=0.0, dy=0.0))
    plain = replace(sheet, brief=replace(sheet.brief, edits=as_planned))
    sizes = []
    for plan in turned:
        tried = Assembly(plain)
        plan(tried, own, words)
        sizes.append(_caps(tried))
        if sizes[-1] >= _SMALL_CAPS:
            return plan
    return turned[sizes.index(max(sizes))]


def _caps(work: Assembly) -> float:
    """The lowest capitals, as a share of the emote's side."""
    return min((run.up for run in work.runs), default=unit_of(work.sheet)) / unit_of(work.sheet)


def _options(words: str, mood: str | None, asked: bool, photo: bool) -> tuple[Plan, ...]:
    if photo:
        return (crest, ribboned) if words else (sticker, photo_medal)
    if mood is None:
        return _TEXTS[_length(words)] if words else _ICONS
    return _with_face(mood, words, asked)


def _emoji_in(text: str) -> list[bool]:
    """Of every visible cluster whether it is a symbol in colour."""
    return [ord(cluster[0]) > 0x2190 and not cluster[0].isalnum() for cluster in graphemes("".join(text.split()))]


def _with_face(mood: str, words: str, asked: bool) -> tuple[Plan, ...]:
    """A face that was asked for is always shown; one that the words suggest in every other composition."""
    if not words:
        return bare_face(mood), plated_face(mood, "back"), plated_face(mood, "disc")
    faces = (captioned(mood), titled(mood))
    if asked:
        return faces
    return tuple(plan for i, text in enumerate(_TEXTS[_length(words)]) for plan in (faces[i % 2], text))


def _length(words: str) -> str:
    """A single letter or two want to be huge; a long word is too low to stand alone."""
    if any(_emoji_in(words)):
        return "emoji"
    longest = max(len(graphemes(part)) for part in words.split())
    return "long" if longest > 6 else "short" if longest > 2 else "shortest"


_TEXTS: dict[str, tuple[Plan, ...]] = {
    # An emoji takes no outline, so it needs a plate.
    "emoji": (burst, bubble),
    "shortest": (slam, burst, crest, bubble, stamp),
    "short": (slam, burst, arch, bubble, ribboned, stamp, roundel, crest),
    "long": (ribboned, arch, crest, burst, stamp),
}
_ICONS: tuple[Plan, ...] = (sticker, medal, pop)
