"""What the words before a figure make of it: a base, a level reached, a change, a mean per year.

Every table of words is a pattern with an example and a look-alike; `tests/reports/extract/test_relations_wording.py`
runs them. Matching is done on folded text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dudao.values.records import record

YEAR = r"(?:19|20)\d\d"
TIME = (
    rf"{YEAR}(?:[—\-~～至到－–](?:{YEAR}|\d\d))?(?:学年度?|年度?|财年)?|[上去今本前当]一?(?:学年度?|年度?)|同期|同年"
    r"|[“\"]?十[一二三四五六]五[”\"]?(?:时期|期间)?|年[末底初]|期[末初]|[上下]半年|第?[一二三四1-4]季度|前[一二三]季度"
    r"|\d{1,2}月(?:份|\d{1,2}日)?[末底初]?|[春秋]季?学期|截[至止]|全年|目前|现在|当前|现今|如今|原来|最初|原先|此前|之前|以来|期间"
    r"|(?<=[\d年度月期])[末底初]"
)
RISE_NOUNS = "增加率|提高率|增幅|增速|增长率|增长幅度|增长速度|涨幅|升幅|增加幅度|提高幅度|上升幅度|增长比例"
FALL_NOUNS = "压减率|压缩率|压降率|减少率|降低率|削减率|压减比例|压减幅度|降幅|减幅|跌幅|下降率|下降幅度|减少幅度|降低幅度|下降比例|减少比例"
EVEN_NOUNS = "增减率|增减幅度?|增减变动|增减|变动幅度|变动率|变化率|变化幅度|变动|变化"
RISE_VERBS = "增长|增加|上升|提高|提升|上涨|升高|增多|攀升|扩大|扩充|上扬"
FALL_VERBS = "下降|减少|降低|回落|下滑|缩小|缩减|压减|压缩|下跌|减低|萎缩|消减|削减"
SHORT_RISE = "多|高|增|升|涨"
SHORT_FALL = "少|低|降|减|跌"
COMPARE = "同比|环比|较|比|与|同"

_HEDGE = r"(?:了|约|近|超过?|将近|接近|仅|又|高达|各|[:：\s])*"
CHANGE_END = re.compile(
    rf"(?:(?P<rise_noun>{RISE_NOUNS})|(?P<fall_noun>{FALL_NOUNS})|(?P<even_noun>{EVEN_NOUNS}))"
    rf"(?:为|是|达到?|有|分别|依次|各|,|，)*{_HEDGE}$"
    rf"|(?:(?P<rise>{RISE_VERBS})|(?P<fall>{FALL_VERBS}))(?:额|数|量)?(?:达|分别|依次|均|均为|分别为|分别达)*{_HEDGE}$"
    rf"|(?:^|(?:比|较|同比)[^，。；,;]{{0,14}}?|分别|净|实际|年均|[，,（(])(?:(?P<short_rise>{SHORT_RISE})|(?P<short_fall>{SHORT_FALL})){_HEDGE}$"
    rf"|(?P<even>同比(?:为|是)?|(?:较|比)(?:上年|去年)(?:同期)?|[（(])$"
)
"""The words end in a change: 同比增长, 增幅为, 比上年高, （ before a signed rate. Look-alikes: 增长到, 降为, 高中."""

PATH_END = re.compile(
    rf"(?:(?P<rise>{RISE_VERBS}|发展|增|升|涨)|(?P<fall>{FALL_VERBS}|降|减|跌|压)|(?P<even>调整|变动|变化|变|转))了?"
    rf"(?:到|至|为|成)了?(?:(?:{TIME})(?:的|为)?)*(?:分别|依次|的)*{_HEDGE}$"
)
"""The words end at the level reached: 增加到, 降至2021年的, 减少为. Look-alikes: 增幅为, 增长."""

REACH_END = re.compile(rf"(?:达到?|为|至|到|是|增至|升至|降至)(?:了|分别|依次)*{_HEDGE}$")

EARLIER = rf"上一?(?:学年度?|年度?)|去年|前年|同期|年初|期初|{YEAR}年?|原来|最初|原先"
FROM_END = re.compile(rf"(?:由|从|自)(?P<words>[^，,。；;、由从]{{0,24}}?)(?:的|为|分别)*{_HEDGE}$")
"""A path begins: 由上年的, 从2018年末的. What stands between must be a time or the metric; see `is_time_words`."""

THAN_END = re.compile(
    rf"(?:比|较|与|同|以|在|相较于?|相比于?|是|为|相当于)(?P<words>(?:{EARLIER})[^，,。；;、]{{0,16}}?)(?:的|为|分别为?|[（(])*{_HEDGE}$"
    r"|(?:同比|环比)[（(]$"
)
"""A base after a word of comparison: 比上年的, 与2020年的, 在去年. Look-alike: 比上年增长."""

BESIDE_END = re.compile(
    rf"(?:^|[，,（(；;])而?(?P<words>(?:{EARLIER})[^，,。；;、]{{0,16}}?)(?:的|为|是|仅|只有|分别为?|[:：])*{_HEDGE}$"
)
"""A base said beside the level: ，上年为 and （2021年为. Only the caller knows whether the year is the earlier one."""

ANNUAL = re.compile(r"年均|年平均|平均每年|每年平均|年复合|复合增长|年递增|(?<![上去今本当前\d])年(?=增)")
SAME_BASIS = re.compile(
    r"同口径|可比口径|同一口径|相同口径|统一口径|可比价|可比价格|不变价|可比基数|同基数|同比口径|口径调整|调整口径|可比范围|可比因素|可比增"
    r"|(?:剔除|扣除|不考虑|不含|考虑)[^，。；]{1,24}(?:因素|影响|后|基数)"
)
"""A restated base is named. Look-alike: 多口径统计."""

NOTE_ON_BASIS = re.compile(
    r"(?:以上|上述|本报告|报告中|文中|全文|本文|均)[^。\n]{0,16}(?:增幅|增速|增长率|增长|变动|增减)[^。\n]{0,16}(?:同口径|可比口径|同一口径|可比价)"
    r"|(?:增幅|增速|增长率)均?(?:为|按|系)(?:同口径|可比口径|同一口径|可比价)"
)
"""A note that speaks for figures elsewhere: 以上增幅均按同口径计算."""

SMALL_WORDS = re.compile(
    rf"{TIME}|[，,。；;：:、（）()“”\"‘’\s]|{RISE_NOUNS}|{FALL_NOUNS}|{EVEN_NOUNS}|{RISE_VERBS}|{FALL_VERBS}"
    r"|年(?=增)|同比|环比|相比|相较|较之|基础上|为基数|实际|名义|实现|完成|共计|累计|合计|总计|已经|分别|依次|达到|高达|大幅度?|小幅|略有|明显|显著"
    r"|继续|稳步|持续|逐年|逐步|进一步|水平|规模|总额|总量|总数|年均|年平均|平均每年|复合|接近|将近|超过|突破|仅为|只有|左右|以上(?!年)|按同口径|同口径"
    r"|可比口径|可比价格?|计算|其中|即(?!墨)|并(?!轨)|且|还|也|又|再|均(?!衡)|各(?![级类校])|该(?!校)|为(?!主)|是|达(?![标州])|到(?![位岗])|至"
    r"|由(?!于)|从(?!教|业)|自(?![治筹主然评愿有])|在(?![校园编职岗读])|于|以(?![上下](?!年))|将|使(?!用)|较|比(?![例重赛])|与(?!会)|同(?![学等类比])"
    r"|和(?!谐)|及(?!格)|的|了|有(?![效关])|净|约(?!定)|近(?!视)|超(?![大额])|略|共(?!青|同|享|建)|已|则|而|仅|数(?![量据字学])|(?<!班)额(?!度)|值(?!班)"
    r"|增(?!量)|减(?![免负])|升(?!学)|降|涨|跌|多(?![媒功校元民种])|少(?![儿年数先])|高(?![中校等职级考新标质水])|低(?![保龄年收])|后(?![勤备])"
)
"""Words that carry no subject; what is left of a lead without them is the metric it names."""


@lru_cache(maxsize=8192)
def _is_earlier(words: str) -> bool:
    return re.match(EARLIER, words) is not None


@lru_cache(maxsize=8192)
def subject_of(words: str) -> str:
    """The metric that some words name, times, verbs and small words left out; "" where they name none.

    >>> subject_of("，较上年同期增长"), subject_of("2021年，教育支出达到")
    ('', '教育支出')
    """
    return SMALL_WORDS.sub("", words)


SCOPE_PREFIX = re.compile(
    r"(?:全国|全[省市县区州]|我[省市县区州]|本[省市县区州]|(?!城市|城区|镇区|市区|园区|校区|学区|片区|新区|山区|牧区|校|县城)[一-龥]{2,8}?[省市县区州旗盟])+"
)


def is_same_subject(one: str, other: str) -> bool:
    """Whether two subjects, one perhaps left out or without its place, name the same metric.

    >>> is_same_subject("云州市教育支出", "教育支出"), is_same_subject("", "教育支出"), is_same_subject("职业教育支出", "教育支出")
    (True, True, False)
    >>> is_same_subject("城区小学班数", "小学班数")
    False
    """
    if one == other or not one or not other:
        return True
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer.endswith(shorter) and SCOPE_PREFIX.fullmatch(longer[: -len(shorter)]) is not None


NOUN_DRESS = re.compile(
    rf"{TIME}|^(?:的|有|为|是|现有|共有|约|近|达|占|分别|[“”\"])+|(?:为|是|达到?|有|约|近|各|分别|占比?|占|[“”\"])+$"
)


@lru_cache(maxsize=8192)
def noun_of(words: str) -> str:
    """The noun that names one item of a list, times and its small words left out, the rest as printed.

    >>> noun_of("2021年普通高中约"), noun_of("高级教师")
    ('普通高中', '高级教师')
    """
    return NOUN_DRESS.sub("", words)


def is_time_words(words: str) -> bool:
    """Whether nothing but times and small words stand there.

    >>> is_time_words("2020年末的"), is_time_words("财政专户")
    (True, False)
    """
    return not subject_of(words)


@record
class ChangeWords:
    """A lead that ends in a change. `direction` +1, -1, 0 for a word that says neither; `is_noun` 增幅, 降幅."""

    direction: int
    is_noun: bool
    is_annual: bool
    base_year: int | None
    is_yearly: bool  # 同比, 较上年
    subject: str


_BASE_YEAR = re.compile(rf"(?:较|比|与|同)({YEAR})(?:年|学年)")
_YEARLY = re.compile(r"同比|[较比与同](?:上年|去年|上一年|上学年)")


def is_yearly(lead: str) -> bool:
    """Whether a change is said to be against the year before: 同比, 较上年."""
    return _YEARLY.search(lead) is not None


@lru_cache(maxsize=8192)
def change_words(lead: str) -> ChangeWords | None:
    """What a lead says of a change that follows it; None where it ends in something else.

    >>> change_words("，同比下降").direction, change_words("，增长到"), change_words("，较2019年提高").base_year
    (-1, None, 2019)
    """
    end = CHANGE_END.search(lead)
    if end is None:
        return None
    kind = end.lastgroup or "even"
    direction = 1 if "rise" in kind else -1 if "fall" in kind else 0
    year = _BASE_YEAR.search(lead)
    return ChangeWords(
        direction,
        kind.endswith("noun"),
        ANNUAL.search(lead) is not None,
        int(year.group(1)) if year else None,
        is_yearly(lead),
        subject_of(lead),
    )
