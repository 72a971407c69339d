"""Files with several reports: those of the same title belong together, a report that one file lacks came or went whole."""

from __future__ import annotations

from dudao.reports.compare.model import State
from dudao.reports.compare.versions import compare_files
from tests.reports.compare.versions import OLD, reading_of, swapped

COUNTY = "临江县人民政府2021年度履行教育职责自评报告\n一、基本情况\n全县小学73所，在校生44960人。\n"


def test_reports_are_paired_by_title_whatever_their_order() -> None:
    city, county = reading_of(OLD), reading_of(COUNTY)
    changed = reading_of(swapped(("73所", "72所"), text=COUNTY))
    found = compare_files([city, county], [changed, city])
    assert [each.is_same for each in found] == [True, False]
    assert [each.old.text for each in found[1].figures if each.state is State.CHANGED and each.old] == ["73所"]


def test_a_report_that_one_file_lacks_came_or_went_whole() -> None:
    city, county = reading_of(OLD), reading_of(COUNTY)
    (same, gone) = compare_files([city, county], [city])
    assert same.is_same
    assert gone.new is None
    assert {each.state for each in (*gone.figures, *gone.sections, *gone.claims)} == {State.WENT}
    (_, came) = compare_files([city], [city, county])
    assert came.old is None
    assert len(came.figures) == len(county.figures)


def test_single_reports_are_versions_whatever_their_titles() -> None:
    (found,) = compare_files([reading_of(OLD)], [reading_of(COUNTY)])
    assert found.old is not None
    assert found.new is not None
    assert [each.part for each in found.front] == ["title", "addressee", "signatory", "date"]


def test_a_text_without_anything_to_compare() -> None:
    (found,) = compare_files([reading_of("")], [reading_of("")])
    assert found.is_same
    (found,) = compare_files([reading_of("")], [reading_of(OLD)])
    assert {each.state for each in found.figures} == {State.CAME}
