"""Who gets which page: every address against everybody of the cast; an address that nobody wrote down fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import inf
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from dudao.web.accounts.models import Person
from dudao.web.acting import Role
from dudao.web.library import viewing
from dudao.web.people.actions import NewPerson, apply_for_post
from dudao.web.people.actions.applications import WantedPost
from dudao.web.posts.models import Post
from tests.web.answers import CLOSED, EVERYBODY, GONE, LOGIN, NOBODY, POST_ONLY, REFUSED, YES, Access
from tests.web.apps import APPS
from tests.web.cast import NOW
from tests.web.ledger.entries import written_entry
from tests.web.rounds.stage_setting import drafted_round, opened_round

KEEPERS = {
    "*": REFUSED,
    "visitor": LOGIN,
    "operator": YES,
    "supervisor": YES,
    "coordinator": YES,
    "city-coordinator": YES,
    "neighbour-coordinator": YES,
}
"""Who keeps an area: its people, posts, applications."""
OF_THE_COUNTY = {**KEEPERS, "neighbour-coordinator": GONE}
"""The same, for what belongs to one county."""

TREE = {"*": REFUSED, "visitor": LOGIN, "operator": YES, "supervisor": YES}
"""Who keeps the tree of bodies."""
OF_THE_TREE = {**TREE, "neighbour": GONE, "neighbour-coordinator": GONE}
"""The same, for one county; who may not see it is told that there is no such page."""


def of_person() -> str:
    """A reporter of that county."""
    return str(Person.objects.get(login="reporter").pk)


def of_post() -> str:
    """The reporter's post."""
    return str(Post.objects.get(person__login="reporter").pk)


def of_application() -> str:
    """Somebody who asks for a post in that county."""
    new, wanted = NewPerson("newcomer", "新人甲", "!"), WantedPost("990102-edu", Role.REPORTER)
    return str(apply_for_post(new=new, wanted=wanted, at=NOW).pk)


def of_round() -> str:
    """A round of the province that evaluates both cities."""
    return opened_round().address


def of_entry() -> str:
    """An entry of that county's ledger."""
    return written_entry().address


LEDGER_KEEPERS = {"*": REFUSED, "visitor": LOGIN} | dict.fromkeys(
    ("coordinator", "city-coordinator", "reporter", "colleague", "neighbour", "neighbour-coordinator"), YES
)
"""Who writes the ledger of the own government."""
OF_THE_COUNTY_S_PEOPLE = {"*": YES, "visitor": LOGIN, "neighbour": GONE, "neighbour-coordinator": GONE}
"""What the county's own people and those above them see."""
OF_THE_OTHER_CITY = {"*": GONE, "visitor": LOGIN, "operator": YES, "author": YES, "supervisor": YES, "inspector": YES}
"""What belongs to a city whose people are not of the cast."""

TABLE: dict[str, Access] = {
    "posts:workbench": ((), {"*": YES, "visitor": LOGIN}),
    "posts:post-switch": ((), {"*": YES, "visitor": LOGIN}),
    "posts:explain": ((), {"*": YES, "visitor": LOGIN}),
    "bodies:body-list": ((), {"*": YES, "visitor": LOGIN}),
    "bodies:body-detail": (
        ("990102-edu",),
        {
            "*": YES,
            "visitor": LOGIN,
            "colleague": GONE,
            "neighbour": GONE,
            "neighbour-coordinator": GONE,
        },
    ),
    "bodies:body-export": ((), {"*": YES, "visitor": LOGIN}),
    "bodies:body-change": (("990102", "rename"), OF_THE_TREE),
    "bodies:import-new": ((), TREE),
    "bodies:import-preview": ((NOBODY,), {**TREE, "operator": GONE, "supervisor": GONE}),
    "audit:entry-list": ((), KEEPERS),
    "people:person-list": ((), KEEPERS),
    "people:post-give": ((), KEEPERS),
    "people:invitation-list": ((), KEEPERS),
    "people:invitation-new": ((), KEEPERS),
    "people:application-list": ((), KEEPERS),
    "people:person-detail": ((of_person,), OF_THE_COUNTY),
    "people:person-why": ((of_person,), OF_THE_COUNTY),
    "people:post-end": ((of_post,), OF_THE_COUNTY),
    "people:application-decide": ((of_application,), OF_THE_COUNTY),
    "people:delegation-list": ((), {"*": YES, "visitor": LOGIN}),
    "people:application-state": ((of_application,), {"*": YES}),
    "people:apply": ((), {"*": YES}),
    "people:password-lost": ((), {"*": YES}),
    "people:join": (("gone",), {"*": CLOSED}),
    "people:password-reset": (("gone",), {"*": CLOSED}),
    "people:reset-link": ((of_person,), {"*": POST_ONLY}),
    "people:account-change": ((of_person, "suspend"), {"*": POST_ONLY}),
    "people:invitation-withdraw": ((NOBODY,), {"*": POST_ONLY}),
    "people:delegation-revoke": ((1,), {"*": POST_ONLY}),
    "ledger:entry-list": ((), {"*": YES, "visitor": LOGIN}),
    "ledger:entry-export": ((), {"*": YES, "visitor": LOGIN}),
    "ledger:entry-new": ((), LEDGER_KEEPERS),
    "ledger:import-new": ((), LEDGER_KEEPERS),
    "ledger:import-detail": (("none",), {"*": GONE, "visitor": LOGIN}),
    "ledger:entry-detail": ((of_entry,), OF_THE_COUNTY_S_PEOPLE),
    "ledger:entry-change": (
        (of_entry,),
        {
            **OF_THE_COUNTY_S_PEOPLE,
            **dict.fromkeys(("operator", "author", "supervisor", "inspector", "leader"), REFUSED),
        }
        | {"city-coordinator": REFUSED},
    ),
    "ledger:entry-remove": (("none",), {"*": POST_ONLY}),
    "ledger:entry-restore": (("none",), {"*": POST_ONLY}),
    "schemes:shipped-publish": (
        (),
        {"*": REFUSED, "visitor": LOGIN, "supervisor": LOGIN, "operator": LOGIN},
    ),  # to the list
    "schemes:upload-publish": ((NOBODY,), {"*": REFUSED, "visitor": LOGIN, "supervisor": GONE, "operator": GONE}),
    "schemes:upload-discard": ((NOBODY,), {"*": POST_ONLY}),
    "rounds:round-open": (
        (lambda: drafted_round().address,),
        {"*": GONE, "visitor": LOGIN, "author": REFUSED, "inspector": REFUSED, "supervisor": YES, "operator": YES},
    ),
    "rounds:round-move": (("none", "open"), {"*": POST_ONLY}),
    "rounds:stage-extend": (("none",), {"*": POST_ONLY}),
    "rounds:stage-remind": (("none",), {"*": POST_ONLY}),
    "rounds:round-list": ((), {"*": YES, "visitor": LOGIN}),
    "rounds:round-new": ((), {"*": REFUSED, "visitor": LOGIN, "supervisor": YES, "operator": YES}),
    "rounds:calendar-change": ((2026,), {"*": REFUSED, "visitor": LOGIN, "supervisor": YES, "operator": YES}),
    "rounds:round-detail": ((of_round,), {"*": YES, "visitor": LOGIN}),
    "rounds:round-change": (
        (of_round,),
        {"*": REFUSED, "visitor": LOGIN},
    ),
    "rounds:round-notice": ((of_round,), {"*": YES, "visitor": LOGIN}),
    "rounds:task-list": ((of_round, "990200"), OF_THE_OTHER_CITY),
    "rounds:body-detail": ((of_round, "990200"), OF_THE_OTHER_CITY),
    "schemes:scheme-list": ((), {"*": YES, "visitor": LOGIN}),
    "schemes:scheme-detail": (("none/0",), {"*": GONE, "visitor": LOGIN}),
    "schemes:indicator-detail": (("none/0", "A"), {"*": GONE, "visitor": LOGIN}),
    "schemes:upload-detail": (
        (NOBODY,),
        {"*": REFUSED, "visitor": LOGIN, "author": GONE, "supervisor": GONE, "operator": GONE},
    ),
}

for _app in APPS:
    TABLE |= _app.ACCESS

ELSEWHERE = ("account_", "mfa_", "set_language", "home", "robots", "sitemap")
"""Addresses of the way in, which allauth and Django answer for, and what search engines ask (tests/web/discovery)."""


def addresses(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """The names of all addresses."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from addresses(each, inner)
        elif isinstance(each, URLPattern):
            yield f"{space}{each.name}"


def test_every_address_is_in_the_table() -> None:
    known = {name for name in addresses() if not name.startswith(ELSEWHERE)}
    assert known == set(TABLE)


def database() -> dict[str, list[Any]]:
    """All rows of all tables but the sessions, in order."""
    models = [each for each in apps.get_models() if each._meta.app_label != "sessions"]
    return {each._meta.label: sorted(map(repr, each._default_manager.values_list())) for each in models}


@pytest.mark.parametrize("name", sorted(TABLE))
def test_everybody_gets_what_the_table_says(
    name: str, client_of: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        viewing, "SECONDS_BETWEEN", inf
    )  # else a reading asks for counting whenever the last was long ago
    arguments, answers = TABLE[name]
    address = reverse(name, args=[each() if callable(each) else each for each in arguments])
    clients = {login: client_of(login) for login in EVERYBODY}
    before = database()
    found = {login: client.get(address).status_code for login, client in clients.items()}
    assert found == {login: answers.get(login, answers["*"]) for login in EVERYBODY}
    assert database() == before, "looking changed something"
