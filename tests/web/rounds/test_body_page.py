"""The page of a body in a round, and what the workbench shows of rounds under way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from dudao.web.accounts.models import Person
from dudao.web.people.actions import suspend_person
from dudao.web.rounds.actions import Share, assign_tasks, change_round, draft_round, open_round, remind_bodies
from dudao.web.rounds.events import events_of
from dudao.web.rounds.models import Round, RoundBody
from dudao.web.rounds.overview import departments_at_work, steps_of
from dudao.web.rounds.states import StageKind
from dudao.web.rounds.under_way import standings
from tests.web.cast import NOW, acting_as
from tests.web.evidence.stage_setting import catalogue, handed_in
from tests.web.rounds.stage_setting import EDITION, NOTICE, TIMETABLE, opened_round

pytestmark = pytest.mark.usefixtures("cast")
IN_MARCH = NOW + timedelta(days=10)
QUERIES = 32
"""All apps of the stages say how far the body is and what it lacks; none of them by row."""


def city_of(found: Round) -> RoundBody:
    """The city of the cast's coordinator."""
    return found.bodies.select_related("round").get(body_id="990100")


def hand_out(evaluated: RoundBody) -> None:
    """The first point to the county's education bureau, which lies in the city."""
    first = evaluated.tasks.all()[0].point
    shares = [Share(first, "990102-edu")]
    assign_tasks(evaluated_id=evaluated.pk, shares=shares, by=acting_as("city-coordinator"), at=NOW)


def test_steps_tell_state_and_working_days_left() -> None:
    tasks, data, sending = steps_of(city_of(opened_round()), acting_as("city-coordinator"), IN_MARCH)
    assert (tasks.cell.label, tasks.days_left, tasks.is_open) == ("待办理", 2, True)
    assert (data.cell.label, data.days_left) == ("待办理", 22)
    assert (sending.cell.label, sending.days_left, sending.is_open) == ("未开始", None, False)


def test_who_answers_for_what_is_named() -> None:
    evaluated = city_of(opened_round())
    hand_out(evaluated)
    found = departments_at_work(evaluated, NOW.date())
    assert [(each.name, each.people, len(each.points)) for each in found] == [("临江县教育局", ["填报员甲"], 1)]


def test_what_was_done_last_leaves_out_the_affairs_of_people() -> None:
    evaluated = city_of(opened_round())
    hand_out(evaluated)
    person = Person.objects.get(login="reporter")
    suspend_person(person_id=person.pk, by=acting_as("operator"), at=NOW)
    assert [each.action for each in events_of(evaluated)] == ["task.assigned"]


def test_what_was_done_in_another_round_of_the_body_is_not_told_here() -> None:
    here, by = catalogue(), acting_as("supervisor")
    other = draft_round(notice=NOTICE, edition=EDITION, office_code="990000", by=by, at=NOW)
    change_round(address=other.address, notice=NOTICE, stages=TIMETABLE, codes=["990102"], by=by, at=NOW)
    open_round(address=other.address, by=by, at=NOW)
    there = RoundBody.objects.select_related("round").get(round=other)
    handed_in(here, "甲")
    file = handed_in(there, "乙", by="coordinator")
    assert [each.target for each in events_of(there)] == [f"evidence {file.address}"]
    assert [each.action for each in events_of(here)] == ["evidence.added", "task.assigned"]


def test_the_page_says_what_is_missing_and_that_one_was_reminded(client_of: Callable[[str], Client]) -> None:
    found = opened_round()
    evaluated = city_of(found)
    stage = found.stages.get(kind=StageKind.TASKS)
    remind_bodies(stage_id=stage.pk, evaluated=[evaluated], text="请分解任务", by=acting_as("supervisor"), at=NOW)
    page = client_of("city-coordinator").get(reverse("rounds:body-detail", args=[found.address, "990100"]))
    text = page.content.decode()
    assert f"{evaluated.tasks.count()} 个要点还没有牵头部门" in text
    assert reverse("rounds:task-list", args=[found.address, "990100"]) in text
    assert "还没有人" in text  # nobody signs for the city


def test_the_page_takes_few_queries(
    client_of: Callable[[str], Client], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    found = opened_round()
    hand_out(city_of(found))
    client = client_of("city-coordinator")
    with django_assert_max_num_queries(QUERIES):
        client.get(reverse("rounds:body-detail", args=[found.address, "990100"]))


def test_the_workbench_shows_stages_of_one_body_and_counts_of_many() -> None:
    found = opened_round()
    (own,) = standings(acting_as("city-coordinator"), IN_MARCH)
    assert [str(each.name) for each in own.parts] == ["任务分解", "数据填报"]
    assert own.address == reverse("rounds:body-detail", args=[found.address, "990100"])
    late = NOW + timedelta(days=20)
    (all_of_them,) = standings(acting_as("supervisor"), late)
    assert (str(all_of_them.parts[0].state), all_of_them.parts[0].total) == ("2 个单位逾期", 2)
    assert list(standings(acting_as("visitor"), NOW)) == []
