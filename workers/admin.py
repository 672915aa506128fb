"""`python -m workers.admin grant|revoke EMAIL`: who is an administrator. The role counts once a second step is on."""

from __future__ import annotations

import argparse

from studio_app.bootstrap import Services, default_services
from studio_app.core.config import get_settings
from studio_app.core.errors import NotFound
from studio_app.observability.logging import configure_logging


def set_role(own: Services, deed: str, email: str) -> str:
    """Grant or take back the role; returns what to say."""
    try:
        own.accounts.set_role(email, "admin" if deed == "grant" else "user")
    except NotFound:
        return "There is no account with this e-mail."
    if deed == "revoke":
        return "No administrator any more."
    return "An administrator now, once a second step is on: Settings, Security."


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("deed", choices=("grant", "revoke"))
    parser.add_argument("email")
    chosen = parser.parse_args()
    configure_logging(get_settings().logged_level)
    said = set_role(default_services(), chosen.deed, chosen.email)
    print(said)  # noqa: T201
    return said.startswith("There is no")


if __name__ == "__main__":
    raise SystemExit(main())
