"""Shares that together make a whole: 城区占35.2%、镇区占40.1%、乡村占24.7%, 公办、民办占比分别为51.6%、48.4%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dudao.reports.extract.lead_words import noun_of
from dudao.reports.extract.part_kinds import are_all, facet_of, is_bare_kind
from dudao.reports.extract.stretches import DISTRIBUTES, JOINTS, Stretch
from dudao.reports.model import Breakdown

SHARE_ITEM = re.compile(
    r"^(?:.*[，,；;：:（(、]|和|及)?(?:其中)?(?:[一-龥]{0,8}(?:学生|教师|幼儿|学校|教职工|人口|人员)中)?(?P<noun>[一-龥]{1,14}?)(?:人数|学生|数量)?(?:所)?占(?P<of>比|[^，,；;。占]{0,12}?的?)?(?:为|达到?|比例|比重)*$"
)
SHARE_LIST = re.compile(
    r"(?:^|[，,；;：:])(?:其中)?(?P<nouns>[一-龥、]{3,40}?)(?:人数|学生)?(?:所)?(?:占比|占[^，,；;。占]{0,10}的?比例|比重|比例)(?:分别|依次)(?:为|达到?|是)?$"
)


OWN_WHOLES = frozenset(("stage", "grade", "place"))
"""小学、初中…比例分别为 are shares of a whole each, not of one."""


def shares_in(stretch: Stretch) -> Iterator[Breakdown]:
    """Lists of shares of one whole that is not printed, by nouns that cannot overlap."""
    if stretch.dimensions.count("percent") < 2:
        return
    indexes: list[int] = []
    nouns: list[str] = []
    for index, dimension in enumerate(stretch.dimensions):
        if dimension != "percent":
            continue
        lead = stretch.leads[index]
        listed = SHARE_LIST.search(lead) if DISTRIBUTES.search(lead) else None
        if listed is not None:
            nouns_listed = tuple(re.split("[、和及]", listed["nouns"]))
            if facet_of(nouns_listed) not in OWN_WHOLES:
                yield from _listed(stretch, index, nouns_listed)
            continue
        item = SHARE_ITEM.match(lead) if "占" in lead else None
        if item is not None and facet_of((*nouns, noun_of(item["noun"]))):
            indexes.append(index)
            nouns.append(noun_of(item["noun"]))
    yield from _breakdown(stretch, indexes, tuple(nouns))


def _listed(stretch: Stretch, index: int, nouns: tuple[str, ...]) -> Iterator[Breakdown]:
    indexes = list(range(index, index + len(nouns)))
    if indexes[-1] < len(stretch.figures) and all(stretch.leads[each] in JOINTS for each in indexes[1:]):
        yield from _breakdown(stretch, indexes, tuple(noun_of(noun) for noun in nouns))


def _breakdown(stretch: Stretch, indexes: list[int], nouns: tuple[str, ...]) -> Iterator[Breakdown]:
    facet = facet_of(nouns) if len(nouns) > 1 else None
    if facet is None or not all(is_bare_kind(facet, noun) for noun in nouns):
        return
    parts = tuple(stretch.figures[index] for index in indexes)
    yield Breakdown(None, parts, complete=are_all("", nouns, facet))
