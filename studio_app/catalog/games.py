"""Games and their categories: the motifs and the visual elements that their pictures share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from studio_app.catalog.tables import by_id
from studio_app.catalog.words import any_of, longest, plain


@dataclass(frozen=True, slots=True)
class GameCategory:
    """`keywords` are looked up, as whole words in lower case, in a game's name or an idea; `motifs` are icon names.

    `prompt` is what an image model is told. `hooks` are the ids of the hooks that suit the category, and `wordings`
    titles that are often seen in it, with places for {topic} and {number}.
    """

    id: str
    label: str
    keywords: tuple[str, ...]
    motifs: tuple[str, ...]
    prompt: str
    hooks: tuple[str, ...]
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Game:
    """`elements` names what the game's pictures show without any character, mark or logo; `palette` is hex colours."""

    id: str
    name: str
    category: str
    keywords: tuple[str, ...]
    elements: str
    motifs: tuple[str, ...]
    palette: tuple[str, ...] = ()


def _fixed(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}


GAME_CATEGORIES: dict[str, GameCategory] = by_id(
    "game_categories.toml", "category", lambda entry: GameCategory(**_fixed(entry))
)
GAMES: dict[str, Game] = by_id("games.toml", "game", lambda entry: Game(**_fixed(entry)))


_BY_NAME = {plain(game.name): game for game in GAMES.values()}
_GAME_BY_KEYWORD = {keyword: game for game in GAMES.values() for keyword in game.keywords}
_BY_KEYWORD: dict[str, GameCategory] = {
    **{keyword: category for category in GAME_CATEGORIES.values() for keyword in category.keywords},
    **{keyword: GAME_CATEGORIES[game.category] for keyword, game in _GAME_BY_KEYWORD.items()},
}


_KEYWORDS, _GAME_KEYWORDS = any_of(_BY_KEYWORD), any_of(_GAME_BY_KEYWORD)


def find_game(*texts: str) -> Game | None:
    """The game that the first of `texts` which names one is called by, or names with its longest keyword."""
    for text in map(plain, texts):
        if text in _BY_NAME:
            return _BY_NAME[text]
        if found := longest(_GAME_KEYWORDS, text):
            return _GAME_BY_KEYWORD[found]
    return None


def categorise(*texts: str) -> GameCategory:
    """The category of the longest keyword in the first of `texts` that has one; `general` when none does."""
    for text in map(plain, texts):
        if text in _BY_NAME:
            return GAME_CATEGORIES[_BY_NAME[text].category]
        if found := longest(_KEYWORDS, text):
            return _BY_KEYWORD[found]
    return GAME_CATEGORIES["general"]
