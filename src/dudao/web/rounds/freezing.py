"""Whether what a body handed in is sealed: the app that seals says so, and every app that writes asks before it does."""

from __future__ import annotations

from collections.abc import Callable

from dudao.web.policies import YES, Answer, first_no
from dudao.web.rounds.models import RoundBody

Source = Callable[[RoundBody], Answer]
_sources: dict[str, Source] = {}


def add_freeze_source(name: str, source: Source) -> None:
    """Let an app say that a body's work is sealed (a no with the reason); a source of the same name is replaced."""
    _sources[name] = source


def must_not_be_frozen(evaluated: RoundBody) -> Answer:
    """Yes while nothing is sealed; else no, with the reason of the app that sealed it."""
    return first_no(*(lambda source=source: source(evaluated) for source in _sources.values()), YES)


def is_frozen(evaluated: RoundBody) -> bool:
    """Whether a body's data, ledger extract, evidence and report are sealed and may not change."""
    return not must_not_be_frozen(evaluated)
