"""Who gets which page: every address against everybody of the cast; an address that nobody wrote down fails."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.web.cast import CAST

EVERYBODY = (*CAST, "visitor")
YES, REFUSED, LOGIN, GONE = 200, 403, 302, 404

TABLE: dict[str, tuple[tuple[object, ...], dict[str, int]]] = {
    # address: its arguments, and the answer for each of the cast ("*" for all that are not named)
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
    "audit:entry-list": (
        (),
        {
            "*": REFUSED,
            "visitor": LOGIN,
            "operator": YES,
            "supervisor": YES,
            "coordinator": YES,
            "city-coordinator": YES,
            "neighbour-coordinator": YES,
        },
    ),
}
ELSEWHERE = ("account_", "mfa_", "set_language", "home")
"""Addresses of the way in, which allauth and Django answer for."""


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


@pytest.mark.parametrize("name", sorted(TABLE))
def test_everybody_gets_what_the_table_says(name: str, client_of: Callable[[str], Client]) -> None:
    arguments, answers = TABLE[name]
    address = reverse(name, args=arguments)
    found = {login: client_of(login).get(address).status_code for login in EVERYBODY}
    assert found == {login: answers.get(login, answers["*"]) for login in EVERYBODY}
