"""Figures to the ledger: planned and done of a piece of work, and how often a body met."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from dudao.facts.known import LedgerEntry
from dudao.reports.bind.agreement import compare, kind_of_unit
from dudao.reports.bind.figures import Outcome
from dudao.reports.bind.ledger import LedgerBook, Meetings, is_same_date, measured, names_no_thing, read_work
from dudao.reports.bind.model import BindingState
from dudao.reports.model import Figure, Report, Role
from dudao.values.periods import Period
from dudao.values.records import record
from dudao.values.reference import FactReference

TIMES_UNITS = frozenset(("次", "场", "场次", "期", "轮", "回"))


def bind_to_ledger(figure: Figure, report: Report, book: LedgerBook, own: Period | None) -> Outcome | None:
    """What the ledger says of a figure; None where it is not about work or meetings that the ledger knows."""
    if figure.unit in TIMES_UNITS:
        return _bind_meetings(figure, report, book, own)
    work = read_work(figure.metric)
    when = figure.when or own
    if work is None:
        return _bind_named(figure, book, when)
    entries = [entry for entry in book.of_work(work, when.last_year if when else None) if _fits(entry, figure)]
    measure = _measure(figure, work.measure)
    if len(entries) != 1 or measure is None:
        return None
    entry = entries[0]
    if measure == "done" and work.measure != "done" and (planned := _agreeing(figure, entry, "planned")) is not None:
        return planned  # 计划新建公办幼儿园45所: the words before the phrase may say so
    reference = replace(entry.reference, field=measure)
    value = measured(entry, measure)
    if value is None:
        return Outcome(
            BindingState.UNDECIDED,
            reference,
            (reference,),
            scope=entry.body_code,
            why="台账没有填这个数",
            measure=measure,
        )
    verdict = compare(figure, value, "%" if measure == "completion" else entry.unit or figure.unit)
    is_other_date = not verdict.agrees and not is_same_date(entry, figure.when)
    state = BindingState.AGREES if verdict.agrees else BindingState.DIFFERS
    return Outcome(
        BindingState.UNDECIDED if is_other_date else state,
        reference,
        (reference,),
        verdict.expected,
        verdict.difference,
        scope=entry.body_code,
        measure=measure,
        why="台账的日期与报告的时点不同" if is_other_date else "",
    )


def _bind_named(figure: Figure, book: LedgerBook, when: Period | None) -> Outcome | None:
    """表彰优秀教师354人: the words are the entry's own, which need no word of work. None unless the entry says the same."""
    entries = book.named(figure.metric, when.last_year if when else None)
    if len(entries) != 1 or not _fits(entries[0], figure) or figure.unit == "%":
        return None
    measures = ("planned", "done") if figure.role is Role.TARGET else ("done", "planned")
    return next((found for each in measures if (found := _agreeing(figure, entries[0], each)) is not None), None)


def _agreeing(figure: Figure, entry: LedgerEntry, measure: str) -> Outcome | None:
    """The binding to one number of an entry; None where it is missing or differs."""
    value = measured(entry, measure)
    if value is None:
        return None
    verdict = compare(figure, value, "%" if measure == "completion" else entry.unit or figure.unit)
    if not verdict.agrees:
        return None
    reference = replace(entry.reference, field=measure)
    return Outcome(
        BindingState.AGREES,
        reference,
        (reference,),
        verdict.expected,
        verdict.difference,
        scope=entry.body_code,
        measure=measure,
    )


@record
class NamedWork:
    """The entry of the ledger that a figure was bound to, and the sentence it stands in."""

    reference: FactReference
    sentence: int


def bind_to_same_work(figure: Figure, book: LedgerBook, before: NamedWork | None) -> Outcome | None:
    """计划新建公办幼儿园45所，已建成18所，完成率40%: a figure that names no thing is of the work of the figure before it.

    None unless the entry says the same: what names no thing contradicts nothing.
    """
    if before is None or figure.sentence != before.sentence or not names_no_thing(figure.metric):
        return None
    entry = next((each for each in book.entries if each.reference.key == before.reference.key), None)
    if entry is None or not _fits(entry, figure):
        return None
    return _agreeing(figure, entry, "completion" if figure.unit == "%" else "done")


def _fits(entry: LedgerEntry, figure: Figure) -> bool:
    """A rate fits any entry; a count one whose unit counts the same (or that names none)."""
    return figure.unit == "%" or not entry.unit or kind_of_unit(entry.unit) == kind_of_unit(figure.unit)


def _measure(figure: Figure, named: str | None) -> str | None:
    """Which number of the entry the figure states, by its role and unit, else by the words of its phrase."""
    if figure.unit == "%":
        return "completion" if figure.role is Role.COMPLETION or named == "completion" else None
    if figure.role is Role.TARGET:
        return "planned"
    if figure.role is Role.LEVEL:
        return "done" if named is None else named
    return None


def _bind_meetings(figure: Figure, report: Report, book: LedgerBook, own: Period | None) -> Outcome | None:
    """How often a body met: the entries of the ledger in the figure's stretch of time."""
    when = figure.when or own
    if when is None or figure.role is not Role.LEVEL or not book.meetings:
        return None
    sentence = report.sentences[report.sentence_index(figure.start)]
    start = max(sentence.start, report.folded.rfind("；", sentence.start, figure.start) + 1)
    clause = report.folded[start : min(sentence.end, figure.end + MEETING_WORDS_AFTER)]
    meetings = book.meetings_in(clause, when)
    if meetings is None or not meetings.entries:
        return None
    return _counted(figure, meetings)


def _counted(figure: Figure, meetings: Meetings) -> Outcome:
    verdict = compare(figure, Decimal(len(meetings.entries)), figure.unit)
    references = tuple(entry.reference for entry in meetings.entries)
    is_sure = figure.when is not None
    state = BindingState.AGREES if verdict.agrees else BindingState.DIFFERS if is_sure else BindingState.UNDECIDED
    return Outcome(
        state,
        references[0],
        references,
        verdict.expected,
        verdict.difference,
        scope=meetings.entries[0].body_code,
        measure="count",
        why="报告没有写明是哪段时间的会议" if state is BindingState.UNDECIDED else "",
    )


MEETING_WORDS_AFTER = 12
"""三次会议: the word that says what was held may follow the number."""
