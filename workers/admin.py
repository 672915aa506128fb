"""`python -m workers.admin grant|revoke|log-out EMAIL`: who is an administrator, which counts once a second step is on;
and ending every device and API key of an account that somebody else got into."""

from __future__ import annotations

import argparse

from studio_app.bootstrap import Services, default_services
from studio_app.core.config import get_settings
from studio_app.core.errors import NotFound
from studio_app.observability.logging import configure_logging

_UNKNOWN = "There is no account with this e-mail."


def set_role(own: Services, deed: str, email: str) -> str:
    """Grant or take back the role; returns what to say."""
    try:
        own.accounts.set_role(email, "admin" if deed == "grant" else "user")
    except NotFound:
        return _UNKNOWN
    if deed == "revoke":
        return "No administrator any more."
    return "An administrator now, once a second step is on: Settings, Security."


def log_out(own: Services, email: str) -> str:
    """End every device and key; returns what to say."""
    try:
        devices, keys = own.accounts.end_access(email)
    except NotFound:
        return _UNKNOWN
    return f"Ended: {devices} devices, {keys} API keys. The password and linked sign-ins still work."


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("deed", choices=("grant", "revoke", "log-out"))
    parser.add_argument("email")
    chosen = parser.parse_args()
    configure_logging(get_settings().logged_level)
    own = default_services()
    said = log_out(own, chosen.email) if chosen.deed == "log-out" else set_role(own, chosen.deed, chosen.email)
    print(said)  # noqa: T201
    return said == _UNKNOWN


if __name__ == "__main__":
    raise SystemExit(main())
