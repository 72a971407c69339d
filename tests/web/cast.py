"""The cast: people of an invented province, one in each role, and a colleague of another county."""

from __future__ import annotations

from datetime import UTC, date, datetime

from dudao.web.accounts.models import Person
from dudao.web.acting import VISITOR, Acting, Role
from dudao.web.bodies.actions import NewBody, import_bodies
from dudao.web.bodies.models import Body
from dudao.web.posts.queries import actings_of
from dudao.web.site.people import OUTSIDE, add_person

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PASSWORD = "lan-shan-2026"

BODIES = (
    NewBody("990000", "province", "云州省"),
    NewBody("990000-dd", "department", "云州省教育督导办", "990000"),
    NewBody("990100", "city", "云东市", "990000"),
    NewBody("990102", "county", "临江县", "990100"),
    NewBody("990102-edu", "department", "临江县教育局", "990102"),
    NewBody("990102-fin", "department", "临江县财政局", "990102"),
    NewBody("9901020001", "school", "临江县第一小学", "990102"),
    NewBody("990103", "county", "清河县", "990100"),
    NewBody("990103-edu", "department", "清河县教育局", "990103"),
    NewBody("990200", "city", "云西市", "990000"),
    NewBody("990202", "county", "石桥县", "990200"),
)

CAST = {
    "operator": ("管理员甲", Role.OPERATOR, "990000"),
    "author": ("方案员甲", Role.AUTHOR, "990000"),
    "supervisor": ("督导员甲", Role.SUPERVISOR, "990000"),
    "inspector": ("督学甲", Role.INSPECTOR, "990000"),
    "city-coordinator": ("市联络员甲", Role.COORDINATOR, "990100"),
    "coordinator": ("县联络员甲", Role.COORDINATOR, "990102"),
    "reporter": ("填报员甲", Role.REPORTER, "990102-edu"),
    "colleague": ("填报员乙", Role.REPORTER, "990102-fin"),
    "leader": ("县领导甲", Role.LEADER, "990102"),
    "neighbour": ("填报员丙", Role.REPORTER, "990103-edu"),
    "neighbour-coordinator": ("县联络员乙", Role.COORDINATOR, "990103"),
}
"""By login: name, role, body."""


def raise_curtain() -> None:
    """Put bodies and people on stage."""
    import_bodies(new=BODIES, by=OUTSIDE, at=NOW)
    for login, (name, role, code) in CAST.items():
        body = Body.objects.get(pk=code)
        add_person(
            login=login, name=name, role=role, body=body, title="", since=date(2025, 1, 1), at=NOW, password=PASSWORD
        )


def acting_as(login: str) -> Acting:
    """One of the cast as policies see them; `visitor` is nobody, `member` somebody without a post."""
    if login == "visitor":
        return VISITOR
    if login == "member":
        return Acting(person_id=OUTSIDE.person_id, name="公众甲")
    return actings_of(Person.objects.get(login=login), NOW.date())[0]
