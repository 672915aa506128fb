"""Clients that cost less than the server: an epoll loop for saturation, a websocket for events, users who think."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import select
import socket
import time
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

import httpx
import psutil
from websockets.sync.client import ClientConnection, connect

_NAMESPACE = "/_event"


@dataclass(frozen=True, slots=True)
class Rate:
    """Answers a second, and how busy (in cores) the server and this client were."""

    per_second: float
    server_cores: float
    client_cores: float
    failed: int


def request(path: str, token: str | None = None) -> bytes:
    lines = [f"GET {path} HTTP/1.1", "Host: localhost", "Accept: application/json"]
    if token:
        lines.append(f"Authorization: Bearer {token}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def saturate(port: int, message: bytes, server_pid: int, connections: int = 50, seconds: float = 4.0) -> Rate:
    """Keep `connections` requests under way: fixed bytes out, answers only counted."""
    poll, sockets, buffers = select.epoll(), {}, {}
    for _ in range(connections):
        one = socket.create_connection(("127.0.0.1", port))
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        poll.register(one.fileno(), select.EPOLLIN)
        sockets[one.fileno()], buffers[one.fileno()] = one, b""
        one.sendall(message)
    done = failed = 0
    before, began = _cores(server_pid), time.perf_counter()
    own = time.process_time()
    while time.perf_counter() - began < seconds:
        for number, _ in poll.poll(0.1):
            data = buffers[number] + sockets[number].recv(262_144)
            end = data.find(b"\r\n\r\n")
            size = data[:end].lower().find(b"content-length: ") if end >= 0 else -1
            if size < 0 or len(data) < end + 4 + int(data[size + 16:end].split(b"\r", 1)[0]):
                buffers[number] = data
                continue
            buffers[number] = b""
            done += 1
            failed += data[9:12] != b"200"
            sockets[number].sendall(message)
    spent = time.perf_counter() - began
    rate = Rate(done / spent, (_cores(server_pid) - before) / spent, (time.process_time() - own) / spent, failed)
    for one in sockets.values():
        one.close()
    return rate


def _cores(pid: int) -> float:
    """Processor seconds that a process and its children have used."""
    parent = psutil.Process(pid)
    total = 0.0
    for process in [parent, *parent.children(recursive=True)]:
        with contextlib.suppress(psutil.Error):
            times = process.cpu_times()
            total += times.user + times.system
    return total


@dataclass
class Latencies:
    """Milliseconds by kind of request."""

    by_kind: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failures: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def all(self) -> list[float]:
        return [value for values in self.by_kind.values() for value in values]


def percentile(values: Sequence[float], percent: int) -> float:
    return quantiles(values, n=100, method="inclusive")[percent - 1] if len(values) > 1 else values[0]


async def crowd(port: int, tokens: Sequence[str], seconds: float) -> Latencies:
    """Each user thinks 1 to 3 seconds, then does one thing."""
    seen = Latencies()
    limits = httpx.Limits(max_connections=len(tokens), max_keepalive_connections=len(tokens))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", limits=limits, timeout=30) as client:
        end = time.monotonic() + seconds
        await asyncio.gather(*(_user(client, token, seen, end) for token in tokens))
    return seen


async def _user(client: httpx.AsyncClient, token: str, seen: Latencies, end: float) -> None:
    chance = random.Random(token)
    headers = {"Authorization": f"Bearer {token}"}
    await asyncio.sleep(chance.uniform(0, 3))
    while time.monotonic() < end:
        kind, method, path, body = _next(chance)
        began = time.perf_counter()
        answer = await client.request(method, path, json=body, headers=headers)
        seen.by_kind[kind].append((time.perf_counter() - began) * 1000)
        if answer.status_code >= 400:
            seen.failures[f"{kind} {answer.status_code}"] += 1
        await asyncio.sleep(chance.uniform(1, 3))


def _next(chance: random.Random) -> tuple[str, str, str, dict[str, Any] | None]:
    dice = chance.random()
    title = f"Ranked until sunrise {chance.randrange(1000)}"
    if dice < 0.02:
        return "generate", "POST", "/api/v1/generate", {"asset_type": "thumbnail", "title": title}
    if dice < 0.12:
        return "preview", "POST", "/api/v1/previews", {"title": title, "style": "impact", "width": 640}
    path = chance.choice(("/auth/me", "/assets", "/jobs", "/brand-kits", "/catalog"))
    return "read", "GET", f"/api/v1{path}", None


class EventSocket:
    """The browser's live connection, spoken by hand: engine.io 4, socket.io 5."""

    def __init__(self, port: int, token: str) -> None:
        address = f"ws://127.0.0.1:{port}{_NAMESPACE}/?EIO=4&transport=websocket&token={uuid.uuid4()}"
        headers = {"Cookie": f"ss_at={token}", "Origin": f"http://localhost:{port}"}
        self._socket: ClientConnection = connect(address, additional_headers=headers, max_size=None)
        self._until("0")
        self._socket.send(f"40{_NAMESPACE},")
        self._until(f"40{_NAMESPACE}")

    def ask(self, name: str, **payload: object) -> float:
        """Milliseconds from sending an event to its last update, after a pause: faster than thirty events a second for
        ten seconds, and the server hangs up."""
        time.sleep(0.035)
        place = {"pathname": "/dashboard", "query": {}, "asPath": "/dashboard"}
        event = {"name": name, "payload": payload, "router_data": place}
        began = time.perf_counter()
        self._socket.send(f'42{_NAMESPACE},{json.dumps(["event", event])}')
        while True:
            update = json.loads(self._until(f"42{_NAMESPACE},").split(",", 1)[1])[1]
            update = json.loads(update) if isinstance(update, str) else update
            if update.get("final", True) is not False:
                return (time.perf_counter() - began) * 1000

    def _until(self, opening: str) -> str:
        while True:
            text = str(self._socket.recv(timeout=20))
            if text == "2":
                self._socket.send("3")
            elif text.startswith(opening):
                return text

    def close(self) -> None:
        self._socket.close()
