"""Windows and working days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dudao.values.deadlines import Window, WorkCalendar, admission, last_day_of

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


LATE_UNTIL = CLOSES + timedelta(days=4)


@pytest.mark.parametrize(
    ("moment", "is_open", "is_late"),
    [
        (OPENS - SECOND, False, False),
        (OPENS, True, False),
        (CLOSES - SECOND, True, False),
        (CLOSES, True, True),
        (LATE_UNTIL - SECOND, True, True),
        (LATE_UNTIL, False, True),
    ],
)
def test_an_approval_opens_to_the_second_and_not_before_the_window(
    moment: datetime, is_open: bool, is_late: bool
) -> None:
    found = admission(Window(OPENS, CLOSES), moment, LATE_UNTIL)
    assert (found.is_open, found.is_late) == (is_open, is_late)


@given(moments, st.none() | moments)
def test_nobody_is_let_in_late_without_an_approval_and_nobody_on_time_needs_one(
    moment: datetime, late_until: datetime | None
) -> None:
    window = Window(OPENS, CLOSES)
    with_it, without = admission(window, moment, late_until), admission(window, moment)
    assert without.is_open == (window.side(moment) == "inside")
    assert with_it.is_late == without.is_late
    assert with_it.is_open >= without.is_open


@given(days, st.integers(1, 30))
def test_a_notice_counts_its_first_day_and_ends_on_a_day_that_counts(first: date, count: int) -> None:
    calendar = WorkCalendar()
    assert (last_day_of(first, count) - first).days == count - 1
    last = last_day_of(first, count, calendar)
    assert calendar.between(first, last) == count
    assert calendar.is_worked(last)
