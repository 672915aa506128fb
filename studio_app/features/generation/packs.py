"""Packs of the catalogue as batches."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace

from studio_app.catalog.packs import Pack, PackItem
from studio_app.features.generation.types import BatchCommand, BatchItem, GenerateCommand


@dataclass(frozen=True, slots=True)
class PackWish:
    """What a person says about a whole pack. `wanted` holds for every item; its title goes where the pack has no words
    of its own, its idea everywhere."""

    wanted: GenerateCommand
    master_asset_id: uuid.UUID | None = None


def pack_command(pack: Pack, wish: PackWish) -> BatchCommand:
    items = tuple(BatchItem(item_command(pack, item, wish.wanted)) for item in pack.items)
    return BatchCommand(items, pack.id, wish.master_asset_id)


def item_command(pack: Pack, item: PackItem, wanted: GenerateCommand) -> GenerateCommand:
    said = [text for text in (item.idea, wanted.custom_prompt, pack.idea) if text]
    return replace(
        wanted, asset_type=item.asset_type, title=item.words or wanted.title, custom_prompt=", ".join(said) or None
    )
