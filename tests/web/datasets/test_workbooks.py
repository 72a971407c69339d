"""Workbooks out and in: the same back, messy ones, hostile ones, last year's values."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from dudao.web.datasets.actions import Change, add_row, save_cells
from dudao.web.datasets.cells import Cell
from dudao.web.datasets.desks import desk_of
from dudao.web.datasets.grid import change_of
from dudao.web.datasets.imports import apply_workbook, discard_workbook, hand_in_workbook, keep_base
from dudao.web.datasets.models import BaseTable, TableImport
from dudao.web.datasets.planning import ImportPlan, plan_of
from dudao.web.datasets.queries import remarks_of, tables_of
from dudao.web.datasets.tables import tables_asked
from dudao.web.datasets.workbook import workbook_of
from dudao.web.policies import Refused
from dudao.web.rounds.models import RoundBody
from tests.web.cast import acting_as
from tests.web.datasets.county_round import AT, county_round, hand_out, table

PRIMARY = "9901020001|primary"


@pytest.fixture
def evaluated(cast: None) -> RoundBody:
    """A county in the stage of data."""
    return county_round()


def hand_in(
    evaluated: RoundBody, content: bytes, name: str = "表.xlsx", by: str = "reporter", **more: Any
) -> TableImport:
    """A workbook as one of the cast hands it in."""
    return hand_in_workbook(
        evaluated_id=evaluated.pk,
        content=BytesIO(content),
        name=name,
        size=len(content),
        by=acting_as(by),
        at=AT,
        **more,
    )


def plan(kept: TableImport, by: str = "reporter") -> ImportPlan:
    """What it would do."""
    return plan_of(kept, acting_as(by), AT)


def carry_out(kept: TableImport, by: str = "reporter", **more: Any) -> dict[str, int]:
    """Apply what was looked at."""
    seen = plan(kept, by).fingerprint
    return apply_workbook(address=kept.address, seen=seen, by=acting_as(by), at=AT, **more)


def fill(evaluated: RoundBody, *changes: Change, name: str = "school_stage", by: str = "reporter") -> None:
    """Keep cells."""
    asked = table(evaluated, name)
    save_cells(evaluated_id=evaluated.pk, table=asked, seq=999, changes=changes, by=acting_as(by), at=AT)


def cells(evaluated: RoundBody, name: str = "school_stage") -> dict[tuple[str, str], str]:
    """What is filled in a table."""
    rows = desk_of(evaluated, table(evaluated, name)).there
    return {(row.key, column): Cell.of(kept).shown for row in rows for column, kept in row.cells.items()}


def sheet_of(title: str, *rows: tuple[object, ...]) -> bytes:
    """A workbook of one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def test_what_goes_out_comes_back_without_a_change(evaluated: RoundBody) -> None:
    fill(evaluated, Change(PRIMARY, "students", "900"), Change(PRIMARY, "teachers", "不适用"))
    fill(evaluated, Change("9901020001", "equipment", "96.50"), name="school")
    _desk, room = add_row(
        evaluated_id=evaluated.pk,
        table=table(evaluated, "room"),
        body_code="9901020001",
        by=acting_as("reporter"),
        at=AT,
    )
    named = {"kind": "音乐", "number": "1", "room_area": "96"}
    fill(evaluated, *(Change(room.key, column, value) for column, value in named.items()), name="room")
    found = plan(hand_in(evaluated, workbook_of(evaluated, tables_asked(evaluated))))
    assert [(part.table.id, part.cells, part.new, part.gone) for part in found.tables if part.cells or part.new] == []
    assert sum(part.same for part in found.tables) >= 4
    assert not found.is_open


def test_a_changed_cell_is_shown_and_carried_out_once(evaluated: RoundBody) -> None:
    fill(evaluated, Change(PRIMARY, "students", "900"))
    book = load_workbook(BytesIO(workbook_of(evaluated, [table(evaluated)])))
    sheet = book["学校分学段数据"]
    ids = [cell.value for cell in sheet[5]]
    row = next(row for row in sheet.iter_rows(min_row=6) if row[0].value == "9901020001")
    row[ids.index("students")].value, row[ids.index("teachers")].value = 910, "４５"
    target = BytesIO()
    book.save(target)
    kept = hand_in(evaluated, target.getvalue())
    (part,) = plan(kept).tables
    assert [(each.label, each.before, each.after) for each in part.differences] == [
        ("在校学生数", "900", "910"),
        ("专任教师数", "", "45"),
    ]
    carry_out(kept)
    assert cells(evaluated)[PRIMARY, "students"] == "910"
    with pytest.raises(Refused, match="已经导入过"):
        apply_workbook(address=kept.address, seen="", by=acting_as("reporter"), at=AT)


def test_a_messy_table_with_names_only_and_a_unit_in_its_heading_is_read(evaluated: RoundBody) -> None:
    rows = (
        ("临江县2025年学校情况",),
        ("学校名称", "年度", "教学仪器设备值（元）", "备注"),
        ("临江县第一小学", "2025年", "1,234,500", "x"),
        ("合计", None, 1234500, None),
    )
    kept = hand_in(evaluated, sheet_of("学校数据", *rows))
    carry_out(kept)
    assert cells(evaluated, "school")["9901020001", "equipment"] == "123.4500"


def test_a_blank_takes_nothing_away_and_other_periods_are_left_out(evaluated: RoundBody) -> None:
    fill(evaluated, Change(PRIMARY, "students", "900"))
    rows = (
        ("单位代码", "年度", "学段", "在校学生数", "专任教师数"),
        ("9901020001", "2025", "小学", None, 50),
        ("9901020001", "2024", "小学", 800, 40),
    )
    found = plan(kept := hand_in(evaluated, sheet_of("学校分学段数据", *rows)))
    assert found.left_out == 1
    carry_out(kept)
    assert (cells(evaluated)[PRIMARY, "students"], cells(evaluated)[PRIMARY, "teachers"]) == ("900", "50")


def test_rows_of_others_are_told_and_not_read(evaluated: RoundBody) -> None:
    rows = (
        ("单位代码", "年度", "学段", "在校学生数"),
        ("9901030001", "2025", "小学", 5),
        ("9901020001", "2025", "大学", 5),
    )
    found = plan(hand_in(evaluated, sheet_of("学校分学段数据", *rows)))
    assert not found.is_open
    assert len(found.faults) >= 2


def test_rooms_come_and_go_with_the_workbook_where_wanted(evaluated: RoundBody) -> None:
    heading = ("单位代码", "年度", "专用教室类别", "序号", "面积")
    first = sheet_of(
        "专用教室", heading, ("9901020001", "2025", "音乐", "1", 96), ("9901020001", "2025", "美术", "1", 90)
    )
    carry_out(hand_in(evaluated, first))
    assert sorted(value for (_row, column), value in cells(evaluated, "room").items() if column == "kind") == [
        "美术",
        "音乐",
    ]
    second = sheet_of("专用教室", heading, ("9901020001", "2025", "音乐", "1", 99))
    kept = hand_in(evaluated, second)
    assert len(plan(kept).tables[0].gone_titles) == 1
    carry_out(kept, removes=["room"])
    assert [value for (_row, column), value in cells(evaluated, "room").items() if column == "room_area"] == ["99"]


def test_a_draft_changed_after_the_preview_is_looked_at_again(evaluated: RoundBody) -> None:
    rows = (("单位代码", "年度", "学段", "在校学生数"), ("9901020001", "2025", "小学", 5))
    kept = hand_in(evaluated, sheet_of("学校分学段数据", *rows))
    seen = plan(kept).fingerprint
    fill(evaluated, Change(PRIMARY, "students", "7"))
    with pytest.raises(Refused, match="预览之后"):
        apply_workbook(address=kept.address, seen=seen, by=acting_as("reporter"), at=AT)
    assert cells(evaluated)[PRIMARY, "students"] == "7"


def test_tables_of_other_departments_are_shown_and_left_alone(evaluated: RoundBody) -> None:
    hand_out(evaluated)
    rows = (("单位代码", "年度", "学段", "在校学生数"), ("9901020001", "2025", "小学", 5))
    kept = hand_in(evaluated, sheet_of("学校分学段数据", *rows), by="colleague")
    assert not plan(kept, "colleague").is_open


def test_a_workbook_put_aside_stays_aside(evaluated: RoundBody) -> None:
    rows = (("单位代码", "年度", "学段", "在校学生数"), ("9901020001", "2025", "小学", 5))
    kept = hand_in(evaluated, sheet_of("学校分学段数据", *rows))
    discard_workbook(address=kept.address, by=acting_as("reporter"), at=AT)
    with pytest.raises(Refused, match="已经放弃"):
        carry_out(kept)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("表.xlsx", b""),
        ("表.xlsx", b"PK\x03\x04 broken"),
        ("表.xls", b"\xd0\xcf\x11\xe0 broken"),
        ("表.csv", b"\x00\xff\xfe"),
        ("../../etc/school_stage.csv", b"body_code,period\n=1+1,2025\n"),
        ("长" * 150 + ".xlsx", b"PK\x03\x04 broken"),
        ("bodies.csv", b"code,name,kind\n1,x,county\n"),
        ("表.xlsx", sheet_of("说明", ("没有表",))),
    ],
)
def test_what_is_no_table_is_told_in_words(
    evaluated: RoundBody, client_of: Callable[[str], Client], name: str, content: bytes
) -> None:
    client, place = client_of("reporter"), [evaluated.round.address, "990102"]
    sent = {"file": SimpleUploadedFile(name, content)}
    answer = client.post(reverse("datasets:import-new", args=place), sent)
    if answer.status_code == 302:
        page = client.get(answer["Location"])
        assert page.status_code == 200
        assert "确认导入" not in page.content.decode()
    else:
        assert answer.status_code == 422


def test_a_program_is_not_taken_for_a_workbook(evaluated: RoundBody, client_of: Callable[[str], Client]) -> None:
    sent = {"file": SimpleUploadedFile("表.exe", b"MZ")}
    answer = client_of("reporter").post(reverse("datasets:import-new", args=[evaluated.round.address, "990102"]), sent)
    assert answer.status_code == 422
    assert not TableImport.objects.exists()


def test_the_pages_show_the_differences_and_give_a_marked_copy(
    evaluated: RoundBody, client_of: Callable[[str], Client]
) -> None:
    rows = (("单位代码", "年度", "学段", "在校学生数", "专任教师数"), ("9901020001", "2025", "小学", 5, "许多"))
    kept = hand_in(evaluated, sheet_of("学校分学段数据", *rows))
    place, client = [evaluated.round.address, "990102", kept.address], client_of("reporter")
    page = client.get(reverse("datasets:import-detail", args=place)).content.decode()
    assert "确认导入" in page
    assert "许多" in page
    marked = load_workbook(BytesIO(client.get(reverse("datasets:import-marked", args=place)).content))
    assert marked["学校分学段数据"]["E2"].comment is not None
    client.post(reverse("datasets:import-detail", args=place), {"seen": plan(kept).fingerprint})
    assert cells(evaluated)[PRIMARY, "students"] == "5"


def last_year() -> bytes:
    """A workbook of the year before: the second school had both stages then."""
    return sheet_of(
        "学校分学段数据",
        ("单位代码", "年度", "学段", "在校学生数", "专任教师数"),
        ("9901020001", "2024", "小学", 800, 40),
        ("9901020002", "2024", "小学", 300, 20),
        ("9901020002", "2024", "初中", 600, 50),
    )


def test_last_years_values_stand_beside_and_tell_which_stages_a_school_has(
    evaluated: RoundBody, client_of: Callable[[str], Client]
) -> None:
    kept = hand_in(evaluated, last_year(), by="coordinator", is_base=True)
    keep_base(address=kept.address, by=acting_as("coordinator"), at=AT)
    assert BaseTable.objects.get().period == "2024"
    fill(evaluated, Change(PRIMARY, "students", "1200"))
    address = reverse("datasets:sheet-json", args=[evaluated.round.address, "990102", "school_stage"])
    sheet = client_of("reporter").get(address).json()
    cell = sheet["cells"][PRIMARY]["students"]
    assert (cell["last"], cell["change"]) == ("800", "+50.0%")
    assert [row["key"] for row in sheet["rows"]] == [PRIMARY, "9901020002|primary", "9901020002|junior"]
    assert {each.rule for each in remarks_of(desk_of(evaluated, table(evaluated)))} == {"band-of-last-year"}
    known = tables_of(evaluated, drafts=True)
    assert {fact.reference.period for fact in known.facts} == {"2024", "2025"}


def test_only_the_coordinator_brings_in_last_year(evaluated: RoundBody) -> None:
    with pytest.raises(Refused, match="办理"):
        hand_in(evaluated, last_year(), by="reporter", is_base=True)


def test_changes_are_told_in_per_cent() -> None:
    assert [change_of(*each) for each in (("110", "100"), ("50", "-100"), ("1", ""), ("", "1"))] == [
        "+10.0%",
        "+150.0%",
        "",
        "",
    ]
