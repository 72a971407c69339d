"""Whether a body may work in a stage now."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from dudao.web.rounds.actions import extend_stage, pause_round
from dudao.web.rounds.models import RoundBody, Stage
from dudao.web.rounds.states import StageKind
from dudao.web.rounds.windows import may_work
from tests.web.cast import NOW, acting_as
from tests.web.rounds.stage_setting import opened_round

ZONE = ZoneInfo("Asia/Shanghai")
BEGINS, ENDS = datetime(2026, 3, 9, tzinfo=ZONE), datetime(2026, 4, 11, tzinfo=ZONE)


@pytest.fixture
def evaluated(cast: None) -> RoundBody:
    """A city of an open round; its data are due from 9 March to 10 April."""
    return RoundBody.objects.select_related("round").get(round=opened_round(), body_id="990100")


def test_the_first_and_the_last_moment_of_a_stage_belong_to_it(evaluated: RoundBody) -> None:
    before, last = datetime(2026, 3, 8, 23, 59, 59, tzinfo=ZONE), datetime(2026, 4, 10, 23, 59, 59, tzinfo=ZONE)
    asked = [may_work(evaluated, StageKind.DATA, at).is_yes for at in (before, BEGINS, last, ENDS)]
    assert asked == [False, True, True, False]


def test_an_extension_opens_the_stage_again_for_that_body_alone(evaluated: RoundBody) -> None:
    stage = Stage.objects.get(round=evaluated.round, kind=StageKind.DATA)
    extend_stage(
        stage_id=stage.pk,
        evaluated_id=evaluated.pk,
        last_day=date(2026, 4, 20),
        reason="雪",
        by=acting_as("supervisor"),
        at=NOW,
    )
    other = RoundBody.objects.select_related("round").get(round=evaluated.round, body_id="990200")
    assert (bool(may_work(evaluated, StageKind.DATA, ENDS)), bool(may_work(other, StageKind.DATA, ENDS))) == (
        True,
        False,
    )


def test_a_paused_round_and_a_stage_without_dates(evaluated: RoundBody) -> None:
    assert may_work(evaluated, StageKind.NOTICE, ENDS)
    pause_round(address=evaluated.round.address, reason="雪", by=acting_as("supervisor"), at=NOW)
    evaluated.round.refresh_from_db()
    assert "已暂停" in str(may_work(evaluated, StageKind.NOTICE, ENDS).reason)
