"""Results and explanations for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from dudao.indicators.results import (
    FAIL,
    INCOMPLETE,
    NOT_APPLICABLE,
    PASS,
    BodyScore,
    ConclusionResult,
    IndicatorResult,
    Results,
    ScoreLayers,
)
from dudao.indicators.trace.model import TraceNode
from dudao.schemes.formula.render import plain
from dudao.schemes.indicators import Edition, LegalBasis
from dudao.schemes.legal import known_instruments
from dudao.values.exact import Exact

VERDICTS = {
    PASS: ("达标", "pass"),
    FAIL: ("未达标", "fail"),
    INCOMPLETE: ("缺数据", "incomplete"),
    NOT_APPLICABLE: ("不适用", "not applicable"),
    "none": ("", ""),
}
STATUSES = {
    "confirmed": ("已核实", "confirmed"),
    "unconfirmed": ("未核实", "unconfirmed"),
    "observed": ("按已有系统的做法，未对照原文", "as coded elsewhere, not compared with the text"),
    "example": ("示例，非官方", "example, not official"),
}
MOST_LINES = 400
"""Lines of results that a terminal is given; files get all."""


def render_results(
    results: Results, edition: Edition, name_of: Callable[[str], str], lang: str, *, most: int | None = MOST_LINES
) -> str:
    """Conclusions first, then the indicators of each body."""
    english = lang == "en"
    lines = [f"{results.scheme}/{results.edition}  {results.period}"]
    for conclusion in results.conclusions:
        lines.extend(_conclusion_lines(conclusion, edition, name_of, english))
    for score in results.scores:
        lines.extend(_score_lines(score, edition, name_of, english))
    shown = list(results.results)[: most or None]
    lines.extend(_body_lines(shown, edition, name_of, english))
    left = len(results.results) - len(shown)
    if left:
        lines.append(f"… {left} more (use -o)" if english else f"……另有 {left} 条（用 -o 写入文件可看全部）")
    return "\n".join(lines)


def _conclusion_lines(
    conclusion: ConclusionResult, edition: Edition, name_of: Callable[[str], str], english: bool
) -> Iterator[str]:
    own = next(each for each in edition.conclusions if each.code == conclusion.conclusion)
    verdict = VERDICTS[conclusion.verdict][english]
    yield f"\n{name_of(conclusion.body)}  {own.name_en if english else own.name_zh}：{verdict}"
    for reason in conclusion.reasons:
        yield f"    {reason.en if english else reason.zh}"


def _score_lines(score: BodyScore, edition: Edition, name_of: Callable[[str], str], english: bool) -> Iterator[str]:
    grade = next((each for each in edition.grades if each.code == score.grade), None)
    title = (grade.name_en if english else grade.name_zh) if grade else ""
    points = "—" if score.points is None else f"{Exact.of(score.points).quantize(2):f}"
    yield f"\n{name_of(score.body)}  {'score' if english else '得分'} {points} / {plain(score.marks)}  {title}".rstrip()
    if score.layers is not None:
        yield f"    {_layers(score.layers, english)}"
    if score.missing:
        yield f"    {score.missing} not scored yet" if english else f"    {score.missing} 项尚无得分"
    for reason in score.reasons:
        yield f"    {reason.en if english else reason.zh}"


def _layers(layers: ScoreLayers, english: bool) -> str:
    """Claimed, checked and final points with the credibility that leads from the one to the other."""
    status = STATUSES["confirmed" if layers.is_confirmed else "unconfirmed"][english]
    shown = [
        "—" if each is None else f"{Exact.of(each).quantize(digits):f}"
        for each, digits in ((layers.claimed, 2), (layers.checked, 2), (layers.credibility, 4), (layers.final, 2))
    ]
    if english:
        return "claimed {}, checked {}, credibility {} ({status}), final {}".format(*shown, status=status)
    return "自评 {}，核验 {}，自评可信度 {}（{status}），最终 {}".format(*shown, status=status)


def _body_lines(
    shown: Sequence[IndicatorResult], edition: Edition, name_of: Callable[[str], str], english: bool
) -> Iterator[str]:
    body = ""
    for result in sorted(shown, key=lambda each: each.body):
        if result.body != body:
            body = result.body
            yield f"\n{name_of(body)}（{body}）"
        indicator = edition.indicator(result.indicator)
        title = (indicator.name_en if english else indicator.name_zh) if indicator else ""
        value = f"{result.shown}{result.unit}" if result.shown else VERDICTS[result.state][english] or result.state
        verdict = VERDICTS[result.verdict][english]
        yield f"  {result.indicator:<8} {result.stage:<8} {value:<16} {verdict:<4} {title}"


def render_trace(node: TraceNode, lang: str, depth: int = 0, *, is_full: bool = False) -> str:
    """A trace as an indented tree; without `is_full` each row of an aggregate and what is met below a verdict is one line."""
    return "\n".join(_trace_lines(node, lang == "en", depth, is_full))


def _trace_lines(node: TraceNode, english: bool, depth: int, is_full: bool) -> Iterator[str]:
    indent = "  " * depth
    label = node.label_en if english else node.label_zh
    value = f" = {node.value}{node.unit}" if node.value else ""
    verdict = VERDICTS[node.verdict][english] if node.verdict in VERDICTS else ""
    value += f"  {verdict}" if verdict else ""
    place = f"  ← {node.place}" if node.place else ""
    yield f"{indent}{label}{value}{place}"
    if node.with_numbers and node.with_numbers != node.value:
        yield f"{indent}    {node.expression} = {node.with_numbers}"
    elif node.expression and node.kind in ("indicator", "exemption"):
        yield f"{indent}    {node.expression}"
    for basis in node.basis:
        yield f"{indent}    {basis_line(basis, english)}"
    reason = node.reason_en if english else node.reason_zh
    if reason:
        yield f"{indent}    {reason}"
    for child in node.children:
        is_met = node.kind == "conclusion" and child.verdict not in (FAIL, INCOMPLETE)
        is_short = not is_full and (is_met or node.kind == "aggregate")
        shown = replace(child, children=(), basis=(), expression="", with_numbers="") if is_short else child
        yield from _trace_lines(shown, english, depth + 1, is_full)


def basis_line(basis: LegalBasis, english: bool) -> str:
    """A legal basis in one line, with whether it is confirmed."""
    instrument = known_instruments().by_id.get(basis.instrument)
    title = f"《{instrument.title}》{instrument.number}" if instrument else ("house rule" if english else "本系统约定")
    status = STATUSES[basis.status][english]
    return f"{'basis' if english else '依据'}：{title} {basis.article}（{status}）".replace("  ", " ")
