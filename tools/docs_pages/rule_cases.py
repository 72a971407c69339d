"""A rule's case document as examples on its page: the first case with a remark, the first that stays silent."""

from __future__ import annotations

import csv
import io
import re
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from tests.rules.case_documents import BLOCK, Case, cases_of, given_of
from tools.docs_pages.markdown import plain, quoted, table

from dudao.diagnostics.model import Diagnostic
from dudao.reports.check import check_reading
from dudao.reports.rules.contract import Rule

CASES = Path("tests/rules")
JUDGED_ON = date(2026, 1, 1)
"""The day of judgement where neither case nor report has one: pages must not change from day to day."""


@dataclass(frozen=True)
class Example:
    """A case and the sentence that introduces it in its document."""

    case: Case
    lead: str


def examples_of(rule: Rule) -> tuple[Example, ...]:
    """The cases of a rule's document in their order; empty where there is no document."""
    document = document_of(rule)
    return _examples_in(document) if document else ()


@cache
def _examples_in(document: Path) -> tuple[Example, ...]:
    sections = re.split(r"^## ", document.read_text("utf-8"), flags=re.MULTILINE)[1:]
    leads = [BLOCK.sub("", section.partition("\n")[2]).strip() for section in sections]
    return tuple(Example(case, lead) for case, lead in zip(cases_of(document), leads, strict=True))


def document_of(rule: Rule) -> Path | None:
    """The case document of a rule."""
    return next(iter(sorted(CASES.glob(f"*/{rule.name}.md"))), None)


def first_failing(rule: Rule) -> Example | None:
    return next((each for each in examples_of(rule) if _speaks(rule, each)), None)


def first_silent(rule: Rule) -> Example | None:
    return next((each for each in examples_of(rule) if not _speaks(rule, each)), None)


def codes_beside(rule: Rule) -> set[str]:
    """Other codes that the rule's own cases name."""
    named = {line.split()[0] for each in examples_of(rule) for line in each.case.expected}
    return named - {rule.code}


def _speaks(rule: Rule, example: Example) -> bool:
    return any(line.startswith(rule.code) for line in example.case.expected)


def render_example(rule: Rule, example: Example) -> str:
    """A case as readers like it: the text with the doubtful places strong, what was given with it, what is said."""
    case = example.case
    found = remarks_in(rule, case)
    parts = [plain(example.lead)] if example.lead else []
    parts += _given_with(case)
    if case.report:
        parts.append(quoted(case.report, [(each.quote, each.number) for each in found if each.quote]))
    parts.append("\n".join(f"- {plain(each.zh)}<br>{plain(each.en)}" for each in found) or "（没有提示 no remark）")
    return "\n\n".join(parts)


@dataclass(frozen=True)
class Said:
    """A remark in words; its quote is the text's `number`-th of that wording, counted from 0."""

    quote: str
    number: int
    zh: str
    en: str


def remarks_in(rule: Rule, case: Case) -> list[Said]:
    """What the rule really says about a case."""
    with tempfile.TemporaryDirectory() as folder:
        given = given_of(case, Path(folder))
        if given.settings.day is None and given.reading.dated is None:
            given = replace(given, settings=replace(given.settings, day=JUDGED_ON))
        remarks = check_reading(given, (rule,)).diagnostics
    return [_said(each, given.report.text) for each in remarks]


def _said(remark: Diagnostic, text: str) -> Said:
    place = remark.location
    number = text.count(place.quote, 0, place.span.start) if place and place.quote else 0
    return Said(place.quote if place else "", number, remark.message("zh"), remark.message("en"))


def _given_with(case: Case) -> list[str]:
    words = {"date": "日期 date", "period": "时期 period", "scheme": "方案 scheme", "limit": "字数上限 limit"}
    told = "；".join(f"{label} `{case.context[key]}`" for key, label in words.items() if key in case.context)
    parts = [f"给定 Given: {told}"] if told else []
    if "problems" in case.context:
        noticed = "、".join(f"`{each['code']}`" for each in case.context["problems"])
        parts.append(f"读取时发现 Noticed by the reader: {noticed}")
    if case.layout:
        parts.append(f"版面 Layout: {_layout(case.layout)}")
    for name, content in case.facts.items():
        parts.append(f"已知数据 Facts: `{name}`\n\n{_facts(content)}")
    return parts


def _layout(layout: dict[str, object]) -> str:
    return "；".join(f"`{key} = {value}`" for key, value in layout.items())


def _facts(content: str) -> str:
    heads, *rows = list(csv.reader(io.StringIO(content)))
    width = len(heads)
    return table(
        [plain(each) for each in heads], [[plain(cell) for cell in (row + [""] * width)[:width]] for row in rows]
    )
