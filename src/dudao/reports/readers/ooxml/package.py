"""An OOXML package: a zip of XML parts, each inflated only when asked for, within limits, and parsed without entities.

Nothing is ever written to disk or fetched; a name inside the zip is only a key. What the parts say is for the modules
beside this one.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from lxml import etree

from dudao.reports.readers.ooxml.names import PR, STRICT, Element
from dudao.values.errors import UnreadableError

MAX_ENTRIES = 10_000
"""Parts and pictures in one file; a 500-page report with a picture a page has about a thousand."""
MAX_DECLARED_BYTES = 2 * 1024**3
"""Sum of the sizes that the zip directory declares, pictures included."""
MAX_PART_BYTES = 128 * 1024**2
"""One XML part, inflated; a 500-page report has about 10 MB."""
MAX_READ_BYTES = 192 * 1024**2
"""All parts together, inflated."""
MAX_RATIO = 300
"""Inflated to packed size of a large part; the XML of real reports is packed 10 to 60 times."""
RATIO_MATTERS_FROM = 8 * 1024**2
CHUNK = 1024**2

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, struct.error, ValueError, NotImplementedError, KeyError)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A link from one part to another, or to something outside the file."""

    kind: str  # the last word of its type: comments, footer, hyperlink, image …
    target: str  # a part's name, or an address when external
    external: bool


class Package:
    """The parts of one file, by name without a leading slash. Raises UnreadableError for whatever is wrong with it."""

    def __init__(self, file: Path | BinaryIO) -> None:
        try:
            self._zip = zipfile.ZipFile(file)
        except DAMAGED as error:
            raise UnreadableError(
                "文件已损坏或没有传完整（Word 文件的压缩结构读不出来）；请重新传送，或用 Word、WPS 打开后另存为 .docx",
                "the file is damaged or incomplete (its zip structure cannot be read); send it again, or save it anew as .docx",
            ) from error
        self._parts = self._directory()
        self._read_so_far = 0
        self._relationships: dict[str, dict[str, Relationship]] = {}

    def close(self) -> None:
        self._zip.close()

    def _directory(self) -> dict[str, zipfile.ZipInfo]:
        entries = self._zip.infolist()
        if len(entries) > MAX_ENTRIES:
            raise UnreadableError(
                f"文件内部有 {len(entries)} 个部件，超过上限 {MAX_ENTRIES}，不予读取；请用 Word、WPS 打开后另存为 .docx",
                f"the file holds {len(entries)} parts, over the limit of {MAX_ENTRIES}; save it anew as .docx",
            )
        if sum(entry.file_size for entry in entries) > MAX_DECLARED_BYTES:
            raise _too_large()
        return {entry.filename.replace("\\", "/").lstrip("/").lower(): entry for entry in entries}

    def entry_names(self) -> dict[str, str]:
        """Part names in lower case to the names of their entries as the zip spells them."""
        return {name: entry.filename for name, entry in self._parts.items()}

    def names(self) -> list[str]:
        return list(self._parts)

    def has(self, name: str) -> bool:
        return name.lower() in self._parts

    def read(self, name: str) -> bytes:
        """The bytes of a part, never more than the limits allow."""
        entry = self._parts[name.lower()]
        if entry.flag_bits & 0x1:
            raise encrypted()
        if entry.file_size > MAX_PART_BYTES:
            raise _too_large()
        chunks, size = [], 0
        try:
            with self._zip.open(entry) as stream:
                while chunk := stream.read(CHUNK):
                    size += len(chunk)
                    self._read_so_far += len(chunk)
                    if size > MAX_PART_BYTES or self._read_so_far > MAX_READ_BYTES:
                        raise _too_large()
                    if size > RATIO_MATTERS_FROM and size > MAX_RATIO * max(1, entry.compress_size):
                        raise _too_large()
                    chunks.append(chunk)
        except UnreadableError:
            raise
        except (*DAMAGED, RuntimeError) as error:
            raise _damaged(name) from error
        return b"".join(chunks)

    def parse(self, name: str) -> Element:
        """The root element of an XML part, in the transitional namespaces."""
        return parse_xml(self.read(name), name)

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The links of a part by id; the part "" is the package itself. None declared gives an empty dict."""
        known = self._relationships.get(part)
        if known is None:
            known = self._relationships[part] = self._read_relationships(part)
        return known

    def _read_relationships(self, part: str) -> dict[str, Relationship]:
        folder, name = posixpath.split(part)
        rels = relationships_name(part)
        if not self.has(rels):
            return {}
        found = {}
        for link in self.parse(rels).iter(f"{PR}Relationship"):
            external = link.get("TargetMode") == "External"
            target = link.get("Target") or ""
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")
            found[link.get("Id") or ""] = Relationship((link.get("Type") or "").rpartition("/")[2], target, external)
        return found

    def related(self, part: str, kind: str) -> str | None:
        """The name of the first part of a kind that a part links to and that is there."""
        for link in self.relationships(part).values():
            if link.kind == kind and not link.external and self.has(link.target):
                return link.target
        return None

    def main_part(self) -> str:
        """The name of the document part; raises UnreadableError where the file is another kind of Office file."""
        found = self.related("", "officeDocument")
        if found is None and self.has("word/document.xml"):
            found = "word/document.xml"
        folder = (found or "").partition("/")[0].lower()
        if folder in ("xl", "ppt") or (found is None and (self.has("xl/workbook.xml"))):
            raise UnreadableError(
                "这是电子表格或演示文稿，不是 Word 文档；请提供报告的 Word 文档",
                "this is a workbook or a presentation, not a Word document; give the report's Word document",
            )
        if found is None:
            raise UnreadableError(
                "文件里没有正文部件（document.xml），不是完整的 Word 文档；请用 Word、WPS 打开后另存为 .docx",
                "the file has no document part (document.xml), so it is no complete Word document; save it anew as .docx",
            )
        return found


def relationships_name(part: str) -> str:
    """The name of the part that holds the links of a part.

    >>> relationships_name("word/document.xml"), relationships_name("")
    ('word/_rels/document.xml.rels', '_rels/.rels')
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def parse_xml(content: bytes, name: str) -> Element:
    """Parse a part: no entities, no DTD, no network, depth and sizes bounded by the parser's own limits."""
    if (
        b"<!DOCTYPE" in content
        or "<!DOCTYPE".encode("utf-16-le") in content
        or "<!DOCTYPE".encode("utf-16-be") in content
    ):
        raise _doctype(name)
    if b"purl.oclc.org" in content:
        for strict, transitional in STRICT:
            content = content.replace(strict, transitional)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.LxmlError, ValueError) as error:
        if "depth" in str(error):
            raise UnreadableError(
                f"文件部件 {name} 的嵌套层数过多，不予读取；请把内容复制到新文档后再试",
                f"part {name} is nested too deeply; copy its contents into a new document",
            ) from error
        raise _damaged(name) from error
    if root.getroottree().docinfo.doctype:
        raise _doctype(name)
    return root


def encrypted() -> UnreadableError:
    """The refusal of a file that is behind a password."""
    return UnreadableError(
        "文件设有打开密码，无法读取；请在 Word、WPS 中取消密码后再检查",
        "the file is protected by a password; take the password off in Word or WPS, then check it again",
    )


def _too_large() -> UnreadableError:
    return UnreadableError(
        "文件解压后过大，疑为压缩炸弹，不予读取；如确为报告，请用 Word、WPS 打开后另存为 .docx",
        "the file inflates beyond the limit, as a zip bomb does; if it is a report, save it anew as .docx",
    )


def _damaged(name: str) -> UnreadableError:
    return UnreadableError(
        f"文件已损坏（部件 {name} 读不出来）；请重新传送，或用 Word、WPS 修复后另存为 .docx",
        f"the file is damaged (part {name} cannot be read); send it again, or repair it in Word or WPS",
    )


def _doctype(name: str) -> UnreadableError:
    return UnreadableError(
        f"文件部件 {name} 含有 DTD 声明，正常的 Word 文档没有，出于安全不予读取；请用 Word、WPS 打开后另存为 .docx",
        f"part {name} holds a DTD, which no Word document needs; it is refused for safety: save the file anew as .docx",
    )
