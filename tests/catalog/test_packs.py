"""Packs: every item can be asked for, and the whole is never more than a batch."""

from __future__ import annotations

import pytest

from studio_app.catalog.packs import PACKS, Pack
from studio_app.catalog.tiers import TIERS
from studio_app.features.generation import rules
from studio_app.features.generation.packs import PackWish, pack_command
from studio_app.features.generation.types import MAX_BATCH, BatchItem, GenerateCommand


@pytest.mark.parametrize("pack", PACKS.values(), ids=str)
def test_every_pack_can_be_ordered_as_it_stands(pack: Pack) -> None:
    command = pack_command(pack, PackWish(GenerateCommand("", "Title", custom_prompt="x" * 1800)))
    assert command.pack == pack.id and 1 <= len(command.items) <= MAX_BATCH
    assert rules.batch_problems(command.items) == {}
    assert len({(item.asset_type, item.words) for item in pack.items}) == len(pack.items), "no two the same"


def test_the_seeds_packs_are_there_and_the_first_fits_the_free_plan() -> None:
    assert {"starter", "pro", "complete", "seasonal", "emote", "stream"} <= set(PACKS)
    assert len(PACKS["starter"].items) <= TIERS["free"].assets_limit


def test_words_and_ideas_of_pack_item_and_person_come_together() -> None:
    command = pack_command(PACKS["spooky"], PackWish(GenerateCommand("", "Night 3", custom_prompt="a lake")))
    by_type = {item.wanted.asset_type: item.wanted for item in command.items}
    assert by_type["twitch_banner"].title == "Night 3" and by_type["twitch_offline"].title == "Gone haunting"
    assert by_type["thumbnail"].custom_prompt == f"a lake, {PACKS['spooky'].idea}"
    emote = next(item.wanted for item in command.items if item.wanted.title == "BOO")
    assert emote.custom_prompt == f"friendly ghost, a lake, {PACKS['spooky'].idea}"
    assert all(isinstance(item, BatchItem) and item.variations == 1 for item in command.items)
