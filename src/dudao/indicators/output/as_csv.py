"""Results as a table, one line a result, for spreadsheets and other programs."""

from __future__ import annotations

import csv
import io

from dudao.indicators.results import Results
from dudao.indicators.unit_words import numbers_in, unit_in
from dudao.values.formula_marks import as_text_cell

COLUMNS = (
    *("body", "period", "stage", "indicator", "value", "shown", "unit", "state", "operator", "limit", "verdict"),
    *("score", "missing", "reasons", "imputed"),
)


def results_as_csv(results: Results, *, lang: str = "zh", is_marked: bool = True) -> str:
    """CSV with a heading line; lists are joined by a semicolon, full-width in Chinese; truths, units and reasons in `lang`.

    `imputed`: yes where the value stands for one that is missing, which the reasons tell.
    `is_marked`: text that begins like a formula gets an apostrophe, so that no spreadsheet works it out.
    """
    text_cell = as_text_cell if is_marked else str
    is_english = lang == "en"
    joint = "; " if is_english else "；"
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in results.results:
        writer.writerow(
            (
                *(text_cell(each.body), each.period, each.stage, text_cell(each.indicator)),
                *(each.value_text() or "", numbers_in(each.shown, lang), text_cell(unit_in(each.unit, lang).strip())),
                *(each.state, each.operator or "", "" if each.limit is None else f"{each.limit.as_decimal():f}"),
                *(each.verdict, "" if each.score is None else str(each.score)),
                text_cell(joint.join(lack.en if is_english else lack for lack in each.missing)),
                text_cell(joint.join(reason.en if is_english else reason.zh for reason in each.reasons)),
                "yes" if each.is_imputed else "",
            )
        )
    return text.getvalue()
