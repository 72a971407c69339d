"""Sentences about measures: slots filled with known values, lists by stage, changes against the year before.

A sentence whose leading value is missing becomes a gap that names what is missing; what stands in square brackets is a
clause that can go: it is replaced by a gap where its own value is missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dudao.facts.contract import stages
from dudao.facts.known import Fact
from dudao.reports.draft.amounts import printed_amount, printed_change, printed_points, unit_for
from dudao.reports.draft.fact_book import Change, FactBook, in_stage, previous_words
from dudao.reports.draft.gaps import gap_of_several
from dudao.schemes.drafting import SLOT, Statement

_CLAUSE = re.compile(r"\[([^\[\]]*)\]")


@dataclass
class _Filled:
    text: str
    missing: list[str]


def fill_sentence(book: FactBook, text: str, *, stage: str = "", words: Mapping[str, str] | None = None) -> str:
    """A sentence with its slots filled; a gap where a value that it cannot do without is missing.

    Args:
        stage: for measures that name none. words: further slots with their text.
    """
    whole = _CLAUSE.sub("", text)
    outer = _fill(book, whole, stage, words or {})
    if outer.missing:
        return gap_of_several(_lead(book), outer.missing)
    filled = _CLAUSE.sub(lambda clause: _clause(book, clause[1], stage, words or {}), text)
    return _fill(book, filled, stage, words or {}).text


def _clause(book: FactBook, text: str, stage: str, words: Mapping[str, str]) -> str:
    filled = _fill(book, text, stage, words)
    return gap_of_several("", filled.missing) if filled.missing else filled.text


def _lead(book: FactBook) -> str:
    return f"{book.year_words}{book.name}"


def _fill(book: FactBook, text: str, stage: str, words: Mapping[str, str]) -> _Filled:
    missing: list[str] = []

    def put(slot: re.Match[str]) -> str:
        form, name = slot["form"], slot["name"]
        if form is None and name in words:
            return words[name]
        plain = _word(book, name, stage)
        if form is None and plain is not None:
            return plain
        return _value(book, form, in_stage(name, stage), missing)

    return _Filled(SLOT.sub(put, text), missing)


def _word(book: FactBook, name: str, stage: str) -> str | None:
    if name == "stage":
        return stages()[stage].label_zh if stage else ""
    mine, whole = book.self_words
    return {"year": book.year_words, "scope": whole, "self": mine, "body": book.name}.get(name)


def _value(book: FactBook, form: str | None, name: str, missing: list[str]) -> str:
    fact = book.fact(name)
    if fact is None:
        missing.append(book.label(name))
        return ""
    if form is None:
        return amount_of(book, fact, name)
    change = book.change(name, in_points=form == "points")
    if change is None:
        previous = previous_words(book.period) if book.period else ""
        missing.append(f"{previous}{book.label(name)}，用于计算变化")
        return ""
    if form == "growth":
        return growth_words(book, fact, change, name)
    return points_words(change) if form == "points" else rate_words(change)


def amount_of(book: FactBook, fact: Fact, name: str) -> str:
    """A fact's value as printed; the unit fits the value of the year before too, where it will stand beside it."""
    assert fact.value is not None  # asked of facts with a value only
    form = book.form(name)
    base = book.index.base_of(fact)
    beside = [fact.value] + ([base.value] if base is not None and base.value else [])
    return printed_amount(fact.value, fact.unit, to=unit_for(*beside, unit=fact.unit, form=form), form=form)


def growth_words(book: FactBook, fact: Fact, change: Change, name: str) -> str:
    """比上年的58.72亿元增长3.78%; 按同口径 in front where the base was restated; 与上年持平 where nothing changed."""
    assert fact.value is not None  # a change has both
    assert change.base.value is not None
    basis = "按同口径" if change.is_restated else ""
    form = book.form(name)
    unit = unit_for(fact.value, change.base.value, unit=fact.unit, form=form)
    base = printed_amount(change.base.value, fact.unit, to=unit, form=form)
    if change.value == 0:
        return f"{basis}与上年的{base}持平"
    return f"{basis}比上年的{base}{printed_change(change.value)}"


def points_words(change: Change) -> str:
    """比上年提高0.12个百分点, 与上年持平."""
    basis = "按同口径" if change.is_restated else ""
    return f"{basis}与上年持平" if change.value == 0 else f"{basis}比上年{printed_points(change.value)}"


def rate_words(change: Change) -> str:
    """增长3.78%, 下降0.26%, 持平: the change alone, the sentence says against what."""
    return "持平" if change.value == 0 else printed_change(change.value)


# ─────────────── lists by stage ───────────────


@dataclass(frozen=True)
class _Line:
    stage: str
    amount: str
    change: Change | None


def list_by_stage(book: FactBook, statement: Statement) -> str:
    """2021年，全市小学、初中生均公用经费分别为…元、…元，分别比上年增长…%、…%: stages alike in their change stand together.

    Stages that rose come first, then those that fell; a stage without a value is named in a gap at the end.
    """
    lines, missing = _lines(book, statement)
    groups: dict[tuple[int, bool], list[_Line]] = {}
    for line in lines:
        groups.setdefault(_group_of(line), []).append(line)
    ordered = [groups[key] for key in sorted(groups, key=lambda key: (-key[0], key[1]))]
    clauses = [_list_clause(statement, group, in_full=number == 0) for number, group in enumerate(ordered)]
    gaps = gap_of_several(_lead(book), missing) if missing else ""
    if not clauses:
        return gaps
    return f"{book.year_words}，{book.self_words[1]}{'；'.join(clauses)}{gaps}。"


def _lines(book: FactBook, statement: Statement) -> tuple[list[_Line], list[str]]:
    lines, missing = [], []
    for stage in statement.stages:
        name = f"{statement.text}.{stage}"
        fact = book.fact(name)
        if book.does_not_apply(name):
            continue
        if fact is None:
            missing.append(book.label(name))
            continue
        change = book.change(name) if statement.growth else None
        if statement.growth and change is None:
            missing.append(f"{previous_words(book.period) if book.period else ''}{book.label(name)}")
        lines.append(_Line(stage, amount_of(book, fact, name), change))
    return lines, missing


def _group_of(line: _Line) -> tuple[int, bool]:
    """Rises, falls, no change and no base apart; the restated base apart from the published one."""
    if line.change is None:
        return (-2, False)
    value = line.change.value
    return (1 if value > 0 else -1 if value < 0 else 0, line.change.is_restated)


def _list_clause(statement: Statement, lines: list[_Line], *, in_full: bool) -> str:
    names = "、".join(stages()[line.stage].label_zh for line in lines)
    respectively = "分别" if len(lines) > 1 else ""
    amounts = "、".join(line.amount for line in lines)
    text = f"{names}{statement.name}{respectively}为{amounts}"
    changes = [line.change for line in lines if line.change is not None]
    if not changes:
        return text
    basis = "按同口径" if changes[0].is_restated else ""
    if changes[0].value == 0:
        return f"{text}，{basis}{'均' if len(lines) > 1 else ''}与上年持平"
    first, *others = [printed_change(change.value) for change in changes]
    rates = "、".join([first, *(other[2:] for other in others)])
    return f"{text}，{basis}{respectively}比上年{rates}"
