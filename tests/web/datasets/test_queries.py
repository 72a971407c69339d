"""Pages ask the database as often for two schools as for forty."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dudao.web.bodies.actions import NewBody, import_bodies
from dudao.web.datasets.actions import Change, save_cells
from dudao.web.rounds.models import RoundBody
from dudao.web.site.people import OUTSIDE
from tests.web.cast import NOW, acting_as
from tests.web.datasets.county_round import AT, county_round, table


def asked(client: Client, evaluated: RoundBody) -> list[int]:
    """How many questions each page asks, once all is warm."""
    place = [evaluated.round.address, evaluated.body_id]
    addresses = [
        reverse("datasets:body-list"),
        reverse("datasets:sheet-list", args=place),
        *(reverse(f"datasets:{name}", args=[*place, "school_stage"]) for name in ("sheet-json", "sheet-detail")),
        reverse("datasets:indicator-list", args=place),
        reverse("posts:workbench"),
    ]
    found = []
    for address in addresses:
        client.get(address)
        with CaptureQueriesContext(connection) as questions:
            client.get(address)
        found.append(len(questions))
    return found


def with_schools(count: int) -> RoundBody:
    """A county with so many schools more, each with a number."""
    new = [NewBody(f"99010299{each:02}", "school", f"临江县第{each}小学", "990102") for each in range(count)]
    if new:
        import_bodies(new=new, by=OUTSIDE, at=NOW)
    evaluated = county_round()
    changes = [Change(f"{each.code}|primary", "students", "100") for each in new]
    changes.append(Change("9901020001|primary", "students", "90"))
    more = {"seq": 0, "changes": changes, "by": acting_as("coordinator"), "at": AT}
    save_cells(evaluated_id=evaluated.pk, table=table(evaluated), **more)
    return evaluated


def test_pages_ask_as_often_whatever_the_number_of_schools(cast: None, client_of: Callable[[str], Client]) -> None:
    client = client_of("reporter")
    with transaction.atomic():
        few = asked(client, with_schools(0))
        transaction.set_rollback(True)
    many = asked(client, with_schools(40))
    assert few == many
    assert max(many) <= 45, many
