"""The interface answers by the rights of the pages: every operation against a key of everybody of the cast."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from dudao.web.api.interface import api
from tests.web.answers import EVERYBODY
from tests.web.api.keys import program_of
from tests.web.ledger.entries import written_entry

pytestmark = pytest.mark.usefixtures("cast")

ENTRY = {"kind": "meeting", "subject": "专题会议", "date": "2026-03-01"}
UNSEEN = {"visitor": 401, "neighbour": 404, "neighbour-coordinator": 404}
"""Who does not see what is the county's."""
ALL = {"*": 200, "visitor": 401}
WRITERS = {"*": 403, "visitor": 401} | dict.fromkeys(
    ("coordinator", "city-coordinator", "reporter", "colleague", "neighbour", "neighbour-coordinator"), 201
)


def own(status: int) -> dict[str, int]:
    """What the county's own keepers do; others see it, and are refused."""
    return {"*": 403, "coordinator": status, "reporter": status, "colleague": status} | UNSEEN


def of_entry() -> str:
    """An entry of the county's ledger."""
    return written_entry().address


Row = tuple[Callable[[], str], Any, dict[str, int]]
TABLE: dict[tuple[str, str], Row] = {
    ("get", "/me"): (str, None, ALL),
    ("get", "/ledger/kinds"): (str, None, ALL),
    ("get", "/ledger"): (str, None, ALL),
    ("post", "/ledger"): (str, ENTRY, WRITERS),
    ("get", "/ledger/{address}"): (of_entry, None, {"*": 200} | UNSEEN),
    ("put", "/ledger/{address}"): (of_entry, ENTRY, own(200)),
    ("delete", "/ledger/{address}"): (of_entry, None, own(204)),
    ("post", "/ledger/{address}/restore"): (
        of_entry,
        None,
        # it was not put aside: keepers are told so, others that they may not
        {"*": 403, "visitor": 401},
    ),
}


def operations() -> Iterator[tuple[str, str]]:
    """Everything that the description names."""
    for path, operations in api.get_openapi_schema(path_prefix="")["paths"].items():
        for method in operations:
            yield method, path


def test_every_operation_is_in_the_table() -> None:
    assert set(operations()) == set(TABLE)


@pytest.mark.parametrize(("method", "path"), sorted(TABLE))
def test_a_key_opens_what_the_pages_open_to_its_person(method: str, path: str) -> None:
    argument, sent, answers = TABLE[(method, path)]
    address = "/api/v1" + path.replace("{address}", argument())
    found = {login: _status(program_of(login), method, address, sent) for login in EVERYBODY}
    assert found == {login: answers.get(login, answers["*"]) for login in EVERYBODY}


def _status(program: Client, method: str, address: str, sent: Any) -> int:
    """What the program gets; all is undone again."""
    with transaction.atomic():
        content = json.dumps(sent) if sent is not None else ""
        answer = program.generic(method.upper(), address, content, "application/json")
        transaction.set_rollback(True)
    return answer.status_code
