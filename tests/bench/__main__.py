"""`make bench`: speed and memory of the whole application. Takes about twelve minutes; pytest never runs it.

    python -m tests.bench                everything, and docs/performance.md is written
    python -m tests.bench --only a,b     some of it, printed only
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from tests.bench import engine, logins, measures, queue, streams, walls
from tests.bench.instance import ROOT, free_port, make_settings, running, start_seconds
from tests.bench.people import make_people
from tests.bench.report import Neighbours, Row, spoken, write
from tests.conftest import migrate
from tests.postgres import PostgresServer

Part = Callable[[Path, set[str]], Iterator[Row]]


def start(folder: Path, letters: set[str]) -> Iterator[Row]:
    if "h" not in letters:
        return
    own = measures.temporary(folder, "start")
    start_seconds(own)  # builds the pages when they are not current
    value = start_seconds(own)
    yield Row("h", "Warm start to ready", f"{value:.1f} s", "< 15 s", value < 15, "pages built before")


def on_sqlite(folder: Path, letters: set[str]) -> Iterator[Row]:
    if not letters & set("abdefgkm"):
        return
    settings = make_settings(measures.temporary(folder, "sqlite"))
    with running(settings) as instance:
        someone = make_people(settings, 1)[0]
        if letters & {"a", "b"}:
            yield from measures.speed_against_bare(instance, free_port(), someone)
        if "d" in letters:
            yield from measures.click_to_done(instance, someone)
        if "e" in letters:
            yield from measures.landing_page_scripts()
        if "f" in letters:
            yield from measures.event_round_trips(instance, someone)
        if "m" in letters:
            yield from logins.known_or_not(instance)
            yield from logins.beside_log_ins(instance)
        if "k" in letters:
            yield from streams.hundred_streams(instance)
        if "g" in letters:
            yield from measures.worker_memory(instance, someone)


def on_pipeline(folder: Path, letters: set[str]) -> Iterator[Row]:
    if "d" in letters:
        settings = make_settings(measures.temporary(folder, "pipeline"))
        migrate(settings.database)
        yield from measures.pipeline_without_paint(settings)


def on_postgres(folder: Path, letters: set[str]) -> Iterator[Row]:
    if "c" not in letters:
        return
    with PostgresServer.start(measures.temporary(folder, "postgres")) as server:
        near = make_settings(measures.temporary(folder, "near"), server.create("near"))
        with running(near) as instance:
            yield from measures.users_who_think(instance, 100, 500, 40, "100 users who think 1-3 s")
        far = make_settings(measures.temporary(folder, "far"), server.create("far"))
        with running(far, "tests.bench.slow_server:app") as instance:
            yield from measures.users_who_think(instance, 150, None, 40, "The same, database 20 ms away")


def on_engine(folder: Path, letters: set[str]) -> Iterator[Row]:
    if "i" not in letters:
        return
    yield from engine.processor_times()
    yield from engine.two_processes()
    yield from engine.without_skia()
    settings = make_settings(measures.temporary(folder, "engine"))
    with running(settings):
        yield from engine.pipeline_against_render(settings)
    yield from engine.memory_over_renders()


def on_queue(folder: Path, letters: set[str]) -> Iterator[Row]:
    if "q" not in letters:
        return
    own = measures.temporary(folder, "queue")
    yield from queue.soon_begun(own)
    yield from queue.kept_busy(own)


def on_walls(folder: Path, letters: set[str]) -> Iterator[Row]:
    if "w" in letters:
        yield from walls.overhead(measures.temporary(folder, "walls"))


PARTS: tuple[Part, ...] = (start, on_sqlite, on_pipeline, on_postgres, on_engine, on_queue, on_walls)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="letters of the measures, such as a,d")
    chosen = set(parser.parse_args().only.replace(",", ""))
    rows: list[Row] = []
    neighbours = Neighbours()
    with tempfile.TemporaryDirectory(prefix="studio-bench-") as name:
        for part in PARTS:
            for row in part(Path(name), chosen or set("abcdefghikmqw")):
                busy = neighbours.cores()
                note = f"{row.note}; others used {busy:.1f} cores".lstrip("; ") if busy >= 0.1 else row.note
                rows.append(replace(row, note=note))
                print(spoken(rows[-1]), flush=True)
    if not chosen:
        write(ROOT / "docs" / "performance.md", sorted(rows, key=lambda row: row.letter))
        print("\ndocs/performance.md is written.")
    return 0 if all(row.met is not False for row in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
