"""A form reads back what was written into it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook

from dudao.facts.forms import write_form
from dudao.facts.known import KnownFacts
from dudao.facts.load import load_facts
from tests.facts.tables import codes, loaded

YUNZHOU = Path(__file__).parents[2] / "examples" / "yunzhou"


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
