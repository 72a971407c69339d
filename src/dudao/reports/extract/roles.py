"""What a figure does in its sentence: level, change, share, completion, target, standard, base, forecast, ratio.

The order of the questions is the order of certainty: the unit first, then the verb that touches the number, then words
further off. Definitions: docs of reading; each branch has its sentences in tests/quality.
"""

from __future__ import annotations

import re

from dudao.reports.extract.cues import Cue
from dudao.reports.extract.drafts import Draft
from dudao.reports.model import Role

DIRECTIONS = {"up": 1, "down": -1, "flat": 0, "rise_to": 1, "fall_to": -1}
BETWEEN_VERB_AND_NUMBER = re.compile(
    r"(?:了|率|幅度?|幅|额|约|近|超过?|逾|达到?|为|仅|均|都|高达|分别|各|至少|不低于|不少于|不超过|多达|[-+−]|[:：])*"
)
RATE_UNITS = frozenset(("%", "‰", "成", "倍"))
POINTS = frozenset(("个百分点", "百分点"))
CHANGE_NOUNS = frozenset(
    ("增幅", "涨幅", "增速", "降幅", "跌幅", "减幅", "增长率", "下降率", "减少率", "增长幅度", "下降幅度", "提高幅度")
)
ALWAYS_CHANGE = frozenset(("净增", "净增加", "净增长", "净减少", "负增长", "正增长"))
NOT_TARGET_PLANS = frozenset(("计划", "规划"))
PLAN_NOUN_BEFORE = re.compile(
    r"(?:行动|招生|教学|工作|发展|攻坚|年度|培养|提升|培训|专项|三年|振兴|支持|帮扶|五年|资助|按|该|本|列入|纳入|纲要|实事|投资|预算|采购|编制|用人|收支|项目|生产|专项|国家|强师|营养改善|培优|特岗|生涯|学习|阅读|读书|布局|长远|超|分年度|落实|执行|总体|城乡|国土|空间|远景|建设|[》”\"])$"
)
DONE_WORDS = frozenset(
    ("已", "已经", "实际", "累计", "目前", "截至目前", "建成", "完工", "竣工", "投入使用", "实现", "现有", "实有")
)
SHARE_OF_NOUN = re.compile(r"的(?:[一-鿿]{2,})")
STANDARD_AFTER = re.compile(r"的?(?:[一-鿿]{0,4})?标准(?![化])")
NORM_ENDS = ("标准", "定额", "限额", "上限", "下限", "红线", "底线", "门槛", "达标值", "标准值", "限值")
TARGET_AFTER = re.compile(r"的?(?:[一-鿿]{0,4})?目标")
COMPLETION_AFTER = re.compile(r"(?:足额)?(?:拨付)?到位|完成(?!率)|落实到位")
COMPLETED_PART = re.compile(
    r"(?:完成|完成了)[^，。；]{0,24}?(?:计划|任务|目标|进度|投资|预算|总量|[^，。；]{0,10})的(?:约|近)?$"
)


class Plans:
    """Whether the sentence is still speaking of what is planned, predicted or required."""

    __slots__ = ("role", "clause")

    def __init__(self) -> None:
        self.role: Role | None = None
        self.clause = -1


def decide_role(draft: Draft, folded: str, before: list[Draft], plans: Plans) -> None:
    """Set role and direction of a draft; `before` are the drafts of its stretch so far."""
    number = draft.number
    cues = draft.cues
    unit = number.unit or ""
    last_direction = _last_direction(cues)
    has_share = has_rate = has_norm = has_done = False
    for cue in cues:
        kind = cue.kind
        if kind == "share":
            has_share = True
        elif kind == "rate":
            has_rate = True
        elif kind == "norm":
            has_norm = True
        elif kind == "real":
            has_done = has_done or cue.word in DONE_WORDS
        elif kind == "mean":
            draft.is_mean = True
        elif kind in ("plan", "forecast") and _plans(cue, folded):
            plans.role = Role.FORECAST if kind == "forecast" else Role.TARGET
            has_done = False
    if has_done or (number.unit is not None and has_rate):
        plans.role = None
    if number.second is not None:
        draft.role = Role.STANDARD if has_norm else Role.RATIO
        return
    if unit in POINTS or unit == "番":
        draft.role = Role.CHANGE
        draft.direction = _direction_of_points(cues, last_direction, number.sign)
        return
    if last_direction is not None and _is_change(draft, folded, last_direction, unit):
        draft.role = Role.CHANGE
        draft.direction = number.sign or DIRECTIONS[last_direction.kind]
        return
    if last_direction is not None and last_direction.kind.endswith("_to"):
        draft.is_to = True
        draft.direction = DIRECTIONS[last_direction.kind]
        draft.role = plans.role or Role.LEVEL
        return
    draft.role = _plain_role(
        draft, folded, unit, has_share=has_share, has_rate=has_rate, has_norm=has_norm, plans=plans
    )


def _last_direction(cues: list[Cue]) -> Cue | None:
    for cue in reversed(cues):
        if cue.kind in DIRECTIONS:
            return cue
    return None


def _plans(cue: Cue, folded: str) -> bool:
    """Whether 计划 or 规划 is the verb, and not the noun of a plan (三年行动计划)."""
    if cue.word not in NOT_TARGET_PLANS:
        return True
    return PLAN_NOUN_BEFORE.search(folded, max(0, cue.start - 4), cue.start) is None


def _direction_of_points(cues: list[Cue], last: Cue | None, sign: int) -> int | None:
    if sign:
        return sign
    for cue in reversed(cues):
        if cue.kind == "compare" and cue.word in ("高于", "超出", "领先", "优于", "多于"):
            return 1
        if cue.kind == "compare" and cue.word == "低于":
            return -1
        if cue.kind in ("up", "down", "flat"):
            break
    return DIRECTIONS[last.kind] if last is not None else 1


def _is_change(draft: Draft, folded: str, direction: Cue, unit: str) -> bool:
    """Whether the verb of change governs the number itself, and not a noun between them (增加教师编制500名)."""
    if direction.kind.endswith("_to") or direction.kind == "flat":
        return False
    start = draft.number.core if draft.number.sign == 0 else draft.number.start
    between = folded[direction.end : start]
    if BETWEEN_VERB_AND_NUMBER.fullmatch(between) is not None:
        return True
    later = [cue for cue in draft.cues if cue.start >= direction.end]
    if any(cue.kind in ("share", "rate", "finish") for cue in later) or "率" in between or between[-1:] in "至到":
        return False
    if unit in RATE_UNITS:
        return len(between) < 8 and not any(cue.kind == "reach" and cue.word in ("达到", "达", "为") for cue in later)
    return direction.kind == "down" and any(cue.kind == "compare" for cue in draft.cues)


def _plain_role(
    draft: Draft, folded: str, unit: str, *, has_share: bool, has_rate: bool, has_norm: bool, plans: Plans
) -> Role:
    number = draft.number
    end = number.end
    is_rate = unit in ("%", "‰", "成") or number.unit is None
    if is_rate and has_rate:
        return Role.COMPLETION
    if is_rate and unit == "%" and _is_completion(draft, folded):
        return Role.COMPLETION
    if has_norm and _is_standard(draft, folded):
        return Role.STANDARD
    following = folded[end : end + 8]
    if following and STANDARD_AFTER.match(following) is not None:
        return Role.STANDARD
    if plans.role is not None:
        return plans.role
    if following and TARGET_AFTER.match(following) is not None:
        return Role.TARGET
    if is_rate and has_share and not _is_limited(draft, folded):
        return Role.SHARE
    if is_rate and following[:1] == "的" and SHARE_OF_NOUN.match(following) is not None and number.unit is not None:
        return Role.SHARE
    if is_rate and number.numeral == "cjk" and number.unit is None:
        return Role.SHARE
    return Role.LEVEL


def _is_completion(draft: Draft, folded: str) -> bool:
    number = draft.number
    if COMPLETION_AFTER.match(folded, number.end) is not None:
        return True
    if not any(cue.kind == "finish" for cue in draft.cues):
        return False
    return COMPLETED_PART.search(folded, draft.zone, number.start) is not None or folded[
        number.start - 2 : number.start
    ].startswith("完成")


def _is_standard(draft: Draft, folded: str) -> bool:
    """A norm or limit: 标准为, 应不低于; not a standard that is raised from one amount to another, which is a level."""
    number = draft.number
    for cue in reversed(draft.cues):
        if cue.kind == "norm":
            between = folded[cue.end : number.start]
            if cue.word in ("应", "应当", "必须", "不得", "要求", "规定", "原则上"):
                return len(between) < 16
            return len(between) < 12
    return False


def _is_limited(draft: Draft, folded: str) -> bool:
    """比例控制在5%以内 tells a level that is held, not what part it is."""
    return draft.number.bound is not None and any(cue.word == "控制在" for cue in draft.cues)
