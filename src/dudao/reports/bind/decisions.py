"""What a person says of a binding, and the file of bindings brought up to a new version of the report.

bindings of a run + kept ones  ──list_bindings──►  each with its short id  ──decide──►  kept ones with the person's word
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dudao.reports.bind.anchors import Finding
from dudao.reports.bind.model import Binding
from dudao.reports.bind.saved import FROM_DRAFT, PlacedBinding, SavedBinding, place_saved, short_id
from dudao.reports.model import Reading
from dudao.values.errors import MisuseError
from dudao.values.reference import FactReference


@dataclass(frozen=True, slots=True)
class ListedBinding:
    """A binding of a run with its short id, and what is kept of it from before.

    `finding` tells how the kept place was found: exact, moved, edited; None where nothing was kept.
    """

    id: str
    binding: Binding
    saved: SavedBinding | None = None
    finding: Finding | None = None


@dataclass(frozen=True, slots=True)
class Bound:
    """The bindings of a file with their ids, and what people said of places that are no longer there."""

    listed: tuple[ListedBinding, ...]
    vanished: tuple[SavedBinding, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person says of the binding with an id: confirm (with `fact`: it is that one), reject, or forget what was said."""

    act: str
    id: str
    fact: FactReference | None = None


def list_bindings(reports: Sequence[tuple[Reading, Sequence[Binding]]], saved: Sequence[SavedBinding]) -> Bound:
    """The bindings of a file's reports with ids: the one a binding was kept under, else one made of its words.

    Equal words count on (-2, -3). A kept place is looked for in the reports in their order.
    """
    used: Counter[str] = Counter()
    listed: list[ListedBinding] = []
    left = list(saved)
    for reading, bindings in reports:
        placed = place_saved(reading, left)
        kept = {(each.saved.subject_kind, each.found.span): each for each in placed if each.found.span is not None}
        left = [each.saved for each in placed if each.found.span is None]
        for binding in bindings:
            known = kept.get((binding.subject_kind, binding.span))
            name = _kept_id(known.saved) if known else short_id(binding.quote, binding.subject_kind)
            used[name] += 1
            listed.append(_listed(name if used[name] == 1 else f"{name}-{used[name]}", binding, known))
    return Bound(tuple(listed), tuple(each for each in left if each.status != "proposed"))


def _kept_id(saved: SavedBinding) -> str:
    return saved.id or short_id(saved.quote, saved.subject_kind)


def _listed(name: str, binding: Binding, known: PlacedBinding | None) -> ListedBinding:
    return ListedBinding(name, binding, known.saved, known.found.finding) if known else ListedBinding(name, binding)


def kept_bindings(bound: Bound) -> tuple[SavedBinding, ...]:
    """What is to be written for this version: what people said and what a draft was written from, then fresh proposals.

    A place that moved is kept with its new surroundings. One whose words were edited keeps the old ones until a person
    looks at it again, so that a check goes on saying so.
    """
    entries = [_kept(each) for each in bound.listed if each.saved is not None and _stays(each.saved)]
    entries += [
        SavedBinding(
            each.binding.quote, each.binding.span.start, each.binding.subject_kind, each.binding.fact, id=each.id
        )
        for each in bound.listed
        if each.binding.fact is not None and (each.saved is None or not _stays(each.saved))
    ]
    return (*entries, *bound.vanished)


def _stays(saved: SavedBinding) -> bool:
    return saved.status != "proposed" or saved.method == FROM_DRAFT


def _kept(each: ListedBinding) -> SavedBinding:
    assert each.saved is not None  # noqa: S101 - only kept ones are asked
    moved = replace(each.saved, position=each.binding.span.start, id=each.id)
    return moved if each.finding is Finding.EDITED else replace(moved, quote=each.binding.quote)


def decide(
    kept: Sequence[SavedBinding],
    bound: Iterable[ListedBinding],
    decision: Decision,
    *,
    person: str,
    day: date,
    note: str,
) -> tuple[SavedBinding, ...]:
    """The kept bindings with one more word of a person.

    Raises:
        MisuseError: there is no such id, nobody is named, or there is no fact to confirm.
    """
    if not person:
        raise MisuseError("请用 --by 写明是谁确认的", "say with --by who says so")
    others = tuple(each for each in kept if each.id != decision.id)
    if decision.act == "forget":
        if len(others) == len(kept):
            raise _unknown(decision.id)
        return others
    binding = next((each.binding for each in bound if each.id == decision.id), None)
    if binding is None:
        raise _unknown(decision.id)
    only = binding.candidates[0] if len(binding.candidates) == 1 else None
    fact = decision.fact or binding.fact or only
    if decision.act == "confirm" and fact is None:
        raise MisuseError(
            f"{decision.id}（{binding.quote.exact}）没有绑定到一项数据，不能确认；请用 --to 指明是哪一项",
            f"{decision.id} ({binding.quote.exact}) is bound to no fact; name one with --to",
        )
    entry = SavedBinding(
        quote=binding.quote,
        position=binding.span.start,
        subject_kind=binding.subject_kind,
        fact=fact,
        status="confirmed" if decision.act == "confirm" else "rejected",
        method="person",
        person=person,
        date=day.isoformat(),
        note=note,
        id=decision.id,
    )
    return (*others, entry)


def _unknown(name: str) -> MisuseError:
    return MisuseError(
        f"没有代号为 {name} 的绑定；用 dudao report bind 不带选项可以列出全部",
        f"no binding has the id {name}; dudao report bind without options lists them all",
    )
