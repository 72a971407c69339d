"""The ledger: entries of one's own government, with lights and totals, in and out as a workbook."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from dudao.web.audit.models import AuditEntry
from dudao.web.bodies.actions import NewBody, import_bodies
from dudao.web.ledger.actions import change_entry, remove_entry, restore_entry, write_entry
from dudao.web.ledger.lights import LIGHTS, light, with_light
from dudao.web.ledger.models import LedgerRecord
from dudao.web.ledger.queries import entries_for, government_of, narrowed
from dudao.web.ledger.tallies import Coverage, coverage_of, schools_covered, tallies_of, totals_of
from dudao.web.policies import Refused
from tests.web.cast import NOW, acting_as
from tests.web.ledger.entries import PROJECT, written_entry

TODAY = NOW.date()


@pytest.mark.usefixtures("cast")
def test_a_reporter_writes_for_the_own_government_and_no_other() -> None:
    written_entry()
    with pytest.raises(Refused, match="本级政府"):
        write_entry(body_code="990103", columns=PROJECT, by=acting_as("reporter"), at=NOW)
    with pytest.raises(Refused):
        write_entry(body_code="990102", columns=PROJECT, by=acting_as("supervisor"), at=NOW)
    assert LedgerRecord.objects.count() == 1


@pytest.mark.usefixtures("cast")
def test_a_change_keeps_what_was_there_before_and_no_change_leaves_no_entry() -> None:
    entry = written_entry()
    change_entry(address=entry.address, columns={"done": Decimal(30)}, by=acting_as("coordinator"), at=NOW)
    change_entry(address=entry.address, columns={"done": Decimal(30)}, by=acting_as("coordinator"), at=NOW)
    changes = AuditEntry.objects.filter(action="ledger.changed")
    assert [each.details for each in changes] == [{"done": ["24", "30"]}]


@pytest.mark.usefixtures("cast")
def test_what_was_removed_is_counted_nowhere_and_comes_back_whole() -> None:
    entry = written_entry()
    remove_entry(address=entry.address, by=acting_as("reporter"), at=NOW)
    assert list(entries_for(acting_as("coordinator"))) == []
    restore_entry(address=entry.address, by=acting_as("reporter"), at=NOW)
    assert list(entries_for(acting_as("coordinator"))) == [entry]


days = st.none() | st.dates(date(2026, 1, 1), date(2026, 6, 30))
amounts = st.none() | st.integers(0, 3).map(Decimal)


@pytest.mark.usefixtures("cast")
@given(st.lists(st.tuples(amounts, amounts, days), min_size=1, max_size=8))
def test_the_query_and_the_page_show_the_same_lights(
    rows: list[tuple[Decimal | None, Decimal | None, date | None]],
) -> None:
    LedgerRecord.objects.all().delete()
    base = {"body_id": "990102", "kind": "task", "written_at": NOW}
    LedgerRecord.objects.bulk_create(
        LedgerRecord(**base, subject=str(number), planned=planned, done=done, deadline=deadline)
        for number, (planned, done, deadline) in enumerate(rows)
    )
    shown = {str(number): light(*row, TODAY) for number, row in enumerate(rows)}
    for name in LIGHTS:
        asked = set(LedgerRecord.objects.filter(with_light(name, TODAY)).values_list("subject", flat=True))
        assert asked == {subject for subject, own in shown.items() if own == name}


@pytest.mark.usefixtures("cast")
def test_totals_are_by_unit_and_follow_the_query() -> None:
    written_entry()
    written_entry(number="P002", subject="改扩建小学", planned=Decimal(4), done=Decimal(4))
    written_entry(number="P003", subject="校长培训", kind="training", planned=None, done=Decimal(120), unit="人次")
    by_unit = {
        each.unit: (each.count, each.planned, each.done, each.percent)
        for each in totals_of(tallies_of(entries_for(acting_as("reporter"))))
    }
    assert by_unit == {"所": (2, 64, 28, 43), "人次": (1, None, 120, None)}
    kindergartens = narrowed(entries_for(acting_as("reporter")), {"words": "幼儿园"}, TODAY)
    assert [(each.unit, each.planned) for each in totals_of(tallies_of(kindergartens))] == [("所", 60)]


def test_export_changed_and_imported_again_changes_only_what_was_changed(client_of: Callable[[str], Client]) -> None:
    client = client_of("reporter")
    written_entry()
    written_entry(number="P002", subject="改扩建小学")
    book = load_workbook(io.BytesIO(client.get("/ledger/export/").content))
    sheet = book.active
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)}
    done = next(cell for cell in sheet[cells["改扩建小学"].row] if cell.value == 24)
    done.value = 31
    kept = io.BytesIO()
    book.save(kept)
    answer = client.post("/ledger/import/", {"file": SimpleUploadedFile("台账.xlsx", kept.getvalue())}, follow=True)
    assert "更新 1 条 · 不变 1 条" in answer.content.decode()
    client.post(answer.request["PATH_INFO"])
    assert set(LedgerRecord.objects.values_list("number", "done")) == {("P001", 24), ("P002", 31)}
    assert LedgerRecord.objects.count() == 2


def test_a_bad_table_is_told_row_by_row_and_changes_nothing(client_of: Callable[[str], Client]) -> None:
    client = client_of("reporter")
    rows = "number,kind,date,body_code,subject\nP1,调研,2026-13-40,990102,到校调研\nP2,不知道,2026-03-01,990102,别的\nP3,会议,2026-03-01,990103,邻县的会\n"
    answer = client.post("/ledger/import/", {"file": SimpleUploadedFile("ledger.csv", rows.encode())}, follow=True)
    told = answer.content.decode()
    assert "990103" in told
    assert told.count("必须改正") >= 2
    assert "确认导入" not in told
    refused = client.post(answer.request["PATH_INFO"])
    assert refused.status_code == 403
    assert LedgerRecord.objects.count() == 0


def test_a_file_that_is_no_table_is_refused_with_what_to_do(client_of: Callable[[str], Client]) -> None:
    wrong = SimpleUploadedFile("台账.pdf", b"%PDF-1.4")
    assert "xlsx" in client_of("reporter").post("/ledger/import/", {"file": wrong}).content.decode()
    damaged = SimpleUploadedFile("台账.xlsx", b"PK not a workbook")
    answer = client_of("reporter").post("/ledger/import/", {"file": damaged}, follow=True)
    assert "必须改正" in answer.content.decode()


def test_a_number_without_a_unit_is_asked_about(client_of: Callable[[str], Client]) -> None:
    answer = client_of("reporter").post("/ledger/new/", {"kind": "project", "subject": "新建幼儿园", "planned": "60"})
    assert answer.status_code == 422
    assert "计量单位" in answer.content.decode()


@pytest.mark.parametrize("count", [5, 60])
def test_the_list_asks_as_many_queries_for_many_entries_as_for_few(
    count: int, client_of: Callable[[str], Client]
) -> None:
    client = client_of("reporter")
    base = {"body_id": "990102", "kind": "task", "written_at": NOW}
    LedgerRecord.objects.bulk_create(LedgerRecord(**base, subject=str(number)) for number in range(count))
    client.get("/ledger/")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/ledger/")
    assert len(asked) <= 14


@pytest.mark.usefixtures("cast")
def test_coverage_counts_the_governments_below_that_have_what_was_asked_for() -> None:
    reform = {"kind": "reform", "subject": "县管校聘改革", "planned": Decimal(1), "done": Decimal(1), "unit": "项"}
    written_entry(**reform)
    city, county = acting_as("city-coordinator"), acting_as("coordinator")

    def coverage(asked: dict[str, str]) -> Coverage | None:
        return coverage_of(tallies_of(narrowed(entries_for(city), asked, TODAY)), government_of(city))

    finished = {"kind": "reform", "words": "县管校聘", "light": "done"}
    assert coverage(finished) == Coverage(1, 2, ("清河县",))
    assert coverage({**finished, "light": "late"}) == Coverage(0, 2, ("临江县", "清河县"))
    assert coverage_of(tallies_of(entries_for(county)), government_of(county)) is None


@pytest.mark.usefixtures("cast")
def test_coverage_counts_the_schools_of_the_area_that_entries_name() -> None:
    new = [NewBody(f"990102000{number}", "school", f"临江县第{number}中学", "990102") for number in (2, 3, 4)]
    import_bodies(new=new, by=acting_as("operator"), at=NOW)
    written_entry(kind="body", subject="成立党支部", place="临江县第2中学、临江县第3中学", planned=None, done=None)
    county = acting_as("coordinator")

    def schools(words: str) -> Coverage | None:
        asked = {"kind": "body", "words": words}
        return schools_covered(narrowed(entries_for(county), asked, TODAY), government_of(county))

    missing = ("临江县第一小学", "临江县第4中学")
    assert schools("党支部") == Coverage(2, 4, missing)
    written_entry(kind="body", subject="临江县第4中学成立党支部")  # planned 60, done 24
    assert schools("党支部") == Coverage(2, 4, missing)
    written_entry(kind="body", subject="临江县第4中学党支部换届", planned=None, done=None)
    assert schools("党支部") == Coverage(3, 4, missing[:1])
    assert schools("工会") == Coverage(0, 4, (missing[0], *(each.name for each in new)))
