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

from dudao.indicators.output.as_csv import in_order, results_as_csv
from dudao.indicators.results import BodyScore, Results, number_text
from dudao.indicators.told import COLUMNS, CONCLUSIONS, joined, told_cells
from dudao.values.errors import MisuseError
from dudao.values.exact import Exact

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
    "points": "得分",
    "marks": "满分",
    "not_scored": "尚无得分项数",
    "grade": "等次",
}
SCORES = ("body", "period", "state", "points", "marks", "not_scored", "grade", "reasons")
Rows = Iterable[Sequence[object]]


def write_workbook(path: Path, sheets: Sequence[tuple[str, Sequence[str], Rows]], lang: str = "zh") -> None:
    """Sheets with title, ids of columns (given headings in the language) and rows; raises MisuseError for more than a sheet holds."""
    book = Workbook(write_only=True)
    for title, columns, rows in sheets:
        sheet = book.create_sheet(title)
        sheet.append([heading_of(column, lang) for column in columns])
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


def heading_of(column: str, lang: str) -> str:
    """The heading of a column of results; in English its id in words."""
    return column.replace("_", " ") if lang == "en" else HEADINGS.get(column, column)


def _cell(sheet: WriteOnlyWorksheet, value: object) -> object:
    """A value as it is; text that begins like a formula as a cell of text."""
    if not isinstance(value, str) or not value.startswith("="):
        return value
    cell = WriteOnlyCell(sheet, value)
    cell.data_type = "s"
    return cell


def write_results_workbook(path: Path, results: Results, lang: str = "zh") -> None:
    """The results of the exact evaluator as a workbook."""
    rows = (told_cells(each, lang) for each in in_order(results.results))
    decided = sorted(
        (each.body, each.period, each.conclusion, each.verdict, joined(each.reasons, lang))
        for each in results.conclusions
    )
    write_workbook(path, sheets_of(rows, decided, results.scores, lang), lang)


def sheets_of(
    rows: Rows, decided: Rows, scores: Sequence[BodyScore], lang: str
) -> list[tuple[str, Sequence[str], Rows]]:
    """The sheets of a workbook of results: results, conclusions, and scores where the scheme scores."""
    english = lang == "en"
    found: list[tuple[str, Sequence[str], Rows]] = [
        ("results" if english else "指标结果", COLUMNS, rows),
        ("conclusions" if english else "结论", CONCLUSIONS, decided),
    ]
    if scores:
        found.append(("scores" if english else "得分", SCORES, [_score_row(each, lang) for each in scores]))
    return found


def _score_row(score: BodyScore, lang: str) -> tuple[str, ...]:
    points, marks = ("" if each is None else number_text(Exact.of(each)) for each in (score.points, score.marks))
    return (
        *(score.body, score.period, score.state, points, marks, str(score.missing), score.grade),
        joined(score.reasons, lang),
    )


def write_results_parquet(path: Path, results: Results, lang: str = "zh") -> None:
    """The results of the exact evaluator as Parquet, with the columns of the CSV form, all text."""
    with tempfile.TemporaryDirectory(prefix="dudao-results-") as folder:
        source = Path(folder) / "results.csv"
        source.write_text(results_as_csv(results, lang=lang, is_marked=False), encoding="utf-8")
        target = str(path).replace("'", "''")
        with duckdb.connect() as connection:
            connection.execute(
                f"COPY (SELECT * FROM read_csv('{source}', all_varchar=true, header=true, nullstr='\\N')) "
                f"TO '{target}' (FORMAT parquet, COMPRESSION zstd)"
            )
