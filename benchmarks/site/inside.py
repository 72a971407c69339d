"""What the measurement needs from inside the site, in a process with its settings: fill it, name pages, count queries."""

from __future__ import annotations

import itertools
import json
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import django

django.setup()

from benchmarks.site.province import BIG, Size, fill  # noqa: E402 - the apps must be there first
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from dudao.web.accounts.models import Person  # noqa: E402

SIZES = {
    "big": BIG,
    "twice": Size(counties=8, schools=160, evidence=640, ledger=800),
    "small": Size(counties=4, schools=40, evidence=160, ledger=200),
}


def pages_of(round_address: str, county: str) -> list[tuple[str, str]]:
    """Every list page, by who looks at it."""
    of_county = f"{round_address}/{county}/"
    lists = (
        "/desk/",
        "/bodies/",
        "/ledger/",
        "/rounds/",
        f"/rounds/{round_address}/",
        "/schemes/",
        "/jobs/",
        "/audit/",
    )
    round_lists = ("/data/", "/evidence/", "/self-assessment/", "/report/", "/submissions/")
    own = tuple(
        f"{each}{of_county}" for each in ("/data/", "/evidence/", "/self-assessment/", "/report/", "/submissions/")
    )
    searched = (
        *("/bodies/?words=第299", "/bodies/?page=300", "/people/", "/ledger/?kind=meeting&words=编制"),
        *("/ledger/?page=3000", "/ledger/?light=late", "/ledger/?first=2025-06-01&last=2025-06-30"),
    )
    evidence = (
        f"/evidence/{of_county}points/",
        f"/evidence/{of_county}?words=编制",
        f"/evidence/{of_county}?state=draft",
    )
    above = [("supervisor", each) for each in (*lists, *searched, *round_lists, *own, *evidence)]
    below = [(f"coordinator{county}", each) for each in (*lists, "/people/", *round_lists, *own, *evidence)]
    return above + below + [(f"reporter{county}", each) for each in ("/desk/", "/ledger/", f"/data/{of_county}")]


def _processor(ask: Callable[[], object]) -> float:
    """Milliseconds of the processor that an answer takes, in the site and in the database, the best of three."""
    found = []
    for _ in range(3):
        begun = time.process_time() + _in_server()
        ask()
        found.append((time.process_time() + _in_server() - begun) * 1000)
    return min(found)


def _in_server() -> float:
    """Seconds of the processor that a PostgreSQL on this machine has worked for us; SQLite works in the site's own process."""
    if connection.vendor == "sqlite":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()
    fields = Path(f"/proc/{number}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


TABLE, GREATEST = "school_stage", 400


def _table_rows(client: Client, login: str, round_address: str, county: str) -> Iterator[dict[str, Any]]:
    """A table of all schools of a county, filled by chance so that the checks have much to say: shown, and one cell saved."""
    arguments = [round_address, county, TABLE]
    shown, cells = reverse("datasets:sheet-json", args=arguments), reverse("datasets:sheet-cells", args=arguments)
    sheet, chance = client.get(shown).json(), random.Random(20_260_101)
    columns = [each["id"] for each in sheet["columns"] if not each["fixed"]]
    places = [(row["key"], name) for row in sheet["rows"] for name in columns if name not in row["absent"]]
    turns = itertools.cycle(places[:: len(columns)])

    def save(*those: tuple[str, str]) -> Any:
        changes = [{"row": row, "col": name, "value": str(chance.randrange(1, GREATEST))} for row, name in those]
        sent = json.dumps({"seq": 10**9, "changes": changes})
        return client.post(cells, sent, content_type="application/json")

    save(*places)
    asks: dict[str, Callable[[], Any]] = {shown: lambda: client.get(shown), f"POST {cells}": lambda: save(next(turns))}
    for address, ask in asks.items():
        with CaptureQueriesContext(connection) as asked:
            answer = ask()
        row = {"who": login, "session": client.cookies["sessionid"].value, "address": address}
        yield row | {"status": answer.status_code, "queries": len(asked), "processor": _processor(ask)}


def main() -> None:
    """Print, as JSON, a row a page: who, session, address, status, queries."""
    call_command("setup")
    places = fill(SIZES[sys.argv[1]])
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")  # as its own housekeeping does
    found: list[dict[str, Any]] = []
    clients: dict[str, Client] = {}
    for login, address in pages_of(places["round"], places["county"]):
        if login not in clients:
            clients[login] = Client(SERVER_NAME="localhost")
            clients[login].force_login(Person.objects.get(login=login))
        with CaptureQueriesContext(connection) as asked:
            status = clients[login].get(address).status_code
        session = clients[login].cookies["sessionid"].value
        row = {"who": login, "session": session, "address": address, "status": status, "queries": len(asked)}
        found.append(row | {"processor": _processor(partial(clients[login].get, address))})
    reporter = f"reporter{places['county']}"
    found += _table_rows(clients[reporter], reporter, places["round"], places["county"])
    print(json.dumps(found))


if __name__ == "__main__":
    main()
