"""The create page's shelves: which types stand under which platform, the hooks and the games."""

from __future__ import annotations

from typing import Any, TypedDict

from studio_app.catalog.games import GAME_CATEGORIES, GAMES
from studio_app.catalog.hooks import HOOKS
from studio_app.catalog.platforms import PLATFORMS
from studio_app.ui.components.formats import FORMATS, GROUPS, POPULAR
from studio_app.ui.components.icons import ICONS, MARKS

_EXTENSIONS = ("seventv", "bttv", "ffz")
_ORDER = ("twitch", "youtube", "tiktok", "instagram", "x", "kick", "discord")


class Shelf(TypedDict):
    """`sign` is the path of its mark, filled or (`line`) drawn; `types` are ids in the order of the groups."""

    id: str
    label: str
    sign: str
    line: bool
    types: list[str]


def _by_group(formats: list[dict[str, Any]], own: tuple[str, ...] = ()) -> list[str]:
    """Group by group; within one, what is made for the platforms `own` before what is made for others as well."""
    groups = [*GROUPS]
    ranked = sorted(formats, key=lambda each: (groups.index(each["group"]), each["platforms"][0] not in own))
    return [each["id"] for each in ranked]


def _platform_shelf(ident: str) -> Shelf:
    own = [each for each in FORMATS if ident in each["platforms"]]
    return Shelf(id=ident, label=PLATFORMS[ident].label, sign=MARKS[ident], line=False, types=_by_group(own, (ident,)))


def _popular() -> Shelf:
    chosen = sorted((each for each in FORMATS if each["id"] in POPULAR), key=lambda each: POPULAR.index(each["id"]))
    return Shelf(id="popular", label="Popular", sign=ICONS["star"], line=True, types=_by_group(chosen))


def _extensions() -> Shelf:
    own = [each for each in FORMATS if set(_EXTENSIONS) & {*each["platforms"]}]
    return Shelf(
        id="extensions", label="Emote extensions", sign=ICONS["puzzle"], line=True, types=_by_group(own, _EXTENSIONS)
    )


SHELVES: list[Shelf] = [_popular(), *(_platform_shelf(ident) for ident in _ORDER), _extensions()]

HOOK_CHOICES: list[dict[str, Any]] = [
    {"id": hook.id, "label": hook.label, "summary": hook.summary, "style": hook.family, "wordings": [*hook.wordings]}
    for hook in HOOKS.values()
]
# Names to choose from, and the hooks that suit each; any other name can be typed.
GAME_CHOICES: list[dict[str, Any]] = [
    {"name": game.name, "kind": GAME_CATEGORIES[game.category].label, "hooks": [*GAME_CATEGORIES[game.category].hooks]}
    for game in sorted(GAMES.values(), key=lambda game: game.name.casefold())
]
