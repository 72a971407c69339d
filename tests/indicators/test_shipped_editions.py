"""Every shipped edition: no fault before data are seen, and every worked case holds."""

from __future__ import annotations

from datetime import date

import pytest

from dudao.indicators.cases import run_cases
from dudao.indicators.scheme_check import check_edition
from dudao.schemes.edition import read_edition
from dudao.schemes.load import scheme_folders
from dudao.schemes.strict import Faults

FOLDERS = {f"{folder.parent.name}/{folder.name}": folder for folder in scheme_folders()}


@pytest.mark.parametrize("name", FOLDERS)
def test_it_has_no_fault(name: str) -> None:
    faults, notes = Faults(), Faults()
    edition = read_edition(FOLDERS[name], faults)
    check_edition(edition, faults, notes, day=date(2024, 6, 30))
    assert [f"{each.origin}: {each.zh}" for each in faults.found] == []


@pytest.mark.parametrize("name", FOLDERS)
def test_every_case_holds(name: str) -> None:
    outcomes = run_cases(read_edition(FOLDERS[name], Faults()))
    assert [f"{each.indicator.code} {each.case.name}: {each.faults}" for each in outcomes if each.faults] == []
