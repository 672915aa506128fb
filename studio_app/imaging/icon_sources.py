"""Which open icon each of our motif names is drawn with, as `collection:name` of the Iconify sets."""

from __future__ import annotations

_GAME = {
    "gun": "ray-gun", "explosion": "bright-explosion", "crowned-skull": "crowned-skull",
    "broadsword": "broadsword", "skull": "skull-crossed-bones", "dragon": "spiked-dragon-head", "wizard": "wizard-face",
    "sword": "katana", "race-car": "f1-car", "flag": "checkered-flag", "stopwatch": "stopwatch", "ghost": "ghost",
    "spooky-house": "spooky-house", "eye": "beast-eye", "trophy": "trophy", "soccer-ball": "soccer-ball",
    "basketball": "basketball-ball", "sprout": "sprout", "coffee": "coffee-cup", "cat": "cat",
    "pickaxe": "war-pick", "cube": "cube", "crown": "crown", "chess-queen": "chess-queen",
    "shield": "bordered-shield", "rocket": "rocket", "planet": "ringed-planet", "astronaut": "astronaut-helmet",
    "microphone": "microphone", "chat": "chat-bubble", "headphones": "headphones", "music": "musical-notes",
    "guitar": "guitar", "vinyl": "compact-disc", "gem": "gems", "coins": "two-coins", "gamepad": "gamepad",
    "fire": "fire", "star": "round-star",
}
_PHOSPHOR = {
    "crosshair": "crosshair-bold", "castle": "castle-turret-fill", "lightning": "lightning-fill",
    "ui-star": "star-fill", "ui-trophy": "trophy-fill", "ui-user-plus": "user-plus-fill", "ui-heart": "heart-fill",
}
ICON_SOURCES: dict[str, str] = {
    **{motif: f"game-icons:{name}" for motif, name in _GAME.items()},
    **{motif: f"ph:{name}" for motif, name in _PHOSPHOR.items()},
}
