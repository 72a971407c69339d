"""Rows picked from a folder's tables for the exact evaluator, and where their cells stand in the folder's own files.

What is missing is told with its cell. The evaluator reads copies that hold the rows and columns it needs; the people who mend
the data have the folder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dudao.facts.known import CellPlace, Fact, KnownFacts
from dudao.facts.readers.contract import column_letters
from dudao.indicators.compile.tables import named, quoted

LINE = "line_in_file"


def source_with_lines(path: Path) -> str:
    """A file as a query of DuckDB, each row with its line in LINE; the heading is line 1."""
    if path.suffix == ".parquet":
        return (
            f"(SELECT * EXCLUDE (file_row_number), file_row_number + 2 AS {LINE} "
            f"FROM read_parquet({quoted(str(path))}, file_row_number=true))"
        )
    rows = f"read_csv({quoted(str(path))}, all_varchar=true, header=true)"
    return f"(SELECT *, row_number() OVER () + 1 AS {LINE} FROM {rows})"


@dataclass(slots=True)
class OriginalPlaces:
    """The lines of picked rows, by the name of their copy, the row there and the body; and the columns of each copy."""

    lines: dict[tuple[str, int, str], tuple[str, int]] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)

    def learn(self, copy: str, original: str, picked: Sequence[str], every: Sequence[str], rows: Sequence[Any]) -> None:
        """Take in a copy: its columns, those of the original, and for each of its rows the body and the line."""
        numbers = {name: number for number, name in enumerate(every)}
        self.columns[copy] = [column_letters(numbers[name]) for name in picked]
        for number, (body, line) in enumerate(rows, 2):
            self.lines[copy, number, body] = (original, line)

    def in_originals(self, facts: KnownFacts) -> KnownFacts:
        """The facts with the places of the folder's files instead of the copies', where a cell holds no value."""
        return replace(
            facts, facts=tuple(each if each.value is not None else self._moved(each) for each in facts.facts)
        )

    def _moved(self, fact: Fact) -> Fact:
        place = fact.place
        if place is None or place.row is None:
            return fact
        found = self.lines.get((place.file, place.row, fact.body_code))
        if found is None:
            return fact
        original, line = found
        if place.cell is None:
            return replace(fact, place=CellPlace(original, place.sheet, row=line))
        letters = {column_letters(n): own for n, own in enumerate(self.columns[place.file])}
        own = letters[place.cell.rstrip("0123456789")]
        return replace(fact, place=CellPlace(original, place.sheet, cell=f"{own}{line}", row=line))


def without_places(facts: KnownFacts) -> KnownFacts:
    """The facts without the places of cells that hold no value: for results that outlive the lines of a file."""
    return replace(
        facts, facts=tuple(each if each.value is not None else replace(each, place=None) for each in facts.facts)
    )


def write_copies(
    connection: Any, path: Path, picked: Sequence[str], where: str, kept: Path, most: int, places: OriginalPlaces
) -> list[Path]:
    """Write the rows of a file that meet a condition as CSV, `most` a file, each into a folder of `kept`; those folders."""
    table = path.stem
    source = source_with_lines(path)
    every = [row[0] for row in connection.execute(f"DESCRIBE SELECT * EXCLUDE ({LINE}) FROM {source}").fetchall()]
    key = "code" if table == "bodies" else "body_code"
    listed = ", ".join(map(named, picked))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE picked AS SELECT {listed}, {LINE} FROM {source} WHERE {where}")
    count = connection.execute("SELECT count(*) FROM picked").fetchall()[0][0]
    files = -(-count // most)
    folders = []
    for number in range(files):
        part = kept / str(number)
        part.mkdir(exist_ok=True)
        folders.append(part)
        # a body is in one copy only: by that its rows are known again
        one = f" WHERE hash({key}) % {files} = {number}" if files > 1 else ""
        rows = f"FROM picked{one} ORDER BY {LINE}"
        connection.execute(
            f"COPY (SELECT {listed} {rows}) TO {quoted(str(part / f'{table}.csv'))} (FORMAT csv, HEADER)"
        )
        lines = connection.execute(f"SELECT CAST({key} AS VARCHAR), {LINE} {rows}").fetchall()
        places.learn(f"{table}.csv", path.name, picked, every, lines)
    return folders
