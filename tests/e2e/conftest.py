"""The built application and a real Chromium in front of it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from scripts.run_tests import BROWSERS
from tests.e2e.redis_values import redis_values
from tests.running import RunningApp, running_app
from tests.vendors.oauth_servers import CLIENT_ID, CLIENT_SECRET
from tests.vendors.peers import emulated_google

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


PEOPLE = [{"email": f"{name.lower()}@example.com", "name": name} for name in ("Gina", "Hedda")]


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """With a Google that is not ours: `emulate`."""
    data = tmp_path_factory.mktemp("data")
    with emulated_google(tmp_path_factory.mktemp("google"), PEOPLE) as issuer, running_app(
        data, GOOGLE_CLIENT_ID=CLIENT_ID, GOOGLE_CLIENT_SECRET=CLIENT_SECRET, GOOGLE_ISSUER=issuer,
    ) as running:
        yield running
        _tells_no_secrets("".join(running.output))
        _keeps_no_secrets(data)


# What people typed and were given in these tests, or the shape of it.
CANARIES = re.compile(
    r"correct horse battery|three other words|[\w.+-]+@example\.com|sk_studio_[\w-]{10,}|eyJ[\w-]{8,}\.eyJ|#[\w-]{43}\b"
    r"|One hand only|Twice is once"
)


# Of those, what opens something: it may stand nowhere at all, where addresses and prompts have to stand somewhere.
SECRETS = re.compile(rb"correct horse battery|three other words|sk_studio_[\w-]{10,}|eyJ[\w-]{8,}\.eyJ|#[\w-]{43}\b")
# Values of cookies that browsers were given in these tests.
HANDED_OUT: set[str] = set()


def _tells_no_secrets(output: str) -> None:
    """Of all processes, over all journeys."""
    found = sorted({match.group()[:60] for match in CANARIES.finditer(output)})
    assert found == [], found
    assert [value[:20] for value in HANDED_OUT if value in output] == []
    assert output.count("\n") > 3, "the processes said something"


def _keeps_no_secrets(data: Path) -> None:
    """In Redis and in the database. (Mails of development stay readable in their outbox, that is what it is for.)"""
    in_redis = [(f"redis {key!r}", value) for key, value in redis_values(data)]
    in_database = [(file.name, file.read_bytes()) for file in data.glob("*.db*")]
    assert in_redis and any(b"CREATE TABLE users" in value for _, value in in_database)
    kept = in_redis + in_database
    given = [value.encode() for value in HANDED_OUT]
    found = [(name, match.group()[:60]) for name, value in kept for match in SECRETS.finditer(value)]
    assert found == []
    assert [(name, one[:20]) for name, value in kept for one in given if one in value] == []


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = os.environ.get("CHROMIUM") or next((path for name in BROWSERS if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        # Without a path Playwright takes the browser that it installed itself, and fails loudly when there is none.
        chromium = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield chromium
        chromium.close()


@dataclass
class Watched:
    """A page, and everything that the browser complained about."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" or "Content Security Policy" in message.text:
            self.complaints.append(f"{message.text} {message.location.get('url', '')}")


@pytest.fixture
def context(app: RunningApp, browser: Browser, tmp_path: Path) -> Iterator[BrowserContext]:
    made = browser.new_context(
        base_url=app.url, viewport={"width": 1440, "height": 900}, accept_downloads=True, locale="en-GB"
    )
    made.grant_permissions(["clipboard-read", "clipboard-write"], origin=app.url)
    made.set_default_timeout(15_000)
    # A busy machine may take its time; a page that never comes still fails.
    expect.set_options(timeout=15_000)
    yield made
    cookies = {str(cookie["name"]): str(cookie["value"]) for cookie in made.cookies()}
    secrets = {cookies[name] for name in ("ss_at", "ss_rt", "ss_browser", "ss_oauth") if name in cookies}
    assert len(secrets) >= 2 or "ss_csrf" not in cookies, "who is signed in has both tokens"
    HANDED_OUT.update(secrets)
    made.close()


@pytest.fixture
def watched(context: BrowserContext) -> Iterator[Watched]:
    """A page whose browser must have nothing to complain about by the end of the test."""
    seen = Watched(context.new_page())
    seen.page.on("console", seen.hear)
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    yield seen
    assert seen.complaints == []
