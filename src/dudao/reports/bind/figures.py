"""Figures to facts: what a figure measures, of whom, when, and whether the fact says the same.

A figure is bound to one fact or to none. Where its words, its body or its time leave room for two, it is undecided with
the candidates named; where a word of its phrase is not understood it is unbound. Every look-up is by key: the work grows
with the number of figures, not with figures times facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from dudao.facts.contract import stages
from dudao.facts.index import FactIndex
from dudao.facts.known import Fact, KnownFacts
from dudao.reports.bind.agreement import Verdict, compare, fits, kind_of_unit
from dudao.reports.bind.model import BindingState
from dudao.reports.bind.scopes import Scope, Scopes
from dudao.reports.bind.times import Wanted, earlier_periods, wanted_periods
from dudao.reports.bind.wordings import Meaning, Phrase, Wordings
from dudao.reports.model import Figure, Reading, Role
from dudao.values.periods import Period
from dudao.values.reference import FactReference

UNSTATED_STAGES = ("total", "compulsory", "k12")
"""What a measure without its stage may mean; of two that are known none is meant surely."""
NEVER_BOUND = frozenset((Role.TARGET, Role.FORECAST))


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that a figure may state; `is_sure` where words, body and time leave no doubt."""

    fact: Fact
    measure: str
    is_sure: bool


def unbound(why: str) -> Outcome:
    return Outcome(BindingState.UNBOUND, why=why)


UNKNOWN_WORDS = unbound("指标词没有完全读懂")
UNKNOWN_BODY = unbound("说的不是已知数据里的单位")
NO_TIME = unbound("没有写明时期")
NO_FACT = unbound("没有对应的数据")
PLANNED = unbound("是目标或预计数")


class FigureBinder:
    """Binds the figures of one report; holds what was worked out for equal phrases and equal figures."""

    def __init__(self, reading: Reading, known: KnownFacts, *, period: Period | None, index: FactIndex) -> None:
        self.index = index
        self.scopes = Scopes(reading, known)
        self.wordings = Wordings(known.facts, known.bodies)
        self.period = period
        self._has_stage: dict[tuple[str, str], set[str | None]] = {}
        for metric, stage, body, _ in index.values:
            self._has_stage.setdefault((metric, body), set()).add(stage)
        self._candidates: dict[tuple[object, ...], tuple[Candidate, ...] | Outcome] = {}
        self._outcomes: dict[tuple[object, ...], Outcome] = {}

    def bind(self, figure: Figure) -> Outcome:
        """What one figure states."""
        if figure.role in NEVER_BOUND:
            return PLANNED
        phrase = self.wordings.read(figure.metric)
        if phrase is None:
            return UNKNOWN_WORDS
        scope = self.scopes.of_figure(figure, phrase)
        if scope is None:
            return UNKNOWN_BODY
        measure = measure_of(figure, phrase)
        if measure is None:
            return UNKNOWN_WORDS
        key = (figure.metric, figure.unit, measure, scope, figure.when, figure.role, figure.same_basis)
        candidates = self._candidates.get(key)
        if candidates is None:
            candidates = self._candidates[key] = self._find(figure, phrase, scope, measure)
        if isinstance(candidates, Outcome):
            return candidates
        full_key = (*key, figure.value, figure.approx, figure.bound, figure.direction, figure.change)
        outcome = self._outcomes.get(full_key)
        if outcome is None:
            outcome = self._outcomes[full_key] = decide(figure, candidates, scope)
        return outcome

    # ─────────────── candidates ───────────────

    def _find(self, figure: Figure, phrase: Phrase, scope: Scope, measure: str) -> tuple[Candidate, ...] | Outcome:
        is_earlier = figure.role is Role.BASE and figure.when is None
        wanted = earlier_periods(self.period) if is_earlier else wanted_periods(figure.when, self.period)
        if not wanted.labels:
            return NO_TIME
        found: list[Candidate] = []
        for meaning in phrase.meanings or bare_stage_meanings(figure):
            if figure.role is Role.STANDARD and meaning.metric != "norm":
                continue
            stages_meant = self._stages_of(meaning, phrase, scope.code)
            is_sure = scope.is_sure and not meaning.is_loose and len(stages_meant) == 1 and not is_earlier
            for stage in stages_meant:
                found.extend(self._of_measure(figure, meaning, stage, scope.code, measure, wanted, is_sure))
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

    def _of_measure(
        self,
        figure: Figure,
        meaning: Meaning,
        stage: str | None,
        body: str,
        measure: str,
        wanted: Wanted,
        is_sure: bool,
    ) -> list[Candidate]:
        several: list[Candidate] = []
        for number, label in enumerate(wanted.labels):
            fact = self._fact(meaning.metric, stage, body, label)
            if fact is None:
                continue
            sure = is_sure and number == 0
            if measure == "level":
                found = [Candidate(fact, measure, sure)]
                restated = self.index.find_restated(meaning.metric, stage, body, label)
                if restated is not None and figure.role is Role.BASE:
                    found.append(Candidate(restated, measure, sure))
                if is_sure or not wanted.is_assumed:
                    return found
                several.extend(found)
                continue
            return self._changes(fact, measure, sure, figure.same_basis)
        return several

    def _changes(self, fact: Fact, measure: str, is_sure: bool, same_basis: bool) -> list[Candidate]:
        """Growth on the published and on the restated base; where 同口径 is said, on the restated one if it is known."""
        as_difference = measure == "change"
        plain = self.index.growth_of(fact, as_difference=as_difference)
        restated = self.index.growth_of(fact, restated=True, as_difference=as_difference)
        kept = [restated] if same_basis and restated is not None else [plain, restated]
        found = [Candidate(each, measure, is_sure) for each in kept if each is not None]
        if not found and fact.value is not None:
            return []
        return found or [Candidate(replace(fact, unit="%" if measure == "growth" else fact.unit), measure, is_sure)]

    def _fact(self, metric: str, stage: str | None, body: str, label: str) -> Fact | None:
        fact = self.index.find(metric, stage, body, label)
        if fact is None and stage in stages() and stages()[stage].parts:
            fact = self.index.sum_over_parts(metric, stage, body, label)
        return fact


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


def bare_stage_meanings(figure: Figure) -> tuple[Meaning, ...]:
    """小学327所: a bare stage counted in 所 is its schools."""
    return (Meaning("schools"),) if figure.unit == "所" else ()


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
