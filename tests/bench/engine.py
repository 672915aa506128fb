"""The image engine alone: processor time of one render, score, palette and delivery; two processes against one."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import psutil
from PIL import Image

from studio_app.adapters.jobs.inline import InlineQueue
from studio_app.bootstrap import build_services
from studio_app.catalog.asset_types import ASSET_TYPES
from studio_app.core.actor import Actor
from studio_app.core.config import Settings
from studio_app.features.assets.delivery import report_of
from studio_app.features.assets.rendering import Materials
from studio_app.features.generation.types import GenerateCommand
from studio_app.imaging.brief import Brief, KitStyle
from studio_app.imaging.engine import draw
from studio_app.imaging.palette import extract
from studio_app.imaging.scene import to_scene
from studio_app.imaging.score.report import Subject
from studio_app.imaging.score.scorer import score
from tests.bench.people import make_people
from tests.bench.report import Row

KIT = KitStyle("NovaPlays", ("#7c3aed", "#ec4899", "#facc15"), "Anton", "Montserrat", "competitive")
STYLES = ("impact", "synthwave", "editorial", "minimal", "versus", "list", "reaction")


def brief(asset_type: str, seed: int, style: str = "impact") -> Brief:
    return Brief(asset_type, style, f"Ranked until sunrise {seed % 10}", KIT, "general", "gamepad", seed)


def _processor(work: Callable[[], object], times: int = 9) -> float:
    """Median milliseconds of processor time, after one call to warm up."""
    work()
    spent = []
    for _ in range(times):
        began = time.process_time()
        work()
        spent.append((time.process_time() - began) * 1000)
    return median(spent)


def _row(name: str, value: float, goal: float, note: str = "") -> Row:
    return Row("i", name, f"{value:.0f} ms", f"<= {goal:.0f} ms", value <= goal, note)


def processor_times() -> Iterator[Row]:
    seeds = iter(range(10_000))
    each = {style: _processor(lambda s=style: draw(brief("thumbnail", next(seeds), s)), 7) for style in STYLES}  # type: ignore[misc]
    worst = max(each, key=lambda style: each[style])
    note = ", ".join(f"{style} {value:.0f}" for style, value in each.items())
    yield _row("Thumbnail 1280x720 with words, slowest style, processor time", each[worst], 250, note)
    yield _row("Overlay 1920x1080, processor time", _processor(lambda: draw(brief("overlay", next(seeds)))), 60)
    picture, layout = draw(brief("thumbnail", 7))
    subject = Subject(picture, layout, "thumbnail")
    yield _row("Score of a thumbnail, processor time", _processor(lambda: score(subject)), 700)
    five = [draw(brief("thumbnail", seed))[0] for seed in range(5)]
    yield _row("Palette of five pictures, processor time", _processor(lambda: extract(five)), 150)
    for kind in ("twitch_emote", "clip_cover"):
        scene = to_scene(brief(kind, 7))
        value = _processor(lambda s=scene: report_of(s, Materials()), 3)  # type: ignore[misc]
        yield _row(f"Every file of one {ASSET_TYPES[kind].label.lower()} with its report", value, 2000)


def _many(count: int) -> int:
    for seed in range(count):
        draw(brief("thumbnail", seed))
    return count


def two_processes(count: int = 24) -> Iterator[Row]:
    """The same number of renders in one process and in two, started and warm before the clock runs."""
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        list(pool.map(_many, (2, 2, 2, 2)))
        began = time.perf_counter()
        pool.submit(_many, count).result()
        one = time.perf_counter() - began
        began = time.perf_counter()
        list(pool.map(_many, (count, count)))
        two = time.perf_counter() - began
    ratio = 2 * one / two
    yield Row("i", "Two render processes against one", f"{ratio:.2f} x", ">= 1.8 x", ratio >= 1.8,
              f"{count} renders each")


def without_skia() -> Iterator[Row]:
    """The same pictures where Skia cannot be loaded, against those of a process that has it."""
    asked = [("Thumbnail 1280x720", "thumbnail", "impact"), ("Overlay 1920x1080", "overlay", "impact"),
             ("Banner 2560x1440", "banner", "impact")]
    for name, kind, style in asked:
        (with_it, _), (without, peak) = (_in_a_process(kind, style, skia=skia) for skia in (True, False))
        yield Row("i", f"{name} without Skia, against with it, processor time", f"{without / with_it:.1f} x", "", None,
                  f"{without:.0f} ms against {with_it:.0f} ms; the process held {peak:.0f} MB at most")


def _in_a_process(kind: str, style: str, *, skia: bool) -> tuple[float, float]:
    """Milliseconds of processor time of a picture, and the most megabytes that a process held while drawing some."""
    code = f"import sys; sys.modules.update({{}} if {skia} else {{'skia': None}}); " \
        f"from tests.bench.engine import measured; print(*measured({kind!r}, {style!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    value, peak = done.stdout.split()[-2:]
    return float(value), float(peak)


def measured(kind: str, style: str) -> tuple[float, float]:
    seeds = iter(range(10_000))
    value = _processor(lambda: draw(brief(kind, next(seeds), style)), 5)
    # Not getrusage: it counts what this process was before it became Python.
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert peak is not None
    return value, int(peak[1]) * 1024 / 1e6


def pipeline_against_render(settings: Settings, times: int = 12) -> Iterator[Row]:
    """The whole way of a job, from claim to stored asset, against drawing its picture alone, in turn."""
    someone = make_people(settings, 1)[0]
    services = build_services(settings, queue=InlineQueue(), password_rounds=4)
    ratios, whole = [], []
    for seed in range(times + 1):
        command = GenerateCommand("thumbnail", title=f"Ranked until sunrise {seed % 10}", seed=seed, style="impact")
        job = services.generation.request(Actor(someone.user_id, uuid.uuid4()), command).job
        began = time.perf_counter()
        assert services.pipeline.run(job.id) == "completed"
        spent = time.perf_counter() - began
        began = time.perf_counter()
        draw(brief("thumbnail", seed))
        ratios.append(spent / (time.perf_counter() - began))
        whole.append(spent * 1000)
    services.uow.close()
    value = median(ratios[1:])
    yield Row("i", "Job from claim to stored, against the bare render", f"{value:.2f} x", "<= 2.5 x", value <= 2.5,
              f"median {median(whole[1:]):.0f} ms, n={times}")


def memory_over_renders(first: int = 100, more: int = 500) -> Iterator[Row]:
    """One process that renders and scores: how much it holds, and whether that grows."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        before = pool.submit(_loaded, first).result()
        # The reader's arenas grow with the sizes it meets; a leak grows on after that.
        warm, after = pool.submit(_loaded, more).result(), pool.submit(_loaded, more).result()
    yield Row("i", "Memory with renderer, scorer and reader loaded", f"{before:.0f} MB", "<= 400 MB", before <= 400,
              f"after {first} renders")
    growth = after - warm
    yield Row("i", f"Growth over {more} more renders", f"{growth:+.1f} MB", "about 0", growth <= 8,
              f"{before:.0f}, {warm:.0f}, {after:.0f} MB after {first}, {first + more}, {first + 2 * more}")


def _loaded(count: int) -> float:
    """Megabytes of this process after `count` renders of changing types, each tenth scored."""
    kinds = ("thumbnail", "twitch_emote", "twitch_panel", "clip_cover")
    for seed in range(count):
        kind = kinds[seed % len(kinds)]
        picture, layout = draw(brief(kind, seed, STYLES[seed % len(STYLES)]), width=min(640, ASSET_TYPES[kind].width))
        if seed % 10 == 0:
            score(Subject(_full(picture, kind), layout, kind))
    return psutil.Process().memory_full_info().uss / 1e6


def _full(picture: Image.Image, kind: str) -> Image.Image:
    return picture.resize(ASSET_TYPES[kind].size)
