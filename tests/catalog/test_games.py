"""Games, categories and the looking up of both in what people write."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_app.catalog.games import GAME_CATEGORIES, GAMES, Game, GameCategory, categorise, find_game
from studio_app.catalog.hooks import HOOKS
from studio_app.catalog.words import any_of, longest, plain
from studio_app.imaging import icons

each_game = pytest.mark.parametrize("game", GAMES.values(), ids=lambda g: g.id)
each_category = pytest.mark.parametrize("category", GAME_CATEGORIES.values(), ids=lambda c: c.id)


def fields(pattern: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(pattern) if name}


def test_there_are_many_games_and_no_keyword_means_two() -> None:
    assert len(GAMES) >= 40
    keywords = [keyword for game in GAMES.values() for keyword in game.keywords]
    assert len(keywords) == len(set(keywords))
    names = [plain(game.name) for game in GAMES.values()]
    assert len(names) == len(set(names))
    assert {game.category for game in GAMES.values()} <= set(GAME_CATEGORIES)


@each_game
def test_a_game_is_found_by_its_name_and_by_every_keyword(game: Game) -> None:
    category = GAME_CATEGORIES[game.category]
    for text in (game.name, game.name.upper(), *game.keywords, *(f"tonight: {word}!" for word in game.keywords)):
        assert find_game(text) is game, text
        assert categorise(text) is category, text


@each_game
def test_a_game_is_described_without_its_name(game: Game) -> None:
    assert 40 <= len(game.elements) <= 240 and not game.elements.endswith(".")
    said = plain(game.elements)
    assert plain(game.name) not in said
    assert not any(re.search(rf"\b{re.escape(word)}\b", said) for word in game.keywords)
    assert len(set(game.motifs)) == len(game.motifs) >= 2 and set(game.motifs) <= set(icons.names())
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in game.palette) and len(game.palette) <= 5


@each_category
def test_a_category_has_all_that_a_prompt_and_a_title_need(category: GameCategory) -> None:
    assert len(category.motifs) >= 3 and set(category.motifs) <= set(icons.names())
    assert len(set(category.hooks)) == len(category.hooks) >= 3 and set(category.hooks) <= set(HOOKS)
    assert len(category.wordings) >= 3
    assert all(fields(wording) <= {"topic", "number"} for wording in category.wordings)
    assert all(keyword == plain(keyword) for keyword in category.keywords)
    assert category.label and category.prompt


@pytest.mark.parametrize(
    ("texts", "category", "game"),
    [
        (("ELDEN RING", "", ""), "souls", "elden_ring"),
        (("", "a cozy farm", ""), "cozy", None),
        (("", "", ""), "general", None),
        (("League of Legends",), "strategy", "league_of_legends"),
        (("Baldur’s Gate 3 with friends",), "fantasy", "baldurs_gate"),
        (("$500 on the line",), "money", None),
        (("my location",), "general", None),
        (("Rust",), "survival", "rust"),
        (("removing rust from a sword",), "fantasy", None),
        (("I beat Elden Ring with one hand",), "souls", "elden_ring"),
        (("Q&A, ep.42",), "talk", None),
        (("", "chill stream", "Minecraft"), "cozy", "minecraft"),
    ],
)
def test_known_words_are_recognised(texts: tuple[str, ...], category: str, game: str | None) -> None:
    assert categorise(*texts).id == category
    found = find_game(*texts)
    assert (found.id if found else None) == game


@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_words_belong_to_one_category(words: list[str]) -> None:
    category = categorise(*words)
    assert category.motifs and GAME_CATEGORIES[category.id] is category
    found = find_game(*words)
    assert found is None or GAMES[found.id] is found
    ascii_words = [word for word in words if word.isascii()]
    assert categorise(*map(str.upper, ascii_words)) is categorise(*map(str.lower, ascii_words))


keywords = st.sampled_from([(word, game) for game in GAMES.values() for word in game.keywords])
padding = st.text(alphabet=" .,!?-:;()[]", max_size=8)


@given(padding, keywords, padding, st.lists(st.sampled_from(["zzz", "qqq", ""]), max_size=3))
def test_a_keyword_is_found_among_marks_and_after_texts_that_say_nothing(
    before: str, found: tuple[str, Game], after: str, silent: list[str]
) -> None:
    word, game = found
    assert find_game(*silent, before + word.upper() + after) is game
    assert find_game(f"{before}x{word}x{after}") is not game or not word[0].isalnum()


short = st.text("ab", min_size=1, max_size=3)


@given(st.lists(short, min_size=2, max_size=6, unique=True), st.lists(short, max_size=8))
def test_the_longest_whole_word_wins(words: list[str], said: list[str]) -> None:
    standing = [word for word in said if word in words]
    found = longest(any_of(words), " ".join(said))
    assert found == max(standing, key=len, default=None)
