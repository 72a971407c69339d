"""The fact that a person names: by its reference, by the cell it was read from, or by the number of a ledger or catalogue entry.

city/990100/2021//edu_exp_t   city.csv!AX4   T028/done   E007
"""

from __future__ import annotations

from dataclasses import replace

from dudao.facts.index import FactIndex
from dudao.facts.known import EvidenceEntry, KnownFacts, LedgerEntry
from dudao.facts.ledger_counts import is_count, kind_labels
from dudao.reports.bind.ledger import measured
from dudao.reports.bind.saved import parse_reference
from dudao.values.errors import MisuseError
from dudao.values.reference import FactReference

Entry = LedgerEntry | EvidenceEntry
MEASURES = ("planned", "done", "completion")


def find_fact(text: str, known: KnownFacts, subject_kind: str) -> FactReference:
    """The one fact that a text names.

    Args:
        subject_kind: figure | event | document: a figure needs a number of a ledger entry (T028/done), the others do not.

    Raises:
        MisuseError: nothing is known under that name, or it must be said which number of an entry is meant.
    """
    entries: dict[str, Entry] = {entry.number: entry for entry in known.evidence if entry.number}
    entries |= {entry.number: entry for entry in known.ledger if entry.number}
    number, _, measure = text.partition("/")
    if number in entries:
        return _of_entry(entries[number], measure, subject_kind)
    reference = parse_reference(text)
    if reference is not None and _is_known(reference, known):
        return reference
    by_place = [fact.reference for fact in known.facts if str(fact.place) == text]
    if len(by_place) == 1:
        return by_place[0]
    raise MisuseError(
        f"已知数据里没有“{text}”；可以写数据的代号（city/990100/2021//edu_exp_t）、单元格（city.csv!C4）或台账编号（T028/done）",
        f"nothing known as {text}; write a reference (city/990100/2021//edu_exp_t), a cell (city.csv!C4) or an entry (T028/done)",
    )


def _of_entry(entry: Entry, measure: str, subject_kind: str) -> FactReference:
    if isinstance(entry, EvidenceEntry) or subject_kind != "figure":
        return entry.reference
    possible = [name for name in MEASURES if measured(entry, name) is not None]
    if measure in possible:
        return replace(entry.reference, field=measure)
    if not measure and len(possible) == 1:
        return replace(entry.reference, field=possible[0])
    named = "、".join(f"{entry.number}/{name}" for name in possible) or "—"
    raise MisuseError(
        f"请写明是 {entry.number} 的哪个数：{named}", f"say which number of {entry.number} is meant: {named}"
    )


def _is_known(reference: FactReference, known: KnownFacts) -> bool:
    if is_count(reference):
        return reference.key.partition(":")[0] in kind_labels()
    if reference.table in ("ledger", "evidence"):
        entries: tuple[Entry, ...] = (*known.ledger, *known.evidence)
        return any(reference.key == entry.reference.key for entry in entries)
    return FactIndex(known.facts).resolve(reference) is not None
