"""Bodies that hang on nothing: without a superior, or with one that nobody knows, no roll-up would ever count them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dudao.diagnostics.model import Diagnostic
from dudao.facts.known import CellPlace, KnownBody
from dudao.facts.problems import problem

RANKS = {"school": 0, "kindergarten": 0, "county": 1, "city": 2, "province": 3, "nation": 4}
"""Kinds whose values are added up, the smallest first."""


def check_superiors(bodies: Sequence[KnownBody]) -> Iterator[Diagnostic]:
    """Tell every body whose superior is not given or not known, where larger bodies are given into which it should count.

    The largest bodies of a table may name a superior outside it: a county's own data do not hold its city.
    """
    codes = {body.code for body in bodies}
    highest = max(_ranks(bodies), default=-1)
    for body in bodies:
        rank = RANKS.get(body.kind)
        if rank is None or rank >= highest or (body.parent_code in codes and body.parent_code != body.code):
            continue
        name = "parent-unknown" if body.parent_code else "parent-missing"
        params = {"name": f"{body.name}（{body.code}）", "found": body.parent_code}
        yield problem(name, body.place or CellPlace(""), params)


def _ranks(bodies: Iterable[KnownBody]) -> Iterator[int]:
    return (RANKS[body.kind] for body in bodies if body.kind in RANKS)
