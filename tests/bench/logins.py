"""Signing in: that an address that nobody has takes as long as one that somebody has, and what a stream of it costs
everybody else."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from statistics import median

import httpx

from tests.bench.clients import Latencies, crowd, percentile
from tests.bench.instance import Instance
from tests.bench.people import make_people
from tests.bench.report import Row

PAIRS, KNOWN, A_SECOND, SECONDS = 200, 20, 5, 30.0
_PASSWORD = "correct horse battery"


def known_or_not(instance: Instance) -> Iterator[Row]:
    """The same wrong password for somebody and for nobody, by turns."""
    emails = _sign_up(instance, KNOWN)
    spent: tuple[list[float], list[float]] = ([], [])
    with httpx.Client(base_url=instance.settings.site_url, timeout=30) as client:
        for number in range(PAIRS + 2):
            both = (emails[number % KNOWN], f"nobody-{number}@example.com")
            for email, kept in sorted(zip(both, spent, strict=True), reverse=bool(number % 2)):
                began = time.perf_counter()
                answer = client.post("/api/v1/auth/login", json={"email": email, "password": "wrong horse battery"})
                if answer.status_code != 401:
                    raise SystemExit(f"log-in answered {answer.status_code}")
                if number >= 2:
                    kept.append((time.perf_counter() - began) * 1000)
    known, unknown = map(median, spent)
    gap = abs(known - unknown) / max(known, unknown)
    yield Row("m", "Refused log-in, a known address against an unknown one, gap of the medians", f"{gap:.1%}", "< 5 %",
              gap < 0.05, f"{known:.0f} against {unknown:.0f} ms, {PAIRS} pairs by turns")


def beside_log_ins(instance: Instance) -> Iterator[Row]:
    """What others wait while five people sign in every second."""
    emails = _sign_up(instance, KNOWN)
    readers = [one.token for one in make_people(instance.settings, 40)]
    seen, log_ins = asyncio.run(_both(instance, emails, readers))
    value = percentile(seen.by_kind["read"], 95)
    yield Row("m", "Reading while 5 people a second sign in, p95", f"{value:.0f} ms", "< 200 ms",
              value < 200 and not seen.failures,
              f"median {median(seen.by_kind['read']):.0f} ms, n={len(seen.by_kind['read'])}; "
              f"{len(log_ins)} log-ins, median {median(log_ins):.0f} ms")


async def _both(instance: Instance, emails: list[str], readers: list[str]) -> tuple[Latencies, list[float]]:
    spent: list[float] = []
    async with httpx.AsyncClient(base_url=instance.settings.site_url, timeout=30) as client:

        async def one(email: str) -> None:
            began = time.perf_counter()
            answer = await client.post("/api/v1/auth/login", json={"email": email, "password": _PASSWORD})
            if answer.status_code == 200:  # a busy server may say so instead
                spent.append((time.perf_counter() - began) * 1000)

        async def stream() -> None:
            async with asyncio.TaskGroup() as group:
                for number in range(int(SECONDS * A_SECOND)):
                    group.create_task(one(emails[number % len(emails)]))
                    await asyncio.sleep(1 / A_SECOND)

        _, seen = await asyncio.gather(stream(), crowd(instance.settings.port, readers, SECONDS))
    return seen, spent


def _sign_up(instance: Instance, count: int) -> list[str]:
    emails = [f"log-in-{number}-{time.time_ns()}@example.com" for number in range(count)]
    with httpx.Client(base_url=instance.settings.site_url, timeout=30) as client:
        for email in emails:
            body = {"email": email, "password": _PASSWORD, "display_name": "Bench"}
            client.post("/api/v1/auth/signup", json=body).raise_for_status()
    return emails
