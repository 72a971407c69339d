"""Verdicts on whole bodies: every indicator that a conclusion needs, its rule, and the gates that override it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import partial

from dudao.indicators.evaluate.evaluator import Evaluator
from dudao.indicators.evaluate.explained import formula_step
from dudao.indicators.evaluate.judge import Judge
from dudao.indicators.evaluate.leaves import shape_of
from dudao.indicators.evaluate.places import At
from dudao.indicators.evaluate.recorder import Notes
from dudao.indicators.evaluate.values import Value
from dudao.indicators.results import (
    FAIL,
    INCOMPLETE,
    KNOWN,
    NOT_APPLICABLE,
    PASS,
    ConclusionResult,
    IndicatorResult,
    Reason,
    lacking,
)
from dudao.indicators.trace.model import ToldStep, TraceNode
from dudao.indicators.unit_words import numbers_in
from dudao.schemes.formula.nodes import Node, Operation, names_in
from dudao.schemes.formula.render import render_formula
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
    verdicts = [judge.verdict(indicator, place) for indicator, place in _needed(edition, conclusion, judge, at)]
    if conclusion.rule is not None:
        value = judge.plain.evaluate(conclusion.rule.node, at)
        verdicts.append((PASS if value.is_true else FAIL) if value.is_known else value.state)
    verdict = _together(verdicts)
    gates = [ask_gate(gate, judge.plain, at)[0] for gate in _vetoes(edition, conclusion)]
    if FAIL in gates:
        verdict = FAIL
    elif INCOMPLETE in gates and verdict == PASS:
        verdict = INCOMPLETE
    return ConclusionResult(
        at.body,
        at.label,
        conclusion.code,
        verdict,
        partial(_told, edition, conclusion, judge, at),
        partial(_trace, edition, conclusion, judge, at, verdict) if judge.is_traced else None,
    )


def _told(edition: Edition, conclusion: Conclusion, judge: Judge, at: At) -> tuple[Reason, ...]:
    """The vetoes, then each indicator that fails or lacks data, then what the rule and the gates lack."""
    reasons: list[Reason] = []
    verdicts: list[str] = []
    for indicator, place in _needed(edition, conclusion, judge, at):
        result = judge.result(indicator, place)
        verdicts.append(result.verdict)
        if result.verdict in (FAIL, INCOMPLETE):
            reasons.append(_reason(indicator, result, judge, place))
    if conclusion.rule is not None:
        value = judge.plain.evaluate(conclusion.rule.node, at)
        verdicts.append((PASS if value.is_true else FAIL) if value.is_known else value.state)
        reasons.extend(lacking(value.missing))
        reasons.extend(_failing_parts(conclusion.rule.node, judge, at))
    verdict = _together(verdicts)
    for gate in _vetoes(edition, conclusion):
        state, _ = ask_gate(gate, judge.plain, at)
        if state == FAIL:
            verdict = FAIL
            reasons.insert(0, Reason(f"一票否决：{gate.name_zh}", f"veto: {gate.name_en}"))
        elif state == INCOMPLETE and verdict == PASS:
            verdict = INCOMPLETE
            reasons.append(Reason(f"不能判断是否否决：{gate.name_zh}", f"veto not known: {gate.name_en}"))
    return tuple(reasons)


def _failing_parts(rule: Node, judge: Judge, at: At) -> Iterator[Reason]:
    """What in a rule does not hold: each of its conditions joined by `and`, with numbers and the names of its indicators."""
    if isinstance(rule, Operation) and rule.operator == "and":
        yield from _failing_parts(rule.left, judge, at)
        yield from _failing_parts(rule.right, judge, at)
        return
    notes = Notes()
    if judge.noting(notes).ask(rule, at) is not False:
        return
    text = render_formula(rule, pretty=True)
    numbers = shape_of(judge.formulas, rule, at.grain).with_numbers(notes, at)
    known = judge.formulas.symbols.indicators
    named = [known[each] for each in dict.fromkeys(name.id for name in names_in(rule)) if each in known]
    zh = "，".join([numbers, *(f"{each.code} {each.name_zh}" for each in named)])
    en = ", ".join([numbers_in(numbers, "en"), *(f"{each.code} {each.name_en}" for each in named)])
    yield Reason(f"规则未达到：{text}（{zh}）", f"the rule does not hold: {text} ({en})")


def _needed(edition: Edition, conclusion: Conclusion, judge: Judge, at: At) -> Iterator[tuple[Indicator, At]]:
    """The indicators that a conclusion needs, each where it is asked: once a stage."""
    for code in conclusion.needs:
        indicator = edition.indicator(code)
        if indicator is not None:
            for stage in indicator.stages or ("",):
                yield indicator, judge.lookups.in_stage(at, stage)


def _vetoes(edition: Edition, conclusion: Conclusion) -> Iterator[Gate]:
    return (each for each in edition.gates if each.grain == conclusion.grain and each.at_most == FAIL)


def ask_gate(gate: Gate, evaluator: Evaluator, at: At) -> tuple[str, Value]:
    """Whether a gate holds for a body: fail where it does, incomplete where that cannot be told, else pass; and its value."""
    holds = evaluator.evaluate(gate.when.node, at)
    return FAIL if holds.is_true else INCOMPLETE if holds.state == INCOMPLETE else PASS, holds


def traced_gate(gate: Gate, judge: Judge, at: At) -> TraceNode:
    """How a gate came to hold or not."""
    notes = Notes()
    state, holds = ask_gate(gate, judge.noting(notes), at)
    raw = holds.content if holds.is_known else holds
    step = formula_step(judge, gate.when, at, notes, raw, zh=gate.name_zh, en=gate.name_en)
    told = {
        FAIL: (Reason("成立", "it holds"),),
        PASS: (Reason("不成立", "it does not hold"),),
        INCOMPLETE: (Reason("不能判断", "not known"), *lacking(holds.missing)),
    }[state]
    told_zh, told_en = "，".join(each.zh for each in told), ", ".join(each.en for each in told)
    return ToldStep(
        "gate",
        gate.name_zh,
        gate.name_en,
        state=step.state,
        value=step.value,
        expression=step.expression,
        with_numbers=step.with_numbers,
        children=step.children,
        basis=gate.basis,
        reason_zh=told_zh,
        reason_en=told_en,
        verdict=state,
    )


def _steps(edition: Edition, conclusion: Conclusion, judge: Judge, at: At) -> Iterator[TraceNode]:
    for indicator, place in _needed(edition, conclusion, judge, at):
        yield judge.node(indicator, place)
    if conclusion.rule is not None:
        notes = Notes()
        value = judge.noting(notes).ask(conclusion.rule.node, at)
        yield formula_step(judge, conclusion.rule, at, notes, value, zh="规则", en="rule")
    for gate in _vetoes(edition, conclusion):
        yield traced_gate(gate, judge, at)


def _trace(edition: Edition, conclusion: Conclusion, judge: Judge, at: At, verdict: str) -> TraceNode:
    """The conclusion as a tree, what fails first; how many of its indicators pass, fail or lack data."""
    steps = list(_steps(edition, conclusion, judge, at))
    counts = [sum(step.kind == "indicator" and step.verdict == each for step in steps) for each in COUNTED]
    title = judge.lookups.title(at.body, "")
    order = {FAIL: 0, INCOMPLETE: 1}
    return ToldStep(
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


def _reason(indicator: Indicator, result: IndicatorResult, judge: Judge, at: At) -> Reason:
    title, title_en = judge.lookups.title_of(at), judge.lookups.title_of(at, "en")
    zh = "；".join(reason.zh for reason in result.reasons) or ("未达到" if result.verdict == FAIL else "缺数据")
    en = "; ".join(reason.en for reason in result.reasons) or result.verdict
    return Reason(
        f"{title}{indicator.code} {indicator.name_zh}：{zh}", f"{title_en} {indicator.code} {indicator.name_en}: {en}"
    )


def _together(verdicts: list[str]) -> str:
    """A fail decides; then what is incomplete; then what applies passes."""
    if FAIL in verdicts:
        return FAIL
    if INCOMPLETE in verdicts:
        return INCOMPLETE
    return PASS if PASS in verdicts else NOT_APPLICABLE
