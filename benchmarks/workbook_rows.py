"""A workbook with the tables of many schools into checked rows, beside the bare reading of its cells by the library alone.

One sheet of parts of schools as a province would hand it in: the columns of the made-up nation, Chinese headings, one row a
school and stage. *Read*: every cell a fact with its place, or a remark. *Checked*: the declared checks on all of them as well.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import duckdb
from openpyxl import Workbook
from python_calamine import CalamineWorkbook
from tools.synthetic_nation import write_nation

from dudao.facts.check_values import check_values
from dudao.facts.contract import table_schema
from dudao.facts.load import load_facts

TABLE = "school_stage"
COUNTIES = 300
"""About 20,000 parts of schools."""


class Handed:
    """A workbook, its size, and the work done on it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"{TABLE}.xlsx"
        if not self.path.exists():
            write_nation(folder / "tables", counties=COUNTIES)
            _write_workbook(folder / "tables" / f"{TABLE}.parquet", self.path)
        known = load_facts([self.path], with_derived=False)
        self.rows, self.cells = known.tables[0].rows, len(known.known.facts)
        self.remarks = len(known.problems) + len(check_values(known.known.facts))

    def bare(self) -> None:
        """The library alone: the cells of the sheet as a list of lists."""
        CalamineWorkbook.from_path(str(self.path)).get_sheet_by_name(TABLE).to_python(skip_empty_area=False)

    def read(self) -> None:
        """Every cell read as what its column says."""
        load_facts([self.path], with_derived=False)

    def checked(self) -> None:
        """The same, and the declared checks."""
        check_values(load_facts([self.path], with_derived=False).known.facts)


def _write_workbook(parquet: Path, path: Path) -> None:
    schema = table_schema(TABLE)
    with duckdb.connect() as connection:
        found = connection.from_parquet(str(parquet))
        names, rows = list(found.columns), found.fetchall()
    book = Workbook(write_only=True)
    sheet = book.create_sheet(TABLE)
    sheet.append([schema.by_id[name].label_zh for name in names])
    for row in rows:
        sheet.append(row)
    book.save(path)


def show_rows(folder: Path, rounds: int) -> None:
    """Print rows a second of each, interleaved, by processor time; and what of a row's time is not the library's."""
    folder.mkdir(parents=True, exist_ok=True)
    handed = Handed(folder)
    works = {"bare reading by calamine": handed.bare, "read": handed.read, "read and checked": handed.checked}
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            times[name].append(_seconds(work))
    print(f"\nWorkbook to rows: {handed.rows} rows, {handed.cells} cells beside the keys, {handed.remarks} remarks")
    print(f"  {'processor time':28}{'rows a second':>15}{'microseconds a row':>20}{'without bare reading':>22}")
    bare = median(times["bare reading by calamine"])
    for name, own in times.items():
        middle = median(own)
        each, ours = 1e6 * middle / handed.rows, 1e6 * (middle - bare) / handed.rows
        print(f"  {name:28}{handed.rows / middle:15,.0f}{each:20.1f}{ours:22.1f}", flush=True)


def _seconds(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started
