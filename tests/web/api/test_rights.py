"""The interface answers by the rights of the pages: every operation against a key of everybody of the cast."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from dudao.web.api.interface import api
from tests.web.answers import EVERYBODY
from tests.web.api.keys import program_of
from tests.web.datasets import on_stage as data
from tests.web.evidence import on_stage as evidence
from tests.web.ledger.entries import written_entry

pytestmark = pytest.mark.usefixtures("cast")

ENTRY = {"kind": "meeting", "subject": "专题会议", "date": "2026-03-01"}
UNSEEN = {"visitor": 401, "neighbour": 404, "neighbour-coordinator": 404}
"""Who does not see what is the county's."""
ALL = {"*": 200, "visitor": 401}
SEEN = {"*": 200} | UNSEEN


def only(who: set[str], status: int = 200) -> dict[str, int]:
    """Some do it; others see it, and are refused."""
    return {"*": 403} | dict.fromkeys(who, status) | UNSEEN


def of_entry() -> str:
    """An entry of the county's ledger."""
    return written_entry().address


@dataclass(frozen=True)
class Asked:
    """An operation: the answer for each, where it is asked for, what is sent."""

    answers: dict[str, int]
    place: dict[str, Callable[[], str] | str] = field(default_factory=dict)
    sent: Any = None
    query: str = ""


WRITERS = {"coordinator", "city-coordinator", "reporter", "colleague", "neighbour", "neighbour-coordinator"}
"""Who writes some ledger: that of the own government."""
KEEPERS = {"coordinator", "reporter", "colleague"}
"""Of the county's ledger."""


def of_data(which: Callable[[], str], table: str = "school_stage") -> dict[str, Callable[[], str] | str]:
    """A table of the county in a round."""
    return {"round_address": which, "code": "990102", "table": table}


SCHOOLS = "/rounds/{round_address}/bodies/{code}/tables/{table}"
CATALOGUE = "/rounds/{round_address}/bodies/{code}/evidence"
OF_CATALOGUE: dict[str, Callable[[], str] | str] = {"round_address": evidence.of_round, "code": "990102"}
CHANGES = {"seq": 0, "changes": [{"row": data.PRIMARY, "column": "students", "value": "900"}]}
REMARK = {"remark": f"pupils-per-teacher@{data.PRIMARY}:students", "found": "45|1—35", "text": "教学点集中"}
TABLE: dict[tuple[str, str], Asked] = {
    ("get", "/me"): Asked(ALL),
    ("get", "/ledger/kinds"): Asked(ALL),
    ("get", "/ledger"): Asked(ALL),
    ("post", "/ledger"): Asked(only(set()) | dict.fromkeys(WRITERS, 201), sent=ENTRY),
    ("get", "/ledger/{address}"): Asked(SEEN, {"address": of_entry}),
    ("put", "/ledger/{address}"): Asked(only(KEEPERS), {"address": of_entry}, ENTRY),
    ("delete", "/ledger/{address}"): Asked(only(KEEPERS, 204), {"address": of_entry}),
    # it was not put aside: its keepers are told so, others that they may not
    ("post", "/ledger/{address}/restore"): Asked({"*": 403, "visitor": 401}, {"address": of_entry}),
    ("get", "/rounds"): Asked(ALL),
    ("get", "/rounds/{round_address}/bodies"): Asked(SEEN, {"round_address": data.of_county}),
    ("get", SCHOOLS.removesuffix("/{table}")): Asked(SEEN, of_data(data.of_county)),
    ("get", SCHOOLS): Asked(SEEN, of_data(data.of_county)),
    ("patch", f"{SCHOOLS}/cells"): Asked(only(data.FILLERS), of_data(data.of_county), CHANGES),
    ("post", f"{SCHOOLS}/rows"): Asked(
        only(data.FILLERS), of_data(data.of_county), {"body_code": data.SCHOOL, "stage": "junior"}
    ),
    ("delete", f"{SCHOOLS}/rows"): Asked(
        only(data.FILLERS, 204), of_data(data.of_added), query=f"?row={data.SCHOOL}|junior"
    ),
    ("post", f"{SCHOOLS}/explanations"): Asked(only(data.FILLERS, 204), of_data(data.of_remark), REMARK),
    ("post", f"{SCHOOLS}/submit"): Asked(only(data.FILLERS), of_data(data.of_filled, data.TABLE)),
    ("get", CATALOGUE): Asked(SEEN, OF_CATALOGUE),
    ("post", CATALOGUE): Asked(only(evidence.BY, 201), OF_CATALOGUE, "file"),
    ("get", "/rounds/{round_address}/bodies/{code}/required-evidence"): Asked(SEEN, OF_CATALOGUE),
    ("get", f"{CATALOGUE}/{{entry}}"): Asked(SEEN, OF_CATALOGUE | {"entry": evidence.of_entry}),
    ("get", f"{CATALOGUE}/{{entry}}/file"): Asked(
        SEEN | {"operator": 403, "author": 403, "colleague": 403}, OF_CATALOGUE | {"entry": evidence.of_personal}
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
    asked = TABLE[(method, path)]
    place = {name: each if isinstance(each, str) else each() for name, each in asked.place.items()}
    address = f"/api/v1{path.format(**place)}{asked.query}"
    found = {login: _status(program_of(login), method, address, asked.sent) for login in EVERYBODY}
    assert found == {login: asked.answers.get(login, asked.answers["*"]) for login in EVERYBODY}


def _status(program: Client, method: str, address: str, sent: Any) -> int:
    """What the program gets; all is undone again."""
    with transaction.atomic():
        answer = _ask(program, method, address, sent)
        transaction.set_rollback(True)
    return answer.status_code


def _ask(program: Client, method: str, address: str, sent: Any) -> HttpResponse:
    if sent == "file":
        file = SimpleUploadedFile("方案.txt", "督导工作方案".encode())
        return program.post(address, {"file": file, "points": "1.1"})  # type: ignore[return-value]
    content = json.dumps(sent) if sent is not None else ""
    return program.generic(method.upper(), address, content, "application/json")  # type: ignore[return-value]
