"""Pages of self-assessment: the card that saves by itself, two people, live figures, remarks, who sees what, queries."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from dudao.facts.ledger_counts import COUNT
from dudao.web.assessments.actions import Given, write_point
from dudao.web.assessments.actions.gates import declare_gate
from dudao.web.assessments.actions.points import Inserted
from dudao.web.assessments.figures import Printer, live_figures
from dudao.web.assessments.known import known_of
from dudao.web.assessments.models import SelfAssessment
from dudao.web.assessments.opening import add_opening
from dudao.web.ledger.actions import remove_entry
from dudao.web.ledger.models import LedgerRecord
from dudao.web.pages.todo import todos_for
from dudao.web.rounds.models import RoundBody
from tests.web.assessments.stage_setting import opened, written
from tests.web.cast import NOW, acting_as
from tests.web.ledger.entries import written_entry

AUTO = {"X-Autosave": "1"}
VISITS = f"ledger/990102/2026/visit/{COUNT}"


@pytest.fixture
def evaluated(cast: None) -> RoundBody:
    """The county in an open round, with two visits in its ledger."""
    found = opened()
    for number in ("V1", "V2"):
        written_entry(kind="visit", number=number, date=date(2026, 2, 1), planned=None, done=None, unit="")
    return found


def page(name: str, evaluated: RoundBody, *more: str) -> str:
    return reverse(f"assessments:{name}", args=[evaluated.round.address, evaluated.body_id, *more])


def test_the_card_saves_by_itself_and_says_which_version_stands(
    evaluated: RoundBody, client_of: Callable[[str], Client]
) -> None:
    client, address = client_of("reporter"), page("point-write", evaluated, "1.1")
    told = client.post(address, {"version": "0", "score": "3", "narrative": "调研2次。"}, headers=AUTO)
    assert (told.status_code, told.json()["version"]) == (200, 1)
    told = client.post(address, {"version": "1", "score": "2.5"}, headers=AUTO)
    assert told.status_code == 422
    assert "只能得" in told.json()["faults"][0]
    assert SelfAssessment.objects.get().score == 3


def test_the_later_of_two_sees_who_changed_what(evaluated: RoundBody, client_of: Callable[[str], Client]) -> None:
    written(evaluated, narrative="教育局写的。")
    address = page("point-write", evaluated, "1.1")
    told = client_of("colleague").post(address, {"version": "0", "narrative": "财政局写的。"}, headers=AUTO)
    assert told.status_code == 409
    assert "填报员甲" in told.json()["html"]
    assert "教育局写的。" in told.json()["html"]
    plain = client_of("colleague").post(address, {"version": "0", "narrative": "财政局写的。"})
    assert plain.status_code == 409
    assert "财政局写的。" in plain.content.decode()
    again = client_of("colleague").post(address, {"version": "1", "narrative": "财政局写的。"}, headers=AUTO)
    assert again.json()["version"] == 2


def test_a_partner_cannot_slip_a_score_in(evaluated: RoundBody, client_of: Callable[[str], Client]) -> None:
    sent = {"version": "0", "score": "4", "narrative": "补充。"}
    client_of("colleague").post(page("point-write", evaluated, "1.1"), sent, headers=AUTO)
    found = SelfAssessment.objects.get()
    assert (found.score, found.narrative) == (None, "补充。")


def test_a_figure_put_in_lives_and_is_marked_when_the_data_change(
    evaluated: RoundBody, client_of: Callable[[str], Client]
) -> None:
    client, text = client_of("reporter"), "今年到校调研2次，成效明显。"
    offered = client.get(page("figure-search", evaluated, "1.1"), {"words": "调研"}).content.decode()
    assert VISITS in offered
    inserted = json.dumps([{"reference": VISITS, "quote": "2次", "start": text.index("2次")}])
    sent = {"version": "0", "narrative": text, "inserted": inserted}
    client.post(page("point-write", evaluated, "1.1"), sent, headers=AUTO)
    assert "一致" in client.get(page("point-checks", evaluated, "1.1")).content.decode()
    written_entry(kind="visit", number="V3", date=date(2026, 2, 3), planned=None, done=None, unit="")
    shown = client.get(page("point-checks", evaluated, "1.1")).content.decode()
    assert "数据已变" in shown
    assert "3次" in shown
    table = client_of("coordinator").get(page("assessment-table", evaluated)).content.decode()
    assert "有 1 处数字" in table
    client.post(page("figures-renew", evaluated, "1.1"), {"version": "1", "position": str(text.index("2次"))})
    found = SelfAssessment.objects.get()
    assert found.narrative == "今年到校调研3次，成效明显。"
    assert not any(each.is_changed for each in live_figures(found.figures, Printer(known_of(evaluated))))


def test_a_figure_keeps_its_fact_when_the_text_around_it_is_edited(evaluated: RoundBody) -> None:
    def save(version: int, text: str, *inserted: Inserted) -> list[str]:
        given = Given(version, {"narrative": text}, inserted)
        found = write_point(evaluated_id=evaluated.pk, point="1.1", given=given, by=acting_as("reporter"), at=NOW)
        return [found.narrative[each["position"] :][: len(each["quote"])] for each in found.figures]

    assert save(0, "到校调研2次。", Inserted(VISITS, "2次", 4)) == ["2次"]
    assert save(1, "今年以来，县委书记、县长到校调研2次。") == ["2次"]
    assert save(2, "今年以来，县委书记、县长多次到校调研。") == []


def test_words_that_do_not_stand_where_they_are_said_to_are_no_figure(evaluated: RoundBody) -> None:
    given = Given(0, {"narrative": "到校调研2次。"}, (Inserted(VISITS, "9次", 4),))
    found = write_point(evaluated_id=evaluated.pk, point="1.1", given=given, by=acting_as("reporter"), at=NOW)
    assert found.figures == []


def test_an_event_that_the_ledger_does_not_hold_is_remarked_on(
    evaluated: RoundBody, client_of: Callable[[str], Client]
) -> None:
    written_entry(
        kind="meeting", number="M1", date=date(2026, 1, 8), actor="县政府常务会议", subject="研究教育工作", unit=""
    )
    text = "2026年，县政府常务会议3次专题研究教育工作。"
    written(evaluated, narrative=text)
    shown = client_of("reporter").get(page("point-checks", evaluated, "1.1")).content.decode()
    assert "与台账不一致" in shown


def test_the_machine_proposes_and_a_person_decides(evaluated: RoundBody, client_of: Callable[[str], Client]) -> None:
    shown = client_of("reporter").get(page("point-write", evaluated, "1.1")).content.decode()
    assert 'data-scores="2"' in shown
    assert SelfAssessment.objects.count() == 0
    trace = client_of("reporter").get(page("indicator-trace", evaluated, "E11_VISITS")).content.decode()
    assert "差 2" in trace


def test_those_above_see_progress_only_until_it_was_handed_up(
    evaluated: RoundBody, client_of: Callable[[str], Client]
) -> None:
    written(evaluated, score=Decimal(3), reason="联系学校少 1 所。")
    address, card = page("assessment-table", evaluated), page("point-write", evaluated, "1.1")
    shown = client_of("supervisor").get(address).content.decode()
    assert "填写中" in shown
    assert "联系学校少" not in shown
    add_opening("test", lambda found: {evaluated.pk})
    try:
        assert "联系学校少" in client_of("supervisor").get(address).content.decode()
        seen = client_of("supervisor").get(card).content.decode()
        assert "data-autosaves" not in seen
        assert client_of("neighbour").get(card).status_code == 404
    finally:
        add_opening("test", lambda found: set())


def test_the_table_goes_out_as_word_and_workbook(evaluated: RoundBody, client_of: Callable[[str], Client]) -> None:
    written(evaluated, narrative="=1+1", score=Decimal(3), reason="少 1 所")
    client = client_of("leader")
    word = Document(io.BytesIO(client.get(page("table-export", evaluated, "docx")).content))
    rows = [[cell.text for cell in row.cells] for row in word.tables[0].rows]
    assert rows[0][:3] == ["评价要点", "分值", "自评分"]
    assert ["1.1 党政领导联系学校", "4", "3"] in [row[:3] for row in rows]
    assert rows[-1][:3] == ["合计", "10", "3"]
    assert word.tables[1].rows[1].cells[1].text == "尚未申明"
    sheet = load_workbook(io.BytesIO(client.get(page("table-export", evaluated, "xlsx")).content)).worksheets[0]
    assert [sheet["C4"].value, sheet["F4"].value, sheet["F4"].data_type] == [3, "=1+1", "s"]
    assert client.get(page("table-export", evaluated, "pdf")).status_code == 404


def test_what_waits_is_on_the_workbench(evaluated: RoundBody, client_of: Callable[[str], Client]) -> None:
    def words(login: str) -> list[str]:
        return [str(each.what) for each in todos_for(acting_as(login), NOW) if "自评要点" in str(each.what)]

    assert words("reporter") == ["填写自评要点：2026年县级人民政府履行教育职责评价"]
    written(evaluated, above_reason="另有调研没有登记。")
    client_of("reporter").post(page("point-move", evaluated, "1.1", "submit"))
    assert (words("reporter"), len(words("coordinator"))) == ([], 1)
    client_of("coordinator").post(page("point-move", evaluated, "1.1", "return"), {"reason": "补充数据"})
    assert words("reporter") == ["自评要点 1.1 被退回：补充数据"]


def test_vetoes_wait_for_the_coordinator_until_each_is_declared(evaluated: RoundBody) -> None:
    def waits(login: str) -> list[int]:
        return [each.count for each in todos_for(acting_as(login), NOW) if "申明否决" in str(each.what)]

    assert (waits("coordinator"), waits("reporter")) == ([1], [])
    by = acting_as("coordinator")
    declare_gate(evaluated_id=evaluated.pk, gate="V_FALSIFIED", is_occurred=False, reason="没有", by=by, at=NOW)
    assert waits("coordinator") == []


@pytest.mark.parametrize("name", ["assessment-table", "point-write"])
def test_pages_ask_no_more_the_more_there_is(
    name: str, evaluated: RoundBody, client_of: Callable[[str], Client]
) -> None:
    client, more = client_of("coordinator"), ("1.1",) if name == "point-write" else ()
    address = page(name, evaluated, *more)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for point, by in (("1.1", "reporter"), ("2.1", "colleague")):
        written(evaluated, point=point, by=by)
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) <= len(few) <= 30


def test_an_entry_that_was_removed_counts_no_more(evaluated: RoundBody) -> None:
    printer = Printer(known_of(evaluated))
    assert printer.fact(VISITS) == ("2次", "调研")
    remove_entry(address=LedgerRecord.objects.get(number="V1").address, by=acting_as("reporter"), at=NOW)
    assert Printer(known_of(evaluated)).fact(VISITS)[0] == "1次"


def test_a_declaration_says_that_it_needs_grounds(evaluated: RoundBody, client_of: Callable[[str], Client]) -> None:
    text = client_of("coordinator").get(page("assessment-table", evaluated)).content.decode()
    assert "未发生也要写依据或说明" in text
    field = next(each for each in text.split("<") if each.startswith("input") and 'name="reason"' in each)
    assert "required" in field
    assert "必填" in field
