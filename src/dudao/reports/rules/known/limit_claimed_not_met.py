"""A limit is claimed as met that the data do not meet (称已达标而数据不达标)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.facts.known import Fact
from dudao.reports.rules.claims.passages import clause_of, is_problem, is_under_way
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.known.claimed_measures import time_of
from dudao.reports.rules.known.limit_claims import LIMIT_WORDS, Breach, LimitWords, breaches_of
from dudao.reports.rules.known.lookups import Known, described, known_of, shown_value
from dudao.reports.rules.nearby import matches_around
from dudao.values.periods import year
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("称已达标而数据不达标", "A limit is claimed as met that the data do not meet"),
    message=Bilingual(
        "“{claim}”与数据不符：{left}，{relation}{right}",
        "{claim} does not hold by the data: {left}, {relation} {right}",
    ),
    why=Bilingual(
        "达标与否按数据认定；报告称达标而数据不达标，会影响自评可信度。",
        "Whether a limit is met is decided by the data; claiming it against them lowers the report's credibility.",
    ),
    authority=Bilingual("{authority}", "{authority_en}"),
    help=Bilingual(
        "核对数据；确未达到的，改写表述，并写入存在的问题和下一步措施。",
        "Check the data; if the limit is not met, say so, and name it among problems and next steps.",
    ),
    variants={
        "part": Bilingual(
            "“{claim}”就全市（县）平均而言成立，但{left}，{relation}{right}",
            "{claim} holds on average, but not for each body: {left}, {relation} {right}",
        )
    },
)

RELATIONS = {
    ">=": ("低于", "below"),
    ">": ("不高于", "not above"),
    "<=": ("多于", "more than"),
    "<": ("不少于", "not below"),
}
_NEGATED = ("未", "没有实现", "尚", "不能", "难以", "离")


@dataclass(frozen=True, slots=True)
class _Hit:
    words: LimitWords
    span: Span


def find(context: RuleContext) -> Iterator[Diagnostic]:
    given = context.given
    own = given.settings.period or (year(given.year) if given.year else None)
    for hit in sorted(_hits(context), key=lambda each: each.span.start):
        if is_under_way(given, hit.span) or is_problem(given, hit.span.start) or _is_negated(context, hit.span):
            continue
        when = time_of(given, hit.span.start, own)
        if when is None:
            continue
        known = known_of(given)
        breaches = list(breaches_of(hit.words.limit, known, when, _stage_of(context, hit.span)))
        if breaches:
            yield _remark(context, hit, breaches, known)


def _hits(context: RuleContext) -> Iterator[_Hit]:
    """Claims of limits; one only touched by a longer one (超大班额 in 大班额) is left out by the patterns themselves."""
    folded = context.report.folded
    for words in LIMIT_WORDS:
        for found in matches_around(words.word, words.pattern, folded):
            yield _Hit(words, Span(*found.span()))


def _is_negated(context: RuleContext, span: Span) -> bool:
    clause = clause_of(context.given, span)
    before = context.report.folded[clause.start : span.start]
    return any(word in before for word in _NEGATED)


def _stage_of(context: RuleContext, span: Span) -> str | None:
    """The one stage that the clause names, None where it names none or several."""
    clause = clause_of(context.given, span).of(context.report.folded)
    named = [stage for word, stage in STAGE_WORDS if word in clause]
    return named[0] if named else None


STAGE_WORDS = (
    ("义务教育", "compulsory"),
    ("普通高中", "senior"),
    ("高中", "senior"),
    ("中小学", "k12"),
    ("小学", "primary"),
    ("初中", "junior"),
    ("幼儿园", "preschool"),
)


def _remark(context: RuleContext, hit: _Hit, breaches: list[Breach], known: Known) -> Diagnostic:
    own = [each for each in breaches if each.body_code == known.own]
    shown = own or breaches
    first = shown[0]
    relation = RELATIONS[first.limit.operator]
    return context.diagnostic(
        at=hit.span,
        params={
            "claim": hit.span.of(context.text),
            "left": [_side(each.left, known) for each in shown[:3]],
            "relation": relation[0] if context.given.lang != "en" else relation[1],
            "right": _right(first.right, known, first.left),
            "authority": first.limit.authority_zh + _mark(first, "zh"),
            "authority_en": first.limit.authority_en + _mark(first, "en"),
        },
        kind=None if own else Kind.REVIEW,
        severity=None if own else Severity.WARNING,
        variant=None if own else "part",
        subject=f"{hit.words.limit}|{first.left.reference}",
    )


def _mark(breach: Breach, lang: str) -> str:
    if breach.limit.status.startswith("confirmed"):
        return ""
    return "（部分内容未经核实）" if lang == "zh" else " (not confirmed in every part)"


def _side(fact: Fact, known: Known) -> str:
    return f"{described(fact, known.names)}为{shown_value(fact.value, fact.unit)}" if fact.value is not None else ""


def _right(right: Fact | Decimal, known: Known, left: Fact) -> str:
    if isinstance(right, Decimal):
        return shown_value(right, left.unit)
    return f"{right.label}（{shown_value(right.value, right.unit)}）" if right.value is not None else right.label


RULE = Rule(
    code="FAC006",
    name="limit-claimed-not-met",
    severity=Severity.ERROR,
    find=find,
    texts=TEXTS,
    needs=frozenset({"facts"}),
)
