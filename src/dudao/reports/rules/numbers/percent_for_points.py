"""A change between two rates is written in per cent where percentage points are meant (百分比与百分点混用)."""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Fix, Kind, Severity, Texts
from dudao.reports.extract.stretches import dimension_of
from dudao.reports.model import Comparison, Figure
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.numbers.amounts import amount, growth_agrees_roughly, growth_allowed, stated_ranges
from dudao.reports.rules.numbers.rate_words import RATE_NOUN_END

TEXTS = Texts(
    summary=Bilingual("应写“个百分点”处写成“%”", "Per cent where percentage points are meant"),
    message=Bilingual(
        "由{base}到{now}相差{points}个百分点，写成“{stated}”应改为百分点",
        "{base} to {now} is {points} percentage points; {stated} should be in points",
    ),
    why=Bilingual(
        "两个百分比之差用“个百分点”；写“%”表示相对变化，4.1%下降2.8%是3.99%，不是1.3%。",
        "The difference of two rates is in points; per cent means a relative change: 4.1% less 2.8% of it is 3.99%, not 1.3%.",
    ),
    authority=Bilingual(
        "统计用语惯例：比率之差以百分点计；本系统约定", "statistical usage: rates differ by points; house rule"
    ),
    help=Bilingual(
        "把“{stated}”改为“{value}个百分点”；如确指相对变化，请写明计算方法。",
        "Write {value}个百分点; if a relative change is meant, say how it is computed.",
    ),
    variants={
        "neither": Bilingual(
            "由{base}到{now}相差{points}个百分点，印出的“{stated}”既不是百分点之差，也不是相对变化",
            "{base} to {now} is {points} points; {stated} is neither that difference nor the relative change",
        ),
        "no_base": Bilingual(
            "{now}是比率，其变动“{stated}”疑应写“个百分点”",
            "{now} is a rate; its change {stated} seems to be meant in points",
        ),
    },
    variant_help={
        "neither": Bilingual(
            "核对前后两个比率和变动幅度；比率之差写“个百分点”。",
            "Check both rates and the change; a difference of rates is in points.",
        ),
        "no_base": Bilingual(
            "如指比率之差，把“{stated}”改为“{value}个百分点”；如确指相对变化，可以不改。",
            "If the difference is meant, write {value}个百分点; if a relative change is meant, leave it.",
        ),
    },
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for comparison in context.reading.comparisons:
        change, now = comparison.change, comparison.now
        if change is None or now is None or dimension_of(change.unit) != "percent" or now.cell is not None:
            continue
        if dimension_of(now.unit) != "percent" or comparison.years is not None:
            continue
        if comparison.base is not None:
            yield from _between_rates(context, comparison, change, now, comparison.base)
        elif RATE_NOUN_END.search(_words_before(context, now)) and comparison.direction:
            yield context.diagnostic(
                at=change.span,
                labels={"比率": now.span},
                params=_params(change, now.text, "", ""),
                variant="no_base",
                kind=Kind.REVIEW,
                severity=Severity.WARNING,
                subject=now.metric,
            )


def _words_before(context: RuleContext, figure: Figure) -> str:
    """The words of the clause before a rate; 占比由 before 4.1%."""
    return context.report.folded[max(0, figure.start - 16) : figure.start]


def _between_rates(
    context: RuleContext, comparison: Comparison, change: Figure, now: Figure, base: Figure
) -> Iterator[Diagnostic]:
    if growth_agrees_roughly(comparison):
        return
    allowed = growth_allowed(comparison)
    stated = tuple(stated_ranges(change, comparison.direction))
    if allowed is not None and any(each.overlaps(allowed) for each in stated):
        return
    points = amount(now).minus(amount(base))
    fits = any(each.overlaps(points) for each in stated)
    yield context.diagnostic(
        at=change.span,
        labels={"上期比率": base.span, "本期比率": now.span},
        params=_params(change, now.text, base.text, _shown(base, now)),
        fixes=[Fix(change.span, f"{_bare(change)}个百分点")] if fits else [],
        variant=None if fits else "neither",
        subject=now.metric,
    )


def _params(change: Figure, now: str, base: str, points: str) -> dict[str, str]:
    return {"stated": change.text, "value": _bare(change), "now": now, "base": base, "points": points}


def _bare(change: Figure) -> str:
    return change.text.rstrip("%％")


def _shown(base: Figure, now: Figure) -> str:
    return str(abs(now.value - base.value))


RULE = Rule(code="NUM002", name="percent-for-points", severity=Severity.ERROR, find=find, texts=TEXTS)
