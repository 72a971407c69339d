"""An indicator at a place: whether it applies, its value, its limit with exemptions, its verdict, and why."""

from __future__ import annotations

from collections.abc import Callable

from dudao.indicators.evaluate.evaluator import At, Evaluator
from dudao.indicators.evaluate.operations import COMPARE
from dudao.indicators.evaluate.recorder import Recorder, in_unit, shown
from dudao.indicators.evaluate.values import Value
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

    def __init__(self, evaluator: Callable[[Recorder], Evaluator], make: Callable[[], Recorder]) -> None:
        self.evaluator = evaluator
        self.make = make
        self.done: dict[tuple[str, str, str, str, str, bool], IndicatorResult] = {}

    def result(self, indicator: Indicator, at: At) -> IndicatorResult:
        """The result of an indicator where `at` says."""
        key = (indicator.code, at.body, at.stage, at.row.key if at.row else "", at.period.label(), at.is_restated)
        found = self.done.get(key)
        if found is None:
            found = self.done[key] = _Judgement(indicator, at, self.evaluator(self.make())).result()
        return found


class _Judgement:
    """The steps of one judgement, each leaving a node of the trace."""

    def __init__(self, indicator: Indicator, at: At, evaluator: Evaluator) -> None:
        self.indicator = indicator
        self.at = at
        self.evaluator = evaluator
        self.recorder = evaluator.recorder
        self.reasons: list[Reason] = []
        self.steps: list[TraceNode] = []

    def result(self) -> IndicatorResult:
        indicator = self.indicator
        if indicator.applies is not None:
            applies = self._ask(indicator.applies, "是否适用", "whether it applies")
            if applies.is_known and not applies.is_true:
                zh = indicator.applies_reason_zh or f"不适用：{indicator.applies.text}"
                return self._without(NOT_APPLICABLE, (), Reason(zh, indicator.applies_reason_en or zh))
            if not applies.is_known:
                return self._without(applies.state, applies.missing, applies.reason)
        if indicator.formula is None:
            return self._by_people()
        value = self._ask(indicator.formula, indicator.name_zh, indicator.name_en, indicator.unit)
        if value.state == INCOMPLETE and indicator.impute is not None:
            value = self._ask(indicator.impute, "缺数的替代值", "what stands for the missing value", indicator.unit)
            self.reasons.append(
                Reason(f"数据缺，按 {indicator.impute.text} 计", f"missing: {indicator.impute.text} is taken")
            )
        if not value.is_known:
            return self._without(value.state, value.missing, value.reason)
        return self._judged(value)

    def _by_people(self) -> IndicatorResult:
        """What a person judged on documents, as the table of judgements has it; incomplete until somebody has."""
        code, world = self.indicator.code, self.evaluator.world
        rows = world.rows_of("judged", self.at.body, self.at.period)
        row = next((each for each in rows if each.keys.get("item") == code), None)
        passed = row.cells.get("passed") if row else None
        if row is None or passed is None or not passed.text:
            return self._without(INCOMPLETE, (f"{self.indicator.name_zh}（由人判定）",), None)
        basis = row.cells.get("basis")
        words = basis.text if basis is not None else ""
        self.reasons.append(Reason(f"由人判定：{passed.text}；{words}", f"judged by people: {passed.text}; {words}"))
        self.steps.append(TraceNode("cell", "由人判定", "judged by people", value=passed.text, place=passed.place))
        is_met = passed.text == "是"
        return self._result(is_met, passed.text, None, None, PASS if is_met else FAIL, (), KNOWN)

    def _ask(self, expression: Expression, zh: str, en: str, unit: str = "") -> Value:
        value = self.evaluator.evaluate(expression.node, self.at)
        self.steps.append(
            TraceNode(
                "formula",
                zh,
                en,
                state=value.state,
                value=shown(value, unit) if value.is_known else "",
                unit=unit if isinstance(value.content, Exact) else "",
                expression=expression.text,
                with_numbers=self.recorder.with_numbers(expression.node),
                children=self.recorder.take(),
                reason_zh=value.reason.zh if value.reason else "",
                reason_en=value.reason.en if value.reason else "",
            )
        )
        return value

    def _judged(self, value: Value) -> IndicatorResult:
        indicator = self.indicator
        own = in_unit(value.number, indicator.unit) if isinstance(value.content, Exact) else value.is_true
        printed = shown_value(own, indicator.rounding.digits, indicator.rounding.mode)
        operator, limit, verdict = None, None, NONE
        if isinstance(own, bool):
            verdict = (PASS if own else FAIL) if indicator.verdict in ("truth", "judged") else NONE
            self.reasons.extend(self.evaluator.told)
        elif indicator.threshold is not None:
            operator = indicator.threshold.operator
            asked = self._limit()
            if not asked.is_known:
                return self._result(own, printed, operator, None, asked.state, asked.missing, KNOWN)
            limit = in_unit(asked.number, indicator.unit)
            verdict = PASS if COMPARE[operator](own, limit) else FAIL
            self._say(own, printed, operator, limit, verdict)
        return self._result(own, printed, operator, limit, verdict, (), KNOWN)

    def _limit(self) -> Value:
        """The limit, that of the first exemption that holds."""
        assert self.indicator.threshold is not None
        for exemption in self.indicator.exemptions:
            if self.evaluator.evaluate(exemption.when.node, self.at).is_true and exemption.limit is not None:
                self._exempt(exemption)
                return self._ask(exemption.limit, "限值（例外情形）", "limit (exception)", self.indicator.unit)
        self.recorder.take()
        return self._ask(self.indicator.threshold.limit, "限值", "limit", self.indicator.unit)

    def _exempt(self, exemption: Exemption) -> None:
        self.reasons.append(Reason(f"例外情形：{exemption.reason_zh}", f"exception: {exemption.reason_en}"))
        self.steps.append(
            TraceNode(
                "exemption",
                exemption.reason_zh,
                exemption.reason_en,
                expression=exemption.when.text,
                with_numbers=self.recorder.with_numbers(exemption.when.node),
                children=self.recorder.take(),
                basis=(exemption.basis,) if exemption.basis else (),
            )
        )

    def _say(self, own: Exact, printed: str, operator: str, limit: Exact, verdict: str) -> None:
        """Why it passes or fails, and how far it is from its limit."""
        digits, mode = self.indicator.rounding.digits, self.indicator.rounding.mode
        unit, bound = self.indicator.unit, shown_value(limit, digits, mode)
        gap = own - limit
        away = -gap if gap.sign() < 0 else gap
        far = shown_value(away, digits, "up")
        word_zh, word_en = ("达到", "meets") if verdict == PASS else ("未达到", "misses")
        apart_zh, apart_en = ("个百分点", "percentage points") if unit == "%" else (unit, unit)
        more = f"，差 {far}{apart_zh}" if verdict == FAIL else ""
        more_en = f" by {far} {apart_en}" if verdict == FAIL else ""
        self.reasons.append(
            Reason(
                f"{printed}{unit}，{word_zh} {SIGNS[operator]} {bound}{unit}{more}",
                f"{printed} {unit} {word_en} {SIGNS[operator]} {bound} {unit}{more_en}",
            )
        )

    def _without(self, state: str, missing: tuple[str, ...], reason: Reason | None) -> IndicatorResult:
        if reason is not None:
            self.reasons.append(reason)
        if missing:
            self.reasons.append(Reason(f"缺：{'、'.join(missing)}", f"missing: {', '.join(missing)}"))
        operator = self.indicator.threshold.operator if self.indicator.threshold else None
        return self._result(None, "", operator, None, state, missing, state)

    def _result(
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
        return IndicatorResult(
            body=at.body,
            period=at.period.label(),
            stage=at.stage if indicator.stages or indicator.grain == "school_stage" else "",
            indicator=indicator.code,
            value=value,
            shown=printed,
            state=state,
            missing=missing,
            unit=indicator.unit,
            operator=operator,
            limit=limit,
            verdict=verdict if indicator.verdict != "none" or verdict != state else NONE,
            reasons=tuple(self.reasons),
            trace=self._trace(printed, verdict, state),
        )

    def _trace(self, printed: str, verdict: str, state: str) -> TraceNode | None:
        if type(self.recorder) is Recorder:
            return None
        indicator = self.indicator
        title = self.evaluator.title_of(self.at)
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
            reason_zh="；".join(reason.zh for reason in self.reasons),
            reason_en="; ".join(reason.en for reason in self.reasons),
        )
