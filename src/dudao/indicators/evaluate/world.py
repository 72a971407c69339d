"""The facts as rows that formulas can be asked on: rows of tables by body, the tree of bodies, the period before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from itertools import chain
from typing import Any

from dudao.facts.contract import stages, table_lines, table_schema
from dudao.facts.datasets import KEY_COLUMNS, previous_period
from dudao.facts.known import Fact, KnownBody, KnownFacts
from dudao.indicators.evaluate.ledger_rows import ledger_facts
from dudao.schemes.own_tables import OwnTables
from dudao.values.periods import Period, school_year, year

LEVELS = {"school_stage": "school", "kindergarten": "school"}
"""Tables whose rows belong to a body of another level than their name says."""


ReadyKey = str | tuple[str, str, bool]
"""A column; with stage and base where they matter."""


@dataclass(eq=False)
class Row:
    """One row of a table: its body, period and stage, and its cells by column id; `restated` holds values on the next
    period's base; `key_names` are the columns beside these by which rows are told apart."""

    table: str
    body: str
    period: str
    stage: str
    key: str
    cells: dict[str, Fact] = field(default_factory=dict)
    key_names: tuple[str, ...] = ()
    restated: dict[str, Fact] = field(default_factory=dict)
    by_metric: dict[tuple[str, str], Fact] = field(default_factory=dict)
    ready: dict[ReadyKey, Any] = field(default_factory=dict)
    """Cells as formulas take them: worked out when first asked for."""

    @cached_property
    def keys(self) -> dict[str, str]:
        """The columns by which the rows of one body are told apart (item, subject, number), as typed."""
        return dict(zip(self.key_names, self.key.split("|"), strict=False)) if self.key_names else {}

    def put(self, fact: Fact) -> None:
        """Take in a cell; of two for the same column the first stays, of two for the same measure one with a value."""
        column = fact.reference.field
        if fact.basis == "restated":
            self.restated.setdefault(fact.metric + (f"@{fact.stage}" if fact.stage else ""), fact)
            return
        self.cells.setdefault(column, fact)
        key = (fact.metric or column, fact.stage or "")
        other = self.by_metric.get(key)
        if other is None or (other.value is None and fact.value is not None):
            self.by_metric[key] = fact

    @property
    def facts(self) -> list[Fact]:
        """The cells, each once."""
        every = chain(self.cells.values(), self.restated.values(), self.by_metric.values())
        return list({id(fact): fact for fact in every}.values())


class World:
    """What is known, in rows. Asked by table, body and period; nothing is derived or summed here."""

    def __init__(self, facts: KnownFacts, *, day: date) -> None:
        self.day = day
        self.bodies = {body.code: body for body in facts.bodies if _is_valid(body, day)}
        self.rows: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
        self._labels: dict[int, tuple[Period, tuple[str, ...]]] = {}
        self._below: dict[str, tuple[str, ...]] = {}
        self.own = facts.own
        key_names = {name: key_names_of(name, facts.own) for name in table_lines(facts.own)}
        index: dict[tuple[str, str, str, str, str], Row] = {}
        for fact in chain(facts.facts, ledger_facts(facts.ledger)):
            reference = fact.reference
            if reference.table not in key_names:
                continue  # sums and rates that were derived for reports
            label = self._labels_of(fact.period)[0]
            stage = fact.stage if reference.table == "school_stage" and fact.stage else ""
            key = (reference.table, fact.body_code, label, stage, reference.key)
            row = index.get(key)
            if row is None:
                row = index[key] = Row(
                    *(reference.table, fact.body_code, label, stage, reference.key),
                    key_names=key_names[reference.table],
                )
                self.rows[key[:3]].append(row)
            row.put(fact)

    def with_row(self, row: Row) -> World:
        """The same rows but for one, which takes the place of the one with its keys or is added."""
        world = copy(self)
        key = (row.table, row.body, row.period)
        others = [each for each in self.rows.get(key, ()) if (each.stage, each.key) != (row.stage, row.key)]
        number = next((n for n, each in enumerate(self.rows.get(key, ())) if each not in others), len(others))
        world.rows = self.rows | {key: [*others[:number], row, *others[number:]]}
        return world

    @classmethod
    def of(cls, facts: KnownFacts, day: date) -> World:
        """The rows of some facts, made once for them and a day."""
        return facts.once(f"rows on {day.isoformat()}", lambda facts: cls(facts, day=day))

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """Codes of the bodies right below each body."""
        found: dict[str, list[str]] = defaultdict(list)
        for body in self.bodies.values():
            if body.parent_code:
                found[body.parent_code].append(body.code)
        return found

    def below(self, code: str) -> tuple[str, ...]:
        """A body and all bodies below it."""
        found = self._below.get(code)
        if found is None:
            lower = chain.from_iterable(map(self.below, self.children.get(code, ())))
            found = self._below[code] = (code, *lower)
        return found

    def above(self, code: str) -> Iterator[str]:
        """A body and all bodies above it, nearest first."""
        seen: set[str] = set()
        while code and code not in seen:
            seen.add(code)
            yield code
            body = self.bodies.get(code)
            code = body.parent_code if body else ""

    def rows_of(self, table: str, body: str, period: Period) -> list[Row]:
        """The rows of a body in a table and period; a school year answers for the year it starts in, and the reverse."""
        for label in self._labels_of(period):
            found = self.rows.get((table, body, label))
            if found:
                return found
        return _NO_ROWS

    def _labels_of(self, period: Period) -> tuple[str, ...]:
        """The labels that answer for a period; found by the object, because hashing one takes longer than all the rest."""
        known = self._labels.get(id(period))
        if known is None:
            known = self._labels[id(period)] = (period, _labels(period))
        return known[1]

    def bodies_with(self, grain: str, period: Period) -> list[str]:
        """Codes of the bodies that have rows at a grain in a period, or that the tree has at its level."""
        labels = set(self._labels_of(period))
        found = {body for table, body, label in self.rows if table == grain and label in labels}
        if grain not in LEVELS and grain != "school":
            found |= {code for code, body in self.bodies.items() if body.kind == grain}
        return sorted(found)

    def judgement_of(self, item: str, body: str, period: Period) -> Row | None:
        """What a person judged on an item of a scheme, as the table of judgements has it; None until somebody has."""
        return next((row for row in self.rows_of("judged", body, period) if row.keys.get("item") == item), None)

    def name_of(self, code: str) -> str:
        """The name of a body, its code where it has none."""
        body = self.bodies.get(code)
        return body.name if body else code


_NO_ROWS: list[Row] = []


def _is_valid(body: KnownBody, day: date) -> bool:
    return (body.valid_from is None or body.valid_from <= day) and (body.valid_to is None or day < body.valid_to)


@cache
def _labels(period: Period) -> tuple[str, ...]:
    if period.kind == "year":
        return (period.label(), school_year(period.start.year).label())
    if period.kind == "school_year":
        return (period.label(), year(period.start.year).label())
    return (period.label(),)


def period_before(period: Period) -> Period:
    """The period before one."""
    return previous_period(period)


def key_names_of(table: str, own: OwnTables) -> tuple[str, ...]:
    """The columns beside body, period and stage by which the rows of a table are told apart."""
    return tuple(name for name in table_schema(table, own).keys if name not in KEY_COLUMNS)


def label_of_stage(stage: str, own: OwnTables, lang: str = "zh") -> str:
    """A stage as a scheme calls it."""
    known = stages(own).get(stage)
    return stage if known is None else known.label_en if lang == "en" else known.label_zh
