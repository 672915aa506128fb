"""`python -m workers.scheduler`: the sweeps that need no request. Safe to run twice or to restart at any time."""

from __future__ import annotations

import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import structlog

from studio_app.bootstrap import Services, default_services
from studio_app.core.actor import System
from studio_app.core.config import get_settings
from studio_app.core.errors import StudioError
from studio_app.observability.logging import configure_logging
from workers.retention import clean

log = structlog.get_logger(__name__)
_SWEEP_SECONDS = 1.0
_TIDY_SECONDS = 600.0
_CLEAN_SECONDS = 24 * 3600.0
_CARRY_SECONDS = 0.5
_CARRIERS = 8


def tick(own: Services, last_tidy: float, now: float) -> float:
    """One round; returns when the slow tidying was last done."""
    own.sweeper.sweep()
    if now - last_tidy < _TIDY_SECONDS:
        return last_tidy
    for step in (own.sweeper.tidy, own.accounts.tidy, own.tries.tidy, own.assets.purge, own.brand_kits.purge,
                 own.scores.ring_again, own.outbox.tidy, own.webhooks.tidy, own.expiry.tell, own.privacy.purge,
                 own.privacy.tidy, lambda: check_books(own)):
        try:
            step()
        except Exception:  # one step that fails keeps neither the others nor the next round from running
            log.exception("scheduler.tidy_failed", step=step.__qualname__)
    return now


def check_books(own: Services) -> int:
    """The drift gauge: whether every unit that the counters hold is one that a job holds."""
    with own.uow.read(System.WORKER) as tx:
        drift = own.billing.drift(tx)
    waiting, oldest = own.outbox.pending()
    say = log.error if drift else log.info
    seconds = round(oldest.total_seconds())
    say("scheduler.books", quota_drift=drift, outbox_pending=waiting, outbox_oldest_seconds=seconds)
    return drift


def clean_daily(stop: threading.Event) -> None:
    """What is kept long enough goes; on its own, because a store takes its time to list everything."""
    while not stop.is_set():
        try:
            log.info("scheduler.cleaned", **clean(default_services()))
            default_services().audit.tidy()
        except StudioError as fault:
            log.warning("scheduler.fault", code=fault.code)
        except Exception:
            log.exception("scheduler.crashed")
        stop.wait(_CLEAN_SECONDS)


def carry(stop: threading.Event) -> None:
    """Hand out what the outbox holds, several at a time, so that a slow receiver delays neither others nor sweeps."""
    with ThreadPoolExecutor(_CARRIERS) as pool:
        while not stop.wait(_CARRY_SECONDS):
            try:
                default_services().outbox.drain(pool.submit)
            except StudioError as fault:
                log.warning("scheduler.fault", code=fault.code)
            except Exception:
                log.exception("scheduler.crashed")


def main() -> None:
    configure_logging(get_settings().logged_level)
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    threading.Thread(target=carry, args=(stop,), name="outbox", daemon=True).start()
    threading.Thread(target=clean_daily, args=(stop,), name="retention", daemon=True).start()
    last_tidy = -_TIDY_SECONDS
    while not stop.wait(_SWEEP_SECONDS):
        try:
            last_tidy = tick(default_services(), last_tidy, time.monotonic())
        except StudioError as fault:
            log.warning("scheduler.fault", code=fault.code)
        except Exception:
            log.exception("scheduler.crashed")


if __name__ == "__main__":
    main()
