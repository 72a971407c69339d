"""Try every wording of a growth on real amounts with known outcomes, and print what was judged right and wrong.

    python tools/judge_growth.py FOLDER        (FOLDER/cases/funding_growth.csv)

A row's outcome says what must be concluded from amounts, printed rate and basis alone: `match` and
`within_input_rounding` are silent, `published_error` and `differs_same_basis` get the growth error, which is silent again
once the sentence names the restated base.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from growth_sentences import WORDINGS, GrowthRow, on_same_basis

from dudao.reports.check import check_reading
from dudao.reports.extract.reading import extract_reading
from dudao.reports.rules.contract import Given
from dudao.reports.rules.registry import rule_by_code
from dudao.reports.settings import CheckSettings
from dudao.reports.structure.build import report_from_text

GROWTH = "NUM001"
WRONG = frozenset(("published_error", "differs_same_basis"))


@dataclass
class Result:
    """How many sentences of one outcome were judged right, and those that were not."""

    right: int = 0
    wrong: list[str] = field(default_factory=list)

    def note(self, is_right: bool, what: str) -> None:
        if is_right:
            self.right += 1
        else:
            self.wrong.append(what)


def rows_of(path: Path) -> Iterator[tuple[GrowthRow, str]]:
    """The rows with a printed rate, each with its outcome."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["published_growth_pct"]:
                yield _row(row), row["outcome"]


def _row(row: dict[str, str]) -> GrowthRow:
    stage = "" if row["stage"] == "全部" else row["stage"]
    return GrowthRow(
        place=row["place"],
        metric=f"{stage}{row['indicator']}",
        unit=row["unit"],
        year=int(row["year"]),
        previous=Decimal(row["previous"]),
        current=Decimal(row["current"]),
        rate=Decimal(row["published_growth_pct"]),
    )


def remarks_on(sentence: str) -> Counter[str]:
    """How often each rule on numbers speaks of a sentence."""
    reading = extract_reading(report_from_text(sentence))
    rules = tuple(rule for rule in (rule_by_code(GROWTH),)) + tuple(
        rule_by_code(code) for code in ("NUM002", "NUM003", "NUM004", "NUM006", "NUM013", "NUM015", "NUM021")
    )
    found = check_reading(Given(reading=reading, settings=CheckSettings()), rules).diagnostics
    return Counter(remark.code for remark in found)


def judge(folder: Path) -> dict[str, Result]:
    """The results by outcome; `… named` where the sentence names the restated base, `other` for other remarks."""
    results: dict[str, Result] = {}
    for row, outcome in rows_of(folder / "cases" / "funding_growth.csv"):
        for name, wording in WORDINGS.items():
            sentence = wording(row)
            found = remarks_on(sentence)
            wanted = 1 if outcome in WRONG else 0
            results.setdefault(outcome, Result()).note(found[GROWTH] == wanted, f"{name}: {sentence}")
            others = {code: count for code, count in found.items() if code != GROWTH}
            results.setdefault("no other remark", Result()).note(not others, f"{name} {others}: {sentence}")
            named = remarks_on(on_same_basis(sentence))
            results.setdefault(f"{outcome}, base named", Result()).note(not named[GROWTH], f"{name}: {sentence}")
    return results


def has_cases(folder: Path) -> bool:
    """Whether a folder holds real figures to be tried."""
    return (folder / "cases" / "funding_growth.csv").is_file()


def table(results: dict[str, Result], *, with_misses: bool = False) -> Iterator[str]:
    """The lines of the printed table: sentences judged right, by outcome; with the wrong ones below where asked for."""
    for outcome, result in sorted(results.items()):
        yield f"{outcome:36} right {result.right:5} of {result.right + len(result.wrong):5}"
        if with_misses:
            yield from (f"    {each}" for each in result.wrong)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="print every sentence judged wrongly")
    chosen = parser.parse_args()
    if not has_cases(chosen.folder):
        print(f"{chosen.folder} has no cases/funding_growth.csv", file=sys.stderr)
        return 2
    results = judge(chosen.folder)
    print("\n".join(table(results, with_misses=chosen.misses)))
    return 1 if any(result.wrong for result in results.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
