"""A number has a scale but no unit (约1850万), or an amount of money has neither (缺单位)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.model import Figure
from dudao.reports.rules.contract import Rule, RuleContext
from dudao.values.spans import Span

TEXTS = Texts(
    summary=Bilingual("数后缺计量单位", "A unit is missing"),
    message=Bilingual("“{stated}”之后缺单位（{units}）", "{stated} has no unit ({units})"),
    why=Bilingual(
        "没有单位的数不能核对，也会被读成别的单位（万元、万人）。",
        "A number without a unit cannot be checked and is read in another one.",
    ),
    authority=Bilingual(
        "《党政机关公文处理工作条例》第十九条：表述准确；本系统约定",
        "Regulations on Handling Official Documents, article 19: exact wording; house rule",
    ),
    help=Bilingual("补上单位，如“{stated}{units}”。", "Add the unit, for instance {stated}{units}."),
)

SCALE_UNITS = frozenset(("万", "亿", "千万", "百万", "十万", "千", "万亿"))
MONEY_WORDS = re.compile(
    r"投入|支出|经费|资金|金额|拨款|补助|安排|拨付|收入|工资|债|贷款|投资|奖金|学费|补贴|预算|资助"
)
PEOPLE_WORDS = re.compile(r"人口|学生|教师|教职工|幼儿|儿童|党员|受众|群众|人员|居民|在校|家长")
LISTED = re.compile(r"^(?:、|和|及|与|至|到|[-—–~～])\s*(?:约|近)?\d")
"""The unit stands at the end of a list or range: 1200万、1300万元."""
UNIT_AFTER = re.compile(
    r"^(?:余|多|左右|以上|以下|以内)*\s*[（(]?(?:元|人|名|所|个|次|平方|亩|册|台|套|件|吨|米|户|家|间|张|字|年|分|倍|多|级|物|一|能|全|能|分)"
)
BARE_MONEY = re.compile(
    r"(?:投入|支出|经费|资金|金额|拨款|拨付|补助)(?:了|约|近|达到?|为|共计?|合计|总额|累计)*(?P<number>\d[\d,]*(?:\.\d+)?)(?=[，。；、,;]\D|$)"
)
"""Money named, a number and then a mark: 投入资金1850，. Look-alike: 投入资金1850万元."""

BARE_RATE = re.compile(
    r"(?<![师员])(?:[一-龥]率|占比|比重)(?:为|是|达到?|约|提高到|提升到|上升到|下降到|提高至|提升至|下降至)*"
    r"(?P<number>(?:[1-9]\d|100)(?:\.\d+)?)(?=[，。；、,;](?!\d)|$)"
)
"""A rate, a number from 10 to 100 and then a mark: 巩固率98.6，. Look-alikes: 巩固率98.6%, 巩固率、毛入学率分别为98.6、95.2%."""


def find(context: RuleContext) -> Iterator[Diagnostic]:
    folded = context.report.folded
    seen: set[int] = set()
    for figure in context.reading.figures:
        if figure.unit in SCALE_UNITS and figure.cell is None and _stands_bare(folded, figure):
            seen.add(figure.start)
            yield _remark(context, figure.span, _likely_units(folded, figure.start, figure.metric))
    if "率" in folded or "占比" in folded or "比重" in folded:
        for found in BARE_RATE.finditer(folded):
            span = Span(found.start("number"), found.end("number"))
            if span.start not in seen and not _is_lent(folded, span.end) and not _is_in_table(context, span):
                seen.add(span.start)
                yield _remark(context, span, "%")
    if "投入" not in folded and "经费" not in folded and "资金" not in folded and "支出" not in folded:
        return
    for found in BARE_MONEY.finditer(folded):
        span = Span(found.start("number"), found.end("number"))
        if span.start not in seen and not _is_year(folded, span) and not _is_in_table(context, span):
            yield _remark(context, span, "元、万元或亿元")


def _is_lent(folded: str, end: int) -> bool:
    """Whether the next number of a list has the unit: 98.6、95.2%."""
    return re.match(r"[、，,](?:约|近)?\d[\d.]*[%％‰]", folded[end : end + 16]) is not None


def _stands_bare(folded: str, figure: Figure) -> bool:
    after = folded[figure.end : figure.end + 8]
    return not LISTED.match(after) and not UNIT_AFTER.match(after) and not _continues(after)


def _continues(after: str) -> bool:
    """The number counts the word that follows it (1.2万学生, 3万党员): no unit is missing."""
    return re.match(r"[一-龥]", after) is not None and after[0] not in "的，"


def _likely_units(folded: str, start: int, metric: str) -> str:
    before = folded[max(0, start - 24) : start] + metric
    clause = re.split(r"[，。；\n]", folded[max(0, start - 24) : start])[-1] or before
    for words, units in ((MONEY_WORDS, "元"), (PEOPLE_WORDS, "人")):
        if words.search(clause) or words.search(metric):
            return units
    return "元、人、个等"


def _is_year(folded: str, span: Span) -> bool:
    number = folded[span.start : span.end]
    return len(number) == 4 and number[:2] in ("19", "20")


def _is_in_table(context: RuleContext, span: Span) -> bool:
    return any(table.start <= span.start < table.end for table in context.report.tables)


def _remark(context: RuleContext, span: Span, units: str) -> Diagnostic:
    return context.diagnostic(at=span, params={"stated": span.of(context.text), "units": units})


RULE = Rule(code="NUM014", name="unit-missing", severity=Severity.WARNING, find=find, texts=TEXTS)
