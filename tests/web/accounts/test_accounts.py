"""The way in: the lock, the first password, the second factor, Chinese unless English was chosen."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from dudao.web.accounts.models import Person
from dudao.web.audit.models import AuditEntry
from tests.web.cast import PASSWORD

pytestmark = pytest.mark.usefixtures("cast")
ClientOf = Callable[[str], Client]
NEW = "xin-mi-ma-2026"


@pytest.fixture(autouse=True)
def _unlocked() -> None:
    cache.clear()


def _log_in(client: Client, password: str = PASSWORD) -> object:
    return client.post("/account/login/", {"login": "reporter", "password": password}, follow=True)


def test_the_lock_is_told_in_chinese_with_the_time(client: Client) -> None:
    for _ in range(5):
        _log_in(client, "wrong-password")
    text = _log_in(client).content.decode()  # type: ignore[attr-defined]  # a response
    assert re.search(r"账号已暂时锁定。请在 \d\d:\d\d 以后再试", text)


def test_a_password_made_up_by_others_is_changed_first(client: Client) -> None:
    Person.objects.filter(login="reporter").update(must_change_password=True)
    answer = _log_in(client)
    assert "首次登录请先修改密码" in answer.content.decode()  # type: ignore[attr-defined]
    assert client.get("/bodies/").headers["Location"] == "/account/password/change/"
    given = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post("/account/password/change/", given)
    assert client.get("/bodies/").status_code == 200
    assert AuditEntry.objects.filter(action="person.password-changed").count() == 1


def test_a_weak_new_password_is_refused(client_of: ClientOf) -> None:
    given = {"oldpassword": PASSWORD, "password1": "reporter-1", "password2": "reporter-1"}
    answer = client_of("reporter").post("/account/password/change/", given)
    assert "登录名" in answer.content.decode()


def _switch_on(client: Client) -> str:
    """Put the second factor on; gives its secret."""
    _log_in(client)
    client.post("/account/reauthenticate/", {"password": PASSWORD})  # what concerns the account asks once more
    page = client.get("/account/security/totp/activate/").content.decode()
    secret = re.findall(r'id="secret" readonly value="([A-Z2-7]+)"', page)[0]
    client.post("/account/security/totp/activate/", {"code": _code(secret)})
    return secret


def _code(secret: str) -> str:
    return auth.format_hotp_value(auth.hotp_value(secret, int(time.time()) // 30))


def test_the_second_factor_is_asked_for_at_the_next_login(
    client: Client, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        secret = _switch_on(client)
    client.post("/account/logout/")
    cache.clear()  # else the code counts as used
    assert "两步验证" in _log_in(client).content.decode()  # type: ignore[attr-defined]
    assert client.get("/bodies/").status_code == 302
    assert client.post("/account/security/authenticate/", {"code": _code(secret)}).headers["Location"] == "/desk/"
    done = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"person.factor-added", "person.recovery-codes-made", "person.logged-in"} <= done


def test_a_recovery_code_opens_once(client: Client) -> None:
    _switch_on(client)
    code = client.get("/account/security/recovery-codes/download/").content.decode().split()[0]
    client.post("/account/logout/")
    _log_in(client)
    assert client.post("/account/security/authenticate/", {"code": code}).status_code == 302
    client.post("/account/logout/")
    _log_in(client)
    assert client.post("/account/security/authenticate/", {"code": code}).status_code == 200


def test_a_coordinator_takes_off_a_lost_second_factor(client: Client, client_of: ClientOf) -> None:
    _switch_on(client)
    person = Person.objects.get(login="reporter")
    client_of("coordinator").post(f"/people/{person.pk}/account/remove-factors/")
    client.post("/account/logout/")
    assert _log_in(client).redirect_chain[-1][0] == "/desk/"  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_reset_password", "mfa_list_webauthn"])
def test_ways_that_the_site_does_not_use_are_shut(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


PAGES = (
    "/account/login/",
    "/account/logout/",
    "/account/inactive/",
    "/account/reauthenticate/",
    "/account/password/change/",
    "/account/security/",
    "/account/security/recovery-codes/",
    "/account/security/recovery-codes/generate/",
    "/account/security/totp/deactivate/",
)


def test_every_page_of_the_library_is_in_the_look_of_the_site(client: Client) -> None:
    visitor = Client()
    _switch_on(client)
    for address in PAGES:
        is_open = address in ("/account/login/", "/account/inactive/")
        answer = (visitor if is_open else client).get(address)
        assert answer.status_code == 200, address
        assert b"dudao/site.css" in answer.content, address
        assert "· 教育督导</title>" in answer.content.decode(), address
        assert b"Menu:" not in answer.content, address


def test_a_browser_set_to_english_still_gets_chinese_until_one_asks(client: Client) -> None:
    page = client.get("/account/login/", headers={"accept-language": "en"})
    assert (page.headers["Content-Language"], "登录名" in page.content.decode()) == ("zh-hans", True)
    client.post("/language/setlang/", {"language": "en", "next": "/account/login/"})
    assert client.get("/account/login/").headers["Content-Language"] == "en"
