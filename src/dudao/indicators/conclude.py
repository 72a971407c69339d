"""Verdicts on whole bodies: every indicator that a conclusion needs, its rule, and the gates that override it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from dudao.indicators.evaluate.evaluator import Evaluator
from dudao.indicators.evaluate.judge import Judge
from dudao.indicators.evaluate.places import At
from dudao.indicators.results import (
    FAIL,
    INCOMPLETE,
    KNOWN,
    NOT_APPLICABLE,
    PASS,
    ConclusionResult,
    IndicatorResult,
    Reason,
)
from dudao.indicators.trace.model import TraceNode
from dudao.schemes.indicators import Conclusion, Edition, Gate, Indicator

COUNTED = (PASS, FAIL, INCOMPLETE, NOT_APPLICABLE)


def conclude(
    edition: Edition, judge: Judge, places: Callable[[str], Iterator[At]], wanted: Collection[str] | None
) -> Iterator[ConclusionResult]:
    """The conclusions of an edition on every body of their grain (of `wanted`, where it is given)."""
    for conclusion in edition.conclusions:
        for at in places(conclusion.grain):
            if wanted is None or at.body in wanted:
                yield _conclude(edition, conclusion, judge, at)


def _conclude(edition: Edition, conclusion: Conclusion, judge: Judge, at: At) -> ConclusionResult:
    evaluator = judge.evaluator(judge.make())
    reasons: list[Reason] = []
    verdicts: list[str] = []
    steps: list[TraceNode] = []
    for code in conclusion.needs:
        indicator = edition.indicator(code)
        if indicator is None:
            continue
        for result in _results(indicator, judge, at):
            verdicts.append(result.verdict)
            if result.trace is not None:
                steps.append(result.trace)
            if result.verdict in (FAIL, INCOMPLETE):
                reasons.append(_reason(indicator, result, evaluator.title_of(replace(at, stage=result.stage))))
    if conclusion.rule is not None:
        value = evaluator.evaluate(conclusion.rule.node, at)
        verdicts.append((PASS if value.is_true else FAIL) if value.is_known else value.state)
        if evaluator.recorder.is_tracing:
            raw = value.content if value.is_known else value
            steps.append(evaluator.recorder.formula_step(conclusion.rule, "规则", "rule", "", raw))
        if value.missing:
            reasons.append(Reason(f"缺：{'、'.join(value.missing)}", f"missing: {', '.join(value.missing)}"))
    verdict = _together(verdicts)
    for gate in edition.gates:
        if gate.grain == conclusion.grain and gate.at_most == FAIL:
            state, step = ask_gate(gate, evaluator, at)
            steps.extend(step)
            if state == FAIL:
                verdict = FAIL
                reasons.insert(0, Reason(f"一票否决：{gate.name_zh}", f"veto: {gate.name_en}"))
            elif state == INCOMPLETE and verdict == PASS:
                verdict = INCOMPLETE
                reasons.append(Reason(f"不能判断是否否决：{gate.name_zh}", f"veto not known: {gate.name_en}"))
    trace = _trace(conclusion, evaluator, at, verdict, steps, reasons) if evaluator.recorder.is_tracing else None
    return ConclusionResult(at.body, at.period.label(), conclusion.code, verdict, tuple(reasons), trace)


def ask_gate(gate: Gate, evaluator: Evaluator, at: At) -> tuple[str, tuple[TraceNode, ...]]:
    """Whether a gate holds for a body: fail where it does, incomplete where that cannot be told, else pass; and its trace."""
    holds = evaluator.evaluate(gate.when.node, at)
    state = FAIL if holds.is_true else INCOMPLETE if holds.state == INCOMPLETE else PASS
    if not evaluator.recorder.is_tracing:
        return state, ()
    raw = holds.content if holds.is_known else holds
    step = evaluator.recorder.formula_step(gate.when, gate.name_zh, gate.name_en, "", raw)
    told_zh, told_en = {
        FAIL: ("成立", "it holds"),
        PASS: ("不成立", "it does not hold"),
        INCOMPLETE: (f"不能判断，缺：{'、'.join(holds.missing)}", f"not known, missing: {', '.join(holds.missing)}"),
    }[state]
    node = replace(step, kind="gate", verdict=state, basis=gate.basis, reason_zh=told_zh, reason_en=told_en)
    return state, (node,)


def _trace(
    conclusion: Conclusion, evaluator: Evaluator, at: At, verdict: str, steps: list[TraceNode], reasons: list[Reason]
) -> TraceNode:
    """The conclusion as a tree, what fails first; how many of its indicators pass, fail or lack data."""
    counts = [sum(step.kind == "indicator" and step.verdict == each for step in steps) for each in COUNTED]
    title = evaluator.title_of(replace(at, stage=""))
    order = {FAIL: 0, INCOMPLETE: 1}
    return TraceNode(
        "conclusion",
        f"{title}：{conclusion.code} {conclusion.name_zh}",
        f"{title}: {conclusion.code} {conclusion.name_en}",
        state=INCOMPLETE if verdict == INCOMPLETE else KNOWN,
        expression=conclusion.rule.text if conclusion.rule else "",
        children=tuple(sorted(steps, key=lambda step: order.get(step.verdict, 2))),
        basis=conclusion.basis,
        reason_zh=f"{counts[0]} 项达到，{counts[1]} 项未达到，{counts[2]} 项缺数据，{counts[3]} 项不适用",
        reason_en=f"{counts[0]} met, {counts[1]} missed, {counts[2]} without data, {counts[3]} not applicable",
        verdict=verdict,
    )


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
