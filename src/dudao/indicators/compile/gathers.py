"""Aggregates: rows of one layer brought together for each row of another, all of one kind in one pass.

The coefficient of variation takes two passes, the mean first: with one pass it loses all digits where all schools are alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import ibis
from ibis import _
from ibis.common.exceptions import IbisTypeError

from dudao.indicators.compile.expressions import Names, build
from dudao.indicators.compile.plan import ALONE, Gather
from dudao.indicators.compile.quantities import Quantity, Ratio, constant, either, literal, nothing, times, whole_number
from dudao.schemes.formula.render import render_formula

Keep = Callable[..., Any]
DECIDES = {"all": False, "any": True}
"""Truths that one row decides, whatever is missing on others."""


@dataclass(slots=True)
class Built:
    """A layer so far."""

    table: Any
    names: Names


def settle(built: Built, keep: Keep) -> None:
    """Put the columns that expressions share on a layer: first those that rest on none of the others, then the next."""
    pending = built.names.pending
    while pending:
        ready: dict[str, Any] = {}
        for name, expression in pending.items():
            try:
                ready[name] = expression.resolve(built.table)
            except IbisTypeError:
                continue  # it rests on a column that is still to come
        if not ready:
            raise KeyError(f"columns that rest on each other: {', '.join(pending)}")
        built.table = keep(built.table.mutate(**ready))
        for name in ready:
            del pending[name]


def gather_table(parent: Built, child: Built, gathers: Sequence[Gather], keep: Keep) -> Any:
    """The parent's table with a column for each aggregate over the child's rows.

    Args:
        gathers: aggregates with the same child layer and the same `within`. `keep` gives a table so far a name.
    Returns:
        one row for each of the parent's, as before; `names.gathered` of the parent tells the new columns.
    Missing: a row that would count without its value makes the aggregate incomplete; so does a body without any row.
    """
    within = gathers[0].within
    place = "body_code" if within in ALONE else f"in_{within}"
    is_staged = parent.names.layer.is_staged and within not in ALONE
    keys = [place, "period", *(["stage"] if is_staged else [])]
    parts = [_Part(gather, child) for gather in gathers]
    columns = {name: column for part in parts for name, column in part.columns().items()}
    settle(child, keep)
    rows = keep(child.table.select(*keys, **columns), is_light=True)
    totals = rows.group_by(keys).agg(**{name: column for part in parts for name, column in part.totals().items()})
    centred = [part for part in parts if part.gather.call.function == "cv"]
    if centred:
        totals = _with_second_moments(rows, keep(totals), keys, centred)
    renamed = totals.rename(**{f"joined_{key}": key for key in keys})
    on = [parent.table[key] == renamed[f"joined_{key}"] for key in keys]
    joined = parent.table.left_join(renamed, on).drop(*(f"joined_{key}" for key in keys))
    for part in parts:
        parent.names.gathered[render_formula(part.gather.call)] = part.quantity()
    return joined


def _with_second_moments(rows: Any, totals: Any, keys: list[str], parts: list[_Part]) -> Any:
    means = totals.select(
        **{f"mean_{key}": totals[key] for key in keys},
        **{f"{part.name}_mean": totals[f"{part.name}_s"] / totals[f"{part.name}_w"].nullif(0) for part in parts},
    )
    apart = rows.inner_join(means, [rows[key] == means[f"mean_{key}"] for key in keys])
    second = apart.group_by(keys).agg(
        **{
            f"{part.name}_q": (
                _[f"{part.name}_heft"]
                * (_[part.name] - _[f"{part.name}_mean"])
                * (_[part.name] - _[f"{part.name}_mean"])
            ).sum()
            for part in parts
        }
    )
    second = second.rename(**{f"second_{key}": key for key in keys})
    on = [totals[key] == second[f"second_{key}"] for key in keys]
    return totals.left_join(second, on).drop(*(f"second_{key}" for key in keys))


class _Part:
    """One aggregate among those gathered together."""

    def __init__(self, gather: Gather, child: Built) -> None:
        self.gather = gather
        self.name = gather.column
        call, names = gather.call, child.names
        where, weight = call.argument("where"), call.argument("weight")
        self.own = build(call.arguments[0], names) if call.arguments else constant(Fraction(1))
        self.where = build(where, names) if where is not None else None
        self.heft = build(weight, names) if weight is not None else None
        self.type = "boolean" if call.function in (*DECIDES, "share") else "float64"

    def columns(self) -> dict[str, Any]:
        """The value and weight of each row, whether it counts, and whether it would but is not known."""
        own, where, heft = self.own, self.where, self.heft
        absent = either((own.absent, None if heft is None else heft.absent))
        # where something does not apply its value is null too
        lacking = own.value.isnull() if heft is None else own.value.isnull() | heft.value.isnull()
        counts = ~lacking
        if absent is not None:
            lacking = lacking & ~absent
        if where is not None:
            taken = where.value.fill_null(False)
            unknown = where.value.isnull() if where.absent is None else where.value.isnull() & ~where.absent
            counts, lacking = taken & counts, (taken & lacking) | unknown
        # what does not count is null, which aggregates pass over: a filter for each would cost more
        found = {f"{self.name}_no": lacking}
        found[self.name] = own.value if where is None else ibis.ifelse(counts, own.value, nothing(self.type))
        if heft is not None or self.gather.call.function == "cv":
            found[f"{self.name}_heft"] = literal(1.0) if heft is None else heft.value
            found[f"{self.name}_weight"] = ibis.ifelse(counts, found[f"{self.name}_heft"], nothing("float64"))
        unsure = self.unsure()
        if unsure is not None:
            found[f"{self.name}_doubt"] = unsure
        return found

    def unsure(self) -> Any:
        return either(each.unsure for each in (self.own, self.where, self.heft) if each is not None)

    def totals(self) -> dict[str, Any]:
        """What is needed of each group."""
        name, function = self.name, self.gather.call.function
        value = _[name]
        is_weighted = self.heft is not None or function == "cv"
        heft, weight = (_[f"{name}_heft"], _[f"{name}_weight"]) if is_weighted else (None, None)
        found: dict[str, Any] = {f"{name}_no": _[f"{name}_no"].any().fill_null(False)}
        if function == "sum":
            found[f"{name}_s"] = value.sum()
        elif function in ("mean", "cv"):
            found[f"{name}_s"] = (value if heft is None else value * heft).sum()
            found[f"{name}_w"] = value.count() if weight is None else weight.sum()
        elif function == "share":
            found[f"{name}_s"] = value.sum() if weight is None else weight.sum(where=value)
            found[f"{name}_w"] = value.count() if weight is None else weight.sum()
        elif function in ("lowest", "highest"):
            found[f"{name}_s"] = value.min() if function == "lowest" else value.max()
        elif function == "count":
            found[f"{name}_s"] = value.count()
        else:
            found[f"{name}_s"] = (value.all() if function == "all" else value.any()).fill_null(function == "all")
        if self.unsure() is not None:
            found[f"{name}_doubt"] = _[f"{name}_doubt"].any().fill_null(False)
        return found

    def quantity(self) -> Quantity:
        """The aggregate as a column of the parent."""
        name, function = self.name, self.gather.call.function
        is_whole_known = ~_[f"{name}_no"]  # null where a body has no row at all
        unsure = _[f"{name}_doubt"].fill_null(False) if self.unsure() is not None else None
        found = self._known()
        if function in DECIDES:
            decided = literal(DECIDES[function])
            value = ibis.cases((_[f"{name}_s"] == decided, decided), (is_whole_known, found.value))
        else:
            value = ibis.cases((is_whole_known, found.value))
        absent = None if found.absent is None else (is_whole_known & found.absent).fill_null(False)
        return replace(found, value=value, absent=absent, unsure=unsure)

    def _known(self) -> Quantity:
        name, function = self.name, self.gather.call.function
        total = _[f"{name}_s"]
        if function == "sum":
            return self._sum(total.cast("float64").fill_null(0.0))
        if function == "count":
            value = total.cast("float64").fill_null(0.0)
            return Quantity(value, ratio=Ratio(Fraction(1), whole_number(value, 0)), is_whole=True)
        if function in ("lowest", "highest"):
            return Quantity(total, total.isnull(), ratio=None, is_whole=self.own.is_whole)
        if function in DECIDES:
            return Quantity(total)
        weights = _[f"{name}_w"].cast("float64")
        # a sum of weights is null where no row counts; it is 0 where the rows that do weigh nothing: then there is no value
        is_empty = weights.isnull() if function == "cv" or self.heft is not None else weights.fill_null(0.0) == 0
        first = total.cast("float64").fill_null(0.0)
        if function == "cv":
            value = (_[f"{name}_q"] / weights.nullif(0)).clip(lower=0).sqrt() / (first / weights.nullif(0)).nullif(0)
            return Quantity(value, is_empty)
        value = first / weights.nullif(0)
        is_whole = (self.heft is None or self.heft.is_whole) and (function == "share" or self.own.is_whole)
        ratio = Ratio(Fraction(1), whole_number(first, 0), whole_number(weights, 0)) if is_whole else None
        return Quantity(value, is_empty, ratio=ratio)

    def _sum(self, value: Any) -> Quantity:
        """A sum; in units of the last digit it is a whole number, which the double gives back when it is rounded."""
        own = self.own.ratio
        if own is None or own.under is not None or not own.coefficient:
            return Quantity(value)
        step = own.coefficient
        over = (
            (lambda: value.round().cast("decimal(38, 0)"))
            if step == 1
            else (lambda: (value / float(step)).round().cast("decimal(38, 0)"))
        )
        return Quantity(value, ratio=times(Ratio(step), Ratio(Fraction(1), over)), is_whole=self.own.is_whole)
