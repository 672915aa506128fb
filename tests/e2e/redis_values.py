"""Everything that the bundled Redis holds, in the clear."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from redis import Redis


def redis_values(data: Path) -> Iterator[tuple[bytes, bytes]]:
    """Each key with its value as one string of bytes; RQ's are unpacked."""
    config = (data / "redis" / "redis.conf").read_text()
    named = dict(re.findall(r"^(port|requirepass) (\S+)$", config, re.MULTILINE))
    with Redis(host="127.0.0.1", port=int(named["port"]), password=named["requirepass"]) as client:
        for key in client.scan_iter(count=1000):
            for part in _parts(client, key):
                yield key, _unpacked(part)


def _parts(client: Any, key: bytes) -> list[bytes]:
    kind = client.type(key).decode()
    if kind == "string":
        return [client.get(key) or b""]
    if kind == "hash":
        return [part for pair in client.hgetall(key).items() for part in pair]
    if kind == "list":
        return list(client.lrange(key, 0, -1))
    if kind == "set":
        return list(client.smembers(key))
    if kind == "zset":
        return list(client.zrange(key, 0, -1))
    if kind == "stream":
        return [part for _, fields in client.xrange(key) for pair in fields.items() for part in pair]
    return []  # it ended meanwhile


def _unpacked(value: bytes) -> bytes:
    with suppress(zlib.error):
        return zlib.decompress(value)
    return value
