"""Sentences about measures: slots filled with known values, changes against the year before.

A sentence whose leading value is missing becomes a gap that names what is missing; what stands in square brackets is a
clause that can go: it is replaced by a gap where its own value is missing, and left out where it does not apply, or tells
of a change although no form has asked for the year before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dudao.facts.contract import stages
from dudao.facts.known import Fact
from dudao.reports.draft.amounts import decimals_for, printed_amount, printed_percent, printed_points, unit_for
from dudao.reports.draft.fact_book import Change, FactBook, in_stage
from dudao.reports.draft.gaps import gap_of_several
from dudao.reports.draft.traces import traced
from dudao.schemes.drafting import NAMES, SLOT
from dudao.values.absence import State

_CLAUSE = re.compile(r"\[([^\[\]]*)\]")
RESTATED = "按同口径"


@dataclass
class _Filled:
    text: str
    missing: list[str] = field(default_factory=list)
    not_applicable: bool = False
    starts_not_applicable: bool = False
    has_value: bool = False

    @property
    def is_silent(self) -> bool:
        """Nothing is missing that should be there, or what the sentence begins with does not apply to this body."""
        return self.starts_not_applicable or (self.not_applicable and not self.missing)


def fill_sentence(book: FactBook, text: str, *, stage: str = "", words: Mapping[str, str] | None = None) -> str:
    """A sentence with its slots filled; "" where it does not apply to the body.

    What stands between semicolons lives for itself: where one lacks a value that it cannot do without, a gap stands for
    it; where all do, one gap stands for the sentence.

    Args:
        stage: for measures that name none. words: further slots with their text.
    """
    halves = [(half, _fill(book, _CLAUSE.sub("", half), stage, words or {})) for half in text.split("；")]
    halves = [(half, outer) for half, outer in halves if not outer.is_silent]
    missing = [label for _, outer in halves for label in outer.missing]
    if not halves:
        return ""
    if all(outer.missing for _, outer in halves):
        return gap_of_several(lead_words(book), missing)
    told = [
        gap_of_several(lead_words(book), outer.missing) if outer.missing else _half(book, half, stage, words or {})
        for half, outer in halves
    ]
    return "；".join(told).removesuffix("。") + ("。" if text.endswith("。") else "")


def measures_in(text: str) -> frozenset[str]:
    """The measures that a sentence has slots for.

    >>> sorted(measures_in("{year}{body}工资{pay_teacher}，公务员{pay_civil}，{growth pay_teacher}"))
    ['pay_civil', 'pay_teacher']
    """
    return frozenset(slot["name"] for slot in SLOT.finditer(text) if slot["form"] or slot["name"] not in NAMES)


def fill_for_bodies(books: Sequence[FactBook], text: str, stage: str) -> str:
    """A sentence about one body or several: 甲县、乙县教师工资分别为1元、2元，均低于…; {all} is 均 where there are several.

    The values must be there for every body.
    """
    if len(books) == 1:
        return fill_sentence(books[0], text, stage=stage, words={"all": ""})

    def put(slot: re.Match[str]) -> str:
        form, name = slot["form"], slot["name"]
        if form is None and name in ("body", "all"):
            return "、".join(book.name for book in books) if name == "body" else "均"
        told = [fill_sentence(book, slot[0], stage=stage) for book in books]
        return told[0] if form is None and name in NAMES else f"分别为{'、'.join(told)}"

    return SLOT.sub(put, text)


def _half(book: FactBook, text: str, stage: str, words: Mapping[str, str]) -> str:
    filled = _CLAUSE.sub(lambda clause: _clause(book, clause[1], stage, words), text)
    return _fill(book, filled, stage, words).text


def _clause(book: FactBook, text: str, stage: str, words: Mapping[str, str]) -> str:
    filled = _fill(book, text, stage, words)
    if filled.missing or filled.not_applicable:
        return gap_of_several("", filled.missing) if filled.missing else ""
    return filled.text


def lead_words(book: FactBook) -> str:
    """What a gap begins with: the year and the body."""
    return f"{book.year_words}{book.name}"


def _fill(book: FactBook, text: str, stage: str, words: Mapping[str, str]) -> _Filled:
    filled = _Filled("")

    def put(slot: re.Match[str]) -> str:
        form, name = slot["form"], slot["name"]
        if form is None and name in words:
            return words[name]
        plain = _word(book, name, stage)
        if form is None and plain is not None:
            return plain
        return _value(book, form, in_stage(name, stage), filled)

    filled.text = SLOT.sub(put, text)
    return filled


def _word(book: FactBook, name: str, stage: str) -> str | None:
    if name == "stage":
        return stages()[stage].label_zh if stage else ""
    mine, whole = book.self_words
    return {
        "year": book.year_words,
        "scope": whole,
        "self": mine,
        "body": book.name,
        "government": book.government,
        "tier": book.tier,
    }.get(name)


def _value(book: FactBook, form: str | None, name: str, filled: _Filled) -> str:
    fact = book.fact(name)
    if fact is None:
        if book.does_not_apply(name):
            filled.starts_not_applicable |= not (filled.missing or filled.has_value)
            filled.not_applicable = True
        else:
            filled.missing.append(missing_words(book, name))
        return ""
    filled.has_value = True
    if form is None:
        return amount_of(book, fact, name)
    change = book.change(name, in_points=form == "points")
    if change is None and not book.may_know_base(name):
        filled.not_applicable = True
        return ""
    if change is None:
        filled.missing.append(f"上年{book.label(name)}，用于计算变化")
        return ""
    if form == "growth":
        return growth_words(book, fact, change, name)
    return points_words(book, change, name) if form == "points" else rate_words(change)


def missing_words(book: FactBook, name: str) -> str:
    """What a gap calls a missing value; one that may not be published is named so."""
    fact = book.any_fact(name)
    is_withheld = fact is not None and fact.state is State.WITHHELD
    return book.label(name) + ("，数据不予公开" if is_withheld else "")


def amount_of(book: FactBook, fact: Fact, name: str, *, decimals: int | None = None) -> str:
    """A fact's value as printed; the unit fits the value of the year before too, where it will stand beside it."""
    assert fact.value is not None  # asked of facts with a value only
    form = book.form(name)
    base = book.index.base_of(fact)
    beside = [fact.value] + ([base.value] if base is not None and base.value else [])
    unit = unit_for(*beside, unit=fact.unit, form=form)
    return traced(printed_amount(fact.value, fact.unit, to=unit, form=form, decimals=decimals), fact.reference)


def growth_words(book: FactBook, fact: Fact, change: Change, name: str) -> str:
    """比上年的58.72亿元增长3.78%; 按同口径 in front where the base was restated; 与上年的…持平 where nothing changed."""
    assert fact.value is not None  # a change has both
    assert change.base.value is not None
    basis = RESTATED if change.is_restated else ""
    form = book.form(name)
    unit = unit_for(fact.value, change.base.value, unit=fact.unit, form=form)
    decimals = decimals_for(fact.value, change.base.value, unit=fact.unit, form=form)
    base = traced(
        printed_amount(change.base.value, fact.unit, to=unit, form=form, decimals=decimals), change.base.reference
    )
    return f"{basis}与上年的{base}持平" if change.value == 0 else f"{basis}比上年的{base}{rate_words(change)}"


def points_words(book: FactBook, change: Change, name: str) -> str:
    """比上年提高0.12个百分点, 与上年的17.81%持平."""
    basis = RESTATED if change.is_restated else ""
    if change.value == 0:
        return f"{basis}与上年的{amount_of(book, change.base, name)}持平"
    verb = "提高" if change.value > 0 else "下降"
    return f"{basis}比上年{verb}{traced(printed_points(change.value), change.fact.reference)}"


def rate_words(change: Change) -> str:
    """增长3.78%, 下降0.26%, 持平: the change alone, the sentence says against what."""
    if change.value == 0:
        return "持平"
    verb = "增长" if change.value > 0 else "下降"
    return f"{verb}{traced(printed_percent(change.value), change.fact.reference)}"
