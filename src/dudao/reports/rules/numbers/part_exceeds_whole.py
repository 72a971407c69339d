"""A part is greater than the whole it is a part of (分项大于总数)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.model import Figure
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.numbers.amounts import ARITHMETIC, amount, printed, rough_amount

TEXTS = Texts(
    summary=Bilingual("分项大于总数", "A part is greater than its whole"),
    message=Bilingual("“其中”{part}大于总数{whole}", "the part {part} is greater than the whole of {whole}"),
    why=Bilingual(
        "部分不可能大于整体，两个数至少有一个有误，或两者不是包含关系。",
        "A part cannot exceed its whole: one of the two is wrong, or one is no part of the other.",
    ),
    authority=ARITHMETIC,
    help=Bilingual(
        "核对两个数及单位（万元、亿元）；如不是包含关系，不用“其中”。",
        "Check both and their units; where one is no part of the other, do not write 其中.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    pairs = [(part, breakdown.whole) for breakdown in context.reading.breakdowns for part in breakdown.parts]
    pairs += [
        (each.numerator, each.denominator)
        for each in context.reading.proportions
        if each.kind == "share" and each.numerator is not None
    ]
    told: set[int] = set()
    for part, whole in pairs:
        if part is None or whole is None or part.start in told or not _exceeds(part, whole):
            continue
        told.add(part.start)
        yield context.diagnostic(
            at=part.span,
            labels={"总数": whole.span},
            params={"part": printed(part), "whole": printed(whole)},
            subject=part.metric,
        )


def _exceeds(part: Figure, whole: Figure) -> bool:
    if part.value <= whole.value and part.unit == whole.unit:
        return False
    if rough_amount(part)[0] <= rough_amount(whole)[1] * (1 - 1e-9):
        return False
    low, high = amount(part).low, amount(whole).high
    return low is not None and high is not None and low > high


RULE = Rule(code="NUM005", name="part-exceeds-whole", severity=Severity.ERROR, find=find, texts=TEXTS)
