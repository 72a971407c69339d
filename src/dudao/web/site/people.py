"""People made from outside the site: the first operator, the cast of the example."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from dudao.web.accounts.models import Person
from dudao.web.acting import Acting, Role
from dudao.web.bodies.models import Body
from dudao.web.posts.actions import give_post

OUTSIDE = Acting(person_id=UUID(int=0), name="命令行", role=Role.OPERATOR, area="/")
"""Who acts from the command line: whoever may start it holds the whole site in hand anyway; the audit says so."""


@transaction.atomic
def add_person(
    *, login: str, name: str, role: Role, body: Body, title: str, since: date, at: datetime, password: str = ""
) -> tuple[Person, str]:
    """Add a person with one post, unless the login is taken. Returns the person and the password ("" for one known before).

    A password that was made up here must be changed at the first login.
    """
    person = Person.objects.filter(login=login).first()
    made = ""
    if person is None:
        made = password or secrets.token_urlsafe(9)
        person = Person.objects.make(login=login, name=name, password=made, must_change_password=not password)
        person.full_clean(exclude=["password"])
        person.save()
    if not person.posts.filter(body=body, role=role.value).exists():
        give_post(person_id=person.pk, body_code=body.pk, role=role, title=title, starts_on=since, by=OUTSIDE, at=at)
    return person, made
