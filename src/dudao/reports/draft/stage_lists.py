"""Measures over the stages: lists in which stages alike in their change stand together, and a whole with its parts."""

from __future__ import annotations

from dataclasses import dataclass

from dudao.facts.contract import stages
from dudao.reports.draft.amounts import decimals_for, printed_percent
from dudao.reports.draft.fact_book import Change, FactBook
from dudao.reports.draft.gaps import gap, gap_of_several
from dudao.reports.draft.sentences import RESTATED, amount_of, fill_sentence, lead_words, missing_words
from dudao.reports.draft.traces import traced
from dudao.schemes.drafting import Statement

WHOLE = "total"


@dataclass(frozen=True)
class _Line:
    stage: str
    amount: str
    base: str
    change: Change | None


def list_by_stage(book: FactBook, statement: Statement) -> str:
    """2021年，全市小学、初中生均公用经费分别为…元、…元，分别比上年增长…%、…%.

    Stages that rose come first, then those without change, then those that fell; each group is a clause of its own. A
    stage without a value is named in a gap at the end; one to which the measure does not apply is left out.
    """
    lines, missing = _lines(book, statement)
    groups: dict[tuple[int, bool], list[_Line]] = {}
    for line in lines:
        groups.setdefault(_group_of(line), []).append(line)
    ordered = [groups[key] for key in sorted(groups, key=lambda key: (-key[0], key[1]))]
    gaps = gap_of_several(lead_words(book), missing) if missing else ""
    if not ordered:
        return gaps
    clauses = "；".join(_clause(statement, group) for group in ordered)
    return f"{book.year_words}，{book.self_words[1]}{clauses}{gaps}。"


def _lines(book: FactBook, statement: Statement) -> tuple[list[_Line], list[str]]:
    lines, missing = [], []
    names = {stage: f"{statement.text}.{stage}" for stage in statement.stages}
    facts = {stage: fact for stage, name in names.items() if (fact := book.fact(name)) is not None}
    values = [fact.value for fact in facts.values() if fact.value is not None]
    for stage, name in names.items():
        fact = facts.get(stage)
        if fact is None:
            if not book.does_not_apply(name):
                missing.append(missing_words(book, name))
            continue
        change = book.change(name) if statement.growth else None
        if statement.growth and change is None:
            missing.append(f"上年{book.label(name)}")
        decimals = decimals_for(*values, unit=fact.unit, form=book.form(name))
        base = amount_of(book, change.base, name, decimals=decimals) if change else ""
        lines.append(_Line(stage, amount_of(book, fact, name, decimals=decimals), base, change))
    return lines, missing


def _group_of(line: _Line) -> tuple[int, bool]:
    """Rises, no change, falls and no base apart; the restated base apart from the published one."""
    if line.change is None:
        return (-2, False)
    value = line.change.value
    return (1 if value > 0 else -1 if value < 0 else 0, line.change.is_restated)


def _clause(statement: Statement, lines: list[_Line]) -> str:
    names = "、".join(stages()[line.stage].label_zh for line in lines)
    respectively = "分别" if len(lines) > 1 else ""
    amounts = "、".join(line.amount for line in lines)
    text = f"{names}{statement.name}{respectively}为{amounts}"
    changes = [line.change for line in lines if line.change is not None]
    if not changes:
        return text
    basis = RESTATED if changes[0].is_restated else ""
    if changes[0].value == 0:
        return f"{text}，{basis}{respectively}与上年的{'、'.join(line.base for line in lines)}持平"
    rates = "、".join(traced(printed_percent(change.value), change.fact.reference) for change in changes)
    return f"{text}，{basis}{respectively}比上年{'增长' if changes[0].value > 0 else '下降'}{rates}"


def list_parts(book: FactBook, statement: Statement) -> str:
    """现有各级各类学校928所，其中幼儿园448所、小学327所: a whole and its stages; stages that have none are left out.

    Nothing is said where the whole does not apply. Where the stages together are more than the whole, a gap asks for it instead of printing what does not add up.
    """
    whole = fill_sentence(book, statement.name).removesuffix("。")
    parts, missing = [], []
    facts = [fact for stage in statement.stages if (fact := book.fact(f"{statement.text}.{stage}")) is not None]
    name = f"{statement.text}.{WHOLE}"
    total = book.fact(name)
    if total is not None and total.value is not None and sum(fact.value or 0 for fact in facts) > total.value:
        return f"{whole}{gap(f'各学段的数，所给之和大于{book.label(name)}，请核对')}。"
    for stage in statement.stages:
        name = f"{statement.text}.{stage}"
        fact = book.fact(name)
        if fact is not None and fact.value:
            parts.append(f"{stages()[stage].school_zh}{amount_of(book, fact, name)}")
        elif fact is None and not book.does_not_apply(name):
            missing.append(missing_words(book, name))
    gaps = gap_of_several(lead_words(book), missing) if missing else ""
    listed = f"，其中{'、'.join(parts)}" if parts else ""
    return f"{whole}{listed}{gaps}。" if whole else ""
