"""When those above an evaluated government may read its self-assessment: before it was sent they see progress only.

A draft is the government's own thinking, and a score that its evaluators see while it is being made is no self-score. An
app that sends says so here.
"""

from __future__ import annotations

from collections.abc import Callable

from dudao.web.rounds.models import RoundBody

Ask = Callable[[RoundBody], bool]
_asked: dict[str, Ask] = {}


def add_opening(name: str, ask: Ask) -> None:
    """Let an app say whether a body's self-assessment was handed up; a source of the same name is replaced."""
    _asked[name] = ask


def is_handed_up(evaluated: RoundBody) -> bool:
    """Whether any app says that it was."""
    return any(ask(evaluated) for ask in _asked.values())
