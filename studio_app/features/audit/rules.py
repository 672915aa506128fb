"""The chain of the audit log; pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from studio_app.core.secrets import sha256_hex

FIRST: Final = "0" * 64
_BROWSERS: Final = (
    ("Edge", "Edg/"), ("Opera", "OPR/"), ("Samsung Internet", "SamsungBrowser/"), ("Firefox", "Firefox/"),
    ("Firefox", "FxiOS/"), ("Chrome", "CriOS/"), ("Chrome", "Chrome/"), ("Safari", "Safari/"),
)
_SYSTEMS: Final = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac", "Mac OS X"),
    ("ChromeOS", "CrOS"), ("Linux", "Linux"),
)
_PROGRAMS: Final = (
    ("curl", "curl/"), ("Android app", "okhttp"), ("Apple app", "CFNetwork"), ("Python", "python"), ("Node", "node"),
    ("Postman", "PostmanRuntime"), ("Go", "Go-http-client"), ("Flutter app", "Dart/"),
)


def chained(previous_hash: str, facts: Mapping[str, Any]) -> str:
    """The hash of an entry: over the one before it and everything that it says. `facts` are plain JSON values."""
    said = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return sha256_hex(f"{previous_hash}\n{said}")


def device_of(user_agent: str) -> str:
    """A device in words a person knows: "Firefox on Windows". Only ever words of ours: the header can say anything."""
    browser = next((name for name, mark in _BROWSERS if mark in user_agent), "")
    system = next((name for name, mark in _SYSTEMS if mark in user_agent), "")
    if browser and system:
        return f"{browser} on {system}"
    if browser or system:
        return browser or system
    return next((name for name, mark in _PROGRAMS if mark in user_agent), "Unknown device")
