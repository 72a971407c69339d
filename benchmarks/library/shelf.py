"""Fill an empty site with published documents: rows through the models, texts through the index, no file behind them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from benchmarks.library.texts import MEASURES, NAMES, pages_of, place_of
from django.db import connection, transaction

from dudao.web.bodies.actions import NewBody, import_bodies
from dudao.web.discovery.shelving import shelve_all
from dudao.web.library.indexing import COLLECTION
from dudao.web.library.models import Document, FoundFigure, Rendition, Version
from dudao.web.library.policy import PREVIEW_PAGES
from dudao.web.library.states import DocumentKind, DocumentState, RenditionState, Tier
from dudao.web.search.index import put_passages
from dudao.web.site.people import OUTSIDE

SINCE = datetime(2020, 1, 1, tzinfo=UTC)
TIERS = (Tier.PUBLIC, Tier.PUBLIC, Tier.PUBLIC, Tier.LOGIN, Tier.MEMBERS)
YEARS, CITIES, FIGURES, BATCH = range(2012, 2026), 16, 20, 200


def fill(documents: int, pages: int, length: int) -> None:
    """So many documents of so many pages of so many characters, each with twenty figures."""
    import_bodies(new=_bodies(), by=OUTSIDE, at=SINCE)
    _index(False)
    for start in range(0, documents, BATCH):
        with transaction.atomic():
            _batch(range(start, min(start + BATCH, documents)), pages, length)
    _index(True)
    shelve_all()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _index(is_there: bool) -> None:
    """Without PostgreSQL's index while rows come in bulk, made at once afterwards; as the migration has it."""
    if connection.vendor == "postgresql":
        made = "CREATE INDEX search_wholes_gin ON search_wholes USING gin (grams) WITH (fastupdate = off)"
        with connection.cursor() as cursor:
            cursor.execute("SET maintenance_work_mem = '512MB'")
            cursor.execute(made if is_there else "DROP INDEX search_wholes_gin")


def _bodies() -> Iterator[NewBody]:
    yield NewBody("990000", "province", "云州省")
    for city in range(CITIES):
        yield NewBody(f"99{city + 10}00", "city", f"云州第{city + 1}市", "990000")
    for number, name in enumerate(NAMES):
        city = number % CITIES + 10
        yield NewBody(f"99{city}{number // CITIES + 10}", "county", f"{name}县", f"99{city}00")


def code_of(number: int) -> str:
    """The code of the county that a report is about."""
    at = number % len(NAMES)
    return f"99{at % CITIES + 10}{at // CITIES + 10}"


def _batch(numbers: Sequence[int], pages: int, length: int) -> None:
    made = [_document(number, pages) for number in numbers]
    Rendition.objects.bulk_create(rendition for rendition, _document in made)
    Document.objects.bulk_create(document for _rendition, document in made)
    versions = Version.objects.bulk_create(
        Version(document=document, number=1, rendition=rendition, name="a.pdf", at=SINCE, by="t")
        for rendition, document in made
    )
    for version, (_rendition, document) in zip(versions, made, strict=True):
        document.current = version
    Document.objects.bulk_update([document for _rendition, document in made], ["current"])
    for number, (rendition, document) in zip(numbers, made, strict=True):
        texts = pages_of(number, pages, length)
        put_passages(COLLECTION, document.address, list(enumerate(texts, start=1)), preview=PREVIEW_PAGES)
        FoundFigure.objects.bulk_create(_figures(number, rendition, pages))


def _document(number: int, pages: int) -> tuple[Rendition, Document]:
    key = f"{number:064x}"
    kind = list(DocumentKind)[number % len(DocumentKind)]
    at = SINCE + timedelta(minutes=number * 97 % 2_600_000)
    year = YEARS[number % len(YEARS)]
    rendition = Rendition(key=key, sha256=key, suffix=".pdf", size=200_000, state=RenditionState.READY, pages=pages)
    document = Document(
        address=f"{number:012x}",
        title=f"{place_of(number)}{year}年{kind.label}（{number}）",
        place=place_of(number),
        body_id=code_of(number),
        level="county",
        year=year,
        kind=kind,
        issuer=f"{place_of(number)}人民政府",
        tier=TIERS[number % len(TIERS)],
        state=DocumentState.PUBLISHED,
        uploaded_at=at,
        published_at=at,
        pages=pages,
        size=200_000,
    )
    return rendition, document


def _figures(number: int, rendition: Rendition, pages: int) -> Iterator[FoundFigure]:
    chance = random.Random(number)
    year = YEARS[number % len(YEARS)]
    for at in range(FIGURES):
        value = Decimal(chance.randrange(100, 9_000_000)) / 100
        yield FoundFigure(
            rendition=rendition,
            number=at + 1,
            page=1 + at % pages,
            start=0,
            end=5,
            text=f"{value}万元",
            metric=MEASURES[at % len(MEASURES)],
            value=value,
            unit="万元",
            canonical=value * 10_000,
            year=year,
            period=f"{year}年",
            role="level",
        )
