"""Words on panels, cells and plates: where they stand, that they can be read, and what is made of events."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.core.text import clean_line
from studio_app.imaging.brief import Brief
from studio_app.imaging.colour import WHITE, apca_lc, delta_e2000, from_hex, wcag
from studio_app.imaging.engine import draw, plan
from studio_app.imaging.layout import Area, Layout
from studio_app.imaging.templates.events import ICONS, USUAL, Event, event, icon
from studio_app.imaging.templates.labels import _share
from studio_app.imaging.templates.sheet import sheet
from studio_app.imaging.templates.typeset import chip_of, legible, loud, measured, reads
from tests.imaging.conftest import KITS, TITLES, make
from tests.imaging.templates.streams import (
    EVENTS,
    EXTRA,
    STYLES,
    TYPES,
    WEEK,
    boxes,
    brief_of,
    extend,
    form_of,
    items_for,
    spread,
)


@pytest.fixture(autouse=True)
def more_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    extend(monkeypatch)


@pytest.mark.parametrize("count", [0, 1, 4, 7])
def test_words_logo_and_motif_keep_out_of_each_others_way(count: int) -> None:
    for asset_type, style, seed in spread(2):
        asset = EXTRA.get(asset_type) or ASSET_TYPES[asset_type]
        layout = plan(brief_of(style, asset_type, seed, items_for(asset_type, count)))
        safe = Area(asset.safe.x, asset.safe.y, asset.safe.width, asset.safe.height)
        covered = [Area(zone.box.x, zone.box.y, zone.box.width, zone.box.height) for zone in asset.covered]
        logo, heroes = layout.box("logo"), boxes(layout, "hero")
        assert logo is not None and layout.run("title") is not None
        for box in (logo, *(run.box for run in layout.runs)):
            assert safe.holds(box, 1), (asset_type, style, seed, box)
            assert not any(zone.meets(box) for zone in covered), (asset_type, style, seed, box)
        for run in layout.runs:
            assert not any(run.box.meets(other) for other in (logo, *heroes)), (asset_type, style, seed, run.role)
        assert not any(logo.meets(hero) for hero in heroes), (asset_type, style, seed)
        for one, two in combinations(layout.runs, 2):
            assert not (one.plate or one.frame).meets(two.plate or two.frame), (asset_type, style, one.role, two.role)


def homes(layout: Layout, role: str, form: str) -> list[Area]:
    """The panels of which one must hold a run."""
    number = role.rpartition("_")[2]
    if form in ("overlay", "label") and number.isdigit():
        return [box for box in [layout.box(f"cell_{number}")] if box]
    if form == "schedule" and number.isdigit():
        return [box for box in [layout.box(f"slot_{number}")] if box]
    if form in ("overlay", "label", "webcam", "chat", "alert", "stinger"):
        return [box for box in [layout.box("plate")] if box]
    return []


titles = st.one_of(
    st.sampled_from(TITLES), st.text(max_size=120),
    st.text(alphabet="אבגדהוزحطيكلمن ", min_size=1, max_size=60),
    st.text(alphabet="漢字かなカナ火曜日、。", min_size=1, max_size=60),
    st.text(alphabet="WMÅÄ🔥👩‍🚀é", min_size=1, max_size=120),
)
lines = st.lists(st.one_of(st.sampled_from((*WEEK, *EVENTS)), st.text(max_size=100)), max_size=9)
# As every brief comes: without control characters, which end a line where they stand.
titles = titles.map(lambda text: clean_line(text, 120))
lines = lines.map(lambda found: [clean_line(line, 100) for line in found])


@settings(max_examples=160, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    asset_type=st.sampled_from(TYPES), style=st.sampled_from(STYLES), seed=st.integers(0, 10_000), title=titles,
    subtitle=titles, tag=titles, items=lines, kit=st.sampled_from(KITS),
)
def test_no_words_ever_leave_their_panel(
    asset_type: str, style: str, seed: int, title: str, subtitle: str, tag: str, items: list[str], kit: object
) -> None:
    brief = Brief(
        asset_type, style, title, kit, "souls", "crowned-skull", seed, tag, subtitle, tuple(items)  # type: ignore[arg-type]
    )
    layout, form = plan(brief), form_of(asset_type)
    canvas = Area(0, 0, layout.width, layout.height)
    for run in layout.runs:
        assert canvas.holds(run.box), (run.role, run.box)
        if form != "schedule" or layout.box("slot_1"):
            for home in homes(layout, run.role, form):
                assert home.holds(run.box), (form, run.role, run.box, home)
        assert run.lines and run.size > 0
        assert " ".join(run.text.split()) == run.text


@pytest.mark.parametrize("kit", KITS, ids=lambda kit: kit.name)
def test_words_on_panels_can_be_read(kit: object) -> None:
    for asset_type, style, seed in spread(1):
        items = items_for(asset_type, 4)
        layout = plan(replace(brief_of(style, asset_type, seed, items), kit=kit))  # type: ignore[arg-type]
        on_art = form_of(asset_type) in ("end_screen", "schedule")
        for run in layout.runs:
            colour, ground = from_hex(run.color), from_hex(run.background)
            assert run.contrast == pytest.approx(wcag(colour, ground), abs=0.01)
            assert wcag(colour, ground) >= 4.5, (asset_type, style, run.role, run.color, run.background)
            # The head of a full picture is set in the style's own colours.
            if not on_art or run.role not in ("title", "tag", "subtitle"):
                assert abs(apca_lc(colour, ground)) >= 59.5, (asset_type, style, run.role, run.color, run.background)


@pytest.mark.parametrize("asset_type", TYPES)
def test_exact_colours_are_where_the_layout_says(asset_type: str) -> None:
    for i, kit in enumerate(KITS):
        style = STYLES[(i + TYPES.index(asset_type)) % len(STYLES)]
        brief = replace(brief_of(style, asset_type, i + 1, items_for(asset_type, 3)), kit=kit)
        width = (EXTRA.get(asset_type) or ASSET_TYPES[asset_type]).width // 2
        image, layout = draw(brief, width if width > 400 else None)
        assert {hex_ for hex_, _, _ in layout.exact_colors} >= set(kit.colors)
        pixels, scale = image.convert("RGB"), image.width / layout.width
        for hex_, x, y in layout.exact_colors:
            r, g, b = pixels.getpixel((int(x * scale), int(y * scale)))  # type: ignore[misc]
            assert delta_e2000((r / 255, g / 255, b / 255), from_hex(hex_)) < 3, (style, hex_, x, y)


def test_words_take_no_more_lines_than_they_are_given() -> None:
    found = sheet(make("impact", "overlay"))
    for lines in (1, 2, 3):
        block = measured(TITLES[-1], loud(found, "title", WHITE, WHITE), Area(0, 0, 90, 200), 80, lines)
        assert len(block.lines) == lines and block.width <= 90.01 and block.height <= 200


def test_what_stands_under_a_title_from_right_to_left_is_aligned_with_it() -> None:
    for asset_type in ("twitch_alert", "twitch_webcam_frame", "youtube_end_screen"):
        layout = plan(brief_of("list", asset_type, 0, title=TITLES[2], subtitle="Latin words"))
        title, below = layout.run("title"), layout.run("subtitle")
        assert title is not None and below is not None
        assert below.align == "right" and abs(below.frame.right - title.frame.right) < 40


# Events.


def test_events_are_taken_apart_and_have_icons() -> None:
    assert event("Latest follower: dex_77") == Event("Latest follower", "dex_77")
    assert event("Song – Artist: Live") == Event("Song", "Artist: Live")
    assert event("20:00 start") == Event("", "20:00 start")
    assert event("just words") == Event("", "just words")
    assert event("  ") is None
    assert icon(Event("Latest follower", "x"), 0) == "ui-user-plus"
    assert icon(Event("New sub", "x"), 0) == "ui-star"
    assert icon(Event("Multiplayer", "x"), 1) == USUAL[1]
    assert len({sign for sign, _ in ICONS}) == len(ICONS)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_no_word_of_an_event_is_lost(text: str) -> None:
    found = event(text)
    kept = "".join(c for c in text if c.isalnum())
    if found is None:
        assert not kept and not text.split()
        return
    assert found.value
    assert "".join(c for c in found.name + found.value if c.isalnum()) == kept


# Colours of words on panels.

colours = st.tuples(*[st.floats(0, 1, width=16)] * 3)


@settings(max_examples=150, deadline=None)
@given(colours)
def test_a_chip_is_always_readable_and_near_its_colour(colour: tuple[float, float, float]) -> None:
    ground, text = chip_of(colour, from_hex("#10121a"))
    assert reads(text, ground)
    if reads(from_hex("#10121a"), colour) or reads(WHITE, colour):
        assert ground == colour


@settings(max_examples=150, deadline=None)
@given(colours, colours)
def test_legible_words_reach_the_contrast_that_is_possible(
    colour: tuple[float, float, float], ground: tuple[float, float, float]
) -> None:
    found = legible(colour, ground)
    assert wcag(found, ground) >= 4.5
    if reads(colour, ground):
        assert found == colour


@given(st.lists(st.floats(1, 900), min_size=1, max_size=4), st.floats(50, 1280), st.floats(1, 400))
def test_cells_share_their_room_and_none_starves(widths: list[float], room: float, least: float) -> None:
    shared = _share(widths, room, least)
    assert sum(shared) == pytest.approx(room) and len(shared) == len(widths)
    floor = min(least, room / len(widths))
    assert all(wide >= floor * 0.999 for wide in shared)
    for (one, own), (two, other) in combinations(zip(widths, shared, strict=True), 2):
        assert one == two or (one < two) == (own < other) or own == pytest.approx(other)


def test_a_short_line_beside_long_ones_has_its_place() -> None:
    items = ("Mon 20:00 Ranked climb",) * 3 + ("0",)
    layout = plan(Brief(
        "try_label_1280", "impact", "I beat Elden Ring with one hand", KITS[0], "souls", "crowned-skull", 0,
        "I beat Elden Ring with one hand", "I beat Elden Ring with one hand", items,
    ))
    run, cell = layout.run("item_4"), layout.box("cell_4")
    assert run is not None and cell is not None and cell.holds(run.box) and run.size > 10
