"""What is expected of a sample, as short text a person can read: outline, figures, documents, remarks.

A sample is a folder: `source.*` the document, `about.toml` (what it shows, its origin and licence, what it is checked
against), `expected/` the golden text. `make accept` writes that text anew and shows what changed.
"""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dudao.facts.load import load_facts
from dudao.reports.check import CheckResult
from dudao.reports.output.reading_as_json import number_as_text
from dudao.reports.run import CheckRequest, check_file
from dudao.reports.settings import CheckSettings
from dudao.schemes.load import load_scheme
from dudao.values.periods import parse_period

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@dataclass(frozen=True)
class Sample:
    """One folder of samples."""

    folder: Path

    @cached_property
    def about(self) -> dict[str, Any]:
        return tomllib.loads((self.folder / "about.toml").read_text("utf-8"))

    @property
    def source(self) -> Path:
        return next(self.folder.glob("source.*"))

    @cached_property
    def result(self) -> CheckResult:
        """The check of the sample's first report, against what `about.toml` names."""
        given = self.about.get("check", {})
        settings = CheckSettings(day=given["date"], period=parse_period(given.get("period", "")))
        facts = [ROOT / each for each in given.get("facts", ())]
        request = CheckRequest(
            settings=settings,
            facts=load_facts(facts).known if facts else None,
            scheme=load_scheme(given["scheme"]) if "scheme" in given else None,
        )
        return check_file(self.source, request)[0]


def all_samples() -> list[Sample]:
    """The samples by name."""
    return [Sample(file.parent) for file in sorted(HERE.glob("*/about.toml"))]


def outline(result: CheckResult) -> str:
    """Front and headings, indented by level; where each begins in the text tells that nothing was lost before it."""
    report = result.given.report
    front = [("title", report.title), ("addressee", report.addressee)]
    back = [("signatory", report.signatory), ("date", report.date)]
    lines = [f"{name}: {text or '-'}" for name, text in front]
    lines += [f"{'  ' * each.level}{each.marker} {each.title}".rstrip() for each in report.headings]
    lines += [f"{name}: {text or '-'}" for name, text in back]
    return "\n".join([*lines, f"truncated: {'yes' if report.truncated else 'no'}"]) + "\n"


def figures(result: CheckResult) -> str:
    """One line a figure, in the order of the text."""
    heads = ("text", "value", "unit", "metric", "period", "role", "change", "scope")
    rows = [
        (
            each.text,
            number_as_text(each.value),
            each.unit,
            each.metric,
            each.period,
            each.role.value,
            each.change,
            each.scope,
        )
        for each in result.given.reading.figures
    ]
    return _csv(heads, rows)


def documents(result: CheckResult) -> str:
    """One line a document cited."""
    rows = [(each.title, each.number, each.date, each.issuer) for each in result.given.reading.documents]
    return _csv(("title", "number", "date", "issuer"), rows)


def diagnostics(result: CheckResult) -> str:
    """One line a remark: code, level, the doubtful text and the message."""
    return "".join(
        f"{each.code} {each.severity.value} 「{(each.location.quote if each.location else '').replace(chr(10), '⏎')}」 "
        f"{each.message('zh')}\n"
        for each in result.diagnostics
    )


def _csv(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return out.getvalue()


VIEWS: dict[str, Callable[[CheckResult], str]] = {
    "outline.txt": outline,
    "figures.csv": figures,
    "documents.csv": documents,
    "diagnostics.txt": diagnostics,
}
"""File in `expected/` to what writes it."""
