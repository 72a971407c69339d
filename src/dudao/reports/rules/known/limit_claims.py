"""Sentences that claim a limit met: their words, which limit they mean, and what the data say of it.

The limits stand in `limits.csv` (measure, operator, value, authority); here are the words of reports, each with an
example and a look-alike that must not be taken for it.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from dudao.facts.contract import Limit, limits, stages
from dudao.facts.known import Fact
from dudao.reports.rules.known.lookups import Known
from dudao.values.periods import Period


@dataclass(frozen=True, slots=True)
class LimitWords:
    """Words that claim a limit met. `limit` is its id in the catalogue; `word` stands in all that the pattern matches."""

    limit: str
    word: str
    pattern: re.Pattern[str]
    example: str
    look_alike: str


def _words(limit: str, word: str, pattern: str, example: str, look_alike: str) -> LimitWords:
    return LimitWords(limit, word, re.compile(pattern), example, look_alike)


_LARGE = r"(?<!超)[“\"]?大班额[”\"]?"
_EXTRA = r"[“\"]?超大班额[”\"]?"
_GONE = (
    r"(?:(?:已|已经|全部|全面|彻底|实现|均|完全|得到){1,3}(?:消除|化解|消灭)"
    r"|(?:已|已经|全部|全面|实现|均|动态){0,3}(?:清零|归零)(?!工作|行动|任务|目标|计划|攻坚))"
)
"""大班额化解工作 is a piece of work, not a claim: without 已, 全部 … only 清零 says that it is done."""
_REMOVED = r"(?:全部|全面|彻底|完全)(?:消除|清零|化解|消灭)(?:了)?(?:义务教育|中小学|普通高中|各?学校|所有)?"

LIMIT_WORDS: tuple[LimitWords, ...] = (
    _words("pay", "公务员", r"教师(?:年)?(?:平均)?(?:工资|收入|待遇)[^，。；\d]{0,16}(?:不低于|高于|不少于)(?:当地|本地|同级)?公务员(?!工资增)",
           "义务教育教师平均工资收入水平不低于当地公务员", "教师工资低于公务员的县要抓紧整改"),
    _words("only_increase", "只增不减", r"(?:“|\")?两个(?:“|\")?只增不减(?:”|\")?", "实现“两个只增不减”", "有增有减"),
    _words("three_growths", "三个增长", r"(?:“|\")?三个增长(?:”|\")?", "教育投入实现“三个增长”", "三个方面增长较快"),
    _words("appropriation_over_revenue", "财政经常性收入",
           r"教育(?:财政)?(?:拨款|投入|经费|支出)(?:的)?增(?:长|幅|速)[^，。；\d]{0,6}(?:高于|超过|快于)(?:同期)?财政经常性收入(?:的)?增(?:长|幅|速)",
           "教育财政拨款增长高于财政经常性收入增长", "财政经常性收入增长较快"),
    _words("large_classes_nearly_gone", "大班额", rf"基本消除(?:了)?(?:义务教育|中小学|普通高中)?(?:阶段)?{_LARGE}|{_LARGE}基本(?:消除|清零|化解)",
           "基本消除义务教育大班额", "大班额比例下降"),
    _words("large_classes_gone", "大班额", rf"{_LARGE}(?:问题|现象)?(?!基本){_GONE}|{_REMOVED}{_LARGE}|(?:无|没有|未出现){_LARGE}",
           "义务教育大班额全部消除", "基本消除超大班额"),
    _words("extra_large_classes_nearly_gone", "超大班额", rf"基本消除(?:了)?(?:义务教育|中小学|普通高中)?(?:阶段)?{_EXTRA}|{_EXTRA}基本(?:消除|清零|化解)",
           "超大班额基本消除", "超大班额占比下降"),
    _words("extra_large_classes_gone", "超大班额", rf"{_EXTRA}(?:问题|现象)?(?!基本){_GONE}|{_REMOVED}{_EXTRA}|(?:无|没有|未出现){_EXTRA}",
           "全面消除超大班额", "超大班额比例较高"),
    _words("no_dropouts", "辍", r"(?:控辍保学|辍学(?:学生|率|人数)?)[^，。；\d]{0,6}(?:动态)?清零|(?:零辍学|无辍学|没有辍学)",
           "控辍保学实现动态清零", "防止学生辍学"),
    _words("community_kindergartens", "小区配套", r"小区配套(?:幼儿)?园[^，。；\d]{0,8}(?:全部|全面|均已?|已全部)(?:完成)?(?:治理|整改|移交)",
           "小区配套幼儿园全部完成治理", "小区配套幼儿园治理有序推进"),
    _words("party_coverage", "全覆盖", r"(?:学校|党(?:的)?组织)[^，。；\d]{0,14}(?:党(?:的)?组织|学校)[^，。；\d]{0,8}全覆盖",
           "实现各级各类学校党组织全覆盖", "推动党建工作"),
    _words("all_certified", "证上岗", r"(?:专任)?教师(?:全部|均|全员)持(?:有)?(?:教师资格)?证上岗", "专任教师全部持证上岗", "教师持证上岗率提高"),
    _words("norm_reached", "生均公用经费", r"生均公用经费[^，。；\d]{0,10}(?:全面落实|全部达标|均达标|不低于(?:国家|省定|基准|规定)[^，。；\d]{0,6}(?:标准|定额))",
           "各学段生均公用经费标准全面落实", "生均公用经费逐步提高"),
    _words("training_fund", "5%", r"(?:不低于|按)(?:学校)?(?:年度)?公用经费(?:预算)?(?:总额)?(?:的)?5%[^，。；\d]{0,12}(?:培训|安排|落实)|教师培训经费[^，。；\d]{0,6}不低于[^，。；\d]{0,14}5%",
           "按不低于公用经费预算总额的5%安排教师培训经费", "教师培训经费1850万元"),
    _words("rotation", "交流轮岗", r"交流轮岗[^，。；\d]{0,10}(?:达到|符合|高于)(?:国家|省|规定|上级)[^，。；\d]{0,4}(?:要求|标准|比例)",
           "教师交流轮岗比例达到国家规定要求", "交流轮岗教师1036人"),
    _words("preschool_universal", "普及普惠", r"学前教育普及普惠[^，。；\d]{0,12}(?:达标|达到(?:国家|规定|省定)?(?:标准|要求)|指标全部达到)",
           "学前教育普及普惠主要指标全部达到标准", "创建学前教育普及普惠县"),
)  # fmt: skip

OPERATORS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<=": operator.le,
    "<": operator.lt,
}
_GROWTH = re.compile(r"growth\((\w+)\)")


@dataclass(frozen=True, slots=True)
class Breach:
    """A limit that the data do not meet: for which body and stage, and the two values."""

    limit: Limit
    left: Fact
    right: Fact | Decimal
    body_code: str


def breaches_of(name: str, known: Known, when: Period, stage: str | None) -> Iterator[Breach]:
    """Where the data break a limit, the report's own body first, then its counties where the limit holds for each.

    A side without a value says nothing. Growth is over the restated base where one was given.
    """
    for limit in limits()[name]:
        for code in _bodies(limit, known):
            for each in _stages(limit, known, code, when, stage):
                left, right = (_value(known, side, each, code, when) for side in (limit.left, limit.right))
                if isinstance(left, Fact) and left.value is not None:
                    bound = right.value if isinstance(right, Fact) else right
                    if bound is not None and not OPERATORS[limit.operator](left.value, bound):
                        yield Breach(limit, left, right if right is not None else bound, code)


def _bodies(limit: Limit, known: Known) -> Iterator[str]:
    if known.own is not None:
        yield known.own
        if "counties" in limit.bodies:
            yield from (
                code
                for code, body in known.scopes.bodies.items()
                if body.kind == "county" and body.parent_code == known.own
            )


def _stages(limit: Limit, known: Known, code: str, when: Period, named: str | None) -> tuple[str | None, ...]:
    if limit.stages == "named":
        return (named or "compulsory",)
    if limit.stages == "each":
        single = tuple(each.id for each in stages().values() if not each.parts and each.id != "total")
        return (named,) if named in single else (*single, "total") if "total" in single else single
    return (None,)


def _value(known: Known, side: str, stage: str | None, code: str, when: Period) -> Fact | Decimal | None:
    grown = _GROWTH.fullmatch(side)
    if grown is None and not side[0].isalpha():
        return Decimal(side)
    fact = known.index.find(grown[1] if grown else side, stage, code, when)
    if fact is None or grown is None:
        return fact
    restated = known.index.growth_of(fact, restated=True)
    return restated or known.index.growth_of(fact)
