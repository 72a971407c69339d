"""Putting passages into the index, taking them out, and asking: the index narrows down, the text itself decides.

The index holds sets of tokens without positions (FTS5 on SQLite, a tsvector on PostgreSQL): whatever has all pairs of a
term is then compared with the term. So both databases find the same, exactly, also where a page repeats a pair
thousands of times (PostgreSQL keeps 256 positions of a token) or a term has one character only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from dudao.web.search import wholes
from dudao.web.search.models import Passage
from dudao.web.search.words import Term, fold, terms_of, tokens_of

LONGEST, OVERLAP = 2_000, 200
"""Characters of a passage; a longer text is cut, each piece beginning with the end of the one before."""


@transaction.atomic
def put_passages(collection: str, key: str, pages: Iterable[tuple[int, str]], *, preview: int | None = None) -> int:
    """Keep the text of something, page by page, instead of what was kept of it before. Returns how many passages.

    Args:
        preview: for a collection that is searched by whole documents (`wholes.py`), how many pages everybody may find.
    """
    drop_passages(collection, key)
    rows = [
        Passage(collection=collection, key=key, page=page, text=piece, folded=fold(piece))
        for page, text in pages
        for piece in _pieces(_storable(text))
    ]
    Passage.objects.bulk_create(rows, batch_size=200)
    if preview is not None:
        wholes.put_whole(collection, key, [(row.page, row.folded) for row in rows], preview)
        return len(rows)
    insert = {
        "sqlite": "INSERT INTO search_tokens(rowid, tokens) VALUES (%s, %s)",
        "postgresql": "INSERT INTO search_tokens(rowid, tokens) VALUES (%s, array_to_tsvector(%s))",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.executemany(insert, [(row.pk, _kept(tokens_of(row.folded))) for row in rows])
    return len(rows)


@transaction.atomic
def drop_passages(collection: str, key: str) -> None:
    """Forget the text of something."""
    rows = Passage.objects.filter(collection=collection, key=key)
    if not wholes.drop_whole(collection, key, rows.values_list("page", "folded")):
        with connection.cursor() as cursor:
            gone = [(each,) for each in rows.values_list("pk", flat=True)]
            cursor.executemany("DELETE FROM search_tokens WHERE rowid = %s", gone)
    rows.delete()


def find_passages(collection: str, query: str) -> QuerySet[Passage]:
    """Passages that hold a term of what was typed, of things that hold every term of it; none where it holds no letter."""
    rows, terms = Passage.objects.filter(collection=collection), terms_of(query)
    if not terms:
        return rows.none()
    anywhere = Q()
    for term in terms:
        holds = _holding(term)
        anywhere |= holds
        if len(terms) > 1:
            rows = rows.filter(key__in=Passage.objects.filter(holds, collection=collection).order_by().values("key"))
    return rows.filter(anywhere)


def _holding(term: Term) -> Q:
    return Q(pk__in=RawSQL(_ASK[connection.vendor], (_asked(term),)), folded__holds=term.text)


_ASK = {
    "sqlite": "SELECT rowid FROM search_tokens WHERE search_tokens MATCH %s",
    "postgresql": "SELECT rowid FROM search_tokens WHERE tokens @@ %s::tsquery",
}


def _kept(tokens: set[str]) -> str | list[str]:
    """A row's tokens as the database takes them."""
    return " ".join(sorted(tokens)) if connection.vendor == "sqlite" else sorted(tokens)


def _asked(term: Term) -> str:
    """A term as the database's own query: all its pairs, and a token that starts with each character that stands alone.

    Tokens are letters and digits, so nothing in them ends a quotation.
    """
    if connection.vendor == "sqlite":
        return " AND ".join([*(f'"{pair}"' for pair in term.pairs), *(f'"{start}"*' for start in term.starts)])
    return " & ".join([*(f"'{pair}'" for pair in term.pairs), *(f"'{start}':*" for start in term.starts)])


def _storable(text: str) -> str:
    """Without what PostgreSQL refuses: null characters and halves of pairs."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


def _pieces(text: str) -> Iterator[str]:
    starts = range(0, max(len(text) - OVERLAP, 1), LONGEST - OVERLAP)
    return (text[at : at + LONGEST] for at in starts if text[at : at + LONGEST].strip())
