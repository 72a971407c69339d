"""The clocks of complaints: working days by the site's calendar, and the light that says how near the end is."""

from __future__ import annotations

from datetime import date

from dudao.web.rounds.queries import calendar
from dudao.web.voices.models import Complaint, ComplaintRules

SOON, LEAST_DAYS = 2, 3
"""Working days within which the light turns; days that are left at least after something was supplied."""


def rules() -> ComplaintRules:
    """The clocks as they are set; the defaults where nobody set any."""
    return ComplaintRules.objects.first() or ComplaintRules()


def day_after(today: date, days: int) -> date:
    """The day that is so many working days after another."""
    return calendar().after(today, days)


def days_between(today: date, due_on: date) -> int:
    """Working days that are left after today until a day, that day included; 0 where it is over."""
    return max(calendar().between(today, due_on) - int(calendar().is_worked(today)), 0)


def light_of(complaint: Complaint, today: date) -> str:
    """The tone of the clock: late, waiting (two working days or fewer), good; "off" where none runs."""
    if complaint.due_on is None:
        return "off"
    if today > complaint.due_on:
        return "late"
    return "waiting" if days_between(today, complaint.due_on) <= SOON else "good"
