"""What came out for each body on one line: its verdicts side by side, or its score and grade."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from dudao.diagnostics.visible import width_of
from dudao.indicators.output.wording import VERDICTS
from dudao.indicators.results import FAIL, INCOMPLETE, BodyScore, ConclusionResult, Results
from dudao.schemes.formula.render import plain
from dudao.schemes.indicators import Edition
from dudao.values.exact import Exact

GAP = 2
LEGEND = (
    "数字是未达到、缺数据和一票否决的项数；去掉 --brief 逐项列出，explain 说明每一项怎么来",
    "numbers count what is missed, missing or vetoed; without --brief each is listed, and explain says how it came about",
)


def render_summary(results: Results, edition: Edition, name_of: Callable[[str], str], lang: str) -> str:
    """A table for the bodies of each level, a column a conclusion; then scores. What is missed is told by `compute` without it."""
    title = edition.title_en if lang == "en" else edition.title_zh
    lines = [f"{title} · {results.scheme}/{results.edition} · {results.period}"]
    by_bodies: dict[tuple[str, ...], list[str]] = {}
    for code, found in groupby(results.conclusions, key=lambda each: each.conclusion):
        by_bodies.setdefault(tuple(each.body for each in found), []).append(code)
    for bodies, codes in by_bodies.items():
        lines += ["", *_table(_cells(results.conclusions, edition, bodies, codes, name_of, lang))]
    if results.conclusions:
        lines += ["", LEGEND[lang == "en"]]
    if results.scores:
        lines += ["", *_table([_score(each, edition, name_of, lang) for each in results.scores])]
    return "\n".join(lines)


def _cells(
    conclusions: Sequence[ConclusionResult],
    edition: Edition,
    bodies: Sequence[str],
    codes: Sequence[str],
    name_of: Callable[[str], str],
    lang: str,
) -> Iterator[list[str]]:
    english = lang == "en"
    titles = {each.code: each.name_en if english else each.name_zh for each in edition.conclusions}
    yield ["", *(titles[code] for code in codes)]
    found = {(each.body, each.conclusion): each for each in conclusions}
    for body in bodies:
        yield [f"{name_of(body)} {body}", *(_verdict(found[body, code], english) for code in codes)]


def _verdict(conclusion: ConclusionResult, english: bool) -> str:
    """The verdict; where it is open or missed, by how many reasons."""
    word = VERDICTS[conclusion.verdict][english]
    return f"{word} {len(conclusion.reasons)}" if conclusion.verdict in (FAIL, INCOMPLETE) else word


def _score(score: BodyScore, edition: Edition, name_of: Callable[[str], str], lang: str) -> list[str]:
    grade = next((each for each in edition.grades if each.code == score.grade), None)
    title = "" if grade is None else grade.name_en if lang == "en" else grade.name_zh
    points = "—" if score.points is None else f"{Exact.of(score.points).quantize(2):f}"
    return [f"{name_of(score.body)} {score.body}", f"{points} / {plain(score.marks)}", title]


def _table(rows: Iterator[list[str]] | Sequence[list[str]]) -> Iterator[str]:
    """Columns as wide as their widest cell; a Chinese character takes two places."""
    listed = list(rows)
    widths = [max(width_of(row[at]) for row in listed) for at in range(len(listed[0]))]
    for row in listed:
        cells = (cell + " " * (width - width_of(cell) + GAP) for cell, width in zip(row, widths, strict=True))
        yield "".join(cells).rstrip()
