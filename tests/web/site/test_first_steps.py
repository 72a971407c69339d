"""A new site tells its operator what comes first."""

from __future__ import annotations

from datetime import date
from io import StringIO
from socket import create_server

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from dudao.web.accounts.models import Person
from dudao.web.acting import Role
from dudao.web.bodies.actions import import_bodies
from dudao.web.bodies.models import Body
from dudao.web.site.first_steps import first_steps
from dudao.web.site.people import OUTSIDE, add_person
from tests.web.cast import BODIES, NOW, PASSWORD, acting_as
from tests.web.rounds.stage_setting import drafted_round


@pytest.mark.django_db
def test_an_empty_site_names_all_steps_and_the_first_login_ends_on_the_workbench() -> None:
    import_bodies(new=BODIES[:1], by=OUTSIDE, at=NOW)
    province = Body.objects.get(pk="990000")
    person, made = add_person(
        login="operator", name="管理员甲", role=Role.OPERATOR, body=province, title="", since=date(2026, 1, 1), at=NOW
    )
    assert [str(each.what)[:3] for each in first_steps(acting_as("operator"), NOW)] == [
        "第一步",
        "第二步",
        "第三步",
        "第四步",
    ]
    client = Client()
    client.post("/account/login/", {"login": "operator", "password": made})
    assert client.get("/desk/").headers["Location"] == "/account/password/change/"
    answer = client.post(
        "/account/password/change/", {"oldpassword": made, "password1": PASSWORD, "password2": PASSWORD}
    )
    assert answer.headers["Location"] == "/desk/"
    assert not Person.objects.get(pk=person.pk).must_change_password
    assert "第一步" in client.get("/desk/").content.decode()


def test_steps_go_away_as_they_are_done(cast: None) -> None:
    assert [str(each.what)[:3] for each in first_steps(acting_as("operator"), NOW)] == ["第三步", "第四步"]
    assert list(first_steps(acting_as("coordinator"), NOW)) == []
    drafted_round()
    assert list(first_steps(acting_as("operator"), NOW)) == []


@pytest.mark.django_db
def test_a_taken_port_is_told_before_anything_is_done() -> None:
    with create_server(("127.0.0.1", 0)) as taken, pytest.raises(CommandError, match="已被别的程序占用"):
        call_command("serve", port=taken.getsockname()[1], stdout=StringIO())
