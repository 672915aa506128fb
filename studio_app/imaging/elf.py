"""Just enough ELF64 to read which symbols a library lacks and to write a library that has them."""

from __future__ import annotations

import struct
from pathlib import Path

_DYNSYM = 11
_PAGE = 0x10000  # the largest page size of the two machines
_RETURN_ZERO = {
    0x3E: b"\x31\xc0\xc3".ljust(8, b"\x90"),  # x86-64: xor eax, eax; ret
    0xB7: b"\x00\x00\x80\xd2\xc0\x03\x5f\xd6",  # aarch64: mov x0, #0; ret
}


class NotElf64(ValueError):
    """The file is not a little-endian 64-bit ELF of a machine we know."""


def _string(table: bytes, offset: int) -> str:
    return table[offset : table.index(b"\0", offset)].decode("ascii", "replace")


def undefined_symbols(path: Path) -> tuple[int, set[str]]:
    """The machine number of a shared object and the names it expects others to define."""
    data = path.read_bytes()
    if data[:6] != b"\x7fELF\x02\x01":
        raise NotElf64(str(path))
    machine = struct.unpack_from("<H", data, 18)[0]
    start, entry_size, count = struct.unpack_from("<Q", data, 40)[0], *struct.unpack_from("<HH", data, 58)
    sections = [struct.unpack_from("<IIQQQQIIQQ", data, start + i * entry_size) for i in range(count)]
    names: set[str] = set()
    for _, kind, _, _, offset, size, link, _, _, _ in sections:
        if kind != _DYNSYM:
            continue
        strings = data[sections[link][4] : sections[link][4] + sections[link][5]]
        for position in range(offset, offset + size, 24):
            name, _, _, section, _, _ = struct.unpack_from("<IBBHQQ", data, position)
            if section == 0 and name:
                names.add(_string(strings, name))
    return machine, names


def _hash(name: str) -> int:
    """The SysV ELF hash."""
    value = 0
    for byte in name.encode():
        value = (value << 4) + byte
        high = value & 0xF0000000
        value = (value ^ (high >> 24)) & ~high & 0xFFFFFFFF
    return value


def _hash_table(names: list[str]) -> bytes:
    buckets, chains = [0] * max(1, len(names)), [0] * (len(names) + 1)
    for index, name in enumerate(names, start=1):
        bucket = _hash(name) % len(buckets)
        chains[index], buckets[bucket] = buckets[bucket], index
    values = [len(buckets), len(chains), *buckets, *chains]
    return struct.pack(f"<{len(values)}I", *values)


def _segment(kind: int, flags: int, offset: int, size: int, align: int) -> bytes:
    return struct.pack("<IIQQQQQQ", kind, flags, offset, offset, offset, size, size, align)


def shared_object(soname: str, names: list[str], machine: int) -> bytes:
    """A library called `soname` whose functions `names` all return zero. File offsets equal addresses."""
    if machine not in _RETURN_ZERO:
        raise NotElf64(f"machine {machine:#x}")
    strings, offsets = b"\0", {}
    for name in [soname, *names]:
        offsets[name] = len(strings)
        strings += name.encode() + b"\0"
    code_at = 64 + 4 * 56
    code = _RETURN_ZERO[machine]
    symbols_at = code_at + len(code)
    symbols = bytes(24) + b"".join(struct.pack("<IBBHQQ", offsets[n], 0x12, 0, 1, code_at, len(code)) for n in names)
    hash_at = symbols_at + len(symbols)
    hashes = _hash_table(names)
    strings_at = hash_at + len(hashes)
    text_end = strings_at + len(strings)
    dynamic_at = (text_end + _PAGE - 1) // _PAGE * _PAGE
    entries = (
        (14, offsets[soname]),
        (4, hash_at),
        (5, strings_at),
        (10, len(strings)),
        (6, symbols_at),
        (11, 24),
        (0, 0),
    )
    dynamic = b"".join(struct.pack("<qQ", tag, value) for tag, value in entries)
    head = b"\x7fELF\x02\x01\x01".ljust(16, b"\0")
    head += struct.pack("<HHIQQQIHHHHHH", 3, machine, 1, 0, 64, 0, 0, 64, 56, 4, 64, 0, 0)
    segments = _segment(1, 5, 0, text_end, _PAGE) + _segment(1, 6, dynamic_at, len(dynamic), _PAGE)
    segments += _segment(2, 6, dynamic_at, len(dynamic), 8) + _segment(0x6474E551, 6, 0, 0, 16)
    text = head + segments + code + symbols + hashes + strings
    return text.ljust(dynamic_at, b"\0") + dynamic
