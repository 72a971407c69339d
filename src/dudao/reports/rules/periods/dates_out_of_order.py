"""A stretch of time that ends before it begins: 2021年9月至2020年3月 (起止时间颠倒)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.periods.printed_days import PrintedPoint, printed_points
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("起止时间颠倒", "A stretch that ends before it begins"),
    message=Bilingual("“{stated}”的结束早于开始", "{stated} ends before it begins"),
    why=Bilingual("起止颠倒说明其中一个时间有误。", "One of the two times is wrong."),
    authority=Bilingual("本系统约定", "house rule"),
    help=Bilingual("核对起止时间。", "Check both times."),
)

WITHIN_A_SEASON = 3
"""Months by which a stretch of days without a year may run backwards and still be no winter's turn of the year."""
WHOLE_DAY = re.compile(r"(?:19|20)\d\d年\d{1,2}月\d{1,2}[日号]$")
JOINT = re.compile(r"[—\-~～至到－–]{1,2}")
SPANNING = re.compile(r"[—\-~～至到－–]")


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for time in context.reading.times:
        if time.kind != "span" and not SPANNING.search(time.text):
            continue
        points = printed_points(time.text)
        if len(points) == 2 and _is_later(points[0], points[1]):
            yield context.diagnostic(at=time.span, params={"stated": time.text})
    yield from _days_apart(context)


def _days_apart(context: RuleContext) -> Iterator[Diagnostic]:
    """2022年9月1日至2022年8月31日: two whole days are two times, with nothing but the joint between them."""
    folded = context.report.folded
    for first, last in pairwise(context.reading.times):
        if first.kind != "day" or first.period is None or last.period is None or "年" not in first.text:
            continue
        whole = WHOLE_DAY.search(last.text)
        if whole is None or not JOINT.fullmatch(folded[first.end : last.start] + last.text[: whole.start()]):
            continue
        if last.period.end <= first.period.start:
            span = Span(first.start, last.end)
            yield context.diagnostic(at=span, params={"stated": span.of(context.text)})


def _is_later(first: PrintedPoint, last: PrintedPoint) -> bool:
    """Points that print a year each are compared, and days of one season: 9月至次年3月 and 11月—2月 are usual."""
    if first.year is None and last.year is None and first.day is not None and last.day is not None:
        months = (first.month or 0) - (last.month or 0)
        return 0 < months <= WITHIN_A_SEASON or (months == 0 and first.day > last.day)
    if first.year is None or last.year is None:
        return False
    if first.year != last.year:
        return first.year > last.year
    if first.month is None or last.month is None:
        return False
    if first.month != last.month:
        return first.month > last.month
    return first.day is not None and last.day is not None and first.day > last.day


RULE = Rule(code="PER004", name="dates-out-of-order", severity=Severity.ERROR, find=find, texts=TEXTS)
