"""A report as PDF in the official format, set by typst; fonts that the machine lacks are replaced and named."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict
from pathlib import Path

import typst

from dudao.reports.draft.document import (
    FORMAT,
    HEADING_FONTS,
    OfficialDocument,
    Part,
    run_in_heading,
    signature_indents,
    title_lines,
)
from dudao.reports.draft.plain import attachment_lines
from dudao.values.errors import MissingToolError

TEMPLATE = Path(__file__).parent / "gb9704.typ"

FIXED_STAMP = 946_684_800
"""Seconds of the date written into the file (2000-01-01), so that equal documents are equal bytes."""

FONTS: dict[str, tuple[str, ...]] = {
    "方正小标宋简体": (
        "FZXiaoBiaoSong-B05S",
        "方正小标宋简体",
        "STZhongsong",
        "Noto Serif CJK SC",
        "Source Han Serif SC",
    ),
    "仿宋_GB2312": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "STFangsong", "FandolFang R", "Noto Serif CJK SC"),
    "楷体_GB2312": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "STKaiti", "FandolKai", "LXGW WenKai", "Noto Serif CJK SC"),
    "黑体": ("SimHei", "黑体", "STHeiti", "FandolHei", "Noto Sans CJK SC", "Source Han Sans SC"),
    "宋体": ("SimSun", "宋体", "STSong", "FandolSong", "Noto Serif CJK SC", "Source Han Serif SC"),
}
"""Official fonts, each with what may stand in for it, best first. The first two of a row count as the font itself."""


def render_pdf(document: OfficialDocument) -> tuple[bytes, tuple[str, ...]]:
    """The bytes of a PDF/A-2b, and which official fonts were replaced (as "仿宋_GB2312 → Noto Serif CJK SC").

    Raises:
        MissingToolError: the machine has no Chinese font at all.
    """
    families = set(typst.Fonts().families())
    chosen = {official: _choose(official, families) for official in FONTS}
    content = {
        "document": {
            "title": document.title,
            "addressee": document.addressee,
            "signatory": document.signatory,
            "date": document.date,
            "parts": [_part(part) for part in document.parts],
        },
        "title": title_lines(document.title),
        "attachments": attachment_lines(document.attachments),
        "indents": signature_indents(document.signatory, document.date),
        "measures": asdict(FORMAT)
        | {"line_pitch_points": FORMAT.line_pitch_points, "character_points": FORMAT.character_points},
        "fonts": {official: [*FONTS[official]] for official in FONTS},
        "headings": {str(level): font for level, font in HEADING_FONTS.items()},
    }
    with tempfile.TemporaryDirectory() as folder:
        main = Path(folder) / "main.typ"
        main.write_text(TEMPLATE.read_text("utf-8"), "utf-8")
        (Path(folder) / "content.json").write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        pdf = typst.compile(str(main), root=folder, format="pdf", pdf_standards=["a-2b"], timestamp=FIXED_STAMP)
    replaced = tuple(f"{official} → {font}" for official, font in chosen.items() if font not in FONTS[official][:2])
    return pdf, replaced


def require_font() -> None:
    """Refuse on a machine without any Chinese font: raises MissingToolError."""
    families = set(typst.Fonts().families())
    for official in FONTS:
        _choose(official, families)


def _part(part: Part) -> dict[str, object]:
    level, text = part.kind.level, part.text
    opening, length = (0, 0) if level else run_in_heading(text)
    table = None if part.table is None else {"widths": part.table.widths, **asdict(part.table)}
    return {"level": level or 0, "opening": opening, "heading": text[:length], "text": text[length:], "table": table}


def _choose(official: str, families: set[str]) -> str:
    for font in FONTS[official]:
        if font in families:
            return font
    raise MissingToolError(
        "没有可用的中文字体，无法排 PDF；请安装字体（Debian：apt-get install fonts-noto-cjk）",
        "there is no Chinese font to set a PDF with; install one (Debian: apt-get install fonts-noto-cjk)",
    )
