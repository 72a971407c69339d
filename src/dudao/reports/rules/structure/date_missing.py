"""A whole formal report bears no date of issue (缺成文日期)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.rules.authorities import SIGNATURE
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.structure.outline import is_formal, title_span

TEXTS = Texts(
    summary=Bilingual("缺成文日期", "The date of issue is missing"),
    message=Bilingual("文末没有成文日期", "no date of issue stands at the end"),
    why=Bilingual(
        "没有成文日期，文中“今年”“目前”“截至某月底”都无从推定。",
        "Without a date, 今年, 目前 or 截至某月底 in the text cannot be resolved.",
    ),
    authority=SIGNATURE,
    help=Bilingual(
        "在署名下一行用阿拉伯数字写全年、月、日，如“2021年11月5日”，月、日不编虚位。",
        "Write year, month and day in full under the signature, in Arabic numerals without leading zeros.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    report = context.report
    last = report.paragraphs[-1] if report.paragraphs else None
    is_open = any(last is not None and last.start <= each.start for each in context.reading.placeholders)
    if is_formal(report) and not report.truncated and not report.date and not is_open:
        yield context.diagnostic(at=title_span(report))


RULE = Rule(code="STR012", name="date-missing", severity=Severity.NOTE, kind=Kind.REVIEW, find=find, texts=TEXTS)
