"""The period before: its accepted version in another round, else the base table that was brought in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dudao.facts.known import Fact
from dudao.values.absence import State
from dudao.values.periods import Period
from dudao.web.datasets.known import facts_of_content, period_before, period_of
from dudao.web.datasets.models import BaseTable, TableVersion
from dudao.web.datasets.states import VersionState
from dudao.web.datasets.tables import AskedTable
from dudao.web.rounds.models import RoundBody
from dudao.web.schemes.editions import edition_of

CellBefore = dict[tuple[str, str, str], str]
"""Body, what else tells the row apart, and column, to the value as text."""


@dataclass(frozen=True, slots=True)
class ContentBefore:
    """A table of the period before with its hash."""

    table: str
    content: bytes
    sha256: str


def contents_before(evaluated: RoundBody, tables: Sequence[str]) -> list[ContentBefore]:
    """The tables of the period before of a body; two queries."""
    labels = labels_alike(period_before(evaluated.round.period))
    versions = (
        TableVersion.objects.filter(
            sheet__evaluated__body_id=evaluated.body_id,
            sheet__table__in=tables,
            sheet__period__in=labels,
            state=VersionState.ACCEPTED,
        )
        .exclude(sheet__evaluated=evaluated)
        .order_by("decided_at")
        .values_list("sheet__table", "content", "sha256")
    )
    bases = BaseTable.objects.filter(body_id=evaluated.body_id, table__in=tables, period__in=labels)
    found = {each.table: ContentBefore(each.table, bytes(each.content), each.sha256) for each in bases}
    found |= {table: ContentBefore(table, bytes(content), sha256) for table, content, sha256 in versions}
    return list(found.values())


def labels_alike(label: str) -> tuple[str, ...]:
    """The labels that answer for a period: a year and the school year that starts in it.

    >>> labels_alike("2024"), labels_alike("2024-2025")
    (('2024', '2024-2025'), ('2024', '2024-2025'))
    """
    start = period_of(label).start.year
    return (str(start), f"{start}-{start + 1}")


def facts_before(evaluated: RoundBody, tables: Sequence[str]) -> tuple[Fact, ...]:
    """The facts of the period before."""
    own = edition_of(evaluated.round.edition).own
    contents = contents_before(evaluated, tables)
    return tuple(fact for each in contents for fact in facts_of_content(each.table, own, each.content, each.sha256))


def stages_before(evaluated: RoundBody, table: AskedTable) -> Iterable[tuple[str, str]]:
    """Code and stage of the rows of the period before."""
    if not table.stages:
        return ()
    return {(fact.body_code, fact.stage) for fact in facts_before(evaluated, [table.id]) if fact.stage}


def cells_before(evaluated: RoundBody, table: AskedTable) -> CellBefore:
    """The cells of the period before that hold a value, as text."""
    found: CellBefore = {}
    for fact in facts_before(evaluated, [table.id]):
        if fact.state in (State.VALUE, State.ZERO):
            reference = fact.reference
            text = f"{fact.value:f}" if fact.value is not None else fact.text
            found[reference.body_code, reference.key, reference.field] = text
    return found


def period_of_round(evaluated: RoundBody) -> Period:
    """The period that a round evaluates."""
    return period_of(evaluated.round.period)
