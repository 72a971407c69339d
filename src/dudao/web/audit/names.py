"""Names of actions, declared beside the actions they name."""

from __future__ import annotations

from collections.abc import Mapping

from dudao.web.policies import Words

_actions: dict[str, Words] = {}


def declare(action: str, label: Words) -> str:
    """Name an action (`evidence.returned`); never renamed, never used twice. Gives back the name."""
    if _actions.setdefault(action, label) is not label:
        raise ValueError(f"two actions are called {action}")
    return action


def declared_actions() -> Mapping[str, Words]:
    """All action names with their labels."""
    return dict(_actions)
