"""The years that words name before figures: printed ones, and 上年, 今年 that stand to each other without one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dudao.reports.extract.lead_words import YEAR
from dudao.reports.model import Figure


@dataclass(frozen=True, slots=True)
class YearToken:
    """A year in some words: printed (`number` 2020) or relative (`number` -1 for 上年, 0 for 今年)."""

    number: int
    is_relative: bool


RELATIVE = {
    "前年": -2,
    "上年": -1,
    "上一年": -1,
    "去年": -1,
    "同期": -1,
    "上学年": -1,
    "今年": 0,
    "本年": 0,
    "当年": 0,
    "本学年": 0,
}
_TOKENS = re.compile(
    rf"(?P<from>{YEAR})年?[—\-~～至到－–]+(?P<to>{YEAR}|\d\d)(?=年|学年)|(?P<year>{YEAR})(?=年|学年|[、，,和与及(（])"
    r"|(?P<relative>前年|上年|上一年|去年|今年|本年|当年|上学年|本学年|(?<!上年)(?<!去年)同期)"
)
MOST_YEARS = 12
"""Years that one span may list; a longer one (2010—2035年) is a plan, not a list of values."""


@lru_cache(maxsize=8192)
def year_tokens(words: str) -> tuple[YearToken, ...]:
    """The years some words name, in their order; a span 2019—2021年 gives each of its years.

    >>> [token.number for token in year_tokens("2019—2021年教育支出分别为")]
    [2019, 2020, 2021]
    >>> year_tokens("，上年同期为")
    (YearToken(number=-1, is_relative=True),)
    """
    found: list[YearToken] = []
    for match in _TOKENS.finditer(words):
        if match["relative"]:
            found.append(YearToken(RELATIVE[match["relative"]], True))
        elif match["year"]:
            found.append(YearToken(int(match["year"]), False))
        else:
            first = int(match["from"])
            last = int(match["to"]) if len(match["to"]) == 4 else first // 100 * 100 + int(match["to"])
            if first <= last < first + MOST_YEARS:
                found.extend(YearToken(number, False) for number in range(first, last + 1))
    return tuple(found)


def year_of(words: str) -> YearToken | None:
    """The year that some words give to the figure after them: a printed one before 上年 and 今年, the last of several."""
    tokens = year_tokens(words)
    printed = [token for token in tokens if not token.is_relative] or list(tokens)
    return printed[-1] if printed else None


def span_of_years(words: str) -> int | None:
    """From the first to the last year of the one span that some words name; None for none or several years.

    >>> span_of_years("2020年至2022年，教育支出从"), span_of_years("由2020年的")
    (2, None)
    """
    found = list(_TOKENS.finditer(words))
    tokens = year_tokens(words)
    return len(tokens) - 1 if len(found) == 1 and found[0]["from"] and len(tokens) > 1 else None


def years_listed(words: str, count: int) -> list[int] | None:
    """The years of a list of values (2020年、2021年分别为), where exactly as many are named; 上年 and 今年 count as -1 and 0.

    >>> years_listed("2020年、2021年教育支出分别为", 2), years_listed("2021年小学、初中分别为", 2)
    ([2020, 2021], None)
    """
    tokens = year_tokens(words)
    if len(tokens) != count or len({token.is_relative for token in tokens}) != 1:
        return None
    return [token.number for token in tokens]


def calendar_year(token: YearToken | None, figure: Figure) -> int | None:
    """The calendar year a figure is for: as its words print it, else the one the figure carries."""
    if token is not None and not token.is_relative:
        return token.number
    return figure.when.last_year if figure.when is not None else None


def years_between(base: YearToken | None, base_figure: Figure, now: YearToken | None, now_figure: Figure) -> int | None:
    """How many years lie between two figures by their words; None where the words do not tell.

    上年 beside a level of this year, or of no year, is one year earlier. A year that a figure only carries stands in for
    one that is not printed.
    """
    printed = printed_years_between(base, now)
    if printed is not None or (base is not None and base.is_relative):
        return printed
    first, last = calendar_year(base, base_figure), calendar_year(now, now_figure)
    return None if first is None or last is None else last - first


def printed_years_between(base: YearToken | None, now: YearToken | None) -> int | None:
    """How many years lie between two figures by the words before them alone.

    >>> printed_years_between(YearToken(-1, True), None), printed_years_between(YearToken(2019, False), YearToken(2021, False))
    (1, 2)
    """
    if base is not None and base.is_relative:
        if now is None or (now.is_relative and now.number > base.number):
            return (0 if now is None else now.number) - base.number
        return -base.number if not now.is_relative else None
    if base is None or now is None or now.is_relative:
        return None
    return now.number - base.number
