"""A decimal point is printed as another mark: 1843。6, 12，5%, 3..2 (小数点误印)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Fix, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.numbers.misprints import is_letter

TEXTS = Texts(
    summary=Bilingual("小数点误印", "A decimal point misprinted"),
    message=Bilingual(
        "“{stated}”中的小数点误印为“{mark}”，疑为{meant}",
        "the point in {stated} is printed as {mark}; {meant} seems meant",
    ),
    why=Bilingual("误印的小数点会使数被截断或读错。", "A misprinted point cuts the number or makes it another one."),
    authority=Bilingual(
        "GB/T 15835-2011《出版物上数字用法》：小数点为齐阿拉伯数字底线的实心点“.”",
        "GB/T 15835-2011: the decimal point is a solid dot on the baseline of the digits",
    ),
    help=Bilingual("核对原始数据后改为“{meant}”。", "Check the data, then write {meant}."),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for figure in context.reading.figures:
        if figure.printed_wrong and not is_letter(figure.printed_wrong):
            meant = f"{figure.value}{figure.unit or ''}"
            yield context.diagnostic(
                at=figure.span,
                params={"stated": figure.span.of(context.text), "mark": figure.printed_wrong, "meant": meant},
                fixes=[Fix(figure.span, meant)],
                subject=figure.metric,
            )


RULE = Rule(code="NUM016", name="decimal-mark-wrong", severity=Severity.ERROR, find=find, texts=TEXTS)
