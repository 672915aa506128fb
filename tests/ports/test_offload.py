"""What every Offload promises, and what the process pool does when work hangs, dies or grows."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from studio_app.adapters.offload import process_pool
from studio_app.adapters.offload.inline import InlineOffload
from studio_app.adapters.offload.process_pool import ProcessOffload
from studio_app.core.errors import StudioError, Unavailable, ValidationFailed
from studio_app.imaging.encode import BadOutput
from studio_app.ports.image_generation import ContentBlocked
from studio_app.ports.offload import Offload
from tests.ports import offload_functions as work


def _workers() -> set[int]:
    """Processes of this test run that execute offloaded work."""
    children = psutil.Process().children(recursive=True)
    return {child.pid for child in children if "spawn_main" in " ".join(child.cmdline())}


def _until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture(scope="module", params=["inline", "process"])
def offload(request: pytest.FixtureRequest) -> Iterator[Offload]:
    made: Offload = InlineOffload() if request.param == "inline" else ProcessOffload(workers=2)
    yield made
    made.close()


@pytest.fixture(scope="module")
def shared() -> Iterator[ProcessOffload]:
    """One process for tests that may replace it but do not close it."""
    pool = ProcessOffload()
    yield pool
    pool.close()


# Every Offload


def test_value_comes_back(offload: Offload) -> None:
    assert offload.run(work.add, 2, 3) == 5


def test_megabytes_go_there_and_back(offload: Offload) -> None:
    data = os.urandom(8_000_000)
    assert offload.run(work.reverse, data) == data[::-1]


def test_expected_fault_comes_back_whole(offload: Offload) -> None:
    with pytest.raises(ValidationFailed) as caught:
        offload.run(work.fail_validation)
    fault = caught.value
    assert (fault.message, fault.code, fault.status) == ("No.", "VALIDATION_ERROR", 422)
    assert (fault.details, fault.retry_after) == ({"field": "title"}, 2.5)


def test_retry_of_one_fault_comes_back(offload: Offload) -> None:
    with pytest.raises(ContentBlocked) as caught:
        offload.run(work.block)
    assert caught.value.retry
    assert not ContentBlocked.retry


def test_fault_with_a_constructor_of_its_own_comes_back(offload: Offload) -> None:
    with pytest.raises(BadOutput) as caught:
        offload.run(work.refuse_output)
    assert (caught.value.rule, caught.value.code) == ("size", "BAD_OUTPUT")
    assert caught.value.details == {"rule": "size", "found": "3"}
    assert "'size'" in str(caught.value)


def test_plain_exception_comes_back_as_itself(offload: Offload) -> None:
    with pytest.raises(KeyError, match="colour"):
        offload.run(work.fail_plainly)


def test_twenty_threads_get_their_own_answers(offload: Offload) -> None:
    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(lambda number: offload.run(work.add, number, 1), range(200)))
    assert answers == list(range(1, 201))


# Processes


def test_work_runs_elsewhere_and_the_process_is_used_again(shared: ProcessOffload) -> None:
    first = shared.run(work.process_id)
    assert first != os.getpid()
    assert shared.run(work.process_id) == first


def test_nothing_is_started_before_it_is_needed() -> None:
    before = _workers()
    ProcessOffload(workers=2).close()
    assert _workers() == before


def test_traceback_of_the_worker_is_kept_as_a_note(shared: ProcessOffload) -> None:
    with pytest.raises(KeyError) as caught:
        shared.run(work.fail_plainly)
    assert "fail_plainly" in caught.value.__notes__[0]


@pytest.mark.parametrize("hang", [work.spin_for_ever, work.sleep], ids=["spinning", "sleeping"])
def test_hung_work_is_killed_and_does_not_block_the_next(shared: ProcessOffload, hang: Callable[..., object]) -> None:
    hung = shared.run(work.process_id)
    started = time.monotonic()
    with pytest.raises(Unavailable) as caught:
        shared.run(hang, *([60] if hang is work.sleep else []), timeout=0.3)
    assert time.monotonic() - started < 2
    assert caught.value.details == {"reason": "timeout"}
    assert not psutil.pid_exists(hung)
    assert shared.run(work.add, 1, 1) == 2


def test_start_of_the_process_does_not_count_as_its_work() -> None:
    pool = ProcessOffload(preload="tests.ports.slow_preload")
    try:
        assert pool.run(work.add, 1, 1, timeout=0.3) == 2
    finally:
        pool.close()


@pytest.mark.parametrize("end", [work.die, work.leave])
def test_death_of_the_process_is_unavailable_and_the_next_call_works(
    shared: ProcessOffload, end: Callable[[], None]
) -> None:
    with pytest.raises(Unavailable) as caught:
        shared.run(end)
    assert caught.value.details == {"reason": "worker_died"}
    assert shared.run(work.add, 1, 1) == 2


def test_process_that_died_while_idle_is_replaced_unnoticed(shared: ProcessOffload) -> None:
    idle = shared.run(work.process_id)
    os.kill(idle, signal.SIGKILL)
    # A zombie's threads may still be ending; only then can it be waited for.
    _until(lambda: os.waitid(os.P_PID, idle, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None)
    assert shared.run(work.process_id) != idle


def test_exception_that_cannot_travel_is_described(shared: ProcessOffload) -> None:
    with pytest.raises(RuntimeError, match="TwoArguments"):
        shared.run(work.fail_strangely)


def test_what_cannot_be_pickled_is_refused_and_harms_nothing(shared: ProcessOffload) -> None:
    worker = shared.run(work.process_id)
    for function, argument in ((lambda: 1, ()), (work.reverse, (threading.Lock(),)), (work.return_a_lock, ())):
        with pytest.raises((pickle.PicklingError, AttributeError, TypeError)):
            shared.run(function, *argument)
    assert shared.run(work.process_id) == worker


def test_memory_is_limited_to_two_gigabytes(shared: ProcessOffload) -> None:
    assert shared.run(work.memory_limit) == 2 * 1024**3
    with pytest.raises(MemoryError):
        shared.run(work.take_memory, 3 * 1024**3)
    assert shared.run(work.take_memory, 200_000_000) == 200_000_000


def test_module_is_loaded_before_the_first_call() -> None:
    pool = ProcessOffload(preload="colorsys")
    try:
        assert "colorsys" in pool.run(work.modules)
    finally:
        pool.close()


def test_process_that_cannot_load_its_module_is_unavailable(capfd: pytest.CaptureFixture[str]) -> None:
    pool = ProcessOffload(preload="no_such_module")
    with pytest.raises(Unavailable):
        pool.run(work.add, 1, 1)
    pool.close()
    assert "no_such_module" in capfd.readouterr().err


def test_worn_process_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    assert process_pool._CALLS_PER_WORKER == 500
    monkeypatch.setattr(process_pool, "_CALLS_PER_WORKER", 3)
    pool = ProcessOffload()
    try:
        ids = [pool.run(work.process_id) for _ in range(6)]
    finally:
        pool.close()
    assert len(set(ids[:3])) == len(set(ids[3:])) == 1
    assert ids[0] != ids[3]
    assert not any(psutil.pid_exists(pid) for pid in ids)


def test_crowd_is_turned_away_instead_of_waiting_for_ever() -> None:
    pool = ProcessOffload(max_wait=0.2)
    try:
        pool.run(work.add, 1, 1)
        with ThreadPoolExecutor(1) as threads:
            busy = threads.submit(pool.run, work.sleep, 1.0)
            _until(lambda: pool._workers().seats.empty())
            with pytest.raises(Unavailable) as caught:
                pool.run(work.add, 1, 1)
            assert busy.result() == 1.0
    finally:
        pool.close()
    assert (caught.value.details, caught.value.retry_after) == ({"reason": "queue_full"}, 0.2)


def test_two_processes_work_at_the_same_time() -> None:
    pool = ProcessOffload(workers=2)
    try:
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(lambda _: pool.run(work.sleep, 0.2), range(2)))
            started = time.monotonic()
            list(threads.map(lambda _: pool.run(work.sleep, 0.8), range(2)))
        assert time.monotonic() - started < 1.5
    finally:
        pool.close()


def test_close_ends_work_under_way_and_leaves_no_process() -> None:
    before = _workers()
    pool = ProcessOffload(workers=2)
    pool.run(work.add, 1, 1)
    with ThreadPoolExecutor(3) as threads:
        calls = [threads.submit(pool.run, work.sleep, 60, timeout=60) for _ in range(3)]
        _until(lambda: pool._workers().seats.empty())
        pool.close()
        for call in calls:
            with pytest.raises(Unavailable):
                call.result(10)
    assert _workers() == before
    with pytest.raises(Unavailable):
        pool.run(work.add, 1, 1)
    pool.close()


_ORPHAN = """
import os, signal
from studio_app.adapters.offload.process_pool import ProcessOffload
from tests.ports import offload_functions as work
if __name__ == "__main__":
    pool = ProcessOffload()
    print(pool.run(work.process_id), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_workers_of_a_killed_parent_end_too(tmp_path: Path) -> None:
    script = tmp_path / "orphan.py"
    script.write_text(_ORPHAN)
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    parent = subprocess.run([sys.executable, script], stdout=subprocess.PIPE, env=environment, check=False)
    assert parent.returncode == -signal.SIGKILL
    orphan = int(parent.stdout)
    _until(lambda: not psutil.pid_exists(orphan) or psutil.Process(orphan).status() == psutil.STATUS_ZOMBIE)


@pytest.mark.parametrize("kind", work.faults(), ids=lambda kind: kind.__name__)
def test_every_fault_survives_a_pickle(kind: type[StudioError]) -> None:
    fault = kind.__new__(kind)
    StudioError.__init__(fault, "Said.", code="OTHER", details={"a": [1]}, retry_after=1.5)
    copy = pickle.loads(pickle.dumps(fault))
    assert type(copy) is kind
    assert (str(copy), vars(copy)) == (str(fault), vars(fault))
