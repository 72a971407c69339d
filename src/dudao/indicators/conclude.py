"""Verdicts on whole bodies: every indicator that a conclusion needs, its rule, and the gates that override it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from dudao.indicators.evaluate.judge import Judge
from dudao.indicators.evaluate.places import At
from dudao.indicators.evaluate.recorder import Recorder
from dudao.indicators.results import FAIL, INCOMPLETE, NOT_APPLICABLE, PASS, ConclusionResult, IndicatorResult, Reason
from dudao.schemes.indicators import Conclusion, Edition, Indicator


def conclude(
    edition: Edition, judge: Judge, places: Callable[[str], Iterator[At]], wanted: Collection[str] | None
) -> Iterator[ConclusionResult]:
    """The conclusions of an edition on every body of their grain (of `wanted`, where it is given)."""
    for conclusion in edition.conclusions:
        for at in places(conclusion.grain):
            if wanted is None or at.body in wanted:
                yield _conclude(edition, conclusion, judge, at)


def _conclude(edition: Edition, conclusion: Conclusion, judge: Judge, at: At) -> ConclusionResult:
    evaluator = judge.evaluator(Recorder())
    reasons: list[Reason] = []
    verdicts: list[str] = []
    for code in conclusion.needs:
        indicator = edition.indicator(code)
        if indicator is None:
            continue
        for result in _results(indicator, judge, at):
            verdicts.append(result.verdict)
            if result.verdict in (FAIL, INCOMPLETE):
                reasons.append(_reason(indicator, result, evaluator.title_of(replace(at, stage=result.stage))))
    if conclusion.rule is not None:
        value = evaluator.evaluate(conclusion.rule.node, at)
        verdicts.append((PASS if value.is_true else FAIL) if value.is_known else value.state)
        if value.missing:
            reasons.append(Reason(f"缺：{'、'.join(value.missing)}", f"missing: {', '.join(value.missing)}"))
    verdict = _together(verdicts)
    for gate in edition.gates:
        if gate.grain == conclusion.grain and gate.at_most == FAIL:
            holds = evaluator.evaluate(gate.when.node, at)
            if holds.is_true:
                verdict = FAIL
                reasons.insert(0, Reason(f"一票否决：{gate.name_zh}", f"veto: {gate.name_en}"))
            elif holds.state == INCOMPLETE and verdict == PASS:
                verdict = INCOMPLETE
                reasons.append(Reason(f"不能判断是否否决：{gate.name_zh}", f"veto not known: {gate.name_en}"))
    return ConclusionResult(at.body, at.period.label(), conclusion.code, verdict, tuple(reasons))


def _results(indicator: Indicator, judge: Judge, at: At) -> Iterator[IndicatorResult]:
    """The results of an indicator below or at a body, one a stage."""
    for stage in indicator.stages or ("",):
        yield judge.result(indicator, At(at.grain, at.body, stage, at.row, at.period))


def _reason(indicator: Indicator, result: IndicatorResult, title: str) -> Reason:
    zh = "；".join(reason.zh for reason in result.reasons) or ("未达到" if result.verdict == FAIL else "缺数据")
    en = "; ".join(reason.en for reason in result.reasons) or result.verdict
    return Reason(
        f"{title}{indicator.code} {indicator.name_zh}：{zh}", f"{title} {indicator.code} {indicator.name_en}: {en}"
    )


def _together(verdicts: list[str]) -> str:
    """A fail decides; then what is incomplete; then what applies passes."""
    if FAIL in verdicts:
        return FAIL
    if INCOMPLETE in verdicts:
        return INCOMPLETE
    return PASS if PASS in verdicts else NOT_APPLICABLE
