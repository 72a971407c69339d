"""Indicators at places: whether they apply, their values, their limits with exemptions, their verdicts.

Values and verdicts are worked out first, quickly and without a word, an indicator at all its places together. Sentences and
traces are told when somebody reads them (`explained`), by asking the same formulas again with a recorder that takes notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import partial
from typing import Any

from dudao.indicators.evaluate.bounds import range_of, verdict_within
from dudao.indicators.evaluate.evaluator import Evaluator
from dudao.indicators.evaluate.explained import told, traced
from dudao.indicators.evaluate.formulas import Formulas
from dudao.indicators.evaluate.lookups import Lookups
from dudao.indicators.evaluate.operations import compared, in_unit
from dudao.indicators.evaluate.places import At, Outcome
from dudao.indicators.evaluate.prepared import Asked, Prepared
from dudao.indicators.evaluate.recorder import Notes, Recorder
from dudao.indicators.evaluate.values import Raw, Value, missing, not_applicable, takes_another
from dudao.indicators.results import (
    FAIL,
    INCOMPLETE,
    KNOWN,
    NONE,
    NOT_APPLICABLE,
    PASS,
    IndicatorResult,
    Lack,
    shown_value,
)
from dudao.indicators.trace.model import TraceNode
from dudao.schemes.indicators import Exemption, Indicator
from dudao.values.exact import Exact

_SILENT = Recorder()


class Judge:
    """Gives what indicators come to at places, worked out once; and, when asked, why and how.

    Attributes:
        is_traced: whether results offer their traces; what formulas come to is then noted as they are worked out.
        cells: the nodes of cells that are read for other rows than their own (a county's, for its schools), one a cell.
    """

    def __init__(self, formulas: Formulas, lookups: Lookups, *, is_traced: bool) -> None:
        self.formulas = formulas
        self.lookups = lookups
        self.is_traced = is_traced
        self.cells: dict[Any, TraceNode] = {}
        self._made: dict[Any, dict[Any, Any]] = {}
        self._notes: dict[Asked, Notes] = {}

    @property
    def plain(self) -> Evaluator:
        """An evaluator that records nothing."""
        return Evaluator(self.formulas, self.lookups, self, _SILENT)

    def noting(self, notes: Notes) -> Evaluator:
        """An evaluator that takes notes."""
        return Evaluator(self.formulas, self.lookups, self, notes)

    # ─────────────── values ───────────────

    def contents(self, indicator: Indicator, places: Sequence[At]) -> list[Raw]:
        """What formulas get that use an indicator: bare and in base units where it is known, else a Value."""
        code = indicator.code
        new = [at for at in places if code not in at.contents]
        if new:
            new = list(dict.fromkeys(new))
            for at, content in zip(new, self._work_out(indicator, new), strict=True):
                at.contents[code] = content
        return [at.contents[code] for at in places]

    def _work_out(self, indicator: Indicator, places: list[At]) -> list[Raw]:
        prepared = self.formulas.prepared(indicator)
        if prepared.applies is None:
            return self._where_not_waived(prepared, places)
        applies = self._conditions(prepared.applies, places)
        asked = [at for at, holds in zip(places, applies, strict=True) if holds is True]
        values = iter(self._where_not_waived(prepared, asked))
        return [
            next(values) if holds is True else left_out(holds if isinstance(holds, Value) else prepared.excluded)
            for holds in applies
        ]

    def _where_not_waived(self, prepared: Prepared, places: list[At]) -> list[Raw]:
        """The values where no exemption says that the indicator does not apply."""
        if not prepared.has_waivers:
            return self._values(prepared, places)
        waived = self._waived(prepared, places)
        values = iter(self._values(prepared, [at for at in places if at not in waived]))
        return [waived[at] if at in waived else next(values) for at in places]

    def _waived(self, prepared: Prepared, places: list[At]) -> dict[At, Value]:
        """Where the first exemption that holds sets no limit; and where that cannot be told, since its inputs are missing."""
        waived: dict[At, Value] = {}
        unsure: dict[At, Value] = {}
        still = places
        for exemption, when, limit in prepared.exemptions:
            answers = dict(zip(still, self.ask(when, still), strict=True))
            still = [at for at, holds in answers.items() if holds is not True]
            if limit is None:
                waived |= {at: waiver(exemption) for at, holds in answers.items() if holds is True}
                unknown = {at: holds for at, holds in answers.items() if isinstance(holds, Value)}
                unsure |= {at: left_out(holds) for at, holds in unknown.items() if holds.state == INCOMPLETE}
        return unsure | waived

    def _conditions(self, asked: Asked, places: list[At]) -> list[Raw]:
        """A condition, asked once at a place for all indicators that put it in the same words."""
        words = asked.expression.text
        new = [at for at in places if words not in at.conditions]
        if new:
            for at, holds in zip(new, self.ask(asked, new), strict=True):
                at.conditions[words] = holds
        return [at.conditions[words] for at in places]

    def _values(self, prepared: Prepared, places: list[At]) -> list[Raw]:
        """The values where the indicator applies; an imputed one where the scheme has it for what is missing."""
        if not places:
            return []
        if prepared.formula is None:
            return [self._by_people(prepared.indicator, at) for at in places]
        values = self.ask(prepared.formula, places)
        for number, value in enumerate(values):
            if type(value) is Value:
                if prepared.impute is not None and takes_another(value):
                    value = self.ask(prepared.impute, [places[number]])[0]
                    places[number].kept["imputed", prepared.indicator.code] = not isinstance(value, Value)
                values[number] = left_out(value) if isinstance(value, Value) else value
        return values

    def _by_people(self, indicator: Indicator, at: At) -> Raw:
        """What a person judged on documents, as the table of judgements has it; incomplete until somebody has."""
        row = self.lookups.world.judgement_of(indicator.code, at.body, at.period)
        passed = row.cells.get("passed") if row else None
        if passed is None or not passed.text:
            return missing(Lack(f"{indicator.name_zh}（由人判定）", f"{indicator.name_en} (judged by people)"))
        return passed.text == "是"

    def ask(self, asked: Asked, places: list[At]) -> list[Raw]:
        """An expression at places, noted where traces are wanted."""
        evaluator = self.noting(self._notes_of(asked)) if self.is_traced else self.plain
        return asked.formula(evaluator, places)

    def notes(self, asked: Asked, at: At) -> Notes:
        """What an expression used at a place: as noted, or asked again."""
        notes = self._notes_of(asked) if self.is_traced else Notes()
        if at not in notes.of(asked.expression.node):
            asked.formula(self.noting(notes), [at])
        return notes

    def _notes_of(self, asked: Asked) -> Notes:
        found = self._notes.get(asked)
        if found is None:
            found = self._notes[asked] = Notes()
        return found

    def node(self, indicator: Indicator, at: At) -> TraceNode:
        """How an indicator came to what it did, down to the cells; made once."""
        nodes: dict[At, TraceNode] = self.made_of(indicator.code)
        if at not in nodes:
            nodes[at] = traced(self, indicator, at)
        return nodes[at]

    def made_of(self, source: Any) -> dict[Any, Any]:
        """The nodes made so far of a column, a parameter, an expression or an indicator, by place."""
        found = self._made.get(source)
        if found is None:
            found = self._made[source] = {}
        return found

    # ─────────────── verdicts ───────────────

    def result(self, indicator: Indicator, at: At) -> IndicatorResult:
        """The result of an indicator where `at` says; reasons and trace are made when they are read."""
        return self.results(indicator, (at,))[0]

    def verdict(self, indicator: Indicator, at: At) -> str:
        """The verdict on an indicator where `at` says."""
        return self.outcome(indicator, at).verdict

    def outcome(self, indicator: Indicator, at: At) -> Outcome:
        """What an indicator came to where `at` says, judged once; where all traces may be wanted at all places at once."""
        if indicator.code not in at.outcomes:
            formula = self.formulas.prepared(indicator).formula
            known = (
                self._notes_of(formula).of(formula.expression.node) if formula is not None and self.is_traced else ()
            )
            self._judge(indicator, [each for each in (at, *known) if indicator.code not in each.outcomes])
        return at.outcomes[indicator.code]

    def results(self, indicator: Indicator, places: Sequence[At]) -> list[IndicatorResult]:
        """The results of an indicator at places."""
        self._judge(indicator, [at for at in places if indicator.code not in at.outcomes])
        return [self._result(indicator, at) for at in places]

    def _judge(self, indicator: Indicator, places: list[At]) -> None:
        prepared = self.formulas.prepared(indicator)
        contents = self.contents(indicator, places)
        measured = [at for at, content in zip(places, contents, strict=True) if is_number(content)]
        limits = dict(zip(measured, self.limits(prepared, measured), strict=True)) if prepared.limit else {}
        # most places have the very same limit
        bounds = {id(limit): in_unit(limit, indicator.unit) for limit in limits.values() if is_number(limit)}  # type: ignore[arg-type]
        for at, content in zip(places, contents, strict=True):
            at.outcomes[indicator.code] = self._outcome(indicator, at, content, limits.get(at), bounds)
            if indicator.missing == "bound" and isinstance(content, Value) and content.state == INCOMPLETE:
                self._bound(prepared, at)

    def _bound(self, prepared: Prepared, at: At) -> None:
        """Give the verdict where every value that the missing inputs allow has the same."""
        indicator, outcome = prepared.indicator, at.outcomes[prepared.indicator.code]
        if prepared.limit is None or indicator.formula is None or outcome.operator is None:
            return
        if any(isinstance(self.ask(when, [at])[0], Value) for _, when, _ in prepared.exemptions):
            return  # the limit itself is open
        if prepared.applies is not None and at.conditions[prepared.applies.expression.text] is not True:
            return
        limit = self.limits(prepared, [at])[0]
        verdict = verdict_within(outcome.operator, range_of(self, indicator.formula.node, at), limit)
        if verdict != INCOMPLETE:
            bound = in_unit(limit, indicator.unit)  # type: ignore[arg-type] # a number, or there were no verdict
            at.outcomes[indicator.code] = outcome._replace(limit=bound, verdict=verdict)

    def limits(self, prepared: Prepared, places: list[At]) -> list[Raw]:
        """The limit at each place, that of the first exemption that holds."""
        found: dict[At, Raw] = {}
        for _, when, limit in prepared.exemptions:
            if limit is None:
                continue  # where it holds there is no value to be judged
            still = [at for at in places if at not in found]
            holding = [at for at, holds in zip(still, self.ask(when, still), strict=True) if holds is True]
            found.update(zip(holding, self.ask(limit, holding), strict=True))
        assert prepared.limit is not None
        still = [at for at in places if at not in found] if found else places
        found.update(zip(still, self.ask(prepared.limit, still), strict=True))
        return [found[at] for at in places]

    def _outcome(self, indicator: Indicator, at: At, content: Raw, limit: Raw, bounds: dict[int, Exact]) -> Outcome:
        """What the indicator came to, judged by its limit where it has one."""
        threshold, digits, mode = indicator.threshold, indicator.rounding.digits, indicator.rounding.mode
        operator = threshold.operator if threshold is not None and indicator.formula is not None else None
        value: Exact | bool | None = None
        bound: Exact | None = None
        lacks: tuple[Lack, ...] = ()
        state, verdict = KNOWN, NONE
        if isinstance(content, Value):
            state = verdict = content.state
            lacks = content.missing
        elif not is_number(content):
            value, operator = content is True, None
            if indicator.formula is None or indicator.verdict in ("truth", "judged"):
                verdict = PASS if value else FAIL
        else:
            value = in_unit(content, indicator.unit)  # type: ignore[arg-type] # a number
            if isinstance(limit, Value):
                verdict, lacks = limit.state, limit.missing
            elif limit is not None and operator is not None:
                verdict = PASS if compared(operator, content, limit) else FAIL
                bound = bounds[id(limit)]
        if verdict == state and indicator.verdict == "none":
            verdict = NONE
        is_said = value is not None and indicator.formula is None
        shown = self._said(indicator, at) if is_said else shown_value(value, digits, mode)
        return Outcome(value, shown, state, lacks, operator, bound, verdict)

    def _result(self, indicator: Indicator, at: At) -> IndicatorResult:
        own = at.outcomes[indicator.code]
        return IndicatorResult(
            at.body,
            at.label,
            at.stage if indicator.stages or indicator.grain == "school_stage" else "",
            indicator.code,
            own.value,
            own.shown,
            own.state,
            own.missing,
            indicator.unit,
            own.operator,
            own.limit,
            own.verdict,
            None,
            partial(told, self, indicator, at),
            partial(self.node, indicator, at) if self.is_traced else None,
            bool(at.kept.get(("imputed", indicator.code))),
        )

    def _said(self, indicator: Indicator, at: At) -> str:
        """What a person wrote, where one has judged."""
        row = self.lookups.world.judgement_of(indicator.code, at.body, at.period)
        passed = row.cells.get("passed") if row else None
        return passed.text if passed is not None else ""


def is_number(content: Raw) -> bool:
    """Whether a content is a number."""
    return type(content) in _NUMBERS


_NUMBERS = frozenset((int, Fraction, Exact))


def waiver(exemption: Exemption) -> Value:
    """What an indicator comes to where an exemption without a limit holds."""
    return not_applicable(
        f"例外情形，不适用：{exemption.reason_zh}", f"exception, does not apply: {exemption.reason_en}"
    )


def left_out(trouble: Value) -> Value:
    """A value that is not known, as those who use the indicator see it: what is missing, or why it does not apply."""
    if trouble.state == INCOMPLETE:
        return missing(*trouble.missing)
    return Value(NOT_APPLICABLE, None, (), trouble.reason)
