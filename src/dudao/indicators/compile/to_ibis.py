"""A plan as Ibis tables, one for each layer: rows with their columns, then round by round what is gathered and worked out.

No engine is named here: the tables come from a source, and the engine runs what is handed back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any, Protocol

import ibis
from ibis import _

from dudao.facts.contract import stages
from dudao.indicators.compile.cells import ids_of, quantity_of
from dudao.indicators.compile.expressions import Names, build
from dudao.indicators.compile.gathers import Built, gather_table, settle
from dudao.indicators.compile.kept_tables import KeptTables
from dudao.indicators.compile.plan import ALONE, Layer, Plan, Step, asked_nodes, walk_on
from dudao.indicators.compile.quantities import Quantity, Ratio, nothing, whole_number
from dudao.indicators.compile.verdicts import conclusion_columns, value_columns, verdict_columns
from dudao.indicators.symbols import Symbol, Symbols
from dudao.schemes.formula.nodes import Name

ABOVE = ("county", "city", "province", "nation")
PLACES = tuple(f"in_{level}" for level in ABOVE)


GATHERED = re.compile(r"g\d+_")
"""Columns of aggregates; their numbers tell them apart on all layers."""


class Source(Protocol):
    """Tables of rows, cleaned: numbers as doubles, words as text, one label a period.

    Bodies have a code in the rows and a key in the layers; a source may take numbers as keys, or the codes themselves.
    """

    def rows(self, table: str, back: int = 0) -> Any:
        """A table with body_code, period, stage where it has one, and its columns; None where it was not given.

        With `back` the rows of so many periods before, under the periods asked for.
        """

    def period_rows(self) -> Any:
        """The periods asked for, in a column `period`, as the rows have them."""

    def key_of(self, code: str) -> Any:
        """The key of a body as a constant."""

    def can_be_absent(self, table: str, column: str) -> bool:
        """Whether cells say that the column does not apply: `column__absent` is then there."""

    def bodies(self) -> Any:
        """code, in_rows (code or key, as rows have it), key, kind, and for each of PLACES the key of the body of that level above it, itself included, else its own."""


class Builder:
    """Builds the layers of a plan on a source; `is_told`: with the columns from which sentences are made."""

    def __init__(
        self, plan: Plan, symbols: Symbols, source: Source, days: Mapping[str, date], *, is_told: bool = False
    ) -> None:
        self.plan = plan
        self.is_told = is_told
        self.symbols = symbols
        self.source = source
        self.days = days
        self.layers: dict[Layer, Built] = {}
        self.kept = KeptTables()
        self.keep = self.kept.keep
        codes = {stage for each in plan.edition.indicators for stage in each.stages}
        self.stages = tuple(sorted(codes or {each.id for each in stages(symbols.own).values() if not each.parts}))

    def build(self) -> dict[Layer, Any]:
        """The table of every layer, all steps worked out; it rests on the tables that are `kept`."""
        for layer in self._all_layers():
            self.layers[layer] = self._base(layer)
        for level in range(self.plan.levels):
            steps = self.plan.of_level(level)
            for layer in list(self.layers):
                self._round(layer, [step for step in steps if step.layer == layer])
        return {layer: built.table for layer, built in self.layers.items()}

    def _all_layers(self) -> list[Layer]:
        found = {step.layer for step in self.plan.steps}
        asked = (pair for step in self.plan.steps for pair in asked_nodes(step))
        found |= {where for node, layer in asked for _each, where in walk_on(node, layer)}
        found |= {step.gather.child for step in self.plan.steps if step.gather is not None}
        return sorted(found, key=str)

    # ─────────────── rows ───────────────

    def _base(self, layer: Layer) -> Built:
        if layer.table in ABOVE:
            own, joined = self._bodies_of_level(layer), set[str]()
        else:
            own, joined = self._rows_with_places(layer)
        if layer.is_staged and layer.table != "school_stage":
            own = own.mutate(stage=ibis.array(list(self.stages)).unnest())
        names = Names(layer, self.symbols, self.days, self.stages, self.source.key_of, mark=_mark(layer))
        built = Built(own, names)
        self._join_columns(built, joined)
        built.table = self.keep(built.table)
        return built

    def _rows_with_places(self, layer: Layer) -> tuple[Any, set[str]]:
        """A table's rows, with those of the same body in other tables, and the bodies above each; and those tables."""
        rows, bodies = self.source.rows(layer.table, layer.back), self.source.bodies()
        if rows is None:
            none = bodies.filter(False)
            more = {"stage": ibis.literal("")} if layer.table == "school_stage" else {}
            period = self.source.period_rows().schema()["period"]
            places = {place: none[place] for place in PLACES}
            return none.select(body_code="key", code="code", period=ibis.null(period), **more, **places), set()
        own = self._prefixed(rows, layer, layer.table)
        joined = {layer.table}
        for table in self._tables_of(layer):
            other = self.source.rows(table, layer.back)
            if table not in joined and other is not None and self.symbols.row_tables.get(table, table) in ALONE:
                joined.add(table)
                right = self._prefixed(other, layer, table)
                right = right.rename(joined_body="body_code", joined_period="period")
                on = [own["body_code"] == right["joined_body"], own["period"] == right["joined_period"]]
                own = own.left_join(right, on).drop("joined_body", "joined_period")
        own = own.rename(code_of_row="body_code")
        places = bodies.select("code", "in_rows", *PLACES, body_code="key")
        placed = own.inner_join(places, own["code_of_row"] == places["in_rows"])
        return placed.drop("code_of_row", "in_rows"), joined

    def _bodies_of_level(self, layer: Layer) -> Any:
        """Every body of a level of the tree in every period, with rows or without; and whatever else has rows there."""
        bodies, rows = self.source.bodies(), self.source.rows(layer.table, layer.back)
        places = bodies.select("code", "in_rows", *PLACES, body_code="key")
        level = bodies.filter(bodies["kind"] == layer.table).select("code", *PLACES, body_code="key")
        own = level.cross_join(self.source.period_rows())
        if rows is None:
            return own
        given = rows.select("body_code", "period").rename(code_of_row="body_code")
        given = given.inner_join(places, given["code_of_row"] == places["in_rows"]).select(*own.columns)
        return own.union(given, distinct=True)

    def _keyed(self, rows: Any) -> Any:
        """Rows to be joined, by the key of their body."""
        bodies = self.source.bodies().select("in_rows", joined_body="key")
        rows = rows.rename(joined_period="period")
        return rows.inner_join(bodies, rows["body_code"] == bodies["in_rows"]).drop("body_code", "in_rows")

    def _prefixed(self, rows: Any, layer: Layer, table: str) -> Any:
        keys = [name for name in ("body_code", "period", "stage") if name in rows.columns]
        columns, mark = self._columns(layer, table), _mark(layer)
        picked = {f"{table}__{name}{mark}": rows[name] for name in columns if name in rows.columns}
        picked |= {
            f"{table}__{name}{mark}__absent": rows[f"{name}__absent"]
            for name in columns
            if name in rows.columns and self.source.can_be_absent(table, name)
        }
        return rows.select(*keys, **picked)

    def _symbols_of(self, layer: Layer) -> list[tuple[str, Symbol]]:
        """The fields that formulas read on a layer."""
        found: dict[str, Symbol] = {}
        for step in self.plan.steps:
            for node, where in asked_nodes(step):
                for each in (name for name, at in walk_on(node, where) if at == layer):
                    if isinstance(each, Name):
                        symbol = self.symbols.at(layer.table).get(each.id)
                        if symbol is not None and symbol.kind == "field":
                            found[each.id] = symbol
                        if symbol is not None and symbol.kind == "parameter":
                            values = self.symbols.parameters[each.id].values
                            if any(value.kind for value in values) and layer.table in ("school_stage", "school"):
                                found["type"] = self.symbols.at(layer.table)["type"]
        return list(found.items())

    def _columns(self, layer: Layer, table: str) -> list[str]:
        """Ids of the columns of a table that a layer needs."""
        ids: dict[str, None] = {}
        for _name, symbol in self._symbols_of(layer):
            if symbol.table == table:
                ids |= dict.fromkeys(ids_of(symbol, self.symbols.own).values())
        return list(ids)

    def _tables_of(self, layer: Layer) -> list[str]:
        """The tables whose columns formulas read on a layer."""
        return list(dict.fromkeys(symbol.table for _name, symbol in self._symbols_of(layer)))

    def _join_columns(self, built: Built, joined: set[str]) -> None:
        layer = built.names.layer
        for table in self._tables_of(layer):
            rows = self.source.rows(table, layer.back)
            if table not in joined and rows is not None:
                home = self.symbols.row_tables.get(table, table)
                key = "body_code" if home in ALONE else f"in_{home}"
                right = self._keyed(self._prefixed(rows, layer, table))
                built.table = built.table.left_join(
                    right,
                    [built.table[key] == right["joined_body"], built.table["period"] == right["joined_period"]],
                ).drop("joined_body", "joined_period")
        for _name, symbol in self._symbols_of(layer):
            column = (symbol.table, f"{symbol.column}@" if symbol.has_stages else symbol.column)
            built.names.columns[column] = quantity_of(symbol, built, self.symbols.own)

    # ─────────────── steps ───────────────

    def _round(self, layer: Layer, steps: list[Step]) -> None:
        built = self.layers[layer]
        self._join_indicators(built, steps)
        gathers = [step.gather for step in steps if step.gather is not None]
        for child, within in dict.fromkeys((each.child, each.within) for each in gathers):
            together = [each for each in gathers if (each.child, each.within) == (child, within)]
            self._join_indicators_for(self.layers[child], [node for each in together for node in each.call.arguments])
            built.table = self.keep(gather_table(built, self.layers[child], together, self.keep))
        values: dict[str, Any] = {}
        for step in steps:
            if step.indicator is not None:
                values |= value_columns(step.indicator, built.names, self._judged(step, built), is_told=self.is_told)
        if values:
            settle(built, self.keep)
            built.table = self.keep(built.table.mutate(**values))
            verdicts = [
                verdict_columns(step.indicator, built.names, is_told=self.is_told)
                for step in steps
                if step.indicator is not None
            ]
            settle(built, self.keep)
            built.table = self.keep(
                built.table.mutate(**{name: own for each in verdicts for name, own in each.items()})
            )
        for step in steps:
            if step.kind == "conclusion":
                self._conclude(step, built)

    def _judged(self, step: Step, built: Built) -> Any:
        """The words of people on an indicator that they judge; None where nobody is asked."""
        indicator = step.indicator
        assert indicator is not None
        if indicator.formula is not None:
            return None
        rows = self.source.rows("judged", step.layer.back)
        if rows is None or "passed" not in rows.columns:
            return nothing("string")
        told = {f"{indicator.code}__words": rows["passed"]}
        if self.is_told and "basis" in rows.columns:
            told[f"{indicator.code}__basis"] = rows["basis"]
        own = self._keyed(rows.filter(rows["item"] == indicator.code).select("body_code", "period", **told))
        built.table = built.table.left_join(
            own, [built.table["body_code"] == own["joined_body"], built.table["period"] == own["joined_period"]]
        ).drop("joined_body", "joined_period")
        return _[f"{indicator.code}__words"]

    def _join_indicators(self, built: Built, steps: list[Step]) -> None:
        nodes = [node for step in steps for node, where in asked_nodes(step) if where == built.names.layer]
        self._join_indicators_for(built, nodes)
        for step in steps:
            if step.gather is not None:
                call = step.gather.call
                inner = [*call.arguments, *(value for name, value in call.named if name in ("where", "weight"))]
                self._join_indicators_for(self.layers[step.gather.child], inner)

    def _join_indicators_for(self, built: Built, nodes: list[Any]) -> None:
        """Columns of the periods before, of indicators of bodies above, or of the same rows without stages."""
        layer = built.names.layer
        asked = [pair for node in nodes for pair in walk_on(node, layer)]
        for where in sorted({where for _each, where in asked if where != layer}, key=lambda each: each.back):
            self._join_before(built, where)
        for each, where in asked:
            if isinstance(each, Name) and each.id in self.symbols.indicators:
                names = _names_at(built.names, where)
                home = self._home_of(each.id, where)
                if each.id not in names.indicators and home != layer:
                    self._join_indicator(built, each.id, home, names)

    def _join_before(self, built: Built, where: Layer) -> None:
        """The cells and aggregates of the same bodies some periods before, as far as they are known by now."""
        earlier = self.layers[where]
        later = _names_at(built.names, replace(where, back=where.back - 1))
        if later.before is None:
            later.before = replace(
                earlier.names, pending=built.names.pending, shared={}, indicators={}, mark=f"{_mark(where)}u"
            )
        keys = ("body_code", "period", *(["stage"] if "stage" in earlier.table.columns else []))
        wanted = [
            name
            for name in earlier.table.columns
            if name not in built.table.columns and (_mark(where) in name or GATHERED.match(name))
        ]
        if wanted:
            right = earlier.table.select(*wanted, **{f"joined_{key}": _[key] for key in keys})
            on = [built.table[key] == right[f"joined_{key}"] for key in keys]
            built.table = built.table.left_join(right, on).drop(*(f"joined_{key}" for key in keys))

    def _home_of(self, code: str, user: Layer) -> Layer:
        grain = self.symbols.indicators[code].grain
        if grain == "school_stage":
            return Layer(grain, True, user.back)
        staged = Layer(grain, True, user.back)
        plain = Layer(grain, False, user.back)
        known = {step.layer for step in self.plan.steps if step.indicator and step.indicator.code == code}
        return staged if user.is_staged and staged in known else plain

    def _join_indicator(self, built: Built, code: str, home: Layer, names: Names) -> None:
        """An indicator of another layer as columns of this one, known to `names`."""
        other = self.layers[home]
        own, mark = other.names.indicators[code], _mark(home)
        parts = [part for part in ("", "__absent", "__unsure") if f"{code}{part}" in other.table.columns]
        keys = {"joined_body": other.table["body_code"], "joined_period": other.table["period"]}
        key = "body_code" if home.table in (*ALONE, built.names.layer.table) else f"in_{home.table}"
        if home.is_staged:
            keys["joined_stage"] = other.table["stage"]
        right = other.table.select(**keys, **{f"{code}{mark}{part}": other.table[f"{code}{part}"] for part in parts})
        on = [built.table[key] == right["joined_body"], built.table["period"] == right["joined_period"]]
        if home.is_staged:
            on.append(built.table["stage"] == right["joined_stage"])
        built.table = built.table.left_join(right, on).drop(*keys)
        value, absent, unsure = (
            _[f"{code}{mark}{part}"] if part in parts else None for part in ("", "__absent", "__unsure")
        )
        names.indicators[code] = Quantity(
            value,
            None if absent is None else absent.fill_null(False),
            None if unsure is None else unsure.fill_null(False),
            Ratio(Fraction(1), whole_number(value, 0)) if own.is_whole else None,
            own.is_whole,
        )

    def _conclude(self, step: Step, built: Built) -> None:
        conclusion = next(each for each in self.plan.edition.conclusions if step.text.startswith(f"{each.code}:"))
        verdicts: list[tuple[Any, Any]] = []
        for code in conclusion.needs:
            indicator = self.symbols.indicators[code]
            if not indicator.stages:
                unsure = _[f"{code}__unsure"] if f"{code}__unsure" in built.table.columns else None
                verdicts.append((_[f"{code}__verdict"], unsure))
                continue
            for stage in indicator.stages:
                verdicts.append(self._verdict_of_stage(built, code, stage))
        gates = [gate for gate in self.plan.edition.gates if gate.grain == conclusion.grain and gate.at_most == "fail"]
        rule = build(conclusion.rule.node, built.names) if conclusion.rule is not None else None
        holds = [build(gate.when.node, built.names) for gate in gates]
        settle(built, self.keep)
        built.table = built.table.mutate(
            **conclusion_columns(conclusion.code, verdicts, rule, holds, is_told=self.is_told)
        )

    def _verdict_of_stage(self, built: Built, code: str, stage: str) -> tuple[Any, Any]:
        staged = self.layers[Layer(built.names.layer.table, True)].table
        name = f"{code}__verdict__{stage}"
        doubt = f"{code}__unsure__{stage}"
        has_doubt = f"{code}__unsure" in staged.columns
        if name not in built.table.columns:
            codes = [each.code for each in self.plan.edition.indicators if f"{each.code}__verdict" in staged.columns]
            right = staged.filter(staged["stage"] == stage).select(
                joined_body="body_code",
                joined_period="period",
                **{f"{each}__verdict__{stage}": _[f"{each}__verdict"] for each in codes},
                **{
                    f"{each}__unsure__{stage}": _[f"{each}__unsure"]
                    for each in codes
                    if f"{each}__unsure" in staged.columns
                },
            )
            built.table = built.table.left_join(
                right,
                [built.table["body_code"] == right["joined_body"], built.table["period"] == right["joined_period"]],
            ).drop("joined_body", "joined_period")
        return _[name], (_[doubt] if has_doubt else None)


def _mark(layer: Layer) -> str:
    """Ends the names of columns of a period before."""
    return f"__before{layer.back}" if layer.back else ""


def _names_at(names: Names, where: Layer) -> Names:
    """The names of a layer at one of its periods."""
    while names.layer != where:
        assert names.before is not None  # joined from the nearest period on
        names = names.before
    return names
