"""Reads Word files in the zip form (.docx, .docm, .dotx): recognises them by content, walks them, notes what is odd.

Limits on the zip and its parts stand in `ooxml/package.py`, the others in `limits.py`.
Nothing outside the file is ever fetched.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from dudao.reports.model import Block, ReadingProblem, Source
from dudao.reports.readers import ole
from dudao.reports.readers.contract import Answer, Reader
from dudao.reports.readers.limits import in_force, require_blocks, require_characters, require_size
from dudao.reports.readers.ooxml.package import Package, encrypted
from dudao.reports.readers.ooxml.story import DocumentWalk
from dudao.values.errors import UnreadableError
from dudao.values.spans import Place

ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
MAX_REFERENCES = 20
_HARMLESS = {"hyperlink"}


def recognise(head: bytes, name: str) -> Answer:
    """Whether the first bytes are those of a Word file in the zip form, or of one behind a password."""
    if head.startswith(ole.MARK):
        if ole.name_in(head, "EncryptedPackage"):
            return Answer(90, "an Office file behind a password (OLE with EncryptedPackage)")
        return Answer(0, "an OLE file without an encrypted package")
    if not head.startswith(ZIP_MARKS):
        return Answer(0, "not a zip file")
    if b"mimetypeapplication/" in head[:80]:
        return Answer(0, "an OpenDocument or EPUB file")
    if b"word/" in head or b"wordprocessingml" in head:
        return Answer(95, "a zip file with Word parts")
    if b"xl/" in head or b"ppt/" in head:
        return Answer(20, "a zip file with parts of another Office program")
    if b"[Content_Types].xml" in head or b"_rels/" in head:
        return Answer(70, "an Office package")
    is_named_so = name.lower().endswith((".docx", ".docm", ".dotx"))
    return Answer(40 if is_named_so else 15, "a zip file of some kind")


def read(path: Path) -> Source:
    """A Word file to blocks in reading order. Raises UnreadableError with one plain sentence, nothing else."""
    content = _bytes_of(path)
    if content.startswith(ole.MARK):
        if "EncryptedPackage" in ole.stream_names(content):
            raise encrypted()
        raise UnreadableError(
            "这是旧版 Word 格式（.doc）或其他 OLE 文件，扩展名与内容不符；请用 Word、WPS 另存为 .docx",
            "this is an old Word file (.doc) or another OLE file, whatever its name says; save it anew as .docx",
        )
    package = Package(BytesIO(content))
    walk = DocumentWalk(package)
    blocks = _blocks_of(walk)
    return Source(
        kind="docx",
        blocks=blocks,
        name=path.name,
        reader=READER.name,
        pages=walk.pages,
        page_setups=walk.page_setups,
        problems=(*walk.problems, *_package_problems(package)),
    )


def _bytes_of(path: Path) -> bytes:
    try:
        require_size(path.stat().st_size, in_force().file_bytes)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            f"文件 {path.name} 打不开；请检查路径和权限",
            f"the file {path.name} cannot be opened; check path and rights",
        ) from error


def _blocks_of(walk: DocumentWalk) -> tuple[Block, ...]:
    """The blocks of a walk, as long as they stay within the limits."""
    blocks: list[Block] = []
    characters = 0
    for walked in walk.blocks():
        blocks.append(walked.block)
        characters += len(walked.block.text)
        if not len(blocks) % 1000:
            require_blocks(len(blocks))
            require_characters(characters)
    require_characters(characters)
    return tuple(blocks)


def _package_problems(package: Package) -> list[ReadingProblem]:
    """Macros, and links to things outside the file that opening it in Word would load."""
    problems = []
    names = package.names()
    if any(name.endswith("vbaproject.bin") for name in names):
        problems.append(ReadingProblem("macro", Place(), "vbaProject.bin"))
    for name in names:
        if not name.endswith(".rels") or len(problems) > MAX_REFERENCES:
            continue
        folder, _, part = name.rpartition("_rels/")
        for link in package.relationships(folder + part.removesuffix(".rels")).values():
            if link.external and link.kind not in _HARMLESS and len(problems) <= MAX_REFERENCES:
                problems.append(ReadingProblem("external_reference", Place(), link.target[:200], {"kind": link.kind}))
    return problems


READER = Reader(name="word", recognise=recognise, read=read)
