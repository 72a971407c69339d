"""How a Word file looks that is made from a text: styles by the role of a paragraph, paper and margins of GB/T 9704-2012.

Named styles with outline levels, so that Word and WPS show the outline beside the text.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from dudao.reports.model import Report
from dudao.reports.readers.ooxml.names import MAIN, Element, W

STYLE_OF_KIND = {"title": "Title", "addressee": "Flush", "signatory": "Signed", "date": "Signed", "table_row": "Flush"}
"""Paragraph kinds that are not set as running text."""

_FONTS = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
_PLAIN, _SMALL = "仿宋_GB2312", "宋体"
_STYLES = f"""<w:styles xmlns:w="{MAIN}"><w:docDefaults>
<w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{_PLAIN}"/>
<w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>
<w:pPr><w:spacing w:line="579" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/></w:pPr></w:style>
{{styles}}</w:styles>"""
_STYLE = """<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>
<w:pPr>{look}</w:pPr><w:rPr>{type}</w:rPr></w:style>"""
_NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'


def _styles() -> str:
    look_of: Mapping[str, tuple[str, str, str]] = {
        "Title": ("Title", f'<w:spacing w:after="579"/>{_NO_INDENT}<w:jc w:val="center"/>', _type(_FONTS[0], 44)),
        "Flush": ("Flush", _NO_INDENT, ""),
        "Signed": (
            "Signed",
            '<w:ind w:rightChars="400" w:right="1280" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>',
            "",
        ),
        **{
            f"Heading{level}": (f"heading {level}", f'<w:outlineLvl w:val="{level - 1}"/>', _type(font, 32))
            for level, font in enumerate((*_FONTS[1:], _PLAIN), start=1)
        },
    }
    return "".join(
        _STYLE.format(id=name, name=shown, look=look, type=kind) for name, (shown, look, kind) in look_of.items()
    )


def _type(font: str, half_points: int) -> str:
    return f'<w:rFonts w:eastAsia="{font}"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def styles_part() -> bytes:
    """The styles part of a Word file made from a text."""
    root = etree.fromstring(_STYLES.format(styles=_styles()))
    part: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return part


def add_page_setup(body: Element) -> None:
    """A4 with the margins of GB/T 9704-2012, 5.2.1: type area 156 mm by 225 mm, 37 mm above and 28 mm left of it."""
    section = etree.SubElement(body, f"{W}sectPr")
    etree.SubElement(section, f"{W}pgSz", attrib={f"{W}w": "11906", f"{W}h": "16838"})
    margins = {
        "top": "2098",
        "right": "1474",
        "bottom": "1984",
        "left": "1587",
        "header": "851",
        "footer": "1417",
        "gutter": "0",
    }
    etree.SubElement(section, f"{W}pgMar", attrib={f"{W}{name}": value for name, value in margins.items()})


def style_at(report: Report, position: int, headings: Mapping[int, int]) -> str:
    """The style of the line that begins at a position; "" for running text. `headings`: start to level, run-in ones left out."""
    level = headings.get(position)
    if level is not None:
        return f"Heading{level}"
    paragraph = report.paragraph_at(position)
    return STYLE_OF_KIND.get(paragraph.kind, "") if paragraph is not None else ""
