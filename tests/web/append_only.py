"""The triggers that keep the audit append-only, off and on again: for tests that empty the tables or change them."""

from __future__ import annotations

from importlib import import_module

from django.db import connection

guards = import_module("dudao.web.audit.migrations.0002_append_only")


def let_go_of_the_chain() -> None:
    """Take the triggers off."""
    _execute(guards.UNDO[connection.vendor])


def guard_the_chain() -> None:
    """Put them on again."""
    _execute(guards.SQLITE if connection.vendor == "sqlite" else guards.POSTGRESQL)


def _execute(lines: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for line in lines:
            cursor.execute(line)
