"""What the machine works out for a point, beside what people say: value, limit, verdict, proposed score. Never taken by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dudao.facts.contract import stages
from dudao.facts.index import plain
from dudao.indicators.output.wording import VERDICTS, unit_in
from dudao.indicators.results import FAIL, INCOMPLETE, KNOWN, PASS, IndicatorResult, Results
from dudao.indicators.trace.model import TraceNode
from dudao.values.exact import Exact
from dudao.web.assessments.known import Measured, results_of
from dudao.web.assessments.points import CENT, Marked
from dudao.web.pages.handed_in import language
from dudao.web.rounds.models import RoundBody
from dudao.web.schemes.editions import edition_of

SIGNS = {">=": "≥", "<=": "≤", "==": "=", ">": ">", "<": "<"}
TONES = {PASS: "good", FAIL: "bad", INCOMPLETE: "waiting"}


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator (and stage): value, limit, verdict, points it would give; `missing` names what is not there."""

    code: str
    name: str
    stage: str
    value: str
    limit: str
    verdict: str
    tone: str
    points: Decimal | None
    marks: Decimal | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the machine would give a point.

    Attributes:
        points: the sum of what its indicators give; None while one of them has none. `by_people`: how many of them people
            score. `worked_out` of `worked_marks`: what the others give together; None while one of them has none.
        judged_marks: what people can give at the most.
    """

    lines: tuple[Line, ...]
    points: Decimal | None
    by_people: int
    worked_out: Decimal | None = None
    worked_marks: Decimal = Decimal(0)
    judged_marks: Decimal = Decimal(0)

    @property
    def most(self) -> Decimal | None:
        """What data, ledger and the most generous judgement come to; None while the machine has no score."""
        if self.points is not None:
            return self.points
        return None if self.worked_out is None else self.worked_out + self.judged_marks

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not there, each once."""
        return tuple(dict.fromkeys(lack for line in self.lines for lack in line.missing))


def proposal_for(marked: Marked, measured: Measured) -> Proposal:
    """What the machine works out for a point."""
    results = measured.results
    if results is None:
        return Proposal((), None, 0)
    lines = tuple(_lines(marked, results))
    scored = [each for each in lines if each.marks is not None]
    known = [each.points for each in scored if each.points is not None]
    points = sum(known, Decimal(0)) if scored and len(known) == len(scored) else None
    methods = {each.indicator.code: each.indicator.scoring for each in marked.methods}
    by_people = {code for code, each in methods.items() if each is not None and each.method in ("judged", "rubric")}
    own = [each for each in scored if each.code not in by_people]
    given = [each.points for each in own if each.points is not None]
    return Proposal(
        lines,
        points,
        len(by_people),
        worked_out=sum(given, Decimal(0)) if own and len(given) == len(own) else None,
        worked_marks=sum((each.marks or Decimal(0) for each in own), Decimal(0)),
        judged_marks=sum((each.marks or Decimal(0) for each in scored if each.code in by_people), Decimal(0)),
    )


def _lines(marked: Marked, results: Results) -> Iterator[Line]:
    given = {(each.indicator, each.stage): each for score in results.scores for each in score.indicators}
    names = {each.code: each for each in marked.indicators}
    english = language() == "en"
    for each in results.results:
        indicator = names.get(each.indicator)
        if indicator is None:
            continue
        points = given.get((each.indicator, each.stage))
        is_known = points is not None and points.state == KNOWN
        yield Line(
            code=each.indicator,
            name=indicator.name_en if english else indicator.name_zh,
            stage=stages()[each.stage].label_zh if each.stage in stages() else each.stage,
            value=_value(each),
            limit=_limit(each),
            verdict=VERDICTS[each.verdict][english],
            tone=TONES.get(each.verdict, "off"),
            points=_decimal(points.points) if points is not None and is_known else None,
            marks=_decimal(points.marks) if points is not None else None,
            missing=tuple(lack.en if english else str(lack) for lack in each.missing),
        )


def _value(result: IndicatorResult) -> str:
    if not result.shown:
        return ""
    return f"{result.shown}{unit_in(result.unit, language())}"


def _limit(result: IndicatorResult) -> str:
    if result.operator is None or result.limit is None:
        return ""
    sign = SIGNS.get(result.operator, result.operator)
    return f"{sign} {plain(result.limit.as_decimal())}{unit_in(result.unit, language())}"


def _decimal(points: Fraction | None) -> Decimal | None:
    return None if points is None else Exact.of(points).quantize(2).quantize(CENT).normalize() + 0


def trace_of(evaluated: RoundBody, measured: Measured, indicator: str) -> list[tuple[IndicatorResult, TraceNode]]:
    """How an indicator came about, down to the cells, once for each of its school stages; worked out when it is asked for."""
    if measured.period is None:
        return []
    edition = edition_of(evaluated.round.edition)
    results = results_of(edition, measured.given, measured.period, evaluated.body_id, only=indicator, is_traced=True)
    return [(each, each.trace) for each in results.results if each.trace is not None]
