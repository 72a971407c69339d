"""Results as a table, one line a result, for spreadsheets and other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from dudao.indicators.results import IndicatorResult, Results
from dudao.indicators.told import COLUMNS, told_cells
from dudao.values.formula_marks import as_text_cell

TEXTS = ("body", "indicator", "unit", "missing", "reasons")
"""Columns with the words of users, which a spreadsheet might take for formulas."""


def results_as_csv(results: Results, *, lang: str = "zh", is_marked: bool = True) -> str:
    """CSV with a heading line, sorted by body; lists are joined by a semicolon, full-width in Chinese.

    `is_marked`: text that begins like a formula gets an apostrophe, so that no spreadsheet works it out.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in in_order(results.results):
        cells = zip(COLUMNS, told_cells(each, lang), strict=True)
        writer.writerow(as_text_cell(cell) if is_marked and name in TEXTS else cell for name, cell in cells)
    return text.getvalue()


def in_order(results: Iterable[IndicatorResult]) -> list[IndicatorResult]:
    """Results as files have them: by body, period, stage and indicator."""
    return sorted(results, key=lambda each: each.key)
