"""Says in a file how its picture came about: XMP that IPTC, Adobe and the platforms' AI labels read.

Written when a file leaves; pixels are never compressed again. WebM takes no XMP and is left out.
"""

from __future__ import annotations

import html
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Final, Literal
from xml.sax.saxutils import quoteattr

from studio_app.imaging.containers import avif, gif, jpeg, png, webp

Carrier = Literal["png", "apng", "jpeg", "webp", "avif", "gif"]
# IPTC NewsCodes, "Digital Source Type": what painted the art decides.
SourceType = Literal["compositeWithTrainedAlgorithmicMedia", "trainedAlgorithmicMedia", "algorithmicMedia"]
VOCABULARY: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_CONTAINERS: Final[dict[Carrier, ModuleType]] = {
    "png": png, "apng": png, "jpeg": jpeg, "webp": webp, "avif": avif, "gif": gif,
}
_MAGIC: Final[tuple[tuple[bytes, Carrier], ...]] = (
    (png.SIGNATURE, "png"), (b"\xff\xd8\xff", "jpeg"), (b"RIFF", "webp"), (b"GIF8", "gif"),
)
_NAMES: Final = {
    "digital_source_type": "Iptc4xmpExt:DigitalSourceType",
    "lineage_id": "xmpMM:DocumentID",
    "software": "xmp:CreatorTool",
    "model": "Iptc4xmpExt:AISystemUsed",
}
_SPACES: Final = {
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}


@dataclass(frozen=True, slots=True)
class Provenance:
    """`lineage_id` names the asset across all its files; `model` is who painted the art, when a model did."""

    lineage_id: str
    digital_source_type: SourceType
    software: str
    model: str | None = None


def source_type(painted_by_model: bool) -> SourceType:
    """Our own letters always stand over the art, so a model's picture is a composite."""
    return "compositeWithTrainedAlgorithmicMedia" if painted_by_model else "algorithmicMedia"


def _attribute(name: str, value: str) -> str:
    # Control characters may not stand in XML at all.
    plain = "".join(character for character in value if character.isprintable())
    return f"{name}={quoteattr(plain)}"


def packet(provenance: Provenance) -> bytes:
    """The XMP packet, UTF-8, read-only."""
    values = {
        "digital_source_type": VOCABULARY + provenance.digital_source_type,
        "lineage_id": provenance.lineage_id, "software": provenance.software, "model": provenance.model,
    }
    spaces = " ".join(f'xmlns:{short}="{space}"' for short, space in _SPACES.items())
    told = " ".join(_attribute(_NAMES[key], value) for key, value in values.items() if value is not None)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces} {told}/></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def _ask(function: Callable[..., Any], *parts: bytes) -> Any:
    """What a container answers; every way of being damaged is a ValueError."""
    try:
        return function(*parts)
    except (struct.error, LookupError) as fault:
        raise ValueError("the file is damaged") from fault


def with_provenance(data: bytes, format: Carrier, provenance: Provenance) -> bytes:
    """`data` with its XMP replaced; the compressed pixels stay byte for byte. ValueError for a damaged file."""
    made: bytes = _ask(_CONTAINERS[format].embed, data, packet(provenance))
    return made


def strip(data: bytes, format: Carrier) -> bytes:
    """`data` without XMP, Exif, comments, profiles and credentials. ValueError for a damaged file."""
    bare: bytes = _ask(_CONTAINERS[format].strip, data)
    return bare


def _carrier(data: bytes) -> Carrier:
    for magic, format in _MAGIC:
        if data.startswith(magic):
            return format
    if data[4:8] == b"ftyp":
        return "avif"
    raise ValueError("not a picture that carries XMP")


def _told(xmp: str, name: str) -> str | None:
    """A property as attribute or as element. No XML parser: packets of strangers may hold entity bombs."""
    for pattern in (rf"""{name}\s*=\s*(["'])(.*?)\1""", rf"<{name}>(\s*)(.*?)\s*</{name}>"):
        if found := re.search(pattern, xmp, re.S):
            return html.unescape(found[2])
    return None


def read_provenance(data: bytes) -> Provenance | None:
    """What `with_provenance` wrote, from a file of any of its formats; None when there is nothing of the kind.

    ValueError for a damaged file.
    """
    xmp = _ask(_CONTAINERS[_carrier(data)].extract, data)
    if xmp is None:
        return None
    text = xmp.decode("utf-8", "replace")
    values = {key: _told(text, name) for key, name in _NAMES.items()}
    kind = (values["digital_source_type"] or "").removeprefix(VOCABULARY)
    if kind not in ("compositeWithTrainedAlgorithmicMedia", "trainedAlgorithmicMedia", "algorithmicMedia"):
        return None
    return Provenance(values["lineage_id"] or "", kind, values["software"] or "", values["model"])  # type: ignore[arg-type]
