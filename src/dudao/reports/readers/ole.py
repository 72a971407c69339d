"""The directory of an OLE compound file: the names of its streams, and the first bytes of one. Nothing is interpreted.

Old Word files, password-protected Office files, workbooks and mail messages all look alike from outside; the names of
their streams tell them apart (Compound File Binary format, [MS-CFB]).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""
_HEADER_FAT_ENTRIES = 109
_ENTRY = 128
MAX_SECTORS = 4096
"""Of the directory: 4096 sectors hold 16,384 names, far beyond any document."""


def name_in(content: bytes, name: str) -> bool:
    """Whether a stream's name stands in some bytes of an OLE file, without following its tables."""
    return name.encode("utf-16-le") in content


def stream_names(content: bytes) -> set[str]:
    """The names in the directory of an OLE file; as many as a damaged one still gives."""
    return {name for name, _, _ in _entries(content)}


def first_bytes(content: bytes, stream: str, length: int) -> bytes:
    """The first bytes (at most a sector) of a stream that is kept in ordinary sectors; b"" where it is not there."""
    sector_size = _sector_size(content)
    for name, start, size in _entries(content):
        if name == stream and size >= 4096 and sector_size:
            offset = (start + 1) * sector_size
            return content[offset : offset + min(length, sector_size)]
    return b""


def _sector_size(content: bytes) -> int:
    shift = struct.unpack_from("<H", content, 30)[0] if len(content) >= 512 else 0
    return 1 << shift if 7 <= shift <= 16 else 0


def _entries(content: bytes) -> Iterator[tuple[str, int, int]]:
    """(name, first sector, size) of every entry of the directory."""
    sector_size = _sector_size(content)
    if not sector_size:
        return
    for sector in _directory_sectors(content, sector_size):
        offset = (sector + 1) * sector_size
        for at in range(offset, min(offset + sector_size, len(content) - _ENTRY + 1), _ENTRY):
            length = struct.unpack_from("<H", content, at + 64)[0]
            if 2 <= length <= 64:
                name = content[at : at + length - 2].decode("utf-16-le", "replace")
                start, size = struct.unpack_from("<II", content, at + 116)
                yield name, start, size


def _directory_sectors(content: bytes, sector_size: int) -> Iterator[int]:
    """The sectors of the directory, followed through the allocation table; a chain that runs in a circle is cut."""
    table = struct.unpack_from(f"<{_HEADER_FAT_ENTRIES}I", content, 76)
    per_sector = sector_size // 4
    sector = struct.unpack_from("<I", content, 48)[0]
    seen: set[int] = set()
    while sector < _END and sector not in seen and len(seen) < MAX_SECTORS:
        seen.add(sector)
        yield sector
        index, within = divmod(sector, per_sector)
        if index >= _HEADER_FAT_ENTRIES or table[index] >= _END:
            return
        at = (table[index] + 1) * sector_size + within * 4
        if at + 4 > len(content):
            return
        sector = struct.unpack_from("<I", content, at)[0]
