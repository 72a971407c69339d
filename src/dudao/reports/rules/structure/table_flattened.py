"""A table lost its grid and stands one cell a line (表格失去行列)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.rules.authorities import DRAFTING
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("表格失去行列", "A table is flattened"),
    message=Bilingual(
        "这里原是表格，行列已经丢失，单元格逐行排列",
        "a table stood here; its rows and columns are lost and cells follow line by line",
    ),
    why=Bilingual(
        "行列丢失后，数字与表头的对应只能推定，核对可能不准。",
        "Without its grid, which number belongs to which header can only be guessed.",
    ),
    authority=DRAFTING,
    help=Bilingual(
        "用带表格的原件（Word 或电子表格）替换这一段，再重新检查。",
        "Put the table back from the original (Word or spreadsheet) and check again.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for note in context.report.notes:
        if note.code == "flattened_table":
            yield context.diagnostic(
                at=Span(note.start, max(note.end, note.start + 1)), params={"text": note.text.strip() or "…"}
            )


RULE = Rule(code="STR022", name="table-flattened", severity=Severity.NOTE, kind=Kind.REVIEW, find=find, texts=TEXTS)
