"""The archive that people download: a folder per platform, what goes where, and what was checked."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from studio_app.catalog.asset_types import AssetType
from studio_app.catalog.platforms import PLATFORMS
from studio_app.imaging.export.destinations import destination
from studio_app.imaging.export.names import slug
from studio_app.imaging.export.types import ExportFile
from studio_app.imaging.preflight.report import Report, size_words

CHECKLIST, REPORT = "checklist.txt", "preflight.json"
# The first moment that an archive can express: the same files give the same bytes on any day.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_READABLE = 0o644 << 16
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Delivery:
    """One finished asset: its files as they are to be uploaded, and its report. `title` only names it to people."""

    asset_type: AssetType
    files: tuple[ExportFile, ...]
    report: Report | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Placed:
    path: str
    platform: str
    delivery: Delivery
    file: ExportFile


def _placed(deliveries: Iterable[Delivery]) -> Iterator[_Placed]:
    """Every file in the folder of each of its platforms; what has the name of an earlier file stands in `set-2`."""
    used: set[str] = set()
    for delivery in deliveries:
        for platform in delivery.asset_type.platforms:
            for file in delivery.files:
                folder, number = slug(platform), 1
                while (path := f"{folder}/{slug_file(file.name)}") in used:
                    number += 1
                    folder = f"{slug(platform)}/set-{number}"
                used.add(path)
                yield _Placed(path, platform, delivery, file)


def slug_file(name: str) -> str:
    """`name` with a safe stem and its last extension."""
    stem, dot, extension = name.rpartition(".")
    return f"{slug(stem)}.{slug(extension, 'bin')}" if dot else slug(name)


def _choices(placed: Sequence[_Placed]) -> list[list[_Placed]]:
    """Files of one asset and size together: people upload one of them."""
    groups: dict[tuple[int, int, int, bool], list[_Placed]] = {}
    for item in placed:
        key = id(item.delivery), item.file.width, item.file.height, item.file.moving
        groups.setdefault(key, []).append(item)
    return list(groups.values())


def _lines(platform: str, placed: Sequence[_Placed]) -> Iterator[str]:
    label = PLATFORMS[platform].label if platform in PLATFORMS else platform
    yield from ("", label, "-" * len(label))
    for choice in _choices(placed):
        delivery, first = choice[0].delivery, choice[0].file
        words = " ".join(delivery.title.split())
        yield f"[ ] {first.label}, {first.width} x {first.height} pixels{': ' if words else ''}{words}"
        for item in choice:
            file = item.file
            limit = f"{size_words(len(file.data))} of at most {size_words(file.max_bytes)}"
            yield f"    {'or ' * (item is not choice[0])}{item.path}, {limit}"
        if first.enlarged:
            yield "    It was enlarged from a smaller picture and is no sharper than that."
        place = destination(delivery.asset_type, platform)
        yield f"    {place.where}."
        if place.link:
            yield f"    {place.link}"


def _verdict(deliveries: Sequence[Delivery]) -> Iterator[str]:
    reports = [delivery.report for delivery in deliveries if delivery.report is not None]
    checks = [check for report in reports for check in report.checks]
    failed = [check for check in checks if not check.passed]
    if not checks:
        return
    yield from ("", "Checks", "------")
    if not failed:
        yield "Every check passed."
    for check in failed:
        yield f"! {check.file + ': ' if check.file else ''}{check.sentence}"


def checklist(deliveries: Sequence[Delivery]) -> str:
    """Plain sentences: which file goes where, and what to look at first."""
    placed = list(_placed(deliveries))
    platforms = dict.fromkeys(item.platform for item in placed)
    lines = ["What to upload where", "===================="]
    for platform in platforms:
        lines += _lines(platform, [item for item in placed if item.platform == platform])
    return "\n".join([*lines, *_verdict(deliveries)]) + "\n"


def package(deliveries: Sequence[Delivery]) -> bytes:
    """A ZIP archive; the same deliveries give the same bytes. ValueError when there is nothing to pack."""
    if not any(delivery.files for delivery in deliveries):
        raise ValueError("nothing to pack")
    return b"".join(stream(deliveries))


def stream(deliveries: Iterable[Delivery]) -> Iterator[bytes]:
    """The archive piece by piece, each delivery as soon as it is there; what tells of all of them comes last."""
    sink, seen = _Sink(), list[Delivery]()

    def noted() -> Iterator[Delivery]:
        for delivery in deliveries:
            seen.append(delivery)
            yield delivery

    with zipfile.ZipFile(sink, "w") as archive:
        for item in _placed(noted()):
            _add(archive, item.path, item.file.data, zipfile.ZIP_STORED)  # pictures do not compress twice
            yield sink.taken()
        reports = [delivery.report.to_dict() for delivery in seen if delivery.report is not None]
        _add(archive, REPORT, json.dumps(reports, indent=2, ensure_ascii=False).encode(), zipfile.ZIP_DEFLATED)
        _add(archive, CHECKLIST, checklist(seen).encode(), zipfile.ZIP_DEFLATED)
    yield sink.taken()


class _Sink(io.RawIOBase):
    """Where an archive is written that nobody can go back in."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def taken(self) -> bytes:
        pieces, self._pieces = self._pieces, []
        return b"".join(pieces)


def _add(archive: zipfile.ZipFile, path: str, data: bytes, method: int) -> None:
    entry = zipfile.ZipInfo(path, _EPOCH)
    entry.compress_type, entry.create_system, entry.external_attr = method, _UNIX, _READABLE
    archive.writestr(entry, data)
