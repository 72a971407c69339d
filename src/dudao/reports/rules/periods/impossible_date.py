"""A date that the calendar does not have: 2月30日, 13月 (日期不存在)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.periods.printed_days import printed_points

TEXTS = Texts(
    summary=Bilingual("日期不存在", "A date that does not exist"),
    message=Bilingual("“{stated}”不存在", "{stated} does not exist"),
    why=Bilingual(
        "不存在的日期说明录入有误，所记事项无从核对。",
        "A date that does not exist is a slip, and what it dates cannot be checked.",
    ),
    authority=Bilingual("公历", "the calendar"),
    help=Bilingual("查原始记录，改为实际日期。", "Look at the record and write the real date."),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for time in context.reading.times:
        if time.period is None and "月" in time.text and not all(point.exists for point in printed_points(time.text)):
            yield context.diagnostic(at=time.span, params={"stated": time.text})


RULE = Rule(code="PER002", name="impossible-date", severity=Severity.ERROR, find=find, texts=TEXTS)
