"""A presentation as PowerPoint saves it, with nothing in it but what is read."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape

_P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "application/vnd.openxmlformats-officedocument.presentationml"


def presentation(*slides: Sequence[str]) -> bytes:
    """Slides of some paragraphs each, the first of a slide its title."""
    numbers = range(1, len(slides) + 1)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="application/vnd.openxml'
        f'formats-package.relationships+xml"/><Override PartName="/ppt/presentation.xml" ContentType="{_MAIN}.presentation.main+xml"/>'
        + "".join(f'<Override PartName="/ppt/slides/slide{n}.xml" ContentType="{_MAIN}.slide+xml"/>' for n in numbers)
        + "</Types>",
        "_rels/.rels": _links(("1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f"<p:presentation {_P} {_R}><p:sldIdLst>"
        + "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in numbers)
        + '</p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/></p:presentation>',
        "ppt/_rels/presentation.xml.rels": _links(*((str(n), "slide", f"slides/slide{n}.xml") for n in numbers)),
    }
    for n, words in zip(numbers, slides, strict=True):
        shapes = "".join(_shape(line, is_title=at == 0) for at, line in enumerate(words))
        parts[f"ppt/slides/slide{n}.xml"] = f"<p:sld {_P} {_A}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return target.getvalue()


def _links(*links: tuple[str, str, str]) -> str:
    rows = "".join(f'<Relationship Id="rId{n}" Type="{_KIND}/{kind}" Target="{target}"/>' for n, kind, target in links)
    return f'<Relationships xmlns="{_LINKS}">{rows}</Relationships>'


def _shape(line: str, *, is_title: bool) -> str:
    holder = '<p:ph type="title"/>' if is_title else ""
    name = f'<p:nvSpPr><p:cNvPr id="1" name="x"/><p:cNvSpPr/><p:nvPr>{holder}</p:nvPr></p:nvSpPr><p:spPr/>'
    words = f"<p:txBody><a:bodyPr/><a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p></p:txBody>"
    return f"<p:sp>{name}{words}</p:sp>"
