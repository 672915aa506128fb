"""What a file says of itself when it leaves: how it came about, sealed by this installation. Pure; runs in the offload
process."""

from __future__ import annotations

from dataclasses import dataclass

from studio_app.imaging.credentials import Signing, sign
from studio_app.imaging.provenance import Provenance, with_provenance

CARRIERS = ("png", "apng", "jpeg", "webp", "avif", "gif")


@dataclass(frozen=True, slots=True)
class Mark:
    """`signing` is None where nobody vouches for the file."""

    provenance: Provenance
    signing: Signing | None = None


def marked(data: bytes, format: str, max_bytes: int, mark: Mark) -> bytes:
    """`data` with as much of the mark as its format carries and the limit leaves room for; pixels stay the same."""
    if format not in CARRIERS:
        return data
    carrier = "png" if format == "apng" else format
    told = with_provenance(data, carrier, mark.provenance)  # type: ignore[arg-type]
    if len(told) > max_bytes:
        return data
    if mark.signing is None:
        return told
    sealed = sign(told, carrier, mark.provenance, mark.signing)  # type: ignore[arg-type]
    return sealed if len(sealed) <= max_bytes else told
