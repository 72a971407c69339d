"""The parts of a Word package that declare others: content types and links, with comments added, macros taken out."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from lxml import etree

from dudao.reports.readers.ooxml.names import CONTENT_TYPES, CT, PACKAGE_RELATIONS, PR, RELATIONS, STRICT, Element
from dudao.reports.readers.ooxml.package import Package, relationships_name

TYPES_PART = "[Content_Types].xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCUMENT_TYPE = f"{_WORD}.document.main+xml"
COMMENTS_TYPE = f"{_WORD}.comments+xml"
STYLES_TYPE = f"{_WORD}.styles+xml"
_MACRO_KINDS = {"vbaProject", "wordVbaData"}


def comments_part(package: Package, main: str) -> str:
    """The name of the comments part: the one the document links to, else a new one beside the document."""
    for link in package.relationships(main).values():
        if link.kind == "comments" and not link.external:
            return link.target
    folder = posixpath.dirname(main)
    name, count = posixpath.join(folder, "comments.xml"), 1
    while package.has(name):
        count += 1
        name = posixpath.join(folder, f"comments{count}.xml")
    return name


def with_comments_declared(package: Package, main: str, part: str) -> dict[str, bytes]:
    """Content types and the document's links, changed so that the comments part belongs to it; by part name."""
    types = package.parse(TYPES_PART)
    _declare(types, main, DOCUMENT_TYPE)
    _declare(types, part, COMMENTS_TYPE)
    for element in list(types):
        if "vbaProject" in (element.get("ContentType") or "") or "vbaData" in (element.get("ContentType") or ""):
            types.remove(element)
    links_name = relationships_name(main)
    has_links = package.has(links_name)
    is_strict = has_links and b"purl.oclc.org" in package.read(links_name)
    links = (
        package.parse(links_name) if has_links else etree.Element(f"{PR}Relationships", nsmap={None: PACKAGE_RELATIONS})
    )
    for link in list(links):
        if (link.get("Type") or "").rpartition("/")[2] in _MACRO_KINDS:
            links.remove(link)
    if not any((link.get("Type") or "").endswith("/comments") for link in links):
        used = {link.get("Id") for link in links}
        number = next(count for count in range(1, len(used) + 2) if f"rIdDudao{count}" not in used)
        target = posixpath.relpath(part, posixpath.dirname(main) or ".")
        etree.SubElement(
            links,
            f"{PR}Relationship",
            attrib={"Id": f"rIdDudao{number}", "Type": f"{RELATIONS}/comments", "Target": target},
        )
    return {TYPES_PART: serialise(types), links_name: serialise(links, strict=is_strict)}


def _declare(types: Element, part: str, content_type: str) -> None:
    for override in types.iterchildren(f"{CT}Override"):
        if (override.get("PartName") or "").lstrip("/").lower() == part.lower():
            override.set("ContentType", content_type)
            return
    etree.SubElement(types, f"{CT}Override", attrib={"PartName": f"/{part}", "ContentType": content_type})


def serialise(root: Element, *, strict: bool = False) -> bytes:
    """An XML part as bytes, in the strict namespaces where the file uses them."""
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    for name, transitional in STRICT if strict else ():
        content = content.replace(transitional, name)
    return content


def plain_package(document: bytes, comments: bytes, styles: bytes) -> dict[str, bytes]:
    """The parts of the smallest Word file that holds a document with comments and styles."""
    types = etree.Element(f"{CT}Types", nsmap={None: CONTENT_TYPES})
    for extension, content_type in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ):
        etree.SubElement(types, f"{CT}Default", attrib={"Extension": extension, "ContentType": content_type})
    _declare(types, "word/document.xml", DOCUMENT_TYPE)
    _declare(types, "word/comments.xml", COMMENTS_TYPE)
    _declare(types, "word/styles.xml", STYLES_TYPE)
    return {
        TYPES_PART: serialise(types),
        "_rels/.rels": _links({"officeDocument": "word/document.xml"}),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _links({"comments": "comments.xml", "styles": "styles.xml"}),
        "word/comments.xml": comments,
        "word/styles.xml": styles,
    }


def _links(targets: Mapping[str, str]) -> bytes:
    links = etree.Element(f"{PR}Relationships", nsmap={None: PACKAGE_RELATIONS})
    for number, (kind, target) in enumerate(targets.items(), start=1):
        link = {"Id": f"rId{number}", "Type": f"{RELATIONS}/{kind}", "Target": target}
        etree.SubElement(links, f"{PR}Relationship", attrib=link)
    return serialise(links)
