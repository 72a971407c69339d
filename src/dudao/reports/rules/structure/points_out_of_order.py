"""Sections that answer points of the scheme stand in another order than the scheme's (未按要点顺序作答)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.structure.coverage import coverage_of

TEXTS = Texts(
    summary=Bilingual("未按要点顺序作答", "Points are answered out of the scheme's order"),
    message=Bilingual(
        "“{heading}”对应要点{code}“{title}”，排在了后面的要点之后",
        "{heading} answers point {code}, {title_en}, but comes after later points",
    ),
    why=Bilingual(
        "评审人按要点顺序查阅，次序不同容易漏看。",
        "Reviewers read in the order of the points and may overlook a section that stands elsewhere.",
    ),
    authority=Bilingual("评价方案“{scheme}”的要点顺序", "the order of points in the scheme {scheme}"),
    help=Bilingual(
        "通知要求按要点顺序撰写的，把这一节移到对应位置；没有要求的可以保留。",
        "Move the section where the notice asks for the order of the points; else it may stay.",
    ),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    scheme = context.given.scheme
    if scheme is None:
        return
    placed = [each for each in coverage_of(context.given) if each.heading is not None]
    starts = [each.heading.start for each in placed if each.heading]
    in_order = set(longest_rising(starts))
    for index, each in enumerate(placed):
        if index in in_order or each.heading is None:
            continue
        yield context.diagnostic(
            at=each.heading.span,
            params={
                "heading": each.heading.marker + each.heading.title,
                "code": each.point.code,
                "title": each.point.title_zh,
                "title_en": each.point.title_en,
                "scheme": f"{scheme.slug}/{scheme.edition}",
            },
            subject=each.point.code,
        )


def longest_rising(values: Sequence[int]) -> list[int]:
    """Indexes of a longest run of values, not necessarily neighbours, that never falls.

    >>> longest_rising([10, 40, 20, 30])
    [0, 2, 3]
    """
    ends: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        place = bisect_right(ends, value)
        before.append(tops[place - 1] if place else -1)
        ends[place : place + 1] = [value]
        tops[place : place + 1] = [index]
    chain = []
    index = tops[-1] if tops else -1
    while index >= 0:
        chain.append(index)
        index = before[index]
    return chain[::-1]


RULE = Rule(
    code="STR017",
    name="points-out-of-order",
    severity=Severity.NOTE,
    kind=Kind.REVIEW,
    find=find,
    texts=TEXTS,
    needs=frozenset({"scheme"}),
)
