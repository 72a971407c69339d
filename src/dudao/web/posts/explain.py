"""Why a person may or may not: every policy that apps put here, asked for one person in one post, at their area or a body."""

from __future__ import annotations

from collections.abc import Callable

from dudao.web.acting import Acting
from dudao.web.policies import Answer, Words

Ask = Callable[[Acting], Answer]
AskAt = Callable[[Acting, str], Answer]
_asked: dict[Words, AskAt] = {}


def explain(what: Words, policy: Ask) -> None:
    """Let a policy be explained: what it allows, in words."""
    _asked[what] = lambda acting, path: policy(acting)


def explain_at(what: Words, policy: AskAt) -> None:
    """The same for a policy that also asks for the path of the body concerned."""
    _asked[what] = policy


def answers_for(acting: Acting, path: str = "") -> list[tuple[Words, Answer]]:
    """Each policy in words, with its answer for somebody; at a body's path, else at the person's own area."""
    return [(what, policy(acting, path or acting.area)) for what, policy in _asked.items()]
