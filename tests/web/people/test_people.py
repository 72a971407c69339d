"""How people come to the site and to their posts, and what may be done about the accounts of others."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.test import Client
from django.utils import timezone

from dudao.web.accounts.models import Person
from dudao.web.acting import Role
from dudao.web.audit.models import AuditEntry
from dudao.web.people import actions
from dudao.web.people.actions.applications import WantedPost
from dudao.web.people.models import Application, Invitation, ResetLink
from dudao.web.people.queries import applications_for, people_for
from dudao.web.policies import Refused
from dudao.web.posts.actions import delegate_post, end_post, revoke_delegation
from dudao.web.posts.models import Post
from dudao.web.posts.queries import actings_of
from tests.web.cast import NOW, PASSWORD, acting_as

pytestmark = pytest.mark.usefixtures("cast")
ClientOf = Callable[[str], Client]
LINK = re.compile(r'value="http://testserver(/people/[^"]+)"')
ANNA = {"name": "新人甲", "login": "newcomer", "password": "gao-shan-2026", "again": "gao-shan-2026"}


def _person(login: str) -> Person:
    return Person.objects.get(login=login)


def _invite(client: Client, body: str = "临江县教育局", role: str = "reporter") -> str:
    answer = client.post("/people/invitations/new/", {"name": "新人甲", "body": body, "role": role})
    assert answer.status_code == 200
    return LINK.findall(answer.content.decode())[0]


def _anna(password: str = "") -> actions.NewPerson:
    return actions.NewPerson("newcomer", "新人甲", make_password(password or "gao-shan-2026"))


def test_an_invitation_leads_to_an_account_with_the_post(client_of: ClientOf) -> None:
    link = _invite(client_of("coordinator"))
    visitor = Client()
    assert "临江县教育局" in visitor.get(link).content.decode()
    before = visitor.session.session_key
    assert visitor.post(link, ANNA).headers["Location"] == "/desk/"
    assert "新人甲" in visitor.get("/desk/").content.decode()
    assert visitor.session.session_key != before
    assert [each.body_code for each in actings_of(_person("newcomer"), timezone.localdate())] == ["990102-edu"]


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.INSPECTOR, Role.COORDINATOR, Role.LEADER])
def test_who_answers_for_an_area_is_not_put_into_a_department(client_of: ClientOf, role: Role) -> None:
    given = {"name": "新人甲", "body": "990000-dd", "role": role.value}
    answer = client_of("operator").post("/people/invitations/new/", given)
    assert answer.status_code == 422
    assert "设在政府本级" in answer.content.decode()
    assert "单位请填“云州省”" in answer.content.decode()
    with pytest.raises(Refused, match="设在政府本级"):
        actions.invite_person(
            body_code="990000-dd", role=role, title="", name="新人甲", mail="", by=acting_as("operator"), at=NOW
        )
    assert not Invitation.objects.exists()


def test_taking_up_an_invitation_in_another_s_browser_ends_their_session(client_of: ClientOf) -> None:
    browser = client_of("neighbour")
    browser.post(_invite(client_of("coordinator")), ANNA)
    page = browser.get("/desk/").content.decode()
    assert ("新人甲" in page, _person("neighbour").name in page) == (True, False)


def test_an_invitation_starts_without_body_and_role(client_of: ClientOf) -> None:
    form = client_of("coordinator").get("/people/invitations/new/").context["page"].form
    assert (form["body"].value(), form["role"].value(), form.fields["role"].choices[0][0]) == ("", None, "")
    sent = client_of("coordinator").post("/people/invitations/new/", {"name": "甲", "body": "临江县教育局", "role": ""})
    assert sent.status_code == 422


def test_a_link_opens_once(client_of: ClientOf) -> None:
    link = _invite(client_of("coordinator"))
    Client().post(link, ANNA)
    again = Client().post(link, {**ANNA, "login": "another"})
    assert (again.status_code, Person.objects.filter(login="another").exists()) == (410, False)


def test_a_link_closes_when_its_time_is_over(client_of: ClientOf) -> None:
    link = _invite(client_of("coordinator"))
    Invitation.objects.update(expires_at=NOW - timedelta(days=400))
    assert Client().get(link).status_code == 410


def test_a_link_that_was_withdrawn_stays_shut(client_of: ClientOf) -> None:
    client = client_of("coordinator")
    link = _invite(client)
    client.post(f"/people/invitations/{Invitation.objects.get().pk}/withdraw/")
    assert Client().get(link).status_code == 410


def test_the_secret_of_a_link_is_kept_nowhere(client_of: ClientOf) -> None:
    secret = _invite(client_of("coordinator")).rstrip("/").rpartition("/")[2]
    kept = [str(row) for model in (Invitation, AuditEntry) for row in model.objects.values()]
    assert not [row for row in kept if secret in row]


def test_an_invitation_is_taken_up_with_the_account_one_has(client_of: ClientOf) -> None:
    link = _invite(client_of("coordinator"), body="990102-fin")
    assert client_of("reporter").post(link, {"own": "1"}).status_code == 302
    assert len(actings_of(_person("reporter"), timezone.localdate())) == 2


def test_an_invitation_fails_when_the_inviter_lost_the_right(client_of: ClientOf) -> None:
    link = _invite(client_of("coordinator"))
    post = Post.objects.get(person__login="coordinator")
    end_post(post_id=post.pk, ends_on=date(2025, 2, 1), by=acting_as("operator"), at=NOW)
    answer = Client().post(link, ANNA)
    assert "邀请人已无权" in answer.content.decode()
    assert not Person.objects.filter(login="newcomer").exists()


def test_nobody_invites_to_a_role_above_the_own(client_of: ClientOf) -> None:
    with pytest.raises(Refused, match="督导机构"):
        actions.invite_person(
            body_code="990102", role=Role.SUPERVISOR, title="", name="甲", mail="", by=acting_as("coordinator"), at=NOW
        )


@pytest.mark.parametrize(("password", "told"), [("short", "10"), ("1234567890123", "数字"), ("newcomer-1", "登录名")])
def test_a_weak_password_is_refused_with_the_rule(client_of: ClientOf, password: str, told: str) -> None:
    link = _invite(client_of("coordinator"))
    answer = Client().post(link, {**ANNA, "password": password, "again": password})
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_an_application_waits_for_who_may_give_the_post(client_of: ClientOf) -> None:
    asked = {**ANNA, "body": "临江县教育局", "role": "reporter"}
    state = Client().post("/people/apply/", asked).headers["Location"]
    assert not Person.objects.filter(login="newcomer").exists()
    assert "审核注册申请" in client_of("coordinator").get("/desk/").content.decode()
    assert "审核注册申请" not in client_of("neighbour-coordinator").get("/desk/").content.decode()
    decide = f"/people/applications/{Application.objects.get().pk}/"
    assert client_of("neighbour-coordinator").get(decide).status_code == 404
    client_of("coordinator").post(decide, {"decision": "accept"})
    assert "已通过" in Client().get(state).content.decode()
    assert Client().post("/account/login/", {"login": "newcomer", "password": ANNA["password"]}).status_code == 302


def test_a_refused_application_tells_the_reason(client_of: ClientOf) -> None:
    found = actions.apply_for_post(new=_anna(), wanted=WantedPost("990102-edu", Role.REPORTER), at=NOW)
    decide = f"/people/applications/{found.pk}/"
    assert client_of("coordinator").post(decide, {"decision": "refuse", "reason": ""}).status_code == 422
    client_of("coordinator").post(decide, {"decision": "refuse", "reason": "非本单位人员"})
    assert "非本单位人员" in Client().get(f"/people/apply/{found.pk}/").content.decode()


def test_a_decision_stands() -> None:
    found = actions.apply_for_post(new=_anna(), wanted=WantedPost("990102-edu", Role.REPORTER), at=NOW)
    actions.accept_application(application_id=found.pk, by=acting_as("coordinator"), at=NOW)
    with pytest.raises(Refused, match="县联络员甲"):
        actions.refuse_application(application_id=found.pk, reason="晚了", by=acting_as("operator"), at=NOW)


def test_a_coordinator_does_not_see_applications_for_roles_above() -> None:
    actions.apply_for_post(new=_anna(), wanted=WantedPost("990102", Role.SUPERVISOR), at=NOW)
    assert not applications_for(acting_as("coordinator")).exists()
    assert applications_for(acting_as("supervisor")).exists()


def test_who_forgot_the_password_sets_another_by_link(client_of: ClientOf) -> None:
    inside = client_of("reporter")
    address = f"/people/{_person('reporter').pk}/reset-link/"
    link = LINK.findall(client_of("coordinator").post(address).content.decode())[0]
    assert Client().post(link, {"password": "xin-mi-ma-26", "again": "xin-mi-ma-26"}).status_code == 302
    assert Client().post("/account/login/", {"login": "reporter", "password": "xin-mi-ma-26"}).status_code == 302
    assert Client().get(link).status_code == 410
    assert inside.get("/desk/").status_code == 302  # sessions of before are over


def test_a_new_reset_link_closes_the_one_before() -> None:
    for _ in range(2):
        actions.make_reset_link(person_id=_person("reporter").pk, by=acting_as("coordinator"), at=NOW)
    assert ResetLink.objects.filter(withdrawn_at=None).count() == 1


@pytest.mark.parametrize(
    ("by", "whose", "why"),
    [
        ("coordinator", "operator", "上级联络员"),
        ("coordinator", "neighbour", "上级联络员"),
        ("supervisor", "operator", "上级联络员"),
        ("reporter", "colleague", "办理"),
        ("coordinator", "coordinator", "账号安全"),
    ],
)
def test_nobody_takes_over_an_account_above_or_beside(by: str, whose: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        actions.make_reset_link(person_id=_person(whose).pk, by=acting_as(by), at=NOW)


def test_a_suspended_person_is_out_at_once_and_back_when_restored(client_of: ClientOf) -> None:
    inside, keeper = client_of("reporter"), client_of("coordinator")
    address = f"/people/{_person('reporter').pk}/account"
    keeper.post(f"{address}/suspend/")
    assert inside.get("/desk/").status_code == 302
    keeper.post(f"{address}/restore/")
    assert Client().post("/account/login/", {"login": "reporter", "password": PASSWORD}).headers["Location"] == "/desk/"


def test_the_list_holds_the_own_area_only() -> None:
    seen = {person.login for person in people_for(acting_as("coordinator"))}
    assert seen == {"coordinator", "reporter", "colleague", "leader"}
    assert not people_for(acting_as("reporter")).exists()


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    client_of: ClientOf, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = client_of("operator")
    client.get("/people/")
    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]  # a context manager
        client.get("/people/")


def _delegate(by: str = "coordinator", deputy: str = "colleague", start: date = date(2026, 3, 1)) -> object:
    post = Post.objects.get(person__login="coordinator")
    return delegate_post(
        post_id=post.pk,
        deputy_id=_person(deputy).pk,
        starts_on=start,
        ends_on=start + timedelta(days=7),
        reason="出差",
        by=acting_as(by),
        at=NOW,
    )


def test_a_delegation_is_revoked_at_once() -> None:
    made = _delegate()
    assert actings_of(_person("colleague"), NOW.date())[-1].for_name == "县联络员甲"
    revoke_delegation(delegation_id=made.pk, by=acting_as("coordinator"), at=NOW)  # type: ignore[attr-defined]
    assert len(actings_of(_person("colleague"), NOW.date())) == 1


@pytest.mark.parametrize("by", ["reporter", "neighbour-coordinator", "visitor"])
def test_a_post_of_somebody_else_is_not_handed_over(by: str) -> None:
    with pytest.raises(Refused):
        _delegate(by)


def test_two_deputies_at_once_are_refused() -> None:
    _delegate()
    with pytest.raises(Refused, match="填报员乙"):
        _delegate(deputy="reporter", start=date(2026, 3, 5))


def test_a_deputy_hands_nothing_on() -> None:
    _delegate()
    deputy = actings_of(_person("colleague"), NOW.date())[-1]
    post = Post.objects.get(person__login="coordinator")
    days = {"starts_on": date(2026, 4, 1), "ends_on": date(2026, 4, 2)}
    with pytest.raises(Refused, match="委托本人"):
        delegate_post(post_id=post.pk, deputy_id=post.person_id, reason="x", by=deputy, at=NOW, **days)


def test_delegating_through_the_page(client_of: ClientOf) -> None:
    client = client_of("coordinator")
    post = Post.objects.get(person__login="coordinator")
    given = {"post": post.pk, "deputy": "colleague", "starts_on": "2026-03-01", "ends_on": "2026-03-08", "reason": "假"}
    assert client.post("/people/delegations/", given).status_code == 302
    assert "填报员乙" in client.get("/people/delegations/").content.decode()


def test_giving_and_ending_a_post_through_the_pages(client_of: ClientOf) -> None:
    client = client_of("coordinator")
    given = {"person": "reporter", "body": "临江县", "role": "leader", "starts_on": "2026-01-01"}
    assert client.post("/people/posts/give/", given).status_code == 302
    post = Post.objects.get(person__login="reporter", role="leader")
    client.post(f"/people/posts/{post.pk}/end/", {"ends_on": "2026-02-01"})
    post.refresh_from_db()
    assert post.ends_on == date(2026, 2, 1)


def test_why_repeats_the_reason_that_the_person_reads(client_of: ClientOf) -> None:
    reporter = _person("reporter").pk
    said = client_of("coordinator").get(f"/people/{reporter}/why/", {"address": "http://a.cn/audit/"}).content.decode()
    read = client_of("reporter").get("/audit/").content.decode()
    reason = re.findall(r"这一步由[^<]+", read)[0]
    assert reason in said


def test_why_opens_pages_of_bodies_and_tells_of_missing_ones(client_of: ClientOf) -> None:
    reporter, client = _person("reporter").pk, client_of("coordinator")

    def said(address: str) -> str:
        return client.get(f"/people/{reporter}/why/", {"address": address}).content.decode()

    assert "不在其可见范围内" in said("/bodies/990103/")
    assert "没有这个地址" in said("/nowhere/")
    assert "只接受提交" in said(f"/people/{reporter}/reset-link/")
    before = AuditEntry.objects.count()
    assert "可以" in said("/bodies/990102/")
    assert AuditEntry.objects.count() == before


def test_why_is_not_asked_about_people_elsewhere(client_of: ClientOf) -> None:
    assert client_of("coordinator").get(f"/people/{_person('neighbour').pk}/why/").status_code == 404


def test_letters_go_out_only_where_a_mail_server_is_set(
    client_of: ClientOf, settings: object, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    sent = {"name": "甲", "body": "990102-edu", "role": "reporter", "mail": "a@example.invalid"}
    for server, letters in (("", 0), ("smtp://mail.invalid", 1)):
        settings.SITE = settings.SITE.model_copy(update={"mail": server})  # type: ignore[attr-defined]
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]  # a context manager
            client_of("coordinator").post("/people/invitations/new/", sent)
        assert len(mail.outbox) == letters


def test_the_public_joins_only_where_the_site_lets_them_in(settings: object) -> None:
    with pytest.raises(Refused, match="公众"):
        actions.join_as_member(new=_anna(), at=NOW)
    settings.SITE = settings.SITE.model_copy(update={"is_public": True})  # type: ignore[attr-defined]
    assert Client().post("/people/apply/", {**ANNA, "role": "reporter"}).headers["Location"] == "/desk/"
    assert actings_of(_person("newcomer"), NOW.date()) == []
