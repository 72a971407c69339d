"""Pages of evidence: handing in without script and with it, several at once, tables, search; queries do not grow."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from dudao.web.evidence.actions import Change, change_entries
from dudao.web.evidence.models import EvidenceEntry
from dudao.web.evidence.reading import read_file
from dudao.web.rounds.models import RoundBody
from tests.web.cast import NOW, acting_as
from tests.web.evidence.stage_setting import catalogue, handed_in

pytestmark = pytest.mark.usefixtures("cast")


@pytest.fixture
def body(cast: None) -> RoundBody:
    """The county in a round under way."""
    return catalogue()


@pytest.fixture
def place(body: RoundBody) -> str:
    """Where its catalogue is."""
    return f"/evidence/{body.round.address}/{body.body_id}/"


def files(*names: str) -> list[SimpleUploadedFile]:
    """Files whose content is their name."""
    return [SimpleUploadedFile(name, name.encode()) for name in names]


def test_many_files_are_handed_in_without_script(place: str, client_of: Callable[[str], Client]) -> None:
    sent = {"file": [*files("一.txt", "二.txt"), SimpleUploadedFile("空.txt", b"")], "point": "1.1"}
    page = client_of("reporter").post(f"{place}upload/", sent, follow=True).content.decode()
    assert "已上传 2 个文件" in page
    assert "空.txt：文件是空的" in page
    assert [each.number for each in EvidenceEntry.objects.all()] == ["1.1-01", "1.1-02"]


def test_what_was_uploaded_is_listed_with_what_is_still_empty(place: str, client_of: Callable[[str], Client]) -> None:
    client, body = client_of("reporter"), RoundBody.objects.get(body_id="990102")
    whole = handed_in(body, "甲", points=("1.1",))
    columns = {"kind": "会议纪要", "issuer": "临江县人民政府", "date": NOW.date()}
    change_entries(changes=[Change(whole.address, columns)], by=acting_as("reporter"), at=NOW)
    answer = client.post(f"{place}upload/", {"file": files("乙.txt"), "point": ""}, follow=True)
    assert answer.request["QUERY_STRING"] == "state=draft"
    text = answer.content.decode()
    assert "1 份材料上传后还没有登记" in text
    assert "未填：材料种类、发文机关、日期、对应要点" in text
    rows = client.get(f"{place}?state=unfilled").context["page"].leaf.rows
    assert [each.title for each in rows] == ["乙"]


def test_the_script_gets_an_answer_for_each_file(place: str, client_of: Callable[[str], Client]) -> None:
    client, sent = client_of("reporter"), {"file": files("一.txt"), "path": "1.1 领导/一.txt"}
    more = {"headers": {"Accept": "application/json"}}
    added = client.post(f"{place}upload/", sent, **more).json()["files"][0]
    sent["file"] = [SimpleUploadedFile("又.txt", "一.txt".encode())]
    there = client.post(f"{place}upload/", sent, **more).json()["files"][0]
    assert (added["state"], added["number"]) == ("added", "1.1-01")
    assert (there["state"], there["reason"]) == ("there", "目录中已有，编号 1.1-01")
    assert client.post(f"{place}upload/", {}, **more).status_code == 422


def test_changing_several_shows_first_what_it_overwrites(
    place: str, body: RoundBody, client_of: Callable[[str], Client]
) -> None:
    first, second = handed_in(body, "一", points=("1.1",)), handed_in(body, "二", points=("1.1",))
    changes = [Change(first.address, {"issuer": "县政府"})]
    change_entries(changes=changes, by=acting_as("reporter"), at=NOW)
    client = client_of("reporter")
    sent = {"entry": [first.address, second.address], "issuer": "县教育局", "add_point": "2.5"}
    assert client.post(f"{place}bulk/", {"entry": sent["entry"], "preview": "1"}).status_code == 422
    page = client.post(f"{place}bulk/", {**sent, "preview": "1"}).content.decode()
    assert "<del>县政府</del> → 县教育局" in page
    assert EvidenceEntry.objects.filter(issuer="县教育局").count() == 0
    client.post(f"{place}bulk/", {**sent, "confirm": "1"})
    assert {(each.issuer, *each.point_codes) for each in EvidenceEntry.objects.all()} == {("县教育局", "1.1", "2.5")}


def test_the_catalogue_leaves_as_a_workbook_and_comes_back_changed(
    place: str, body: RoundBody, client_of: Callable[[str], Client]
) -> None:
    handed_in(body, "一", name="一.txt", points=("1.1",))
    client = client_of("reporter")
    exported = client.get(f"{place}export/").content
    sent = {"file": SimpleUploadedFile("目录.xlsx", exported)}
    preview = client.post(f"{place}import/", sent, follow=True).content.decode()
    assert "新增 0 条 · 更新 0 条 · 不变 1 条" in preview
    table = "编号,材料名称,材料种类,所属时期,日期,对应评价要点\n1.1-01,会议纪要,会议纪要,2025,2025-09-15,1.1；2.5\n1.1-07,教案,教案,,,1.1\n"
    opened = client.post(f"{place}import/", {"file": SimpleUploadedFile("evidence.csv", table.encode())}, follow=True)
    assert "新增 1 条 · 更新 1 条" in opened.content.decode()
    client.post(opened.request["PATH_INFO"])
    rows = {
        each.number: (each.title, each.kind, each.point_codes, each.file_id is None) for each in body.evidence.all()
    }
    assert rows == {
        "1.1-01": ("会议纪要", "会议纪要", ["1.1", "2.5"], False),
        "1.1-07": ("教案", "教案", ["1.1"], True),
    }


def test_a_wrong_table_is_told_by_row_and_changes_nothing(
    place: str, body: RoundBody, client_of: Callable[[str], Client]
) -> None:
    table = "编号,材料名称,对应评价要点\n1.1-01,甲,9.9\n1.1-01,乙,2.4\n"
    sent = {"file": SimpleUploadedFile("evidence.csv", table.encode())}
    opened = client_of("reporter").post(f"{place}import/", sent, follow=True)
    page = opened.content.decode()
    for words in ("本轮没有要点 9.9", "编号 1.1-01 重复", "要点 2.4 不由贵部门牵头或配合", "第 3 行"):
        assert words in page
    assert client_of("reporter").post(opened.request["PATH_INFO"]).status_code == 403
    assert not body.evidence.exists()


def test_the_official_table_lists_points_and_what_serves_several_under_each(
    place: str, body: RoundBody, client_of: Callable[[str], Client]
) -> None:
    entry = handed_in(body, "一", name="教案.txt", points=("1.1",))
    change_entries(changes=[Change(entry.address, {}, ("1.1", "2.5"))], by=acting_as("reporter"), at=NOW)
    document = Document(BytesIO(client_of("leader").get(f"{place}document/").content))
    cells = [row.cells[1].text for row in document.tables[0].rows]
    assert cells.count("教案") == 2


def test_search_hides_what_one_may_not_open(place: str, body: RoundBody, client_of: Callable[[str], Client]) -> None:
    entry = handed_in(body, "学生甲的家庭住址", points=("2.5",))
    changes = [Change(entry.address, {"visibility": "personal"})]
    change_entries(changes=changes, by=acting_as("reporter"), at=NOW)
    read_file(str(entry.file_id))
    seen = {
        login: "<mark>家庭住址</mark>" in client_of(login).get(f"{place}search/?words=家庭住址").content.decode()
        for login in ("reporter", "colleague", "inspector")
    }
    assert seen == {"reporter": True, "colleague": False, "inspector": True}


@pytest.mark.parametrize("page", ["", "points/", "search/?words=督导", "?words=督导", "removed/"])
def test_pages_ask_the_same_number_of_queries_for_few_and_many(
    place: str, body: RoundBody, page: str, client_of: Callable[[str], Client]
) -> None:
    client = client_of("coordinator")

    def count() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client.get(place + page).status_code == 200
        return len(caught)

    def add(number: int) -> None:
        entry = handed_in(body, f"督导{number}", points=("1.1",))
        change = Change(entry.address, {"visibility": "personal", "department_id": "990102-edu"}, ("1.1", "2.5"))
        change_entries(changes=[change], by=acting_as("reporter"), at=NOW)
        read_file(str(entry.file_id))

    for number in range(2):
        add(number)
    few = count()
    for number in range(2, 14):
        add(number)
    assert count() == few
    assert few < 40


def test_a_request_that_is_too_large_is_refused_before_it_is_read(
    place: str, client_of: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dudao.web.pages.uploads.MOST_BYTES", 400)
    client = client_of("reporter")
    answer = client.post(f"{place}upload/", {"file": files("一.txt" * 100)})
    assert answer.status_code == 400
    assert "文件分几次上传" in answer.content.decode()
    assert client.post(f"{place}upload/", {"file": files("一")}).status_code == 302
