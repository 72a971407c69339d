"""Times named in the text, and the period each means as far as the text allows.

What the printed forms are is in `time_patterns`, what they mean without their year in `time_shapes`. Times inside 《》 belong
to the title of a document and are left out; `times_in` reads them from a title.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dudao.reports.extract.time_patterns import TIME
from dudao.reports.extract.time_shapes import TimeShape, shape_of
from dudao.reports.model import Report, TimeMention
from dudao.reports.structure.fold import fold
from dudao.values.numerals import parse_chinese_numeral
from dudao.values.periods import Period, up_to

TITLE_MARKS = re.compile(r"《[^《》\n]*(?:《[^《》\n]*》[^《》\n]*)*》")
PRINTED_YEAR = re.compile(r"((?:19|20)\d\d)年(?![级来])")
OWN_YEAR_IN_TITLE = re.compile(r"(20\d\d)(?:年|学年|[-—–](?:20)?\d\d学年)")
OPENING = 1500
EVALUATED = re.compile(
    r"(20\d\d)年度?[^。；\n]{0,24}?(?:履行教育职责|教育职责|自查自评|自评|督导评估|评价工作|督导评价|年度考核|年度监测)"
)
FULL_DATE = re.compile(r"(\d{4})[年./-](\d{1,2})[月./-](\d{1,2})日?")
CHINESE_DATE = re.compile(
    r"([一二][九〇○零][〇○零一二三四五六七八九]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
BASE_WORDS = ("比", "较", "与", "同", "由", "从", "自", "於")
NOT_BASE_WORDS = ("对比", "正比", "合同", "共同", "会同", "自由", "理由", "参与", "占比")
LIST_OF_BASES = re.compile(r"[由从](?:(?:19|20)\d\d年?[底末初]?的?[0-9.,]+[^，。；、0-9]{0,5}、)+$")
"""由2018年的11.6%、2019年的6.9%、 before a further base."""
AS_OF_WORDS = re.compile(r"(?:截至|截止)(?:到)?$")
BY_WORDS = re.compile(r"(?:到|至|力争|争取)$")
REACHED = re.compile(r"(?:增[长加至]?|提[高升]|上升|升|下降|降[低至]?|减少|扩大|发展|缩[小减])[到至]$")
SENTENCE_END = re.compile(r"[。！？!?\n]")


def find_own_date(report: Report) -> date | None:
    """The report's own date, where it prints one in full (2021年11月5日, 二〇二一年十一月五日, 2021-11-05)."""
    if not report.date:
        return None
    text = fold(report.date).replace(" ", "")
    parts: list[int] = []
    if found := FULL_DATE.search(text):
        parts = [int(part) for part in found.groups()]
    elif found := CHINESE_DATE.search(text):
        parts = [int(parse_chinese_numeral(part) or 0) for part in found.groups()]
    try:
        return date(*parts) if parts else None
    except ValueError:
        return None


def find_stated_year(report: Report) -> int | None:
    """The year that the title, or the opening where it names the evaluation, says the report is about."""
    if report.title and (found := OWN_YEAR_IN_TITLE.search(fold(report.title).replace(" ", ""))):
        return int(found[1])
    if found := EVALUATED.search(report.folded, 0, OPENING):
        return int(found[1])
    return None


def find_own_year(report: Report) -> int | None:
    """The year the report is about: from its title or opening, else its date, else the year it speaks of most.

    A report dated in a year that it hardly speaks of is about the year it speaks of most: reports of a year are often
    written in the next one. None where the text prints no year.
    """
    stated = find_stated_year(report)
    if stated is not None:
        return stated
    named = Counter(int(found[1]) for found in PRINTED_YEAR.finditer(TITLE_MARKS.sub("", report.folded)))
    dated = find_own_date(report)
    if dated is not None:
        named = Counter({number: named[number] for number in (dated.year, dated.year - 1)})
        named[dated.year] += 1
    return max(named, key=lambda number: (named[number], number)) if named else None


@dataclass(slots=True)
class _Surroundings:
    """What was named before a time: the last printed year, and where its paragraph and sentence are."""

    folded: str
    paragraph_starts: list[int]
    own_year: int | None
    speaking_year: int | None
    year: int | None = None
    year_at: int = -1

    def named_in_paragraph(self, position: int) -> int | None:
        """The last year printed before a position in its paragraph, in the body of what is said."""
        if self.year is None:
            return None
        index = bisect_right(self.paragraph_starts, position) - 1
        return self.year if index >= 0 and self.year_at >= self.paragraph_starts[index] else None

    def named_in_sentence(self, position: int) -> int | None:
        if self.year is None or SENTENCE_END.search(self.folded, self.year_at, position):
            return None
        return self.year


def extract_times(report: Report, *, own_year: int | None, dated: date | None) -> tuple[TimeMention, ...]:
    """Every time in the text outside 《》, in order.

    Args:
        own_year: the year the report is about. 今年 and 去年 are counted from the year of its date, else from this year
            where the title or the opening states it; a year that was only guessed resolves nothing.
        dated: the report's own date.
    """
    is_stated = own_year is not None and (dated is not None or find_stated_year(report) is not None)
    surroundings = _Surroundings(
        folded=report.folded,
        paragraph_starts=[paragraph.start for paragraph in report.paragraphs],
        own_year=own_year if is_stated else None,
        speaking_year=dated.year if dated is not None else own_year if is_stated else None,
    )
    return tuple(_mentions(report.text, surroundings))


def times_in(text: str, own_year: int | None = None) -> tuple[TimeMention, ...]:
    """The times of a short text such as the title of a document; offsets are its own.

    >>> [mention.period.label() for mention in times_in("云州市学前教育行动计划（2018—2020年）")]
    ['2018-01..2020-12']
    """
    return tuple(_mentions(text, _Surroundings(fold(text), [0], own_year, own_year), skip_titles=False))


def _mentions(text: str, surroundings: _Surroundings, *, skip_titles: bool = True) -> Iterator[TimeMention]:
    folded = surroundings.folded
    titles = [found.span() for found in TITLE_MARKS.finditer(folded)] if skip_titles else []
    starts = [span[0] for span in titles]
    for found in TIME.finditer(folded):
        start, end = found.span()
        if starts:
            inside = bisect_right(starts, start) - 1
            if inside >= 0 and start < titles[inside][1]:
                continue
        shape = shape_of(str(found.lastgroup), found.group())
        year, year_from = _year_of(shape, start, surroundings)
        kind = shape.kind
        period = _made(shape, year)
        is_base = is_base_use(folded, start)
        before = folded[max(0, start - 4) : start]
        if as_of := AS_OF_WORDS.search(before):
            start -= len(as_of.group())
            kind, period = "as_of", None if period is None else up_to(period)
        elif (by := BY_WORDS.search(before)) and _is_ahead(period, surroundings, before):
            start -= len(by.group())
            kind, period = "by", None if period is None else up_to(period)
        if shape.anchor == "printed" and shape.year is not None and not is_base and shape.kind != "by":
            surroundings.year, surroundings.year_at = year, start
        yield TimeMention(start, end, text[start:end], kind, period, year_from)


def _year_of(shape: TimeShape, position: int, surroundings: _Surroundings) -> tuple[int | None, str]:
    """The year of a time and how it is known (`TimeMention.year_from`)."""
    if shape.anchor == "printed":
        return shape.year, "printed" if shape.year is not None else "none"
    if shape.anchor == "none":
        return None, "none"
    if shape.anchor == "speaking":
        base = surroundings.speaking_year
        return (None, "none") if base is None else (base + shape.offset, "relative")
    if shape.anchor == "spoken_of":
        named = surroundings.named_in_paragraph(position)
        base = surroundings.own_year if named is None else named
        return (None, "none") if base is None else (base + shape.offset, "relative")
    # a closing date without a year (截至9月底) takes no year across a full stop: that would be a guess
    look = surroundings.named_in_sentence if shape.kind == "as_of" else surroundings.named_in_paragraph
    named = look(position)
    if named is None and shape.kind != "as_of":
        named = surroundings.own_year  # the title says the year; a closing date is still asked to print its own
    return (named, "carried") if named is not None else (None, "none")


def _made(shape: TimeShape, year: int | None) -> Period | None:
    """The period, None where the year is not known or the date does not exist (2021年2月30日)."""
    if year is None or shape.make is None:
        return None
    try:
        return shape.make(year)
    except ValueError:
        return None


def _is_ahead(period: Period | None, surroundings: _Surroundings, before: str) -> bool:
    """Whether a period ends after the year the report is about; unknown counts as ahead, but not for 增长到2022年的."""
    if period is None or surroundings.own_year is None:
        return REACHED.search(before) is None
    return period.last_year > surroundings.own_year


def is_base_use(folded: str, start: int) -> bool:
    """Whether a time stands as the base of a comparison (较2019年, 由2020年的, 与上年相比), not as the time of what is said."""
    if start and folded[start - 1] == "、":
        return LIST_OF_BASES.search(folded, max(0, start - 60), start) is not None
    if start == 0 or folded[start - 1] not in BASE_WORDS:
        return False
    return folded[max(0, start - 2) : start] not in NOT_BASE_WORDS


def resolve(mention: TimeMention, year: int) -> Period | None:
    """The period a time without a year would have in some year; None where it cannot be made."""
    found = TIME.search(fold(mention.text))
    if found is None:
        return None
    shape = shape_of(str(found.lastgroup), found.group())
    period = _made(shape, year + shape.offset)
    return up_to(period) if period is not None and mention.kind == "as_of" else period
