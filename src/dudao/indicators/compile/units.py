"""What a county's results rest on, and a city's, a province's, the nation's: which bodies, which rows, and their hash.

The results of a level (of counties and all below them; of cities; of provinces; of the nation) are worked out in units: a body
of that level with all below it. Where a formula looks wider (at what its city came to), the unit is the wider body. A unit
rests on the rows of its bodies and of those above it, in the tables, columns and years that formulas read, and on the tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from dudao.indicators.compile.again import needed_columns, needed_periods
from dudao.indicators.compile.reach import Reach, reach_of
from dudao.indicators.compile.tables import FolderTables, NotPlain, named, quoted
from dudao.indicators.symbols import Symbols
from dudao.schemes.indicators import Edition
from dudao.values.periods import Period

LEVELS = ("county", "city", "province", "nation")
"""From the fewest bodies below to the most; what stands below a county is worked out with it."""


def level_of(grain: str) -> str:
    """The level with which a grain is worked out."""
    return grain if grain in LEVELS else "county"


@dataclass(frozen=True, slots=True)
class Part:
    """The part of an edition that is worked out at one level.

    Attributes:
        edition: with the indicators and conclusions of the level and what they need, these as helpers.
        holder: the level of the bodies that are worked out as a whole: that of the part, or wider.
    """

    level: str
    edition: Edition
    reach: Reach
    holder: str


def parts_of(edition: Edition) -> Iterator[Part]:
    """The parts of an edition, counties first; levels at which it computes nothing are left out."""
    symbols = Symbols(edition)
    shown = {each.code: level_of(each.grain) for each in edition.indicators if not each.is_helper}
    decided = {each.code: level_of(each.grain) for each in edition.conclusions}
    for level in LEVELS:
        codes = {code for code, own in (*shown.items(), *decided.items()) if own == level}
        if not codes:
            continue
        reach = reach_of(symbols, codes)
        part = replace(
            edition,
            indicators=tuple(
                replace(each, is_helper=each.is_helper or shown[each.code] != level)
                for each in edition.indicators
                if each.code in reach.codes
            ),
            conclusions=tuple(each for each in edition.conclusions if decided[each.code] == level),
            gates=tuple(each for each in edition.gates if level_of(each.grain) == level),
            digest=f"{edition.digest} {level}",
        )
        widest = max([level, *map(level_of, reach.grains)], key=LEVELS.index)
        yield Part(level, part, reach, widest)


class Units(FolderTables):
    """The units of a folder on a day, in a connection of their own; of the tables of the folder, only bodies are viewed."""

    def __init__(self, edition: Edition, folder: Path, period: Period, day: date) -> None:
        self.edition = edition
        self.period = period
        self.sources: dict[str, str] = {}
        super().__init__(duckdb.connect(), folder, [period], day.isoformat(), edition.own)
        self._make(
            "TABLE",
            "tree",
            "SELECT t.*, b.parent AS parent FROM t_bodies AS t JOIN b ON b.code = t.code ORDER BY t.code",
        )

    def _files(self) -> Iterable[tuple[str, str]]:
        self.sources = dict(super()._files())
        return [(name, source) for name, source in self.sources.items() if name == "bodies"]

    def tables_read(self, part: Part) -> dict[str, tuple[list[str], str]]:
        """The tables of the folder that a part reads: of each the columns and, as a condition, the rows of which years."""
        found = {}
        for table in sorted(part.reach.tables & self.sources.keys()):
            source = self.sources[table]
            columns = list(self._types(source))
            if "body_code" in columns:
                where = "true"
                if self.is_dataset(table):
                    columns = needed_columns(part.edition, part.reach, table, columns)
                    where = needed_periods(part.reach, self.period, self.connection, source)
                found[table] = (columns, where)
        return found

    def shape(self, part: Part) -> list[Any]:
        """The tables that a part reads, with their columns and types: all units rest on them."""
        return [
            (table, [(name, self._types(self.sources[table])[name]) for name in columns])
            for table, (columns, _where) in self.tables_read(part).items()
        ]

    def find(self, part: Part) -> None:
        """Make the tables `owned` (unit, code: the bodies of each unit) and `units` (unit, digest: what it rests on).

        Raises:
            NotPlain: rows of a body that is not in the tree.
        """
        self._make("TABLE", "owned", f"SELECT in_{part.holder} AS unit, code FROM tree")
        self._make(
            "TABLE",
            "higher",
            "WITH RECURSIVE up(unit, code) AS (SELECT unit, tree.parent FROM (SELECT DISTINCT unit FROM owned) AS u "
            "JOIN tree ON tree.code = unit UNION SELECT up.unit, tree.parent FROM up JOIN tree ON tree.code = up.code) "
            "SELECT unit, code FROM up WHERE code <> '' AND code <> unit",
        )
        members = "SELECT * FROM owned UNION ALL SELECT * FROM higher"
        told = [
            f"SELECT unit, 'tree' AS place, {_hash(_told(('code', 'kind', 'parent')))} AS digest "
            f"FROM ({members}) AS m JOIN tree USING (code) GROUP BY unit"
        ]
        for table, (columns, where) in self.tables_read(part).items():
            self._check_known(table)
            row = _told(tuple(map(named, sorted(columns))))
            rows = f"SELECT CAST(body_code AS VARCHAR) AS code, {row} AS row FROM {self.sources[table]} WHERE {where}"
            told.append(
                f"SELECT unit, {quoted(table)}, {_hash('row')} FROM ({rows}) AS r JOIN ({members}) AS m USING (code) GROUP BY unit"
            )
        digest = _hash(_told(("place", "digest")))
        self._make(
            "TABLE",
            "units",
            f"SELECT unit, {digest} AS digest FROM ({' UNION ALL '.join(told)}) AS every GROUP BY unit",
        )

    def _check_known(self, table: str) -> None:
        """A row of the period whose body nobody knows belongs to no unit: refused, as in a computation of everything."""
        if not self.is_dataset(table):
            return
        labels = ", ".join(map(quoted, self._labels()))
        unknown = self._fetch(
            f"SELECT CAST(body_code AS VARCHAR) FROM {self.sources[table]} WHERE CAST(period AS VARCHAR) IN ({labels}) "
            "AND CAST(body_code AS VARCHAR) NOT IN (SELECT code FROM tree) LIMIT 1"
        )
        if unknown:
            raise NotPlain(
                f"{table} 表的 {unknown[0][0]} 不在机构表里",
                f"{unknown[0][0]} of table {table} is not among the bodies",
            )

    def write_rows(self, part: Part, folder: Path, units: str) -> None:
        """Write all that some units rest on as a folder of tables; `units` is a query of their codes."""
        some = f"SELECT code FROM (SELECT * FROM owned UNION ALL SELECT * FROM higher) AS m WHERE unit IN ({units})"
        told = {"bodies": (list(self._types(self.sources["bodies"])), "true"), **self.tables_read(part)}
        for table, (columns, where) in told.items():
            key = "code" if table == "bodies" else "body_code"
            self.connection.execute(
                f"COPY (SELECT {', '.join(map(named, columns))} FROM {self.sources[table]} "
                f"WHERE CAST({key} AS VARCHAR) IN ({some}) AND {where}) "
                f"TO {quoted(str(folder / f'{table}.parquet'))} (FORMAT parquet)"
            )


def _hash(text: str) -> str:
    """The hash of the texts of a group, whatever the order in which they come."""
    return f"sha256(string_agg({text}, chr(10) ORDER BY {text}))"


def _told(columns: Sequence[str]) -> str:
    """Cells as one text from which they can be told apart, whatever stands in them."""
    mark, edge = "chr(30)", "chr(31)"
    cells = (
        f"coalesce(replace(replace(CAST({each} AS VARCHAR), {mark}, {mark} || '0'), {edge}, {mark} || '1'), {mark} || 'n')"
        for each in columns
    )
    return f"concat_ws({edge}, {', '.join(cells)})"
