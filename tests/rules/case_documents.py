"""Reads case documents and runs them; what the blocks mean stands in `test_cases.py`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dudao.facts.known import KnownFacts
from dudao.facts.load import load_facts
from dudao.reports.bind.bind import bind_reading
from dudao.reports.check import check_reading
from dudao.reports.extract.reading import extract_reading
from dudao.reports.model import ReadingProblem, Report
from dudao.reports.readers.word import read as read_word
from dudao.reports.rules.contract import Given
from dudao.reports.settings import CheckSettings
from dudao.reports.structure.build import build_reports, report_from_text
from dudao.schemes.load import load_scheme
from dudao.values.periods import parse_period
from dudao.values.spans import Place
from tests.rules.layout.build_docx import build_docx

BLOCK = re.compile(r"^```(\w+)(?: +(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass
class Case:
    """One case of a rule's document."""

    rule: str
    family: str
    title: str
    report: str
    context: dict[str, Any] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)
    layout: dict[str, Any] | None = None
    expected: list[str] = field(default_factory=list)
    codes: set[str] = field(default_factory=set)


def cases_of(document: Path) -> list[Case]:
    """The cases of one document, each with its blocks."""
    cases = []
    for section in re.split(r"^## ", document.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        title, _, body = section.partition("\n")
        case = Case(document.stem, document.parent.name, title.strip(), "")
        for word, argument, text in BLOCK.findall(body):
            if word == "report":
                case.report = text.rstrip("\n")
            elif word == "context":
                case.context = tomllib.loads(text)
            elif word == "facts":
                case.facts[argument] = text
            elif word == "layout":
                case.layout = tomllib.loads(text)
            elif word == "diagnostics":
                case.expected = [line.strip() for line in text.splitlines() if line.strip()]
        cases.append(case)
    codes = {line.split()[0] for case in cases for line in case.expected}
    for case in cases:
        case.codes = codes
    return cases


def remarks_of(case: Case, folder: Path) -> list[str]:
    """The remarks of the codes that the case's document names, as lines `CODE 「quote」`."""
    given = given_of(case, folder)
    return [
        f"{remark.code} 「{remark.location.quote.replace(chr(10), '⏎')}」" if remark.location else remark.code
        for remark in check_reading(given).diagnostics
        if remark.code in case.codes or remark.name == case.rule
    ]


def given_of(case: Case, folder: Path) -> Given:
    """What the rules are given in a case; `folder` takes the files that a case needs."""
    context = case.context
    report = report_from_text(case.report) if case.layout is None else _report_of_word_file(case, folder)
    problems = tuple(
        ReadingProblem(each["code"], Place(**each.get("place", {})), each.get("quote", ""), each.get("params", {}))
        for each in context.get("problems", ())
    )
    if problems or "kind" in context:
        source = replace(report.source, kind=context.get("kind", report.source.kind), problems=problems)
        report = replace(report, source=source)
    settings = CheckSettings(
        day=context.get("date"), period=parse_period(context.get("period", "")), report_limit=context.get("limit")
    )
    reading, facts = extract_reading(report), _facts(case, folder)
    return Given(
        reading=reading,
        settings=settings,
        facts=facts,
        bindings=bind_reading(reading, facts, period=settings.period) if facts else (),
        scheme=load_scheme(context["scheme"]) if "scheme" in context else None,
    )


def _report_of_word_file(case: Case, folder: Path) -> Report:
    """The report of a layout case, by way of a real Word file."""
    source = read_word(build_docx(folder / "report.docx", case.report, case.layout or {}))
    return build_reports(source)[0]


def _facts(case: Case, folder: Path) -> KnownFacts | None:
    """The tables of a case through the real loader."""
    if not case.facts:
        return None
    for name, table in case.facts.items():
        (folder / f"{name}.csv").write_text(table, encoding="utf-8")
    return load_facts([folder]).known
