"""An indicator at a place: whether it applies, its value, its limit with exemptions, its verdict, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction

from dudao.indicators.evaluate.evaluator import Evaluator
from dudao.indicators.evaluate.formulas import Formulas
from dudao.indicators.evaluate.lookups import Lookups
from dudao.indicators.evaluate.operations import compared
from dudao.indicators.evaluate.places import At
from dudao.indicators.evaluate.recorder import Recorder, in_unit
from dudao.indicators.evaluate.shortfall import shortfalls_of
from dudao.indicators.evaluate.values import Raw, Value, exact, missing
from dudao.indicators.results import (
    FAIL,
    INCOMPLETE,
    KNOWN,
    NONE,
    NOT_APPLICABLE,
    PASS,
    IndicatorResult,
    Reason,
    shown_value,
)
from dudao.indicators.trace.model import TraceNode
from dudao.schemes.indicators import Exemption, Expression, Indicator
from dudao.values.exact import Exact

SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "==": "="}


class Judge:
    """Gives the result of an indicator at a place, worked out once."""

    def __init__(self, formulas: Formulas, lookups: Lookups, make: Callable[[], Recorder]) -> None:
        self.formulas = formulas
        self.lookups = lookups
        self.make = make
        self.conditions: dict[tuple[str, str, str, str, str], tuple[Raw, TraceNode | None]] = {}
        self.done: dict[tuple[str, str, str, str, str, bool], Judgement] = {}

    def evaluator(self, recorder: Recorder) -> Evaluator:
        """An evaluator whose formulas may use the indicators judged here."""
        return Evaluator(self.formulas, self.lookups, self, recorder)

    def judgement(self, indicator: Indicator, at: At) -> Judgement:
        """An indicator worked out where `at` says, its verdict perhaps not yet."""
        row = at.row
        label = self.lookups.label_of(at.period)
        key = (indicator.code, at.body, at.stage, row.key if row is not None else "", label, at.is_restated)
        found = self.done.get(key)
        if found is None:
            found = self.done[key] = Judgement(indicator, at, self.evaluator(self.make()))
        return found

    def result(self, indicator: Indicator, at: At) -> IndicatorResult:
        """The result of an indicator where `at` says."""
        return self.judgement(indicator, at).result()


class Judgement:
    """The steps of one judgement, each leaving a node of the trace. The verdict is worked out when it is asked for: an
    indicator that is only used by others needs none.

    Attributes:
        content: what a formula gets that uses the indicator, in base units; a Value where it is not known.
    """

    __slots__ = ("_more", "_result", "at", "content", "evaluator", "indicator", "reasons", "steps")

    def __init__(self, indicator: Indicator, at: At, evaluator: Evaluator) -> None:
        self.indicator = indicator
        self.at = at
        self.evaluator = evaluator
        self.reasons: list[Reason] = []
        self.steps: list[TraceNode] = []
        self._result: IndicatorResult | None = None
        self._more: Callable[[], Reason] | None = None
        self.content = self._content()

    def told(self) -> tuple[Reason, ...]:
        """The reasons; the sentence on the limit is only written when somebody reads it."""
        if self._more is not None:
            self.reasons.append(self._more())
            self._more = None
        return tuple(self.reasons)

    def result(self) -> IndicatorResult:
        """The result with its verdict."""
        if self._result is None:
            self._result = self._judged()
        return self._result

    # ─────────────── the value ───────────────

    def _content(self) -> Raw:
        indicator = self.indicator
        if indicator.applies is not None:
            applies = self._whether_it_applies(indicator.applies)
            if isinstance(applies, Value):
                return self._told(applies)
            if applies is not True:
                zh = indicator.applies_reason_zh or f"不适用：{indicator.applies.text}"
                return self._told(Value(NOT_APPLICABLE, None, (), Reason(zh, indicator.applies_reason_en or zh)))
        if indicator.formula is None:
            return self._by_people()
        value = self._ask(indicator.formula, indicator.name_zh, indicator.name_en, indicator.unit)
        if isinstance(value, Value) and value.state == INCOMPLETE and indicator.impute is not None:
            value = self._ask(indicator.impute, "缺数的替代值", "what stands for the missing value", indicator.unit)
            self.reasons.append(
                Reason(f"数据缺，按 {indicator.impute.text} 计", f"missing: {indicator.impute.text} is taken")
            )
        return self._told(value) if isinstance(value, Value) else value

    def _whether_it_applies(self, expression: Expression) -> Raw:
        """The condition, asked once for all indicators that put it in the same words."""
        at, evaluator = self.at, self.evaluator
        key = (expression.text, at.grain, at.body, at.stage, evaluator.lookups.label_of(at.period))
        conditions = evaluator.judge.conditions
        found = conditions.get(key)
        if found is None or at.is_restated or (at.row is not None and at.row.key != at.stage):
            value = self._ask(expression, "是否适用", "whether it applies")
            conditions[key] = (value, self.steps[-1] if self.steps else None)
            return value
        if found[1] is not None:
            self.steps.append(found[1])
        return found[0]

    def _told(self, trouble: Value) -> Value:
        """A value that is not known, as those who use the indicator see it, with the reasons for those who read it."""
        if trouble.reason is not None:
            self.reasons.append(trouble.reason)
        if trouble.missing:
            names, joined = "、".join(trouble.missing), ", ".join(trouble.missing)
            self.reasons.append(Reason(f"缺：{names}", f"missing: {joined}"))
        if trouble.state == INCOMPLETE:
            return missing(*trouble.missing)
        return Value(NOT_APPLICABLE, None, (), self.reasons[0] if self.reasons else None)

    def _by_people(self) -> Raw:
        """What a person judged on documents, as the table of judgements has it; incomplete until somebody has."""
        row = self.evaluator.world.judgement_of(self.indicator.code, self.at.body, self.at.period)
        passed = row.cells.get("passed") if row else None
        if row is None or passed is None or not passed.text:
            return self._told(missing(f"{self.indicator.name_zh}（由人判定）"))
        basis = row.cells.get("basis")
        words = basis.text if basis is not None else ""
        self.reasons.append(Reason(f"由人判定：{passed.text}；{words}", f"judged by people: {passed.text}; {words}"))
        self.steps.append(TraceNode("cell", "由人判定", "judged by people", value=passed.text, place=passed.place))
        return passed.text == "是"

    def _ask(self, expression: Expression, zh: str, en: str, unit: str = "") -> Raw:
        value = self.evaluator.ask(expression.node, self.at)
        recorder = self.evaluator.recorder
        if recorder.is_tracing:
            self.steps.append(recorder.formula_step(expression, zh, en, unit, value))
        return value

    # ─────────────── the verdict ───────────────

    def _judged(self) -> IndicatorResult:
        indicator, content = self.indicator, self.content
        threshold = indicator.threshold
        operator = threshold.operator if threshold is not None else None
        if isinstance(content, Value):
            return self._made(None, "", operator, None, content.state, content.missing, content.state)
        digits, mode = indicator.rounding.digits, indicator.rounding.mode
        if indicator.formula is None:
            passed = self.steps[-1].value
            return self._made(content is True, passed, None, None, PASS if content else FAIL, (), KNOWN)
        if isinstance(content, bool) or not isinstance(content, int | Fraction | Exact):
            own = content is True
            verdict = (PASS if own else FAIL) if indicator.verdict in ("truth", "judged") else NONE
            self.reasons.extend(self.evaluator.told)
            return self._made(own, shown_value(own, digits, mode), None, None, verdict, (), KNOWN)
        value = in_unit(content, indicator.unit)
        printed = shown_value(value, digits, mode)
        if operator is None:
            return self._made(value, printed, None, None, NONE, (), KNOWN)
        asked = self._limit()
        if isinstance(asked, Value):
            self._told(asked)
            return self._made(value, printed, operator, None, asked.state, asked.missing, KNOWN)
        is_met = compared(operator, content, asked)
        limit = in_unit(asked, indicator.unit)  # type: ignore[arg-type] # the types were inferred
        self._more = lambda: self._sentence(value, printed, operator, limit, is_met)
        if not is_met and self.evaluator.recorder.is_tracing:
            self.steps.extend(self._shortfalls(operator, asked))
        return self._made(value, printed, operator, limit, PASS if is_met else FAIL, (), KNOWN)

    def _limit(self) -> Raw:
        """The limit, that of the first exemption that holds."""
        assert self.indicator.threshold is not None
        for exemption in self.indicator.exemptions:
            if exemption.limit is not None and self.evaluator.ask(exemption.when.node, self.at) is True:
                self._exempt(exemption)
                return self._ask(exemption.limit, "限值（例外情形）", "limit (exception)", self.indicator.unit)
        self.evaluator.recorder.take()
        return self._ask(self.indicator.threshold.limit, "限值", "limit", self.indicator.unit)

    def _exempt(self, exemption: Exemption) -> None:
        self.reasons.append(Reason(f"例外情形：{exemption.reason_zh}", f"exception: {exemption.reason_en}"))
        recorder = self.evaluator.recorder
        if recorder.is_tracing:
            self.steps.append(
                TraceNode(
                    "exemption",
                    exemption.reason_zh,
                    exemption.reason_en,
                    expression=exemption.when.text,
                    with_numbers=recorder.with_numbers(exemption.when.node),
                    children=recorder.take(),
                    basis=(exemption.basis,) if exemption.basis else (),
                )
            )

    def _sentence(self, own: Exact, printed: str, operator: str, limit: Exact, is_met: bool) -> Reason:
        """Why it passes or fails, and how far it is from its limit."""
        digits, mode = self.indicator.rounding.digits, self.indicator.rounding.mode
        unit, bound = self.indicator.unit, shown_value(limit, digits, mode)
        sign = SIGNS[operator]
        if is_met:
            zh, en = f"{printed}{unit}，达到 {sign} {bound}{unit}", f"{printed} {unit} meets {sign} {bound} {unit}"
        else:
            gap = own - limit
            far = shown_value(-gap if gap.sign() < 0 else gap, digits, "up")
            apart_zh, apart_en = ("个百分点", "percentage points") if unit == "%" else (unit, unit)
            zh = f"{printed}{unit}，未达到 {sign} {bound}{unit}，差 {far}{apart_zh}"
            en = f"{printed} {unit} misses {sign} {bound} {unit} by {far} {apart_en}"
        return Reason(zh, en)

    def _shortfalls(self, operator: str, limit: Raw) -> Iterator[TraceNode]:
        """How much is missing for the limit to be met, where an amount can be named."""
        assert self.indicator.formula is not None and not isinstance(limit, Value | bool | str | None)  # noqa: PT018
        symbols = self.evaluator.formulas.symbols
        for each in shortfalls_of(
            self.indicator.formula.node, operator, exact(limit), self.at, self.evaluator, symbols
        ):
            yield TraceNode(
                "shortfall",
                each.of_zh,
                each.of_en,
                value=each.amount,
                unit=each.unit_zh,
                reason_zh=each.told_zh,
                reason_en=each.told_en,
            )

    def _made(
        self,
        value: Exact | bool | None,
        printed: str,
        operator: str | None,
        limit: Exact | None,
        verdict: str,
        missing: tuple[str, ...],
        state: str,
    ) -> IndicatorResult:
        indicator, at = self.indicator, self.at
        verdict = verdict if indicator.verdict != "none" or verdict != state else NONE
        return IndicatorResult(
            body=at.body,
            period=self.evaluator.lookups.label_of(at.period),
            stage=at.stage if indicator.stages or indicator.grain == "school_stage" else "",
            indicator=indicator.code,
            value=value,
            shown=printed,
            state=state,
            missing=missing,
            unit=indicator.unit,
            operator=operator,
            limit=limit,
            verdict=verdict,
            tell=self.told,
            trace=self._trace(printed, verdict, state) if self.evaluator.recorder.is_tracing else None,
        )

    def _trace(self, printed: str, verdict: str, state: str) -> TraceNode:
        indicator = self.indicator
        title, reasons = self.evaluator.title_of(self.at), self.told()
        return TraceNode(
            "indicator",
            f"{title}：{indicator.code} {indicator.name_zh}",
            f"{title}: {indicator.code} {indicator.name_en}",
            state=state,
            value=printed,
            unit=indicator.unit,
            expression=indicator.formula.text if indicator.formula else "",
            children=tuple(self.steps),
            basis=indicator.basis,
            reason_zh="；".join(reason.zh for reason in reasons),
            reason_en="; ".join(reason.en for reason in reasons),
            verdict=verdict,
        )
