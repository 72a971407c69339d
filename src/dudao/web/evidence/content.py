"""What a file is, told from its first bytes and, for packed files, from the names inside; never from what it is called.

Pure: knows neither Django nor a library that parses documents.
"""

from __future__ import annotations

import mmap
import zipfile
from enum import StrEnum
from pathlib import Path

HEAD_BYTES = 8_192
LARGEST_DIRECTORY = 4_000_000
"""Bytes of the list of names in a packed file; some 40,000 names, where a document has some dozens."""


class FileKind(StrEnum):
    """What a file is; only PDF, pictures and office documents are ever shown, as pictures of their pages."""

    PDF = "pdf"
    IMAGE = "image"
    WORD = "word"
    SHEET = "sheet"
    SLIDES = "slides"
    TEXT = "text"
    WEB = "web"
    LOCKED = "locked"
    ARCHIVE = "archive"
    MEDIA = "media"
    PROGRAM = "program"
    OTHER = "other"


SUFFIXES = {
    FileKind.PDF: ".pdf",
    FileKind.IMAGE: ".img",
    FileKind.WORD: ".docx",
    FileKind.SHEET: ".xlsx",
    FileKind.SLIDES: ".pptx",
    FileKind.TEXT: ".txt",
    FileKind.WEB: ".html",
}
"""What a file of a kind is opened as; other kinds are not opened."""
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*")
ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"MSCF")
PROGRAMS = (
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\x00asm",
    b"#!",
    b"L\x00\x00\x00\x01\x14\x02\x00",
)
MEDIA = (b"ID3", b"OggS", b"\x1aE\xdf\xa3", b"fLaC", b"\xff\xfb", b"FLV\x01", b"\x30\x26\xb2\x75")
WEB_MARKS = (b"<!doctype html", b"<html", b"<svg", b"<script", b"<iframe", b"<body", b"mime-version:")
MEMBERS = (
    ("word/", FileKind.WORD),
    ("xl/", FileKind.SHEET),
    ("ppt/", FileKind.SLIDES),
    ("META-INF/MANIFEST.MF", FileKind.PROGRAM),
    ("AndroidManifest.xml", FileKind.PROGRAM),
)
MIMETYPES = (
    (b"application/vnd.oasis.opendocument.text", FileKind.WORD),
    (b"application/vnd.oasis.opendocument.spreadsheet", FileKind.SHEET),
    (b"application/vnd.oasis.opendocument.presentation", FileKind.SLIDES),
)
STREAMS = (
    ("EncryptedPackage", FileKind.LOCKED),
    ("WordDocument", FileKind.WORD),
    ("Workbook", FileKind.SHEET),
    ("Book", FileKind.SHEET),
    ("PowerPoint Document", FileKind.SLIDES),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(path: Path) -> FileKind:
    """What the file at a path is; OTHER where nothing tells."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if head.startswith(b"PK"):
        return _packed(path)
    if head.startswith(OLE):
        return _in_streams(path)
    return kind_of_head(head)


def kind_of_head(head: bytes) -> FileKind:
    """What a file is by its first bytes alone; packed files need more.

    >>> kind_of_head(b"%PDF-1.7"), kind_of_head(b"MZ\\x90\\x00"), kind_of_head("会议纪要".encode())
    (<FileKind.PDF: 'pdf'>, <FileKind.PROGRAM: 'program'>, <FileKind.TEXT: 'text'>)
    """
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    if head.startswith(PICTURES) or head[8:15] == b"WEBPVP8" or (head[:2] == b"BM" and head[14:18] in _BITMAPS):
        return FileKind.IMAGE
    if head.startswith(PROGRAMS) or (head[:2] == b"MZ" and not _is_text(head)):
        return FileKind.PROGRAM
    if head.startswith(ARCHIVES) or head[257:262] == b"ustar":
        return FileKind.ARCHIVE
    if head.startswith(MEDIA) or head[4:8] == b"ftyp" or head[8:12] in (b"WAVE", b"AVI "):
        return FileKind.MEDIA
    if head.startswith(b"{\\rtf"):
        return FileKind.WORD
    if any(mark in head.lower() for mark in WEB_MARKS):
        return FileKind.WEB
    return FileKind.TEXT if _is_text(head) else FileKind.OTHER


_BITMAPS = tuple(size.to_bytes(4, "little") for size in (12, 40, 52, 56, 64, 108, 124))


def _is_text(head: bytes) -> bool:
    """Whether bytes are text of one of the encodings in use; a character cut at the end is let pass."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\0" in head:
        return False
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False


def _packed(path: Path) -> FileKind:
    if _directory_size(path) > LARGEST_DIRECTORY:
        return FileKind.ARCHIVE
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            mimetype = archive.read("mimetype") if "mimetype" in names and _is_small(archive) else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return FileKind.ARCHIVE
    for begin, kind in MIMETYPES:
        if mimetype.startswith(begin):
            return kind
    for member, kind in MEMBERS:
        if any(name.startswith(member) for name in names):
            return kind
    return FileKind.OTHER if "OFD.xml" in names else FileKind.ARCHIVE


def _is_small(archive: zipfile.ZipFile) -> bool:
    return archive.getinfo("mimetype").file_size < 200


def _directory_size(path: Path) -> int:
    """Bytes that a ZIP file says its list of names takes; 0 where it does not say (APPNOTE.TXT 4.3.16)."""
    with path.open("rb") as file:
        file.seek(-min(path.stat().st_size, 66_000), 2)
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    return int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0


def _in_streams(path: Path) -> FileKind:
    """What an OLE file holds: names of its streams stand in it as UTF-16."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        for name, kind in STREAMS:
            if content.find((name + "\0").encode("utf-16-le")) >= 0:
                return kind
    return FileKind.OTHER
