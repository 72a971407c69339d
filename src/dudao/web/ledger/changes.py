"""Telling other apps that the ledger of a government has changed, after the transaction that changed it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

Listener = Callable[[str], None]
_listeners: dict[str, Listener] = {}


def on_ledger_change(name: str, listener: Listener) -> None:
    """Let an app hear the code of each government whose ledger changed; a listener of the same name is replaced."""
    _listeners[name] = listener


def tell_change(body_code: str) -> None:
    """Called by every action that changes a ledger, inside its transaction."""
    for listener in _listeners.values():
        transaction.on_commit(lambda heard=listener: heard(body_code))  # type: ignore[misc]
