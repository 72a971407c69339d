"""How far the work stands, for the workbench: each app may show what is under way with its parts as bars."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from dudao.web.acting import Acting
from dudao.web.policies import Words


@dataclass(frozen=True, slots=True)
class Part:
    """One part: so many of so many, until when. `state` in words with its `tone`; `total` 0 where nobody counts; `unit` of what is counted."""

    name: Words
    address: str
    done: int
    total: int
    due: datetime | None
    state: Words
    tone: str
    unit: Words = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Something under way with its parts."""

    title: Words
    address: str
    parts: list[Part]


Source = Callable[[Acting, datetime], Iterable[Standing]]
_sources: dict[str, Source] = {}


def add_standing_source(name: str, source: Source) -> None:
    """Let an app show how far its work stands; a source of the same name is replaced."""
    _sources[name] = source


def standings_for(acting: Acting, moment: datetime) -> list[Standing]:
    """Everything under way that concerns somebody."""
    return [each for source in _sources.values() for each in source(acting, moment)]
