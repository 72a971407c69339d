"""Changes of bodies through their pages: what a preview shows is what happens; tables in and out."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from dudao.web.accounts.models import Person
from dudao.web.acting import Role
from dudao.web.audit.models import AuditEntry
from dudao.web.bodies.actions import Ground, rename_body
from dudao.web.bodies.imports import apply_table, hand_in_table
from dudao.web.bodies.models import Body, BodyEvent, BodyImport, BodyName, BodyPlace
from dudao.web.bodies.tree import tree_on
from dudao.web.bodies.workbook import write_bodies
from dudao.web.posts.actions import give_post
from dudao.web.posts.models import Post
from dudao.web.site.people import OUTSIDE
from tests.web.cast import NOW, acting_as

pytestmark = pytest.mark.usefixtures("cast")
ClientOf = Callable[[str], Client]
DAY = date(2026, 1, 1)
COLUMNS = "code,name,kind,parent_code,valid_from,valid_to,short_names\n"

CHANGES: tuple[tuple[str, dict[str, str], dict[str, tuple[str, str] | None]], ...] = (
    # change, what is typed; which bodies differ afterwards: name and parent, or gone
    ("found", {"kind": "school", "code": "9901020002", "name": "二小"}, {"9901020002": ("二小", "990102")}),
    ("rename", {"name": "临江市"}, {"990102": ("临江市", "990100")}),
    (
        "move",
        {"parent": "990200", "others": "990103"},
        {"990102": ("临江县", "990200"), "990103": ("清河县", "990200")},
    ),
    ("merge", {"others": "990103", "code": "990102"}, {"990103": None, "990103-edu": ("清河县教育局", "990102")}),
    (
        "split",
        {"parts": "990106 江南县\n990107 江北县", "rest": "990106", "shares": "990107：9901020001"},
        {"990102": None, "990107": ("江北县", "990100"), "9901020001": ("临江县第一小学", "990107")},
    ),
)


def _tree() -> dict[str, tuple[str, str]]:
    return {code: (place.name, place.parent) for code, place in tree_on(DAY).items()}


@pytest.mark.parametrize(("change", "typed", "expected"), CHANGES, ids=[each[0] for each in CHANGES])
def test_a_preview_changes_nothing_and_the_deed_does_what_it_showed(
    client_of: ClientOf, change: str, typed: dict[str, str], expected: dict[str, tuple[str, str] | None]
) -> None:
    client, address = client_of("supervisor"), f"/bodies/990102/{change}/"
    given = {**typed, "on": DAY.isoformat(), "document_number": "云政发〔2026〕1号"}
    before, entries = _tree(), AuditEntry.objects.count()
    shown = client.post(address, {**given, "preview": "1"})
    assert (shown.status_code, _tree(), AuditEntry.objects.count()) == (200, before, entries)
    assert set(expected) <= set(re.findall(r'<td class="text-nowrap">([\w-]+)</td>', shown.content.decode()))
    assert client.post(address, {**given, "confirm": "1"}).status_code == 302
    after = _tree()
    assert {code: after.get(code) for code in expected} == expected
    assert AuditEntry.objects.count() > entries


def test_a_refused_change_tells_the_reason_on_its_page(client_of: ClientOf) -> None:
    answer = client_of("supervisor").post("/bodies/990102/close/", {"on": "2026-01-01", "preview": "1"})
    assert (answer.status_code, "还有下级机构" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("kind", "code", "told"),
    [("county", "990100", "后两位不为 0"), ("city", "9901", "六位数字"), ("town", "990102", "九位")],
)
def test_codes_of_governments_have_the_form_of_their_level(
    client_of: ClientOf, kind: str, code: str, told: str
) -> None:
    given = {"kind": kind, "code": code, "name": "某地", "on": "2026-01-01", "preview": "1"}
    answer = client_of("supervisor").post("/bodies/990100/found/", given)
    assert (answer.status_code, told in answer.content.decode()) == (422, True)


def test_the_list_shows_another_day(client_of: ClientOf) -> None:
    rename_body(code="990102", name="临江市", short_names="", ground=Ground(on=DAY), by=acting_as("operator"), at=NOW)
    client = client_of("coordinator")
    assert "临江县</a>" in client.get("/bodies/?on=2025-12-31").content.decode()
    assert "临江市</a>" in client.get("/bodies/?on=2026-01-01").content.decode()
    assert "清河县" not in client.get("/bodies/?on=2025-12-31").content.decode()
    assert "日期有误" in client.get("/bodies/?on=2025-13-41").content.decode()


def test_another_day_takes_hardly_more_queries_than_today(client_of: ClientOf) -> None:
    client = client_of("operator")
    client.get("/bodies/")
    with CaptureQueriesContext(connection) as today:
        client.get("/bodies/")
    with CaptureQueriesContext(connection) as another_day:
        client.get("/bodies/?on=2025-12-31")
    assert len(another_day) <= len(today) + 1


def _upload(client: Client, rows: str, name: str = "bodies.csv") -> str:
    file = SimpleUploadedFile(name, (COLUMNS + rows).encode())
    answer = client.post("/bodies/import/", {"file": file, "on": "2026-02-01"})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def test_a_table_is_looked_at_before_it_is_carried_out(client_of: ClientOf) -> None:
    client = client_of("supervisor")
    rows = (
        "9901020002,临江县第二小学,school,990102,,,\n990102,临江市,county,990100,2026-01-01,,\n"
        "990103,清河县,county,990200,,,\n9901020001,临江县第一小学,school,990102,,2026-03-01,\n"
        "990108,沿江县,county,990100,2020-01-01,2025-01-01,\n990108,沿江市,county,990200,2025-01-01,,\n"
    )
    preview = _upload(client, rows)
    entries = AuditEntry.objects.count()
    text = client.get(preview).content.decode()
    assert "新增 2 · 更名 2 · 划转 2 · 撤销 1 · 不变 0" in text
    assert AuditEntry.objects.count() == entries
    assert client.post(preview).status_code == 302
    assert tree_on(date(2025, 12, 31))["990102"].name == "临江县"
    assert Body.objects.get(pk="990102").name == "临江市"
    assert tree_on(date(2026, 1, 31))["990103"].parent == "990100"
    assert tree_on(date(2026, 2, 1))["990103"].parent == "990200"
    assert Body.objects.get(pk="9901020001").closed_on == date(2026, 3, 1)
    assert (tree_on(date(2024, 1, 1))["990108"].name, tree_on(DAY)["990108"].parent) == ("沿江县", "990200")
    assert client.post(preview).status_code == 403  # once


def test_every_fault_of_a_table_is_named_by_sheet_and_place(client_of: ClientOf) -> None:
    client = client_of("supervisor")
    rows = (
        "990199,新县,county,990100,,,\n9901,错码市,city,990000,,,\n990301,孤县,county,990300,,,\n"
        "x-1,没类别,,990100,,,\n990209,外县,county,990100,坏日期,,\n"
    )
    preview = _upload(client, rows)
    text = client.get(preview).content.decode()
    for told in ("后两位为 0", "找不到上级 990300", "没有填类别", "第 3 行", "第 4 行", "前 4 位与上级"):
        assert told in text, told
    assert "E6" in text  # the damaged date, by its cell
    assert client.post(preview).status_code == 403
    assert not Body.objects.filter(pk="990199").exists()


def test_a_table_reaches_no_further_than_the_own_area(client_of: ClientOf) -> None:
    person = Person.objects.get(login="city-coordinator")
    give_post(
        person_id=person.pk,
        body_code="990100",
        role=Role.SUPERVISOR,
        title="",
        starts_on=DAY,
        by=acting_as("operator"),
        at=NOW,
    )
    client = client_of("city-coordinator")
    client.post("/desk/post/", {"post": str(person.posts.get(role="supervisor").pk)})
    preview = _upload(client, "990202,石桥市,county,990200,,,\n")
    assert "不在您的管辖范围内" in client.get(preview).content.decode()
    assert client.post(preview).status_code == 403


def test_a_file_that_is_no_table_is_refused_with_a_reason(client_of: ClientOf) -> None:
    client = client_of("supervisor")
    wrong = client.post("/bodies/import/", {"file": SimpleUploadedFile("a.exe", b"MZ"), "on": "2026-01-01"})
    assert (wrong.status_code, "请上传" in wrong.content.decode()) == (422, True)
    preview = client.post("/bodies/import/", {"file": SimpleUploadedFile("bodies.xlsx", b"junk"), "on": "2026-01-01"})
    assert "不是工作簿" in client.get(preview.headers["Location"]).content.decode()


def test_nobody_else_looks_at_a_table_handed_in(client_of: ClientOf) -> None:
    preview = _upload(client_of("supervisor"), "990109,新县,county,990100,,,\n")
    assert client_of("operator").get(preview).status_code == 404


def test_what_is_exported_reads_back_as_nothing_new(client_of: ClientOf) -> None:
    rename_body(
        code="990102", name="临江市", short_names="临江；江城", ground=Ground(on=DAY), by=acting_as("operator"), at=NOW
    )
    client = client_of("supervisor")
    content = client.get("/bodies/export/").content
    names = [row[1].value for row in load_workbook(BytesIO(content)).active.iter_rows(min_row=5)]
    assert {"临江县", "临江市"} <= set(names)
    file = SimpleUploadedFile("名录.xlsx", content)
    preview = client.post("/bodies/import/", {"file": file, "on": "2026-02-01"}).headers["Location"]
    assert "新增 0 · 更名 0 · 划转 0 · 撤销 0 · 不变 11" in client.get(preview).content.decode()


def test_an_empty_site_takes_an_export_with_its_history() -> None:
    rename_body(code="990102", name="临江市", short_names="", ground=Ground(on=DAY), by=acting_as("operator"), at=NOW)
    content, before = write_bodies("/"), {day: tree_on(day) for day in (date(2025, 6, 1), DAY)}
    for model in (Post, BodyName, BodyPlace, BodyEvent):
        model.objects.all().delete()
    Body.objects.update(parent=None)
    Body.objects.all().delete()
    kept = hand_in_table(content=BytesIO(content), name="名录.xlsx", size=len(content), on=DAY, by=OUTSIDE, at=NOW)
    apply_table(import_id=kept.pk, by=OUTSIDE, at=NOW)
    assert {day: tree_on(day) for day in before} == before
    assert BodyImport.objects.get().applied_at == NOW
