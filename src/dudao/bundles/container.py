"""The zip around a bundle, opened with mistrust: what it lists, and what of that is not as it was sealed."""

from __future__ import annotations

import hashlib
import stat
import struct
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from dudao.bundles.faults import Fault, FaultKind
from dudao.bundles.limits import Limits
from dudao.bundles.names import is_safe
from dudao.bundles.write import CHUNK, EPOCH
from dudao.values.errors import UnreadableError

TROUBLES = (BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error, struct.error, OSError, ValueError)
"""What the library for zips raises on damaged or hostile files."""
END, END_SIZE, LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
LOCAL_SIZE = 30


@contextmanager
def opened(path: Path, limits: Limits) -> Iterator[ZipFile]:
    """The zip at a path.

    Raises:
        UnreadableError: no zip, a damaged one, or one whose directory is larger than any bundle's.
    """
    try:
        with path.open("rb") as file:
            size = _directory_size(file)
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error
    if size is None or size > limits.directory:
        raise _unreadable(path, "zip directory" if size is None else f"{size} > {limits.directory} bytes of directory")
    try:
        found = ZipFile(path)
    except TROUBLES as error:
        raise _unreadable(path, str(error)) from error
    with found:
        yield found


def _directory_size(file: IO[bytes]) -> int | None:
    """Bytes from the start of the zip's directory to the end of the file at most; None where there is no end record.

    A directory of the larger form (zip64) says its size elsewhere: then all that could be directory is counted.
    """
    whole = file.seek(0, 2)
    start = max(0, whole - END_SIZE - LONGEST_COMMENT)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_SIZE:
        return None
    size: int = struct.unpack("<L", tail[at + 12 : at + 16])[0]
    if size != 0xFFFFFFFF:
        return size
    record = tail.rfind(b"PK\x06\x06", 0, at)
    return struct.unpack("<Q", tail[record + 40 : record + 48])[0] if 0 <= record <= at - 48 else None


def _unreadable(path: Path, why: str) -> UnreadableError:
    return UnreadableError(
        f"{path.name} 不是封存件，或已损坏（{why[:120]}）；请重新下载",
        f"{path.name} is no bundle, or damaged ({why[:120]}); download it again",
    )


def entry_faults(zip_file: ZipFile, limits: Limits) -> Iterator[Fault]:
    """What is wrong with the entries before any is read: number, names, links, sizes; and whether it was packed anew."""
    entries = zip_file.infolist()
    if len(entries) > limits.parts:
        yield Fault(FaultKind.LIMIT, "*", str(limits.parts), str(len(entries)))
        return
    for name, count in Counter(each.filename for each in entries).items():
        if count > 1:
            yield Fault(FaultKind.TWICE, name, "1", str(count))
    total = sum(each.file_size for each in entries)
    if total > limits.total:
        yield Fault(FaultKind.LIMIT, "*", f"{limits.total} bytes", f"{total} bytes")
    for each in entries:
        yield from _faults_of(each, limits)
    if why := _packed_anew(zip_file):
        yield Fault(FaultKind.REPACKED, "", "", why)


def _faults_of(info: ZipInfo, limits: Limits) -> Iterator[Fault]:
    if info.orig_filename != info.filename or not is_safe(info.filename):
        yield Fault(FaultKind.NAME, info.orig_filename)
    kind = stat.S_IFMT(info.external_attr >> 16)
    if info.is_dir() or kind not in (0, stat.S_IFREG):
        yield Fault(FaultKind.LINK, info.filename, "", "link" if stat.S_ISLNK(kind) else "folder or device")
    if info.flag_bits & 0x1 or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        yield Fault(FaultKind.UNREADABLE, info.filename, "", "encrypted, or packed in a way that is not taken")
    if info.file_size > limits.part:
        yield Fault(FaultKind.LIMIT, info.filename, f"{limits.part} bytes", f"{info.file_size} bytes")
    elif limits.is_bomb(info.file_size, info.compress_size):
        found = f"{info.file_size // max(info.compress_size, 1)} : 1"
        yield Fault(FaultKind.LIMIT, info.filename, f"{limits.ratio} : 1", found)


def _packed_anew(zip_file: ZipFile) -> str:
    """Why the container is not as it was sealed, "" where it is: packed entries, other times, bytes of no entry."""
    place = 0
    for info in sorted(zip_file.infolist(), key=lambda each: each.header_offset):
        if info.compress_type != ZIP_STORED or info.date_time != EPOCH or info.comment:
            return f"{info.filename[:80]}: packed, dated or with a comment"
        if info.header_offset != place:
            return f"{info.filename[:80]}: bytes before it belong to no part"
        place += LOCAL_SIZE + _lengths_before(zip_file, place) + info.compress_size
    if zip_file.comment or zip_file.start_dir != place:
        return "bytes after the parts belong to none"
    return ""


def _lengths_before(zip_file: ZipFile, place: int) -> int:
    """Bytes of name and further fields in the header of an entry; 0 where there is none to be read."""
    assert zip_file.fp is not None  # the file is open
    zip_file.fp.seek(place + LOCAL_SIZE - 4)
    lengths = zip_file.fp.read(4)
    return sum(struct.unpack("<HH", lengths)) if len(lengths) == 4 else 0


@dataclass(frozen=True, slots=True)
class Content:
    """What was read of an entry: hash and size, or why it could not be read; whether the zip's own sum agrees."""

    sha256: str = ""
    size: int = 0
    trouble: str = ""
    sum_agrees: bool = True


def content_of(zip_file: ZipFile, name: str, most: int) -> Content:
    """Hash and size of an entry, read in pieces and no further than `most` bytes.

    The zip's own checksum is compared by hand: the library would stop at it and not tell the hash.
    """
    digest, size, checksum = hashlib.sha256(), 0, 0
    info = zip_file.getinfo(name)
    wanted = info.CRC
    del info.CRC
    try:
        with zip_file.open(info) as entry:
            while chunk := entry.read(CHUNK):
                digest.update(chunk)
                checksum = zlib.crc32(chunk, checksum)
                size += len(chunk)
                if size > most:
                    return Content(trouble=f"> {most} bytes")
    except TROUBLES as error:
        return Content(trouble=str(error)[:120] or type(error).__name__)
    finally:
        info.CRC = wanted
    return Content(digest.hexdigest(), size, "", checksum == wanted)


def bytes_of(zip_file: ZipFile, name: str, most: int) -> bytes | None:
    """The bytes of a small entry; None where it is absent, too large or cannot be read."""
    try:
        info = zip_file.getinfo(name)
        if info.file_size > most:
            return None
        with zip_file.open(info) as entry:
            content = entry.read(most + 1)
    except (KeyError, *TROUBLES):
        return None
    return content if len(content) <= most else None
