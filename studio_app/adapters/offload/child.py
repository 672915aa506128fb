"""What happens inside a worker process: one call at a time, as pickles over a pipe."""

from __future__ import annotations

import contextlib
import importlib
import pickle
import resource
import signal
import traceback
from multiprocessing.connection import Connection

MEMORY_LIMIT = 2 * 1024**3
# The parent kills a late worker; should the parent be gone, the worker ends itself this much later.
_GRACE_SECONDS = 5.0


def serve(pipe: Connection, preload: str | None) -> None:
    """Answer calls until the parent closes the pipe or dies."""
    # Ctrl-C reaches the whole terminal group; the parent decides when its workers end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _limit_memory()
    if preload is not None:
        importlib.import_module(preload)
    with contextlib.suppress(EOFError, OSError):
        # Tells the parent that from now on it is the call that takes time.
        pipe.send_bytes(b"ready")
        while True:
            _answer(pipe, pipe.recv_bytes())


def _answer(pipe: Connection, call: bytes) -> None:
    """Send `(True, value)` or `(False, exception)`."""
    try:
        function, args, timeout = pickle.loads(call)  # noqa: S301 - only the parent can write to this pipe
        # SIGALRM's default action ends the process even inside C code, which no Python handler can interrupt.
        signal.setitimer(signal.ITIMER_REAL, timeout + _GRACE_SECONDS)
        reply = pickle.dumps((True, function(*args)), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 - whatever it is, the caller gets it
        reply = pickle.dumps((False, _portable(error)), pickle.HIGHEST_PROTOCOL)
    pipe.send_bytes(reply)
    signal.setitimer(signal.ITIMER_REAL, 0)


def _portable(error: Exception) -> Exception:
    """`error` itself, with its traceback as a note, or a RuntimeError that describes one which cannot travel."""
    story = "In the worker process:\n" + "".join(traceback.format_exception(error))
    error.add_note(story)
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    except Exception:  # noqa: BLE001 - a foreign class may fail in any way
        stand_in = RuntimeError(f"{type(error).__name__} cannot be sent between processes")
        stand_in.add_note(story)
        return stand_in
    return error


def _limit_memory() -> None:
    """Cap the address space, so that a runaway picture fails here instead of taking the host's memory."""
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_LIMIT if hard == resource.RLIM_INFINITY else min(MEMORY_LIMIT, hard)
    # macOS knows the limit but refuses to set it.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
