"""The passage a claim stands in: its clause and sentence, the figures beside it, and whether it speaks of the future."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from dudao.reports.model import Figure, Role
from dudao.reports.rules.contract import Given
from dudao.values.spans import Span

_CLAUSE_EDGE = re.compile(r"[，,；;。！？\n：:]")
_INTENT = re.compile(
    r"力争|争取|拟(?=[于在新建投到用订定完实])|预计|有望|目标是|为目标|确保(?!了|.{0,12}(?:得到|落地见效))|将(?=[进力努全实达基新完继大切加于在按以])|计划(?=[到于在新用完投])"
    r"|到(?:20\d\d年|“?十[四五六]五”?末|[今明]年底)|下一步|下步|今后|明年|来年"
)
_COMING = re.compile(r"逐步|努力|着力|推动|推进|加快|不断|进一步|待|围绕|目标|计划|要(?!求|点|素|害|闻)")
_PLAN_SECTION = re.compile(r"下一?步|今后|打算|下阶段|工作(?:思路|计划|安排|目标)|努力方向|整改措施|改进措施|对策")
_PROBLEM_SECTION = re.compile(r"问题|不足|困难|短板|薄弱|差距")


def sentence_of(given: Given, position: int) -> Span:
    """The sentence that holds a character."""
    report = given.report
    return report.sentences[report.sentence_index(position)] if report.sentences else Span(0, len(report.text))


def clause_of(given: Given, span: Span) -> Span:
    """The clause around a span, between commas or stops."""
    edges, sentence = given.once("clause_edges", _clause_edges), sentence_of(given, span.start)
    before, behind = bisect_left(edges, span.start) - 1, bisect_left(edges, span.end)
    start = edges[before] + 1 if before >= 0 and edges[before] >= sentence.start else sentence.start
    end = max(sentence.end, span.end)
    return Span(start, min(edges[behind], end) if behind < len(edges) else end)


def _clause_edges(given: Given) -> list[int]:
    return [edge.start() for edge in _CLAUSE_EDGE.finditer(given.report.folded)]


def figures_in(given: Given, span: Span) -> list[Figure]:
    """The figures that begin inside a span, in order."""
    figures = given.reading.figures
    starts = given.once("figure_starts", lambda given: [figure.start for figure in given.reading.figures])
    return list(figures[bisect_left(starts, span.start) : bisect_left(starts, span.end)])


def paragraph_span(given: Given, position: int) -> Span:
    """The paragraph that holds a character."""
    paragraph = given.report.paragraph_at(position)
    return paragraph.span if paragraph is not None else sentence_of(given, position)


def is_planned(given: Given, span: Span) -> bool:
    """Whether a claim is a plan: its clause or the one before speaks of intent, or it stands in a section on next steps."""
    clause = clause_of(given, span)
    sentence = sentence_of(given, span.start)
    start = (
        clause_of(given, Span(clause.start - 1, clause.start - 1)).start
        if clause.start > sentence.start
        else clause.start
    )
    if _INTENT.search(given.report.folded, start, span.end):
        return True
    return _section(given, span.start)[0]


def is_under_way(given: Given, span: Span) -> bool:
    """Whether a claim is a plan or of something still going on (逐步, 不断, 着力): not one that all is done."""
    clause = clause_of(given, span)
    return is_planned(given, span) or _COMING.search(given.report.folded, clause.start, span.end) is not None


def is_problem(given: Given, position: int) -> bool:
    """Whether a place stands in the section on problems."""
    return _section(given, position)[1]


def _section(given: Given, position: int) -> tuple[bool, bool]:
    """Whether the headings above a place speak of next steps, and whether they speak of problems."""
    flags = given.once("section_flags", _section_flags)
    starts = given.once("heading_starts", lambda given: [heading.start for heading in given.report.headings])
    index = bisect_right(starts, position) - 1
    return flags[index] if index >= 0 else (False, False)


def _section_flags(given: Given) -> list[tuple[bool, bool]]:
    flags: list[tuple[bool, bool]] = []
    path: list[tuple[int, bool, bool]] = []
    for heading in given.report.headings:
        while path and path[-1][0] >= heading.level:
            path.pop()
        above = path[-1] if path else (0, False, False)
        plan = above[1] or _PLAN_SECTION.search(heading.title) is not None
        problem = above[2] or _PROBLEM_SECTION.search(heading.title) is not None
        path.append((heading.level, plan, problem))
        flags.append((plan, problem))
    return flags


IS_REACHED = frozenset({Role.LEVEL, Role.SHARE, Role.COMPLETION})
"""Roles of a figure that says what was reached (not planned, not a norm, not an earlier value)."""

_STAGES = {
    "学前": frozenset({"preschool"}),
    "幼儿园": frozenset({"preschool"}),
    "小学": frozenset({"primary"}),
    "初中": frozenset({"junior"}),
    "义务教育": frozenset({"primary", "junior"}),
    "普通高中": frozenset({"senior"}),
    "高中": frozenset({"senior"}),
    "中职": frozenset({"vocational"}),
    "职业": frozenset({"vocational"}),
}


def stages_in(text: str) -> frozenset[str]:
    """The school stages that a passage names; empty where it names none."""
    return frozenset().union(*(stages for word, stages in _STAGES.items() if word in text))


def may_be_same_stage(one: str, other: str) -> bool:
    """Whether two passages can speak of one stage: either names none, or they share one."""
    ours, theirs = stages_in(one), stages_in(other)
    return not ours or not theirs or bool(ours & theirs)


def shares_words(one: str, other: str, length: int = 3) -> bool:
    """Whether two passages share a run of Chinese characters of a length.

    >>> shares_words("生均公用经费全部到位", "尚有生均公用经费未到位"), shares_words("大班额", "在校生")
    (True, False)
    """
    runs = {one[at : at + length] for at in range(len(one) - length + 1)}
    return any(other[at : at + length] in runs for at in range(len(other) - length + 1))


def lead_of(given: Given, figure: Figure) -> str:
    """The words before a figure in its sentence, a short stretch of them."""
    sentence = sentence_of(given, figure.start)
    return given.report.folded[max(sentence.start, figure.start - 60) : figure.start]
