"""Text of users that begins like a formula stays text in every file that is written, and reads back as it was."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook

from dudao.facts.forms import MeasuringForm, write_form
from dudao.facts.known import KnownFacts
from dudao.facts.load import load_facts
from dudao.facts.marked import marked_copy
from dudao.facts.package import package_of
from dudao.indicators.compile.compute import text_cell
from dudao.indicators.output.as_files import write_workbook
from dudao.values.formula_marks import as_text_cell
from tests.facts.tables import write_csv

EVIL = ("=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1:A9)", "'=A1")


def known_with(text: str, tmp_path: Path) -> KnownFacts:
    folder = tmp_path / "data"
    folder.mkdir()
    write_csv(folder, "bodies", f'code,name,kind\n990121,"{text}",county\n')
    write_csv(folder, "county", "body_code,period,edu_exp_t\n990121,2021,-5.5\n")
    return load_facts([folder]).known


@pytest.mark.parametrize("text", EVIL)
def test_a_package_holds_no_formula_and_reads_back_the_same(text: str, tmp_path: Path) -> None:
    known = known_with("临江县", tmp_path)
    known = replace(known, bodies=(replace(known.bodies[0], name=text),))
    files = package_of(known, "data", "数据")
    rows = list(csv.DictReader(io.StringIO(files["bodies.csv"].decode())))
    assert rows[0]["name"] == f"'{text}"
    numbers = list(csv.DictReader(io.StringIO(files["county.csv"].decode())))
    assert numbers[0]["edu_exp_t"] == "-5.5"
    target = tmp_path / "package"
    target.mkdir()
    for name, content in files.items():
        (target / name).write_bytes(content)
    again = load_facts([target]).known
    assert again.bodies[0].name == text
    values = {each.reference.field: each.value for each in again.facts if not each.derived_from}
    assert values["edu_exp_t"] == Decimal("-5.5")


@pytest.mark.parametrize("text", EVIL[:4])
def test_a_form_and_a_marked_copy_hold_no_formula_of_a_users_text(text: str, tmp_path: Path) -> None:
    known = known_with(text, tmp_path)
    write_form(tmp_path / "form.xlsx", facts=known, measuring=MeasuringForm({"county": frozenset(("edu_exp_t",))}))
    (tmp_path / "marked.xlsx").write_bytes(marked_copy(tmp_path / "data", [], "zh"))
    for name, sheet in (("form.xlsx", "机构与区划"), ("marked.xlsx", "bodies")):
        book = load_workbook(tmp_path / name)
        found = [cell for row in book[sheet].iter_rows() for cell in row if cell.value == text]
        assert found
        assert {cell.data_type for cell in found} == {"s"}


@pytest.mark.parametrize("text", [*EVIL, "990121", "临江县"])
def test_the_plans_csv_marks_codes_as_the_others_do(text: str) -> None:
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT {text_cell('body')} FROM (SELECT ? AS body)", [text]).fetchall()
    assert found == [(as_text_cell(text),)]


def test_a_workbook_of_results_holds_no_formula_and_numbers_stay_numbers(tmp_path: Path) -> None:
    write_workbook(tmp_path / "out.xlsx", [("结果", ("body", "value"), [("=1+1", -3), ("@x", Decimal("2.5"))])])
    sheet = load_workbook(tmp_path / "out.xlsx")["结果"]
    assert [(cell.value, cell.data_type) for cell in sheet["A"][1:]] == [("=1+1", "s"), ("@x", "s")]
    assert [(cell.value, cell.data_type) for cell in sheet["B"][1:]] == [(-3, "n"), (2.5, "n")]
