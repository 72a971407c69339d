"""One quantity of one period has two values in two places (同一数据前后不一致)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.extract.breakdowns import thing_of
from dudao.reports.extract.part_kinds import atoms_in
from dudao.reports.model import Figure, Report, Role
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.reports.rules.numbers.amounts import ARITHMETIC, amount, printed, rough_amount
from dudao.values.quantities import surely_meet

TEXTS = Texts(
    summary=Bilingual("同一数据前后不一致", "One quantity with two values"),
    message=Bilingual(
        "“{metric}”（{when}）此处为{second}，前文为{first}", "{metric} ({when}) is {second} here and {first} above"
    ),
    why=Bilingual(
        "同一时期同一范围的同一数据只能有一个值，不一致时两处都不可信。",
        "One quantity of one period and scope has one value; where two stand, neither can be trusted.",
    ),
    authority=ARITHMETIC,
    help=Bilingual(
        "核对两处数据的时间、范围和口径；口径不同的，分别写明。",
        "Check period, scope and definition of both; where they differ, say so.",
    ),
)

STAGE = "stage"
"""The facet of nouns that tells primary from lower secondary schools."""

Key = tuple[str, str, str, date, date, str, frozenset[str]]

STOCKS = re.compile(
    r"(?:率|占比|比重|覆盖面|满意度)$|在校[学生幼]|在园|学生数|教师数|教职工|专任教师|学校数?$|幼儿园数?$|人口|班级数?$|班数$|生均|支出|总投入|总收入|经费$|生师比|师生比"
)
"""Metrics of which a place and a year have one value. Look-alike: 培训教师, 新建学校, of which there may be many."""

FLOWS = re.compile(
    r"新增|新建|改建|扩建|培训|招聘|补充|争取|清理|组织|开展|召开|拨付|下达|建设|完成|举办|印发|检查|奖励|表彰|资助|选派|交流|专项|化解|整改|其中|追加|配套|补助|试点"
    r"|部分|个别|有的|达标|接收|招收|认定|评选|投入资金|安排"
)

SOME_OF_THEM = re.compile(
    r"(?:已|均已|已经)?(?:完成|通过|达[到标]|实现|实行|实施|参加|参与|获评|获得|建立|配备|开[展设]|纳入|接入)"
)
"""What follows says which of them are counted: 81所完成改革 says nothing of how many there are."""


def find(context: RuleContext) -> Iterator[Diagnostic]:
    first: dict[Key, Figure] = {}
    parts = {part.start for breakdown in context.reading.breakdowns for part in breakdown.parts}
    bases = {comparison.base.start for comparison in context.reading.comparisons if comparison.base is not None}
    for figure in context.reading.figures:
        key = _key(context.report, figure)
        if key is None or figure.start in parts or figure.start in bases:
            continue
        if SOME_OF_THEM.match(context.report.folded, figure.end):
            continue
        known = first.setdefault(key, figure)
        if known is figure or _agree(known, figure) or _stand_together(context.report.folded, known, figure):
            continue
        yield context.diagnostic(
            at=figure.span,
            labels={"前文": known.span},
            params={
                "metric": figure.metric,
                "when": figure.period or "",
                "first": printed(known),
                "second": printed(figure),
            },
            subject=figure.metric,
        )


def _key(report: Report, figure: Figure) -> Key | None:
    """What makes two figures one quantity; None for a figure that may well stand beside another of its kind."""
    if figure.role not in (Role.LEVEL, Role.SHARE) or figure.approx or figure.bound or figure.when is None:
        return None
    if figure.subject_start is None or len(figure.metric) < 4 or figure.printed_wrong:
        return None
    if not is_stock(figure.metric):
        return None
    return (
        figure.metric,
        figure.scope or "",
        figure.when.kind,
        figure.when.start,
        figure.when.end,
        thing_of(figure.unit),
        _stages(report, figure),
    )


def _stages(report: Report, figure: Figure) -> frozenset[str]:
    """The stages of schooling that a figure's section is about, where its own words name none: （一）小学。生均…, （二）初中。生均…."""
    if atoms_in(STAGE, figure.metric):
        return frozenset()
    above = (atoms_in(STAGE, heading.title) for heading in reversed(report.section_at(figure.start)))
    return next((stages for stages in above if stages), frozenset())


@lru_cache(maxsize=4096)
def is_stock(metric: str) -> bool:
    """Whether a place and a year have one value of a metric.

    >>> is_stock("在校学生"), is_stock("培训教师")
    (True, False)
    """
    return STOCKS.search(metric) is not None and FLOWS.search(metric) is None


def _agree(one: Figure, other: Figure) -> bool:
    return surely_meet(rough_amount(one), rough_amount(other)) or amount(one).overlaps(amount(other))


CLAUSE_END = re.compile(r"[，,。；;：:\n]")


def _stand_together(folded: str, one: Figure, other: Figure) -> bool:
    """84所公办中小学校已有81所完成改革, 核编4126名，实有3987名: the second is some of the first, or another side of it."""
    if one.subject_start == other.subject_start:
        return True
    return other.start - one.end < 60 and CLAUSE_END.search(folded, one.end, other.start) is None


RULE = Rule(
    code="NUM013", name="one-quantity-two-values", severity=Severity.WARNING, kind=Kind.REVIEW, find=find, texts=TEXTS
)
