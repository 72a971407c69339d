"""The page of a public document with a hundred figures: processor time of the server, asked for the first time and again.

Each of `DOCUMENTS` documents of twenty pages is asked for once (cold: nothing of it was ever shown) and then `AGAIN` times
(warm). What is measured is the processor's time of the whole request inside the server, so other programs do not
disturb it. Targets: 200 ms cold, 50 ms warm, 150 KB of HTML. The first page after a start also compiles templates; it is
told apart.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.postgres_cluster import Cluster, Unavailable

DOCUMENTS, PAGES, FIGURES, LINES, AGAIN = 10, 20, 5, 34, 5
WORDS = "全市一般公共预算教育经费逐年增长，义务教育巩固水平稳步提升，教师队伍建设"


def show_document_page() -> None:
    """Measure on both databases, each in a process with a new site of its own, and print."""
    _measured("SQLite", "")
    try:
        with Cluster() as cluster:
            _measured("PostgreSQL", cluster.address)
    except Unavailable as error:
        print(f"PostgreSQL: not measured, {error}")


def _measured(name: str, database: str) -> None:
    with TemporaryDirectory(prefix="dudao-bench-") as home:
        own = {"DUDAO_HOME": home, "DUDAO_DATABASE": database, "DJANGO_SETTINGS_MODULE": "dudao.web.settings"}
        subprocess.run([sys.executable, "-m", "benchmarks.document_page", name], env=os.environ | own, check=True)


def _fill() -> list[str]:
    """Documents with their pages, figures and events; returns their addresses."""
    from django.utils import timezone

    from dudao.web.library.models import Document, FoundFigure, PageText, Rendition, Version

    now, found = timezone.now(), []
    for number in range(DOCUMENTS):
        key = f"{number:064x}"
        rendition = Rendition.objects.create(
            key=key, sha256=key, suffix=".pdf", size=500_000, state="ready", pages=PAGES, pictures=PAGES, made_at=now
        )
        words = [f"{WORDS}{line}" for line in range(LINES)]
        words[:FIGURES] = [f"新建学校{line}{line}所，比上年增加{line}所。" for line in range(1, FIGURES + 1)]
        places = [[0.1, 0.05 + at * 0.026, 0.9, 0.07 + at * 0.026, each] for at, each in enumerate(words)]
        text = "\n".join(words)
        PageText.objects.bulk_create(
            PageText(rendition=rendition, number=page, text=text, lines=places, width=595, height=842)
            for page in range(1, PAGES + 1)
        )
        FoundFigure.objects.bulk_create(
            FoundFigure(
                rendition=rendition,
                number=(page - 1) * FIGURES + at,
                page=page,
                text=f"{at}{at}所",
                start=text.index(f"{at}{at}所"),
                end=text.index(f"{at}{at}所") + 3,
                metric="新建学校",
                value=Decimal(11 * at),
                unit="所",
                period="2020年",
                role="level",
            )
            for page in range(1, PAGES + 1)
            for at in range(1, FIGURES + 1)
        )
        document = Document.objects.create(
            title=f"第{number}份报告",
            state="published",
            uploaded_at=now,
            published_at=now,
            pages=PAGES,
            kind="self_assessment",
            place="云东市",
            year=2011 + number,
            report_date=date(2020, 1, 1),
        )
        document.current = Version.objects.create(
            document=document, number=1, rendition=rendition, name="a.pdf", at=now
        )
        document.save()
        found.append(document.address)
    return found


def main() -> None:
    """Fill a site, ask for the pages, print the times."""
    import django
    from django.core.management import call_command

    Path(os.environ["DUDAO_HOME"], "static").mkdir()
    django.setup()
    call_command("setup", verbosity=0)
    from django.test import Client

    client, cold, warm, size = Client(SERVER_NAME="localhost"), [], [], 0
    for address in _fill():
        for turn in range(1 + AGAIN):
            begun = time.process_time()
            answer = client.get(f"/library/d/{address}/")
            (warm if turn else cold).append((time.process_time() - begun) * 1000)
            size = max(size, len(answer.content))
            if answer.status_code != 200:
                raise SystemExit(f"the page answered {answer.status_code}")
    print(
        f"A document's page, {FIGURES * PAGES} figures, {PAGES} pages, {DOCUMENTS} documents, {sys.argv[1]}, milliseconds of the processor:"
    )
    print(f"  first page after a start   {cold[0]:7.1f} ms of the processor")
    print(f"  cold, median (worst)       {statistics.median(cold[1:]):7.1f} ms ({max(cold[1:]):.1f})   target 200")
    print(f"  warm, median (worst)       {statistics.median(warm):7.1f} ms ({max(warm):.1f})   target 50")
    print(f"  HTML                       {size / 1024:7.1f} KB              target 150")


if __name__ == "__main__":
    main()
