"""A form reads back what was written into it."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from dudao.facts.forms import write_form
from dudao.facts.known import KnownFacts
from dudao.facts.load import load_facts
from dudao.reports.run import CheckRequest, check_file
from dudao.schemes.load import load_scheme
from tests.facts.tables import codes, loaded

YUNZHOU = Path(__file__).parents[2] / "examples" / "yunzhou"
SHEETS = {
    "机构与区划": "bodies",
    "市级数据": "city",
    "县（市、区）数据": "county",
    "台账": "ledger",
    "佐证材料目录": "evidence",
    "用语表": "terms",
}


def given(known: KnownFacts) -> dict:
    return {
        fact.reference: (fact.value, fact.state, fact.text, fact.period)
        for fact in known.facts
        if fact.reference.table != "computed"
    }


def test_a_filled_form_reads_back_the_same(tmp_path: Path) -> None:
    known = loaded(YUNZHOU).known
    write_form(tmp_path / "form.xlsx", facts=known)
    again = load_facts([tmp_path / "form.xlsx"])
    assert set(codes(again)) <= {"DAT024"}
    read = given(again.known)
    assert {reference: read[reference] for reference in given(known)} == given(known)
    assert [replace(entry, place=None) for entry in again.known.ledger] == [
        replace(entry, place=None) for entry in known.ledger
    ]
    assert [replace(entry, place=None) for entry in again.known.evidence] == [
        replace(entry, place=None) for entry in known.evidence
    ]
    assert (again.known.terms, again.known.bodies) == (known.terms, known.bodies)


def test_an_empty_form_has_a_sheet_a_table_with_headings_units_ids_and_lists(tmp_path: Path) -> None:
    write_form(tmp_path / "form.xlsx")
    book = load_workbook(tmp_path / "form.xlsx")
    assert book.sheetnames[0] == "说明"
    city = book["市级数据"]
    column = next(cell.column for cell in city[4] if cell.value == "edu_exp_t")
    assert [city.cell(row, column).value for row in (2, 3, 4)] == ["一般公共预算教育支出", "万元", "edu_exp_t"]
    assert any("未采集" in rule.formula1 for rule in city.data_validations.dataValidation)
    assert any("小学" in rule.formula1 for rule in book["学校分学段数据"].data_validations.dataValidation)
    again = load_facts([tmp_path / "form.xlsx"])
    assert set(codes(again)) == {"DAT024"}
    assert again.known.given == frozenset()


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    known = loaded(YUNZHOU).known
    entry = replace(known.evidence[0], title="=1+1 号材料")
    write_form(tmp_path / "form.xlsx", facts=replace(known, evidence=(entry,)))
    assert load_facts([tmp_path / "form.xlsx"]).known.evidence[0].title == "=1+1 号材料"


def test_a_form_filled_by_hand_gives_the_same_check_as_the_files(tmp_path: Path) -> None:
    """As an office does it: an empty form of a scheme, numbers typed under the ids, checked against the same report."""
    write_form(tmp_path / "form.xlsx", scheme=load_scheme("government-duty-city"))
    book = load_workbook(tmp_path / "form.xlsx")
    for sheet in book.worksheets[1:]:
        columns = {cell.value: cell.column for cell in sheet[4] if cell.value}
        with (YUNZHOU / f"{SHEETS[sheet.title]}.csv").open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=6):
                for column, text in row.items():
                    if text:
                        sheet.cell(number, columns[column], _typed(column, text))
    book.save(tmp_path / "filled.xlsx")
    assert _checked(tmp_path / "filled.xlsx") == _checked(YUNZHOU)


def _typed(column: str, text: str) -> int | float | str:
    """Numbers are typed as numbers, codes and periods as text."""
    if column in ("period", "number", "document_number") or column.endswith("code"):
        return text
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text


def _checked(facts: Path) -> list[tuple[str, str, str]]:
    """Every binding and every remark of the example's report."""
    request = CheckRequest(facts=load_facts([facts]).known, today=date(2021, 11, 8))
    (result,) = check_file(YUNZHOU / "report.txt", request)
    bindings = [(each.quote.exact, each.state.value, str(each.fact)) for each in result.given.bindings]
    remarks = [(each.code, each.location.quote if each.location else "", "") for each in result.diagnostics]
    return [*bindings, *remarks]
