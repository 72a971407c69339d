"""Results as a table, one line a result, for spreadsheets and other programs."""

from __future__ import annotations

import csv
import io

from dudao.indicators.results import Results

COLUMNS = (
    *("body", "period", "stage", "indicator", "value", "shown", "unit", "state", "operator", "limit", "verdict"),
    *("score", "missing", "reasons"),
)


def results_as_csv(results: Results) -> str:
    """CSV with a heading line; lists are joined by a full-width semicolon."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in results.results:
        writer.writerow(
            (
                *(each.body, each.period, each.stage, each.indicator, each.value_text() or "", each.shown, each.unit),
                *(each.state, each.operator or "", "" if each.limit is None else f"{each.limit.as_decimal():f}"),
                *(each.verdict, "" if each.score is None else str(each.score)),
                *("；".join(each.missing), "；".join(reason.zh for reason in each.reasons)),
            )
        )
    return text.getvalue()
