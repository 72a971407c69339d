"""A letter stands where a digit is meant: 9l.6%, 2O所 (字母误作数字)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Fix, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.numbers.misprints import is_letter

TEXTS = Texts(
    summary=Bilingual("字母误作数字", "A letter for a digit"),
    message=Bilingual(
        "“{stated}”中的“{mark}”是字母，疑为数字，即{meant}", "{mark} in {stated} is a letter; {meant} seems meant"
    ),
    why=Bilingual(
        "字母混入数字多由识别或录入造成，程序读不出数，人也容易看漏。",
        "A letter among digits comes from recognition or typing; programs cannot read the number and people miss it.",
    ),
    authority=Bilingual("本系统约定", "house rule"),
    help=Bilingual("核对原始数据后改为“{meant}”。", "Check the data, then write {meant}."),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for figure in context.reading.figures:
        if is_letter(figure.printed_wrong):
            meant = f"{figure.value}{figure.unit or ''}"
            yield context.diagnostic(
                at=figure.span,
                params={"stated": figure.span.of(context.text), "mark": figure.printed_wrong, "meant": meant},
                fixes=[Fix(figure.span, meant)],
                subject=figure.metric,
            )


RULE = Rule(code="NUM018", name="letter-for-digit", severity=Severity.ERROR, find=find, texts=TEXTS)
