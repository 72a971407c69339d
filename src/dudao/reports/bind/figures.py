"""Figures to facts: what a figure measures, of whom, when, and whether the fact says the same.

A figure is bound to one fact or to none. Where its words, its body or its time leave room for two, it is undecided with
the candidates named; where a word of its phrase is not understood it is unbound. Every look-up is by key: the work grows
with the number of figures, not with figures times facts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from dudao.facts.contract import stages
from dudao.facts.index import FactIndex
from dudao.facts.known import Fact, KnownFacts
from dudao.reports.bind.agreement import Verdict, compare, factor_of, fits, kind_of_unit
from dudao.reports.bind.division_counts import speaks_of_some
from dudao.reports.bind.model import BindingState
from dudao.reports.bind.partial import why_narrower
from dudao.reports.bind.scopes import Scope, Scopes
from dudao.reports.bind.times import ComparedWith, Wanted, compared_with, earlier_periods, wanted_periods
from dudao.reports.bind.wordings import WHOLE, Meaning, Phrase, stage_pattern, wordings_of
from dudao.reports.model import Figure, Reading, Role
from dudao.values.periods import Period
from dudao.values.records import record
from dudao.values.reference import FactReference

UNSTATED_STAGES = ("total", "compulsory", "k12")
"""What a measure without its stage may mean; of two that are known none is meant surely."""
LEANING = "指标是从前一句承接的"
NEAR = 120
"""Characters between a figure and the one whose measure it takes over."""
_OF_WHICH = re.compile(r"的\d")
"""占符合条件教师8430人的12.3%: the number is of what the share is a share of."""
NEVER_BOUND = frozenset((Role.TARGET, Role.FORECAST))
SCHOOL_UNITS = frozenset(("所", "个", "家", "园"))


@record
class Outcome:
    """What binding one figure gave, without its place; equal figures share one."""

    state: BindingState
    fact: FactReference | None = None
    candidates: tuple[FactReference, ...] = ()
    expected: Decimal | None = None
    difference: Decimal | None = None
    basis: str = ""
    scope: str = ""
    why: str = ""
    measure: str = "level"
    slip: str = ""


@record
class Candidate:
    """A fact that a figure may state; `is_sure` where words, body and time leave no doubt."""

    fact: Fact
    measure: str
    is_sure: bool


@record
class Sense:
    """What a figure says it is: its phrase, body, whether it is a level or a change, and what a change is against."""

    phrase: Phrase
    scope: Scope
    measure: str
    against: ComparedWith | None = None


@record
class Subject:
    """One measure and stage that a phrase may mean."""

    metric: str
    stage: str | None
    is_sure: bool


def unbound(why: str) -> Outcome:
    """The outcome of a figure that no fact is asked of, with the reason in Chinese."""
    return Outcome(BindingState.UNBOUND, why=why)


UNKNOWN_WORDS = unbound("指标词没有完全读懂")
UNKNOWN_BODY = unbound("说的不是已知数据里的单位")
NO_TIME = unbound("没有写明时期")
NO_FACT = unbound("没有对应的数据")
OTHER_BASE = unbound("是与别的单位或指标相比")
PLANNED = unbound("是目标或预计数")
SOME_DIVISIONS = unbound("说的是其中一部分县（市、区）")


class FigureBinder:
    """Binds the figures of one report; holds what was worked out for equal phrases and equal figures."""

    def __init__(self, reading: Reading, known: KnownFacts, *, period: Period | None, index: FactIndex) -> None:
        self.index = index
        self.report = reading.report
        self.folded = reading.report.folded
        self.scopes = Scopes(reading, known)
        self.wordings = wordings_of(known)
        self.period = period
        self._levels = {each.change.start: each.now for each in reading.comparisons if each.change and each.now}
        self._wholes = {part.start: each.whole for each in reading.breakdowns for part in each.parts}
        self._has_stage = index.given_stages
        self._candidates: dict[tuple[object, ...], tuple[Candidate, ...] | Outcome] = {}
        self._outcomes: dict[tuple[object, ...], Outcome] = {}
        self._before: Figure | None = None
        self._measured: Figure | None = None

    def bind(self, figure: Figure) -> Outcome:
        """What one figure states. Figures must come in the order of the text: a share may lean on the one before it."""
        before, self._before = self._before, figure
        if figure.role in NEVER_BOUND:
            return PLANNED
        phrase = self._phrase(figure, before)
        if phrase is None:
            return UNKNOWN_WORDS
        is_leaning = not phrase.meanings and figure.unit not in SCHOOL_UNITS
        if is_leaning:
            phrase = self._leaned(figure, phrase)
        elif phrase.meanings and figure.role is not Role.CHANGE:
            self._measured = figure
        if speaks_of_some(self.folded, figure, phrase):
            return SOME_DIVISIONS
        scope = self.scopes.of_figure(figure, phrase)
        if scope is None:
            return UNKNOWN_BODY
        measure = measure_of(figure, phrase)
        if measure is None:
            return UNKNOWN_WORDS
        against = None
        if measure != "level":
            against = compared_with(self.folded, figure.start, figure.when or self.period)
            if against is not None and against.is_other:
                return OTHER_BASE
        key = (
            phrase,
            figure.unit,
            measure,
            against,
            scope,
            figure.when,
            figure.role,
            figure.same_basis,
            figure.comparison,
        )
        candidates = self._candidates.get(key)
        if candidates is None:
            candidates = self._candidates[key] = self._find(figure, Sense(phrase, scope, measure, against))
        if isinstance(candidates, Outcome):
            return candidates
        full_key = (*key, figure.value, figure.approx, figure.bound, figure.direction, figure.change)
        outcome = self._outcomes.get(full_key)
        if outcome is None:
            outcome = self._outcomes[full_key] = decide(figure, candidates, scope)
        if outcome.state is BindingState.DIFFERS and self._rounding_explains(figure, candidates, outcome):
            return replace(outcome, state=BindingState.AGREES)
        if outcome.state is not BindingState.DIFFERS:
            return outcome
        why = (
            LEANING
            if is_leaning
            else why_narrower(figure, candidates[0].fact, self.report)
            if measure == "level"
            else ""
        )
        return _undecided(why, candidates, scope) if why else outcome

    def _rounding_explains(self, figure: Figure, candidates: Sequence[Candidate], outcome: Outcome) -> bool:
        """A change worked out from the amounts as printed may be off by their rounding: that is no contradiction.

        The base is taken to be rounded as the level beside the change is; a difference of amounts may be off by one unit
        of its last digit.
        """
        if outcome.measure == "level" or outcome.difference is None:
            return False
        if outcome.measure == "change":
            return abs(outcome.difference) <= _step(figure.value)
        now = self._levels.get(figure.start)
        bases = [self.index.by_reference.get(reference) for reference in candidates[0].fact.derived_from]
        if (
            now is None
            or now.approx
            or now.bound
            or len(bases) != 2
            or any(base is None or not base.value for base in bases)
        ):
            return False
        values = [base.value for base in bases if base is not None and base.value is not None]
        half = _step(now.value) / 2 * factor_of(now.unit) / factor_of(bases[0].unit if bases[0] else None)
        room = half / values[1] * (1 + abs(values[0] / values[1])) * 100
        return abs(outcome.difference) <= room + _step(figure.value) / 2

    def _phrase(self, figure: Figure, before: Figure | None) -> Phrase | None:
        """The figure's phrase; 占… leans on the figure before it, a part (其中小学…人) on its whole."""
        metric = figure.metric
        if metric.startswith("占") and before is not None and before.sentence == figure.sentence:
            return self.wordings.read(before.metric + metric)
        if "占" in metric[1:] and _OF_WHICH.match(self.folded, figure.end):
            return self.wordings.read(metric.rpartition("占")[2])
        phrase = self.wordings.read(metric)
        whole = self._wholes.get(figure.start)
        if whole is None or whole is figure:
            return phrase
        joined = self.wordings.read(whole.metric + metric)
        if (
            joined is not None
            and len(joined.meanings)
            and joined.stage is None
            and (phrase is None or not phrase.stage)
        ):
            return joined
        if phrase is not None and not phrase.meanings and figure.unit not in SCHOOL_UNITS:
            of_whole = self.wordings.read(whole.metric)
            is_narrower = of_whole is None or of_whole.stage not in (None, WHOLE)
            return None if is_narrower else self.wordings.in_stage(of_whole, phrase.stage)
        return phrase

    def _leaned(self, figure: Figure, phrase: Phrase) -> Phrase:
        """小学生均教育经费11628.90元，…；普通高中为14688.31元: a bare stage takes the measure said just before it, of its unit."""
        last = self._measured
        if last is None or figure.start - last.end > NEAR or "。" in self.folded[last.end : figure.start]:
            return phrase
        if figure.role is not Role.CHANGE and kind_of_unit(last.unit) != kind_of_unit(figure.unit):
            return phrase
        return self.wordings.read(figure.metric + stage_pattern().sub("", last.metric)) or phrase

    # ─────────────── candidates ───────────────

    def _find(self, figure: Figure, sense: Sense) -> tuple[Candidate, ...] | Outcome:
        phrase, scope = sense.phrase, sense.scope
        is_earlier = figure.role is Role.BASE and figure.when is None
        wanted = earlier_periods(self.period) if is_earlier else wanted_periods(figure.when, self.period)
        if not wanted.labels:
            return NO_TIME
        found: list[Candidate] = []
        meanings = meanings_of(figure, phrase)
        if not meanings:
            return UNKNOWN_WORDS
        for meaning in meanings:
            if figure.role is Role.STANDARD and meaning.metric != "norm":
                continue
            stages_meant = self._stages_of(meaning, phrase, scope.code)
            is_sure = scope.is_sure and not meaning.is_loose and len(stages_meant) == 1 and not is_earlier
            for stage in stages_meant:
                found.extend(self._of_measure(figure, sense, Subject(meaning.metric, stage, is_sure), wanted))
        candidates = tuple(dict.fromkeys(each for each in found if fits(figure.unit, each.fact.unit)))
        return candidates or NO_FACT

    def _stages_of(self, meaning: Meaning, phrase: Phrase, body: str) -> tuple[str | None, ...]:
        if phrase.stage is not None and meaning.stage not in (None, phrase.stage):
            return ()
        known = self._has_stage.get((meaning.metric, body), set())
        stage = phrase.stage or meaning.stage
        if stage is not None:
            return (
                (stage,)
                if stage in known or self._parts(stage, known)
                else ((None,) if None in known and meaning.stage is None and not phrase.stage else ())
            )
        if None in known:
            return (None,)
        return tuple(each for each in UNSTATED_STAGES if each in known) or tuple(sorted(each for each in known if each))

    def _parts(self, stage: str, known: set[str | None]) -> bool:
        """Whether a union of stages (义务教育) can be added up from what is known."""
        parts = stages()[stage].parts if stage in stages() else ()
        return bool(parts) and all(part in known for part in parts)

    def _of_measure(self, figure: Figure, sense: Sense, subject: Subject, wanted: Wanted) -> list[Candidate]:
        several: list[Candidate] = []
        body = sense.scope.code
        for number, label in enumerate(wanted.labels):
            fact = self._fact(subject.metric, subject.stage, body, label)
            if fact is None:
                continue
            is_sure = subject.is_sure and number == 0
            if sense.measure != "level":
                return self._changes(fact, figure, sense, is_sure)
            several.append(Candidate(fact, sense.measure, is_sure))
            restated = self.index.find_restated(subject.metric, subject.stage, body, label)
            if restated is not None and figure.role is Role.BASE:
                several.append(Candidate(restated, sense.measure, is_sure))
            if subject.is_sure or figure.role is not Role.BASE:
                break
        return several

    def _changes(self, fact: Fact, figure: Figure, sense: Sense, is_sure: bool) -> list[Candidate]:
        """Growth on the published and on the restated base; where 同口径 is said, on the restated one if it is known."""
        as_difference = sense.measure == "change"
        since = str(sense.against.year) if sense.against is not None and sense.against.year else None
        if since is not None:
            grown = self.index.growth_of(fact, as_difference=as_difference, since=since)
            return [] if grown is None else [Candidate(grown, sense.measure, is_sure)]
        plain = self.index.growth_of(fact, as_difference=as_difference)
        restated = self.index.growth_of(fact, restated=True, as_difference=as_difference)
        kept = [restated] if figure.same_basis and restated is not None else [plain, restated]
        if fact.unit == "%" and not as_difference:
            kept = [*self._points(fact), *kept]
        is_sure = is_sure and (sense.against is not None or figure.comparison == "yoy")
        return [Candidate(each, sense.measure, is_sure) for each in kept if each is not None]

    def _points(self, fact: Fact) -> list[Fact]:
        """The difference of a rate, which reports also print in per cent (下降1.89%); a rule of its own speaks of that."""
        moved = self.index.growth_of(fact, as_difference=True)
        return [] if moved is None else [replace(moved, unit="%")]

    def _fact(self, metric: str, stage: str | None, body: str, label: str) -> Fact | None:
        fact = self.index.find(metric, stage, body, label)
        if fact is None and stage in stages() and stages()[stage].parts:
            fact = self.index.sum_over_parts(metric, stage, body, label)
        return fact


def _step(value: Decimal) -> Decimal:
    """One unit of the last printed digit."""
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def measure_of(figure: Figure, phrase: Phrase) -> str | None:
    """What of the fact the figure states: level, growth (%) or change (points, or an amount); None where words and role differ."""
    if figure.role is Role.CHANGE:
        kind = kind_of_unit(figure.unit)
        if kind == "multiple":
            return None
        return "growth" if kind == "percent" else "change"
    if phrase.growth and figure.unit == "%":
        return "growth"
    return None if phrase.moves or phrase.growth else "level"


def meanings_of(figure: Figure, phrase: Phrase) -> tuple[Meaning, ...]:
    """The measures a phrase may mean; 小学327所, a bare stage counted in 所, is its schools, and 师生比1∶14 a 生师比 of 14."""
    if not phrase.meanings:
        return (Meaning("schools"),) if figure.unit == "所" else ()
    if figure.role is Role.RATIO and figure.value > 1:
        return tuple(
            replace(each, metric="student_teacher_ratio") if each.metric == "teacher_student_ratio" else each
            for each in phrase.meanings
        )
    return phrase.meanings


def decide(figure: Figure, candidates: Sequence[Candidate], scope: Scope) -> Outcome:
    """The state of a figure by its candidates: one that agrees binds it; one sure one that differs does too."""
    valued = [
        (each, compare(figure, each.fact.value, each.fact.unit, each.fact.step))
        for each in candidates
        if each.fact.value is not None
    ]
    agreeing = [(each, verdict) for each, verdict in valued if verdict.agrees]
    if agreeing:
        if len({(each.fact.metric, each.fact.stage) for each, _ in agreeing}) == 1:
            return _outcome(BindingState.AGREES, *agreeing[0], scope, candidates)
        return _undecided("几项数据都与它一致，分不清说的是哪一项", candidates, scope)
    if not valued:
        return _undecided("数据没有采集", candidates, scope, is_missing=True)
    if _same_subject(candidates) and all(each.is_sure for each in candidates):
        return _outcome(BindingState.DIFFERS, *valued[0], scope, candidates)
    return _undecided("指标、单位或时期没有写明到能够断定是哪一项", candidates, scope)


def _same_subject(candidates: Sequence[Candidate]) -> bool:
    return len({(each.fact.metric, each.fact.stage, each.measure) for each in candidates}) == 1


def _outcome(
    state: BindingState, candidate: Candidate, verdict: Verdict, scope: Scope, candidates: Sequence[Candidate]
) -> Outcome:
    return Outcome(
        state,
        fact=candidate.fact.reference,
        candidates=tuple(each.fact.reference for each in candidates),
        expected=verdict.expected,
        difference=verdict.difference,
        basis=candidate.fact.basis,
        scope=scope.code,
        measure=candidate.measure,
        slip=verdict.slip,
    )


def _undecided(why: str, candidates: Sequence[Candidate], scope: Scope, *, is_missing: bool = False) -> Outcome:
    references = tuple(each.fact.reference for each in candidates)
    return Outcome(
        BindingState.UNDECIDED,
        fact=references[0] if is_missing and len(references) == 1 else None,
        candidates=references,
        scope=scope.code,
        why=why,
        measure=candidates[0].measure,
    )
