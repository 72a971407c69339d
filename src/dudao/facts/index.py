"""Ask for a fact: by metric, stage, body and period, by reference, or for its growth over the period before.

`known` holds what was given; this finds it, and works out growth (plain and on the restated base) when asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from dudao.facts.contract import stages
from dudao.facts.datasets import previous_period
from dudao.facts.known import Fact, KnownBody, KnownFacts, LedgerEntry
from dudao.facts.ledger_counts import count_fact, is_count
from dudao.values.absence import State
from dudao.values.periods import Period
from dudao.values.reference import FactReference

GROWTH, CHANGE = "growth", "change"
COUNTS = frozenset(("人", "所", "个", "名", "人次"))


class FactIndex:
    """Facts by what they are about. Where a value stands twice, the row of its own period goes before next year's
    "previous value" column, and a value before a blank."""

    def __init__(
        self, facts: Iterable[Fact], ledger: Sequence[LedgerEntry] = (), bodies: Sequence[KnownBody] = ()
    ) -> None:
        self.ledger, self.bodies = ledger, bodies
        self.values: dict[tuple[str, str | None, str, str], Fact] = {}
        self.restated: dict[tuple[str, str | None, str, str], Fact] = {}
        self.by_reference: dict[FactReference, Fact] = {}
        self.given_stages: dict[tuple[str, str], set[str | None]] = {}
        """The stages for which a measure of a body was given; sums worked out later do not count."""
        for fact in facts:
            self.add(fact)
        for metric, stage, body, _ in self.values:
            self.given_stages.setdefault((metric, body), set()).add(stage)

    def copy(self) -> FactIndex:
        """An index of its own with the same facts: sums added to one do not stand in the other."""
        index = FactIndex((), self.ledger, self.bodies)
        index.values, index.restated = dict(self.values), dict(self.restated)
        index.by_reference, index.given_stages = dict(self.by_reference), self.given_stages
        return index

    def add(self, fact: Fact) -> None:
        """Take a fact in; of two about the same the better one is kept."""
        label = fact.period.label()
        key = (fact.metric or fact.reference.field, fact.stage, fact.body_code, label)
        store = self.restated if fact.basis == "restated" else self.values
        other = store.get(key)
        if other is None or _rank(fact, label) > _rank(other, other.period.label()):
            store[key] = fact
        self.by_reference.setdefault(fact.reference, fact)

    def find(self, metric: str, stage: str | None, body_code: str, period: Period | str) -> Fact | None:
        """The fact as published for its own period, whatever its state; None where nothing is known."""
        return self.values.get((metric, stage, body_code, period if isinstance(period, str) else period.label()))

    def find_restated(self, metric: str, stage: str | None, body_code: str, period: Period | str) -> Fact | None:
        """The value of a period as restated in the next one (同口径); None where none was given."""
        return self.restated.get((metric, stage, body_code, period if isinstance(period, str) else period.label()))

    def sum_over_parts(self, metric: str, stage: str, body_code: str, period: Period | str) -> Fact | None:
        """A count over a union of stages (义务教育 = 小学 + 初中), missing where one part is; None where a part is unknown.

        Only counts add up: a measure in 元 or % of a union is not the sum over its parts.
        """
        parts = [self.find(metric, part, body_code, period) for part in stages()[stage].parts]
        present = [part for part in parts if part is not None]
        if not present or len(present) < len(parts) or present[0].unit not in COUNTS:
            return None
        values = [part.value for part in present if part.value is not None]
        is_whole = len(values) == len(present)
        total = sum(values, Decimal(0))
        first = present[0]
        fact = replace(
            first,
            reference=FactReference("computed", body_code, first.period.label(), metric, stage),
            label=f"{stages()[stage].label_zh}{metric_label(first.label, first.stage)}",
            value=total if is_whole else None,
            state=(State.ZERO if total == 0 else State.VALUE) if is_whole else State.NOT_COLLECTED,
            stage=stage,
            place=None,
            derived_from=tuple(part.reference for part in present),
            formula=" + ".join(part.label for part in present),
            step=None,
        )
        self.add(fact)
        return fact

    def base_of(self, fact: Fact, *, restated: bool = False) -> Fact | None:
        """The value of the period before, as published or as restated; None where none is known."""
        period = previous_period(fact.period)
        if restated:
            return self.find_restated(fact.metric, fact.stage, fact.body_code, period)
        return self._find_or_sum(fact, period)

    def _find_or_sum(self, fact: Fact, period: Period | str) -> Fact | None:
        """The same measure of another period, added up over the parts of a union of stages where it was here."""
        found = self.find(fact.metric, fact.stage, fact.body_code, period)
        if found is None and fact.stage in stages() and stages()[fact.stage].parts:
            return self.sum_over_parts(fact.metric, fact.stage, fact.body_code, period)
        return found

    def growth_of(
        self, fact: Fact, *, restated: bool = False, as_difference: bool = False, since: str | None = None
    ) -> Fact | None:
        """How a value changed over the period before, or since an earlier one named by its label.

        Returns:
            growth in per cent, exact and not rounded; with `as_difference` the difference in the fact's unit (percentage
            points for a rate). None where either value is missing or the base is zero or less.
        """
        if since is None:
            base = self.base_of(fact, restated=restated)
        else:
            base = None if restated else self._find_or_sum(fact, since)
        if base is None or base.value is None or fact.value is None or (base.value <= 0 and not as_difference):
            return None
        mark = (
            (CHANGE if as_difference else GROWTH) + ("_restated" if restated else "") + (f":{since}" if since else "")
        )
        key = f"{fact.stage or ''}|{mark}"
        now, before = plain(fact.value), plain(base.value)
        if as_difference:
            value, unit = fact.value - base.value, "个百分点" if fact.unit == "%" else fact.unit
            formula = f"{now} − {before}"
        else:
            value, unit = (fact.value - base.value) / base.value * 100, "%"
            formula = f"({now} − {before}) ÷ {before} × 100"
        earlier = f"比{base.period.label()}年" if since else "比上年"
        return replace(
            fact,
            reference=FactReference("computed", fact.body_code, fact.period.label(), fact.metric, key),
            label=fact.label + earlier + ("增加" if as_difference else "增长"),
            value=value,
            state=State.ZERO if value == 0 else State.VALUE,
            unit=unit,
            place=None,
            basis="restated" if restated else "",
            derived_from=(fact.reference, base.reference),
            formula=formula,
            step=None,
        )

    def resolve(self, reference: FactReference) -> Fact | None:
        """The fact that a reference names, growth worked out and entries counted again; None where it is not known any more."""
        found = self.by_reference.get(reference)
        if found is None and is_count(reference):
            return self._count(reference)
        if found is not None or reference.table != "computed" or "|" not in reference.key:
            return found
        stage, _, mark = reference.key.partition("|")
        fact = self.find(reference.field, stage or None, reference.body_code, reference.period)
        if fact is None:
            return None
        kind, _, since = mark.partition(":")
        grown = self.growth_of(
            fact, restated=kind.endswith("_restated"), as_difference=kind.startswith(CHANGE), since=since or None
        )
        if grown is not None:
            self.by_reference[reference] = grown
        return grown

    def _count(self, reference: FactReference) -> Fact | None:
        found = count_fact(reference, self.ledger, self.bodies)
        if found is not None:
            self.by_reference[reference] = found
        return found


def index_of(known: KnownFacts) -> FactIndex:
    """An index of its own of facts handed over; the first one made is kept, so that the next ones are copies of it."""
    return known.once("index", lambda known: FactIndex(known.facts, known.ledger, known.bodies)).copy()


def metric_label(label: str, stage_id: str | None) -> str:
    """A label without the words of its stage in front.

    >>> metric_label("小学在校学生数", "primary"), metric_label("幼儿园在园幼儿数", "preschool")
    ('在校学生数', '在园幼儿数')
    """
    stage = stages().get(stage_id or "")
    if stage is None:
        return label
    return label.removeprefix(stage.school_zh).removeprefix(stage.label_zh)


def _rank(fact: Fact, label: str) -> tuple[bool, bool]:
    return (fact.value is not None, fact.reference.period == label)


def plain(value: Decimal) -> str:
    """A value for reading: no exponent, no trailing zeros, at most six decimals.

    >>> plain(Decimal("5.8720E+5")), plain(Decimal("95.28400000000001")), plain(Decimal("0"))
    ('587200', '95.284', '0')
    """
    text = f"{value.quantize(Decimal('0.000001')) if value.as_tuple().exponent < -6 else value:f}"  # type: ignore[operator]
    return text.rstrip("0").rstrip(".") if "." in text else text
