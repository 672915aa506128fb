"""What is measured, one function a letter. Each gives rows for the report."""

from __future__ import annotations

import asyncio
import re
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import httpx
import psutil

from studio_app.adapters.jobs.inline import InlineQueue
from studio_app.adapters.local.images import LocalImages
from studio_app.bootstrap import build_services
from studio_app.core.actor import Actor
from studio_app.core.config import Settings
from studio_app.features.generation.types import GenerateCommand
from studio_app.ports.image_generation import Plate, PlateRequest
from tests.bench.clients import EventSocket, Rate, crowd, percentile, request, saturate
from tests.bench.instance import ROOT, Instance, granian
from tests.bench.people import Someone, make_people
from tests.bench.report import Row

_CLIENT = ROOT / ".web" / "build" / "client"
_ROUNDS = 3
_ASSET_TYPE = {"asset_type": "thumbnail", "title": "Ranked until sunrise"}


def speed_against_bare(instance: Instance, bare_port: int, someone: Someone, rounds: int = _ROUNDS) -> Iterator[Row]:
    """(a) and (b): the same question to both servers in turn."""
    questions = (
        ("a", "GET /health, 50 connections", "/health", "/health", 0.5),
        ("b", "GET /auth/me, 50 connections", "/api/v1/auth/me", f"/me?user_id={someone.user_id}", 0.6),
        ("b", "GET /assets (20 rows), 50 connections", "/api/v1/assets", f"/assets?user_id={someone.user_id}", 0.6),
    )
    with granian("tests.bench.bare:app", bare_port, DATABASE_URL=instance.settings.database) as bare_pid:
        for letter, name, ours, theirs, goal in questions:
            pairs = [
                (saturate(bare_port, request(theirs), bare_pid),
                 saturate(instance.port, request(ours, someone.token), instance.server_pid))
                for _ in range(rounds)
            ]
            yield _ratio(letter, name, pairs, goal)


def _ratio(letter: str, name: str, pairs: Sequence[tuple[Rate, Rate]], goal: float) -> Row:
    ratio = median(own.per_second / bare.per_second for bare, own in pairs)
    bare, own = (median(pair[side].per_second for pair in pairs) for side in (0, 1))
    server, client = (median(getattr(pair[1], name) for pair in pairs) for name in ("server_cores", "client_cores"))
    failed = sum(rate.failed for pair in pairs for rate in pair)
    note = f"{own:,.0f}/s against {bare:,.0f}/s bare; server {server:.2f} cores, client {client:.2f}"
    note += f"; {failed} FAILED" if failed else ""
    return Row(letter, name, f"{ratio:.3f} of bare", f">= {goal}", ratio >= goal and not failed, note)


def users_who_think(instance: Instance, p95: int, p99: int | None, seconds: float, title: str) -> Iterator[Row]:
    """(c)."""
    people = make_people(instance.settings, 100)
    seen = asyncio.run(crowd(instance.port, [one.token for one in people], seconds))
    kinds = ", ".join(
        f"{kind} {percentile(values, 50):.0f}/{percentile(values, 95):.0f} ms (p50/p95, n={len(values)})"
        for kind, values in sorted(seen.by_kind.items())
    )
    failed = f"; failures: {dict(seen.failures)}" if seen.failures else "; no failure"
    for percent, goal in ((95, p95), (99, p99)):
        if goal:
            value = percentile(seen.all, percent)
            met = value < goal and not seen.failures
            yield Row("c", f"{title}, p{percent}", f"{value:.0f} ms", f"< {goal} ms", met, kinds + failed)
            kinds = failed = ""


def click_to_done(instance: Instance, someone: Someone, times: int = 20) -> Iterator[Row]:
    """(d), first half: through HTTP, Redis and the worker."""
    with _api(instance, someone) as api:
        spent = [_one_picture(api) for _ in range(times)]
    value = percentile(spent, 95)
    note = f"median {median(spent):.2f} s, n={times}, first {spent[0]:.2f} s"
    yield Row("d", "Generate click to done, p95", f"{value:.2f} s", "< 1.5 s", value < 1.5, note)


def _one_picture(api: httpx.Client) -> float:
    began = time.perf_counter()
    job = api.post("/generate", json=_ASSET_TYPE).raise_for_status().json()["data"]["id"]
    while True:
        status = api.get(f"/jobs/{job}").json()["data"]["status"]
        if status == "completed":
            return time.perf_counter() - began
        if status in ("failed", "cancelled") or time.perf_counter() - began > 60:
            raise SystemExit(f"the job ended as {status}")
        time.sleep(0.025)


class _Painted:
    """A painter that has painted before."""

    provider, model = "local", "studio-renderer"

    def __init__(self) -> None:
        self.plate: Plate | None = None

    def paint(self, request: PlateRequest) -> Plate:
        if self.plate is None:
            self.plate = LocalImages().paint(request)
        return self.plate


def pipeline_without_paint(settings: Settings, times: int = 20) -> Iterator[Row]:
    """(d), second half: claim, layout, letters, three encodings with checks, storage, settling."""
    someone = make_people(settings, 1)[0]
    services = build_services(settings, queue=InlineQueue(), painter=_Painted(), password_rounds=4)
    spent = []
    for _ in range(times + 1):
        command = GenerateCommand(**_ASSET_TYPE, seed=7)
        job = services.generation.request(Actor(someone.user_id, uuid.uuid4()), command).job
        began = time.perf_counter()
        state = services.pipeline.run(job.id)
        spent.append((time.perf_counter() - began) * 1000)
        assert state == "completed", state
    services.uow.close()
    value = median(spent[1:])
    note = f"p95 {percentile(spent[1:], 95):.0f} ms, n={times}, after one to warm up"
    yield Row("d", "Pipeline without paint, 1280x720, median", f"{value:.0f} ms", "< 250 ms", value < 250, note)


def landing_page_scripts() -> Iterator[Row]:
    """(e): what the landing page loads before it works: its module preloads and the imports of its inline module."""
    page = (_CLIENT / "index.html").read_text("utf-8")
    names = set(re.findall(r'rel="modulepreload" href="(/assets/[^"]+\.js)"', page))
    names |= set(re.findall(r'(?:from|import|import\()\s*"(/assets/[^"]+\.js)"', page))
    size = sum((_CLIENT / f"{name[1:]}.gz").stat().st_size for name in names) / 1000
    yield Row("e", "Landing page JavaScript, gzip", f"{size:.0f} kB", "<= 200 kB", size <= 200, f"{len(names)} files")


def event_round_trips(instance: Instance, someone: Someone, times: int = 400) -> Iterator[Row]:
    """(f): the live connection, signed in, page state in Redis."""
    from studio_app.ui.pages.brand_kits.editor import KitState
    from studio_app.ui.session import SessionState

    line = EventSocket(instance.port, someone.token)
    line.ask("reflex___state____state.hydrate")
    typing, opening = f"{KitState.get_full_name()}.rename", f"{SessionState.get_full_name()}.load_shell"
    edits = [line.ask(typing, value=f"Nova {number}") for number in range(times + 20)][20:]
    frames = [line.ask(opening) for _ in range(times + 20)][20:]
    line.close()
    value = percentile(edits, 95)
    yield Row("f", "Event round trip, an edit, p95", f"{value:.1f} ms", "< 5 ms", value < 5,
              f"median {median(edits):.1f} ms, n={times}; no database in it")
    yield Row("f", "Event round trip, a page's frame, p95", f"{percentile(frames, 95):.1f} ms", "", None,
              f"median {median(frames):.1f} ms, n={times}; three use cases in it")


def worker_memory(instance: Instance, someone: Someone, jobs: int = 100) -> Iterator[Row]:
    """(g)."""
    with _sampled(instance.worker_pid) as peak, _api(instance, someone) as api:
        after = []
        for _ in range(2):
            _make_many(api, jobs)
            after.append(_megabytes(instance.worker_pid))
    growth = after[1] - after[0]
    yield Row("g", f"Worker memory after {jobs} jobs", f"{after[0]:.0f} MB", "<= 250 MB", after[0] <= 250,
              "parent alone, between jobs")
    yield Row("g", "Worker memory while drawing, peak", f"{peak():.0f} MB", "", None, "parent and the child of the job")
    yield Row("g", f"Growth over the next {jobs} jobs", f"{growth:+.1f} MB", "about 0", growth <= 5, "")


def _make_many(api: httpx.Client, count: int) -> None:
    ids = [api.post("/generate", json=_ASSET_TYPE).raise_for_status().json()["data"]["id"] for _ in range(count)]
    for job in ids:
        while api.get(f"/jobs/{job}").json()["data"]["status"] in ("queued", "processing"):
            time.sleep(0.1)


def _megabytes(pid: int) -> float:
    parent, total = psutil.Process(pid), 0
    for process in [parent, *parent.children(recursive=True)]:
        try:
            total += process.memory_full_info().pss
        except psutil.Error:
            continue
    return total / 1e6


@contextmanager
def _sampled(pid: int) -> Iterator[Callable[[], float]]:
    seen, done = [0.0], threading.Event()

    def sample() -> None:
        while not done.wait(0.1):
            seen[0] = max(seen[0], _megabytes(pid))

    thread = threading.Thread(target=sample, daemon=True)
    thread.start()
    try:
        yield lambda: seen[0]
    finally:
        done.set()
        thread.join()


@contextmanager
def _api(instance: Instance, someone: Someone) -> Iterator[httpx.Client]:
    headers = {"Authorization": f"Bearer {someone.token}"}
    with httpx.Client(base_url=f"http://127.0.0.1:{instance.port}/api/v1", headers=headers, timeout=30) as client:
        yield client


def temporary(folder: Path, name: str) -> Path:
    made = folder / name
    made.mkdir()
    return made
