"""Rates with what they are rates of: shares, completion, participation, levels as a part of an earlier one.

Ratios of two different things (生师比, 班均, 生均) are in `ratios`. A part or whole is taken only where the words name it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dudao.reports.extract.breakdowns import is_level, thing_of
from dudao.reports.extract.lead_words import is_same_subject, noun_of
from dudao.reports.extract.run_kinds import LOOK_BACK
from dudao.reports.extract.stretches import CHANGE_DIMENSIONS, JOINTS, Stretch, dimension_of, factor_of
from dudao.reports.model import Breakdown, Figure, Proportion, Role
from dudao.values.records import record

SHARE_END = re.compile(
    r"(?:^|[，,（(、；;])(?:分别)?(?:约|仅|只)?占(?![地用据道线位])(?P<of>[^，,。；;（）()占由从]{0,24}?)(?:的)?(?:比例|比重|比)?(?:分别)?(?:为|达到?|是)?(?:约|近|超过)?$"
    r"|(?:^|[，,（(；;])(?:所占)?(?:占比|比例|比重)(?:分别)?(?:为|达到?|是|约)?$"
)
"""A share follows: ，占, ，占幼儿园总数的, （占比. Look-alike: 占地, which no rate follows."""

SHARE_OF_FIGURE = re.compile(r"^[一-龥]{0,8}的(?:比例|比重)?(?:为|达到?)?(?:约|近)?$")
IS_OF = re.compile(r"^[，,（(]?(?:约|仅|只)?(?:是|为|相当于|达到?|完成)[^，,。；;]{1,20}$")
"""A level is told as a part of another figure: ，是上年, ，为年度目标任务."""
OF_PLAN = re.compile(r"^[，,（(]?(?:约|仅)?占(?:年度|全年|当年|总)?(?:计划|规划|预算|目标|任务)")
"""Of what was planned more than all can be done: 完成8000万元，占计划投资7500万元的106.7%."""
SHARE_BEGINS = re.compile(r"^[，,（(]?(?:约|仅)?占[^，,。；;]{0,24}$")
TOTAL_WORDS = re.compile(r"总数|总量|总人数|总额|总|全部|全体|全市|全县|全区|全省|全国|数量|人数|数(?!学)|的|现有|共有")

COMPLETION_END = re.compile(
    r"(?P<rate>完成率|完工率|竣工率|开工率|建成率|到位率|执行率|支付率|支出率|拨付率|投用率|交付率|兑现率|完成比例|完成进度)"
    r"(?:分别)?(?:为|达到?|是|约|近)*$"
    r"|(?P<part>完成|占)了?(?:年度|全年|总|计划|目标|预算)*(?:计划|任务|目标|总投资|任务数|目标任务|计划数|预算)(?:总?数|总?量)?的(?:约|近)?$"
)
PLANNED = re.compile(r"计划|规划|拟(?!定)|应|目标|任务|需|下达|预算|总投资|核定|批复")
DONE = re.compile(
    r"^[，,、；;（(\s]*[^，,]{0,12}?(?:已|实际|实有|实)|完成|竣工|完工|建成|开工|到位|投入使用|投用|拨付|支付|支出|兑现|交付|化解|整改|治理|执行|实现|使用|招聘"
)
DONE_BY_RATE: dict[str, str] = {
    "开工率": "开工",
    "到位率": "到位",
    "执行率": "支出|执行|支付|拨付|使用|完成",
    "支付率": "支付|支出|拨付",
    "支出率": "支付|支出|拨付",
    "拨付率": "拨付|支付",
    "投用率": "投用|投入使用|启用",
    "交付率": "交付|移交",
    "兑现率": "兑现|发放",
    "竣工率": "竣工|完工|建成",
    "完工率": "竣工|完工|建成",
    "建成率": "竣工|完工|建成",
}
DONE_OTHERWISE = "完成|完工|竣工|建成|交付|投用|投入使用|治理|整改|化解|消除|招聘|补充|培训|改造|新增|建设|执行|支出|收入|实现|使用|实际"
OUT_OF = re.compile(r"^[^，,。；;]{0,6}中[，,]|^[，,；;](?:目前|现|截至目前|现在)?已")
"""What is done is some of what was told right before: 45个项目中，已竣工; ，已竣工."""

WORKS = re.compile(r"(?:新建|改建|扩建|改扩建|迁建|建设|改造|维修|实施)[^，,。；;]{0,12}$")
"""Works that are told with how many there are, and then how many are done."""

RATE_STEM = re.compile(r"[，,；;（(、](?P<stem>[一-龥]{2,4})率(?:为|达到?|是|约|近)*$")
NO_STEMS = re.compile(
    r"缺编|空编|超编|缺岗|辍学|流失|增长|增加|减少|下降|降低|压减|压缩|覆盖|毛入|净入|巩固|普及|普惠|完成|占有|完工|竣工|开工"
)


@record
class RateAt:
    """A rate where it stands: `first` begins its run of `size` rates, `offset` is its place there, `lead` the run's words."""

    index: int
    first: int
    size: int
    offset: int
    lead: str


def proportions_in(stretch: Stretch, breakdowns: Sequence[Breakdown]) -> Iterator[Proportion]:
    """The proportions of one stretch in the order of their rates; `breakdowns` are those found in it."""
    wholes = {part.start: found.whole for found in breakdowns if found.whole for part in found.parts}
    for index, dimension in enumerate(stretch.dimensions):
        if dimension not in ("percent", "tenths", "multiple") or (index == 0 and not stretch.earlier):
            continue
        at = _rate_at(stretch, index)
        lead, found = at.lead, None
        if dimension == "percent" and ("率" in lead or "完成" in lead or "占" in lead):
            found = _completion(stretch, at, wholes) or _taking_part(stretch, at)
        if (
            found is None
            and dimension != "multiple"
            and ("占" in lead or "比" in lead or "的" in lead or lead in "（(")
        ):
            found = _share(stretch, at, wholes)
        if found is None and lead == "的":
            found = _of_earlier(stretch, at)
        if found is not None:
            yield found


def _rate_at(stretch: Stretch, index: int) -> RateAt:
    dimension = stretch.dimensions[index]
    first, after = index, index + 1
    while first and stretch.leads[first] in JOINTS and stretch.dimensions[first - 1] == dimension:
        first -= 1
    while after < len(stretch.figures) and stretch.leads[after] in JOINTS and stretch.dimensions[after] == dimension:
        after += 1
    return RateAt(index, first, after - first, index - first, stretch.leads[first][-LOOK_BACK:])


def _share(stretch: Stretch, at: RateAt, wholes: Mapping[int, Figure | None]) -> Proportion | None:
    rate = stretch.figures[at.index]
    if at.size == 1 and at.index > 1 and SHARE_OF_FIGURE.match(at.lead):
        return _share_of_figure(stretch, at, rate)
    part_index = _part_before(stretch, at)
    if part_index is None:
        return None
    part = stretch.figures[part_index]
    words = SHARE_END.search(at.lead)
    if words is not None:
        whole = _whole_of(stretch, part_index, words["of"] or "", wholes)
        if at.size == 1 and whole is not None and _is_share_of_list(stretch, part_index, whole, rate):
            return None
        return Proportion("share", rate, part, whole)
    if at.lead in ("（", "(") and part.start in wholes and _is_closed_after(stretch, at.index):
        return Proportion("share", rate, part, wholes[part.start])
    return None


def _share_of_figure(stretch: Stretch, at: RateAt, rate: Figure) -> Proportion | None:
    """1107人，占应交流教师8856人的12.5%."""
    part, whole = stretch.figures[at.index - 2], stretch.figures[at.index - 1]
    if not SHARE_BEGINS.match(stretch.leads[at.index - 1]) or thing_of(part.unit) != thing_of(whole.unit):
        return None
    return Proportion("completion" if OF_PLAN.match(stretch.leads[at.index - 1]) else "share", rate, part, whole)


def _part_before(stretch: Stretch, at: RateAt) -> int | None:
    """The figure that a rate is the share of: right before it, one for each where rates are listed."""
    first = at.first - at.size
    if first < 0:
        return None
    thing = thing_of(stretch.figures[first].unit)
    for position in range(first, at.first):
        if thing_of(stretch.figures[position].unit) != thing or not is_level(stretch.leads[position]):
            return None
    if stretch.dimensions[first] in CHANGE_DIMENSIONS or stretch.depths[first] > stretch.depths[at.first]:
        return None
    return first + at.offset


def _is_closed_after(stretch: Stretch, index: int) -> bool:
    after = stretch.leads[index + 1] if index + 1 < len(stretch.leads) else stretch.tail
    return after[:1] in ("）", ")")


def _whole_of(stretch: Stretch, part_index: int, words: str, wholes: Mapping[int, Figure | None]) -> Figure | None:
    """The whole that 占… names: the one whose part it is for a bare 占, else the only figure of that very name."""
    part = stretch.figures[part_index]
    name = TOTAL_WORDS.sub("", words)
    known = wholes.get(part.start)
    if known is not None and (not name or _is_of_known(stretch, known, name)):
        return known
    named = [
        (figure, _name(lead))
        for figure, lead in [*stretch.earlier, *zip(stretch.figures[:part_index], stretch.leads, strict=False)]
        if thing_of(figure.unit) == thing_of(part.unit) and is_level(lead)
    ]
    if not name:
        if not named or stretch.figures[part_index - 1] is not named[-1][0]:
            return None
        own = _name(stretch.leads[part_index])
        if own == "大班额" and named[-1][1].endswith("班级") or ONLY_DONE.fullmatch(own):
            return named[-1][0] if _is_within(part, named[-1][0]) else None
        return named[-1][0] if named[-1][1] and own != named[-1][1] and own.endswith(named[-1][1]) else None
    fitting = [figure for figure, own in named if own and is_same_subject(own, name)]
    return fitting[0] if len(fitting) == 1 else None


def _is_share_of_list(stretch: Stretch, part_index: int, whole: Figure, rate: Figure) -> bool:
    """小学15.2万人、初中8.1万人，占71.7%: what the rate does not give for the last of a list it may give for all of it."""
    total = amount = _amount_of(stretch.figures[part_index])
    of_whole, stated = _amount_of(whole), float(rate.value) * SHARE_FACTORS.get(dimension_of(rate.unit), 1.0)
    if not of_whole or abs(amount / of_whole - stated) < SHARE_SLACK:
        return False
    thing = thing_of(whole.unit)
    for position in range(part_index, 0, -1):
        before = stretch.figures[position - 1]
        if stretch.leads[position][:1] not in JOINTS or before is whole or thing_of(before.unit) != thing:
            return False
        total += _amount_of(before)
        if abs(total / of_whole - stated) < SHARE_SLACK:
            return True
    return False


SHARE_FACTORS = {"percent": 0.01, "tenths": 0.1}
SHARE_SLACK = 0.005
"""How near a printed share must be to that of a whole list; amounts rounded to two digits give no more."""


def _amount_of(figure: Figure) -> float:
    return float(figure.value) * factor_of(figure.unit)


ONLY_DONE = re.compile(
    r"(?:目前|现在?|已经?|实际|均)*(?:已|实际)(?:完成|建成|竣工|完工|开工|投用|投入使用|达标|整改|化解|治理|改造|入学|就读|安置|配备)(?:的)?"
)
"""A part that names nothing but what was done with its whole: 应建食堂52个，目前已建成47个."""


def _is_within(part: Figure, whole: Figure) -> bool:
    return float(part.value) * factor_of(part.unit) <= float(whole.value) * factor_of(whole.unit)


HARMLESS_BEFORE = re.compile(r"(?:学前教育|义务教育|基础教育|普通|阶段|各级各类|各类|所有)+")
"""Words that may stand before the name of a whole without making it another whole."""


def _is_of_known(stretch: Stretch, known: Figure, name: str) -> bool:
    """其中…占全市在园幼儿 after 学前教育在园幼儿28.65万人: the whole by a shorter name."""
    lead = next((lead for figure, lead in zip(stretch.figures, stretch.leads, strict=True) if figure is known), None)
    if lead is None:
        lead = next((lead for figure, lead in stretch.earlier if figure is known), "")
    own = _name(lead)
    return own.endswith(name) and HARMLESS_BEFORE.fullmatch(own[: -len(name)]) is not None


def _name(lead: str) -> str:
    """The bare name of what a figure counts: 全市共有幼儿园 gives 幼儿园."""
    clause = re.split(r"[，,。；;：:、（(]", lead)[-1]
    return TOTAL_WORDS.sub("", noun_of(clause))


def _completion(stretch: Stretch, at: RateAt, wholes: Mapping[int, Figure | None]) -> Proportion | None:
    words = COMPLETION_END.search(at.lead)
    if words is None or at.size > 1:
        return None
    rate = stretch.figures[at.index]
    before = [*stretch.earlier, *zip(stretch.figures[: at.index], stretch.leads, strict=False)]
    planned = [
        position for position, (figure, lead) in enumerate(before) if _is_planned(lead) and _is_countable(figure)
    ]
    if not planned:
        return _done_of_all(stretch, at, words["rate"] or "", wholes)
    plan = before[planned[-1]][0]
    wanted = re.compile(DONE_BY_RATE.get(words["rate"] or "", DONE_OTHERWISE))
    done = [
        figure
        for figure, lead in before[planned[-1] + 1 :]
        if thing_of(figure.unit) == thing_of(plan.unit) and DONE.search(lead) and wanted.search(lead)
    ]
    if not done and planned[-1] + 1 < len(before):
        return None  # something else stands between plan and rate: the rate may be of that
    return Proportion("completion", rate, _best(done, plan, rate), plan)


def _done_of_all(stretch: Stretch, at: RateAt, word: str, wholes: Mapping[int, Figure | None]) -> Proportion | None:
    """新建幼儿园15所，其中已完工9所，完工率60%; 45个项目中，已竣工36个，竣工率80%: all that are told of were planned."""
    if at.index < 1 or not word:
        return None
    done, lead = stretch.figures[at.index - 1], stretch.leads[at.index - 1]
    if not re.search(DONE_BY_RATE.get(word, DONE_OTHERWISE), lead):
        return None
    whole = wholes.get(done.start)
    if whole is None and at.index > 1 and OUT_OF.search(lead) and is_level(stretch.leads[at.index - 2]):
        whole = stretch.figures[at.index - 2]
    elif whole is None and at.index > 1 and WORKS.search(stretch.leads[at.index - 2]) and lead[:1] in "，,":
        whole = stretch.figures[at.index - 2]  # 新建、改扩建学校12所，完工9所
    if whole is None or thing_of(whole.unit) != thing_of(done.unit):
        return None
    return Proportion("completion", stretch.figures[at.index], done, whole)


def _is_planned(lead: str) -> bool:
    own = re.split(r"[，,；;。]", lead)[-1]
    return PLANNED.search(own) is not None and not re.match(r"(?:已|实际)", own)


def _is_countable(figure: Figure) -> bool:
    return dimension_of(figure.unit) not in CHANGE_DIMENSIONS and figure.unit is not None


def _best(done: Sequence[Figure], plan: Figure, rate: Figure) -> Figure | None:
    """Of several amounts done the one that the rate fits, else the nearest: 已完工21所，已投用18所."""
    if not done or not plan.value:
        return None
    stated = float(rate.value) / 100 * float(plan.value) * factor_of(plan.unit)
    return min(reversed(done), key=lambda figure: abs(float(figure.value) * factor_of(figure.unit) - stated))


def _taking_part(stretch: Stretch, at: RateAt) -> Proportion | None:
    """应参加500人，实际参加480人，参加率96%: the word of the rate stands with the part, the whole right before it."""
    words = RATE_STEM.search(at.lead)
    if words is None or at.size > 1 or at.index < 2 or NO_STEMS.search(words["stem"]):
        return None
    part, whole = stretch.figures[at.index - 1], stretch.figures[at.index - 2]
    own = stretch.leads[at.index - 1]
    if thing_of(part.unit) != thing_of(whole.unit) or not _is_countable(part) or words["stem"][-2:] not in own:
        return None
    if "；" in own or ";" in own or whole.role in (Role.FORECAST, Role.TARGET):
        return None
    if not is_level(stretch.leads[at.index - 2]) or float(part.value) * factor_of(part.unit) > float(
        whole.value
    ) * factor_of(whole.unit):
        return None
    return Proportion("rate", stretch.figures[at.index], part, whole)


def _of_earlier(stretch: Stretch, at: RateAt) -> Proportion | None:
    """62.31亿元，是上年58.72亿元的1.06倍."""
    if at.index < 2 or at.size > 1 or at.lead != "的":
        return None
    level, base = stretch.figures[at.index - 2], stretch.figures[at.index - 1]
    if thing_of(level.unit) != thing_of(base.unit) or not IS_OF.search(stretch.leads[at.index - 1]):
        return None
    return Proportion("rate", stretch.figures[at.index], level, base)
