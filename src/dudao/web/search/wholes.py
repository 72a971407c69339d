"""The index of whole documents: which of tens of thousands have a term, at once, also where nearly all have it.

For each document two rows, numbered one after the other: what everybody may find (its first pages), and all of it. A row is
the set of all stretches of up to three letters: FTS5 without content on SQLite, an array of numbers with GIN on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models.expressions import RawSQL

from dudao.web.search.models import Whole
from dudao.web.search.words import Term, grams_of

FIRST_PAGES, ALL_PAGES = 0, 1
"""The two rows of a document: its number times two, and one more."""
PLANE = 1 << 21
"""More than there are characters: a gram is the number that its characters' numbers are digits of."""


FEW = 2
_FEW = "SELECT rowid FROM search_wholes WHERE grams @> %s::bigint[]"
_MANY = "SELECT search_wholes_with(%s::bigint[])"
"""With more grams the planner would rather read all arrays, which it believes to cost nothing (migration 0005)."""


def number_of(collection: str, key: str) -> int:
    """The number of a document; a new one where it has none yet."""
    return numbers_of(collection, [key])[key]


def numbers_of(collection: str, keys: Sequence[str]) -> dict[str, int]:
    """The numbers of documents; new ones where they have none yet."""
    known = Whole.objects.filter(collection=collection, key__in=keys)
    found: dict[str, int] = dict(known.values_list("key", "pk"))
    new = [Whole(collection=collection, key=key) for key in keys if key not in found]
    if new:
        Whole.objects.bulk_create(new, ignore_conflicts=True)
        found = dict(known.values_list("key", "pk"))
    return found


def put_whole(collection: str, key: str, pages: Iterable[tuple[int, str]], preview: int) -> None:
    """Take folded pages into the index; nothing of the document may be in it."""
    number = number_of(collection, key)
    rows = _rows(number, pages, preview)
    insert = {
        "sqlite": "INSERT INTO search_wholes(rowid, grams) VALUES (%s, %s)",
        "postgresql": "INSERT INTO search_wholes(rowid, grams) VALUES (%s, %s::bigint[])",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.executemany(insert, [(row, _kept(grams)) for row, grams in rows])
    Whole.objects.filter(pk=number).update(preview=preview)


def drop_whole(collection: str, key: str, pages: Iterable[tuple[int, str]]) -> bool:
    """Take a document out, given the folded pages it was put in with: FTS5 without content asks for them. No if it was not in."""
    found = Whole.objects.filter(collection=collection, key=key, preview__isnull=False).first()
    if found is None or found.preview is None:
        return False
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            rows = [(row, _kept(grams)) for row, grams in _rows(found.pk, pages, found.preview)]
            line = "INSERT INTO search_wholes(search_wholes, rowid, grams) VALUES ('delete', %s, %s)"
            cursor.executemany(line, rows)
        else:
            cursor.execute("DELETE FROM search_wholes WHERE rowid IN (%s, %s)", [found.pk * 2, found.pk * 2 + 1])
    Whole.objects.filter(pk=found.pk).update(preview=None)
    return True


def rows_with(terms: Sequence[Term]) -> RawSQL:
    """Numbers of the rows that may have one of the terms: each has all its grams."""
    if connection.vendor == "sqlite":
        asked = " OR ".join("(" + " AND ".join(f'"{gram}"' for gram in term.grams) + ")" for term in terms)
        return RawSQL("SELECT rowid FROM search_wholes WHERE search_wholes MATCH %s", (asked,))
    either = " UNION ALL ".join(_FEW if len(term.grams) <= FEW else _MANY for term in terms)
    return RawSQL(either, tuple(_as_numbers(term.grams) for term in terms))


def _rows(number: int, pages: Iterable[tuple[int, str]], preview: int) -> list[tuple[int, set[str]]]:
    first: set[str] = set()
    rest: set[str] = set()
    for page, folded in pages:
        (first if page <= preview else rest).update(grams_of(folded))
    return [(number * 2 + FIRST_PAGES, first), (number * 2 + ALL_PAGES, first | rest)]


def _kept(grams: set[str]) -> str | list[int]:
    """A row as the database takes it."""
    return " ".join(grams) if connection.vendor == "sqlite" else sorted(_as_numbers(grams))


def _as_numbers(grams: Iterable[str]) -> list[int]:
    found = []
    for gram in grams:
        number = 0
        for mark in gram:
            number = number * PLANE + ord(mark)
        found.append(number)
    return found
