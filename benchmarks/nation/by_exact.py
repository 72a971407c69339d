"""Dudao's exact evaluator, body by body on fractions: what answers a county's request and judges the plan."""

from __future__ import annotations

import csv
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.nation.by_dudao import DAY, periods_in
from benchmarks.nation.roll_up_scheme import CODES, edition_in
from benchmarks.nation.work import KEYS, columns_of

from dudao.facts.load import load_facts
from dudao.indicators.results import IndicatorResult, Results
from dudao.indicators.run import run_edition

TRUTHS = {
    "SCHOOL_RULE": ("schools", "ok"),
    "ALL_SCHOOLS": ("counties", "all_schools"),
    "COUNTY_MET": ("counties", "met"),
}
VERDICTS = {"pass": "true", "fail": "false"}


class OnFacts:
    """The edition on tables that were read once; every go works out every result anew."""

    def __init__(self, folder: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="dudao-bench-") as kept:
            self.edition = edition_in(Path(kept) / "scheme")
        self.facts = load_facts([folder]).known
        self.periods = periods_in(folder)

    def go(self, work: str) -> list[Results]:
        """The whole work, a period at a time."""
        return [
            run_edition(self.edition, self.facts, period, day=DAY, indicators=CODES[work]) for period in self.periods
        ]

    def show(self, folder: Path) -> None:
        """The results as files in a folder."""
        tables: dict[str, dict[tuple[str, str, str], dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
        for results in self.go("full"):
            for each in results.results:
                _put(tables, each)
        for name, rows in tables.items():
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns_of(name), restval="")
                writer.writeheader()
                writer.writerows({**dict(zip(KEYS, key, strict=True)), **row} for key, row in rows.items())


def _put(tables: Any, each: IndicatorResult) -> None:
    if each.state == "not_applicable":
        return
    key = (each.body, each.period, each.stage)
    if each.indicator in TRUTHS:
        table, column = TRUTHS[each.indicator]
        tables[table][key][column] = VERDICTS.get(each.verdict, "")
    elif each.indicator.startswith(("A", "CV_A")):
        is_cv = each.indicator.startswith("CV_")
        row, number = tables["counties" if is_cv else "schools"][key], each.indicator[-1]
        row[f"{'cv' if is_cv else 'a'}{number}"] = each.value_text() or ""
        row[f"shown{number}"] = each.shown.replace(".", "")
        row[f"met{number}"] = VERDICTS.get(each.verdict, "")
    else:
        tables["areas"][key][each.indicator.partition("_")[0].lower()] = each.value_text() or ""
