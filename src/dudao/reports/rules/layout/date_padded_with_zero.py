"""Month or day of a date has a leading zero (日期编了虚位): 2021年05月06日."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Fix, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.layout.authorities import DATE_DIGITS
from dudao.reports.rules.layout.marks import PADDED_DATE
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("日期编了虚位", "A date is padded with zeros"),
    message=Bilingual(
        "有{count}处日期的月、日前加了0，如“{text}”（首处在此）",
        "{count} dates are padded with zeros, such as {text} (first one here)",
    ),
    why=Bilingual("公文日期的月、日不编虚位。", "Official dates are not padded."),
    authority=DATE_DIGITS,
    help=Bilingual("改为“{due}”的写法。", "Write {due}."),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    found = list(PADDED_DATE.pattern.finditer(context.report.folded))
    if found:
        span = Span(*found[0].span())
        due = span.of(context.report.folded).replace("年0", "年").replace("月0", "月")
        yield context.diagnostic(
            at=span,
            params={"count": len(found), "text": span.of(context.text), "due": due},
            fixes=[Fix(span, due, "suggested")],
        )


RULE = Rule(
    code="LAY017",
    name="date-padded-with-zero",
    severity=Severity.NOTE,
    find=find,
    texts=TEXTS,
    needs=frozenset({"word"}),
)
