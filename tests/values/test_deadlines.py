"""Windows and working days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dudao.values.deadlines import Window, WorkCalendar

OPENS, CLOSES = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 5, 16, tzinfo=UTC)
SECOND = timedelta(seconds=1)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("moment", "side"),
    [
        (OPENS - SECOND, "before"),
        (OPENS, "inside"),
        (CLOSES - SECOND, "inside"),
        (CLOSES, "after"),
        (CLOSES + SECOND, "after"),
    ],
)
def test_one_second_decides(moment: datetime, side: str) -> None:
    assert Window(OPENS, CLOSES).side(moment) == side


@given(moments, moments)
def test_widening_never_shuts_anybody_out(moment: datetime, closes: datetime) -> None:
    window = Window(OPENS, CLOSES)
    if window.side(moment) == "inside":
        assert window.widened(closes).side(moment) == "inside"


@given(days, st.integers(1, 40), st.frozensets(days, max_size=5))
def test_counting_on_and_counting_between_agree(day: date, count: int, holidays: frozenset[date]) -> None:
    calendar = WorkCalendar(holidays=holidays)
    last = calendar.after(day, count)
    assert calendar.is_worked(last)
    assert calendar.between(day + timedelta(days=1), last) == count


def test_no_working_day_on_a_holiday_and_one_in_exchange() -> None:
    calendar = WorkCalendar(holidays=frozenset({date(2026, 10, 1)}), worked=frozenset({date(2026, 10, 10)}))
    assert calendar.after(date(2026, 9, 30), 1) == date(2026, 10, 2)
    assert calendar.after(date(2026, 10, 9), 1) == date(2026, 10, 10)
