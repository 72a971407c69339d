"""The columns that the draft of a report rests on: what its sentences print is asked for in the form, once.

A measure that follows from columns asked for anyway needs none of its own; else its own column is asked for, and where there
is none, those from which it is derived.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from dudao.facts.contract import DerivedMetric, FieldSchema, TableSchema, derived_metrics, stages, table_schema
from dudao.schemes.indicators import Edition

Measure = tuple[str, str | None]
"""Metric and stage."""


def columns_told(edition: Edition, table: str, measures: Iterable[str], asked: Collection[str]) -> frozenset[str]:
    """The ids of the columns of a body's own table that its draft needs beside those asked for already.

    Args:
        table: of the body's level. measures: `metric` or `metric.stage`, as `drafting_measures` names them.
        asked: ids of the columns that formulas read.
    """
    columns = _Columns(table_schema(table, edition.own), set(asked))
    for name in sorted(measures):
        metric, _, stage = name.partition(".")
        columns.ask((metric, stage or None))
    return frozenset(columns.asked - set(asked))


class _Columns:
    """The columns of one table, and which of them are asked for so far."""

    def __init__(self, schema: TableSchema, asked: set[str]) -> None:
        self.schema, self.asked = schema, asked
        self.derived = {(each.id, each.stage): each for each in derived_metrics()}

    def ask(self, measure: Measure) -> None:
        """See to it that a measure will be known."""
        own = self._of(measure)
        if any(column.id in self.asked for column in own):
            self._take(own)
            return
        derived = self.derived.get(measure)
        if derived is not None and self._is_there(derived):
            return
        if own:
            self._take(own)
        elif derived is not None:
            for part in _inputs(derived):
                self.ask(part)

    def _take(self, columns: Iterable[FieldSchema]) -> None:
        self.asked |= {column.id for column in columns}

    def _of(self, measure: Measure) -> list[FieldSchema]:
        """The columns of a measure, those that hold the period before included."""
        return [each for each in self.schema.fields if (each.metric, each.stage) == measure]

    def _is_there(self, derived: DerivedMetric) -> bool:
        return all(any(column.id in self.asked for column in self._of(part)) for part in _inputs(derived))


def _inputs(derived: DerivedMetric) -> list[Measure]:
    """What a derived measure is worked out from; a union of stages by its parts."""
    return [
        (metric, part)
        for _sign, metric, stage in (*derived.numerator, *derived.denominator)
        for part in ((stages()[stage].parts or (stage,)) if stage else (None,))
    ]
