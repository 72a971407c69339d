"""Results and explanations for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dudao.diagnostics.visible import width_of
from dudao.facts.contract import stages
from dudao.indicators.output.wording import (
    STATUSES,
    TRUTHS,
    VERDICTS,
    basis_words,
    is_telling,
    numbers_in,
    troubles_first,
    unit_in,
    value_in,
)
from dudao.indicators.results import (
    FAIL,
    INCOMPLETE,
    BodyScore,
    ConclusionResult,
    IndicatorResult,
    Results,
    ScoreLayers,
)
from dudao.indicators.trace.model import TraceNode
from dudao.schemes.formula.render import plain
from dudao.schemes.indicators import Edition, LegalBasis
from dudao.values.exact import Exact

MOST_LINES = 400
"""Lines of results that a terminal is given; files get all."""
MOST_CELLS, MOST_MISSED = 3, 8
"""Source cells and missed indicators that one row names in the short form."""


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
    lines.extend(_body_lines(shown, edition, name_of, lang))
    left = len(results.results) - len(shown)
    if left:
        lines.append(f"… {left} more (use -o)" if english else f"……另有 {left} 条（用 -o 写入文件可看全部）")
    return "\n".join(lines)


def _conclusion_lines(
    conclusion: ConclusionResult, edition: Edition, name_of: Callable[[str], str], english: bool
) -> Iterator[str]:
    own = next(each for each in edition.conclusions if each.code == conclusion.conclusion)
    verdict = VERDICTS[conclusion.verdict][english]
    title = f"{own.name_en}: " if english else f"{own.name_zh}："
    yield f"\n{name_of(conclusion.body)}  {title}{verdict}"
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
    shown: Sequence[IndicatorResult], edition: Edition, name_of: Callable[[str], str], lang: str
) -> Iterator[str]:
    english = lang == "en"
    named, body = stages(edition.own), ""
    widest = max((len(each.indicator) for each in shown), default=0)
    for result in sorted(shown, key=lambda each: each.body):
        if result.body != body:
            body = result.body
            yield f"\n{name_of(body)} ({body})" if english else f"\n{name_of(body)}（{body}）"
        indicator = edition.indicator(result.indicator)
        title = (indicator.name_en if english else indicator.name_zh) if indicator else ""
        words = TRUTHS.get(result.shown, result.shown) if english else result.shown
        value = f"{words}{unit_in(result.unit, lang)}" if words else _without_value(result, english)
        if result.is_imputed:
            value = f"{value} (imputed)" if english else f"{value}（替代值）"
        stage = named.get(result.stage)
        which = (stage.label_en if english else stage.school_zh) if stage else result.stage
        cells = ((result.indicator, widest + 2), (which, 9), (value, 17), (VERDICTS[result.verdict][english], 7))
        yield f"  {''.join(_padded(text, width) for text, width in cells)}{title}"


def _without_value(result: IndicatorResult, english: bool) -> str:
    """Why there is no value, in a word: missing, not applicable, or divided by 0."""
    if result.missing and all(each.is_zero for each in result.missing):
        return "divided by 0" if english else "分母为0"
    return VERDICTS[result.state][english] or result.state


def _padded(text: str, width: int) -> str:
    """A text with blanks up to a width in places of a terminal, one at least."""
    return text + " " * max(1, width - width_of(text))


def render_trace(node: TraceNode, lang: str, depth: int = 0, *, is_full: bool = False) -> str:
    """A trace as an indented tree; without `is_full` each row of an aggregate and what is met below a verdict is one line.

    Such a row names the cells it rests on; one that fails has a line more for each indicator that it misses.
    """
    return "\n".join(_trace_lines(node, lang, depth, is_full))


def _trace_lines(node: TraceNode, lang: str, depth: int, is_full: bool) -> Iterator[str]:
    indent = "  " * depth
    yield f"{indent}{_title(node, lang)}{f'  ← {node.place}' if node.place else ''}"
    if is_telling(node):
        yield f"{indent}    {node.expression} = {numbers_in(node.with_numbers, lang)}"
    elif node.expression and node.kind in ("indicator", "exemption"):
        yield f"{indent}    {node.expression}"
    for basis in node.basis:
        yield f"{indent}    {basis_line(basis, lang)}"
    if (reason := _reason(node, lang)) and node.kind != "shortfall":
        yield f"{indent}    {reason}"
    for child in troubles_first(node):
        is_met = node.kind == "conclusion" and child.verdict not in (FAIL, INCOMPLETE)
        if is_full or not (is_met or node.kind == "aggregate"):
            yield from _trace_lines(child, lang, depth + 1, is_full)
        else:
            yield from _short_lines(child, lang, depth + 1)


def _short_lines(node: TraceNode, lang: str, depth: int) -> Iterator[str]:
    indent = "  " * depth
    cells = "" if node.kind != "row" else _cells(node, lang)
    yield f"{indent}{_title(node, lang)}{cells}"
    if reason := _reason(node, lang):
        yield f"{indent}    {reason}"
    if node.kind == "row" and node.verdict == FAIL:
        missed = [each for each in node.walk() if each.kind == "indicator" and each.verdict == FAIL]
        told = {f"{_title(each, lang)}  {_reason(each, lang)}": None for each in missed if _reason(each, lang)}
        yield from (f"{indent}    {each}" for each in list(told)[:MOST_MISSED])


def _title(node: TraceNode, lang: str) -> str:
    if node.kind == "shortfall":  # its amount is what is missing, no value of what it names
        return f"{'gap' if lang == 'en' else '差额'}{': ' if lang == 'en' else '：'}{_reason(node, lang)}"
    label = node.label_en if lang == "en" else node.label_zh
    verdict = VERDICTS[node.verdict][lang == "en"] if node.verdict in VERDICTS else ""
    value = f" = {value_in(node, lang)}" if node.value else ""
    return f"{label}{value}{f'  {verdict}' if verdict else ''}"


def _reason(node: TraceNode, lang: str) -> str:
    return node.reason_en if lang == "en" else node.reason_zh


def _cells(node: TraceNode, lang: str) -> str:
    """The source cells of a row, the first few by name; the file stands once before its cells."""
    found = list(dict.fromkeys(str(each.place) for each in node.walk() if each.kind == "cell" and each.place))
    listed, file = [], ""
    for place in found[:MOST_CELLS]:
        own, mark, cell = place.rpartition("!")
        listed.append(cell if own == file else f"{own}{mark}{cell}")
        file = own
    if not listed:
        return ""
    more = len(found) - MOST_CELLS
    rest = "" if more <= 0 else f" and {more} more" if lang == "en" else f" 等{len(found)}格"
    return f"  ← {(', ' if lang == 'en' else '、').join(listed)}{rest}"


def basis_line(basis: LegalBasis, lang: str) -> str:
    """A legal basis in one line, with whether it is confirmed."""
    status = STATUSES[basis.status][lang == "en"]
    words = basis_words(basis, lang)
    return f"basis: {words} ({status})" if lang == "en" else f"依据：{words}（{status}）"
