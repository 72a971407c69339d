"""Folders of tables as a plan reads them: one Parquet or CSV file a table, columns by id, looked through before they are used.

A plan reads plain tables only: numbers, the words for the five states, bodies that the tree knows, one row a key. What is
not plain (units in cells, Chinese numerals, lost zeros) is refused with the reason: the readers of `facts` take such data.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import ibis

from dudao.facts.cells import STATE_WORDS
from dudao.facts.contract import FieldSchema, table_lines, table_schema
from dudao.facts.datasets import next_period
from dudao.indicators.compile.period_labels import labels_of
from dudao.indicators.compile.year_before import YearBefore, measures_before
from dudao.schemes.own_tables import OwnTables
from dudao.values.absence import State
from dudao.values.errors import UnreadableError
from dudao.values.periods import Period

ABOVE = ("county", "city", "province", "nation")
TYPES = {
    "DOUBLE": "float64",
    "BOOLEAN": "boolean",
    "VARCHAR": "string",
    "BIGINT": "int64",
    "INTEGER": "int32",
    "SMALLINT": "int16",
    "DATE": "date",
}
MOST_LEVELS = 6
DECIMALS = 4
LARGEST = 1e11
"""Beyond it a number with four decimals is no longer one exact double."""


class NotPlain(UnreadableError):
    """Tables that a plan cannot read as they are."""


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def named(text: str) -> str:
    """A name as an SQL identifier."""
    return '"' + text.replace('"', '""') + '"'


def reader_of(path: Path) -> str:
    """A file as a query of DuckDB reads it: Parquet as it is, CSV as text."""
    if path.suffix == ".parquet":
        return f"read_parquet({quoted(str(path))})"
    return f"read_csv({quoted(str(path))}, all_varchar=true, header=true, nullstr='')"


def given_before(connection: Any, folder: Path, periods: Sequence[Period], own: OwnTables) -> YearBefore:
    """What the tables of a folder say of the year before: in the rows of some periods, and in those of the period after."""
    following = set(labels_of([next_period(each) for each in periods], 0))
    before: set[tuple[str, str]] = set()
    now: set[tuple[str, str]] = set()
    for table in table_lines(own):
        paths = [path for suffix in ("parquet", "csv") if (path := folder / f"{table}.{suffix}").is_file()]
        if not paths:
            continue
        source = reader_of(paths[0])
        columns = [row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]
        found = set(measures_before(table, columns, own))
        if found and "period" in columns:
            rows = connection.execute(f"SELECT DISTINCT CAST(period AS VARCHAR) FROM {source}").fetchall()
            before |= found
            now |= found if following & {row[0] for row in rows} else set()
    return YearBefore(frozenset(before), frozenset(now))


class FolderTables:
    """The tables of a folder as views of a connection, named by their id. Bodies go by their codes, periods by labels.

    Args:
        backs: how many periods before the ones asked for are read too.
    """

    def __init__(
        self, connection: Any, folder: Path, periods: Sequence[Period], day: str, own: OwnTables, backs: int = 0
    ) -> None:
        self.connection = connection
        self.backs = backs
        self.folder = folder
        self.periods = periods
        self.own = own
        self.absent: set[tuple[str, str]] = set()
        self._known: dict[str, Any] = {}
        self.picked: dict[str, list[str]] = {}
        self.given: dict[str, list[str]] = {}
        self._stated: set[tuple[str, str]] = set()
        self._tree = ""
        self.files = dict(self._files())
        if "bodies" not in self.files:
            raise NotPlain(f"{folder} 里没有 bodies 表", f"{folder} has no table of bodies")
        for table in self.files:
            if self.is_dataset(table):
                self.picked[table] = self._looked_through(table)
        for part, on in self.parts(periods, day):
            self.use(part, on)
            for table in self.picked:
                self._check_keys(table, table_schema(table, self.own).keys)

    def parts(self, periods: Sequence[Period], day: str) -> Iterable[tuple[Sequence[Period], str]]:
        """The periods in the parts in which they are worked out, with the day whose tree holds for each part."""
        yield periods, day

    def use(self, periods: Sequence[Period], day: str) -> None:
        """Let the views hold the rows of some of the periods, and the tree as it stood on a day."""
        self.periods = periods
        self._view_periods()
        if self._tree_of(day) != self._tree:
            self._tree = self._tree_of(day)
            self._view_bodies(day)
        for table, columns in self.picked.items():
            for back in range(self.backs + 1):
                self._view(table, columns, back)

    # ─────────────── the protocol of a source ───────────────

    def rows(self, table: str, back: int = 0) -> Any:
        """A table's rows, or those of so many periods before, under the periods asked for; None where the folder has none."""
        return self._described(_view_of(table, back)) if table in self.picked else None

    def period_rows(self) -> Any:
        """The periods of the rows, in a column `period`."""
        return self._described("t_periods")

    def key_of(self, code: str) -> Any:
        """The key of a body as a constant: its code."""
        return code

    def is_dataset(self, table: str) -> bool:
        """Whether a file holds rows of measures; registers are not computed with."""
        return bool(table_lines(self.own)[table]["kind"] == "dataset")

    def can_be_absent(self, table: str, column: str) -> bool:
        """Whether some cell of a column says that it does not apply."""
        return (table, column) in self.absent

    def bodies(self) -> Any:
        """The tree, with the body of each level above every body."""
        return self._described("t_bodies")

    def _described(self, name: str) -> Any:
        """A view as Ibis knows tables: by name and columns, without a connection."""
        if name not in self._known:
            types = {column: TYPES.get(kind, "string") for column, kind in self._types(name).items()}
            self._known[name] = ibis.table(types, name=name)
        return self._known[name]

    # ─────────────── files ───────────────

    def _files(self) -> Iterable[tuple[str, str]]:
        for table in table_lines(self.own):
            for suffix in ("parquet", "csv"):
                path = self.folder / f"{table}.{suffix}"
                if path.is_file():
                    yield table, self._opened(path)
                    break

    # ─────────────── what another engine does its own way ───────────────

    def _opened(self, path: Path) -> str:
        """A file as a query names it."""
        return reader_of(path)

    def _types(self, source: str) -> dict[str, str]:
        """The columns of a view or file, each with its type in the words of DuckDB."""
        return {row[0]: row[1] for row in self._fetch(f"DESCRIBE SELECT * FROM {source}")}

    def _fetch(self, query: str) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = self.connection.execute(query).fetchall()
        return found

    def _make(self, kind: str, name: str, query: str) -> None:
        """Give a query a name for the time of the connection; kind is TABLE, worked out once, or VIEW."""
        self.connection.execute(f"CREATE OR REPLACE TEMP {kind} {name} AS {query}")

    def _as_number(self, name: str) -> str:
        """Text as a double, null where it is none."""
        return f"TRY_CAST({name} AS DOUBLE)"

    # ─────────────── the tree ───────────────

    def _key(self) -> str:
        """What a body goes by in the layers, said of a table of all bodies."""
        return "code"

    def _in_rows(self) -> str:
        """What a body goes by in the rows: code or key."""
        return "code"

    def _body(self) -> str:
        """The column of the body in a table's rows."""
        return "CAST(body_code AS VARCHAR)"

    def _tree_of(self, day: str) -> str:
        """What tells the tree of a day from that of another."""
        return day

    def _view_periods(self) -> None:
        listed = " UNION ALL ".join(f"SELECT {quoted(each.label())} AS period" for each in self.periods)
        self._make("TABLE", "t_periods", listed)

    def _view_valid(self, day: str) -> None:
        """The rows of bodies that are valid on a day, each with its key."""
        types = self._types(self.files["bodies"])
        dates = []
        if "valid_from" in types:
            dates.append(f"(valid_from IS NULL OR CAST(valid_from AS DATE) <= DATE {quoted(day)})")
        if "valid_to" in types:
            dates.append(f"(valid_to IS NULL OR DATE {quoted(day)} < CAST(valid_to AS DATE))")
        where = f" WHERE {' AND '.join(dates)}" if dates else ""
        columns = [f"CAST({name} AS VARCHAR) AS {name}" for name in ("valid_from", "valid_to") if name in types]
        every = ", ".join(
            (
                "CAST(code AS VARCHAR) AS code",
                "name",
                "kind",
                "coalesce(CAST(parent_code AS VARCHAR), '') AS parent",
                *columns,
            )
        )
        self._make(
            "TABLE",
            "b",
            f"SELECT code, name, kind, parent, key FROM (SELECT *, {self._key()} AS key FROM "
            f"(SELECT {every} FROM {self.files['bodies']}) AS told) AS keyed{where}",
        )

    def _view_bodies(self, day: str) -> None:
        """Every body valid on a day, with the nearest body of each level above it (itself included), else itself."""
        self._view_valid(day)
        joins = "".join(
            f" LEFT JOIN b AS b{level} ON b{level}.code = b{level - 1}.parent" for level in range(1, MOST_LEVELS + 1)
        )
        levels = range(MOST_LEVELS + 1)
        places = ", ".join(
            f"coalesce({', '.join(f'CASE WHEN b{level}.kind = {quoted(kind)} THEN b{level}.key END' for level in levels)}"
            f", b0.key) AS in_{kind}"
            for kind in ABOVE
        )
        doubled = self._fetch("SELECT code FROM b GROUP BY code HAVING count(*) > 1 LIMIT 1")
        if doubled:
            raise NotPlain(f"机构表里 {doubled[0][0]} 有两行", f"two rows for body {doubled[0][0]}")
        self._make(
            "TABLE",
            "t_bodies",
            f"SELECT b0.code AS code, b0.{self._in_rows()} AS in_rows, b0.key AS key, b0.name AS name, b0.kind AS kind, "
            f"{places} FROM b AS b0{joins}",
        )

    # ─────────────── rows ───────────────

    def _looked_through(self, table: str) -> list[str]:
        """The columns of a table as plain numbers and words."""
        schema, types = table_schema(table, self.own), self._types(self.files[table])
        for key in schema.keys:
            if key not in types:
                raise NotPlain(f"{table} 表缺列 {key}", f"table {table} has no column {key}")
        columns = [
            each
            for each in schema.by_id.values()
            if each.id in types and each.id not in ("body_code", "period", "stage") and not each.previous
        ]
        columns = list({each.id: each for each in columns}.values())
        self._look_through(table, columns, types)
        labels = self._fetch(f"SELECT DISTINCT CAST(period AS VARCHAR) FROM {self.files[table]}")
        self.given[table] = sorted(label for (label,) in labels if label is not None)
        return [
            *(["stage"] if "stage" in schema.keys else []),
            *(part for column in columns for part in self._column(table, column, types)),
        ]

    def _view(self, table: str, columns: list[str], back: int) -> None:
        keys = [f"{self._body()} AS body_code", f"{self._period(back)} AS period"]
        self._make(
            "VIEW",
            _view_of(table, back),
            f"SELECT {', '.join([*keys, *columns])} FROM {self.files[table]} WHERE {self._is_asked(table, back)}",
        )

    def _is_asked(self, table: str, back: int) -> str:
        """Whether a row is of one of the periods; said as a range where it can be, which files are read by."""
        labels = sorted(self._labels(back).keys() & set(self.given[table]))
        if not labels:
            return "false"
        between = [label for label in self.given[table] if labels[0] <= label <= labels[-1]]
        if labels == between:
            return f"CAST(period AS VARCHAR) BETWEEN {quoted(labels[0])} AND {quoted(labels[-1])}"
        return f"CAST(period AS VARCHAR) IN ({', '.join(map(quoted, labels))})"

    def _labels(self, back: int = 0) -> dict[str, str]:
        return labels_of(self.periods, back)

    def _period(self, back: int) -> str:
        moved = {label: own for label, own in self._labels(back).items() if label != own}
        cases = " ".join(f"WHEN {quoted(label)} THEN {quoted(own)}" for label, own in moved.items())
        return (
            f"CASE CAST(period AS VARCHAR) {cases} ELSE CAST(period AS VARCHAR) END"
            if cases
            else "CAST(period AS VARCHAR)"
        )

    def _column(self, table: str, column: FieldSchema, types: dict[str, str]) -> list[str]:
        name = named(column.id)
        is_text = types[column.id] == "VARCHAR"
        if not column.is_number and (table, column.id) not in self._stated:
            value = name
        elif not column.is_number:
            value = f"CASE WHEN {name} IN ({_words(State.NOT_APPLICABLE, State.NOT_COLLECTED, State.WITHHELD)}) THEN NULL ELSE {name} END"
        elif is_text:
            zero = f"WHEN {name} IN ({_words(State.ZERO)}) THEN 0 " if _words(State.ZERO) else ""
            value = f"CASE {zero}ELSE {self._as_number(name)} END"
        else:
            value = f"CAST({name} AS DOUBLE)"
        found = [f"{value} AS {name}"]
        if (table, column.id) in self.absent:
            found.append(
                f"coalesce({name} IN ({_words(State.NOT_APPLICABLE)}), false) AS {named(column.id + '__absent')}"
            )
        return found

    def _look_through(self, table: str, columns: list[FieldSchema], types: dict[str, str]) -> None:
        """Which columns say «does not apply»; refuses cells that are neither numbers nor words for a state."""
        asked: list[str] = []
        for column in columns:
            name = named(column.id)
            is_text = types[column.id] == "VARCHAR"
            asked.append(f"bool_or({name} IN ({_words(State.NOT_APPLICABLE)}))" if is_text else "false")
            asked.append(f"bool_or({name} IN ({_words(*State)}))" if is_text else "false")
            if column.is_number:
                number = self._as_number(name) if is_text else f"CAST({name} AS DOUBLE)"
                asked.append(_oddity(name, number, column, is_text=is_text))
            elif column.choices:
                known = ", ".join(quoted(names[0]) for names in column.choices)
                asked.append(f"min({name}) FILTER ({name} NOT IN ({known}, {_words(*State)}))" if is_text else "NULL")
            else:
                asked.append("NULL")
        if not asked:
            return
        found = self._fetch(f"SELECT {', '.join(asked)} FROM {self.files[table]}")[0]
        for column, is_absent, is_stated, odd in zip(columns, found[::3], found[1::3], found[2::3], strict=True):
            if is_absent:
                self.absent.add((table, column.id))
            if is_stated:
                self._stated.add((table, column.id))
            if odd is not None:
                raise NotPlain(
                    f"{table} 表 {column.id} 列有“{odd}”，不是可以直接计算的值",
                    f"{table}.{column.id} holds {odd!r}, which cannot be computed with as it is",
                )

    def _check_keys(self, table: str, keys: Sequence[str]) -> None:
        listed = ", ".join(named(key) for key in keys)
        doubled = self._fetch(f"SELECT body_code FROM t_{table} GROUP BY {listed} HAVING count(*) > 1 LIMIT 1")
        if doubled:
            raise NotPlain(f"{table} 表 {doubled[0][0]} 有重复的行", f"doubled row of {doubled[0][0]} in {table}")
        self.check_bodies(table)

    def check_bodies(self, table: str) -> None:
        """Refuse rows of bodies that are not in the tree as it stands."""
        unknown = self._fetch(f"SELECT body_code FROM t_{table} ANTI JOIN t_bodies ON body_code = in_rows LIMIT 1")
        if unknown:
            raise NotPlain(
                f"{table} 表的 {unknown[0][0]} 不在机构表里",
                f"{unknown[0][0]} of table {table} is not among the bodies",
            )


def _view_of(table: str, back: int) -> str:
    """The view of a table's rows, so many periods before the ones asked for."""
    return f"t_{table}" + (f"_before_{back}" if back else "")


def _words(*states: State) -> str:
    return ", ".join(quoted(word) for word, state in STATE_WORDS.items() if state in states)


def _oddity(name: str, number: str, column: FieldSchema, *, is_text: bool) -> str:
    """A cell that is no plain number of the column's kind, as text; null where there is none."""
    odd = f"abs({number}) > {LARGEST:.0f} OR isnan({number})"
    if column.type in ("count", "year"):
        odd += f" OR {number} <> round({number})"
    else:
        odd += f" OR abs({number} * 1e{DECIMALS} - round({number} * 1e{DECIMALS})) > 1e-3"
    if is_text:
        odd += f" OR ({number} IS NULL AND {name} NOT IN ({_words(*State)})) OR {name} <> trim({name})"
    return f"min(CAST({name} AS VARCHAR)) FILTER ({odd})"
