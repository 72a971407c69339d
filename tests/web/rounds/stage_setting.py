"""A round on stage: the city duties of an invented year, for two cities."""

from __future__ import annotations

from datetime import date

from dudao.web.rounds.actions import Notice, change_round, draft_round, open_round
from dudao.web.rounds.models import Round
from dudao.web.rounds.states import StageKind
from dudao.web.schemes.actions import publish_shipped
from tests.web.cast import NOW, acting_as

EDITION = "government-duty-city/2021"
NOTICE = Notice(
    "2025年市级人民政府履行教育职责评价",
    "2025",
    "云教督〔2026〕3号",
    "云州省人民政府教育督导委员会办公室",
    "现将有关事项通知如下。",
)
TIMETABLE = {
    StageKind.TASKS: (date(2026, 3, 1), date(2026, 3, 13)),
    StageKind.DATA: (date(2026, 3, 9), date(2026, 4, 10)),
    StageKind.SUBMISSION: (date(2026, 5, 6), date(2026, 5, 15)),
}


def drafted_round() -> Round:
    """A round in preparation."""
    publish_shipped(name=EDITION, by=acting_as("operator"), at=NOW)
    found = draft_round(notice=NOTICE, edition=EDITION, office_code="990000", by=acting_as("supervisor"), at=NOW)
    return change_round(
        address=found.address,
        notice=NOTICE,
        stages=TIMETABLE,
        codes=["990100", "990200"],
        by=acting_as("supervisor"),
        at=NOW,
    )


def opened_round() -> Round:
    """A round under way."""
    return open_round(address=drafted_round().address, by=acting_as("supervisor"), at=NOW)
