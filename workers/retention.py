"""`python -m workers.retention [--dry-run]`: remove what is kept long enough. The scheduler does the same every day."""

from __future__ import annotations

import argparse

from studio_app.bootstrap import Services, default_services
from studio_app.core.config import get_settings
from studio_app.observability.logging import configure_logging


def clean(own: Services, *, dry_run: bool = False) -> dict[str, int]:
    """How many jobs and objects went, or would go."""
    return {"jobs": own.retention.drop(dry_run=dry_run), "objects": len(own.orphans.collect(dry_run=dry_run))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="only say what would go")
    chosen = parser.parse_args()
    configure_logging(get_settings().logged_level)
    for what, count in clean(default_services(), dry_run=chosen.dry_run).items():
        print(f"{count} {what} {'would go' if chosen.dry_run else 'went'}")  # noqa: T201


if __name__ == "__main__":
    main()
