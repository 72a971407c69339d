"""`dudao report check --facts`: data that cannot be read are told with sheet and cell, and the check goes on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.cli.commands import run

REPORT = "云州市人民政府2021年度履行教育职责自评报告\n2021年，全市有小学327所，初中106所。\n"


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = "city"
    sheet.append(["body_code", "body_name", "period", "schools_primary", "schools_junior"])
    sheet.append(["990100", "云州市", "2021", "三百多", 106])
    book.save(tmp_path / "数据.xlsx")
    (tmp_path / "report.txt").write_text(REPORT, "utf-8")
    return tmp_path / "数据.xlsx"


def test_a_cell_that_is_no_number_is_named_on_standard_error_and_in_the_json(facts: Path, capsys) -> None:
    ran = run(capsys, "report", "check", facts.parent / "report.txt", "--facts", facts, "--format", "json")
    assert "数据.xlsx!city!D2" in ran.err
    shown = json.loads(ran.out)
    (problem,) = shown["data_diagnostics"]
    assert problem["code"].startswith("DAT")
    assert "数据.xlsx!city!D2" in problem["message"]
    states = {each["quote"]: each["state"] for each in shown["bindings"]}
    assert states == {"327所": "undecided", "106所": "agrees"}


def test_without_facts_there_are_no_remarks_about_data(facts: Path, capsys) -> None:
    ran = run(capsys, "report", "check", facts.parent / "report.txt", "--format", "json")
    assert json.loads(ran.out)["data_diagnostics"] == []
