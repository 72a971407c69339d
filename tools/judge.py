"""Score reading and checking on a folder of texts with worked answers, and print tables.

    python tools/judge.py FOLDER        (or: make judge SAMPLES=FOLDER)

FOLDER holds `reports/NAME.txt|docx|pdf|html`, `gold/NAME.json` (headings, figures, documents, placeholders, claims and
defects, each with its exact text) and, where real figures are to be tried, `cases/funding_growth.csv`. Texts are compared
with all white space taken out; order counts, offsets do not.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import judge_growth

from dudao.diagnostics.model import Diagnostic
from dudao.reports.check import check_reading
from dudao.reports.model import Reading
from dudao.reports.output.reading_as_json import reading_as_json
from dudao.reports.rules.contract import Given
from dudao.reports.run import read_file
from dudao.reports.settings import CheckSettings

KINDS: dict[str, Callable[[dict[str, Any]], str]] = {
    "figures": lambda each: squash(each["text"]),
    "headings": lambda each: f"{each['level']}|{each['number']}|{squash(each['title'])}",
    "documents": lambda each: squash(each["title"]),
    "placeholders": lambda each: squash(each if isinstance(each, str) else each["text"]),
}
FAMILIES = {
    "anonymisation_leak": "MSK",
    "half_anonymised": "MSK",
    "unfilled_placeholder": "MSK",
    "placeholder_for_value": "MSK",
    "empty_section": "MSK STR",
    "wrong_name": "NAM",
    "title_body_mismatch": "NAM",
    "contradiction": "CLM NUM",
    "claim_without_figure": "CLM",
    "target_without_figure": "CLM",
    "incomplete_document_title": "CIT",
    "undefined_short_title": "CIT",
    "period_without_year": "PER",
    "vague_period": "PER",
    "open_period": "PER",
    "implicit_period": "PER",
    "period_unclear": "PER",
    "parts_do_not_add": "NUM",
    "wrong_growth": "NUM",
    "wrong_completion": "NUM",
    "percent_for_points": "NUM",
    "rate_over_100": "NUM",
    "lost_decimal": "NUM",
    "wrong_decimal_mark": "NUM",
    "letter_for_digit": "NUM",
    "missing_unit": "NUM",
}
"""Which families may report a kind of defect; kinds not listed belong to STR."""


def squash(text: str | None) -> str:
    """A text without any white space."""
    return re.sub(r"\s+", "", text or "")


@dataclass
class Tally:
    """How many were found, given and wanted."""

    hit: int = 0
    given: int = 0
    wanted: int = 0

    def row(self) -> str:
        precision = self.hit / self.given if self.given else 1.0
        recall = self.hit / self.wanted if self.wanted else 1.0
        score = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"{precision:9.3f} {recall:7.3f} {score:7.3f}   {self.hit} of {self.wanted} wanted, {self.given} given"


@dataclass
class Scores:
    """Everything counted over a folder."""

    kinds: dict[str, Tally] = field(default_factory=dict)
    fields: dict[str, Tally] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def kind(self, name: str) -> Tally:
        return self.kinds.setdefault(name, Tally())

    def rate(self, name: str, is_right: bool) -> None:
        tally = self.fields.setdefault(name, Tally())
        tally.hit += is_right
        tally.given += 1
        tally.wanted += 1


def score_reading(name: str, gold: dict[str, Any], found: dict[str, Any], printed: str, scores: Scores) -> None:
    """Compare one reading with its worked answer; misses and extras are kept as lines."""
    for kind, key in KINDS.items():
        wanted, given = [key(each) for each in gold.get(kind, [])], [key(each) for each in found[kind]]
        pairs = matched(wanted, given)
        tally = scores.kind(kind)
        tally.hit += len(pairs)
        tally.given += len(given)
        tally.wanted += len(wanted)
        missed = [each for index, each in enumerate(wanted) if index not in {one for one, _ in pairs}]
        extra = [each for index, each in enumerate(given) if index not in {one for _, one in pairs}]
        scores.misses += [f"{name}  {kind}  missed {each}" for each in missed]
        scores.misses += [f"{name}  {kind}  not wanted {each}" for each in extra]
        if kind == "figures":
            for one, other in pairs:
                score_figure(name, gold[kind][one], found[kind][other], printed, scores)
    score_claims(name, gold, found, scores)


def score_figure(name: str, gold: dict[str, Any], found: dict[str, Any], printed: str, scores: Scores) -> None:
    """The fields of a figure that was found."""
    right = {
        "value": Decimal(str(gold["value"])) == Decimal(found["value"]),
        "unit": same_unit(gold.get("unit"), found.get("unit")),
        "role": gold.get("role") == found.get("role"),
    }
    years = re.findall(r"(?:19|20)\d\d", gold.get("period") or "")
    if years and years[-1] in printed:
        right["period"] = years[-1:] == re.findall(r"(?:19|20)\d\d", found.get("period") or "")[-1:]
    if gold.get("role") == "change":
        right["sign"] = str(gold.get("change") or "").startswith("-") == str(found.get("change") or "").startswith("-")
    for what, is_right in right.items():
        scores.rate(what, is_right)
        if not is_right:
            scores.misses.append(f"{name}  {what} of {gold['text']}: wanted {gold.get(what)}, got {found.get(what)}")


def score_claims(name: str, gold: dict[str, Any], found: dict[str, Any], scores: Scores) -> None:
    """Claims overlap loosely: one text holds the other."""
    wanted = [squash(each) for each in gold.get("claims_without_figure", [])]
    given = [squash(each["text"]) for each in found["claims_without_figure"]]
    tally = scores.kind("claims")
    hits = [each for each in wanted if any(each in one or one in each for one in given)]
    useful = [each for each in given if any(each in one or one in each for one in wanted)]
    tally.hit += len(hits)
    tally.given += len(given) - len(useful) + len(hits)
    tally.wanted += len(wanted)
    scores.misses += [f"{name}  claim missed {each}" for each in wanted if each not in hits]
    scores.misses += [f"{name}  claim not wanted {each}" for each in given if each not in useful]


def same_unit(one: str | None, other: str | None) -> bool:
    """Units alike but for width and the two ways to write percentage points."""
    plain = [unicodedata.normalize("NFKC", unit or "").replace("个百分点", "百分点") for unit in (one, other)]
    return plain[0] == plain[1]


def matched(wanted: Sequence[str], given: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of equal entries in order."""
    blocks = difflib.SequenceMatcher(None, wanted, given, autojunk=False).get_matching_blocks()
    return [(block.a + step, block.b + step) for block in blocks for step in range(block.size)]


def score_checking(name: str, gold: dict[str, Any], reading: Reading, scores: Scores) -> None:
    """Which known defects a remark of a fitting family stands at, and which remarks stand at none."""
    remarks = check_reading(Given(reading=reading, settings=CheckSettings())).diagnostics
    squashed = Squashed(reading.report.text)
    used: set[int] = set()
    tally = scores.kind("defects")
    for defect in gold.get("defects", []):
        families = FAMILIES.get(defect["kind"], "STR").split()
        hits = {
            index
            for index, remark in enumerate(remarks)
            if remark.code[:3] in families and squashed.touches(remark, squash(defect["text"]))
        }
        used |= hits
        tally.wanted += 1
        tally.hit += bool(hits)
        if not hits:
            scores.misses.append(f"{name}  defect missed {defect['kind']} {defect['text']}")
    answered = {"MSK", "CLM"}  # every placeholder and claim is wanted, only some are listed as defects
    silly = [each for index, each in enumerate(remarks) if index not in used and each.code[:3] not in answered]
    tally.given += tally.hit + sum(each.severity.value != "note" for each in silly)
    for each in silly:
        where = each.location.quote if each.location else ""
        scores.misses.append(f"{name}  other remark {each.code} {each.severity} {each.name} 「{where}」")


class Squashed:
    """A text without white space, with the way back to it."""

    def __init__(self, text: str) -> None:
        self.offsets = [index for index, letter in enumerate(text) if not letter.isspace()]
        self.text = "".join(text[index] for index in self.offsets)

    def touches(self, remark: Diagnostic, passage: str) -> bool:
        """Whether a remark, or a place it relates to, overlaps some occurrence of the passage."""
        places = [place.span for place in ((remark.location,) if remark.location else ()) + remark.related]
        start = self.text.find(passage)
        while start >= 0:
            low, high = self.offsets[start], self.offsets[start + len(passage) - 1] + 1
            if any(span.start < high and low < span.end for span in places):
                return True
            start = self.text.find(passage, start + 1)
        return False


def judge_folder(folder: Path) -> Scores:
    """Read and check every report of a folder that has a worked answer."""
    scores = Scores()
    for gold_file in sorted((folder / "gold").glob("*.json")):
        gold = json.loads(gold_file.read_text("utf-8"))
        report_file = folder / "reports" / gold["file"]
        reading = read_file(report_file)[0]
        printed = squash(reading.report.text)
        score_reading(gold_file.stem, gold, reading_as_json(reading), printed, scores)
        score_checking(gold_file.stem, gold, reading, scores)
    return scores


def table(scores: Scores) -> Iterable[str]:
    """The lines of the printed table."""
    yield f"{'':14} precision  recall      F1"
    for name, tally in scores.kinds.items():
        yield f"{name:14} {tally.row()}"
    yield ""
    for name, tally in scores.fields.items():
        yield f"figure {name:8} right {tally.hit} of {tally.wanted} = {tally.hit / tally.wanted:.3f}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="print every miss and every extra")
    chosen = parser.parse_args()
    if not (chosen.folder / "gold").is_dir():
        print(f"{chosen.folder} has no folder gold/ with worked answers", file=sys.stderr)
        return 2
    scores = judge_folder(chosen.folder)
    print("\n".join(table(scores)))
    if judge_growth.has_cases(chosen.folder):
        print("\nreal figures in many wordings (cases/funding_growth.csv)")
        print("\n".join(judge_growth.table(judge_growth.judge(chosen.folder), with_misses=chosen.misses)))
    if chosen.misses:
        print("\n" + "\n".join(scores.misses))
    return 0


if __name__ == "__main__":
    sys.exit(main())
