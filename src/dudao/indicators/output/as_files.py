"""Results as files for other programs: a workbook with a sheet of results and one of conclusions, or Parquet."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from dudao.indicators.output.as_csv import results_as_csv
from dudao.indicators.results import Results
from dudao.values.errors import MisuseError

MOST_ROWS = 1_048_575
"""Rows of a sheet beside its heading."""
HEADINGS = {
    "body": "单位代码",
    "period": "时期",
    "stage": "学段",
    "indicator": "指标",
    "value": "值",
    "shown": "显示值",
    "unit": "单位",
    "state": "状态",
    "operator": "比较",
    "limit": "限值",
    "verdict": "结论",
    "score": "得分",
    "missing": "缺数",
    "reasons": "理由",
    "imputed": "替代值",
    "engine": "计算方式",
    "conclusion": "结论项",
}
Rows = Iterable[Sequence[object]]


def write_workbook(path: Path, sheets: Sequence[tuple[str, Sequence[str], Rows]]) -> None:
    """Sheets with title, ids of columns (given Chinese headings) and rows; raises MisuseError for more than a sheet holds."""
    book = Workbook(write_only=True)
    for title, columns, rows in sheets:
        sheet = book.create_sheet(title)
        sheet.append([HEADINGS.get(column, column) for column in columns])
        for number, row in enumerate(rows, 1):
            if number > MOST_ROWS:
                raise MisuseError(
                    f"结果超过一张工作表的 {MOST_ROWS} 行；请用 --format parquet 或 csv",
                    f"more than {MOST_ROWS} rows do not fit a sheet; use --format parquet or csv",
                )
            sheet.append([_cell(sheet, value) for value in row])
    partial = path.with_name(f".{path.name}.part")
    book.save(partial)
    os.replace(partial, path)


def _cell(sheet: WriteOnlyWorksheet, value: object) -> object:
    """A value as it is; text that begins like a formula as a cell of text."""
    if not isinstance(value, str) or not value.startswith("="):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell


def write_results_workbook(path: Path, results: Results) -> None:
    """The results of the exact evaluator as a workbook."""
    columns = ("body", "period", "stage", "indicator", "shown", "unit", "verdict", "missing", "reasons", "imputed")
    rows = (
        (
            *(each.body, each.period, each.stage, each.indicator, each.shown, each.unit, each.verdict),
            *(
                "；".join(each.missing),
                "；".join(reason.zh for reason in each.reasons),
                "是" if each.is_imputed else "",
            ),
        )
        for each in results.results
    )
    decided = (
        (each.body, each.period, each.conclusion, each.verdict, "；".join(reason.zh for reason in each.reasons))
        for each in results.conclusions
    )
    write_workbook(
        path,
        [("指标结果", columns, rows), ("结论", ("body", "period", "conclusion", "verdict", "reasons"), decided)],
    )


def write_results_parquet(path: Path, results: Results) -> None:
    """The results of the exact evaluator as Parquet, with the columns of the CSV form, all text."""
    with tempfile.TemporaryDirectory(prefix="dudao-results-") as folder:
        source = Path(folder) / "results.csv"
        source.write_text(results_as_csv(results, is_marked=False), encoding="utf-8")
        target = str(path).replace("'", "''")
        with duckdb.connect() as connection:
            connection.execute(
                f"COPY (SELECT * FROM read_csv('{source}', all_varchar=true, header=true)) TO '{target}' (FORMAT parquet)"
            )
