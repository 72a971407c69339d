"""Which names a formula may use at each grain, and what each stands for: a column, an indicator, a parameter.

A row sees its own table first, then the tables of the bodies that hold it, the nearest first: a school's part sees the
school, its county, its city. `county.pay_teacher` names the table where two have the same column. Where a column has one
form a stage (norm_primary), the name without the stage (norm) means that of the stage asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from dudao.facts.contract import FieldSchema, table_lines, table_schema
from dudao.schemes.formula.dimensions import NUMBER, Measure, parse_measure
from dudao.schemes.formula.infer import TEXT, TRUTH, Scope, Type
from dudao.schemes.indicators import Edition, Indicator, Parameter
from dudao.schemes.own_tables import OwnTables

AROUND = {
    "school_stage": ("school", "county", "city", "province", "nation"),
    "school": ("county", "city", "province", "nation"),
    "kindergarten": ("county", "city", "province", "nation"),
    "county": ("city", "province", "nation"),
    "city": ("province", "nation"),
    "province": ("nation",),
    "nation": (),
}
"""The grains that hold each one, nearest first."""
BELOW = {
    "school": ("school_stage", "room"),
    "county": ("school_stage", "school", "kindergarten", "balance", "monitor", "survey", "veto", "judged", "ledger"),
    "city": ("county", "school_stage", "school", "kindergarten", "veto", "judged", "ledger"),
    "province": ("city", "county", "school_stage", "school", "kindergarten", "veto", "judged", "ledger"),
    "nation": ("province", "city", "county", "school_stage", "school", "kindergarten"),
}
"""The tables whose rows can be aggregated at each grain, the usual one first."""
ROW_TABLES = {
    "room": "school",
    "balance": "county",
    "monitor": "county",
    "survey": "county",
    "veto": "county",
    "judged": "county",
    "ledger": "county",
}
"""Tables of several rows a body, and the grain of that body."""


@dataclass(frozen=True, slots=True, eq=False)
class Symbol:
    """What a name stands for. `kind` is field, indicator, parameter or stage; `table` the table of a field; `column` its id
    or metric; `has_stages` where the column of the stage asked for is meant."""

    kind: str
    type: Type
    table: str = ""
    column: str = ""
    has_stages: bool = False
    label: str = ""
    field: FieldSchema | None = None
    label_en: str = ""


class Symbols:
    """The names of an edition at every grain."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.own = edition.own
        self.row_tables = ROW_TABLES | {each["id"]: each["level"] for each in edition.own.tables}
        """Tables that are no grain, own ones included, and the grain of the body whose rows they hold."""
        self.indicators = {each.code: each for each in edition.indicators}
        self.parameters = {each.id: each for each in edition.parameters}
        self._at: dict[str, dict[str, Symbol]] = {}
        self._scopes: dict[str, Scope] = {}

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """All tables that hold rows of measures, and the ledger, whose entries are counted."""
        return tuple(
            name for name, line in table_lines(self.own).items() if line["kind"] == "dataset" or name == "ledger"
        )

    def at(self, grain: str) -> dict[str, Symbol]:
        """The names at a grain or on the rows of a table; raises KeyError for a table that does not exist."""
        found = self._at.get(grain)
        if found is None:
            if grain not in self.tables:
                raise KeyError(grain)
            found = self._at[grain] = self._find(grain)
        return found

    def scope(self, grain: str) -> Scope:
        """The scope in which types are inferred; raises KeyError for an unknown table."""
        if grain not in self._scopes:
            self._scopes[grain] = self._make_scope(grain)
        return self._scopes[grain]

    def _make_scope(self, grain: str) -> Scope:
        names = {name: symbol.type for name, symbol in self.at(grain).items()}
        home = self.row_tables.get(grain, grain)
        return Scope(grain, names, self.scope, BELOW.get(grain, ()), (home, *AROUND[home]), self.tables)

    def _find(self, grain: str) -> dict[str, Symbol]:
        names: dict[str, Symbol] = {
            "stage": Symbol("stage", TEXT, label="学段", label_en="stage"),
            "body_code": Symbol("body", TEXT),
        }
        home = self.row_tables.get(grain, grain)
        chain = (grain, home, *AROUND[home]) if home != grain else (grain, *AROUND[home])
        for table in self._with_own(chain):
            for name, symbol in _columns_of(table, self.own):
                names.setdefault(name, symbol)
                names.setdefault(f"{table}.{name}", symbol)
        for indicator in self.indicators.values():
            if indicator.grain in chain:
                names[indicator.code] = Symbol(
                    "indicator", type_of_indicator(indicator), label=indicator.name_zh, label_en=indicator.name_en
                )
        for parameter in self.parameters.values():
            names[parameter.id] = Symbol(
                "parameter", type_of_parameter(parameter), label=parameter.name_zh, label_en=parameter.name_en
            )
        return names

    def _with_own(self, chain: tuple[str, ...]) -> Iterator[str]:
        """Tables in the order in which names are looked up: own tables of one row a body stand behind that body's table."""
        for table in chain:
            yield table
            for own in self.own.tables:
                is_single = own["keys"].split("|") == ["body_code", "period"]
                if own["level"] == table and is_single and own["id"] not in chain:
                    yield own["id"]


def type_of_indicator(indicator: Indicator) -> Type:
    """What an indicator's value is, by its declared unit; a truth where its verdict is one, or a person's."""
    if indicator.verdict in ("truth", "judged"):
        return TRUTH
    measure = parse_measure(indicator.unit)
    return Type("number", measure.dimension if measure else NUMBER)


def type_of_parameter(parameter: Parameter) -> Type:
    """What a parameter's values are, by its declared unit."""
    measure = parse_measure(parameter.unit)
    return Type("number", measure.dimension if measure else NUMBER)


@cache
def measure_of(unit: str | None) -> Measure:
    """A unit as a measure; a plain number where the unit is none or not known."""
    plain = parse_measure("")
    assert plain is not None
    return parse_measure(unit or "") or plain


def _columns_of(table: str, own: OwnTables) -> Iterator[tuple[str, Symbol]]:
    schema = table_schema(table, own)
    for column in schema.fields:
        if not column.previous:
            yield column.id, _symbol(table, column, column.id, has_stages=False)
    for column in (*schema.fields, *schema.accepted):
        if column.stage and not column.previous:
            yield column.metric, _symbol(table, column, column.metric, has_stages=True)
        elif column.metric != column.id:
            yield column.metric, _symbol(table, column, column.metric, has_stages=False)
    for column in schema.accepted:
        yield column.id, _symbol(table, column, column.id, has_stages=False)


def _symbol(table: str, column: FieldSchema, name: str, *, has_stages: bool) -> Symbol:
    return Symbol("field", _type_of(column), table, name, has_stages, column.label_zh, column, column.label_en)


def _type_of(column: FieldSchema) -> Type:
    if column.type == "flag":
        return TRUTH
    if column.type == "date":
        return Type("date")
    if column.is_number:
        return Type("number", measure_of(column.unit).dimension if column.type != "year" else NUMBER)
    return TEXT
