"""Every test of the site finds the cast on stage, and a browser's client for each of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from dudao.web.accounts.models import Person
from tests.web.cast import raise_curtain


@pytest.fixture(autouse=True)
def nobody_came_before() -> None:
    """What limits by address count is empty: how often the tests before this one complained or logged in is not its business."""
    cache.clear()


@pytest.fixture
def with_tables(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Callable[[Path], None]:
    """Puts a database with the site's tables into a folder, on SQLite: a site of its own need not set them up again."""

    def put(folder: Path) -> None:
        with django_db_blocker.unblock():
            if connection.vendor != "sqlite":
                return  # the site sets them up itself
            kept = connection.settings_dict["NAME"]
        with closing(sqlite3.connect(kept)) as source, closing(sqlite3.connect(folder / "site.sqlite3")) as target:
            source.backup(target)

    return put


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
