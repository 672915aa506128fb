"""Words of the landing page. Nothing here promises what does not exist yet."""

from __future__ import annotations

from typing import NamedTuple

HEADLINE = ("Go live looking", "like yourself.")
LEAD = (
    "Thumbnails, emotes, badges, overlays, panels and banners in your own colours and type. "
    "Spelled exactly, sized for every platform. Try it here, no account."
)
REASONS: tuple[tuple[str, str], ...] = (
    (
        "See it before it costs anything",
        "Every asset starts as a draft of the real layout. Change the words, the colours or the style while it is "
        "still a sketch.",
    ),
    (
        "Words are set, never painted",
        "The picture leaves room; your font fills it. No invented letters, in any script from Latin to Korean.",
    ),
    (
        "One kit, every format",
        "Your colours, fonts and logo are kept once and used everywhere, so a story and a banner look like the same "
        "channel.",
    ),
)
FORMATS_LEAD = (
    "Sizes, byte limits and safe zones come from each platform’s own rules and are kept by the studio, so that "
    "nothing important lands under a player button."
)


class Shown(NamedTuple):
    """A picture of the gallery with its ratio and what it shows."""

    src: str
    width: int
    height: int
    alt: str
    alpha: bool = False


def _wide(name: str, alt: str, alpha: bool = False) -> Shown:
    return Shown(f"/gallery/{name}.webp", 808, 454, alt, alpha)


IMPACT = _wide("impact", "Thumbnail reading: I beat Elden Ring with one hand")
STORY = Shown("/gallery/story.webp", 432, 768, "Story in the same colours and style")
OVERLAY = _wide("overlay", "Stream overlay with a webcam frame, in the same colours", alpha=True)
SYNTHWAVE = _wide("synthwave", "Synthwave thumbnail reading: Midnight Drift Championship")
DRAFT = _wide("draft_synthwave", "")
ROWS: tuple[tuple[Shown, ...], ...] = (
    (
        _wide("versus", "Thumbnail: day 1 against day 100, one rival on each side"),
        STORY._replace(alt="Story: We go live tonight"),
        _wide("list", "Thumbnail: a large 7, three settings and a promise"),
        SYNTHWAVE,
    ),
    (
        _wide("emotes", "Eight emotes and six badges that climb with the months", alpha=True),
        _wide("reaction", "Thumbnail with one very large dragon and words on labels"),
        _wide("schedule", "Schedule of a week, with days, times and shows"),
    ),
    (
        _wide("editorial", "Editorial thumbnail: Why we went back to space"),
        _wide("panels", "Six channel panels, each in another style", alpha=True),
        _wide("japanese", "Thumbnail with a Japanese title"),
        _wide("arabic", "Thumbnail with an Arabic title, set from right to left"),
    ),
    (
        _wide("banner", "Channel banner with the channel’s name"),
        _wide("soon", "Starting soon, as a full screen for a stream"),
        _wide("minimal", "Minimal thumbnail: one colour, one shape"),
        _wide("overlay", "Transparent overlay with a webcam frame", alpha=True),
    ),
)
QUESTIONS: tuple[tuple[str, str], ...] = (
    (
        "Does a failed asset count?",
        "No. An asset is reserved when you start it and given back if it fails or you cancel. You see the count "
        "before and after.",
    ),
    (
        "Who owns what I make?",
        "You do. Assets are yours to publish and to sell, on every plan, also after you leave.",
    ),
    (
        "Will it look like everyone else’s?",
        "It draws with your kit: your colours, your fonts, your logo. Two channels with the same title and "
        "different kits get different pictures.",
    ),
    (
        "Are the words always spelled right?",
        "Yes. Letters are set in a real font on top of the picture, so what you typed is what stands there, accents "
        "and all.",
    ),
    (
        "Can I change something afterwards?",
        "As often as you like, at no cost. Words, font, colours, logo and crop of every asset can be edited, and every "
        "earlier version brought back.",
    ),
    (
        "Will the platform take it?",
        "Each asset comes in every size its platforms ask for, under their byte limits, with a report that says so "
        "check by check.",
    ),
    (
        "Can I leave?",
        "At any time. There is no minimum term, your downloads stay yours, and nothing is kept for ransom.",
    ),
)
