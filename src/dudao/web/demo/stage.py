"""What every scene of the story is handed: the example, the calendar, who acts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dudao.web.accounts.models import Person
from dudao.web.acting import Acting
from dudao.web.demo.days import Days
from dudao.web.demo.example import Example
from dudao.web.posts.queries import actings_of
from dudao.web.rounds.models import Round, RoundBody

DUTY = "government-duty-city/2021"
"""The edition of the cities' rounds."""
THIS, LAST = 0, 1
"""This year's round, and last year's."""


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything a scene needs. `password`: the hash of the one that all of the cast have; `tell` says a word of progress."""

    example: Example
    days: Days
    password: str
    tell: Callable[[str], None]

    def acting(self, login: str) -> Acting:
        """One of the cast in their post."""
        return actings_of(Person.objects.get(login=login), self.days.today)[0]

    def evaluated(self, code: str, which: int = THIS) -> RoundBody:
        """A city in this year's round, or last year's."""
        period = str(self.days.year - which)
        return RoundBody.objects.select_related("round__office", "round__edition").get(
            body_id=code, round__period=period
        )

    def round(self, which: int = THIS) -> Round:
        """This year's round, or last year's."""
        return Round.objects.get(period=str(self.days.year - which), edition=DUTY)
