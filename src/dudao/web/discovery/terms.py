"""The words of a search in both ways of writing: as typed, and in simplified and traditional characters."""

from __future__ import annotations

from functools import cache
from typing import Any

from dudao.web.search.words import Term, terms_of

Spellings = tuple[Term, ...]
"""A term as typed, and what it is in the other way of writing, where that differs."""


def spellings_of(words: str) -> tuple[Spellings, ...]:
    """The terms of what somebody typed, each with its other spellings: more is found, nothing that was typed is lost.

    >>> [[each.text for each in term] for term in spellings_of("教育 經費")]
    [['教育'], ['經費', '经费']]
    """
    found = []
    for term in terms_of(words):
        texts = dict.fromkeys((term.text, *(_converted(term.text, way) for way in ("t2s", "s2t"))))
        found.append(tuple(each for text in texts for each in terms_of(text)[:1]))
    return tuple(found)


def _converted(text: str, way: str) -> str:
    return str(_converter(way).convert(text))


@cache
def _converter(way: str) -> Any:
    from opencc import OpenCC  # loads its tables, which most processes never need

    return OpenCC(way)
