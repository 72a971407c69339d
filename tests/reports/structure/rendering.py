"""A report's outline as short text, and the shape documents that hold sources with the outline expected of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from dudao.reports.model import Report

SECTION = re.compile(r"^## ", re.MULTILINE)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Shape:
    """One case: a source text, the outline expected, and (where given) the whole repaired text."""

    name: str
    source: str
    outline: str
    text: str | None


def shapes_of(document: Path) -> list[Shape]:
    """The cases of a shape document."""
    shapes = []
    for section in SECTION.split(document.read_text("utf-8"))[1:]:
        blocks = {word: body.rstrip("\n") for word, body in BLOCK.findall(section)}
        name = f"{document.stem}: {section.partition(chr(10))[0].strip()}"
        shapes.append(Shape(name, blocks["source"], blocks["outline"], blocks.get("text")))
    return shapes


def render_outline(reports: tuple[Report, ...]) -> str:
    """Parts, headings (`>` where text is run in), tables, attachments and notes, one a line."""
    lines: list[str] = []
    for report in reports:
        if len(reports) > 1:
            lines.append(f"REPORT {report.number_in_file}")
        for name in ("title", "addressee", "signatory", "date"):
            value = getattr(report, name)
            if value is not None:
                lines.append(f"{name} {value}")
        lines += [f"page {key} {value}" for key, value in sorted((report.hosting or {}).items())]
        lines += [_heading(heading) for heading in report.headings]
        for table in report.tables:
            rows = len({cell.row for cell in table.cells})
            lines.append(f"table {rows} rows, {table.header_rows} head, [{table.caption}] [{table.unit}]")
        for attached in report.attachments:
            state = "present" if attached.is_present else "announced"
            lines.append(f"attachment {attached.number} {attached.title} {state}")
        lines += [f"note {note.code} 「{note.text}」" for note in report.notes]
        if report.truncated:
            lines.append("truncated")
    return "\n".join(lines)


def _heading(heading) -> str:
    raw = f" [{heading.raw}]" if heading.raw else ""
    return f"H{heading.level} {heading.number} {heading.title}{raw}{' >' if heading.run_in else ''}"
