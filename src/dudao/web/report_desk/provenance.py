"""Where a fact comes from, step by step down to the cells; and facts looked for by words, to bind a figure to one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from dudao.facts.index import FactIndex, index_of, plain
from dudao.facts.known import Fact, KnownFacts, LedgerEntry
from dudao.facts.ledger_counts import is_count
from dudao.reports.bind.agreement import fits
from dudao.reports.bind.ledger import measured
from dudao.reports.bind.saved import parse_reference
from dudao.reports.rules.known.lookups import described, shown_value
from dudao.values.quantities import quantize
from dudao.values.reference import FactReference
from dudao.web.pages.handed_in import language
from dudao.web.policies import Words

DEEPEST = 6
MOST_BRANCHES = 40
MOST_FOUND = 12
MEASURES = ("done", "planned", "completion")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way: a fact in words, its value, where it was read or how it was worked out, what it came from."""

    reference: str
    words: str
    value: str
    place: str
    formula: str
    below: tuple[Step, ...] = field(default=())
    left_out: int = 0


def way_of(reference: str, known: KnownFacts) -> Step | None:
    """The way of a fact down to its sources; None for one that is not known (any more)."""
    parsed = parse_reference(reference) if reference else None
    if parsed is None:
        return None
    if parsed.table in ("ledger", "evidence") and not is_count(parsed):
        return _of_entry(parsed, known)
    index = index_of(known)
    fact = index.resolve(parsed)
    names = {body.code: body.name for body in known.bodies}
    if fact is not None and is_count(parsed):
        return _counted(fact, known, names)
    return _step(fact, index, names, 0) if fact is not None else None


def _counted(fact: Fact, known: KnownFacts, names: dict[str, str]) -> Step:
    """A number of entries with the entries that were counted."""
    entries = [step for each in fact.derived_from[:MOST_BRANCHES] if (step := _of_entry(each, known)) is not None]
    left_out = len(fact.derived_from) - len(entries)
    return Step(str(fact.reference), described(fact, names), value_of(fact), "", fact.formula, tuple(entries), left_out)


def _step(fact: Fact, index: FactIndex, names: dict[str, str], depth: int) -> Step:
    parts = [found for each in fact.derived_from if (found := index.resolve(each)) is not None]
    shown = parts[:MOST_BRANCHES] if depth < DEEPEST else []
    return Step(
        reference=str(fact.reference),
        words=described(fact, names),
        value=value_of(fact),
        place=fact.place.in_language(language()) if fact.place else "",
        formula=fact.formula,
        below=tuple(_step(each, index, names, depth + 1) for each in shown),
        left_out=len(parts) - len(shown),
    )


def value_of(fact: Fact) -> str:
    """A value with its unit; the state in words where there is none."""
    return shown_value(fact.value, fact.unit) if fact.value is not None else fact.state.label_zh


def _of_entry(parsed: FactReference, known: KnownFacts) -> Step | None:
    for entry in known.ledger if parsed.table == "ledger" else ():
        if entry.reference.key == parsed.key:
            amount = measured(entry, parsed.field) if parsed.field in MEASURES else None
            value = "" if amount is None else _amount(amount, parsed.field, entry.unit)
            place = entry.place.in_language(language()) if entry.place else ""
            return Step(str(parsed), f"{entry.number} {entry.subject}", value, place, "")
    for line in known.evidence if parsed.table == "evidence" else ():
        if line.reference.key == parsed.key:
            return Step(str(parsed), f"{line.number} {line.title}", line.document_number, line.pages, "")
    return None


def _amount(value: Decimal, measure: str, unit: str) -> str:
    """A number of an entry: 24所, 40%."""
    return f"{plain(quantize(value, 2))}{'%' if measure == 'completion' else unit}"


@dataclass(frozen=True, slots=True)
class Offer:
    """A fact that a figure could be bound to."""

    reference: str
    words: str
    value: str
    place: Words = ""


def facts_like(words: str, known: KnownFacts, *, own: str, unit: str, kind: str, period: str) -> list[Offer]:
    """Facts whose body, period, label or source hold all the words; what fits the unit, the own body and the period first.

    Args:
        own: code of the evaluated body. unit: printed unit of the figure. kind: figure | event | document.
    """
    asked = words.split()
    if not asked:
        return []
    if kind == "document":
        return [each for each in _documents(known) if _holds(each, asked)][:MOST_FOUND]
    names = {body.code: body.name for body in known.bodies}
    found = [] if kind == "event" else list(_facts(known, names, asked))
    ranked = sorted(found, key=lambda each: _rank(each[1], own, unit, period))
    offers = [offer for offer, _fact in ranked[:MOST_FOUND]]
    entries = [each for each in _entries(known, is_figure=kind == "figure") if _holds(each, asked)]
    return [*offers, *entries][: MOST_FOUND + 4]


def _facts(known: KnownFacts, names: dict[str, str], asked: list[str]) -> Iterator[tuple[Offer, Fact]]:
    for fact in known.facts:
        if fact.value is None:
            continue
        said = described(fact, names)
        hay = f"{said} {' '.join(fact.synonyms)} {fact.place or ''} {fact.reference}"
        if all(word in hay for word in asked):
            place = fact.place.in_language(language()) if fact.place else fact.formula
            yield Offer(str(fact.reference), said, value_of(fact), place), fact


def _rank(fact: Fact, own: str, unit: str, period: str) -> tuple[bool, bool, bool, str]:
    is_of_year = fact.period.label() in period or period[:4] == fact.period.label()[:4]
    return (not fits(unit or None, fact.unit), fact.body_code != own, not is_of_year, str(fact.reference))


def _entries(known: KnownFacts, *, is_figure: bool) -> Iterator[Offer]:
    for entry in known.ledger:
        place = entry.place.in_language(language()) if entry.place else ""
        if not is_figure:
            yield Offer(str(entry.reference), f"{entry.number} {entry.subject}", entry.actor, place)
        for name in MEASURES if is_figure else ():
            amount = measured(entry, name)
            if amount is not None:
                yield _measure(entry, name, _amount(amount, name, entry.unit), place)


def _measure(entry: LedgerEntry, name: str, value: str, place: str) -> Offer:
    reference = FactReference("ledger", entry.body_code, entry.reference.period, name, entry.reference.key)
    label = {"done": "完成", "planned": "计划", "completion": "完成率"}[name]
    return Offer(str(reference), f"{entry.number} {entry.subject}（{label}）", value, place)


def _documents(known: KnownFacts) -> Iterator[Offer]:
    for line in known.evidence:
        yield Offer(str(line.reference), f"{line.number} {line.title}", line.document_number, line.issuer)
    for entry in known.ledger:
        if entry.kind == "document":
            yield Offer(str(entry.reference), f"{entry.number} {entry.subject}", entry.document_number, entry.actor)


def _holds(each: Offer, asked: list[str]) -> bool:
    return all(word in f"{each.words} {each.value}" for word in asked)
