"""A figure of a size its metric cannot have: a unit slipped by 10,000, a part of a person, thousands of yuan for a class
(数值大小不可能).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from dudao.diagnostics.model import Bilingual, Diagnostic, Kind, Severity, Texts
from dudao.reports.extract.breakdowns import is_level
from dudao.reports.extract.stretches import dimension_of, factor_of
from dudao.reports.model import Comparison, Figure, Role
from dudao.reports.rules.contract import Given, Rule, RuleContext
from dudao.reports.rules.numbers.amounts import scale_slip

TEXTS = Texts(
    summary=Bilingual("数值大小不可能，疑单位有误", "A size that cannot be: the unit seems wrong"),
    message=Bilingual(
        "“{noun}”为{stated}，超出可能的范围（{least}至{most}），疑单位有误",
        "{noun} of {stated} is beyond what can be ({least} to {most}); the unit seems wrong",
    ),
    why=Bilingual(
        "元、万元、亿元互混会使数值相差一万倍，是报告中最常见的单位错误。",
        "Mixing 元, 万元 and 亿元 changes a value ten thousand times; it is the most common slip of unit.",
    ),
    authority=Bilingual("本系统约定：各类指标取值的宽松上下限", "house rule: generous limits for each kind of measure"),
    help=Bilingual("核对数值和单位。", "Check the value and its unit."),
    variants={
        "slip": Bilingual(
            "{now}与{base}相差一万倍以上，疑单位（元、万元、亿元）有误",
            "{now} and {base} lie ten thousand times apart; a unit (元, 万元, 亿元) seems wrong",
        ),
        "fraction": Bilingual(
            "“{stated}”不是整数，{unit}只能按整数计，疑漏“万”或小数点有误",
            "{stated} is no whole number; {unit} is counted in whole numbers: 万 left out, or a wrong point?",
        ),
    },
)


@dataclass(frozen=True, slots=True)
class Limits:
    """Words of a metric right before its figure, the dimension, and the least and most it can be, in base units."""

    noun: re.Pattern[str]
    dimension: str
    least: float
    most: float
    least_shown: str
    most_shown: str


_IS = r"(?:标准|水平|定额|基准定额|拨款标准|补助标准)?(?:已|分别)?(?:为|达到?|是|提高到|增加到|提高至|增加至|不低于|[由从]|[:：])*$"
LIMITS = (
    Limits(
        re.compile(
            rf"(?P<noun>生均(?:一般公共预算|财政)?[一-龥]{{0,10}}(?:经费|支出|事业费|拨款|补助|收费|保教费|学费)){_IS}"
        ),
        *("money", 10, 300_000, "10元", "30万元"),
    ),
    Limits(
        re.compile(
            rf"(?P<noun>(?:人均|平均|年均|年平均|年人均)[一-龥]{{0,6}}(?:工资|收入|薪酬|待遇)[一-龥]{{0,4}}){_IS}"
        ),
        *("money", 300, 2_000_000, "300元", "200万元"),
    ),
    Limits(
        re.compile(rf"(?P<noun>月人?均[一-龥]{{0,10}}(?:补助|补贴|津贴|工资|收入)[一-龥]{{0,2}}){_IS}"),
        "money",
        10,
        200_000,
        "10元",
        "20万元",
    ),
    Limits(re.compile(rf"(?P<noun>生均[一-龥]{{0,14}}面积){_IS}"), "area", 0.05, 2000, "0.05平方米", "2000平方米"),
    Limits(
        re.compile(rf"(?P<noun>生均(?:纸质)?(?:图书|藏书)[一-龥]{{0,4}}){_IS}"), "thing", 0.1, 500, "0.1册", "500册"
    ),
    Limits(re.compile(rf"(?P<noun>(?:班均|平均班额|平均每班)[一-龥]{{0,6}}){_IS}"), "person", 1, 150, "1人", "150人"),
    Limits(
        re.compile(
            rf"(?P<noun>全[市县省][一-龥]{{0,4}}(?:一般公共预算教育|财政性教育|教育经费总|地方教育)[一-龥]{{0,4}}(?:支出|经费|投入)){_IS}"
        ),
        *("money", 1_000_000, 3e12, "100万元", "3万亿元"),
    ),
    Limits(re.compile(rf"(?P<noun>(?:常住|户籍|总)人口){_IS}"), "person", 1000, 1.5e9, "1000人", "15亿人"),
)
"""House limits, wide enough that only a slip of unit or point falls outside."""

TOTAL_WORDS = re.compile(r"拨付|下达|安排|落实|投入|预算|累计|共|补助资金|总额|争取|统筹|划拨|支付|发放|筹措")
"""拨付生均公用经费3460万元 is the sum handed out, not the amount for one pupil."""

COUNTED_WHOLE = frozenset(("人", "名", "位", "所", "家", "个教学班", "个班", "教学班"))
LOOK_BACK = 30
CLAUSE_MARK = re.compile(r"[。；;\n，,、]")
SENTENCE_MARK = re.compile(r"[。\n]")
MEAN_WORDS = re.compile(r"均|每|比|率|指数|生师|师生|师幼|折|系数|占|倍")


def find(context: RuleContext) -> Iterator[Diagnostic]:
    told: set[int] = set()
    for comparison in context.reading.comparisons:
        yield from _slipped(context, comparison, told)
    folded = context.report.folded
    for figure in context.reading.figures:
        if figure.start in told or figure.cell is not None or figure.printed_wrong:
            continue
        before = folded[max(0, figure.start - LOOK_BACK) : figure.start]
        if "均" in before or "人口" in before or "教育" in before:
            yield from _beyond_limits(context, figure, CLAUSE_MARK.split(before)[-1])
        if figure.unit in COUNTED_WHOLE and "." in figure.text:
            yield from _part_of_a_thing(context, figure, CLAUSE_MARK.split(before)[-1])


def _slipped(context: RuleContext, comparison: Comparison, told: set[int]) -> Iterator[Diagnostic]:
    base, now = comparison.base, comparison.now
    if base is None or now is None or dimension_of(now.unit) != "money" or not scale_slip(comparison):
        return
    told.update((base.start, now.start))
    yield context.diagnostic(
        at=now.span,
        labels={"上期数": base.span},
        params={"now": now.text, "base": base.text},
        variant="slip",
        subject=now.metric,
    )


def _beyond_limits(context: RuleContext, figure: Figure, clause: str) -> Iterator[Diagnostic]:
    dimension = dimension_of(figure.unit)
    for limits in LIMITS:
        if limits.dimension != dimension or not (named := limits.noun.search(clause)):
            continue
        size = abs(float(figure.value)) * factor_of(figure.unit)
        if limits.least <= size <= limits.most or (size > limits.most and TOTAL_WORDS.search(clause[: named.start()])):
            return
        if size > limits.most and (figure.start in _broken_down(context) or _stands_among_sums(context, figure)):
            return  # 其中生均公用经费1.03亿元: the fund of that name, not the amount for one pupil
        yield context.diagnostic(
            at=figure.span,
            params={
                "noun": named["noun"],
                "stated": figure.text,
                "least": limits.least_shown,
                "most": limits.most_shown,
            },
            subject=figure.metric,
        )
        return


def _broken_down(context: RuleContext) -> frozenset[int]:
    """Where the wholes and parts of breakdowns begin: they are sums."""

    def gather(given: Given) -> frozenset[int]:
        return frozenset(
            figure.start
            for each in given.reading.breakdowns
            for figure in (each.whole, *each.parts)
            if figure is not None
        )

    return context.given.once("broken_down", gather)


def _stands_among_sums(context: RuleContext, figure: Figure) -> bool:
    """Whether an amount goes on a list of sums of its own unit: 教师工资4.62亿元，占58.9%；生均公用经费1.03亿元."""
    figures = context.reading.figures
    index = bisect_left(figures, figure.start, key=lambda each: each.start)
    near = figures[max(0, index - 2) : index]
    return any(
        each.unit == figure.unit
        and "均" not in each.metric
        and SENTENCE_MARK.search(context.report.folded, each.end, figure.start) is None
        for each in near
    )


def _part_of_a_thing(context: RuleContext, figure: Figure, clause: str) -> Iterator[Diagnostic]:
    if figure.value == figure.value.to_integral_value():
        return
    if (
        MEAN_WORDS.search(clause)
        or MEAN_WORDS.search(figure.metric)
        or figure.role is Role.CHANGE
        or not is_level(clause)
    ):
        return
    yield context.diagnostic(
        at=figure.span,
        params={"stated": figure.text, "unit": figure.unit or ""},
        variant="fraction",
        subject=figure.metric,
    )


RULE = Rule(code="NUM015", name="impossible-size", severity=Severity.ERROR, kind=Kind.REVIEW, find=find, texts=TEXTS)
