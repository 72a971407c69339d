"""What a person said of a binding goes before what words suggest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dudao.facts.index import FactIndex
from dudao.facts.ledger_counts import is_count
from dudao.reports.bind.agreement import compare, fits
from dudao.reports.bind.anchors import Finding
from dudao.reports.bind.ledger import LedgerBook, measured
from dudao.reports.bind.model import Binding, BindingState
from dudao.reports.bind.saved import FROM_DRAFT, PlacedBinding, SavedBinding, place_saved
from dudao.reports.model import Figure, Reading
from dudao.values.reference import FactReference


def apply_saved(
    reading: Reading, found: Sequence[Binding], saved: Sequence[SavedBinding], index: FactIndex, book: LedgerBook
) -> tuple[Binding, ...]:
    """The bindings of a run, with those that a person confirmed or rejected put in their places.

    A confirmed fact is compared again with the figure as it is printed now. A rejected one leaves the figure unbound.
    Where the sentence was edited since, the person's word still holds, and `why` says so. What a draft was written from
    counts like a person's word as long as the figure is the one that was written.
    """
    placed = {
        (each.saved.subject_kind, each.found.span): each
        for each in place_saved(reading, [each for each in saved if _counts(each)])
        if each.found.span is not None
        and (each.saved.status != "proposed" or each.found.finding in (Finding.EXACT, Finding.MOVED))
    }
    figures = {figure.span: figure for figure in reading.figures}
    return tuple(
        _said(binding, placed[key], figures.get(binding.span), index, book)
        if (key := (binding.subject_kind, binding.span)) in placed
        else binding
        for binding in found
    )


def _counts(saved: SavedBinding) -> bool:
    return saved.status != "proposed" or saved.method == FROM_DRAFT


def _said(
    binding: Binding, placed: PlacedBinding, figure: Figure | None, index: FactIndex, book: LedgerBook
) -> Binding:
    saved = placed.saved
    method = FROM_DRAFT if saved.status == "proposed" else "person"
    told = replace(binding, status=saved.status, person=saved.person, date=saved.date, method=method)
    edited = "这一句在确认之后改过" if placed.found.finding is Finding.EDITED else ""
    if saved.status == "rejected":
        if saved.fact is not None and binding.fact not in (None, saved.fact):
            return binding
        return replace(
            told,
            state=BindingState.UNBOUND,
            fact=None,
            expected=None,
            difference=None,
            slip="",
            why=saved.note or "经人工判断不是这项数据",
        )
    if saved.fact is None:
        return binding
    if binding.fact == saved.fact and binding.state in (BindingState.AGREES, BindingState.DIFFERS):
        return replace(told, why=edited)
    if figure is None:
        same = binding.fact == saved.fact
        return told if same else replace(told, fact=saved.fact, state=BindingState.AGREES, why=edited)
    return _compared(
        replace(told, fact=saved.fact, candidates=(saved.fact,), why=edited), figure, saved.fact, index, book
    )


def _compared(
    binding: Binding, figure: Figure, reference: FactReference, index: FactIndex, book: LedgerBook
) -> Binding:
    """The confirmed fact against the figure as it stands now."""
    blank = replace(binding, expected=None, difference=None, slip="")
    if reference.table == "ledger" and not is_count(reference):
        entry = next((each for each in book.entries if each.reference.key == reference.key), None)
        value = None if entry is None or reference.field == "subject" else measured(entry, reference.field)
        unit, step, basis, scope = (
            (entry.unit or figure.unit if entry else None),
            None,
            "",
            entry.body_code if entry else "",
        )
        unit = "%" if reference.field == "completion" else unit
        measure = reference.field
    else:
        fact = index.resolve(reference)
        value, unit, step = (None, None, None) if fact is None else (fact.value, fact.unit, fact.step)
        basis, scope = ("", "") if fact is None else (fact.basis, fact.body_code)
        measure = reference.key.partition("|")[2].removesuffix("_restated") or "level"
    if value is None:
        return replace(blank, state=BindingState.UNDECIDED, why="确认过的数据现在没有值")
    if not fits(figure.unit, unit):
        return replace(blank, state=BindingState.UNDECIDED, why="确认过的数据与这里的单位不同类")
    verdict = compare(figure, value, unit, step)
    return replace(
        blank,
        state=BindingState.AGREES if verdict.agrees else BindingState.DIFFERS,
        expected=verdict.expected,
        difference=verdict.difference,
        slip=verdict.slip,
        basis=basis,
        scope=scope,
        measure=measure,
    )
