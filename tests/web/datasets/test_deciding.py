"""Submitting, accepting, returning: what hinders it, what is kept for ever, what others are told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from dudao.web.datasets import deciding
from dudao.web.datasets.actions import Change, explain_remark, save_cells
from dudao.web.datasets.deciding import CellReason, accept_table, return_table, submit_table, withdraw_table
from dudao.web.datasets.models import CellChange, CellReturn, Sheet, TableVersion
from dudao.web.datasets.queries import accepted_versions, tables_of
from dudao.web.datasets.states import VersionState
from dudao.web.datasets.tables import table_asked, tables_asked
from dudao.web.datasets.versions import differences, hash_of
from dudao.web.datasets.waiting import tables_accepted, waiting
from dudao.web.pages.todo import Todo
from dudao.web.policies import Refused
from dudao.web.rounds.models import RoundBody
from tests.web.append_only import VERSIONS, let_go_of
from tests.web.cast import NOW, acting_as
from tests.web.datasets.county_round import AT, county_round, hand_out, table
from tests.web.datasets.on_stage import filled_table

TABLE, LABEL = "room", "面积"


@pytest.fixture
def evaluated(cast: None) -> RoundBody:
    """A county with one table ready to be submitted."""
    return filled_table()


def act(
    action: Callable[..., TableVersion], evaluated: RoundBody, by: str = "coordinator", **more: object
) -> TableVersion:
    """An action on that table by one of the cast."""
    return action(evaluated_id=evaluated.pk, table=table(evaluated, TABLE), by=acting_as(by), at=AT, **more)


def resize(evaluated: RoundBody, value: str, by: str = "coordinator") -> None:
    """Change the one cell that matters."""
    sheet = Sheet.objects.get(table=TABLE)
    row = sheet.rows.get(is_removed=False).key
    asked, changes = table(evaluated, TABLE), [Change(row, "room_area", value)]
    save_cells(evaluated_id=evaluated.pk, table=asked, seq=sheet.seq, changes=changes, by=acting_as(by), at=AT)


def test_a_table_with_blanks_is_not_submitted_until_each_has_a_reason(cast: None) -> None:
    evaluated = county_round()
    asked, more = table(evaluated, "county"), {"evaluated_id": evaluated.pk, "by": acting_as("coordinator"), "at": AT}
    with pytest.raises(Refused, match="格没有填"):
        submit_table(table=asked, **more)
    wanted = [each.id for each in asked.fillable if each.id in asked.needed]
    reasons = [Change("990102", name, "", "not_collected", "later") for name in wanted]
    save_cells(table=asked, seq=0, changes=reasons, **more)
    assert submit_table(table=asked, **more).number == 1


def test_a_table_without_rows_is_never_complete(cast: None) -> None:
    evaluated = county_round()
    asked, more = table(evaluated, TABLE), {"evaluated_id": evaluated.pk, "by": acting_as("coordinator"), "at": AT}
    with pytest.raises(Refused, match="没有说明"):
        submit_table(table=asked, **more)
    explain_remark(table=asked, remark="no-rows", found="0", text="学校都没有专用教室。", **more)
    assert submit_table(table=asked, **more).explanations[0]["text"] == "学校都没有专用教室。"


def test_vetoes_are_declared_not_asked_for_in_a_table(cast: None) -> None:
    evaluated = county_round()
    assert table_asked(evaluated, "veto") is None
    assert {each.id for each in tables_asked(evaluated)} >= {"judged", "county", "room"}


def test_a_broken_logic_check_and_an_unexplained_remark_stand_in_the_way(cast: None) -> None:
    evaluated = county_round()
    asked, more = table(evaluated), {"evaluated_id": evaluated.pk, "by": acting_as("coordinator"), "at": AT}
    numbers = {"students": "900", "teachers": "20", "t_backbone": "25"}
    changes = [Change("9901020001|primary", name, value) for name, value in numbers.items()]
    save_cells(table=asked, seq=0, changes=changes, **more)
    with pytest.raises(Refused, match="逻辑校验有 1 处没有改正。经验校验有 1 处没有改正，也没有说明"):
        submit_table(table=asked, **more)


def test_what_was_submitted_can_only_be_changed_after_it_came_back(evaluated: RoundBody) -> None:
    act(submit_table, evaluated)
    with pytest.raises(Refused, match="正在等待审核"):
        resize(evaluated, "73")
    act(withdraw_table, evaluated)
    resize(evaluated, "73")
    assert act(submit_table, evaluated).number == 2


def test_a_version_keeps_its_content_whatever_comes_after(evaluated: RoundBody) -> None:
    first = act(submit_table, evaluated)
    act(accept_table, evaluated)
    resize(evaluated, "73")
    assert Sheet.objects.get(table=TABLE).state == "draft"
    (kept,) = accepted_versions(evaluated)
    assert (kept.pk, hash_of(bytes(kept.content))) == (first.pk, first.sha256)
    (fact,) = (each for each in tables_of(evaluated).facts if each.reference.field == "room_area")
    (draft,) = (each for each in tables_of(evaluated, drafts=True).facts if each.reference.field == "room_area")
    assert (str(fact.value), str(draft.value)) == ("96", "73")


def test_two_versions_differ_by_the_cells_that_changed(evaluated: RoundBody) -> None:
    one = act(submit_table, evaluated)
    act(accept_table, evaluated)
    resize(evaluated, "73")
    other = act(submit_table, evaluated)
    (found,) = differences(table(evaluated, TABLE), bytes(one.content), bytes(other.content))
    assert (found.label, found.before, found.after) == (LABEL, "96", "73")


def test_a_return_names_its_cells_and_is_mended(evaluated: RoundBody, client_of: Callable[[str], Client]) -> None:
    act(submit_table, evaluated)
    row = Sheet.objects.get(table=TABLE).rows.get().key
    act(return_table, evaluated, reasons=[CellReason("依据不足", row, "room_area")])
    address = reverse("datasets:sheet-json", args=[evaluated.round.address, "990102", TABLE])
    found = client_of("reporter").get(address).json()
    assert [(each["col"], each["words"], each["by"]) for each in found["returns"]] == [
        ("room_area", "依据不足", "县联络员甲")
    ]
    resize(evaluated, "73")
    act(submit_table, evaluated)
    assert client_of("reporter").get(address).json()["returns"] == []


def test_what_came_back_is_not_submitted_again_word_for_word_without_a_word(evaluated: RoundBody) -> None:
    act(submit_table, evaluated)
    act(return_table, evaluated, reasons=[CellReason("依据不足")])
    with pytest.raises(Refused, match="与退回的第 1 版完全相同"):
        act(submit_table, evaluated)
    again = act(submit_table, evaluated, why_unchanged="已附测绘报告。")
    assert [(each["words"], each["text"]) for each in again.explanations] == [("退回后原样提交", "已附测绘报告。")]


@pytest.mark.parametrize("reasons", [[], [CellReason(" ")], [CellReason("x", "nobody", "room_area")]])
def test_a_return_without_reason_or_of_no_cell_is_refused(evaluated: RoundBody, reasons: list[CellReason]) -> None:
    act(submit_table, evaluated)
    with pytest.raises(Refused):
        act(return_table, evaluated, reasons=reasons)


def test_who_submits_does_not_decide_unless_they_coordinate(evaluated: RoundBody) -> None:
    hand_out(evaluated)
    act(submit_table, evaluated, "reporter")
    with pytest.raises(Refused, match="办理"):
        act(accept_table, evaluated, "reporter")
    with pytest.raises(Refused, match="联络员审核"):
        act(accept_table, evaluated, "city-coordinator")


def test_a_content_that_was_touched_is_not_accepted(evaluated: RoundBody) -> None:
    act(submit_table, evaluated)
    let_go_of(VERSIONS)  # as somebody would who holds the database itself
    TableVersion.objects.update(content=b"body_code\n")
    with pytest.raises(Refused, match="指纹不符"):
        act(accept_table, evaluated)


@pytest.mark.parametrize("decide", [None, accept_table, withdraw_table])
@pytest.mark.parametrize(
    "changed",
    [
        {"content": b""},
        {"sha256": "0" * 64},
        {"number": 9},
        {"explanations": [1]},
        {"author": "别人"},
        {"submitted_at": NOW},
    ],
    ids=lambda each: next(iter(each)),
)
def test_the_database_refuses_to_change_what_was_submitted(
    evaluated: RoundBody, decide: Callable[..., TableVersion] | None, changed: dict[str, object]
) -> None:
    act(submit_table, evaluated)
    if decide is not None:
        act(decide, evaluated)
    before = TableVersion.objects.values().get()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        TableVersion.objects.update(**changed)
    assert TableVersion.objects.values().get() == before


def test_what_became_of_a_version_is_written_once(evaluated: RoundBody) -> None:
    act(submit_table, evaluated)
    act(accept_table, evaluated)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        TableVersion.objects.update(state=VersionState.RETURNED)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        TableVersion.objects.update(decided_by="别人")


def test_the_database_refuses_to_remove_versions_and_histories(evaluated: RoundBody) -> None:
    act(submit_table, evaluated)
    act(return_table, evaluated, reasons=[CellReason("请核对")])
    for model in (TableVersion, CellChange, CellReturn):
        assert model.objects.exists()
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            model.objects.all().delete()
    for model in (CellChange, CellReturn):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            model.objects.update(by="别人")


def test_apps_hear_of_what_was_accepted(
    evaluated: RoundBody, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    heard: list[int] = []
    deciding.on_change("test", lambda version: heard.append(version.number))
    act(submit_table, evaluated)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        act(accept_table, evaluated)
    deciding.on_change("test", lambda version: None)
    assert heard == [1]


def todos(login: str) -> dict[str, int]:
    """What waits for one of the cast: the first words, how many."""
    found: list[Todo] = list(waiting(acting_as(login), AT))
    return {str(each.what).partition("：")[0]: each.count for each in found}


def test_the_workbench_and_the_board_follow(evaluated: RoundBody) -> None:
    total = len(tables_asked(evaluated))
    assert todos("coordinator") == {"待填报的数据表": total}
    act(submit_table, evaluated)
    assert todos("coordinator") == {"待审核的数据表": 1, "待填报的数据表": total - 1}
    act(return_table, evaluated, reasons=[CellReason("依据不足")])
    assert todos("coordinator")["被退回的数据表"] == 1
    resize(evaluated, "73")
    act(submit_table, evaluated)
    act(accept_table, evaluated)
    assert tables_accepted(evaluated.round)[evaluated.pk].done == 1
    assert todos("neighbour-coordinator") == {}


def test_pages_of_versions_show_what_was_kept(evaluated: RoundBody, client_of: Callable[[str], Client]) -> None:
    act(submit_table, evaluated)
    act(accept_table, evaluated)
    resize(evaluated, "73")
    act(submit_table, evaluated)
    place = [evaluated.round.address, "990102", TABLE]
    client = client_of("supervisor")
    assert "第 2 版" in client.get(reverse("datasets:version-list", args=place)).content.decode()
    page = client.get(reverse("datasets:version-detail", args=[*place, 1]))
    assert "内容与指纹相符" in page.content.decode()
    assert LABEL in client.get(reverse("datasets:version-difference", args=[*place, 1, 2])).content.decode()
    file = client.get(reverse("datasets:version-detail", args=[*place, 1]), {"format": "csv"})
    assert hash_of(file.content) == TableVersion.objects.get(number=1).sha256
    assert client.get(reverse("datasets:version-detail", args=[*place, 1]), {"format": "xlsx"}).content[:2] == b"PK"
    assert client.get(reverse("datasets:version-detail", args=[*place, 9])).status_code == 404
