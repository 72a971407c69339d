"""What somebody must do first: each app adds what waits in it; the workbench shows all, the most urgent first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from dudao.web.acting import Acting
from dudao.web.policies import Words


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: what, where, until when, and how many of it. `is_returned` for what came back to be mended."""

    what: Words
    address: str
    due: datetime | None = None
    count: int = 1
    is_returned: bool = False

    def is_late(self, moment: datetime) -> bool:
        """Whether its time is over."""
        return self.due is not None and self.due < moment


Source = Callable[[Acting, datetime], Iterable[Todo]]
_sources: dict[str, Source] = {}


def add_todo_source(name: str, source: Source) -> None:
    """Let an app say what waits in it; a source of the same name is replaced."""
    _sources[name] = source


def todos_for(acting: Acting, moment: datetime) -> list[Todo]:
    """Everything that waits for somebody: what came back first, then by date, what has none last."""
    found = [each for source in _sources.values() for each in source(acting, moment)]
    return sorted(found, key=lambda each: (not each.is_returned, each.due is None, each.due or moment))
