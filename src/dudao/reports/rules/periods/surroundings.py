"""The words around a time: its sentence, the year said before it, whether a plan speaks; shared by the rules on periods."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from dudao.reports.rules.contract import Given
from dudao.values.spans import Span

PRINTED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=年|学年|[-./]\d)")
BASE_WORDS = frozenset("由从比较与同自")
"""Before a year they make it that of a base: 由2020年的312个."""
TOPIC_YEAR = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]\s*)?[^，,。]{0,12}?(?<![\d由从比较与同自到至])(?:19|20)\d\d年度?(?![底末初]|以来|[—\-~至]|[^，,。]{0,8}[》）)])"
)
"""A sentence whose topic is a year: 2021年，全市…. Look-alike: 截至2020年底，…."""

PLANNED = re.compile(
    r"计划|规划|将(?!军)|拟|预计|力争|争取|目标|到(?:19|20)\d\d年|下一步|打算|安排在|前完成|确保|届时|未来|今后|要在|建成后|预期|有望|待|完成时限|时限|期限|前全面"
    r"|(?:年|月|日)(?:底|末)?前|推迟|延期|展望|远景|新一轮|启动时间|定于|规定|自[^，。]{0,16}起(?:施行|实施|执行)|有效期|合同|签约|贷款|截止日期|报名"
)
LATER_SECTION = re.compile(r"下[一]?步|今后|打算|计划|思路|展望|努力方向|整改|措施|建议|目标|未来")


SENTENCE_MARK = re.compile(r"[。！？\n]")
SENTENCE_REACH = 1200
"""Characters to either side in which a sentence's ends are looked for; one longer than that is cut there."""


def sentence_span(given: Given, position: int) -> Span:
    """The sentence that holds a character, up to 。 or a line end; ；does not end it."""
    marks = given.once("sentence_marks", _sentence_marks)
    after = bisect_left(marks, position)
    start, end = max(0, position - SENTENCE_REACH), min(len(given.report.folded), position + SENTENCE_REACH)
    return Span(
        max(start, marks[after - 1] + 1) if after else start, min(end, marks[after]) if after < len(marks) else end
    )


def _sentence_marks(given: Given) -> list[int]:
    return [mark.start() for mark in SENTENCE_MARK.finditer(given.report.folded)]


def is_in_title_marks(given: Given, position: int) -> bool:
    """Whether a character stands inside 《…》 or a document number."""
    starts, ends = given.once("spans of citations", _citation_spans)
    index = bisect_right(starts, position) - 1
    return index >= 0 and position < ends[index]


def _citation_spans(given: Given) -> tuple[list[int], list[int]]:
    reading = given.reading
    spans = [(document.start, document.end) for document in reading.documents]
    spans += [(number.start, number.end) for number in reading.document_numbers]
    spans.sort()
    ends: list[int] = []
    for _, end in spans:
        ends.append(max(end, ends[-1]) if ends else end)
    return [start for start, _ in spans], ends


def year_before(given: Given, position: int) -> bool:
    """Whether a year said before a time clearly goes on to it: in its sentence, or as the topic of the one before.

    Not years of titles, nor those of a base (由2020年的).
    """
    folded = given.report.folded
    sentence = sentence_span(given, position)
    for found in PRINTED_YEAR.finditer(folded, sentence.start, position):
        if is_in_title_marks(given, found.start()) or folded[max(0, found.start() - 1) : found.start()] in BASE_WORDS:
            continue
        if folded[found.end() : found.end() + 2] not in ("年底", "年末"):
            return True
    if sentence.start and folded[sentence.start - 1] == "。":
        before = sentence_span(given, sentence.start - 2)
        topic = TOPIC_YEAR.match(folded[before.start : before.end].lstrip())
        return topic is not None and not is_in_title_marks(given, before.start + topic.end())
    return False


def is_planned(given: Given, position: int) -> bool:
    """Whether the sentence or the section speaks of what is yet to come."""
    sentence = sentence_span(given, position)
    if PLANNED.search(given.report.folded, sentence.start, sentence.end):
        return True
    return any(LATER_SECTION.search(heading.title) for heading in given.report.section_at(position))


def has_known_year(given: Given) -> bool:
    """Whether a day, a period, the report's date or its title says which year 今年 is."""
    title = given.report.title or ""
    return (
        given.settings.day is not None
        or given.settings.period is not None
        or given.reading.dated is not None
        or PRINTED_YEAR.search(title) is not None
    )
