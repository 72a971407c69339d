"""A claim of a rise or a fall, without a figure, that the data contradict (表述与数据相反)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.facts.datasets import previous_period
from dudao.facts.index import plain
from dudao.facts.known import Fact
from dudao.reports.bind.times import compared_with
from dudao.reports.model import Claim
from dudao.reports.rules.authorities import TRUTHFULNESS
from dudao.reports.rules.claims.passages import is_planned, is_problem
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.known.claimed_measures import ClaimedMeasure, claimed_measures, time_of
from dudao.reports.rules.known.lookups import Known, described, known_of, shown_value
from dudao.values.periods import Period, year

TEXTS = Texts(
    summary=Bilingual("表述与数据相反", "A claim is contradicted by the data"),
    message=Bilingual(
        "“{claim}”与数据不符：{subject}由{base}变为{now}，{change}",
        "{claim} does not hold by the data: {subject} went from {base} to {now}, {change}",
    ),
    why=Bilingual(
        "没有数字的表述也要经得起数据核对；方向说反，评审人会怀疑其他表述。",
        "A claim without a figure is held against the data too; one in the wrong direction casts doubt on the rest.",
    ),
    authority=TRUTHFULNESS,
    help=Bilingual(
        "核对数据；属实的，把表述改成与数据相符，或写明是哪些学段、哪个口径。",
        "Check the data; make the claim fit them, or say for which stages and on which definition it holds.",
    ),
)

RISES, FALLS = frozenset(("rise",)), frozenset(("fall",))
_YEARLY = re.compile(r"逐年|连年|连续[一二三四五六七八九\d]年|年年")


def find(context: RuleContext) -> Iterator[Diagnostic]:
    given = context.given
    own = given.settings.period or (year(given.year) if given.year else None)
    for claim in given.reading.claims:
        if claim.kind not in RISES | FALLS or is_planned(given, claim.span) or is_problem(given, claim.start):
            continue
        known = known_of(given)
        when = time_of(given, claim.start, own)
        against = compared_with(given.report.folded, claim.end, when)
        if when is None or (against is not None and (against.is_other or against.year)):
            continue
        for measure in claimed_measures(claim, known.wordings):
            contrary = _contrary(claim, measure, known, when)
            if contrary is not None:
                yield _remark(context, claim, known, *contrary)
                break


def _contrary(claim: Claim, measure: ClaimedMeasure, known: Known, when: Period) -> tuple[Fact, Fact] | None:
    """The first fact that moved against the claim, with its growth; a restated base goes before the published one."""
    sign = 1 if claim.kind in RISES else -1
    scope = known.own if measure.phrase.body is None else measure.phrase.body
    if scope is None:
        return None
    for fact in _facts(measure, known, scope, when, _YEARLY.search(claim.text) is not None):
        moved = known.index.growth_of(fact, restated=True, as_difference=True)
        moved = moved or known.index.growth_of(fact, as_difference=True)
        if moved is not None and moved.value is not None and moved.value * sign < 0:
            return fact, moved
    return None


def _facts(measure: ClaimedMeasure, known: Known, body: str, when: Period, is_yearly: bool) -> Iterator[Fact]:
    metrics = {meaning.metric for meaning in measure.phrase.meanings}
    if len(metrics) != 1:
        return
    metric = metrics.pop()
    named = measure.stages
    if named is None:
        found = known.index.given_stages.get((metric, body), set())
        named = (None,) if None in found else tuple(sorted(stage for stage in found if stage))
    periods = [when]
    while is_yearly and known.index.find(metric, named[0] if named else None, body, periods[-1]) is not None:
        periods.append(previous_period(periods[-1]))
    for stage in named:
        for period in periods:
            fact = known.index.find(metric, stage, body, period)
            if fact is not None and fact.value is not None:
                yield fact


def _remark(context: RuleContext, claim: Claim, known: Known, fact: Fact, moved: Fact) -> Diagnostic:
    base = known.index.by_reference.get(moved.derived_from[1])
    now, before = fact.value, base.value if base else None
    fell = moved.value is not None and moved.value < 0
    size = shown_value(abs(moved.value), moved.unit) if moved.value is not None else ""
    return context.diagnostic(
        at=claim.span,
        params={
            "claim": claim.text,
            "subject": described(fact, known.names),
            "base": shown_value(before, fact.unit) if before is not None else "",
            "now": shown_value(now, fact.unit) if now is not None else "",
            "change": ("减少" if fell else "增加") + size,
            "value": plain(moved.value) if moved.value is not None else "",
        },
        subject=f"{fact.metric}|{claim.kind}",
    )


RULE = Rule(
    code="FAC005",
    name="claim-contradicted-by-data",
    severity=Severity.ERROR,
    find=find,
    texts=TEXTS,
    needs=frozenset({"facts"}),
)
