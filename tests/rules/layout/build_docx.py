"""Builds a report in the official format as a real Word file, with the deviations that a case document names.

A `layout` block is TOML; every key may be left out and then is as GB/T 9704-2012 asks:

    paper = [210, 297]             width and height in mm
    margins = [37, 35, 28, 26]     top, bottom, left, right in mm
    grid = 28.95                   points between the lines of the page's grid; none if left out
    page_number = "— # —"          # is the number; "" for none
    page_number_size = 14
    page_number_sides = ["right", "left"]     odd and even pages; one entry: all pages alike
    blank_before_attachment = true
    plain = true                   no font, size, indent, pitch or alignment anywhere, as from a bare program
    [title] [addressee] [heading1] … [heading4] [body] [attachment] [signatory] [date]
        font, size, align, indent (characters), left, right (characters), pitch (points) or multiple (lines)

The text is the case's `report` block, one paragraph a line, or `TEXT`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.reports.readers.word_files import docx_bytes

TEXT = """云州市2021年教育工作自评报告
省人民政府教育督导委员会：
按照工作部署，云州市对照评价要点逐条开展自查自评，现将有关情况报告如下。
一、工作开展情况
（一）加强组织领导
市委常委会会议、市政府常务会议全年研究教育议题17次，较上年增加5次，各项工作有序推进。
（二）保障教育投入
2021年全市一般公共预算教育支出49.18亿元，全部按时拨付到位，没有挤占挪用情况。
1.落实生均拨款
各学段生均公用经费均按标准足额安排，并向农村小规模学校和寄宿制学校适当倾斜。
二、存在问题和下一步打算
城区学位供给仍然偏紧，我们将加快推进新建学校项目，确保按期建成投入使用。

附件：1.云州市教育经费统计表
2.云州市新建学校项目表

云州市人民政府
2021年11月5日"""

BODY: dict[str, Any] = {"font": "仿宋_GB2312", "size": 16, "align": "justify", "indent": 2, "pitch": 28.95}
STYLES: dict[str, dict[str, Any]] = {
    "title": {"font": "方正小标宋简体", "size": 22, "align": "center", "pitch": 28.95},
    "addressee": BODY | {"indent": 0},
    "heading1": BODY | {"font": "黑体"},
    "heading2": BODY | {"font": "楷体_GB2312"},
    "heading3": BODY,
    "heading4": BODY,
    "body": BODY,
    "attachment": BODY,
    "signatory": BODY | {"align": "right", "indent": 0, "right": 2},
    "date": BODY | {"align": "right", "indent": 0, "right": 4},
}
_HEADINGS = (
    ("heading1", re.compile(r"[一二三四五六七八九十]+\s?[、.．，]")),
    ("heading2", re.compile(r"[（(][一二三四五六七八九十]+[）)]")),
    ("heading3", re.compile(r"\d+[.．、](?!\d)")),
    ("heading4", re.compile(r"[（(]\d+[）)]")),
)
_ALIGN = {"justify": "both"}
TWIPS_PER_MM = 1440 / 25.4


def build_docx(path: Path, text: str, layout: dict[str, Any]) -> Path:
    """Write the Word file of a text in a layout; returns the path."""
    lines = (text or TEXT).split("\n")
    kinds = _kinds(lines)
    if not layout.get("blank_before_attachment", True):
        kept = [at for at, kind in enumerate(kinds) if not _is_blank_before_attachment(lines, kinds, at)]
        lines, kinds = [lines[at] for at in kept], [kinds[at] for at in kept]
    body = "".join(_paragraph(line, kind, layout) for line, kind in zip(lines, kinds, strict=True))
    parts = {}
    sides = layout.get("page_number_sides", ["right", "left"])
    if layout.get("page_number", "— # —"):
        parts = {f"footer{number}": _footer(side, layout) for number, side in enumerate(sides, 1)}
    parts["settings"] = "<w:evenAndOddHeaders/>" if len(sides) > 1 else ""
    path.write_bytes(docx_bytes(body + _section(layout, [name for name in parts if name != "settings"]), parts))
    return path


def _kinds(lines: list[str]) -> list[str]:
    """What each line is, by plain signs; the builder's own guess, not the structure under test."""
    kinds = []
    for at, line in enumerate(lines):
        if at == 0:
            kind = "title"
        elif at <= 2 and line.endswith(("：", ":")):
            kind = "addressee"
        elif line.startswith("附件") or (at and kinds[-1] == "attachment" and re.match(r"\d+[.．、]", line)):
            kind = "attachment"
        elif re.fullmatch(r"\d{4}年\d{1,2}月\d{1,2}日", line) and at == len(lines) - 1:
            kind = "date"
        elif at == len(lines) - 2 and len(line) < 20 and not line.endswith("。"):
            kind = "signatory"
        else:
            kind = next((name for name, shape in _HEADINGS if shape.match(line)), "body")
        kinds.append(kind)
    return kinds


def _is_blank_before_attachment(lines: list[str], kinds: list[str], at: int) -> bool:
    return not lines[at] and at + 1 < len(lines) and kinds[at + 1] == "attachment"


def _paragraph(line: str, kind: str, layout: dict[str, Any]) -> str:
    if layout.get("plain"):
        return f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"
    style = STYLES[kind] | layout.get(kind, {})
    if "multiple" in style:
        spacing = f'<w:spacing w:line="{round(style["multiple"] * 240)}" w:lineRule="auto"/>'
    elif style.get("pitch"):
        spacing = f'<w:spacing w:line="{round(style["pitch"] * 20)}" w:lineRule="exact"/>'
    else:
        spacing = ""
    indents = "".join(
        f' w:{name}Chars="{round(style[key] * 100)}"'
        for key, name in (("left", "left"), ("right", "right"), ("indent", "firstLine"))
        if style.get(key)
    )
    align = _ALIGN.get(style["align"], style["align"])
    look = f'<w:rFonts w:eastAsia="{style["font"]}"/>' if style["font"] else ""
    look += f'<w:sz w:val="{round(style["size"] * 2)}"/>' if style["size"] else ""
    properties = f'{spacing}<w:ind{indents}/><w:jc w:val="{align}"/>'
    run = f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{line}</w:t></w:r>' if line else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def _footer(side: str, layout: dict[str, Any]) -> str:
    before, _, after = layout.get("page_number", "— # —").partition("#")
    size = round(layout.get("page_number_size", 14) * 2)

    def run(inner: str) -> str:
        return f'<w:r><w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="{size}"/></w:rPr>{inner}</w:r>'

    field = (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run("<w:instrText> PAGE </w:instrText>")
        + run('<w:fldChar w:fldCharType="separate"/>')
        + run("<w:t>1</w:t>")
        + run('<w:fldChar w:fldCharType="end"/>')
    )
    ends = [run(f'<w:t xml:space="preserve">{text}</w:t>') if text else "" for text in (before, after)]
    return f'<w:p><w:pPr><w:jc w:val="{side}"/></w:pPr>{ends[0]}{field}{ends[1]}</w:p>'


def _section(layout: dict[str, Any], footers: list[str]) -> str:
    width, height = (round(side * TWIPS_PER_MM) for side in layout.get("paper", [210, 297]))
    top, bottom, left, right = (round(side * TWIPS_PER_MM) for side in layout.get("margins", [37, 35, 28, 26]))
    references = "".join(
        f'<w:footerReference w:type="{which}" r:id="{name}"/>'
        for which, name in zip(("default", "even"), footers, strict=False)
    )
    grid = f'<w:docGrid w:type="lines" w:linePitch="{round(layout["grid"] * 20)}"/>' if "grid" in layout else ""
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}"/>{grid}</w:sectPr>'
    )
