"""Wholes and their parts: 现有1042所，其中…; 12所（小学8所、初中4所）; 小学8所、初中4所，共12所.

A part has the unit of its whole. Whether parts can overlap and whether they are all is told by their nouns
(`part_kinds`); averages and rates have no parts that add up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dudao.reports.extract.lead_words import change_words, noun_of
from dudao.reports.extract.part_kinds import ONE_YEAR, are_all, atoms_in, facet_of, is_bare_kind
from dudao.reports.extract.stretches import CHANGE_DIMENSIONS, DISTRIBUTES, JOINTS, Stretch, dimension_of, factor_of
from dudao.reports.model import Breakdown, Figure, Role
from dudao.values.units import SCALES

CUE = re.compile(
    r"^(?:[一-龥“”]{1,14}(?=[）)，,：:；;（(]))?[）)，,：:；;（(。、\s]*(?P<cue>其中包括|其中|包括|包含|涵盖|含|分别是|分别为|分为)[：:，,]?(?:有|现有|共有|又)?(?P<noun>[^，,；;。]*)$"
)
"""A list of parts begins, perhaps behind what was counted (256名教师支教，其中). Look-alike: 增长6.1%，由 before a base, which has no noun and no list after it."""

MAY_CUE = re.compile("[其包涵含分]")
"""The first letters of a cue; most leads have none of them near their start."""

BESIDE = re.compile(r"^[，,；;](?:有)?(?P<noun>(?:公办|民办|男|女|城区|城镇|城市|农村|乡村)[^，,；;。、（）()]{0,8})$")
"""Parts of a kind that needs no 其中 behind a whole: 幼儿园120所，公办园68所，民办园52所."""

BRACKET = re.compile(r"^[（(](?P<noun>[一-龥“”]{1,16})$")
ITEM = re.compile(
    r"^(?P<mark>[、，,；;]|和|及|以及|与)?(?:和|及|以及|与|另有|还有)?(?P<noun>[^，,；;。、（）()]{1,24})$"
)
LIST_MARKS = frozenset("、和及与")
AFTER_BRACKET = re.compile(r"^[^（）()]*[）)](?=[、，,；;和及与以])")
TOTAL = re.compile(r"^[，,；;]?(?:以上)?(?:合计|共计|总计|总共|一共|累计|共)(?:为|达|有)?$")
SHARE = re.compile(r"^[，,（(]?(?:分别)?(?:约|仅)?占|^[（(，,]$")
NOT_ADDITIVE = re.compile(
    r"平均|生均|人均|师均|班均|校均|户均|每[一-龥]{1,3}|月均|年均|标准|补贴|价格|单价|比例|[^频功效]率$"
)
NOT_A_PART = re.compile(
    r"^(?:每|共|合计|总计|达|超|新增|同比|较|比|累计|投入|占|目标|计划|到|至|自|为|增|减|平均)|年均|人均|生均|每[一-龥]{0,3}$"
)
ADDITIVE_NOT = CHANGE_DIMENSIONS | {"score", "", "times/年"}
SAME_THINGS = (
    {"名", "人", "位", "名学生", "名教师"},
    {"所", "家", "园", "校"},
    {"元"},
    {"个"},
    {"班", "个班", "个教学班", "教学班"},
)


@lru_cache(maxsize=1024)
def thing_of(unit: str | None) -> str:
    """A unit without its scale, one name for 名, 人 and 位; 所 and 个 stay apart, since 个 counts anything."""
    if unit is None:
        return ""
    for scale in sorted((scale for scale in SCALES if scale), key=len, reverse=True):
        if unit.startswith(scale) and dimension_of(unit[len(scale) :]) == dimension_of(unit):
            unit = unit[len(scale) :]
            break
    for names in SAME_THINGS:
        if unit in names:
            return min(names)
    return unit


def breakdowns_in(stretch: Stretch) -> Iterator[Breakdown]:
    """The breakdowns of one stretch, in the order of their first part."""
    for index, lead in enumerate(stretch.leads):
        cue = CUE.match(lead) if MAY_CUE.search(lead, 0, 22) else None
        if cue is not None:
            yield from _from_cue(stretch, index, cue)
        elif lead[:1] in "（(" and index and (bracket := BRACKET.match(lead)):
            yield from _from_bracket(stretch, index, bracket["noun"])
        elif index and (beside := BESIDE.match(lead)):
            yield from _beside(stretch, index, beside["noun"])
        elif index > 1 and lead[-1:] in "共计为达有" and TOTAL.match(lead):
            yield from _to_total(stretch, index)


class _Parts:
    """The items of a list as they are gathered: same thing, same separating mark, until something else begins."""

    def __init__(self, stretch: Stretch, first: int, nouns: tuple[str, ...]) -> None:
        self.stretch = stretch
        self.depth = stretch.depths[first]
        self.thing = thing_of(stretch.figures[first].unit)
        self.indexes = list(range(first, first + len(nouns)))
        self.nouns = list(nouns)
        self.is_closed = False
        self._gather(first + len(nouns))

    def _gather(self, position: int) -> None:
        stretch, mark = self.stretch, ""
        for index in range(position, len(stretch.figures)):
            if stretch.depths[index] > self.depth:
                continue
            if stretch.depths[index] < self.depth:
                self.is_closed = True
                return
            lead = stretch.leads[index]
            if lead[-1:] in ")）" or AFTER_BRACKET.match(lead):
                lead = AFTER_BRACKET.sub("", lead)
            if not self._counts_alike(index, lead):
                if mark == "、" and lead[:1] in "，,；;" and not SHARE.match(lead) and change_words(lead) is None:
                    return
                continue
            words = change_words(lead)
            if words is not None and (words.direction or words.is_noun):
                continue
            item = ITEM.match(lead)
            if item is None or not item["mark"] or NOT_A_PART.search(item["noun"]):
                return
            noun = _part_noun(item["noun"])
            if item["mark"] in "、，,；;":
                if mark and item["mark"] != mark:
                    return
                mark = item["mark"]
                # a comma may begin another matter; only a part of the same kind goes on with the list
                if mark != "、" and facet_of((*self.nouns, noun)) is None:
                    return
            self.indexes.append(index)
            self.nouns.append(noun)
        self.is_closed = not stretch.tail.strip()[:1] or stretch.tail.strip()[0] in "，,；;）)"

    def _counts_alike(self, index: int, lead: str) -> bool:
        """Whether a figure has the unit of the list, or another one for things of its kind: 教学点23个 among 小学72所."""
        if thing_of(self.stretch.figures[index].unit) == self.thing:
            return True
        if self.stretch.dimensions[index] != dimension_of(self.stretch.figures[self.indexes[0]].unit):
            return False
        item = ITEM.match(lead)
        return item is not None and facet_of((*self.nouns, noun_of(item["noun"]))) is not None

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(self.stretch.figures[index] for index in self.indexes)


def _from_cue(stretch: Stretch, index: int, cue: re.Match[str]) -> Iterator[Breakdown]:
    words, noun = cue["cue"], cue["noun"]
    if not _is_additive(stretch, index) or NOT_A_PART.search(noun):
        return
    nouns = _nouns_of_run(stretch, index, noun) or (_part_noun(noun),)
    if words.startswith("分") and not nouns[0]:
        return
    parts = _Parts(stretch, index, nouns)
    found = _whole_before(stretch, index, parts, may_look_far=words not in ("分别是", "分别为", "含"))
    if found is None:
        return
    whole, about = found
    facet = facet_of(tuple(parts.nouns))
    is_said = words.startswith("分") and len(parts.indexes) > 1
    complete = parts.is_closed and len(parts.indexes) > 1 and (is_said or are_all(about, tuple(parts.nouns), facet))
    yield Breakdown(whole, parts.figures, complete, facet is not None or is_said)


def _nouns_of_run(stretch: Stretch, index: int, noun: str) -> tuple[str, ...]:
    """幼儿园、小学、初中分别为486所、371所、118所: one noun for each figure of the run; () where that is not its form."""
    mark = DISTRIBUTES.search(noun)
    if mark is None:
        return ()
    nouns = tuple(re.split(r"[、和及与]", noun[: mark.start()]))
    after = stretch.leads[index + 1 : index + len(nouns)]
    if len(nouns) < 2 or len(after) < len(nouns) - 1 or any(lead not in JOINTS for lead in after):
        return ()
    return tuple(noun_of(each) for each in nouns)


def _is_additive(stretch: Stretch, index: int) -> bool:
    dimension = stretch.dimensions[index]
    return dimension not in ADDITIVE_NOT and "/" not in dimension


def _whole_before(stretch: Stretch, index: int, parts: _Parts, *, may_look_far: bool) -> tuple[Figure, str] | None:
    """The figure that a list breaks down, with the words about it: the nearest of the same thing that can hold the parts."""
    largest = max(_rough_amount(figure) for figure in parts.figures)
    candidates = [
        (stretch.figures[position], stretch.leads[position])
        for position in range(index - 1, -1, -1)
        if stretch.depths[position] <= parts.depth and is_level(stretch.leads[position])
    ]
    if index == 0:
        candidates += [(figure, lead) for figure, lead in reversed(stretch.earlier) if is_level(lead)]
    if not (candidates and candidates[0][0].role is Role.BASE and stretch.leads[index][:1] in "（("):
        candidates = [pair for pair in candidates if pair[0].role is not Role.BASE]  # 比上年的86亿元增长7%。其中
    fitting = [(figure, lead) for figure, lead in candidates if thing_of(figure.unit) == parts.thing]
    if not fitting or (not may_look_far and fitting[0] != candidates[0]):
        return None
    if fitting[0][1][:1] in LIST_MARKS and parts.depth == 0:
        return None  # 中小学28所、幼儿园16所，其中…: the whole may be both together
    if NOT_ADDITIVE.search(fitting[0][1]) or NOT_ADDITIVE.search(fitting[0][0].metric):
        return None
    return next((pair for pair in fitting if _rough_amount(pair[0]) >= largest), fitting[0])


def is_level(lead: str) -> bool:
    """Whether the words before a figure do not make a change of it."""
    words = change_words(lead[-48:])
    return words is None or not (words.direction or words.is_noun)


def _rough_amount(figure: Figure) -> float:
    return float(figure.value) * factor_of(figure.unit)


def _from_bracket(stretch: Stretch, index: int, noun: str) -> Iterator[Breakdown]:
    """12所（小学8所、初中4所）: the bracket lists what stands right before it."""
    subject = noun_of(noun)
    whole = stretch.figures[index - 1]
    if not subject or not _is_additive(stretch, index) or NOT_A_PART.search(noun):
        return
    if stretch.depths[index] != stretch.depths[index - 1] + 1:
        return
    parts = _Parts(stretch, index, (subject,))
    if parts.thing != thing_of(whole.unit) or len(parts.indexes) < 2 or NOT_ADDITIVE.search(stretch.leads[index - 1]):
        return
    facet = facet_of(tuple(parts.nouns))
    yield Breakdown(whole, parts.figures, parts.is_closed and facet is not None, facet is not None)


def _beside(stretch: Stretch, index: int, noun: str) -> Iterator[Breakdown]:
    """幼儿园120所，公办园68所，民办园52所: kinds that cannot overlap, right behind what they are kinds of."""
    whole, about = stretch.figures[index - 1], stretch.leads[index - 1]
    if not _is_additive(stretch, index) or thing_of(whole.unit) != thing_of(stretch.figures[index].unit):
        return
    parts = _Parts(stretch, index, (noun_of(noun),))
    facet = facet_of(tuple(parts.nouns))
    if len(parts.indexes) < 2 or facet is None or not is_level(about) or NOT_ADDITIVE.search(about):
        return
    if atoms_in(facet, about) or not all(is_bare_kind(facet, each) for each in parts.nouns):
        return
    yield Breakdown(whole, parts.figures, complete=False, disjoint=True)


def _part_noun(words: str) -> str:
    """The noun of a part; a year where the parts are years."""
    return noun_of(words) or (words if ONE_YEAR.fullmatch(words) else "")


def _to_total(stretch: Stretch, index: int) -> Iterator[Breakdown]:
    """小学8所、初中4所，共12所: the total stands behind its parts."""
    whole = stretch.figures[index]
    thing = thing_of(whole.unit)
    if not _is_additive(stretch, index):
        return
    parts: list[int] = []
    marks: set[str] = set()
    for position in range(index - 1, -1, -1):
        if stretch.depths[position] > stretch.depths[index]:
            continue
        lead = stretch.leads[position]
        item = ITEM.match(AFTER_BRACKET.sub("", lead))
        if thing_of(stretch.figures[position].unit) != thing or not is_level(stretch.leads[position]):
            break
        parts.insert(0, position)
        if lead in JOINTS:
            marks.add("、")
            continue
        if item is None or not item["mark"] or NOT_A_PART.search(item["noun"]):
            break
        marks.add(item["mark"] if item["mark"] in "，,；;" else "、")
    figures = tuple(stretch.figures[position] for position in parts)
    if len(figures) > 1 and len(marks) == 1:
        yield Breakdown(whole, _adding_up(figures, whole) or figures, complete=True)


def _adding_up(figures: tuple[Figure, ...], whole: Figure) -> tuple[Figure, ...] | None:
    """The last of the figures that make the total, where some do: what stands before them is another list."""
    total = _rough_amount(whole)
    for start in range(len(figures) - 1):
        if abs(sum(_rough_amount(figure) for figure in figures[start:]) - total) < 1e-9 * total:
            return figures[start:]
    return None
