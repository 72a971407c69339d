"""A workbook of another kind is known by its sheets, and the page that takes it is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dudao.facts.forms import write_form
from dudao.facts.known import KnownBody, KnownFacts
from dudao.facts.table_workbook import workbook_of_table
from dudao.schemes.load import load_scheme, scheme_folders
from dudao.schemes.workbook.write import workbook_of
from dudao.web.bodies.workbook import plan_of
from dudao.web.pages.workbook_kinds import TableKind, kind_of_table, taken_elsewhere
from dudao.web.policies import Refused
from dudao.web.schemes.folders import unpacked
from tests.web.cast import acting_as

SCHEME = "government-duty-city/2021"


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[TableKind, Path]:
    """A workbook of each kind, as Dudao itself writes it."""
    folder = tmp_path_factory.mktemp("workbooks")
    made = {kind: folder / f"{number}.xlsx" for number, kind in enumerate(TableKind)}
    for kind in (TableKind.BODIES, TableKind.LEDGER, TableKind.EVIDENCE):
        made[kind].write_bytes(workbook_of_table(kind.value, ()))
    write_form(made[TableKind.DATA], scheme=load_scheme(SCHEME))
    folder = next(each for each in scheme_folders() if f"{each.parent.name}/{each.name}" == SCHEME)
    made[TableKind.SCHEME].write_bytes(workbook_of(folder))
    return made


def test_what_dudao_writes_is_known_and_every_other_page_names_the_right_one(
    workbooks: dict[TableKind, Path],
) -> None:
    for kind, path in workbooks.items():
        assert kind_of_table(path, "下载.xlsx") is kind
        for here in TableKind:
            told = taken_elsewhere(path, "下载.xlsx", here)
            assert (told is None) == (here is kind), (kind, here, told)


def test_a_table_that_says_nothing_is_left_to_its_reader(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"no workbook")
    assert kind_of_table(tmp_path / "a", "Sheet.xlsx") is None
    assert kind_of_table(tmp_path / "a", "导出.csv") is None
    assert kind_of_table(tmp_path / "a", "2025年台账.csv") is TableKind.LEDGER


@pytest.mark.usefixtures("cast")
def test_the_form_of_data_handed_in_as_bodies_gives_one_sentence(workbooks: dict[TableKind, Path]) -> None:
    plan = plan_of(workbooks[TableKind.DATA], acting_as("supervisor"), date(2026, 1, 1), called="空表.xlsx")
    assert [str(each.words) for each in plan.faults] == ["这是数据填报的工作簿，请到“数据填报”导入。"]
    with pytest.raises(Refused, match="数据填报"):
        unpacked(workbooks[TableKind.DATA], "空表.xlsx")


@pytest.mark.usefixtures("cast")
def test_the_bodies_that_a_form_of_data_lists_are_taken(tmp_path: Path) -> None:
    county = KnownBody(code="990100", name="云东市", kind="city", parent_code="990000")
    new = KnownBody(code="990109", name="新县", kind="county", parent_code="990100")
    write_form(tmp_path / "form.xlsx", scheme=load_scheme(SCHEME), facts=KnownFacts(bodies=(county, new)))
    plan = plan_of(tmp_path / "form.xlsx", acting_as("supervisor"), date(2026, 1, 1), called="空表.xlsx")
    assert [(each.kind, each.code) for each in plan.steps] == [("add", "990109")]
    assert plan.faults == ()
