"""Which storage keys are allowed: relative paths of plain ASCII names that mean the same in every store."""

from __future__ import annotations

import re

from studio_app.ports.storage import StorageFault

MAX_KEY = 512
# A leading dot is left to the stores themselves; it also rules out "." and "..".
_NAME = r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}"
_KEY = re.compile(rf"{_NAME}(?:/{_NAME})*\Z")
_PREFIX = re.compile(rf"(?:{_NAME}/)*(?:{_NAME})?\Z")


def is_key(key: str) -> bool:
    return len(key) <= MAX_KEY and _KEY.match(key) is not None


def is_prefix(prefix: str) -> bool:
    """Whether any allowed key can start with `prefix`."""
    return len(prefix) <= MAX_KEY and _PREFIX.match(prefix) is not None


def require_key(key: str) -> str:
    """`key` itself; raises `StorageFault` when it is not allowed. The key is not repeated: it may be hostile."""
    if not is_key(key):
        raise StorageFault(details={"reason": "bad_key"})
    return key
