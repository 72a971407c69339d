"""Why a person may or may not: every policy that apps put here, asked for one person in one post."""

from __future__ import annotations

from collections.abc import Callable

from dudao.web.acting import Acting
from dudao.web.policies import Answer, Words

Ask = Callable[[Acting], Answer]
_asked: dict[Words, Ask] = {}


def explain(what: Words, policy: Ask) -> None:
    """Let a policy be explained: what it allows, in words."""
    _asked[what] = policy


def answers_for(acting: Acting) -> list[tuple[Words, Answer]]:
    """Each policy in words, with its answer for somebody."""
    return [(what, policy(acting)) for what, policy in _asked.items()]
