"""The calendar of the story: everything lies so many days before or after the day on which a site is filled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from dudao.web.rounds.states import StageKind

Span = tuple[int, int]
NOW_STAGES: dict[StageKind, Span] = {
    StageKind.TASKS: (-26, -6),
    StageKind.DATA: (-22, 12),
    StageKind.EVIDENCE: (-22, 14),
    StageKind.SELF_ASSESSMENT: (-18, 18),
    StageKind.REPORT: (-16, 22),
    StageKind.SIGNING: (-12, 27),
    StageKind.NOTICE: (-10, 38),
    StageKind.SUBMISSION: (-10, 45),
}
"""First and last day of each stage of this year's round: handing out is over, all else is open and stays so for a while."""
LAST_STAGES: dict[StageKind, Span] = {
    StageKind.TASKS: (-392, -380),
    StageKind.DATA: (-388, -355),
    StageKind.EVIDENCE: (-388, -353),
    StageKind.SELF_ASSESSMENT: (-375, -345),
    StageKind.REPORT: (-370, -340),
    StageKind.SIGNING: (-362, -335),
    StageKind.NOTICE: (-350, -330),
    StageKind.SUBMISSION: (-345, -325),
}
APPLYING_STAGES: dict[StageKind, Span] = {
    StageKind.TASKS: (-60, -50),
    StageKind.DATA: (-58, -32),
    StageKind.EVIDENCE: (-58, -32),
    StageKind.SELF_ASSESSMENT: (-35, -15),
    StageKind.APPLICATION: (-14, 10),
    StageKind.CITY_REVIEW: (-11, 30),
}
"""The district's round on quality balance: it has applied, the city reviews."""


@dataclass(frozen=True, slots=True)
class Days:
    """Days and moments, counted from today."""

    today: date

    @property
    def year(self) -> int:
        """The year that this year's round looks at: the last one that is over."""
        return self.today.year - 1

    def day(self, number: int) -> date:
        """So many days from today, before it where negative."""
        return self.today + timedelta(days=number)

    def at(self, number: int, hour: int = 9, minute: int = 0) -> datetime:
        """A moment of that day, local time."""
        return datetime.combine(self.day(number), time(hour, minute), timezone.get_current_timezone())

    def stages(self, spans: dict[StageKind, Span]) -> dict[StageKind, tuple[date, date]]:
        """A timetable."""
        return {kind: (self.day(first), self.day(last)) for kind, (first, last) in spans.items()}
