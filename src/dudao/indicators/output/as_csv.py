"""Results as a table, one line a result, for spreadsheets and other programs."""

from __future__ import annotations

import csv
import io

from dudao.indicators.results import Results
from dudao.values.formula_marks import as_text_cell

COLUMNS = (
    *("body", "period", "stage", "indicator", "value", "shown", "unit", "state", "operator", "limit", "verdict"),
    *("score", "missing", "reasons"),
)


def results_as_csv(results: Results, *, is_marked: bool = True) -> str:
    """CSV with a heading line; lists are joined by a full-width semicolon.

    `is_marked`: text that begins like a formula gets an apostrophe, so that no spreadsheet works it out.
    """
    text_cell = as_text_cell if is_marked else str
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in results.results:
        writer.writerow(
            (
                *(text_cell(each.body), each.period, each.stage, text_cell(each.indicator)),
                *(each.value_text() or "", each.shown, text_cell(each.unit)),
                *(each.state, each.operator or "", "" if each.limit is None else f"{each.limit.as_decimal():f}"),
                *(each.verdict, "" if each.score is None else str(each.score)),
                *(text_cell("；".join(each.missing)), text_cell("；".join(reason.zh for reason in each.reasons))),
            )
        )
    return text.getvalue()
