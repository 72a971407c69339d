"""Posts: what somebody may do depends on the post in which they act, and posts begin and end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from dudao.web.accounts.models import Person
from dudao.web.acting import Role
from dudao.web.audit.models import AuditEntry
from dudao.web.policies import Refused
from dudao.web.posts.actions import end_post, give_post
from dudao.web.posts.models import Delegation, Post
from dudao.web.posts.queries import acting_of, actings_of
from tests.web.cast import NOW, PASSWORD, acting_as

pytestmark = pytest.mark.usefixtures("cast")
TODAY = NOW.date()


def _person(login: str) -> Person:
    return Person.objects.get(login=login)


def _give(person: str, body: str, role: Role, by: str) -> Post:
    return give_post(
        person_id=_person(person).pk, body_code=body, role=role, title="", starts_on=TODAY, by=acting_as(by), at=NOW
    )


def test_a_person_with_two_posts_acts_in_the_one_chosen() -> None:
    second = _give("reporter", "990102", Role.COORDINATOR, "operator")
    assert [each.role for each in actings_of(_person("reporter"), TODAY)] == [Role.REPORTER, Role.COORDINATOR]
    assert acting_of(_person("reporter"), TODAY, second.pk).body_code == "990102"


def test_nobody_gives_more_than_they_have() -> None:
    with pytest.raises(Refused, match="不能授予"):
        _give("reporter", "990102", Role.SUPERVISOR, "coordinator")


def test_nobody_gives_posts_outside_the_own_area() -> None:
    with pytest.raises(Refused, match="管辖范围"):
        _give("reporter", "990103-edu", Role.REPORTER, "coordinator")


def test_from_its_last_day_on_nobody_acts_in_a_post() -> None:
    post = Post.objects.get(person__login="reporter")
    end_post(post_id=post.pk, ends_on=date(2026, 4, 1), by=acting_as("coordinator"), at=NOW)
    assert actings_of(_person("reporter"), date(2026, 3, 31)) != []
    assert actings_of(_person("reporter"), date(2026, 4, 1)) == []


def test_a_deputy_acts_for_the_holder_during_leave_and_not_after() -> None:
    post = Post.objects.get(person__login="coordinator")
    Delegation.objects.create(
        post=post, deputy=_person("colleague"), starts_on=date(2026, 3, 1), ends_on=date(2026, 3, 8), reason="出差"
    )
    lent = actings_of(_person("colleague"), date(2026, 3, 7))[-1]
    assert (lent.role, lent.body_code, lent.for_name) == (Role.COORDINATOR, "990102", "县联络员甲")
    assert len(actings_of(_person("colleague"), date(2026, 3, 8))) == 1


def test_switching_is_remembered_and_recorded(client_of: Callable[[str], Client]) -> None:
    second = _give("reporter", "990102", Role.COORDINATOR, "operator")
    client = client_of("reporter")
    client.post("/desk/post/", {"post": str(second.pk)})
    assert "政府牵头联络员" in client.get("/desk/").content.decode()
    assert AuditEntry.objects.filter(action="post.switched", person_name="填报员甲").exists()


def test_nobody_switches_to_a_post_of_somebody_else(client_of: Callable[[str], Client]) -> None:
    foreign = Post.objects.get(person__login="operator")
    assert client_of("reporter").post("/desk/post/", {"post": str(foreign.pk)}).status_code == 404


@pytest.mark.parametrize("name", ["reporter", "13800000001", "r@example.invalid"])
def test_one_logs_in_by_name_phone_or_mail(client: Client, name: str) -> None:
    Person.objects.filter(login="reporter").update(phone="13800000001", mail="r@example.invalid")
    answer = client.post("/account/login/", {"login": name, "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/")


def test_after_five_wrong_passwords_the_door_stays_shut(client: Client) -> None:
    for _ in range(5):
        client.post("/account/login/", {"login": "reporter", "password": "wrong-password"})
    answer = client.post("/account/login/", {"login": "reporter", "password": PASSWORD})
    assert answer.status_code != 302
