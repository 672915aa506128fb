"""Plans of a week: how lines are taken apart and how they stand in a picture."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.imaging.colour import delta_e2000, from_hex
from studio_app.imaging.engine import plan
from studio_app.imaging.templates import week_words
from studio_app.imaging.templates.registry import TREATMENTS
from studio_app.imaging.templates.sheet import sheet
from studio_app.imaging.templates.timetable import DAYS, Entry, entries, entry
from tests.imaging.conftest import VIOLET, make
from tests.imaging.templates.streams import STYLES, WEEK, boxes, brief_of, extend, of_form


@pytest.fixture(autouse=True)
def more_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    extend(monkeypatch)


EXAMPLES = {
    "Mon 20:00 Ranked climb": Entry("Mon", "20:00", "Ranked climb"),
    "Monday: 8pm - Chill": Entry("Monday", "8pm", "Chill"),
    "Tue–Thu 7-9pm EST Elden Ring": Entry("Tue–Thu", "7-9pm EST", "Elden Ring"),
    "20:00 Mon Foo": Entry("Mon", "20:00", "Foo"),
    "Fr. 19h Cozy farm": Entry("Fr", "19h", "Cozy farm"),
    "Wed | 20:00 | Raid night": Entry("Wed", "20:00", "Raid night"),
    "Mon at 20:00 x": Entry("Mon", "20:00", "x"),
    "日 20:00 ポケモン": Entry("日", "20:00", "ポケモン"),
    "Mon-Fri 20:00–23:00 CET Ranked": Entry("Mon-Fri", "20:00–23:00 CET", "Ranked"),
    "Sun 3 games in a row": Entry("Sun", "", "3 games in a row"),
    "Mon - off": Entry("Mon", "", "off"),
    "Thu": Entry("Thu", "", ""),
    "21:00": Entry("", "21:00", ""),
    # Words that look like days or times.
    "So what happens": Entry("", "", "So what happens"),
    "Do not miss": Entry("", "", "Do not miss"),
    "So 20:00 Was": Entry("So", "20:00", "Was"),
    "2048 marathon": Entry("", "", "2048 marathon"),
    "Sat 24h stream": Entry("Sat", "", "24h stream"),
    "3.50 coffee": Entry("", "", "3.50 coffee"),
    "Monster hunt 20:00": Entry("", "", "Monster hunt 20:00"),
}


@pytest.mark.parametrize("text", EXAMPLES)
def test_a_line_of_a_plan_is_taken_apart(text: str) -> None:
    assert entry(text) == EXAMPLES[text]


@settings(max_examples=200, deadline=None)
@given(
    day=st.sampled_from(("Mon", "tuesday", "Wed.", "THU", "Freitag", "Sat & Sun", "Mon–Fri", "土曜", "Daily")),
    time=st.one_of(
        st.builds("{:02d}:{:02d}".format, st.integers(0, 23), st.integers(0, 59)),
        st.builds("{}{}".format, st.integers(1, 12), st.sampled_from(("am", "pm", " PM"))),
        st.builds("{}:30–{}:00 CET".format, st.integers(0, 23), st.integers(0, 23)),
    ),
    title=st.text(alphabet="abcdefghijk äöü漢字🔥'!?", max_size=40),
    joint=st.sampled_from((" ", ": ", " – ", " | ", ", ", "  ")),
    swapped=st.booleans(),
)
def test_day_time_and_title_come_back_as_written(day: str, time: str, title: str, joint: str, swapped: bool) -> None:
    first, second = (time, day) if swapped else (day, time)
    wanted = Entry(day.rstrip("."), time, " ".join(title.split()))
    assert entry(joint.join((first, second, title))) == wanted


tokens = st.sampled_from(
    ("Mon", "20:00", "at", "so", "8pm", "–", ":", "Sat", "raid", "3.50", "日", "24h", "Di.", "und", "|", "Arena", "x")
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(tokens, max_size=7).map(" ".join)))
def test_no_word_of_a_plan_is_lost(line: str) -> None:
    found = entry(line)
    wanted = Counter(c for c in line if c.isalnum())
    if found is None:
        assert not wanted
        return
    shown = Counter(c for part in (found.day, found.time, found.title) for c in part if c.isalnum())
    assert not shown - wanted
    lost = "".join(sorted((wanted - shown).elements())).casefold()
    assert lost in ("", "at", "mu") and (not lost or re.search(r"\b(at|um)\s", line, re.IGNORECASE))
    assert not found.title.startswith((" ", "-", ":", "|"))
    assert not found.day or any(word.strip(".").casefold() in DAYS for word in found.day.replace("–", " ").split())
    # What is a title already stays one.
    assert entry(found.title) is None or not (found.day == found.time == "") or entry(found.title) == found


def test_a_schedule_shows_at_most_seven_lines_and_says_so() -> None:
    many = tuple(f"Mon {hour}:00 Game {hour}" for hour in range(10, 20))
    layout = plan(brief_of("impact", "twitch_schedule", 1, many))
    assert len(boxes(layout, "slot_")) == 7
    assert "schedule_cut" in {w.code for w in layout.warnings}
    assert [e.title for e in entries(many, 7)] == [f"Game {hour}" for hour in range(10, 17)]
    assert "schedule_cut" not in {w.code for w in plan(brief_of("impact", "twitch_schedule", 1, WEEK)).warnings}


def test_without_lines_a_schedule_is_title_and_motif_and_invents_nothing() -> None:
    for asset_type in of_form("schedule"):
        for seed in range(4):
            layout = plan(brief_of("synthwave", asset_type, seed, (" ", ""), title="This week", tag="", subtitle=""))
            assert [run.role for run in layout.runs] == ["title"]
            assert boxes(layout, "hero") and not boxes(layout, "slot_")


@pytest.mark.parametrize("asset_type", of_form("schedule"))
@pytest.mark.parametrize("count", range(1, 8))
def test_lines_of_a_schedule_are_aligned_and_keep_their_order(asset_type: str, count: int) -> None:
    for seed in range(8):
        week = [f"{day} {hour}:00 Game {hour}" for day, hour in zip(("Mon", "Tue") * 4, range(11, 18), strict=False)]
        layout = plan(brief_of(STYLES[seed % len(STYLES)], asset_type, seed, tuple(week[:count])))
        rooms = boxes(layout, "slot_")
        assert len(rooms) == count
        for one, two in combinations(rooms, 2):
            assert not one.meets(two)
        times = [run for run in layout.runs if run.role.startswith("time_")]
        assert [run.text for run in times] == [f"{hour}:00" for hour in range(11, 11 + count)]
        assert len({round(run.size, 3) for run in times}) == 1
        inset = {round(run.frame.x - rooms[i].x, 1) for i, run in enumerate(times)}
        assert len(inset) == 1
        if len({room.x for room in rooms}) == 1:
            assert [room.y for room in rooms] == sorted(room.y for room in rooms)


def test_days_stand_on_chips_in_the_kits_colours() -> None:
    found = sheet(make("impact", "twitch_schedule", kit=VIOLET))
    finish = TREATMENTS["impact"].finish(found)
    grounds = [week_words.chip(found, finish, i)[0] for i in range(3)]
    for ground, hex_ in zip(grounds, VIOLET.colors, strict=True):
        assert delta_e2000(ground, from_hex(hex_)) < 12
    layout = plan(brief_of("impact", "twitch_schedule", 0, WEEK))
    assert len({run.background for run in layout.runs if run.role.startswith("day_")}) == 3


def test_a_line_without_time_is_just_words() -> None:
    layout = plan(brief_of("list", "twitch_schedule", 0, ("Mon 20:00 Ranked", "Off on Sunday")))
    assert layout.run("day_2") is None and layout.run("time_2") is None
    words = layout.run("item_2")
    assert words is not None and words.text == "Off on Sunday"
