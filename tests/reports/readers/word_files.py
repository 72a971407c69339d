"""Builds small Word files from raw XML, so that tests say exactly what stands in them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{MAIN}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ROOTS = {
    "styles": "styles",
    "numbering": "numbering",
    "settings": "settings",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header": "hdr",
    "footer": "ftr",
}


def paragraph(text: str = "", *, properties: str = "", run: str = "") -> str:
    """A w:p with one run; `properties` and `run` are the XML inside w:pPr and w:rPr."""
    inner = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def part(root: str, inner: str) -> str:
    return f"{DECLARATION}<w:{root} {NAMESPACES}>{inner}</w:{root}>"


def document_xml(body: str) -> str:
    return part("document", f"<w:body>{body}</w:body>")


def docx_bytes(body: str, parts: dict[str, str] | None = None, *, extra: dict[str, bytes] | None = None) -> bytes:
    """A Word file. `parts`: kind of part (styles, footer2 …) to the XML inside its root; `extra`: further entries."""
    names = {name: name.rstrip("0123456789") for name in (parts or {})}
    links = "".join(
        f'<Relationship Id="{name}" Type="{TYPE}/{kind}" Target="{name}.xml"/>' for name, kind in names.items()
    )
    entries: dict[str, bytes] = {
        "[Content_Types].xml": (
            f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.document.main+xml"/>'
            + "".join(
                f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
                f'wordprocessingml.{kind}+xml"/>'
                for name, kind in names.items()
            )
            + "</Types>"
        ).encode(),
        "_rels/.rels": _relationships(
            f'<Relationship Id="rId1" Type="{TYPE}/officeDocument" Target="word/document.xml"/>'
        ),
        "word/document.xml": document_xml(body).encode(),
        "word/_rels/document.xml.rels": _relationships(links),
    }
    for name, inner in (parts or {}).items():
        entries[f"word/{name}.xml"] = part(ROOTS[names[name]], inner).encode()
    return zip_bytes(entries | (extra or {}))


def _relationships(inner: str) -> bytes:
    return (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{inner}</Relationships>"
    ).encode()


def zip_bytes(entries: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in entries.items():
            packed.writestr(name, content)
    return buffer.getvalue()


def written(folder: Path, content: bytes, name: str = "report.docx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path
