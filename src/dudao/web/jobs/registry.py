"""What long work there is: each app declares its jobs beside what they do (`tasks.py`, imported when the app starts)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from dudao.web.policies import Words

LONGEST = timedelta(minutes=30)


Function = TypeVar("Function", bound=Callable[..., str])


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job. A worker that needs longer than `longest` is stopped, and the job has failed."""

    name: str
    label: Words
    does: Callable[..., str]
    longest: timedelta


_kinds: dict[str, Kind] = {}


def job(name: str, label: Words, *, longest: timedelta = LONGEST) -> Callable[[Function], Function]:
    """Declare a job: `@job("evidence.read", _("读取佐证材料"))` above `def read(progress: Progress, **arguments) -> str`.

    It may be done again after a worker was killed in the middle, so what it does must come to the same when done twice.
    Arguments are plain values that JSON keeps. A name is never used twice and never renamed.
    """

    def declare(function: Function) -> Function:
        if name in _kinds:
            raise ValueError(f"two jobs are called {name}")
        _kinds[name] = Kind(name, label, function, longest)
        return function

    return declare


def kinds() -> Mapping[str, Kind]:
    """All kinds of jobs by name."""
    return dict(_kinds)


def label_of(name: str) -> Words:
    """What a kind is called; its own name where this version no longer knows it."""
    return _kinds[name].label if name in _kinds else name
