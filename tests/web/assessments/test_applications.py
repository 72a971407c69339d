"""A county's application: conditions from the data, parts with their content, the review by the city, return and passing."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from dudao.web.assessments.actions import (
    Given,
    accept_point,
    apply_for_review,
    confirm_application,
    declare_gate,
    return_application,
    return_point,
    review_part,
    submit_point,
    write_application,
    write_point,
)
from dudao.web.assessments.applications import application_of, applied_of, parts_of_application
from dudao.web.assessments.models import SelfAssessment
from dudao.web.evidence.actions import Change, change_entries
from dudao.web.pages.todo import todos_for
from dudao.web.policies import Refused
from dudao.web.rounds.models import RoundBody
from dudao.web.schemes.editions import edition_of
from tests.web.assessments.stage_setting import FORM, accept_data, applying, opened
from tests.web.cast import NOW, acting_as
from tests.web.evidence.stage_setting import MINUTES, handed_in
from tests.web.ledger.entries import written_entry

CITY, COUNTY = "city-coordinator", "coordinator"


@pytest.fixture
def county(cast: None) -> RoundBody:
    """The county in a round with an application, its self-assessment not begun."""
    return applying()


def finish(county: RoundBody) -> None:
    """Every point accepted, every veto declared."""
    by = acting_as(COUNTY)
    for point in ("A", "B", "C", "D"):
        given = Given(0, {"is_met": True, "narrative": f"{point}组指标达到要求。"})
        version = write_point(evaluated_id=county.pk, point=point, given=given, by=by, at=NOW).version
        submit_point(evaluated_id=county.pk, point=point, by=by, at=NOW)
        accept_point(evaluated_id=county.pk, point=point, version=version, by=by, at=NOW)
    for gate in edition_of(county.round.edition).gates:
        declare_gate(evaluated_id=county.pk, gate=gate.code, is_occurred=False, reason="没有发生", by=by, at=NOW)


def apply_now(county: RoundBody) -> None:
    apply_for_review(evaluated_id=county.pk, by=acting_as(COUNTY), at=NOW)


def review(county: RoundBody, part: str, *, confirmed: bool = True, reason: str = "", by: str = CITY) -> None:
    digest = next(each.digest for each in parts_of_application(application_of(county)) if each.code == part)
    review_part(
        evaluated_id=county.pk,
        part=part,
        digest=digest,
        is_confirmed=confirmed,
        reason=reason,
        by=acting_as(by),
        at=NOW,
    )


def fill(county: RoundBody, **columns: str) -> None:
    version = application_of(county).version
    write_application(evaluated_id=county.pk, version=version, columns=FORM | columns, by=acting_as(COUNTY), at=NOW)


def test_what_hinders_the_application_is_told_one_by_one(county: RoundBody) -> None:
    with pytest.raises(Refused, match="自查自评还没有完成"):
        apply_now(county)
    finish(county)
    with pytest.raises(Refused, match="还不能判断"):
        apply_now(county)
    accept_data(county, "2024-01-01")
    with pytest.raises(Refused, match="不具备申报条件"):
        apply_now(county)


def test_the_form_must_be_filled_in(county: RoundBody) -> None:
    finish(county)
    accept_data(county, "2018-06-01")
    fill(county, statement=" ")
    with pytest.raises(Refused, match="申报意见"):
        apply_now(county)


def ready(county: RoundBody) -> None:
    finish(county)
    accept_data(county, "2018-06-01")
    fill(county)
    apply_now(county)


def test_the_city_returns_a_part_and_the_rest_stays_confirmed(county: RoundBody) -> None:
    ready(county)
    assert applied_of([county]) == {county.pk}
    assert [str(each.what) for each in todos_for(acting_as(CITY), NOW) if "复核" in str(each.what)] == [
        "复核申报：临江县"
    ]
    codes = [each.code for each in parts_of_application(application_of(county))]
    assert codes == ["form", "report", "policies", "point:A", "point:B", "point:C", "point:D"]
    with pytest.raises(Refused, match="没有复核"):
        confirm_application(evaluated_id=county.pk, opinion="同意", by=acting_as(CITY), at=NOW)
    with pytest.raises(Refused, match="写明原因"):
        review(county, "point:A", confirmed=False)
    with pytest.raises(Refused, match="先在要退回的材料上"):
        return_application(evaluated_id=county.pk, opinion="", by=acting_as(CITY), at=NOW)
    for code in codes:
        review(county, code, confirmed=code != "point:A", reason="补充骨干教师数据")
    return_application(evaluated_id=county.pk, opinion="请补充", by=acting_as(CITY), at=NOW)
    by = acting_as(COUNTY)
    return_point(evaluated_id=county.pk, point="A", reason="市里退回", by=by, at=NOW)
    version = SelfAssessment.objects.get(point="A").version
    given = Given(version, {"narrative": "补充了骨干教师数据。"})
    version = write_point(evaluated_id=county.pk, point="A", given=given, by=by, at=NOW).version
    submit_point(evaluated_id=county.pk, point="A", by=by, at=NOW)
    accept_point(evaluated_id=county.pk, point="A", version=version, by=by, at=NOW)
    apply_now(county)
    parts = {each.code: each for each in parts_of_application(application_of(county))}
    assert [code for code, each in parts.items() if each.is_stale] == ["report", "point:A"]
    assert parts["point:B"].is_confirmed
    for code in ("report", "point:A"):
        review(county, code)
    confirm_application(evaluated_id=county.pk, opinion="同意申报", by=acting_as(CITY), at=NOW)
    assert application_of(county).state == "confirmed"
    with pytest.raises(Refused, match="复核通过"):
        fill(county, contact="另一人")


@pytest.mark.parametrize("login", ["coordinator", "supervisor", "neighbour-coordinator", "reporter"])
def test_only_the_city_above_reviews(county: RoundBody, login: str) -> None:
    ready(county)
    with pytest.raises(Refused):
        review(county, "form", by=login)


def test_what_changed_while_it_was_read_is_not_concluded_on(county: RoundBody) -> None:
    ready(county)
    with pytest.raises(Refused, match="有变动"):
        review_part(
            evaluated_id=county.pk,
            part="form",
            digest="0" * 64,
            is_confirmed=True,
            reason="",
            by=acting_as(CITY),
            at=NOW,
        )


def test_papers_are_word_files(county: RoundBody, client_of: Callable[[str], Client]) -> None:
    ready(county)
    written_entry(
        kind="document",
        number="D1",
        date=date(2026, 1, 5),
        subject="义务教育优质均衡发展规划",
        document_number="临政发〔2026〕1号",
        planned=None,
        done=None,
        unit="",
    )
    client = client_of(CITY)

    def paper(part: str) -> Document:
        args = [county.round.address, "990102", part]
        return Document(io.BytesIO(client.get(reverse("assessments:application-export", args=args)).content))

    cells = [cell.text for row in paper("form").tables[0].rows for cell in row.cells]
    assert "2018-06-01" in cells
    assert "临江县人民政府自查报告" in paper("report").paragraphs[0].text
    assert [cell.text for cell in paper("policies").tables[0].rows[1].cells][1:3] == [
        "义务教育优质均衡发展规划",
        "临政发〔2026〕1号",
    ]
    assert paper("review").tables[0].rows[1].cells[2].text == "未复核"


def test_the_compilation_holds_list_and_documents_but_none_with_personal_data(
    county: RoundBody, client_of: Callable[[str], Client]
) -> None:
    for number, visibility in (("临政发〔2026〕1号", "public"), ("临政发〔2026〕2号", "personal")):
        entry = handed_in(county, f"{MINUTES}{number}", by="coordinator")
        columns = {"title": "义务教育优质均衡/发展规划", "document_number": number, "visibility": visibility}
        change_entries(changes=[Change(entry.address, columns)], by=acting_as(COUNTY), at=NOW)
    address = reverse("assessments:application-export", args=[county.round.address, "990102", "compilation"])
    answer = client_of(COUNTY).get(address)
    with ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as packed:  # type: ignore[attr-defined]
        names = packed.namelist()
        assert packed.read(names[1]).decode() == f"{MINUTES}临政发〔2026〕1号"
    assert names == ["00 临江县政策汇编目录.docx", "01 义务教育优质均衡／发展规划（临政发〔2026〕1号）.txt"]


def test_pages_lead_through_the_review(county: RoundBody, client_of: Callable[[str], Client]) -> None:
    ready(county)
    own = [county.round.address, "990102"]
    city, address = client_of(CITY), reverse("assessments:review-write", args=own)
    parts = {each.code: each for each in parts_of_application(application_of(county))}
    for part in parts.values():
        city.post(address, {"part": part.code, "digest": part.digest, "verdict": "confirm"})
    city.post(reverse("assessments:review-decide", args=[*own, "confirm"]), {"opinion": "同意申报"})
    assert "同意申报" in client_of(COUNTY).get(reverse("assessments:application-write", args=own)).content.decode()
    assert client_of("neighbour-coordinator").get(address).status_code == 404


def test_a_round_without_that_stage_has_no_application(cast: None, client_of: Callable[[str], Client]) -> None:
    own = [opened().round.address, "990102"]
    assert client_of(COUNTY).get(reverse("assessments:application-write", args=own)).status_code == 404
