"""The triggers that keep what was done and submitted, off and on again: for tests that empty the tables or change them."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from django.db import connection

CHAIN = import_module("dudao.web.audit.migrations.0002_append_only")
VERSIONS = import_module("dudao.web.datasets.migrations.0002_what_was_submitted_stays")
ALL = (CHAIN, VERSIONS)


def let_go_of(*guards: ModuleType) -> None:
    """Take the triggers of migrations off."""
    for each in guards:
        _execute(each.UNDO[connection.vendor])


def guard(*guards: ModuleType) -> None:
    """Put them on again."""
    for each in guards:
        _execute(each.SQLITE if connection.vendor == "sqlite" else each.POSTGRESQL)


def _execute(lines: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for line in lines:
            cursor.execute(line)
