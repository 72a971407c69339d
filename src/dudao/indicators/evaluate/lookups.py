"""What formulas look up for a place: rows of other tables, places below, the body above, parameters in force; each found once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from dudao.facts.contract import stages
from dudao.indicators.evaluate.places import At
from dudao.indicators.evaluate.world import ReadyKey, Row, World, label_of_stage, period_before
from dudao.indicators.symbols import Symbols
from dudao.schemes.indicators import DatedValue
from dudao.schemes.own_tables import OwnTables
from dudao.values.periods import Period

ALONE = ("school_stage", "school", "kindergarten")
"""Grains that no body of the tree holds others of."""
_NO_CELLS: Mapping[ReadyKey, Any] = {}
OWN_ROWS = ("county", "city", "province")


class Lookups:
    """Asked thousands of times with few different questions; nothing here changes while a run lasts."""

    def __init__(self, symbols: Symbols, world: World, day: date) -> None:
        self.symbols = symbols
        self.world = world
        self.day = day
        self._made: dict[tuple[str, str, str, Row | None, str, bool], At] = {}
        self._places: dict[tuple[str, str, str, str, bool], list[At]] = {}
        self._above: dict[tuple[str, str], str] = {}
        self._dated: dict[tuple[str, str, str, str], DatedValue | None] = {}
        self._of_stage: dict[tuple[str, str], DatedValue | None] = {}
        self._titles: dict[tuple[str, str, str], str] = {}
        self._labels: dict[Period, str] = {}
        self._period: Period | None = None
        self._label = ""

    def place(
        self, grain: str, body: str, stage: str, row: Row | None, period: Period, is_restated: bool = False
    ) -> At:
        """The place, one object however often it is asked for."""
        label = self.label_of(period)
        key = (grain, body, stage, row, label, is_restated)
        found = self._made.get(key)
        if found is None:
            ready = row.ready if row is not None and not is_restated else _NO_CELLS
            found = self._made[key] = At(grain, body, stage, row, period, label, is_restated, ready)
        return found

    def in_stage(self, at: At, stage: str) -> At:
        """The same place in a stage; "" for the whole body."""
        return at if at.stage == stage else self.place(at.grain, at.body, stage, at.row, at.period, at.is_restated)

    def label_of(self, period: Period) -> str:
        """The label of a period; nearly always the one asked for just before."""
        if period is not self._period:
            self._label = self._labels.setdefault(period, period.label())
            self._period = period
        return self._label

    def row_for(self, table: str, at: At) -> Row | None:
        """The row of a table that a place reads: of its own body or the one that holds it, of its stage."""
        key = ("row", table)
        if key not in at.kept:
            holder = self.body_at(self.symbols.row_tables.get(table, table), at.body)
            rows = self.world.rows_of(table, holder, at.period)
            at.kept[key] = next((row for row in rows if not row.stage or row.stage == at.stage), None)
        return at.kept[key]  # type: ignore[no-any-return] # a row is kept under such a key

    def body_at(self, grain: str, code: str) -> str:
        """The body of a grain that holds a body, itself included; the body itself where the tree does not say."""
        if grain in ALONE:
            return code
        key = (grain, code)
        found = self._above.get(key)
        if found is None:
            found = self._above[key] = self._find_above(grain, code)
        return found

    def _find_above(self, grain: str, code: str) -> str:
        for above in self.world.above(code):
            body = self.world.bodies.get(above)
            if body is not None and body.kind == grain:
                return above
        return code

    def place_above(self, grain: str, at: At) -> At:
        """The place of the body that holds a place."""
        found: At | None = at.kept.get(("above", grain))
        if found is None:
            body = self.body_at(grain, at.body)
            rows = self.world.rows_of(grain, body, at.period)
            found = self.place(grain, body, at.stage, rows[0] if rows else None, at.period, at.is_restated)
            at.kept["above", grain] = found
        return found

    def earlier(self, at: At, *, is_restated: bool) -> At:
        """The same place a period before."""
        found: At | None = at.kept.get(("before", is_restated))
        if found is None:
            period = period_before(at.period)
            row = None
            if at.row is not None:
                rows = self.world.rows_of(at.row.table, at.body, period)
                row = next((each for each in rows if each.stage == at.row.stage and each.key == at.row.key), None)
            found = at.kept["before", is_restated] = self.place(at.grain, at.body, at.stage, row, period, is_restated)
        return found

    def places_under(self, table: str, body: str, stage: str, period: Period, *, is_restated: bool) -> list[At]:
        """The places of a table's rows of a body and all below it; those of the stage asked for where rows have stages."""
        key = (table, body, stage, self.label_of(period), is_restated)
        found = self._places.get(key)
        if found is None:
            found = self._places[key] = list(self._find_under(table, body, stage, period, is_restated))
        return found

    def _find_under(self, table: str, body: str, stage: str, period: Period, is_restated: bool) -> Iterator[At]:
        for code in self.world.below(body):
            rows = self.world.rows_of(table, code, period)
            for row in rows:
                if not stage or not row.stage or _is_part(row.stage, stage, self.symbols.own):
                    yield self.place(table, code, row.stage or stage, row, period, is_restated)
            if not rows and table in OWN_ROWS:
                # a body of the tree at this grain without a row: its values are missing, not zero
                bare = self.world.bodies.get(code)
                if bare is not None and bare.kind == table:
                    yield self.place(table, code, stage, None, period, is_restated)

    def dated(self, name: str, at: At) -> DatedValue | None:
        """The value of a parameter in force on the day, of the nearest place, of the stage and the kind of school."""
        short = (name, at.stage)
        if short in self._of_stage:
            return self._of_stage[short]
        values = [
            each
            for each in self.symbols.parameters[name].values
            if each.holds(self.day) and each.stage in ("", at.stage)
        ]
        if not any(each.kind or each.place for each in values):
            found = self._of_stage[short] = _nearest(values, ("",))
            return found
        kind = self._kind_of(at) if any(each.kind for each in values) else ""
        key = (name, at.stage, at.body, kind)
        if key not in self._dated:
            fitting = [each for each in values if each.kind in ("", kind)]
            self._dated[key] = _nearest(fitting, (*self.world.above(at.body), ""))
        return self._dated[key]

    def _kind_of(self, at: At) -> str:
        rows = self.world.rows_of("school", at.body, at.period)
        fact = rows[0].cells.get("type") if rows else None
        return fact.text if fact is not None else ""

    def title_of(self, at: At, lang: str = "zh") -> str:
        """How a place is named in sentences: body and stage."""
        return self.title(at.body, at.stage, lang)

    def title(self, body: str, stage: str, lang: str = "zh") -> str:
        """How a body is named in sentences, with the stage that is meant ("" for the whole of it)."""
        key = (body, stage, lang)
        found = self._titles.get(key)
        if found is None:
            zh, en = (label_of_stage(stage, self.symbols.own, each) if stage else "" for each in ("zh", "en"))
            name = self.world.name_of(body)
            # many names say the stage themselves: 临江小学, Lake Primary School
            is_said = not stage or zh in name or en.lower() in name.lower()
            found = self._titles[key] = name if is_said else f"{name} {en}" if lang == "en" else f"{name}{zh}"
        return found

    def title_of_row(self, at: At, lang: str = "zh") -> str:
        """A row by its body, and by what tells it from the body's other rows: an item, an entry of the ledger."""
        title = self.title_of(at, lang)
        key = at.row.key.replace("|", " ") if at.row is not None and at.grain in self.symbols.row_tables else ""
        return f"{title} {key}" if key else title


def _nearest(values: list[DatedValue], places: tuple[str, ...]) -> DatedValue | None:
    for place in places:
        here = [each for each in values if each.place == place]
        if here:
            return max(here, key=lambda each: (bool(each.kind), bool(each.stage)))
    return None


def _is_part(stage: str, whole: str, own: OwnTables) -> bool:
    return stage == whole or stage in stages(own)[whole].parts
