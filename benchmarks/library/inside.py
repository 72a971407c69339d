"""What the measurement needs from inside the site, in a process with its settings: fill it, ask, compare with all texts."""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

from benchmarks.library.shelf import fill  # noqa: E402 - the apps must be there first
from benchmarks.library.texts import EVERY_PAGE, SENTENCE  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from dudao.web.acting import VISITOR  # noqa: E402
from dudao.web.discovery.finding import find  # noqa: E402
from dudao.web.discovery.question import Question  # noqa: E402
from dudao.web.discovery.rows import DOCUMENT  # noqa: E402
from dudao.web.library.models import Document  # noqa: E402
from dudao.web.library.policy import PREVIEW_PAGES  # noqa: E402
from dudao.web.library.states import Tier  # noqa: E402
from dudao.web.search.models import Passage  # noqa: E402

GOES = 9
LIMITS = ("library-search", "library-numbers")
WORDS = (
    ("common, on every page", "教育"),
    ("common, three letters", "教育局"),
    ("common phrase, on every page", EVERY_PAGE),
    ("common phrase, in many", "统筹义务教育优质均衡"),
    ("rare sentence of common words", SENTENCE),
    ("two common words", "教育 经费"),
    ("one letter, common", "育"),
    ("one letter, rare", "骥"),
    ("rare, two letters", "蒹葭"),
    ("rare, five letters", "白桦林项目"),
    ("rare phrase of common pairs", "学校教育局"),
    ("a number", "3456.78"),
    ("in the other characters", "學校佈局"),
    ("nothing", "不存在的词语"),
)
PAGES = (
    ("front page", ""),
    ("facets under a common word", "q=教育&year=2020&place=991000"),
    ("by date, a facet", "kind=funding&order=date"),
    ("deep leaf under a common word", "q=教育&page=800"),
)


def main() -> None:
    """Print, as JSON, a row a question: what, milliseconds (by clock; of the processor here and at PostgreSQL), hits, recall."""
    documents, pages, length = map(int, sys.argv[1:4])
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | dict.fromkeys(
        LIMITS, "100000/m/ip"
    )  # counted all the same
    if not _is_there(documents):
        call_command("setup")
        fill(documents, pages, length)
    client = Client(SERVER_NAME="localhost")
    rows = [_timed(what, lambda words=words: client.get("/library/", {"q": words}), words) for what, words in WORDS]
    rows += [_timed(what, lambda query=query: client.get(f"/library/?{query}"), query) for what, query in PAGES]
    rows += [_timed("all counted", lambda: client.get("/library/numbers/", {"q": EVERY_PAGE}), EVERY_PAGE)]
    rows += [_timed("all counted", lambda: client.get("/library/numbers/", {"q": "教育"}), "教育")]
    for row in rows[: len(WORDS)]:
        row["hits"], row["exact"] = _hits(row["asked"]), None
    _compare(rows[: len(WORDS)])
    print(json.dumps(rows))


def _is_there(documents: int) -> bool:
    try:
        return Document.objects.count() == documents
    except django.db.DatabaseError:
        return False


def _timed(what: str, asks: Callable[[], Any], asked: str) -> dict[str, Any]:
    walls, works, backends = [], [], []
    for _ in range(GOES):
        begun, work, backend = time.perf_counter(), time.process_time(), _of_backend()
        status = asks().status_code
        walls.append((time.perf_counter() - begun) * 1000)
        works.append((time.process_time() - work) * 1000)
        backends.append(_of_backend() - backend)
    return {
        "what": what,
        "asked": asked,
        "status": status,
        "first": walls[0],
        "median": statistics.median(walls[1:]),
        "worst": max(walls[1:]),
        "processor": min(works),
        "backend": statistics.mean(backends[1:]),
    }


def _of_backend() -> float:
    """Milliseconds of the processor that PostgreSQL's process for this connection has taken; 0 on SQLite, which is inside."""
    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        number = cursor.fetchone()[0]
    ticks = Path(f"/proc/{number}/stat").read_text("ascii").rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) * 1000 / os.sysconf("SC_CLK_TCK")


def _hits(words: str) -> int:
    return len(_found(words))


def _found(words: str) -> set[int]:
    from django.utils import timezone

    return {row[DOCUMENT] for row in find(Question(words), VISITOR, timezone.localdate()).settled().rows}


def _compare(rows: list[dict[str, Any]]) -> None:
    """Compare with every text a visitor may read, one after the other."""
    documents = {each.address: each for each in Document.objects.defer("proposed").iterator(chunk_size=1000)}
    asked = {row["asked"]: [(word, set[int]()) for word in row["asked"].split()] for row in rows}
    for key, page, folded in Passage.objects.order_by().values_list("key", "page", "folded").iterator(chunk_size=2000):
        document = documents[key]
        if page <= PREVIEW_PAGES or document.tier == Tier.PUBLIC:
            for terms in asked.values():
                for word, held in terms:
                    if word in folded or word in document.title:
                        held.add(document.pk)
    for row in rows:
        wanted = set.intersection(*(held for _word, held in asked[row["asked"]]))
        row["exact"] = wanted == _found(row["asked"])


if __name__ == "__main__":
    main()
