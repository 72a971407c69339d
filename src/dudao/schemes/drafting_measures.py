"""Which measures the sentences of a draft print, so that a form can ask for them: what is told and not asked is always a gap.

Of the limits only those of the body itself count: one that is looked at in each body below says nothing where a value is
missing, and leaves no gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dudao.schemes.drafting import NAMES, SLOT, Condition, Drafting, LimitStatement, Paragraphs, Statement

BELOW = "below"
LISTED = ("by_stage", "parts")
"""Statements whose text is a measure of their own stages."""


def measures_told(drafting: Drafting) -> frozenset[str]:
    """The measures that a draft prints or compares, as `metric` or `metric.stage`.

    >>> from dudao.schemes.drafting import Statement
    >>> told = (Statement("say", "{year}教师{teachers.total}[，{growth gdp}]"), Statement("by_stage", "norm", stages=("primary",)))
    >>> sorted(measures_told(Drafting(profile=(told,))))
    ['gdp', 'norm.primary', 'teachers.total']
    """
    found = set(_of_text(drafting.opening))
    for paragraphs in (drafting.profile, *drafting.points.values()):
        found |= set(_of_paragraphs(paragraphs))
    for limit in drafting.limits:
        if limit.bodies != BELOW:
            found |= set(_of_limit(limit))
    return frozenset(found)


def points_telling(drafting: Drafting) -> dict[str, frozenset[str]]:
    """By the code of a point the measures that its sentences print or compare."""
    return {code: frozenset(_of_paragraphs(paragraphs)) for code, paragraphs in drafting.points.items()}


def _of_paragraphs(paragraphs: Paragraphs) -> Iterator[str]:
    for paragraph in paragraphs:
        for statement in paragraph:
            yield from _of_statement(statement)


def _of_statement(statement: Statement) -> Iterator[str]:
    yield from _of_conditions(statement.when)
    if statement.kind == "say":
        yield from _of_text(statement.text)
    elif statement.kind in LISTED:
        yield from _in_stages(statement.text, statement.stages)
        yield from _of_text(statement.name)


def _of_limit(limit: LimitStatement) -> Iterator[str]:
    for name in (*_of_conditions((limit.met,)), *_of_text(limit.say)):
        yield from _in_stages(name, limit.stages)


def _of_text(text: str) -> Iterator[str]:
    for slot in SLOT.finditer(text):
        if slot["form"] or slot["name"] not in NAMES:
            yield slot["name"]


def _of_conditions(conditions: Iterable[Condition]) -> Iterator[str]:
    yield from (term.measure for each in conditions for term in (each.left, each.right) if term.measure)


def _in_stages(name: str, stages: tuple[str, ...]) -> Iterator[str]:
    """A measure in each of the stages; one that names its own, or is asked for none, as it stands."""
    yield from (f"{name}.{stage}" for stage in stages) if stages and "." not in name else (name,)
