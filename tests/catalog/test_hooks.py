"""Hook strategies: complete entries, titles that can be worded, variations that differ in idea."""

from __future__ import annotations

import string
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.catalog.hooks import HOOKS, Hook, LayoutFamily, choose_hooks
from studio_app.catalog.ladders import LADDERS, Ladder
from studio_app.catalog.styles import STYLES
from studio_app.imaging import icons

FAMILIES = {hook.family for hook in HOOKS.values()}
names = st.lists(st.sampled_from(list(HOOKS)), max_size=5, unique=True)


def test_every_strategy_is_there() -> None:
    assert {
        "question", "before_after", "reaction", "number", "stakes", "curiosity", "challenge", "versus", "tutorial",
        "live",
    } <= set(HOOKS)
    assert set(get_args(LayoutFamily)) == FAMILIES <= set(STYLES)


@pytest.mark.parametrize("hook", HOOKS.values(), ids=lambda h: h.id)
def test_a_hook_says_all_it_must(hook: Hook) -> None:
    assert hook.summary.endswith(".") and hook.prompt.endswith(".") and hook.prompt.count(".") == 1
    assert not set("{}<>$") & set(hook.prompt)
    assert len(hook.wordings) >= 3
    for pattern in hook.wordings:
        placeholders = {name for _, name, _, _ in string.Formatter().parse(pattern) if name}
        assert "topic" in placeholders and placeholders <= {"topic", "number"}


any_hook, seeds = st.sampled_from(list(HOOKS.values())), st.integers(0, 10**9)


@given(any_hook, st.text(min_size=1, max_size=40) | st.sampled_from(["{number}", "{topic}"]), seeds, st.integers(2, 99))
def test_a_wording_holds_its_topic_as_it_is(hook: Hook, topic: str, seed: int, number: int) -> None:
    title = hook.wording(topic, seed, number)
    assert topic in title and title == hook.wording(topic, seed, number)
    assert "{number}" not in title.replace(topic, "")


@given(names, st.integers(1, 20), st.integers(0, 10**9))
def test_variations_differ_in_idea(preferred: list[str], count: int, seed: int) -> None:
    chosen = choose_hooks(preferred, count, seed)
    assert len(chosen) == count and chosen == choose_hooks(preferred, count, seed)
    if preferred:
        assert chosen[0].id == preferred[seed % len(preferred)]
    assert len(set(chosen)) == min(count, len(HOOKS))
    assert len({hook.family for hook in chosen}) == min(count, len(FAMILIES))


@pytest.mark.parametrize("ladder", LADDERS.values(), ids=lambda ladder: ladder.id)
def test_a_ladder_rises_from_the_humblest_to_the_proudest(ladder: Ladder) -> None:
    count = len(ladder.steps)
    assert list(ladder.steps) == sorted(set(ladder.steps))
    motifs = [ladder.motif(index) for index in range(count)]
    assert motifs[0] == ladder.ranks[0] and motifs[-1] == ladder.ranks[-1]
    assert [m for m in ladder.ranks if m in motifs] == list(dict.fromkeys(motifs))
    assert set(motifs) <= set(icons.names())
    labels = [ladder.step_label(index) for index in range(count)]
    assert len(set(labels)) == count


def test_the_steps_are_called_as_people_call_them() -> None:
    months, bits = LADDERS["months"], LADDERS["bits"]
    assert (len(months.steps), len(bits.steps)) == (14, 28)
    assert [months.step_label(i) for i in (0, 1, 5, 6, 7)] == ["1 month", "2 months", "1 year", "18 months", "2 years"]
    assert [bits.step_label(i) for i in (0, 1, 2, 18, 27)] == ["1", "100", "1K", "1.25M", "5M"]
