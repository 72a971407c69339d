"""The ground of the story: bodies and departments, people, schemes, the working calendar."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from dudao.web.bodies.actions import Ground, NewBody, found_body
from dudao.web.bodies.imports import apply_table, hand_in_table
from dudao.web.demo.cast import CAST, CITIES, FOUNDED, OFFICE, PROVINCE, department
from dudao.web.demo.example import csv_of
from dudao.web.demo.stage import Stage
from dudao.web.people.actions import NewPerson
from dudao.web.people.actions.new_people import save_person
from dudao.web.posts.actions import give_post
from dudao.web.rounds.actions import set_free_days
from dudao.web.schemes.actions import publish_shipped
from dudao.web.site.people import OUTSIDE

SINCE = -760
"""The day on which the site began."""
EDITIONS = ("government-duty-city/2021", "quality-balance/2017")
HOLIDAYS = (((1, 1), "元旦"), ((5, 1), "劳动节"), *(((10, day), "国庆节") for day in range(1, 8)))


def found_province(stage: Stage) -> None:
    """The province, its operator and its office; the operator brings in all bodies as a table, as on any new site."""
    days = stage.days
    found_body(
        new=NewBody(PROVINCE, "province", "云岭省"), ground=Ground(on=days.day(SINCE)), by=OUTSIDE, at=days.at(SINCE, 8)
    )
    for member in OFFICE:
        _add(stage, member.login)
    operator = stage.acting("operator")
    table = csv_of([row for row in stage.example.rows("bodies") if row["code"] != PROVINCE])
    kept = hand_in_table(
        content=BytesIO(table),
        name="bodies.csv",
        size=len(table),
        on=days.day(SINCE),
        by=operator,
        at=days.at(SINCE, 10),
    )
    apply_table(import_id=kept.pk, by=operator, at=days.at(SINCE, 11))
    for code, name in CITIES.values():
        for part, word in FOUNDED.items():
            new = NewBody(department(code, part), "department", f"{name}{word}", code)
            found_body(new=new, ground=Ground(on=days.day(SINCE)), by=operator, at=days.at(SINCE, 14))


def let_people_in(stage: Stage) -> None:
    """Everybody else of the cast, each with a post."""
    for member in CAST[len(OFFICE) :]:
        _add(stage, member.login)


def publish_schemes(stage: Stage) -> None:
    """The editions that Dudao ships and the rounds use; the days off of each year."""
    supervisor, at = stage.acting("supervisor"), stage.days.at(SINCE + 5)
    for name in EDITIONS:
        publish_shipped(name=name, by=supervisor, at=at)
    for year in range(stage.days.year, stage.days.today.year + 2):
        free = {date(year, *day): (False, name) for day, name in HOLIDAYS}
        set_free_days(days=free, year=year, by=supervisor, at=at)


def _add(stage: Stage, login: str) -> None:
    member = next(each for each in CAST if each.login == login)
    person = save_person(NewPerson(login, member.name, stage.password))
    since, at = stage.days.day(SINCE), stage.days.at(SINCE, 8, 30)
    give_post(
        person_id=person.pk,
        body_code=member.code,
        role=member.role,
        title=member.title,
        starts_on=since,
        by=OUTSIDE,
        at=at,
    )
