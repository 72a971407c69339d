"""A county round on stage: balance of schools for a county with two schools, in the stage of data."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dudao.web.bodies.actions import NewBody, import_bodies
from dudao.web.datasets.tables import AskedTable, table_asked
from dudao.web.rounds.actions import Notice, Share, assign_tasks, change_round, draft_round, open_round
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import StageKind
from dudao.web.schemes.actions import publish_shipped
from dudao.web.site.people import OUTSIDE
from tests.web.cast import NOW, acting_as

EDITION = "quality-balance/2017"
AT = datetime(2026, 3, 10, 1, 0, tzinfo=UTC)
"""A moment in the stage of data."""
TIMETABLE = {
    StageKind.DATA: (date(2026, 3, 1), date(2099, 4, 10)),
    StageKind.SUBMISSION: (date(2099, 5, 6), date(2099, 5, 15)),
}
NOTICE = Notice("2025年义务教育优质均衡发展督导评估", "2025", "云教督〔2026〕5号", "云州省教育督导办", "现通知如下。")


def county_round(edition: str = EDITION, codes: tuple[str, ...] = ("990102",)) -> RoundBody:
    """A round under way; the first of the bodies that it evaluates."""
    import_bodies(new=[NewBody("9901020002", "school", "临江县第一初级中学", "990102")], by=OUTSIDE, at=NOW)
    publish_shipped(name=edition, by=acting_as("operator"), at=NOW)
    by = acting_as("supervisor")
    found = draft_round(notice=NOTICE, edition=edition, office_code="990000", by=by, at=NOW)
    change_round(address=found.address, notice=NOTICE, stages=TIMETABLE, codes=list(codes), by=by, at=NOW)
    open_round(address=found.address, by=by, at=NOW)
    return RoundBody.objects.select_related("round__edition", "round__office").get(round=found, body_id=codes[0])


def table(evaluated: RoundBody, name: str = "school_stage") -> AskedTable:
    """One of its tables."""
    found = table_asked(evaluated, name)
    assert found is not None
    return found


def hand_out(evaluated: RoundBody, department: str = "990102-edu") -> None:
    """Give every point of the body to one department."""
    shares = [Share(task.point, department) for task in evaluated.tasks.all()]
    assign_tasks(evaluated_id=evaluated.pk, shares=shares, by=acting_as("coordinator"), at=AT)
