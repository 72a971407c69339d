"""What a draft may ask of the facts: values of its body and period, their change, entries of the ledger, names."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache, cached_property

from dudao.facts.contract import derived_metrics, fields_of_file
from dudao.facts.datasets import previous_period
from dudao.facts.index import FactIndex
from dudao.facts.known import Fact, KnownBody, KnownFacts, LedgerEntry
from dudao.schemes.drafting import Condition, Form, Term
from dudao.values.absence import State
from dudao.values.periods import Period, parse_period

COMPARED: dict[str, Callable[[Decimal, Decimal], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "==": operator.eq,
}
SELF_WORDS = {letter: (f"我{letter}", f"全{letter}") for letter in "省市州盟县区旗"}
COMPUTED = "computed"
OTHER_SELF = ("本地", "全域")
SELF_OF_LEVEL = {"province": "省", "city": "市", "county": "县"}
TIERS = {"province": "省级", "city": "市级", "county": "县级"}


@cache
def known_measures() -> dict[str, str]:
    """Every measure that facts of a government may hold, as `metric` or `metric.stage`, with its label."""
    found = {}
    for column in (*fields_of_file("government"), *fields_of_file("county")):
        if column.is_number and not column.previous:
            found[_name(column.metric, column.stage)] = column.label_zh
    for measure in derived_metrics():
        found.setdefault(_name(measure.id, measure.stage), measure.label_zh)
    return found


def _name(metric: str, stage: str | None) -> str:
    return f"{metric}.{stage}" if stage else metric


@cache
def _measures_asked_with_base() -> frozenset[str]:
    """The measures beside which a form has a column for the year before."""
    columns = (*fields_of_file("government"), *fields_of_file("county"))
    return frozenset(_name(column.metric, column.stage) for column in columns if column.previous)


@dataclass(frozen=True, slots=True)
class Change:
    """How a value stands to the one of the year before: growth in per cent, or points for a rate; exact, not rounded.

    `fact` is the change as a fact, with a reference. `is_restated`: the base is the restated one (同口径), which differs from what was published.
    """

    base: Fact
    value: Decimal
    is_restated: bool
    fact: Fact


@dataclass(frozen=True)
class FactBook:
    """The facts of one body in one period, ready to be asked.

    Attributes:
        level: of the scheme. body: None where the facts name no body to report of. period: of the report, None without
        any data. day: the day of issue; what happened later is not told.
    """

    known: KnownFacts
    index: FactIndex
    body: KnownBody | None
    period: Period | None
    forms: dict[str, Form] = field(default_factory=dict)
    level: str = "city"
    day: date | None = None

    def of(self, body: KnownBody) -> FactBook:
        """The same book, asked about another body."""
        return replace(self, body=body)

    # ─────────────── words ───────────────

    @property
    def name(self) -> str:
        return self.body.name if self.body else ""

    @property
    def self_words(self) -> tuple[str, str]:
        """我市 and 全市, by the last letter of the body's name, else by the scheme's level."""
        letter = self.name[-1:] if self.name else SELF_OF_LEVEL.get(self.level, "")
        return SELF_WORDS.get(letter, OTHER_SELF)

    @property
    def tier(self) -> str:
        """市级, 县级: the level of the body reported of."""
        return TIERS.get(self.body.kind if self.body else self.level, "本级")

    @property
    def government(self) -> str:
        """The body's government by its full name; "" without a body."""
        return f"{self.name}人民政府" if self.name else ""

    @property
    def year_words(self) -> str:
        """2021年, 2020—2021学年; "" without a period."""
        if self.period is None:
            return ""
        return period_words(self.period)

    def label(self, name: str) -> str:
        """The measure's label; for people, so a name never shows through."""
        return known_measures().get(name, name)

    def form(self, name: str) -> Form:
        return self.forms.get(name) or self.forms.get(name.partition(".")[0]) or Form()

    # ─────────────── values ───────────────

    def fact(self, name: str) -> Fact | None:
        """The fact of a measure (`metric` or `metric.stage`) with a value; None where it is missing."""
        found = self.any_fact(name)
        return found if found is not None and found.value is not None else None

    def any_fact(self, name: str) -> Fact | None:
        """The fact whatever its state; None where the facts do not speak of it."""
        if self.body is None or self.period is None:
            return None
        metric, _, stage = name.partition(".")
        return self.index.find(metric, stage or None, self.body.code, self.period)

    def does_not_apply(self, name: str) -> bool:
        fact = self.any_fact(name)
        return fact is not None and fact.state is State.NOT_APPLICABLE

    def change(self, name: str, *, in_points: bool = False) -> Change | None:
        """Against the year before, on the restated base where one is given that differs; None where a value is missing."""
        fact = self.fact(name)
        if fact is None:
            return None
        published, restated = self.index.base_of(fact), self.index.base_of(fact, restated=True)
        is_restated = restated is not None and restated.value is not None and not _same(published, restated)
        base = restated if is_restated else published
        change = self.index.growth_of(fact, restated=is_restated, as_difference=in_points)
        if base is None or change is None or change.value is None:
            return None
        return Change(base, change.value, is_restated, change)

    def may_know_base(self, name: str) -> bool:
        """Whether the value of the year before can be asked for: the form has a column for it, or last year's rows are there."""
        return name in _measures_asked_with_base() or self._has_rows_before

    @cached_property
    def _has_rows_before(self) -> bool:
        if self.body is None or self.period is None:
            return False
        before = previous_period(self.period).label()
        return any(
            fact.body_code == self.body.code and fact.reference.period == before and fact.reference.table != COMPUTED
            for fact in self.known.facts
        )

    def holds_all(self, conditions: Iterable[Condition]) -> bool:
        """Whether every condition surely holds."""
        return all(self.holds(condition) is True for condition in conditions)

    def holds(self, condition: Condition, stage: str = "") -> bool | None:
        """Whether a condition holds in exact arithmetic; None where a value is missing."""
        left, right = self._term(condition.left, stage), self._term(condition.right, stage)
        if left is None or right is None:
            return None
        return COMPARED[condition.operator](left, right)

    def _term(self, term: Term, stage: str) -> Decimal | None:
        if term.number:
            return Decimal(term.number)
        name = in_stage(term.measure, stage)
        if term.is_growth:
            change = self.change(name)
            return change.value if change else None
        fact = self.fact(name)
        return fact.value if fact else None

    # ─────────────── ledger ───────────────

    def entries(self, kinds: Iterable[str], *, years: int = 1, bodies: str = "own") -> list[LedgerEntry]:
        """Entries of some kinds dated in the period and, for `years` over one, in the years before it; by date.

        Args:
            bodies: own | below | all; an entry without a body is the own one's.
        """
        if self.period is None:
            return []
        wanted = frozenset(kinds)
        first = self.period.start.replace(year=self.period.start.year - years + 1)
        below = {body.code for body in self.below()}
        found = [
            entry
            for entry in self.known.ledger
            if entry.kind in wanted
            and entry.date is not None
            and first <= entry.date < self.period.end
            and not self.is_later(entry.date)
            and self._is_of(entry, bodies, below)
        ]
        return sorted(found, key=lambda entry: (entry.date, entry.reference.key))

    def is_later(self, day: date) -> bool:
        """Whether a day is after the report's own."""
        return self.day is not None and day > self.day

    def _is_of(self, entry: LedgerEntry, bodies: str, below: set[str]) -> bool:
        is_own = not entry.body_code or self.body is None or entry.body_code == self.body.code
        return (is_own and bodies != "below") or (entry.body_code in below and bodies != "own")

    def below(self) -> tuple[KnownBody, ...]:
        """The governments directly below the body, in the order of the facts."""
        if self.body is None:
            return ()
        return tuple(each for each in self.known.bodies if each.parent_code == self.body.code and each.kind in GOVERNED)

    def name_of(self, code: str) -> str:
        return next((body.name for body in self.known.bodies if body.code == code), "")


GOVERNED = ("province", "city", "county")


def _same(one: Fact | None, other: Fact) -> bool:
    return one is not None and one.value == other.value


def in_stage(name: str, stage: str) -> str:
    """A measure in a stage; one that names its own stage is left.

    >>> in_stage("norm", "primary"), in_stage("students.total", "primary"), in_stage("gdp", "")
    ('norm.primary', 'students.total', 'gdp')
    """
    return f"{name}.{stage}" if stage and "." not in name and f"{name}.{stage}" in known_measures() else name


def period_words(period: Period) -> str:
    """A period as prose names it.

    >>> from dudao.values.periods import parse_period
    >>> period_words(parse_period("2021")), period_words(parse_period("2020-2021"))
    ('2021年', '2020—2021学年')
    """
    if period.kind == "year":
        return f"{period.start.year}年"
    if period.kind == "school_year":
        return f"{period.start.year}—{period.start.year + 1}学年"
    last = period.last_year
    return f"{period.start.year}年" if last == period.start.year else f"{period.start.year}—{last}年"


def open_book(
    known: KnownFacts,
    level: str,
    period: Period | None,
    forms: dict[str, Form],
    *,
    day: date | None = None,
    body: KnownBody | None = None,
) -> FactBook:
    """The book of a body, the scheme's own where none is given, in a period, the latest year with data likewise."""
    own = body or _own_body(known, level)
    return FactBook(known, FactIndex(known.facts), own, period or _latest(known, own), forms, level, day)


def _own_body(known: KnownFacts, level: str) -> KnownBody | None:
    """The body that facts are of: the only one of the scheme's level, with data if several are named, or that of the terms.

    Facts that name no body of that level may be of another: then the only one with data, or that of the terms. None where
    there is a choice: the name of the wrong county is worse than a gap.
    """
    governed = [body for body in known.bodies if body.kind in GOVERNED]
    with_data = {fact.body_code for fact in known.facts if fact.value is not None}
    for bodies in ([body for body in governed if body.kind == level], governed):
        for chosen in (
            [body for body in bodies if body.name in known.terms.names],
            [body for body in bodies if body.code in with_data],
            bodies if bodies is not governed else [],
        ):
            if len(chosen) == 1:
                return chosen[0]
        if bodies:
            return None
    return None


def find_body(known: KnownFacts, name: str) -> KnownBody | None:
    """The government of a code, a name or a short name; None where the facts name none."""
    return next(
        (body for body in known.bodies if body.kind in GOVERNED and name in (body.code, body.name, *body.short_names)),
        None,
    )


def _latest(known: KnownFacts, body: KnownBody | None) -> Period | None:
    """The latest period with data of the body's own rows: a year before a school year that ends in it."""
    labels = {
        fact.reference.period
        for fact in known.facts
        if fact.value is not None and body is not None and fact.body_code == body.code and fact.reference.period
    }
    periods = [found for label in labels if (found := parse_period(label)) is not None]
    if periods:
        return max(periods, key=lambda each: (each.kind == "year", each.end))
    dated = [entry.date.year for entry in known.ledger if entry.date is not None]
    return parse_period(str(max(dated))) if dated else None
