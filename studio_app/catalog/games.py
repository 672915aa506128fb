"""Game categories: the motif and the visual elements that a game's pictures share."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GameCategory:
    """`keywords` are looked up, as whole words in lower case, in a game's name or an idea; `motifs` are icon names."""

    id: str
    keywords: tuple[str, ...]
    motifs: tuple[str, ...]
    prompt: str


GAME_CATEGORIES: dict[str, GameCategory] = {
    c.id: c
    for c in (
        GameCategory(
            "shooter",
            ("valorant", "counter-strike", "cs2", "apex", "call of duty", "warzone", "overwatch", "fortnite",
             "halo", "doom", "battlefield", "fps", "shooter", "sniper", "aim", "headshot"),
            ("crosshair", "gun", "explosion"),
            "tactical light, angular shards, muzzle-flash glow",
        ),
        GameCategory(
            "souls",
            ("elden ring", "dark souls", "bloodborne", "sekiro", "lies of p", "boss", "souls", "skull", "death"),
            ("crowned-skull", "broadsword", "skull"),
            "gothic ruins, embers in the air, a towering foe in silhouette",
        ),
        GameCategory(
            "fantasy",
            ("skyrim", "witcher", "baldur", "zelda", "world of warcraft", "diablo", "final fantasy", "dragon",
             "monster hunter", "rpg", "fantasy", "quest", "magic", "wizard", "sword", "katana", "samurai"),
            ("dragon", "wizard", "sword"),
            "epic fantasy light, banners, sparks of magic",
        ),
        GameCategory(
            "racing",
            ("forza", "gran turismo", "mario kart", "rocket league", "need for speed", "f1", "racing", "drift",
             "race", "car", "speedrun", "speed"),
            ("race-car", "flag", "stopwatch"),
            "motion streaks, wet tarmac reflections, headlights",
        ),
        GameCategory(
            "horror",
            ("resident evil", "phasmophobia", "dead by daylight", "outlast", "silent hill", "horror", "scary",
             "ghost", "haunted", "zombie"),
            ("ghost", "spooky-house", "eye"),
            "deep shadow, cold fog, a single sickly light source",
        ),
        GameCategory(
            "sports",
            ("fifa", "ea fc", "nba", "madden", "football", "soccer", "basketball", "sports", "league", "cup"),
            ("trophy", "soccer-ball", "basketball"),
            "stadium floodlights, confetti, dynamic stripes",
        ),
        GameCategory(
            "cozy",
            ("stardew", "animal crossing", "sims", "farm", "cozy", "garden", "cooking", "cat", "tea", "chill"),
            ("sprout", "coffee", "cat"),
            "soft morning light, rounded shapes, plants and warm wood",
        ),
        GameCategory(
            "building",
            ("minecraft", "terraria", "roblox", "factorio", "satisfactory", "city", "build", "sandbox", "100 days"),
            ("pickaxe", "cube", "castle"),
            "blocky landscape, big sky, a proud construction",
        ),
        GameCategory(
            "strategy",
            ("league of legends", "dota", "starcraft", "age of empires", "civilization", "chess", "strategy",
             "ranked", "challenger", "rank"),
            ("crown", "chess-queen", "shield"),
            "a glowing battlefield map, banners, a crown of light",
        ),
        GameCategory(
            "space",
            ("no man's sky", "starfield", "mass effect", "star citizen", "among us", "space", "moon", "mars",
             "rocket", "alien"),
            ("rocket", "planet", "astronaut"),
            "planets, nebula colours, rim light from a star",
        ),
        GameCategory(
            "talk",
            ("just chatting", "podcast", "interview", "q&a", "reaction", "react", "talk", "story", "ep."),
            ("microphone", "chat", "headphones"),
            "studio backdrop, soft key light, a microphone in frame",
        ),
        GameCategory(
            "music",
            ("music", "dj", "guitar", "piano", "song", "beat saber", "rhythm", "dance"),
            ("music", "guitar", "vinyl"),
            "concert haze, spotlights, sound waves",
        ),
        GameCategory(
            "money",
            ("$", "€", "money", "cash", "gold", "win", "giveaway", "prize", "million"),
            ("gem", "coins", "trophy"),
            "glittering light, stacks of gold, confetti",
        ),
        GameCategory(
            "general",
            (),
            ("gamepad", "lightning", "fire", "star"),
            "dynamic light, abstract energy, game-controller shapes",
        ),
    )
}


_BY_KEYWORD = {keyword: category for category in GAME_CATEGORIES.values() for keyword in category.keywords}
# Whole words only, the longest keyword first: "League of Legends" is not a league, "location" holds no cat.
_KEYWORDS = re.compile(
    r"(?<!\w)(?:" + "|".join(re.escape(word) for word in sorted(_BY_KEYWORD, key=len, reverse=True)) + r")(?!\w)"
)


def categorise(*texts: str) -> GameCategory:
    """The category of the longest keyword in the first of `texts` that has one; `general` when none does."""
    for text in texts:
        found = _KEYWORDS.findall(text.lower())
        if found:
            return _BY_KEYWORD[max(found, key=len)]
    return GAME_CATEGORIES["general"]
