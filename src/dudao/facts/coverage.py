"""How far a body's ledger reaches, as facts: how many of the governments or schools below have an entry of a kind.

    ledger/990100/2026/reform:县管校聘/governments          counties that finished county-managed posts
    ledger/990100/2026/body:党组织/schools_share             part of the schools that have a party organisation, in %

Behind the kind stand words that the subject must hold, joined by `+`. What is counted, by one rule for facts and pages:

- entries up to the end of the period, without a date too; one whose `done` is below its `planned` is not finished and does
  not count;
- a government directly below is reached by an entry of its own; a school anywhere below by an entry of its own, one that
  names it as its place, or one whose subject holds its whole name.

Known by their reference alone, as the plain counts are (`ledger_counts`); without anybody below there is no fact.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dudao.facts.contract import table_schema
from dudao.facts.known import Fact, KnownBody, LedgerEntry
from dudao.values.absence import State
from dudao.values.periods import Period, parse_period
from dudao.values.reference import FactReference

LEDGER = "ledger"
BETWEEN_PLACES = re.compile(r"[、，,；;\s]+")
GOVERNMENTS, SCHOOLS = "governments", "schools"
KINDS_BELOW = {GOVERNMENTS: ("province", "city", "county", "town", "township"), SCHOOLS: ("school",)}
NAMES = {GOVERNMENTS: "下级政府", SCHOOLS: "学校"}
COUNTERS = {GOVERNMENTS: "个", SCHOOLS: "所"}
FORMS = ("", "_below", "_share")
FIELDS = tuple(f"{whom}{form}" for whom in NAMES for form in FORMS)


@dataclass(frozen=True, slots=True)
class Reach:
    """Of those below, by code: who is reached and who is not, in their order."""

    reached: tuple[str, ...]
    without: tuple[str, ...]

    @property
    def total(self) -> int:
        """All of them."""
        return len(self.reached) + len(self.without)


def reach_of(
    below: Mapping[str, str], codes: Collection[str], places: Iterable[str] = (), subjects: Iterable[str] = ()
) -> Reach:
    """Who of those below (code to name) is reached.

    Args:
        codes: bodies that have an entry. places, subjects: of entries, where names count too.

    >>> reach_of({"1": "一小", "2": "二小", "3": "三小"}, {"1"}, ["二小、四小"], ["成立五小党支部"])
    Reach(reached=('1', '2'), without=('3',))
    """
    words = {word for place in places for word in BETWEEN_PLACES.split(place)}
    text = "\n".join(subjects)
    reached = tuple(code for code, name in below.items() if code in codes or name in words or name in text)
    there = set(reached)
    return Reach(reached, tuple(code for code in below if code not in there))


def is_finished(planned: Decimal | None, done: Decimal | None) -> bool:
    """Whether an entry counts as finished: it plans nothing in numbers, or has done as much as planned.

    >>> is_finished(None, None), is_finished(Decimal(3), Decimal(3)), is_finished(Decimal(3), None)
    (True, True, False)
    """
    return planned is None or (done is not None and done >= planned)


def is_coverage(reference: FactReference) -> bool:
    """Whether a reference means how far entries reach."""
    return reference.table == LEDGER and reference.field in FIELDS


def kind_and_words(key: str) -> tuple[str, tuple[str, ...]]:
    """What a key asks for: the kind, and words of the subject.

    >>> kind_and_words("body:党组织+学校"), kind_and_words("reform")
    (('body', ('党组织', '学校')), ('reform', ()))
    """
    kind, _, words = key.partition(":")
    return kind, tuple(filter(None, words.split("+")))


def coverage_fact(reference: FactReference, ledger: Iterable[LedgerEntry], bodies: Sequence[KnownBody]) -> Fact | None:
    """The number that a reference means with the entries it rests on; None where nobody is below, or for a period that
    cannot be read. A share is in %, exact and not rounded."""
    period = parse_period(reference.period)
    whom, _, form = reference.field.partition("_")
    below = {} if period is None else below_of(reference.body_code, whom, bodies, period)
    if period is None or not below:
        return None
    kind, words = kind_and_words(reference.key)
    area = _area(reference.body_code, bodies)
    entries = [each for each in ledger if each.body_code in area and _counts(each, kind, words, period)]
    at_school = entries if whom == SCHOOLS else []
    codes = {each.body_code for each in entries}
    reach = reach_of(below, codes, (each.location for each in at_school), (each.subject for each in at_school))
    done = len(reach.reached)
    value = {"": Decimal(done), "below": Decimal(reach.total), "share": Decimal(done) * 100 / reach.total}[form]
    label = next((each[1] for each in table_schema(LEDGER).by_id["kind"].choices if each[0] == kind), kind)
    told = f"{label}（含“{'”“'.join(words)}”）" if words else label
    what = {"": f"的{NAMES[whom]}数", "below": f"应覆盖的{NAMES[whom]}数", "share": f"的{NAMES[whom]}占比"}[form]
    return Fact(
        reference=reference,
        label=f"{told}{what}" if form == "below" else f"已有{told}{what}",
        value=value,
        state=State.VALUE if value else State.ZERO,
        unit="%" if form == "share" else COUNTERS[whom],
        body_code=reference.body_code,
        period=period,
        derived_from=tuple(each.reference for each in entries),
        formula=f"{NAMES[whom]}{reach.total}{COUNTERS[whom]}，台账中已有的{done}{COUNTERS[whom]}",
        metric=f"{kind}_{reference.field}",
    )


def below_of(code: str, whom: str, bodies: Sequence[KnownBody], period: Period) -> dict[str, str]:
    """Code to name of the governments directly below a body, or of the schools anywhere below, as of the period's last day."""
    kinds = KINDS_BELOW.get(whom, ())
    day = period.end.fromordinal(period.end.toordinal() - 1)
    valid = [
        each
        for each in bodies
        if (each.valid_from is None or each.valid_from <= day) and (each.valid_to is None or day < each.valid_to)
    ]
    if whom == GOVERNMENTS:
        return {each.code: each.name for each in valid if each.parent_code == code and each.kind in kinds}
    under = _area(code, valid)
    return {each.code: each.name for each in valid if each.kind in kinds and each.code in under}


def _area(code: str, bodies: Sequence[KnownBody]) -> set[str]:
    """A body and all below it."""
    under, added = {code}, True
    while added:
        more = {each.code for each in bodies if each.parent_code in under} - under
        under, added = under | more, bool(more)
    return under


def _counts(entry: LedgerEntry, kind: str, words: Iterable[str], period: Period) -> bool:
    return (
        entry.kind == kind
        and (entry.date is None or entry.date < period.end)
        and all(word in entry.subject for word in words)
        and is_finished(entry.planned, entry.done)
    )
