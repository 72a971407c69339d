"""When those above an evaluated government may read its self-assessment: before it was sent they see progress only.

A draft is the government's own thinking, and a score that its evaluators see while it is being made is no self-score. An
app that sends says so here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dudao.web.rounds.models import RoundBody

Ask = Callable[[Sequence[RoundBody]], set[int]]
"""Keys of those bodies, out of some, whose self-assessment was handed up; asked for a whole list at once."""
_asked: dict[str, Ask] = {}


def add_opening(name: str, ask: Ask) -> None:
    """Let an app say which bodies' self-assessments were handed up; a source of the same name is replaced."""
    _asked[name] = ask


def handed_up_of(bodies: Sequence[RoundBody]) -> set[int]:
    """Keys of those that any app says were handed up."""
    return set().union(*(ask(bodies) for ask in _asked.values()))


def is_handed_up(evaluated: RoundBody) -> bool:
    """Whether any app says that it was."""
    return evaluated.pk in handed_up_of([evaluated])
