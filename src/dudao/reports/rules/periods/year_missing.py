"""A time without its year: 截至9月底, 今年 where nothing says which year it is (时间缺年份)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.model import TimeMention
from dudao.reports.rules.contract import Given, Rule, RuleContext
from dudao.reports.rules.periods.surroundings import (
    PRINTED_YEAR,
    has_known_year,
    is_in_title_marks,
    year_before,
)
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("时间缺年份", "A time without its year"),
    message=Bilingual(
        "“{stated}”没有写明年份，前文也不能确定", "{stated} names no year, and the text before leaves it open"
    ),
    why=Bilingual(
        "没有年份的时点不能核对数据；报告往往跨年使用，读者会认错年份。",
        "A date without year cannot be checked, and reports are read across years.",
    ),
    authority=Bilingual(
        "《党政机关公文处理工作条例》第十九条：表述准确；本系统约定：统计时点写明年份",
        "Regulations on Handling Official Documents, article 19: exact wording; house rule: a statistical date names its year",
    ),
    help=Bilingual("写全年月，如“截至2021年9月底”。", "Write year and month, as in 截至2021年9月底."),
    variants={
        "this_year": Bilingual(
            "“{stated}”是哪一年，报告没有写明（标题、落款和检查设置中都没有年份）",
            "which year {stated} is, neither title nor date of the report nor a given day says",
        ),
        "year_end": Bilingual(
            "“{stated}”没有写明是哪一年，全文没有年份", "{stated} names no year, nor does the text anywhere"
        ),
    },
    variant_help={
        "this_year": Bilingual(
            "把“今年”改为具体年份，或写上报告日期；也可以用 --date 给出判断日期。",
            "Write the year, or date the report; --date gives the day it is judged on.",
        ),
        "year_end": Bilingual("写明年份，如“2021年末”。", "Write the year, as in 2021年末."),
    },
)

AS_OF = re.compile(r"截至?[至止]?到?$|截止到?$")
THIS_YEAR = re.compile(r"^(?:今年|本年度?)")
WITH_MONTH = re.compile(r"^(?:今年|本年度?)(?:以来)?.*[月季半底末]")
BARE_END = re.compile(r"^年[底末](?!步)")
RELATIVE = re.compile(r"去年|上年|当年|同年|次年|翌年|前年|明年|\d{2}年")
STARTS_AS_OF = re.compile(r"^截[至止]")


def find(context: RuleContext) -> Iterator[Diagnostic]:
    given = context.given
    knows_year = has_known_year(given)
    told_this_year = False
    for time in context.reading.times:
        if is_in_title_marks(given, time.start):
            continue
        bare = re.sub(r"^截[至止]到?", "", time.text)
        if THIS_YEAR.match(bare):
            is_exact = WITH_MONTH.match(bare) is not None
            if not knows_year and (is_exact or not told_this_year) and not year_before(given, time.start):
                told_this_year = True
                yield _remark(context, time, "this_year")
        elif _is_as_of(given, time) and _names_no_year(time.text, bare) and not year_before(given, time.start):
            yield _remark(context, time, None)
    yield from _bare_year_end(context, knows_year)


def _is_as_of(given: Given, time: TimeMention) -> bool:
    """截至 stands in the time or right before it, and a month or day follows (not 截至目前)."""
    if "月" not in time.text:
        return False
    if STARTS_AS_OF.match(time.text):
        return True
    return AS_OF.search(given.report.folded[max(0, time.start - 4) : time.start]) is not None


def _names_no_year(text: str, bare: str) -> bool:
    return not PRINTED_YEAR.search(text) and not RELATIVE.match(bare)


def _remark(context: RuleContext, time: TimeMention, variant: str | None) -> Diagnostic:
    start = time.start
    before = context.report.folded[max(0, start - 3) : start]
    if not STARTS_AS_OF.match(time.text) and (words := AS_OF.search(before)):
        start -= len(words.group())
    span = Span(start, time.end)
    return context.diagnostic(at=span, params={"stated": span.of(context.text)}, variant=variant)


def _bare_year_end(context: RuleContext, knows_year: bool) -> Iterator[Diagnostic]:
    """年末全市共有… in a text that names no year at all."""
    if knows_year or PRINTED_YEAR.search(context.report.folded):
        return
    for time in context.reading.times:
        if BARE_END.match(time.text):
            yield _remark(context, time, "year_end")
            return


RULE = Rule(code="PER001", name="year-missing", severity=Severity.WARNING, find=find, texts=TEXTS)
