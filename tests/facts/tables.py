"""Short tables for the tests of this folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook

from dudao.facts.index import FactIndex
from dudao.facts.known import Fact
from dudao.facts.load import LoadedFacts, load_facts


def write_csv(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / f"{name}.csv"
    path.write_bytes(text.lstrip("\n").encode(encoding))
    return path


def write_book(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def loaded(*paths: Path) -> LoadedFacts:
    return load_facts(paths)


def fact(facts: LoadedFacts, metric: str, period: str = "2021", stage: str | None = None, body: str = "990100") -> Fact:
    found = FactIndex(facts.known.facts).find(metric, stage, body, period)
    assert found is not None, f"no {metric} of {body} in {period}"
    return found


def codes(facts: LoadedFacts) -> list[str]:
    return [remark.code for remark in facts.problems]
