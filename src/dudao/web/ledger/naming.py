"""Where the evidence is that an entry names by number: the app that keeps evidence says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from dudao.web.acting import Acting

Source = Callable[[Acting, str, Sequence[str]], Mapping[str, str]]
_sources: dict[str, Source] = {}


def add_evidence_source(name: str, source: Source) -> None:
    """Let an app say at which addresses a person finds evidence: asked for person, path of the government, numbers."""
    _sources[name] = source


def numbers_in(text: str) -> list[str]:
    """The numbers of evidence that an entry names, one after the other.

    >>> numbers_in("1.1-01；1.1-02, 2.4-03")
    ['1.1-01', '1.1-02', '2.4-03']
    """
    return [each for each in re.split(r"[;；,，、\s]+", text) if each]


def evidence_named(acting: Acting, path: str, text: str) -> list[tuple[str, str]]:
    """The numbers that an entry names, each with its address; "" where a person finds none."""
    numbers = numbers_in(text)
    found: dict[str, str] = {}
    for source in _sources.values() if numbers else ():
        found |= source(acting, path, numbers)
    return [(number, found.get(number, "")) for number in numbers]
