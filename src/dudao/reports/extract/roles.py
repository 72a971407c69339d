"""What a figure does in its sentence: level, change, share, completion, target, standard, base, forecast, ratio.

The order of the questions is the order of certainty: the unit first, then the verb that touches the number, then words
further off, last what the list it stands in does. tests/quality/passages/figures has sentences for every branch.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dudao.reports.extract.cues import Cue
from dudao.reports.extract.drafts import Draft
from dudao.reports.model import Role

DIRECTIONS = {"up": 1, "down": -1, "flat": 0, "rise_to": 1, "fall_to": -1}
COMPARED = {
    "高于": 1,
    "高出": 1,
    "超出": 1,
    "领先": 1,
    "优于": 1,
    "多于": 1,
    "多出": 1,
    "低于": -1,
    "落后": -1,
    "少于": -1,
}
"""Comparing words that carry the sign themselves."""

BETWEEN_VERB_AND_NUMBER = re.compile(
    r"(?:了|率|幅度?|额|约|近|超过?|逾|达到?|为|仅|均|都|高达|分别|各|至少|不低于|不少于|不超过|多达|将|[-+−]|[:：])*"
)
RATE_UNITS = frozenset(("%", "‰", "成", "倍"))
POINTS = frozenset(("个百分点", "百分点"))
EXCEEDS = frozenset(("高出", "多出", "超出", "落后", "少于"))
MAY_EXCEED = frozenset(("高于", "低于", "多于"))
"""Before what it is compared with and an amount, a difference (高于公务员1300元); before a number alone, a bound."""
NAMES_LIMIT = re.compile(r"的|规定|(?:不|要求)")
MORE = re.compile(r"([多少])(?:补充|招聘|招收|招录|培训|投入|安排|新增|完成|建成|发放|资助|选派|引进|配备)了?$")
"""比上年多补充56人: the verb stands between."""

NOUN_PLANS = frozenset(("计划", "规划"))
VERB_PLACE = re.compile(r"(?:^|[，。；：、\s市县区省州旗校园我全年月日已原将还均都共局委厅会们后（(）)“,;:期段])$")
"""What stands before 计划 and 规划 where they are verbs; after other words they are nouns (招生计划, 科学规划)."""
DONE_WORDS = frozenset(
    (
        "已",
        "已经",
        "实际",
        "累计",
        "目前",
        "截至目前",
        "建成",
        "完工",
        "竣工",
        "开工",
        "投入使用",
        "实现",
        "现有",
        "实有",
    )
)

SHARE_AFTER = re.compile(r"的?[一-鿿]*?(?:表示|认为|选择|希望|反映|感到|支持)|的[一-鿿]{2,}")
STANDARD_AFTER = re.compile(r"的?[一-鿿]{0,4}?(?:标准(?!化)|规定|要求)")
STANDARD_BEFORE = re.compile(r"(?:要求|规定|标准|规范|门槛)的(?:约|近)?$|(?:按照?|依照)$")
ENDS_STANDARD_BEFORE = frozenset("的约近按照")
NORM_HEAD = re.compile(r"(?:标准|定额|限额|上限|下限|规定|要求)(?:为|如下|是)?[:：（(]$")
ENDS_NORM_HEAD = frozenset(":：（(")
NORM_NAME = re.compile(r"(?:标准|定额|限额|规定|要求)$")
TARGET_NAME = re.compile(r"(?:目标值?|任务数?)$")
TARGET_AFTER = re.compile(r"的?[一-鿿]{0,4}?目标")
COMPLETION_AFTER = re.compile(r"(?:足额)?(?:拨付)?到位|完成(?!率)|落实到位")
COMPLETED_PART = re.compile(r"完成了?[^，。；]{0,30}的(?:约|近)?$|完成了?$")
OBLIGES = frozenset(("应", "应当", "必须", "须", "不得", "要求", "规定", "原则上"))
NORM_BOUNDS = frozenset(("不低于", "不少于", "不小于", "不超过", "不高于", "不大于", "不多于"))
NORM_BOUND_WORDS = NORM_BOUNDS | {"不得低于", "不得少于", "不得超过", "不得高于"}
PART_OF = re.compile(r"(?:达到?|为|是|相当于|仅|约为|约占|仅为|至)[^，。；]{2,}的(?:约|近)?$")
LISTED_ITEM = re.compile(r"[、和及与](?:小学|初中|高中|普通高中|幼儿园|中职|特殊教育|特教)?(?:每生每年)?")
"""What may stand between two amounts of one list: 小学650元、初中850元标准."""
INHERITS = frozenset((Role.LEVEL, Role.RATIO))
INHERITED = frozenset((Role.STANDARD, Role.CHANGE, Role.SHARE))
HELD = re.compile(r"控制在|保持在|稳定在|维持在")


class Plans:
    """What the sentence is still speaking of: plans, predictions or norms; None for what is."""

    __slots__ = ("role", "follows_plan")

    def __init__(self) -> None:
        self.role: Role | None = None
        self.follows_plan = False  # 按照规划 was said: what is dated ahead is planned


@dataclass(slots=True)
class Signals:
    """Which kinds of words lead to one number."""

    share: bool = False
    rate: bool = False
    norm: Cue | None = None
    done: bool = False
    planned: Role | None = None
    aims: bool = False
    direction: Cue | None = None
    compared: Cue | None = None
    finish: bool = False
    reach: bool = False
    held: bool = False
    bound: bool = False


def read_signals(draft: Draft, folded: str, plans: Plans) -> Signals:
    """The signals among a draft's own words; notes what they say of the plans of the sentence."""
    signals = Signals()
    for cue in draft.cues:
        kind = cue.kind
        if kind in DIRECTIONS:
            signals.direction = cue
        elif kind == "reach":
            signals.reach = signals.reach or cue.word in ("达到", "达", "为", "是")
            signals.held = signals.held or HELD.match(cue.word) is not None
            signals.bound = signals.bound or cue.word in NORM_BOUND_WORDS
        elif kind == "share":
            signals.share = True
        elif kind == "rate":
            signals.rate = True
        elif kind == "norm":
            signals.norm = cue
        elif kind == "finish":
            signals.finish = True
        elif kind == "mean":
            draft.is_mean = True
        elif kind == "part":
            draft.is_part = True
        elif kind == "from":
            draft.follows_from = True
        elif kind == "compare":
            signals.compared = cue
        elif kind == "real":
            signals.done = signals.done or (cue.word in DONE_WORDS and signals.planned is None)
        elif kind in ("plan", "forecast"):
            _note_plan(cue, draft, folded, signals, plans)
    if signals.planned is not None:
        plans.role = signals.planned
    elif signals.done or signals.rate:
        plans.role = None
    return signals


def _note_plan(cue: Cue, draft: Draft, folded: str, signals: Signals, plans: Plans) -> None:
    if cue.word in NOUN_PLANS:
        if VERB_PLACE.search(folded, max(0, cue.start - 1), cue.start) is None and cue.start > draft.zone:
            plans.follows_plan = True
            return
        if folded[draft.number.start - 1] == "的":
            return  # 规划设置的18所: which ones, not what is planned
    if cue.word.startswith(("目标", "预期目标")):
        signals.aims = True
    if signals.planned is not Role.FORECAST:
        signals.planned = Role.FORECAST if cue.kind == "forecast" else Role.TARGET
        signals.done = False


def decide_role(draft: Draft, folded: str, plans: Plans) -> None:
    """Set role and direction of a draft from its own words."""
    number = draft.number
    unit = number.unit or ""
    signals = read_signals(draft, folded, plans)
    if number.second is not None:
        draft.role = Role.STANDARD if _is_norm_ratio(draft, folded, signals) else Role.RATIO
    elif unit in POINTS or unit == "番":
        draft.role = Role.CHANGE
        draft.direction = number.sign or _direction_of_points(signals)
        _note_against(draft, folded, signals)
    elif _states_change(draft, folded, signals, unit):
        draft.role = Role.CHANGE
        draft.direction = number.sign or _sign_of(signals)
        _note_against(draft, folded, signals)
    elif signals.direction is not None and signals.direction.kind.endswith("_to"):
        draft.is_to = True
        draft.direction = DIRECTIONS[signals.direction.kind]
        draft.role = plans.role or Role.LEVEL
    else:
        draft.role = _plain_role(draft, folded, unit, signals, plans)


def _is_norm_ratio(draft: Draft, folded: str, signals: Signals) -> bool:
    number = draft.number
    before = folded[max(draft.zone, number.start - 16) : number.start]
    return (
        signals.norm is not None
        or STANDARD_AFTER.match(folded, number.end) is not None
        or STANDARD_BEFORE.search(before) is not None
        or before.lstrip("，、").startswith(("按照", "按"))
    )


def _sign_of(signals: Signals) -> int | None:
    if signals.direction is not None:
        return DIRECTIONS[signals.direction.kind]
    return COMPARED[signals.compared.word] if signals.compared is not None and signals.compared.word in COMPARED else 1


def _direction_of_points(signals: Signals) -> int:
    compared, direction = signals.compared, signals.direction
    if compared is not None and compared.word in COMPARED:
        return COMPARED[compared.word]  # 高于财政收入增幅1.3个百分点: 增幅 is what it is compared with
    return DIRECTIONS[direction.kind] if direction is not None else 1


def _note_against(draft: Draft, folded: str, signals: Signals) -> None:
    """What a change is measured against where that is no time: 全省平均水平, 财政经常性收入增幅."""
    compared = signals.compared
    if (
        compared is not None
        and compared.word in EXCEEDS
        and not folded[compared.end : draft.number.start].strip("了约近")
    ):
        # 比全市平均水平高出1.2个百分点: what it is compared with stands behind the word before
        compared = next((cue for cue in draft.cues if cue.kind == "compare" and cue.end < compared.start), compared)
    if compared is None or compared.word in ("同比", "环比", "相比", "同期相比"):
        return
    if any(cue.kind == "time" and cue.start <= compared.end + 1 and cue.end > compared.end for cue in draft.cues):
        return
    end = (
        signals.direction.start
        if signals.direction is not None and compared.word not in COMPARED
        else draft.number.start
    )
    draft.against = folded[compared.end : end].strip("的了约近，（(")


def _states_change(draft: Draft, folded: str, signals: Signals, unit: str) -> bool:
    """Whether the verb of change governs the number itself, and not a noun between them (增加教师编制500名)."""
    direction = signals.direction
    number = draft.number
    start = number.core if number.sign == 0 else number.start
    if direction is None:
        compared = signals.compared
        if compared is not None and (more := MORE.search(folded, compared.end, start)) is not None:
            signals.direction = Cue(more.start(), more.end(), "up" if more[1] == "多" else "down", more[1])
            return True
        if compared is not None and compared.word in MAY_EXCEED and unit not in RATE_UNITS and number.bound is None:
            named = folded[compared.end : start]
            is_limit = NAMES_LIMIT.search(named) is not None or STANDARD_AFTER.match(folded, number.end) is not None
            return len(named) >= 2 and not is_limit
        if compared is not None and compared.word in EXCEEDS:
            return start - compared.end >= 2 and number.bound is None
        return compared is not None and folded[start - 2 : start] == "新增" and compared.end <= start - 2
    if direction.kind.endswith("_to") or direction.kind == "flat":
        return False
    between = folded[direction.end : start]
    if BETWEEN_VERB_AND_NUMBER.fullmatch(between) is not None:
        return True
    later = [cue for cue in draft.cues if cue.start >= direction.end]
    if (
        any(cue.kind in ("share", "rate", "finish", "scope") for cue in later)
        or "率" in between
        or between[-1:] in "至到"
    ):
        return False
    if unit in RATE_UNITS:
        return len(between) < 8 and not any(cue.word in ("达到", "达", "为", "是") for cue in later)
    return direction.kind == "down" and signals.compared is not None


def _plain_role(draft: Draft, folded: str, unit: str, signals: Signals, plans: Plans) -> Role:
    number = draft.number
    is_rate = unit in ("%", "‰", "成") or number.unit is None
    has_plan = signals.planned is not None
    before = folded[max(draft.zone, number.start - 40) : number.start]
    if unit == "%" and signals.finish and COMPLETED_PART.search(before) is not None and before.endswith("的"):
        return Role.COMPLETION
    if signals.aims:
        return Role.TARGET
    if is_rate and not has_plan and (signals.rate or (unit == "%" and _is_completion(draft, folded, signals, before))):
        return Role.COMPLETION
    following = folded[number.end : number.end + 12]
    if _is_standard(draft, folded, signals, before, following, has_plan=plans.role is not None):
        return Role.STANDARD
    if plans.role is not None:
        return plans.role
    if _names_target(draft, folded, before):
        return Role.TARGET
    if "目标" in following and TARGET_AFTER.match(following) is not None:
        return Role.TARGET
    if before.endswith("的") and PART_OF.search(before) is not None:
        if unit == "倍":
            return Role.RATIO
        if unit == "%":
            return Role.SHARE
    if is_rate and _is_share(draft, signals, following, before):
        return Role.SHARE
    return Role.LEVEL


def _names_target(draft: Draft, folded: str, before: str) -> bool:
    """高于省定目标（90%）3.2个百分点: a bracket right behind the word."""
    if folded[draft.zone - 1 : draft.zone] not in ("（", "(") or before.strip("≥≤>＜＞<"):
        return False
    return TARGET_NAME.search(folded, max(0, draft.zone - 5), draft.zone - 1) is not None


def _is_completion(draft: Draft, folded: str, signals: Signals, before: str) -> bool:
    if COMPLETION_AFTER.match(folded, draft.number.end) is not None:
        return True
    return signals.finish and COMPLETED_PART.search(before) is not None


def _is_standard(draft: Draft, folded: str, signals: Signals, before: str, following: str, *, has_plan: bool) -> bool:
    """A norm or limit: 标准为, 应不低于, 不超过; an amount to which a standard was raised is a level."""
    number = draft.number
    if _is_followed_by_norm(folded, number.end, following):
        return True
    if before[-1:] in ENDS_STANDARD_BEFORE and STANDARD_BEFORE.search(before) is not None:
        return True
    norm = signals.norm
    if norm is not None and norm.word == "标准" and folded[norm.end : norm.end + 1] in ("缺", "超"):
        norm = None  # 按标准缺编4326人
    if norm is not None and not signals.held:
        between = number.start - norm.end
        if between < (16 if norm.word in OBLIGES else 12):
            return True
    if norm is not None and norm.word in OBLIGES and number.start - norm.end < 16:
        return True
    if not has_plan and not signals.done and (number.bound in NORM_BOUNDS or signals.bound):
        return True
    opening = folded[draft.zone - 1 : draft.zone]
    if opening in ("（", "(") and not before.strip("≥≤>＜＞<"):
        return NORM_NAME.search(folded, max(0, draft.zone - 5), draft.zone - 1) is not None
    return False


def _is_followed_by_norm(folded: str, end: int, following: str) -> bool:
    """Whether 标准, 规定 or 要求 follows; most figures have none of them near, which is quicker to see than to match."""
    is_near = "标准" in following or "规定" in following or "要求" in following
    return is_near and STANDARD_AFTER.match(folded, end) is not None


def _is_share(draft: Draft, signals: Signals, following: str, before: str) -> bool:
    number = draft.number
    if number.unit is None:
        return number.numeral == "cjk"  # 三分之二
    if signals.share:
        return not signals.held
    if before == "的" or SHARE_AFTER.match(following) is not None:
        return True
    return number.unit == "成" and bool(following) and "一" <= following[0] <= "鿿" and not signals.reach


def inherit_role(draft: Draft, previous: Draft, folded: str) -> None:
    """A further item of a list (小学45人、初中50人; 文件28%) does what the one before does, where its own words say nothing."""
    if draft.role not in INHERITS or previous.role not in INHERITED:
        return
    if previous.number.unit != draft.number.unit or (previous.number.second is None) != (draft.number.second is None):
        return
    between = folded[previous.number.end : draft.number.start]
    if len(between) > 14 or "。" in between or "；" in between or between[:1] not in "、，和及,":
        return
    if any(cue.kind not in ("scope", "link") and cue.word not in NORM_BOUND_WORDS for cue in draft.cues):
        return
    if previous.role is Role.STANDARD:
        draft.role = Role.STANDARD
    elif (
        previous.role is Role.CHANGE
        and draft.role is Role.LEVEL
        and between[:1] in "、和及"
        and draft.number.unit in RATE_UNITS
    ):
        draft.role, draft.direction = Role.CHANGE, draft.number.sign or previous.direction
    elif previous.role is Role.SHARE and draft.role is Role.LEVEL and between[:1] in "、和及":
        draft.role = Role.SHARE


def inherit_backwards(drafts: list[Draft], folded: str) -> None:
    """达到4.5平方米、5.8平方米的标准: what is said after the last of a list holds for all of it."""
    for index in range(len(drafts) - 2, -1, -1):
        draft, following = drafts[index], drafts[index + 1]
        if following.role is not Role.STANDARD or draft.role is not Role.LEVEL:
            continue
        is_listed = LISTED_ITEM.fullmatch(folded, draft.number.end, following.number.start) is not None
        if is_listed and draft.number.unit == following.number.unit:
            draft.role = Role.STANDARD


def stands_under_norm(folded: str, clause_start: int) -> bool:
    """Whether a clause follows 标准： or 基准定额：, so that its amounts are norms."""
    if folded[clause_start - 1 : clause_start] not in ENDS_NORM_HEAD:
        return False
    return NORM_HEAD.search(folded, max(0, clause_start - 8), clause_start) is not None
