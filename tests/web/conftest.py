"""Every test of the site finds the cast on stage, and a browser's client for each of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from dudao.web.accounts.models import Person
from tests.web.cast import raise_curtain


@pytest.fixture
def cast(db: None) -> None:
    """Bodies and people."""
    raise_curtain()


@pytest.fixture
def client_of(cast: None) -> Callable[[str], Client]:
    """A client logged in as one of the cast; `visitor` has not logged in."""

    def client(login: str) -> Client:
        found = Client()
        if login != "visitor":
            found.force_login(Person.objects.get(login=login))
        return found

    return client
