"""What programs get: entries as on the pages, refusals with their reason, lists in pieces, keys that end."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from dudao.web.accounts.models import Person
from dudao.web.api import keys
from dudao.web.api.actions import make_token, revoke_token
from dudao.web.api.models import Token
from dudao.web.audit.models import AuditEntry
from dudao.web.ledger.models import LedgerRecord
from dudao.web.policies import Refused
from dudao.web.posts.models import Post
from tests.web.api.keys import key_of, program_of
from tests.web.cast import acting_as
from tests.web.ledger.entries import written_entry

pytestmark = pytest.mark.usefixtures("cast")
JSON = "application/json"


def send(program: Client, address: str, content: Any, method: str = "POST") -> tuple[int, Any]:
    """Status and content of an answer."""
    body = content if isinstance(content, (str, bytes)) else json.dumps(content)
    answer = program.generic(method, f"/api/v1{address}", body, JSON)
    return answer.status_code, answer.json() if answer.content else None


def test_an_entry_goes_in_and_comes_back_with_every_digit() -> None:
    program = program_of("reporter")
    sent = {"kind": "project", "subject": "新建公办幼儿园", "planned": "60.1250", "unit": "所", "date": "2026-01-12"}
    status, made = send(program, "/ledger", sent)
    assert (status, made["planned"], made["body_code"]) == (201, "60.1250", "990102")
    assert program.get(f"/api/v1/ledger/{made['address']}").json() == made
    entry = AuditEntry.objects.filter(action="ledger.written").get()
    assert (entry.person_name, entry.body_code) == ("填报员甲", "990102-edu")


def test_numbers_in_json_keep_their_digits() -> None:
    status, made = send(
        program_of("reporter"), "/ledger", '{"kind": "project", "subject": "甲", "unit": "所", "done": 0.1000}'
    )
    assert (status, made["done"]) == (201, "0.1000")


def test_the_checks_of_the_page_are_told_by_field() -> None:
    status, told = send(program_of("reporter"), "/ledger", {"kind": "nothing", "subject": "", "planned": "-1"})
    assert (status, told["code"]) == (422, "invalid")
    assert {each["place"] for each in told["faults"]} == {"kind", "subject", "planned"}
    assert LedgerRecord.objects.count() == 0


def test_an_unknown_field_is_a_fault_and_never_dropped() -> None:
    status, told = send(program_of("reporter"), "/ledger", {"kind": "meeting", "subject": "甲", "datum": "2026-01-01"})
    assert status == 422
    assert told["faults"] == [{"place": "body.sent.datum", "words": "没有这一项。"}]


def test_a_refusal_repeats_the_reason_of_the_page() -> None:
    status, told = send(program_of("supervisor"), "/ledger", {"kind": "meeting", "subject": "甲"})
    assert (status, told["code"]) == (403, "refused")
    assert "督导机构工作人员" in told["words"]


def test_english_is_spoken_to_programs_that_ask_for_it() -> None:
    answer = program_of("supervisor").generic(
        "POST", "/api/v1/ledger", '{"kind": "meeting", "subject": "a"}', JSON, headers={"Accept-Language": "en"}
    )
    assert "督导" not in answer.json()["words"]


@pytest.mark.parametrize(
    "body", ["", "{", "[" * 100_000, b'"\xff"', '{"subject": "\\ud800"}', '{"subject": "a\\u0000"}', '{"planned": NaN}']
)
def test_what_cannot_be_read_is_told_and_never_breaks(body: str | bytes) -> None:
    status, told = send(program_of("reporter"), "/ledger", body)
    assert (status, told["code"]) in ((400, "unreadable"), (422, "invalid"))


def test_a_list_comes_in_pieces_that_join_without_gap_or_double() -> None:
    written = [written_entry(number=f"P{number:03}").address for number in range(7)]
    program, seen, after = program_of("reporter"), [], ""
    while after is not None:
        piece = program.get(f"/api/v1/ledger?limit=3&after={after}").json()
        seen += [row["address"] for row in piece["rows"]]
        after = piece["next"]
    assert seen == written[::-1]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=201",
        "limit=99999999999999999999",
        "limit=x",
        "after=100000000000000000000",
        "after=%00",
        "first=2026-02-30",
        "words=%00",
    ],
)
def test_absurd_pieces_are_told_and_never_break(query: str) -> None:
    assert program_of("reporter").get(f"/api/v1/ledger?{query}").status_code in (400, 422)


def test_a_nul_in_an_address_is_told_and_never_breaks() -> None:
    program = program_of("reporter")
    assert program.get("/api/v1/ledger/%00").status_code == 400
    assert program.get("/ledger/?words=%00").status_code == 400


def test_a_list_asks_a_constant_number_of_queries(django_assert_max_num_queries: Any) -> None:
    for number in range(30):
        written_entry(number=f"P{number:03}")
    program = program_of("reporter")
    with django_assert_max_num_queries(5):
        assert len(program.get("/api/v1/ledger").json()["rows"]) == 30


def test_only_the_hash_of_a_key_is_kept_and_its_use_is_dated() -> None:
    secret = key_of("reporter")
    token = Token.objects.get()
    assert secret not in (token.digest, token.name)
    assert token.used_on is None
    Client(headers={"Authorization": f"Bearer {secret}"}).get("/api/v1/me")
    token.refresh_from_db()
    assert token.used_on == timezone.localdate()
    assert secret not in str(AuditEntry.objects.filter(action="token.made").values_list())


def status_with(secret: str) -> int:
    return Client(headers={"Authorization": f"Bearer {secret}"}).get("/api/v1/me").status_code


def test_a_key_ends_with_its_days_its_post_its_account_and_when_revoked() -> None:
    for_days = key_of("reporter")
    Token.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    assert status_with(for_days) == 401
    of_post = key_of("colleague")
    Post.objects.filter(person__login="colleague").update(ends_on=timezone.localdate())
    assert status_with(of_post) == 401
    of_account = key_of("leader")
    Person.objects.filter(login="leader").update(is_active=False)
    assert status_with(of_account) == 401
    revoked = key_of("coordinator")
    assert status_with(revoked) == 200
    address = Token.objects.latest("pk").address
    revoke_token(address=address, by=acting_as("coordinator"), at=timezone.now())
    assert status_with(revoked) == 401
    with pytest.raises(Refused):
        revoke_token(address=address, by=acting_as("coordinator"), at=timezone.now())


def test_a_post_has_so_many_keys_and_no_more() -> None:
    for _ in range(10):
        key_of("reporter")
    with pytest.raises(Refused, match="10"):
        key_of("reporter")
    with pytest.raises(Refused, match="366"):
        make_token(name="同步", days=367, by=acting_as("colleague"), at=timezone.now())


def test_too_many_requests_with_one_key_are_told_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(keys, "MOST_A_MINUTE", 2)
    program = program_of("reporter")
    answers = [program.get("/api/v1/me") for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert answers[-1]["Retry-After"] == "60"
    assert answers[-1].json()["code"] == "too-many"


def test_the_page_shows_a_new_key_once(client_of: Any) -> None:
    client = client_of("reporter")
    told = client.post("/api/keys/", {"name": "同步", "days": "30"}).content.decode()
    secret = told.split('value="dudao_')[1].split('"')[0]
    assert status_with(f"dudao_{secret}") == 200
    assert secret not in client.get("/api/keys/").content.decode()


def test_the_reference_names_every_operation(client_of: Any) -> None:
    told = client_of("reporter").get("/api/").content.decode()
    assert "POST /ledger" in told
    assert "document_number" in told
