"""The bindings of a report with their short ids, for people in a terminal and for programs."""

from __future__ import annotations

from typing import Any

from dudao.diagnostics.model import Bilingual
from dudao.facts.index import index_of
from dudao.facts.known import KnownFacts
from dudao.facts.ledger_counts import is_count
from dudao.reports.bind.anchors import Finding
from dudao.reports.bind.decisions import Bound, ListedBinding
from dudao.reports.bind.model import BindingState
from dudao.reports.bind.saved import SavedBinding
from dudao.reports.model import Figure, Reading
from dudao.reports.output.reading_as_json import number_as_text
from dudao.reports.rules.known.lookups import described, shown_value
from dudao.values.reference import FactReference

STATES = {
    BindingState.AGREES: Bilingual("一致", "agrees"),
    BindingState.DIFFERS: Bilingual("不符", "differs"),
    BindingState.UNDECIDED: Bilingual("未定", "undecided"),
    BindingState.UNBOUND: Bilingual("无数据", "unbound"),
}
STATUSES = {
    "confirmed": Bilingual("{person} 于 {date} 确认", "confirmed by {person} on {date}"),
    "rejected": Bilingual("{person} 于 {date} 否定", "rejected by {person} on {date}"),
}
FOUND = {
    Finding.MOVED: Bilingual("位置已移动", "moved since"),
    Finding.EDITED: Bilingual("文字后来改过，请再看一次", "edited since: look at it again"),
}
SUMMARY = Bilingual(
    "共 {total} 处：一致 {agrees}，不符 {differs}，未定 {undecided}，无数据 {unbound}；人工确认 {confirmed}，否定 {rejected}",
    "{total} in all: {agrees} agree, {differs} differ, {undecided} undecided, {unbound} unbound; {confirmed} confirmed, {rejected} rejected",
)
GONE = Bilingual("原文已不在（保留在文件里）", "no longer in the text (kept in the file)")


class FactWords:
    """Facts in words: body, period, label and value, or the entry of the ledger or catalogue."""

    def __init__(self, known: KnownFacts) -> None:
        self._index = index_of(known)
        self._names = {body.code: body.name for body in known.bodies}
        self._entries = {entry.reference.key: entry.subject for entry in known.ledger}
        self._titles = {entry.reference.key: entry.title for entry in known.evidence}

    def of(self, reference: FactReference | None) -> str:
        """A fact in words, its reference where it is not known any more; "" for none."""
        if reference is None:
            return ""
        if reference.table == "ledger" and not is_count(reference):
            return f"台账 {reference.key} {self._entries.get(reference.key, '')}"
        if reference.table == "evidence":
            return f"目录 {reference.key} {self._titles.get(reference.key, '')}"
        fact = self._index.resolve(reference)
        if fact is None:
            return str(reference)
        value = shown_value(fact.value, fact.unit) if fact.value is not None else fact.state.label_zh
        place = f"（{fact.place}）" if fact.place else ""
        return f"{described(fact, self._names)} {value}{place}"


def figures_by_place(readings: tuple[Reading, ...]) -> dict[tuple[int, int, str], Figure]:
    """The figures of all reports by place and text; equal places of two reports hold equal texts or are told apart by them."""
    return {(each.start, each.end, each.text): each for reading in readings for each in reading.figures}


def render_bindings(bound: Bound, readings: tuple[Reading, ...], known: KnownFacts, lang: str) -> str:
    """One line a binding, then those whose text is gone, then the counts."""
    words, figures = FactWords(known), figures_by_place(readings)
    lines = [_line(each, figures, words, lang) for each in bound.listed]
    lines += [f"{each.id}  {GONE.in_language(lang)}  {each.quote.exact}" for each in bound.vanished]
    return "\n".join([*lines, "", SUMMARY.fill(counts_of(bound), lang)])


def counts_of(bound: Bound) -> dict[str, int]:
    """How many bindings are in each state, and how many a person spoke of."""
    listed = [each.binding for each in bound.listed]
    states = {state.value: sum(each.state is state for each in listed) for state in BindingState}
    told = {status: sum(each.status == status for each in listed) for status in STATUSES}
    return {"total": len(listed), **states, **told, "vanished": len(bound.vanished)}


def _line(each: ListedBinding, figures: dict[tuple[int, int, str], Figure], words: FactWords, lang: str) -> str:
    binding = each.binding
    figure = figures.get((binding.span.start, binding.span.end, binding.quote.exact))
    what = f"{figure.metric}（{figure.period}）" if figure and figure.period else figure.metric if figure else ""
    fact = words.of(binding.fact) or "；".join(words.of(one) for one in binding.candidates)
    told = (
        STATUSES[binding.status].fill({"person": binding.person, "date": binding.date}, lang)
        if binding.status in STATUSES
        else ""
    )
    found = FOUND[each.finding].in_language(lang) if told and each.finding in FOUND else ""
    parts = (
        each.id,
        STATES[binding.state].in_language(lang),
        binding.quote.exact,
        what,
        f"← {fact}" if fact else "",
        told,
        found,
    )
    why = binding.why if binding.why and not fact else ""
    return "  ".join(" ".join(part.split()) for part in (*parts, why) if part)


def bindings_as_json(bound: Bound, readings: tuple[Reading, ...], known: KnownFacts, file_name: str) -> dict[str, Any]:
    """The bindings, those whose text is gone, and counts; keys in docs/reference/json.md."""
    words, figures = FactWords(known), figures_by_place(readings)
    return {
        "file": file_name,
        "summary": counts_of(bound),
        "bindings": [_entry(each, figures, words) for each in bound.listed],
        "vanished": [_gone(each, words) for each in bound.vanished],
    }


def _entry(each: ListedBinding, figures: dict[tuple[int, int, str], Figure], words: FactWords) -> dict[str, Any]:
    binding = each.binding
    figure = figures.get((binding.span.start, binding.span.end, binding.quote.exact))
    return {
        "id": each.id,
        "kind": binding.subject_kind,
        "quote": binding.quote.exact,
        "start": binding.span.start,
        "end": binding.span.end,
        "metric": figure.metric if figure else None,
        "period": figure.period if figure else None,
        "state": binding.state.value,
        "fact": str(binding.fact) if binding.fact else None,
        "fact_words": words.of(binding.fact) or None,
        "candidates": [str(one) for one in binding.candidates],
        "expected": number_as_text(binding.expected) if binding.expected is not None else None,
        "difference": number_as_text(binding.difference) if binding.difference is not None else None,
        "status": binding.status,
        "person": binding.person or None,
        "date": binding.date or None,
        "note": (each.saved.note or None) if each.saved else None,
        "found": each.finding.value if each.finding else None,
        "why": binding.why or None,
    }


def _gone(saved: SavedBinding, words: FactWords) -> dict[str, Any]:
    return {
        "id": saved.id,
        "kind": saved.subject_kind,
        "quote": saved.quote.exact,
        "fact": str(saved.fact) if saved.fact else None,
        "fact_words": words.of(saved.fact) or None,
        "status": saved.status,
        "person": saved.person or None,
        "date": saved.date or None,
        "note": saved.note or None,
    }
