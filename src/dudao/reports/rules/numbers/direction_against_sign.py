"""The verb says one way, the sign or the amounts say the other (增减方向与符号或数额相反)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.model import Comparison, Figure
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.numbers.amounts import ARITHMETIC, amount, rough_amount, scale_slip
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("增减方向与符号或数额相反", "Verb against sign or amounts"),
    message=Bilingual(
        "写明{verb}，但由{base}到{now}是{actual}", "the text says {verb}, but from {base} to {now} is {actual}"
    ),
    why=Bilingual(
        "方向写反会使结论相反，也使人怀疑前后两个数写颠倒了。",
        "The wrong direction turns the conclusion around, or the two amounts are the wrong way round.",
    ),
    authority=ARITHMETIC,
    help=Bilingual(
        "核对前后两个数是否写颠倒，再改正动词。",
        "See whether the two amounts are the wrong way round, then mend the verb.",
    ),
    variants={
        "fall_of_minus": Bilingual(
            "“下降”“减少”之后又带负号：{stated}，双重否定，含义不清",
            "a fall of a negative number: {stated}; the meaning is not clear",
        ),
        "rise_of_minus": Bilingual(
            "“增长”之后是负数：{stated}，宜写“下降{plain}”", "a rise of a negative number: {stated}; better 下降{plain}"
        ),
    },
    variant_help={
        "fall_of_minus": Bilingual("去掉负号，或改用“增长”。", "Drop the minus, or write 增长."),
        "rise_of_minus": Bilingual(
            "改写为“下降{plain}”；表格和并列各项中可以保留负号。",
            "Write 下降{plain}; in tables and lists the minus may stay.",
        ),
    },
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for comparison in context.reading.comparisons:
        yield from _against_amounts(context, comparison)
        change = comparison.change or comparison.difference
        direction = comparison.direction or comparison.difference_direction
        if change is not None and change.value < 0 and change.cell is None and direction:
            yield from _against_sign(context, change, direction)


def _against_amounts(context: RuleContext, comparison: Comparison) -> Iterator[Diagnostic]:
    base, now = comparison.base, comparison.now
    if not comparison.path or base is None or now is None:
        return
    before, after = rough_amount(base), rough_amount(now)
    rises = comparison.path > 0
    if (after[1] >= before[0] if rises else after[0] <= before[1]) or scale_slip(comparison):
        return
    gap = amount(now).minus(amount(base))
    if gap.low is None or gap.high is None or (gap.high >= 0 if rises else gap.low <= 0):
        return
    yield context.diagnostic(
        at=now.span,
        labels={"上期数": base.span},
        params={
            "verb": "增加" if rises else "减少",
            "base": base.text,
            "now": now.text,
            "actual": "减少" if rises else "增加",
        },
        subject=now.metric,
    )


def _against_sign(context: RuleContext, change: Figure, direction: int) -> Iterator[Diagnostic]:
    if direction > 0 and _is_listed(context.report.folded, change.span):
        return  # 分别增长3.1%、2.7%、-0.8% is usual
    yield context.diagnostic(
        at=change.span,
        params={"stated": change.text, "plain": change.text.lstrip("-－−—")},
        variant="rise_of_minus" if direction > 0 else "fall_of_minus",
        kind=Kind.REVIEW,
        severity=Severity.NOTE if direction > 0 else Severity.WARNING,
        subject=change.metric,
    )


def _is_listed(folded: str, span: Span) -> bool:
    return folded[max(0, span.start - 1) : span.start] in "、和及与" or folded[span.end : span.end + 1] in (
        "、",
        "和",
        "及",
    )


RULE = Rule(code="NUM019", name="direction-against-sign", severity=Severity.ERROR, find=find, texts=TEXTS)
