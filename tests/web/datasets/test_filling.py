"""Filling a table: cells as the core reads them, two editors, rows, remarks."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from dudao.web.datasets.actions import Change, add_row, explain_remark, remove_row, save_cells
from dudao.web.datasets.cells import Cell
from dudao.web.datasets.desks import desk_of
from dudao.web.datasets.models import CellChange, Sheet
from dudao.web.datasets.queries import remarks_of
from dudao.web.policies import Refused
from dudao.web.rounds.models import RoundBody
from tests.web.cast import acting_as
from tests.web.datasets.county_round import AT, county_round, table

PRIMARY, JUNIOR = "9901020001|primary", "9901020002|junior"


@pytest.fixture
def evaluated(cast: None) -> RoundBody:
    """A county in the stage of data."""
    return county_round()


def save(evaluated: RoundBody, *changes: Change, seq: int = 0, by: str = "reporter", name: str = "school_stage") -> Any:
    """Keep cells as one of the cast."""
    asked = table(evaluated, name)
    return save_cells(evaluated_id=evaluated.pk, table=asked, seq=seq, changes=changes, by=acting_as(by), at=AT)


def cell(evaluated: RoundBody, row: str, column: str, name: str = "school_stage") -> Cell:
    """A cell as it is kept."""
    desk = desk_of(evaluated, table(evaluated, name))
    return Cell.of(next(each for each in desk.rows if each.key == row).cells.get(column))


def test_rows_come_from_the_tree_and_the_names_of_schools(evaluated: RoundBody) -> None:
    assert [row.key for row in desk_of(evaluated, table(evaluated)).rows] == [PRIMARY, JUNIOR]


@pytest.mark.parametrize(
    ("typed", "value", "state"),
    [
        ("１,２００", "1200", "value"),
        (" 1 200 ", "1200", "value"),
        ("0", "0", "zero"),
        ("零", "0", "zero"),
        ("不适用", "", "not_applicable"),
        ("未采集", "", "not_collected"),
        ("", "", "not_collected"),
    ],
)
def test_a_cell_reads_as_in_a_workbook(evaluated: RoundBody, typed: str, value: str, state: str) -> None:
    save(evaluated, Change(PRIMARY, "students", typed))
    kept = cell(evaluated, PRIMARY, "students")
    assert (kept.value, kept.state) == (value, state)


def test_words_stay_as_they_are_typed(evaluated: RoundBody) -> None:
    typed = "查阅台账，实地查看（含民办学校），共１２所"
    item = table(evaluated, "judged").items[0][0]
    save(evaluated, Change(f"990102|{item}", "basis", f" {typed} "), name="judged")
    assert cell(evaluated, f"990102|{item}", "basis", "judged").value == typed


def test_what_is_judged_is_called_by_its_name(evaluated: RoundBody, client_of: Callable[[str], Client]) -> None:
    asked = table(evaluated, "judged")
    code, name = asked.items[0]
    place = [evaluated.round.address, evaluated.body_id, "judged"]
    grid = client_of("reporter").get(reverse("datasets:sheet-json", args=place)).json()
    shown = next(each for each in grid["rows"] if each["key"] == f"990102|{code}")
    assert (shown["label"], shown["code"]) == (f"临江县 {name}", code)
    form = client_of("reporter").get(reverse("datasets:workbook-form", args=place[:2]))
    book = load_workbook(BytesIO(b"".join(form.streaming_content) if form.streaming else form.content))  # type: ignore[attr-defined]
    remarks = {each.value: each.comment.text for row in book["评审判定"].iter_rows() for each in row if each.comment}
    assert remarks[code] == name


def test_a_unit_in_the_cell_is_reckoned_and_what_was_typed_is_kept(evaluated: RoundBody) -> None:
    save(evaluated, Change("9901020001", "equipment", "0.01亿元"), name="school")
    kept = cell(evaluated, "9901020001", "equipment", "school")
    assert (kept.value, kept.written) == ("100", "0.01亿元")


@pytest.mark.parametrize("typed", ["许多", "#REF!", "12元", "无", "=1+1", "9" * 80])
def test_what_cannot_be_read_is_refused_with_words(evaluated: RoundBody, typed: str) -> None:
    saved = save(evaluated, Change(PRIMARY, "students", typed), Change(JUNIOR, "students", "300"))
    assert [(each.row, bool(str(each.words))) for each in saved.refused] == [(PRIMARY, True)]
    assert cell(evaluated, JUNIOR, "students").value == "300"


def test_unknown_rows_columns_states_and_reasons_are_refused(evaluated: RoundBody) -> None:
    saved = save(
        evaluated,
        Change("nobody", "students", "1"),
        Change(PRIMARY, "body_name", "x"),
        Change(PRIMARY, "students", "", "gone"),
        Change(PRIMARY, "students", "", "withheld", "later"),
    )
    assert len(saved.refused) == 4
    assert saved.saved == []


def test_a_blank_is_kept_with_its_reason(evaluated: RoundBody) -> None:
    save(evaluated, Change(PRIMARY, "students", "", "not_collected", "later", "九月统计"))
    kept = cell(evaluated, PRIMARY, "students")
    assert (kept.reason, kept.note, kept.is_blank) == ("later", "九月统计", False)


def test_two_who_edit_one_table_keep_both_their_cells(evaluated: RoundBody) -> None:
    save(evaluated, Change(PRIMARY, "students", "100"))
    saved = save(evaluated, Change(JUNIOR, "students", "200"), by="coordinator")
    assert saved.conflicts == []
    assert [cell(evaluated, row, "students").value for row in (PRIMARY, JUNIOR)] == ["100", "200"]


def test_the_second_of_two_who_edit_one_cell_is_told_and_overwrites_nothing(evaluated: RoundBody) -> None:
    save(evaluated, Change(PRIMARY, "students", "100"))
    (conflict,) = save(evaluated, Change(PRIMARY, "students", "200"), by="coordinator").conflicts
    assert (conflict.mine.value, conflict.theirs.value, conflict.theirs.by) == ("200", "100", "填报员甲")
    assert cell(evaluated, PRIMARY, "students").value == "100"


def test_who_has_seen_the_other_value_may_write_over_it_and_both_stay_in_the_history(evaluated: RoundBody) -> None:
    save(evaluated, Change(PRIMARY, "students", "100"))
    save(evaluated, Change(PRIMARY, "students", "200", seq=1), by="coordinator")
    changes = CellChange.objects.filter(row=PRIMARY, column="students")
    assert [(each.before.get("v"), each.after["v"], each.by) for each in changes] == [
        ("100", "200", "县联络员甲"),
        (None, "100", "填报员甲"),
    ]


def test_the_same_value_and_the_same_person_are_no_conflict(evaluated: RoundBody) -> None:
    save(evaluated, Change(PRIMARY, "students", "100"))
    again = save(evaluated, Change(PRIMARY, "students", "１００"), by="coordinator")
    own = save(evaluated, Change(PRIMARY, "students", "101"))
    assert (again.conflicts, own.conflicts, Sheet.objects.get().seq) == ([], [], 2)


def test_people_of_another_county_change_nothing(evaluated: RoundBody) -> None:
    with pytest.raises(Refused, match="由本级政府的部门和下级单位填报"):
        save(evaluated, Change(PRIMARY, "students", "1"), by="neighbour")
    assert not Sheet.objects.exists()


def test_rooms_are_added_and_removed_stages_too_others_not(evaluated: RoundBody) -> None:
    more = {"evaluated_id": evaluated.pk, "by": acting_as("reporter"), "at": AT}
    _desk, room = add_row(table=table(evaluated, "room"), body_code="9901020001", **more)
    save(evaluated, Change(room.key, "kind", "音乐"), Change(room.key, "room_area", "96"), name="room")
    assert cell(evaluated, room.key, "kind", "room").value == "音乐"
    add_row(table=table(evaluated), body_code="9901020001", stage="junior", **more)
    with pytest.raises(Refused, match="已有"):
        add_row(table=table(evaluated), body_code="9901020001", stage="junior", **more)
    desk = remove_row(table=table(evaluated), key="9901020001|junior", **more)
    assert [row.key for row in desk.there] == [PRIMARY, JUNIOR]
    with pytest.raises(Refused, match="机构名录确定"):
        remove_row(table=table(evaluated, "school"), key="9901020001", **more)


def test_a_room_without_number_is_told_and_one_numbered_twice_too(evaluated: RoundBody) -> None:
    asked, more = table(evaluated, "room"), {"by": acting_as("reporter"), "at": AT}
    for _number in range(2):
        _desk, room = add_row(evaluated_id=evaluated.pk, table=asked, body_code="9901020001", **more)
        save(evaluated, Change(room.key, "kind", "音乐"), Change(room.key, "number", "1"), name="room")
    _desk, room = add_row(evaluated_id=evaluated.pk, table=asked, body_code="9901020001", **more)
    assert {each.rule for each in remarks_of(desk_of(evaluated, asked))} == {"row-doubled", "key-missing"}


def test_logic_and_experience_are_told_with_their_cells(evaluated: RoundBody) -> None:
    save(evaluated, *(Change(PRIMARY, name, value) for name, value in (("students", "900"), ("teachers", "20"))))
    save(evaluated, Change(PRIMARY, "t_backbone", "25"), seq=1)
    remarks = remarks_of(desk_of(evaluated, table(evaluated)))
    assert [(each.kind, each.rule) for each in remarks] == [
        ("logic", "backbone-of-teachers"),
        ("experience", "pupils-per-teacher"),
    ]
    assert (PRIMARY, "t_backbone") in remarks[0].cells


def test_an_explanation_holds_for_the_numbers_it_was_given_for(evaluated: RoundBody) -> None:
    save(evaluated, *(Change(PRIMARY, name, value) for name, value in (("students", "900"), ("teachers", "20"))))
    asked = table(evaluated)
    (remark,) = remarks_of(desk_of(evaluated, asked))
    told = {"remark": remark.id, "found": remark.found, "text": "教学点集中", "by": acting_as("reporter"), "at": AT}
    explain_remark(evaluated_id=evaluated.pk, table=asked, **told)
    assert remarks_of(desk_of(evaluated, asked))[0].is_settled
    save(evaluated, Change(PRIMARY, "students", "950"), seq=1)
    assert not remarks_of(desk_of(evaluated, asked))[0].is_settled


def place(evaluated: RoundBody, name: str, kept: str = "school_stage") -> str:
    """An address of the grid."""
    return reverse(f"datasets:{name}", args=[evaluated.round.address, evaluated.body_id, kept])


def send(client: Client, address: str, found: object) -> Any:
    """What the grid sends, and the answer."""
    return client.post(address, json.dumps(found), content_type="application/json")


def test_the_grid_gets_columns_rows_and_what_was_saved(
    evaluated: RoundBody, client_of: Callable[[str], Client]
) -> None:
    client = client_of("reporter")
    sent = {"seq": 0, "changes": [{"row": PRIMARY, "col": "students", "value": "１２００"}]}
    answer = send(client, place(evaluated, "sheet-cells"), sent).json()
    assert [(each["col"], each["value"], each["state"]) for each in answer["saved"]] == [("students", "1200", "value")]
    sheet = client.get(place(evaluated, "sheet-json")).json()
    assert sheet["cells"][PRIMARY]["students"]["value"] == "1200"
    assert sum(each["span"] for each in sheet["header_rows"][0]) == len(sheet["columns"])
    assert [row["key"] for row in sheet["rows"]] == [PRIMARY, JUNIOR]
    assert (sheet["may_edit"], sheet["seq"]) == (True, 1)


def test_an_editor_hears_what_others_wrote_meanwhile(evaluated: RoundBody, client_of: Callable[[str], Client]) -> None:
    address = place(evaluated, "sheet-cells")
    save(evaluated, Change(PRIMARY, "students", "1"))
    save(evaluated, Change(JUNIOR, "students", "2"), seq=1, by="coordinator")
    sent = {"seq": 1, "changes": [{"row": PRIMARY, "col": "entrants", "value": "3"}]}
    asked = {"seq": 1, "changes": [{"row": PRIMARY, "col": "students", "value": "3"}]}
    answer = send(client_of("reporter"), address, asked).json()
    assert [(each["row"], each["value"]) for each in answer["others"]] == [(JUNIOR, "2")]
    assert send(client_of("reporter"), address, sent).json()["refused"]
    since = client_of("colleague").get(address, {"since": "2"}).json()
    assert [(each["row"], each["value"]) for each in since["others"]] == [(PRIMARY, "3")]


@pytest.mark.parametrize("body", ["", "[]", "{", "null", '{"seq": "a"}', '{"seq": 0, "changes": [1]}', '{"seq": -1}'])
def test_nonsense_is_refused_and_changes_nothing(
    evaluated: RoundBody, client_of: Callable[[str], Client], body: str
) -> None:
    found = client_of("reporter").post(place(evaluated, "sheet-cells"), body, content_type="application/json")
    assert found.status_code == 403
    assert found.json()["refused"]
    assert not Sheet.objects.exists()


def test_the_history_of_a_cell_names_who_and_when(evaluated: RoundBody, client_of: Callable[[str], Client]) -> None:
    save(evaluated, Change(PRIMARY, "students", "1"))
    asked = {"row": PRIMARY, "col": "students"}
    (change,) = client_of("coordinator").get(place(evaluated, "cell-history"), asked).json()["changes"]
    assert (change["by"], change["before"]["value"], change["after"]["value"]) == ("填报员甲", "", "1")


EDITORS = ("reporter", "coordinator", "colleague")


@pytest.mark.parametrize("seed", range(6))
def test_whatever_order_editors_save_in_nothing_is_lost_in_silence(evaluated: RoundBody, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - to vary a test
    seen = dict.fromkeys(EDITORS, 0)
    held: dict[tuple[str, str], str] = {}
    for number in range(30):
        editor, value = chance.choice(EDITORS), str(1000 + number)
        place = (chance.choice((PRIMARY, JUNIOR)), chance.choice(("students", "teachers")))
        saved = save(evaluated, Change(*place, value), seq=seen[editor], by=editor)
        if saved.conflicts:
            assert saved.conflicts[0].theirs.value == held[place]
        else:
            held[place] = value
        if chance.random() < 0.5:
            seen[editor] = saved.desk.sheet.seq
    assert {place: cell(evaluated, *place).value for place in held} == held
    for row, column in held:
        changes = list(CellChange.objects.filter(row=row, column=column).order_by("id"))
        assert [each.before for each in changes[1:]] == [each.after for each in changes[:-1]]
