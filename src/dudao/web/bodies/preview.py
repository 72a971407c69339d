"""What a change would do to the tree: it is done, looked at and undone, so that preview and deed can never differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from dudao.web.bodies.tree import Place, tree_on


@dataclass(frozen=True, slots=True)
class Difference:
    """A body before and after; None where it is not there. `carried`: how many below it come along unchanged."""

    before: Place | None
    after: Place | None
    carried: int = 0

    @property
    def code(self) -> str:
        """Of the body."""
        return (self.after or self.before).code  # type: ignore[union-attr]  # one of the two is there


def differences(act: Callable[[], Any], on: date) -> list[Difference]:
    """What an action changes in the tree of a day. It runs in a transaction that is rolled back; its refusals come through."""
    with transaction.atomic():
        before = tree_on(on)
        act()
        after = tree_on(on)
        transaction.set_rollback(True)
    changed = [
        Difference(before.get(code), after.get(code))
        for code in sorted({*before, *after})
        if _own(before.get(code)) != _own(after.get(code))
    ]
    return [Difference(each.before, each.after, _carried(each, after)) for each in changed]


def _own(place: Place | None) -> tuple[str, str] | None:
    """What is a body's own: its path also changes with those above it."""
    return (place.name, place.parent) if place is not None else None


def _carried(each: Difference, after: dict[str, Place]) -> int:
    if each.before is None or each.after is None or each.before.path == each.after.path:
        return 0
    return sum(1 for place in after.values() if place.path.startswith(each.after.path)) - 1
