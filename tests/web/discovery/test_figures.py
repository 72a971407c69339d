"""Figures across reports: by metric in its wordings, year, place and level, on open pages; the same in files and chart."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from dudao.web.acting import VISITOR
from dudao.web.bodies.models import Body
from dudao.web.discovery.charts import bars_of
from dudao.web.discovery.figures import find_figures, read_figure_question, wordings_of
from dudao.web.library.states import DocumentState, Tier
from tests.web.cast import NOW, acting_as
from tests.web.discovery.shelf import figure, shelved

pytestmark = pytest.mark.django_db
ADDRESS = "/library/figures/?q=一般公共预算教育经费 2020 全部市"


@pytest.fixture
def stage(cast: None) -> None:
    """Reports of two cities and a county; one of members, with a figure on its fourth page."""
    east = shelved("云东市报告", ["一"] * 5, body="990100", level="city", year=2020)
    west = shelved("云西市报告", ["一"] * 5, body="990200", level="city", year=2020, tier=Tier.MEMBERS)
    county = shelved("临江县报告", ["一"] * 5, body="990102", level="county", year=2020)
    figure(east, "39400万元")
    figure(east, "38000万元", year=2019)
    figure(west, "41200万元", page=2)
    figure(west, "77777万元", page=4)
    figure(county, "900万元")
    figure(county, "=1万元".lstrip("="), metric="=HYPERLINK(1)")


def texts(line: str, login: str = "visitor") -> list[str]:
    """The figures of a line, as printed."""
    who = VISITOR if login == "visitor" else acting_as(login)
    return [each.text for each in find_figures(read_figure_question({"q": line}), who, NOW.date())]


def test_a_line_as_people_type_it_gives_the_figures_of_all_places_of_a_level(stage: None) -> None:
    assert texts("一般公共预算教育经费 2020 全部市") == ["39400万元", "41200万元"]
    assert texts("一般公共预算教育经费 2020 全部县") == ["900万元"]
    assert texts("一般公共预算教育经费 2019年 云东市") == ["38000万元"]
    assert texts("没有的指标") == texts("") == []


def test_a_figure_beyond_the_open_pages_is_only_for_who_reads_them(
    stage: None, client_of: Callable[[str], Client]
) -> None:
    line = "一般公共预算教育经费 2020 全部市"
    assert "77777万元" not in texts(line) + texts(line, "reporter")
    assert "77777万元" in texts(line, "supervisor")
    for login, sees in (("visitor", False), ("reporter", False), ("operator", True)):
        for address in (ADDRESS, ADDRESS.replace("figures/", "figures.csv")):
            assert ("77777" in client_of(login).get(address).content.decode()) is sees


def test_figures_of_a_document_that_is_not_public_are_not_found(stage: None) -> None:
    from dudao.web.library.models import Document

    Document.objects.filter(title="云东市报告").update(state=DocumentState.HELD)
    assert texts("一般公共预算教育经费 2020 全部市") == ["41200万元"]


def test_other_wordings_of_the_catalogue_are_looked_for_too() -> None:
    words = wordings_of("在校生数")
    assert words[0] == "在校生数"
    assert len(words) == len(set(words))
    assert wordings_of("从未见过的指标") == ["从未见过的指标"]


def test_the_page_names_value_unit_and_place_and_draws_a_chart(stage: None, client_of: Callable[[str], Client]) -> None:
    page = client_of("visitor").get(ADDRESS + "&order=value").content.decode()
    assert page.index("41200万元") < page.index("39400万元")
    assert "394,000,000" in page
    assert "<meter" in page
    assert "/p/1/" in page


def test_both_files_hold_the_same_and_no_formula(stage: None, client_of: Callable[[str], Client]) -> None:
    for metric in ("一般公共预算教育经费", "HYPERLINK"):
        table = client_of("visitor").get("/library/figures.csv", {"metric": metric}).content.decode("utf-8-sig")
        book = client_of("visitor").get("/library/figures.xlsx", {"metric": metric}).content
        sheet = load_workbook(io.BytesIO(book)).active
        assert sheet is not None
        in_sheet = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        in_table = list(csv.reader(io.StringIO(table)))
        assert [row[4] for row in in_sheet] == [row[4] for row in in_table]
        assert not any(cell.startswith("=") for row in (*in_table, *in_sheet) for cell in row)


def test_bars_are_drawn_of_one_kind_of_unit_alone(stage: None) -> None:
    rows = list(find_figures(read_figure_question({"q": "一般公共预算教育经费 2020"}), VISITOR, NOW.date()))
    assert [each.share for each in bars_of(rows)] == [2, 96, 100]
    rows[0].unit = "人"
    assert bars_of(rows) == bars_of(rows[:1]) == []


def test_levels_changes_and_shares_never_stand_in_one_table(client_of: Callable[[str], Client]) -> None:
    document = shelved("甲", ["一"], place="云东市")
    figure(document, "100万元")
    figure(document, "7万元", role="change")
    figure(document, "12%", role="share", unit="%")
    figure(document, "90%", role="target", unit="%")
    client = client_of("visitor")
    for kind, shown in (("", "100万元"), ("change", "7万元"), ("share", "12%"), ("aim", "90%"), ("odd", "100万元")):
        page = client.get("/library/figures/", {"q": "一般公共预算教育经费", "kind": kind}).content.decode()
        cells = [each for each in ("100万元", "7万元", "12%", "90%") if f'<td class="number">{each}</td>' in page]
        assert cells == [shown]
        assert "占比和完成程度 1" in page
        table = client.get("/library/figures.csv", {"metric": "一般公共预算教育经费", "kind": kind}).content.decode()
        assert table.count("万元,") + table.count("%,") == 2


def test_a_figure_of_a_city_in_the_bulletin_of_the_province_stands_under_the_city(cast: None) -> None:
    city = Body.objects.filter(kind="city").earliest("code")
    bulletin = shelved("公报", ["一"], place="云州省", level="province")
    figure(bulletin, "900万元", scope="全省")
    figure(bulletin, "30万元", scope=city.name)

    def found(line: str) -> list[tuple[str, str]]:
        rows: Any = find_figures(read_figure_question({"q": f"一般公共预算教育经费 {line}"}), VISITOR, NOW.date())
        return [(row.place, row.text) for row in rows]

    assert found("全部市") == found(city.name) == found(city.code) == [(city.name, "30万元")]
    assert found("全部省") == found("云州省") == [("云州省", "900万元")]
