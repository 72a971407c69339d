"""All ingredients of a submission, as far as the round's timetable asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from dudao.web.rounds.models import RoundBody
from dudao.web.submissions.contents import data, evidence, ledger, report, scores
from dudao.web.submissions.contents.contract import Gathered, Ingredient, Need
from dudao.web.submissions.timing import kinds_of

INGREDIENTS: tuple[Ingredient, ...] = (
    data.INGREDIENT,
    ledger.INGREDIENT,
    evidence.INGREDIENT,
    scores.INGREDIENT,
    report.INGREDIENT,
)


def _asked(evaluated: RoundBody) -> Iterator[Ingredient]:
    kinds = kinds_of(evaluated)
    return (each for each in INGREDIENTS if each.stage in kinds)


def needs_of(evaluated: RoundBody) -> list[Need]:
    """What must be there before freezing, met or not, in the order of the stages."""
    return [need for each in _asked(evaluated) for need in each.needs(evaluated)]


def gather(evaluated: RoundBody) -> Gathered:
    """Everything that is sealed, as it stands at one moment."""
    found = Gathered()
    with one_moment():
        for each in _asked(evaluated):
            each.gather(evaluated, found)
    return found


@contextmanager
def one_moment() -> Iterator[None]:
    """All reads see the same state: SQLite's transactions do so anyway, PostgreSQL is asked to.

    Within another transaction (a test's) nothing is asked: it cannot be any more.
    """
    is_outer = not transaction.get_connection().in_atomic_block
    with transaction.atomic():
        if is_outer and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
