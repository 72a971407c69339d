"""Points of a self-assessment: who writes what, steps and reasons, two people, states, history."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from dudao.web.assessments.actions import (
    Conflict,
    Given,
    accept_point,
    declare_gate,
    points,
    recall_point,
    return_point,
    submit_point,
    write_point,
)
from dudao.web.assessments.known import measured_of
from dudao.web.assessments.machine import Line, Proposal, proposal_for
from dudao.web.assessments.models import SelfAssessment
from dudao.web.assessments.points import marked_points
from dudao.web.assessments.queries import history_of, is_complete, progress, scores_of
from dudao.web.ledger.actions import write_entry
from dudao.web.policies import Refused
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import StageKind
from tests.web.assessments.stage_setting import FULL, opened, written
from tests.web.cast import NOW, acting_as


@pytest.fixture
def evaluated(cast: None) -> RoundBody:
    """The county in an open round."""
    return opened()


def move(verb: object, evaluated: RoundBody, by: str, **more: object) -> SelfAssessment:
    return verb(evaluated_id=evaluated.pk, point="1.1", by=acting_as(by), at=NOW, **more)  # type: ignore[operator, no-any-return]


def test_marks_and_steps_come_from_the_scheme(evaluated: RoundBody) -> None:
    marked = marked_points(evaluated.round.edition)
    assert [str(each) for each in marked["1.1"].steps] == ["0", "1", "2", "3", "4"]
    assert (marked["2.1"].marks, marked["2.1"].bonus, marked["2.1"].steps) == (6, 2, ())


@pytest.mark.parametrize(
    ("point", "by", "columns", "reason"),
    [
        ("1.1", "reporter", {"score": Decimal("2.5")}, "只能得 0、1、2、3、4 分"),
        ("2.1", "colleague", {"score": Decimal("6.5")}, "0 到 6 分"),
        ("2.1", "colleague", {"score": Decimal("-1")}, "0 到 6 分"),
        ("2.1", "colleague", {"bonus": Decimal(3)}, "最多加 2 分"),
        ("1.1", "reporter", {"bonus": Decimal(1)}, "最多加 0 分"),
    ],
)
def test_a_score_outside_the_scheme_is_refused(
    evaluated: RoundBody, point: str, by: str, columns: dict[str, Decimal], reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        write_point(evaluated_id=evaluated.pk, point=point, given=Given(0, columns), by=acting_as(by), at=NOW)
    assert SelfAssessment.objects.count() == 0


def test_a_partner_writes_the_narrative_and_nothing_else(evaluated: RoundBody) -> None:
    write_point(
        evaluated_id=evaluated.pk,
        point="1.1",
        given=Given(0, {"narrative": "财政局补充。"}),
        by=acting_as("colleague"),
        at=NOW,
    )
    with pytest.raises(Refused, match="牵头部门"):
        written(evaluated, by="colleague")
    with pytest.raises(Refused, match="不由您所在部门"):
        written(evaluated, point="2.1", by="reporter")


@pytest.mark.parametrize("login", ["supervisor", "leader", "neighbour", "city-coordinator", "inspector"])
def test_others_do_not_write(evaluated: RoundBody, login: str) -> None:
    with pytest.raises(Refused):
        written(evaluated, by=login)


def test_the_later_of_two_is_told_and_nothing_is_overwritten(evaluated: RoundBody) -> None:
    written(evaluated)
    with pytest.raises(Conflict) as told:
        write_point(
            evaluated_id=evaluated.pk,
            point="1.1",
            given=Given(0, {"narrative": "另一种写法。"}),
            by=acting_as("colleague"),
            at=NOW,
        )
    assert told.value.version == 1
    assert SelfAssessment.objects.get().narrative == FULL["narrative"]
    (step,) = history_of(evaluated, "1.1")
    assert step.entry.person_name == "填报员甲"


def test_saving_the_same_again_changes_nothing(evaluated: RoundBody) -> None:
    assert (written(evaluated).version, written(evaluated).version) == (1, 1)


def test_marks_lost_need_a_reason_before_the_point_is_handed_in(evaluated: RoundBody) -> None:
    written(evaluated, score=Decimal(3))
    with pytest.raises(Refused, match="写明原因"):
        move(submit_point, evaluated, "reporter")
    written(evaluated, score=Decimal(3), reason="联系学校少 1 所。")
    assert move(submit_point, evaluated, "reporter").state == "submitted"


def test_more_than_the_machine_works_out_needs_a_reason_of_its_own(evaluated: RoundBody) -> None:
    visit = {"kind": "visit", "subject": "到校调研", "date": date(2026, 3, 5)}
    write_entry(body_code="990102", columns=visit, by=acting_as("coordinator"), at=NOW)
    marked = marked_points(evaluated.round.edition)["1.1"]
    worked_out = proposal_for(marked, measured_of(evaluated)).points
    assert worked_out is not None
    assert worked_out < 4
    written(evaluated)
    with pytest.raises(Refused, match="高于测算得分"):
        move(submit_point, evaluated, "reporter")
    written(evaluated, above_reason="另有两次调研没有登记台账。")
    assert move(submit_point, evaluated, "reporter").state == "submitted"


def test_as_much_as_the_machine_works_out_needs_none(evaluated: RoundBody) -> None:
    visit = {"kind": "visit", "subject": "到校调研", "date": date(2026, 3, 5)}
    write_entry(body_code="990102", columns=visit, by=acting_as("coordinator"), at=NOW)
    worked_out = proposal_for(marked_points(evaluated.round.edition)["1.1"], measured_of(evaluated)).points
    written(evaluated, score=worked_out, reason="到校调研次数不够。")
    assert move(submit_point, evaluated, "reporter").state == "submitted"


def test_a_bonus_needs_a_reason(evaluated: RoundBody) -> None:
    written(evaluated, point="2.1", by="colleague", score=Decimal(6), bonus=Decimal(1))
    with pytest.raises(Refused, match="加分"):
        submit_point(evaluated_id=evaluated.pk, point="2.1", by=acting_as("colleague"), at=NOW)


def test_a_point_goes_to_the_coordinator_comes_back_and_is_accepted(evaluated: RoundBody) -> None:
    version = written(evaluated).version
    move(submit_point, evaluated, "reporter")
    with pytest.raises(Refused, match="不能修改"):
        written(evaluated, narrative="改。")
    move(return_point, evaluated, "coordinator", reason="补充数据来源")
    assert SelfAssessment.objects.get().return_reason == "补充数据来源"
    version = written(evaluated, narrative="改写后的说明。").version
    move(submit_point, evaluated, "reporter")
    with pytest.raises(Conflict):
        move(accept_point, evaluated, "coordinator", version=version - 1)
    assert move(accept_point, evaluated, "coordinator", version=version).state == "accepted"
    with pytest.raises(Refused, match="不能这样办理"):
        move(recall_point, evaluated, "reporter")


def test_only_the_coordinator_accepts_and_a_return_names_its_reason(evaluated: RoundBody) -> None:
    written(evaluated)
    move(submit_point, evaluated, "reporter")
    with pytest.raises(Refused):
        move(accept_point, evaluated, "reporter", version=1)
    with pytest.raises(Refused, match="退回的原因"):
        move(return_point, evaluated, "coordinator", reason=" ")
    assert move(recall_point, evaluated, "reporter").state == "draft"


def test_a_point_that_came_back_is_not_submitted_again_as_it_was(evaluated: RoundBody) -> None:
    written(evaluated)
    move(submit_point, evaluated, "reporter")
    place = {"evaluated_id": evaluated.pk, "point": "1.1"}
    return_point(reason="缺依据", by=acting_as("coordinator"), at=NOW + timedelta(hours=1), **place)
    with pytest.raises(Refused, match="被退回后没有改动"):
        submit_point(by=acting_as("reporter"), at=NOW + timedelta(hours=2), **place)


def test_it_is_complete_when_all_is_accepted_and_declared(evaluated: RoundBody) -> None:
    for point, by, score in (("1.1", "reporter", 4), ("2.1", "colleague", 6)):
        version = written(evaluated, point=point, by=by, score=Decimal(score)).version
        submit_point(evaluated_id=evaluated.pk, point=point, by=acting_as(by), at=NOW)
        accept_point(evaluated_id=evaluated.pk, point=point, version=version, by=acting_as("coordinator"), at=NOW)
    assert not is_complete(evaluated)
    declare_gate(
        evaluated_id=evaluated.pk,
        gate="V_FALSIFIED",
        is_occurred=False,
        reason="经核查没有发生",
        by=acting_as("coordinator"),
        at=NOW,
    )
    assert is_complete(evaluated)
    assert [(each.point, each.self_score, each.marks) for each in scores_of(evaluated)] == [
        ("1.1", 4, 4),
        ("2.1", 6, 6),
    ]
    assert progress(evaluated.round)[evaluated.pk].is_done


def test_after_the_last_day_nothing_is_written(cast: None) -> None:
    found = opened(stages={StageKind.SELF_ASSESSMENT: (date(2026, 3, 1), date(2026, 3, 31))})
    late = NOW + timedelta(days=30)
    with pytest.raises(Refused, match="已于 2026-03-31 截止"):
        write_point(evaluated_id=found.pk, point="1.1", given=Given(0, FULL), by=acting_as("reporter"), at=late)


def test_what_one_person_saves_in_a_row_is_one_step_of_the_history(evaluated: RoundBody) -> None:
    for narrative in ("县", "县委", "县委到校调研。"):
        written(evaluated, narrative=narrative)
    written(evaluated, by="coordinator", narrative="县委、县政府到校调研。")
    steps = [
        (each.entry.person_name, {name: pair for name, *pair in each.changes}) for each in history_of(evaluated, "1.1")
    ]
    assert steps[0][0] == "县联络员甲"
    assert steps[1][1]["narrative"] == ["", "县委到校调研。"]


def test_when_is_the_moment_given(evaluated: RoundBody) -> None:
    at: datetime = written(evaluated).written_at  # type: ignore[assignment]  # just written
    assert at == NOW


def test_data_accepted_later_ask_again_for_the_reason(evaluated: RoundBody, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        points, "is_above", lambda found, marked: False
    )  # nothing accepted yet: the machine has no score
    move(submit_point, written(evaluated).evaluated, "reporter")
    monkeypatch.undo()
    monkeypatch.setattr(points, "is_above", lambda found, marked: True)
    with pytest.raises(Refused, match="还没有写理由"):
        move(accept_point, evaluated, "coordinator", version=SelfAssessment.objects.get().version)
    (asked,) = points.ask_again(evaluated_id=evaluated.pk, at=NOW)
    assert (asked.state, asked.decided_by) == ("returned", "系统")
    assert "高于测算分的理由" in asked.return_reason
    found = written(evaluated, above_reason="材料已列入佐证目录。")
    move(submit_point, evaluated, "reporter")
    assert points.ask_again(evaluated_id=evaluated.pk, at=NOW) == []
    assert move(accept_point, evaluated, "coordinator", version=found.version).state == "accepted"


def test_what_people_score_counts_in_full_before_a_reason_is_asked(evaluated: RoundBody) -> None:
    line = Line("A", "", "", "", "", "", "", Decimal(2), Decimal(10), ())
    proposal = Proposal((line,), None, 1, Decimal(2), Decimal(10), Decimal(4))
    assert proposal.most == 6
    assert Proposal((line,), None, 1, None, Decimal(10), Decimal(4)).most is None
    assert Proposal((line,), Decimal(5), 0).most == 5
