"""Why an indicator came to what it did at a place, in sentences; and how, as a tree down to the cells.

Both go through the steps of the judgement in their order, on what is already known of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from dudao.indicators.evaluate.bounds import range_of
from dudao.indicators.evaluate.evaluator import Evaluator
from dudao.indicators.evaluate.leaves import shape_of
from dudao.indicators.evaluate.operations import in_unit
from dudao.indicators.evaluate.places import At, Outcome
from dudao.indicators.evaluate.prepared import Asked, Prepared
from dudao.indicators.evaluate.recorder import Notes
from dudao.indicators.evaluate.shortfall import shortfalls_of
from dudao.indicators.evaluate.steps import FormulaStep, IndicatorStep, Told, written
from dudao.indicators.evaluate.values import Raw, Value, exact, takes_another
from dudao.indicators.results import FAIL, INCOMPLETE, PASS, Reason, lacking, shown_value
from dudao.indicators.trace.model import ToldStep, TraceNode
from dudao.indicators.unit_words import numbers_in, unit_in
from dudao.schemes.indicators import Exemption, Expression, Indicator
from dudao.values.exact import Exact

if TYPE_CHECKING:
    from dudao.indicators.evaluate.judge import Judge

SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "==": "="}
MOST_TITLES = 8
"""Rows that fail, as far as a sentence names them."""


def told(judge: Judge, indicator: Indicator, at: At) -> tuple[Reason, ...]:
    """The reasons of a result."""
    prepared, outcome = judge.formulas.prepared(indicator), judge.outcome(indicator, at)
    if prepared.is_plain:  # nothing to be looked up: it is missing, does not apply, or stands beside its limit
        content = at.contents[indicator.code]
        if isinstance(content, Value):
            return (*trouble_of(content), *_within(judge, indicator, at))
        if outcome.limit is not None:
            return (_sentence(indicator, outcome),)
        if outcome.operator is None:
            return ()
    explanation = _Explanation(judge, indicator, at, is_traced=False)
    explanation.go()
    return written(explanation.reasons)


def traced(judge: Judge, indicator: Indicator, at: At) -> TraceNode:
    """The trace of a result."""
    explanation = _Explanation(judge, indicator, at, is_traced=True)
    explanation.go()
    return explanation.tree()


def formula_step(
    judge: Judge, expression: Expression, at: At, notes: Notes, value: Raw, *, zh: str, en: str
) -> FormulaStep:
    """A formula that was asked at a place, with what it used."""
    shape = shape_of(judge.formulas, expression.node, at.grain)
    template, (leaves,) = shape.template, shape.leaves(judge, notes, (at,))
    return FormulaStep(zh, en, expression.text, template, template.values(notes, (at,))[0], value, "", leaves)


def _formula_steps(
    judge: Judge, asked: Asked, places: Sequence[At], zh: str, en: str, unit: str
) -> dict[At, FormulaStep]:
    """The same at several places."""
    shape, notes = shape_of(judge.formulas, asked.expression.node, asked.grain), judge.notes(asked, places[0])
    template, text, values = shape.template, asked.expression.text, notes.of(asked.expression.node)
    leaves, gaps = shape.leaves(judge, notes, places), template.values(notes, places)
    return {
        at: FormulaStep(zh, en, text, template, put_in, values[at], unit, own)
        for at, put_in, own in zip(places, gaps, leaves, strict=True)
    }


class _Explanation:
    """One judgement gone through again."""

    __slots__ = ("at", "indicator", "is_traced", "judge", "prepared", "reasons", "result", "steps")

    def __init__(self, judge: Judge, indicator: Indicator, at: At, *, is_traced: bool) -> None:
        self.judge = judge
        self.indicator = indicator
        self.at = at
        self.is_traced = is_traced
        self.prepared: Prepared = judge.formulas.prepared(indicator)
        self.result: Outcome = judge.outcome(indicator, at)
        self.reasons: list[Told] = []
        self.steps: list[TraceNode] = []

    def go(self) -> None:
        """Through all steps, as far as the judgement came."""
        prepared = self.prepared
        if prepared.applies is not None and not self._applies(prepared.applies):
            return
        if prepared.has_waivers and self._waived():
            return
        if prepared.formula is None:
            self._by_people()
            return
        value = self._ask(prepared.formula, self.indicator.name_zh, self.indicator.name_en, self.indicator.unit)
        if prepared.impute is not None and takes_another(value):
            value = self._ask(prepared.impute, "缺数的替代值", "what stands for the missing value", self.indicator.unit)
            words = prepared.impute.expression.text
            self.reasons.append(Reason(f"数据缺，按 {words} 计", f"missing: {words} is taken"))
        if isinstance(value, Value):
            self._trouble(value)
            self.reasons.extend(_within(self.judge, self.indicator, self.at))
        elif isinstance(value, bool | str) or value is None:
            for titles in self.judge.notes(prepared.formula, self.at).failing.get(self.at, {}).values():
                self.reasons.append(partial(_failing, titles))
        elif self.result.operator is not None:
            self._limit(value)

    def tree(self) -> TraceNode:
        """The steps under a node of the indicator."""
        return IndicatorStep(
            self.judge.lookups, self.indicator, self.at, self.result, tuple(self.reasons), tuple(self.steps)
        )

    def _applies(self, asked: Asked) -> bool:
        words, at = asked.expression.text, self.at
        holds = at.conditions[words]
        if self.is_traced:
            self._step(asked, "是否适用", "whether it applies")
        if holds is not True:
            self._trouble(holds if isinstance(holds, Value) else self.prepared.excluded)
        return holds is True

    def _waived(self) -> bool:
        """Whether an exemption says that the indicator does not apply, or may say so: told with its reason."""
        unsure: list[Value] = []
        for exemption, when, limit in self.prepared.exemptions:
            holds = self.judge.notes(when, self.at).of(when.expression.node)[self.at]
            if limit is None and isinstance(holds, Value) and holds.state == INCOMPLETE:
                unsure.append(holds)
            if holds is True:
                if limit is None:
                    self.reasons.append(
                        Reason(
                            f"例外情形，不适用：{exemption.reason_zh}",
                            f"exception, does not apply: {exemption.reason_en}",
                        )
                    )
                    if self.is_traced:
                        self.steps.append(self._exempt(exemption, when))
                    return True
                break
        if unsure:
            self.reasons.append(Reason("不能判断是否属于例外情形", "it cannot be told whether an exception holds"))
            self._trouble(unsure[-1])
        return bool(unsure)

    def _ask(self, asked: Asked, zh: str, en: str, unit: str) -> Raw:
        if not self.is_traced:
            return self.judge.notes(asked, self.at).of(asked.expression.node)[self.at]
        return self._step(asked, zh, en, unit).content

    def _step(self, asked: Asked, zh: str, en: str, unit: str = "") -> FormulaStep:
        """The step of a formula; made at once for all places where it was asked and has none yet."""
        made: dict[At, FormulaStep] = self.judge.made_of(asked)
        if self.at not in made:
            known = self.judge.notes(asked, self.at).of(asked.expression.node)
            made |= _formula_steps(self.judge, asked, [at for at in known if at not in made], zh, en, unit)
        step = made[self.at]
        self.steps.append(step)
        return step

    def _trouble(self, trouble: Value) -> None:
        self.reasons.extend(trouble_of(trouble))

    def _by_people(self) -> None:
        """What a person judged on documents."""
        row = self.judge.lookups.world.judgement_of(self.indicator.code, self.at.body, self.at.period)
        passed = row.cells.get("passed") if row else None
        if row is None or passed is None or not passed.text:
            self._trouble(Value(INCOMPLETE, None, self.result.missing))
            return
        basis = row.cells.get("basis")
        words = basis.text if basis is not None else ""
        judged = numbers_in(passed.text, "en")
        self.reasons.append(Reason(f"由人判定：{passed.text}；{words}", f"judged by people: {judged}; {words}"))
        if self.is_traced:
            self.steps.append(ToldStep("cell", "由人判定", "judged by people", value=passed.text, place=passed.place))

    # ─────────────── the limit ───────────────

    def _limit(self, value: Raw) -> None:
        """The limit that was applied, and how far the value is from it."""
        unit, operator = self.indicator.unit, self.result.operator
        assert operator is not None and not isinstance(value, Value | bool | str | None)  # noqa: PT018 - a number
        limit = self._limit_asked(unit)
        if isinstance(limit, Value):
            self._trouble(limit)
            return
        assert not isinstance(limit, bool | str | None)
        self.reasons.append(partial(_sentence, self.indicator, self.result))
        if self.result.verdict == FAIL and self.is_traced and self.indicator.formula is not None:
            self.steps.extend(self._shortfalls(operator, limit))

    def _limit_asked(self, unit: str) -> Raw:
        for exemption, when, limit in self.prepared.exemptions:
            if limit is not None and self.judge.notes(when, self.at).of(when.expression.node)[self.at] is True:
                self.reasons.append(Reason(f"例外情形：{exemption.reason_zh}", f"exception: {exemption.reason_en}"))
                if self.is_traced:
                    self.steps.append(self._exempt(exemption, when))
                return self._ask(limit, "限值（例外情形）", "limit (exception)", unit)
        assert self.prepared.limit is not None
        return self._ask(self.prepared.limit, "限值", "limit", unit)

    def _exempt(self, exemption: Exemption, when: Asked) -> TraceNode:
        shape, notes = (
            shape_of(self.judge.formulas, when.expression.node, self.at.grain),
            self.judge.notes(when, self.at),
        )
        return ToldStep(
            "exemption",
            exemption.reason_zh,
            exemption.reason_en,
            expression=exemption.when.text,
            with_numbers=shape.with_numbers(notes, self.at),
            children=shape.leaves(self.judge, notes, (self.at,))[0],
            basis=(exemption.basis,) if exemption.basis else (),
        )

    def _shortfalls(self, operator: str, limit: Raw) -> Iterator[TraceNode]:
        """How much is missing for the limit to be met, where an amount can be named."""
        formula, judge = self.indicator.formula, self.judge
        assert formula is not None and not isinstance(limit, Value | bool | str | None)  # noqa: PT018
        evaluator: Evaluator = judge.plain
        for each in shortfalls_of(formula.node, operator, exact(limit), self.at, evaluator, judge.formulas.symbols):
            yield ToldStep(
                "shortfall",
                each.of_zh,
                each.of_en,
                value=each.amount,
                unit=each.unit_zh,
                reason_zh=each.told_zh,
                reason_en=each.told_en,
            )


def _failing(titles: Callable[[str], list[str]]) -> Reason:
    """Which rows fail."""
    zh, en = titles("zh"), titles("en")
    more = len(zh) > MOST_TITLES
    return Reason(
        f"{len(zh)}个未达到：{'、'.join(zh[:MOST_TITLES])}{'等' if more else ''}",
        f"{len(en)} fail: {', '.join(en[:MOST_TITLES])}{' …' if more else ''}",
    )


def trouble_of(trouble: Value) -> Iterator[Reason]:
    """Why a value is not known: why it does not apply, and what is missing."""
    if trouble.reason is not None:
        yield trouble.reason
    yield from lacking(trouble.missing)


def _sentence(indicator: Indicator, outcome: Outcome) -> Reason:
    """Why it passes or fails, and how far it is from its limit."""
    own, limit = outcome.value, outcome.limit
    assert own is not None and limit is not None and not isinstance(own, bool)  # noqa: PT018 - it was compared
    digits, mode, unit = indicator.rounding.digits, indicator.rounding.mode, indicator.unit
    printed, bound, sign = outcome.shown, shown_value(limit, digits, mode), SIGNS[outcome.operator or ""]
    told = unit_in(unit, "en")
    if outcome.verdict != FAIL:
        return Reason(f"{printed}{unit}，达到 {sign} {bound}{unit}", f"{printed}{told} meets {sign} {bound}{told}")
    zh, en = f"{printed}{unit}，未达到 {sign} {bound}{unit}", f"{printed}{told} misses {sign} {bound}{told}"
    if own == limit:
        return Reason(f"{zh}，正好等于限值", f"{en}: it equals the limit")
    far = _apart(printed, bound) or shown_value(_size(own - limit), digits, "up")
    apart_zh, apart_en = ("个百分点", " percentage points") if unit == "%" else (unit, told)
    return Reason(f"{zh}，差 {far}{apart_zh}", f"{en} by {far}{apart_en}")


def _apart(printed: str, bound: str) -> str:
    """How far two printed numbers are apart, so that the three that stand side by side agree; "" where they look alike."""
    apart = abs(Decimal(printed) - Decimal(bound))
    return f"{apart:f}" if apart else ""


def _size(gap: Exact) -> Exact:
    return -gap if gap.sign() < 0 else gap


def _within(judge: Judge, indicator: Indicator, at: At) -> Iterator[Reason]:
    """Why a verdict stands although inputs are missing: what the value is at least or at most, whatever they are."""
    outcome = judge.outcome(indicator, at)
    if outcome.verdict not in (PASS, FAIL) or outcome.limit is None or indicator.formula is None:
        return
    possible = range_of(judge, indicator.formula.node, at)
    is_least = (outcome.verdict == PASS) == (outcome.operator in (">=", ">"))
    end = possible.low if is_least or possible.high is None else possible.high
    digits, mode, unit = indicator.rounding.digits, indicator.rounding.mode, indicator.unit
    if end is None:
        return
    least, bound = shown_value(in_unit(end, unit), digits, mode), shown_value(outcome.limit, digits, mode)
    told = unit_in(unit, "en")
    sign, is_low = SIGNS[outcome.operator or ""], end == possible.low
    met_zh, met_en = ("达到", "meets") if outcome.verdict == PASS else ("未达到", "misses")
    yield Reason(
        f"无论缺的数是多少，值都{'不低于' if is_low else '不高于'} {least}{unit}，{met_zh} {sign} {bound}{unit}",
        f"whatever the missing values are, it is at {'least' if is_low else 'most'} {least}{told}: "
        f"{met_en} {sign} {bound}{told}",
    )
