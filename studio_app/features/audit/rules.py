"""The chain of the audit log; pure."""

from __future__ import annotations

import json
import re
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
_PROGRAM = re.compile(r"[A-Za-z][\w.+-]{1,40}")


def chained(previous_hash: str, facts: Mapping[str, Any]) -> str:
    """The hash of an entry: over the one before it and everything that it says. `facts` are plain JSON values."""
    said = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return sha256_hex(f"{previous_hash}\n{said}")


def device_of(user_agent: str) -> str:
    """A device in words a person knows: "Firefox on Windows". What is no browser goes by its own name."""
    browser = next((name for name, mark in _BROWSERS if mark in user_agent), "")
    system = next((name for name, mark in _SYSTEMS if mark in user_agent), "")
    if browser and system:
        return f"{browser} on {system}"
    if browser or system:
        return browser or system
    found = _PROGRAM.match(user_agent)
    return found.group() if found else "Unknown device"
