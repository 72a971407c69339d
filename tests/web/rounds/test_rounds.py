"""Rounds: prepared, opened with the tree of that day, paused, extended with reasons; seen by whom they concern."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from docx import Document

from dudao.web.assessments.models import SelfAssessment
from dudao.web.audit.models import AuditEntry
from dudao.web.bodies.actions import Ground, NewBody, import_bodies, rename_body
from dudao.web.pages.todo import todos_for
from dudao.web.policies import Refused
from dudao.web.rounds.actions import (
    Share,
    assign_tasks,
    change_round,
    close_round,
    extend_stage,
    open_round,
    pause_round,
    remind_bodies,
    resume_round,
)
from dudao.web.rounds.forms import RoundChangeForm
from dudao.web.rounds.models import Reminder, RoundBody, Task
from dudao.web.rounds.queries import board, calendar, deadlines_of, rounds_for
from dudao.web.rounds.states import MOVES, RoundState, StageKind
from tests.web.cast import NOW, acting_as
from tests.web.rounds.stage_setting import NOTICE, TIMETABLE, drafted_round, opened_round

pytestmark = pytest.mark.usefixtures("cast")


def test_an_opened_round_gives_every_body_every_point_and_keeps_its_names() -> None:
    found = opened_round()
    points = found.edition.points
    assert Task.objects.filter(evaluated__round=found).count() == 2 * points
    later = Ground(on=NOW.date())
    rename_body(code="990100", name="云东新市", short_names="", ground=later, by=acting_as("operator"), at=NOW)
    assert set(found.bodies.values_list("name", flat=True)) == {"云东市", "云西市"}


def test_a_round_without_timetable_or_bodies_does_not_open() -> None:
    found = drafted_round()
    by = acting_as("supervisor")
    change_round(address=found.address, notice=NOTICE, stages=TIMETABLE, codes=[], by=by, at=NOW)
    with pytest.raises(Refused, match="评价对象"):
        open_round(address=found.address, by=by, at=NOW)
    change_round(address=found.address, notice=NOTICE, stages={}, codes=["990100"], by=by, at=NOW)
    with pytest.raises(Refused, match="时间表"):
        open_round(address=found.address, by=by, at=NOW)


@pytest.mark.parametrize("login", ["coordinator", "city-coordinator", "inspector", "author", "leader", "visitor"])
def test_only_the_supervising_office_runs_rounds(login: str) -> None:
    found = drafted_round()
    with pytest.raises(Refused):
        open_round(address=found.address, by=acting_as(login), at=NOW)
    found.refresh_from_db()
    assert found.state == RoundState.DRAFT


def test_every_state_can_be_reached_and_only_the_last_cannot_be_left() -> None:
    reached = {RoundState.DRAFT.value} | {after for _before, after in MOVES.values()}
    left = {each for before, _after in MOVES.values() for each in before}
    assert reached == set(RoundState.values)
    assert reached - left == {RoundState.CLOSED.value}


def test_pausing_needs_a_reason_and_a_paused_round_goes_on() -> None:
    found, by = opened_round(), acting_as("supervisor")
    with pytest.raises(Refused, match="原因"):
        pause_round(address=found.address, reason=" ", by=by, at=NOW)
    assert pause_round(address=found.address, reason="系统升级", by=by, at=NOW).state == RoundState.PAUSED
    with pytest.raises(Refused, match="已暂停"):
        close_round(address=found.address, by=by, at=NOW)
    assert resume_round(address=found.address, by=by, at=NOW).state == RoundState.OPEN


def test_an_extension_for_one_body_leaves_the_others_and_never_shortens() -> None:
    found, by = opened_round(), acting_as("supervisor")
    stage = found.stages.get(kind=StageKind.DATA)
    east, west = found.bodies.get(body_id="990100"), found.bodies.get(body_id="990200")
    with pytest.raises(Refused, match="晚于原定"):
        extend_stage(stage_id=stage.pk, evaluated_id=east.pk, last_day=stage.last_day, reason="x", by=by, at=NOW)
    with pytest.raises(Refused, match="原因"):
        extend_stage(stage_id=stage.pk, evaluated_id=east.pk, last_day=date(2026, 4, 20), reason="", by=by, at=NOW)
    extend_stage(stage_id=stage.pk, evaluated_id=east.pk, last_day=date(2026, 4, 20), reason="汛情", by=by, at=NOW)
    days = {each: deadline.last_day for (_stage, each), deadline in deadlines_of([stage], [east, west]).items()}
    assert days == {east.pk: date(2026, 4, 20), west.pk: date(2026, 4, 10)}
    assert AuditEntry.objects.filter(action="round.extended").get().details["reason"] == "汛情"


def test_after_opening_the_timetable_stands() -> None:
    found = opened_round()
    with pytest.raises(Refused, match="延长期限"):
        change_round(address=found.address, notice=NOTICE, stages={}, codes=[], by=acting_as("supervisor"), at=NOW)


def test_rounds_are_seen_by_whom_they_concern() -> None:
    found = drafted_round()
    assert list(rounds_for(acting_as("city-coordinator"))) == []
    open_round(address=found.address, by=acting_as("supervisor"), at=NOW)
    seen = {
        login for login in ("supervisor", "city-coordinator", "coordinator") if found in rounds_for(acting_as(login))
    }
    assert seen == {"supervisor", "city-coordinator", "coordinator"}
    assert list(rounds_for(acting_as("visitor"))) == []


def _county_round() -> RoundBody:
    """The same round as a county sees it: one evaluated body with departments."""
    found = drafted_round()
    county = RoundBody(round=found, body_id="990102", name="临江县", path="/990000/990100/990102/", kind="county")
    county.save()
    open_round(address=found.address, by=acting_as("supervisor"), at=NOW)
    return county


def test_the_coordinator_hands_points_to_own_departments_only() -> None:
    county = _county_round()
    point = county.tasks.all()[0].point
    given = [Share(point, "990102-edu", ("990102-fin",), date(2026, 3, 20))]
    assert assign_tasks(evaluated_id=county.pk, shares=given, by=acting_as("coordinator"), at=NOW) == 1
    assert assign_tasks(evaluated_id=county.pk, shares=given, by=acting_as("coordinator"), at=NOW) == 0
    foreign = [Share(point, "990103-edu")]
    with pytest.raises(Refused, match="990103-edu"):
        assign_tasks(evaluated_id=county.pk, shares=foreign, by=acting_as("coordinator"), at=NOW)
    with pytest.raises(Refused):
        assign_tasks(evaluated_id=county.pk, shares=given, by=acting_as("neighbour-coordinator"), at=NOW)


def test_what_was_handed_out_waits_on_the_workbench_of_lead_and_partner() -> None:
    county = _county_round()
    point = county.tasks.all()[0].point
    given = [Share(point, "990102-edu", ("990102-fin",), date(2026, 3, 20))]
    assign_tasks(evaluated_id=county.pk, shares=given, by=acting_as("coordinator"), at=NOW)
    lead = [str(each.what) for each in todos_for(acting_as("reporter"), NOW)]
    partner = [str(each.what) for each in todos_for(acting_as("colleague"), NOW)]
    assert [each for each in lead if each == f"本部门的要点：牵头 {point}"]
    assert [each for each in partner if each == f"本部门的要点：配合 {point}"]
    assert todos_for(acting_as("neighbour"), NOW) == []


def test_a_point_that_was_handed_in_no_longer_waits_for_its_departments() -> None:
    county = _county_round()
    first, second = [task.point for task in county.tasks.all()[:2]]
    shares = [Share(each, "990102-edu", ("990102-fin",)) for each in (first, second)]
    assign_tasks(evaluated_id=county.pk, shares=shares, by=acting_as("coordinator"), at=NOW)
    SelfAssessment.objects.create(evaluated=county, point=first, state="submitted", written_at=NOW)
    for login in ("reporter", "colleague"):
        own = [str(each.what) for each in todos_for(acting_as(login), NOW) if "本部门的要点" in str(each.what)]
        assert [each[-len(second) :] for each in own] == [second]
    SelfAssessment.objects.update(state="returned")
    found = [each.count for each in todos_for(acting_as("colleague"), NOW) if "本部门的要点" in str(each.what)]
    assert found == [2]
    SelfAssessment.objects.update(state="accepted")
    SelfAssessment.objects.create(evaluated=county, point=second, state="accepted", written_at=NOW)
    assert not [each for each in todos_for(acting_as("colleague"), NOW) if "本部门的要点" in str(each.what)]


def test_the_board_tells_who_is_late() -> None:
    found = opened_round()
    after = NOW + timedelta(days=30)
    rows = board(found, list(found.bodies.all()), after)
    tasks = [cell for row in rows for cell in row.cells if cell.stage.kind == StageKind.TASKS]
    assert {cell.tone for cell in tasks} == {"late"}


def test_a_reminder_reaches_the_coordinator_of_the_body() -> None:
    county = _county_round()
    stage = county.round.stages.get(kind=StageKind.TASKS)
    remind_bodies(stage_id=stage.pk, evaluated=[county], text="请尽快分解任务", by=acting_as("supervisor"), at=NOW)
    waiting = [str(each.what) for each in todos_for(acting_as("coordinator"), NOW)]
    assert "催办：请尽快分解任务" in waiting
    with pytest.raises(Refused):
        remind_bodies(stage_id=stage.pk, evaluated=[county], text="x", by=acting_as("coordinator"), at=NOW)
    assert Reminder.objects.count() == 1


def test_a_round_is_prepared_and_opened_through_the_pages(client_of: Callable[[str], Client]) -> None:
    drafted = drafted_round()
    client = client_of("supervisor")
    begun = client.post("/rounds/new/", {"title": "县域评价", "edition": drafted.edition.pk, "period": "2025"})
    assert begun.status_code == 302
    address = begun.headers["Location"]
    wrong = {"title": "县域评价", "period": "2025", "data_first": "2026-04-10", "data_last": "2026-04-01"}
    assert "截止早于开始" in client.post(address, wrong).content.decode()
    right = wrong | {"data_last": "2026-05-01", "bodies": ["990100"]}
    board_page = client.post(address, right, follow=True)
    assert "云东市" in board_page.content.decode()
    opened = client.post(board_page.request["PATH_INFO"] + "move/open/", {"sure": "1"}, follow=True)
    assert "进行中" in opened.content.decode()


def test_the_notice_is_a_word_file_in_the_official_format(client_of: Callable[[str], Client]) -> None:
    found = opened_round()
    answer = client_of("city-coordinator").get(f"/rounds/{found.address}/notice/")
    text = [each.text for each in Document(io.BytesIO(answer.content)).paragraphs]
    assert any("云东市" in each and each.rstrip().endswith("：") for each in text)
    assert any("数据填报" in each and "2026年4月10日" in each for each in text)


def test_the_calendar_of_the_notice_counts_the_working_days(client_of: Callable[[str], Client]) -> None:
    client = client_of("supervisor")
    told = client.post("/rounds/calendar/2026/", {"days": "2026-10-01 国庆节\n十月二日 国庆节"}).content.decode()
    assert "第 2 行读不出日期" in told
    days = "2026-10-01 国庆节\n2026-10-02 国庆节\n2026-10-10 上班"
    client.post("/rounds/calendar/2026/", {"days": days})
    assert calendar().between(date(2026, 9, 30), date(2026, 10, 10)) == 1 + 5 + 1
    assert days in client.get("/rounds/calendar/2026/").content.decode()


def test_a_round_is_not_ended_by_a_slip_of_the_hand(client_of: Callable[[str], Client]) -> None:
    found, client = opened_round(), client_of("supervisor")
    page = f"/rounds/{found.address}/move/close/"
    assert "不能撤回" in client.post(page, follow=True).content.decode()
    found.refresh_from_db()
    assert found.state == RoundState.OPEN
    client.post(page, {"sure": "1"})
    found.refresh_from_db()
    assert found.state == RoundState.CLOSED


def test_points_without_a_lead_go_to_one_department_at_once(client_of: Callable[[str], Client]) -> None:
    evaluated = opened_round().bodies.get(body_id="990100")
    import_bodies(
        new=[NewBody(f"990100-{name}", "department", f"云东市{name}局", "990100") for name in ("edu", "fin")],
        by=acting_as("operator"),
        at=NOW,
    )
    first, *others = Task.objects.filter(evaluated=evaluated).order_by("pk")
    page = f"/rounds/{evaluated.round.address}/tasks/990100/"
    client_of("city-coordinator").post(page, {f"lead_{first.pk}": "990100-fin", "rest": "990100-edu"})
    leads = dict(Task.objects.filter(evaluated=evaluated).values_list("pk", "lead_id"))
    assert leads == {first.pk: "990100-fin"} | {each.pk: "990100-edu" for each in others}


def test_sending_must_still_be_open_when_a_notice_can_be_over() -> None:
    given = {"title": "评价", "period": "2025", "notice_first": "2026-05-06", "notice_last": "2026-05-06"}
    days = {"submission_first": "2026-05-06", "submission_last": "2026-05-06"}
    on_one_day = RoundChangeForm(given | days)
    assert "要晚于公示的开始" in str(on_one_day.errors["submission_last"])
    assert RoundChangeForm(given | days | {"submission_last": "2026-05-07"}).is_valid()
    without = {name: value for name, value in given.items() if not name.startswith("notice")}
    assert RoundChangeForm(without | days).is_valid()
