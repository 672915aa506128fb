"""Every page of the list, as the tree that the browser gets: one heading, one place for the content, names for all."""

from __future__ import annotations

import re
from typing import Any

import pytest

from studio_app.ui.routes import PAGES, Page


def rendered(page: Page) -> str:
    """The page's tree as text; what a browser part draws by itself is not in it."""
    return str(page.view().render())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_a_page_has_one_place_for_its_content_and_a_title(page: Page) -> None:
    tree = rendered(page)
    assert tree.count('id:"content"') == 1
    assert page.title and page.description and len(page.title) <= 70
    assert len(re.findall(r'"h1"', tree)) <= 3  # one, in each of the states that a page can be in


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_every_picture_has_words_or_says_that_it_needs_none(page: Page) -> None:
    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if node.get("name") in ("img", '"img"'):
                assert any("alt" in str(prop) for prop in node.get("props", [])), node
            for value in node.values():
                walk(value)
        elif isinstance(node, list | tuple):
            for value in node:
                walk(value)

    walk(page.view().render())


def test_addresses_are_unique_and_private_pages_are_not_listed() -> None:
    paths = [page.path for page in PAGES]
    assert len(set(paths)) == len(paths)
    listed = {page.path for page in PAGES if page.listed}
    assert listed == {"/", "/signup", "/login", "/terms", "/privacy", "/credits"}
