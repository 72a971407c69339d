"""Names of columns as quantities of a layer: amounts in base units with their exact form, truths, words; what does not apply."""

from __future__ import annotations

from fractions import Fraction

import ibis
from ibis import _

from dudao.facts.contract import table_schema
from dudao.indicators.compile.gathers import Built
from dudao.indicators.compile.quantities import Quantity, Ratio, either, nothing, whole_number
from dudao.indicators.symbols import Symbol, measure_of
from dudao.schemes.own_tables import OwnTables

AMOUNT_DECIMALS = 4
"""Decimals of amounts (㎡, 万元) at which they are whole numbers; a source with more is refused."""


def quantity_of(symbol: Symbol, built: Built, own: OwnTables) -> Quantity:
    """What a name means on a layer whose columns are joined: of a place in a stage the column of that stage."""
    ids = ids_of(symbol, own)
    if not symbol.has_stages:
        return _cell(symbol, next(iter(ids.values())), built, own)
    if not built.names.layer.is_staged:
        return Quantity(nothing("float64"))
    parts = {stage: _cell(symbol, column, built, own) for stage, column in ids.items() if stage}
    value = ibis.cases(*((_["stage"] == stage, part.value) for stage, part in parts.items()))
    absent = either(
        None if part.absent is None else (_["stage"] == stage) & part.absent for stage, part in parts.items()
    )
    ratio = Ratio(Fraction(1), whole_number(value, 0))
    coefficients = {part.ratio.coefficient for part in parts.values() if part.ratio}
    is_whole = all(part.is_whole for part in parts.values())
    return Quantity(value, absent, None, ratio if is_whole and coefficients == {Fraction(1)} else None, is_whole)


def _cell(symbol: Symbol, column: str, built: Built, own: OwnTables) -> Quantity:
    name = f"{symbol.table}__{column}{built.names.mark}"
    schema = table_schema(symbol.table, own).by_id.get(column) or symbol.field
    is_number = schema is not None and schema.is_number
    if name not in built.table.columns:
        if symbol.column in table_schema(symbol.table, own).keys and symbol.column in built.table.columns:
            return Quantity(_[symbol.column])
        return Quantity(nothing("float64" if is_number else "boolean" if symbol.type.kind == "truth" else "string"))
    absent = _[f"{name}__absent"].fill_null(False) if f"{name}__absent" in built.table.columns else None
    if symbol.type.kind == "truth":
        return Quantity(_[name] == "是", absent)
    if not is_number or schema is None:
        return Quantity(_[name], absent)
    factor = measure_of(schema.unit).factor if schema.type != "year" else Fraction(1)
    decimals = 0 if schema.type in ("count", "year") else AMOUNT_DECIMALS
    ratio = Ratio(factor / 10**decimals, whole_number(_[name], decimals))
    value = _[name] if factor == 1 else _[name] * float(factor)
    return Quantity(value, absent, None, ratio, decimals == 0 and factor.denominator == 1)


def ids_of(symbol: Symbol, own: OwnTables) -> dict[str, str]:
    """The column ids that a name stands for, by stage ("" for one that has none)."""
    schema = table_schema(symbol.table, own)
    fields = (*schema.fields, *schema.accepted)
    if symbol.has_stages:
        return {
            each.stage: each.id for each in fields if each.metric == symbol.column and each.stage and not each.previous
        }
    if any(each.id == symbol.column for each in fields):
        return {"": symbol.column}
    return {"": next((each.id for each in fields if each.metric == symbol.column and not each.previous), symbol.column)}
