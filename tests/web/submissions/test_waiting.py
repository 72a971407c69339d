"""What submissions put on the workbench, and when."""

from __future__ import annotations

from dudao.web.pages.todo import todos_for
from dudao.web.report_desk.models import Desk, ReportVersion
from dudao.web.rounds.states import StageKind
from tests.web.cast import acting_as
from tests.web.submissions.stage_setting import BEFORE, LONG, PATH, opened


def test_freezing_is_called_for_once_the_report_is_final(cast: None) -> None:
    timetable = PATH | {StageKind.REPORT: LONG}
    evaluated = opened(timetable)
    assert not [each for each in todos_for(acting_as("coordinator"), BEFORE) if "冻结" in str(each.what)]
    desk = Desk.objects.create(evaluated=evaluated)
    desk.final = ReportVersion.objects.create(desk=desk, number=1, size=0, made_at=BEFORE)
    desk.save()
    assert [each for each in todos_for(acting_as("coordinator"), BEFORE) if "冻结" in str(each.what)]
