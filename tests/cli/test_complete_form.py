"""A form filled in whole drafts without gaps: what a shipped scheme's draft prints is what its form asks for."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from dudao.cli.submitting import columns_of_form
from dudao.facts.contract import FieldSchema, table_schema
from dudao.facts.load import load_facts
from dudao.reports.draft.compose import compose_report
from dudao.reports.draft.content import read_sentences
from dudao.schemes.drafting import FILE_NAME, Drafting
from dudao.schemes.edition import load_edition
from dudao.schemes.indicators import Edition
from dudao.schemes.load import read_scheme
from dudao.schemes.model import Scheme
from dudao.values.periods import parse_period

CATALOGUE = Path("src/dudao/schemes/catalogue").resolve()
DRAFTED = sorted(f"{file.parent.parent.name}/{file.parent.name}" for file in CATALOGUE.glob(f"*/*/{FILE_NAME}"))
BODIES = {
    "province": "code,name,kind,parent_code\n880000,清岚省,province,\n",
    "city": "code,name,kind,parent_code\n880000,清岚省,province,\n880500,墨河市,city,880000\n",
    "county": "code,name,kind,parent_code\n880500,墨河市,city,\n880521,松亭县,county,880500\n",
}
OF_PEOPLE = ("成文日期", "责任单位和完成时限", "新的完成时限")
"""What only people can write, whatever the data: the day of issue, who mends a problem until when."""
GAP = re.compile(r"【待补：([^】]*)】")


def value_of(column: FieldSchema, number: int) -> str:
    """Something that the column takes: wholes are more than their parts, and nothing is zero."""
    if not column.is_number:
        return column.choices[0] if column.choices else "有"
    return str(100_000 if column.stage == "total" else 40 + number % 7)


def write_tables(folder: Path, edition: Edition, asked: dict[str, frozenset[str]], *, years: tuple[int, ...]) -> None:
    """Every column that is asked for of the body itself, filled in for each of the years."""
    (folder / "bodies.csv").write_text(BODIES[edition.level], "utf-8")
    body = {"province": "880000", "city": "880500", "county": "880521"}[edition.level]
    schema = table_schema(edition.level, edition.own)
    columns = [each for each in schema.fields if each.id in asked[edition.level]]
    with (folder / f"{edition.level}.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(["body_code", "period", *(each.id for each in columns)])
        for year in years:
            lines.writerow([body, year, *(value_of(each, at) for at, each in enumerate(columns))])


def write_ledger(folder: Path, scheme: Scheme) -> None:
    """An entry of each kind for each point that asks for it, and a document for each point."""
    with (folder / "ledger.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(
            [
                "number",
                "kind",
                "date",
                "actor",
                "post",
                "subject",
                "place",
                "planned",
                "done",
                "unit",
                "deadline",
                "document_number",
            ]
        )
        numbers = count(1)
        for point in scheme.points:
            for kind in dict.fromkeys((*point.ledger, "document")):
                lines.writerow(_entry(next(numbers), kind, point.words[0] if point.words else point.title_zh))


def _entry(number: int, kind: str, word: str) -> Iterator[str]:
    actor = "墨河市人民政府办公室" if kind == "document" else "墨河市教育局"
    subject = f"关于做好{word}工作的通知" if kind == "document" else f"推进{word}"
    yield from (f"T{number}", kind, "2023-05-18", actor, "局长", subject, "", "10", "10", "项", "2023-10-30", "")


def gaps_of(scheme: Scheme, drafting: Drafting, folder: Path, year: int) -> list[str]:
    found = compose_report(scheme, drafting, load_facts([folder]).known, period=parse_period(str(year)))
    return GAP.findall(found.plain)


def of_people(drafting: Drafting) -> set[str]:
    told = (*drafting.profile, *(each for point in drafting.points.values() for each in point))
    words = {statement.text for paragraph in told for statement in paragraph if statement.kind == "gap"}
    return {*words, drafting.problems_gap, drafting.next_steps_gap, *OF_PEOPLE}


@pytest.mark.parametrize("name", DRAFTED)
@pytest.mark.parametrize("years", [(2023,), (2022, 2023)], ids=["first year", "second year"])
def test_a_whole_form_leaves_no_gap_but_those_of_people(name: str, years: tuple[int, ...], tmp_path: Path) -> None:
    edition = load_edition(name)
    scheme = read_scheme(Path(edition.folder))
    drafting = read_sentences(Path(edition.folder), scheme)
    write_tables(tmp_path, edition, dict(columns_of_form(edition)), years=years)
    write_ledger(tmp_path, scheme)
    assert set(gaps_of(scheme, drafting, tmp_path, 2023)) <= of_people(drafting)


def test_what_follows_from_other_columns_is_not_asked_twice() -> None:
    asked = columns_of_form(load_edition("government-duty-city/2021"))["city"]
    assert {"schools_with_party", "schools_party_base", "exp_total", "norm_senior"} <= asked
    assert not {"large_class_share_senior", "satisfaction", "gdp"} & asked
