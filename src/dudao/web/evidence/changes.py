"""Telling other apps that a body's catalogue of evidence has changed, after the transaction that changed it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from dudao.web.rounds.models import RoundBody

Listener = Callable[[RoundBody], None]
_listeners: dict[str, Listener] = {}


def on_evidence_change(name: str, listener: Listener) -> None:
    """Let an app hear of each evaluated body whose catalogue changed; a listener of the same name is replaced."""
    _listeners[name] = listener


def tell_change(evaluated: RoundBody) -> None:
    """Called by every action that changes a catalogue, inside its transaction."""
    for listener in _listeners.values():
        transaction.on_commit(lambda heard=listener: heard(evaluated))  # type: ignore[misc]
