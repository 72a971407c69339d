"""What a printed time means apart from its year: its kind, the year it prints, or where its year must come from.

`2021年上半年` prints its year; `去年` is one before the year of speaking; `上年` is one before the year spoken of; `9月底` has
none. `times` finds the year and makes the period.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial

from dudao.reports.extract.time_patterns import PLAN_WORD, PLANS
from dudao.values.numerals import parse_chinese_numeral
from dudao.values.periods import (
    Period,
    autumn_term,
    day,
    five_year_plan,
    half,
    month,
    months,
    quarter,
    school_year,
    spring_term,
    up_to,
    year,
    years,
)


@dataclass(frozen=True, slots=True)
class TimeShape:
    """A printed time, read apart from its surroundings.

    Attributes:
        kind: as in `TimeMention`.
        year: printed year (the last of a span), None where it prints none.
        anchor: printed | speaking (今年, 去年: the year in which the report is written) | spoken_of (上年, 当年: the year
            the text is at) | carried (9月底: whatever year was named before) | none (目前).
        offset: years from the anchor.
        make: from the year to the period; None where nothing can be made of it.
    """

    kind: str
    year: int | None
    anchor: str
    offset: int = 0
    make: Callable[[int], Period] | None = None


MONTH_AND_DAY = re.compile(r"(\d{1,2})月(?:(\d{1,2})日(?:\D{1,2}(?:(\d{1,2})月)?(\d{1,2})日)?)?")
MONTH_SPAN = re.compile(r"(\d{1,2})[^\d月年]{1,2}(\d{1,2})月")
CHINESE_MONTH = re.compile(r"([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})日)?")
YEAR_NUMBER = re.compile(r"(?:19|20)\d\d")
QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
SPEAKING = {"今年": 0, "去年": -1, "前年": -2, "明年": 1}
SPOKEN_OF = {"上年": -1, "上一年": -1, "本年": 0, "当年": 0, "同年": 0, "次年": 1, "翌年": 1, "下年": 1, "下一年": 1}
RELATIVE_HEAD = re.compile("|".join(sorted([*SPEAKING, *SPOKEN_OF], key=len, reverse=True)))
COUNTED_YEARS = re.compile(r"[一二两三四五六七八九十]|\d{1,2}")


@cache
def shape_of(form: str, text: str) -> TimeShape:
    """The shape of a time by the form that matched it (`time_patterns.FORMS`) and its folded text."""
    return SHAPERS[form](text)


def _year(text: str) -> TimeShape:
    number = int(text[:4])
    inside = _inside_year(text[4:].lstrip("年").removeprefix("度"))
    return TimeShape(inside.kind, number, "printed", 0, inside.make)


def _inside_year(rest: str) -> TimeShape:
    """What follows the year: a month, a half, a term, an end; nothing at all for the whole year."""
    kind, make = _part_of_year(rest)
    return TimeShape(kind, None, "carried", 0, make)


def _part_of_year(rest: str) -> tuple[str, Callable[[int], Period]]:
    if not rest:
        return "year", year
    if "前" in rest and "前三" not in rest:
        inner = _part_of_year(rest.replace("之前", "").replace("以前", "").replace("前", ""))[1]
        return "by", lambda number: up_to(inner(number))
    if "月" in rest:
        return _months_of(rest)
    if "季度" in rest:
        return (
            ("span", lambda number: months(number, 1, 9))
            if "前" in rest
            else ("quarter", partial(_swap, quarter, QUARTERS[rest[rest.index("季度") - 1]]))
        )
    if "半年" in rest:
        return "half", partial(_swap, half, 1 if "上" in rest else 2)
    if "春" in rest:
        return "term", spring_term
    if "秋" in rest:
        return "term", autumn_term
    if "底" in rest or "末" in rest:
        return "as_of", lambda number: up_to(year(number))
    if "初" in rest:
        return "month", partial(_swap, month, 1)
    return ("span", year) if "以来" in rest else ("year", year)


def _swap(function: Callable[[int, int], Period], number: int, of_year: int) -> Period:
    return function(of_year, number)


def _months_of(rest: str) -> tuple[str, Callable[[int], Period]]:
    if span := MONTH_SPAN.match(rest):
        first, last = int(span[1]), int(span[2])
        return "span", lambda number: months(number, first, last)
    found = MONTH_AND_DAY.match(rest)
    if found is None:
        if chinese := CHINESE_MONTH.match(rest):
            return _months_of(_arabic_month(chinese) + rest[chinese.end() :])
        return (
            "as_of" if rest[-1] in "底末" else "month"
        ), year  # 今年X月底: the month is masked, the year may still be known
    number = int(found[1])
    if found[4]:
        until = (int(found[3] or number), int(found[4]))
        return "day", partial(_days, (number, int(found[2])), until)
    if found[2]:
        return "day", lambda of_year: day(of_year, number, int(found[2]))
    if rest[-1] in "底末":
        return "as_of", lambda of_year: up_to(month(of_year, number))
    return "month", lambda of_year: month(of_year, number)


def _days(first: tuple[int, int], last: tuple[int, int], of_year: int) -> Period:
    start, end = day(of_year, *first), day(of_year, *last)
    return Period(start.start, end.end, "day") if start.start < end.end else start


def _arabic_month(found: re.Match[str]) -> str:
    parts = [f"{parse_chinese_numeral(found[1])}月"]
    if found[2]:
        parts.append(f"{parse_chinese_numeral(found[2])}日")
    return "".join(parts)


def _school_year(text: str) -> TimeShape:
    number = int(text[:4])
    if "第二" in text or "第2" in text or "下学期" in text:
        return TimeShape("term", number, "printed", 0, lambda first: spring_term(first + 1))
    if "学期" in text:
        return TimeShape("term", number, "printed", 0, autumn_term)
    return TimeShape("school_year", number, "printed", 0, school_year)


def _span(text: str) -> TimeShape:
    numbers = [int(found) for found in YEAR_NUMBER.findall(text)]
    first, last = numbers[0], numbers[-1]
    heads = re.findall(r"(?:19|20)\d\d年?(?:(\d{1,2})月)?", text)

    def make(_: int) -> Period:
        start = month(first, int(heads[0])) if heads[0] else year(first)
        end = month(last, int(heads[-1])) if heads[-1] else year(last)
        return Period(start.start, end.end, "span") if start.start < end.end else end

    return TimeShape("span", last, "printed", 0, make)


def _iso(text: str) -> TimeShape:
    number, second, third = (int(part) for part in re.split(r"[-./]", text))
    return TimeShape("day", number, "printed", 0, lambda of_year: day(of_year, second, third))


def _masked(text: str) -> TimeShape:
    return TimeShape("year", None, "none")


def _chinese_year(text: str) -> TimeShape:
    number = parse_chinese_numeral(text[:4])
    inside = _inside_year(text[5:])
    return TimeShape(inside.kind, None if number is None else int(number), "printed", 0, inside.make)


def _relative(text: str) -> TimeShape:
    found = RELATIVE_HEAD.match(text)
    head = found.group() if found else text[:2]
    rest = text[len(head) :].removeprefix("度")
    kind, make = _part_of_year(rest) if rest else ("relative", year)
    if head in SPEAKING:
        return TimeShape(kind, None, "speaking", SPEAKING[head], make)
    return TimeShape(kind, None, "spoken_of", SPOKEN_OF.get(head, 0), make)


def _school_part(text: str) -> TimeShape:
    offset = {"上": -1, "本": 0, "下": 1}[text[0]]
    if "学期" in text:
        return TimeShape("term", None, "none")
    return TimeShape("school_year", None, "spoken_of", offset, school_year)


def _plan(text: str) -> TimeShape:
    found = PLAN_WORD.search(text)
    number = next((plan.number for plan in PLANS if found and plan.word == found.group()), None)
    if number is None:
        return TimeShape("span", None, "none")
    whole = five_year_plan(number)
    if text[-1] == "末":
        return TimeShape("as_of", whole.last_year, "printed", 0, lambda last: up_to(year(last)))
    return TimeShape("span", whole.last_year, "printed", 0, lambda last: whole)


def _stretch(text: str) -> TimeShape:
    found = COUNTED_YEARS.search(text)
    count = None if found is None else parse_chinese_numeral(found.group()) or int(found.group())
    if count is None:
        return TimeShape("span", None, "none")
    size = int(count)
    if text[0] in "未今":
        return TimeShape("span", None, "speaking", 0, lambda number: years(number + 1, number + size))
    return TimeShape("span", None, "speaking", 0, lambda number: years(number - size + 1, number))


def _now(text: str) -> TimeShape:
    return TimeShape("relative", None, "none")


def _part(text: str) -> TimeShape:
    kind, make = _part_of_year(text)
    anchor = "speaking" if text[0] == "年" else "carried"  # 年末 is the end of the year the report is about
    return TimeShape(kind, None, anchor, 0, make)


SHAPERS: dict[str, Callable[[str], TimeShape]] = {
    "school_year": _school_year,
    "span": _span,
    "iso": _iso,
    "year": _year,
    "listed_year": _year,
    "masked_year": _masked,
    "chinese_year": _chinese_year,
    "chinese_month": _inside_year,
    "day": _inside_year,
    "month": _inside_year,
    "relative": _relative,
    "part": _part,
    "school_part": _school_part,
    "plan": _plan,
    "stretch": _stretch,
    "counted_years": _stretch,
    "now": _now,
}
