"""The application with a database 20 ms away: every statement and every commit waits. For the benchmark only."""

from __future__ import annotations

import time

import sqlalchemy as sa

from studio_app.studio_app import app, services

LATENCY = 0.020


def _wait(*_args: object, **_options: object) -> None:
    time.sleep(LATENCY)


# The one place that reaches behind the unit of work; the engine for writes inherits what listens to this one.
for name in ("before_cursor_execute", "commit"):
    sa.event.listen(services.uow._engine, name, _wait)

__all__ = ["app"]
