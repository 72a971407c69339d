"""Complaints: received under a clock, private where they must be, decided with reasons, appealed once and by another keeper."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dudao.web.accounts.models import Person
from dudao.web.audit.models import AuditEntry
from dudao.web.library.keeping import hold_document
from dudao.web.library.models import Document, FoundFigure
from dudao.web.library.states import DocumentState
from dudao.web.policies import Refused
from dudao.web.rounds.models import FreeDay
from dudao.web.voices.clock import light_of
from dudao.web.voices.models import Complaint
from dudao.web.voices.states import COMPLAINT_MOVES, ComplaintState, Side
from tests.web.cast import acting_as
from tests.web.voices.on_stage import CLAIM
from tests.web.voices.stage_setting import complained, earlier, published, shown, stepped

ClientOf = Callable[[str], Client]
MONDAY = datetime(2026, 9, 28, 2, 0, tzinfo=UTC)


def state_of(document: Document) -> str:
    return Document.objects.get(pk=document.pk).state


def sent(document: Document, **more: Any) -> dict[str, Any]:
    return {**CLAIM, "challenge": earlier(f"complaint {document.address}"), **more}


def test_a_visitor_complains_with_proof_and_follows_it_under_a_secret_address(client_of: ClientOf) -> None:
    document, client = published(), client_of("visitor")
    proof = SimpleUploadedFile("../授权书<b>.pdf", b"%PDF-1.4 proof")
    answer = client.post(reverse("voices:complaint-new", args=[document.address]), sent(document, proofs=proof))
    made = Complaint.objects.get()
    assert answer["Location"] == reverse("voices:complaint-state", args=[made.address])
    assert len(made.address) >= 24
    page = client.get(answer["Location"])
    assert made.number in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"
    assert made.files.get().name == "授权书<b>.pdf"


def test_proofs_go_to_keepers_alone_and_run_nowhere(client_of: ClientOf) -> None:
    svg = SimpleUploadedFile("p.svg", b"<svg onload='alert(1)'></svg>")
    made = complained(files=[svg])
    address = reverse("voices:complaint-file", args=[made.pk, made.files.get().pk])
    answer = client_of("supervisor").get(address)
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert [client_of(login).get(address).status_code for login in ("reporter", "visitor")] == [403, 302]


@pytest.mark.parametrize("content", [b"", b"\x7fELF" + b"\0" * 40], ids=["empty", "program"])
def test_a_proof_that_is_empty_or_a_program_is_refused_and_nothing_is_kept(client_of: ClientOf, content: bytes) -> None:
    document = published()
    proof = SimpleUploadedFile("proof.pdf", content)
    answer = client_of("visitor").post(
        reverse("voices:complaint-new", args=[document.address]), sent(document, proofs=proof)
    )
    assert answer.status_code == 422
    assert not Complaint.objects.exists()


def test_the_uploader_reads_what_is_said_but_not_who_says_it(client_of: ClientOf) -> None:
    made = complained()
    assert "收到投诉" in Person.objects.get(login="reporter").notices.get().words
    page = client_of("reporter").get(reverse("voices:complaint-answer", args=[made.pk])).content.decode()
    assert made.claim in page
    for private in ("云岭出版社", "0871-0000000", made.address):
        assert private not in page


def test_what_is_missing_is_said_and_nothing_is_made(client_of: ClientOf) -> None:
    document, client = published(), client_of("visitor")
    for name in ("name", "contact", "work", "claim", "is_true", "right"):
        given = sent(document)
        del given[name]
        assert client.post(reverse("voices:complaint-new", args=[document.address]), given).status_code == 422
    assert not Complaint.objects.exists()


def test_the_clock_counts_working_days_of_the_sites_calendar(cast: None) -> None:
    for day in (1, 2, 5, 6, 7):
        FreeDay.objects.create(day=date(2026, 10, day), name="国庆节")
    document = published()
    made = complained(document, at=MONDAY)
    assert made.due_on == date(2026, 10, 14)
    assert [light_of(made, date(2026, 10, day)) for day in (8, 12, 14, 15)] == ["good", "waiting", "waiting", "late"]
    asked = stepped(made, "ask", at=MONDAY + timedelta(days=1))
    assert (asked.due_on, asked.days_left, light_of(asked, date(2027, 1, 1))) == (None, 6, "off")
    again = stepped(asked, "supply", Side.COMPLAINANT, "visitor", at=MONDAY + timedelta(days=14))
    assert again.due_on == date(2026, 10, 20)


@pytest.mark.parametrize(("state", "move"), list(product(ComplaintState, COMPLAINT_MOVES)))
def test_the_table_of_moves_holds(cast: None, state: ComplaintState, move: str) -> None:
    made = complained()
    Complaint.objects.filter(pk=made.pk).update(state=state, appeal_until=timezone.localdate())
    sides = {"answer": Side.UPLOADER, "supply": Side.COMPLAINANT, "withdraw": Side.COMPLAINANT}
    loser = Side.UPLOADER if state is ComplaintState.UPHELD else Side.COMPLAINANT
    side = loser if move == "appeal" else sides.get(move, Side.OFFICE)
    login = {Side.OFFICE: "operator", Side.UPLOADER: "reporter", Side.COMPLAINANT: "visitor"}[side]
    froms, to = COMPLAINT_MOVES[move]
    if state in froms:
        assert stepped(made, move, side, login).state == (to or state)
    else:
        with pytest.raises(Refused, match="投诉现在的状态是"):
            stepped(made, move, side, login)


def test_a_document_is_held_at_once_and_comes_back_when_the_complaint_fails(client_of: ClientOf) -> None:
    document = published()
    made = stepped(complained(document), "hold")
    assert state_of(document) == DocumentState.HELD
    notice = client_of("visitor").get(reverse("library:document-detail", args=[document.address]))
    assert notice.status_code == 403
    assert "云岭出版社" not in notice.content.decode()
    other = complained(document)
    Complaint.objects.filter(pk=other.pk).update(held_at=timezone.now())
    stepped(made, "reject")
    assert state_of(document) == DocumentState.HELD
    stepped(other, "reject")
    assert state_of(document) == DocumentState.PUBLISHED


def test_a_complaint_that_is_taken_back_holds_nothing_any_longer(cast: None) -> None:
    document = published()
    made, other = stepped(complained(document), "hold"), complained(document)
    Complaint.objects.filter(pk=other.pk).update(held_at=timezone.now())
    stepped(made, "withdraw", Side.COMPLAINANT, "visitor")
    assert state_of(document) == DocumentState.HELD
    stepped(other, "withdraw", Side.COMPLAINANT, "visitor")
    assert state_of(document) == DocumentState.PUBLISHED
    entry = AuditEntry.objects.filter(action="library.released").latest("pk")
    assert other.number in entry.details["reason"]


def test_what_a_keeper_put_aside_for_another_reason_stays_so(cast: None) -> None:
    document = published()
    made = complained(document)
    hold_document(address=document.address, reason="另案核查", by=acting_as("operator"), at=timezone.now())
    stepped(made, "withdraw", Side.COMPLAINANT, "visitor")
    assert state_of(document) == DocumentState.HELD


def with_a_figure(page: int) -> Document:
    """A public document whose figure stands on a page."""
    document = published(tier="members")
    assert document.current is not None
    given = {"number": 7, "page": page, "start": 0, "end": 4, "text": "3.2亿元"}
    FoundFigure.objects.create(
        rendition=document.current.rendition, metric="教育经费", value=3.2, role="level", **given
    )
    return document


def test_the_place_that_a_link_names_goes_with_the_complaint_and_leads_the_keeper_there(client_of: ClientOf) -> None:
    document, client = with_a_figure(2), client_of("visitor")
    page = client.get(reverse("library:document-detail", args=[document.address])).content.decode()
    write = reverse("voices:comment-write", args=[document.address])
    address = reverse("voices:complaint-new", args=[document.address])
    assert f"{write}?page=2&amp;figure=7" in page
    assert f"{address}?page=2" in page
    assert f"{address}?page=2&amp;figure=7" in client.get(f"{write}?page=2&figure=7").content.decode()
    form = client.get(f"{address}?page=2&figure=7").content.decode()
    assert "教育经费 3.2亿元" in form
    assert re.search(r'value="wrong" selected', form)
    client.post(address, sent(document, page=2, figure=7))
    made = Complaint.objects.get()
    assert (made.page, made.figure) == (2, 7)
    decide = client_of("operator").get(reverse("voices:complaint-decide", args=[made.pk])).content.decode()
    keep = f"/library/keep/{document.address}/"
    assert all(f'href="{keep}{to}"' in decide for to in ("privacy/?page=2#page-2", "errata/", "", "replace/"))
    for to in ("privacy/?page=2", "errata/", "", "replace/"):
        assert client_of("operator").get(keep + to).status_code == 200


def test_a_figure_of_a_page_that_is_not_open_is_not_told_by_a_link(client_of: ClientOf) -> None:
    document = with_a_figure(4)
    for name in ("voices:comment-write", "voices:complaint-new"):
        page = client_of("visitor").get(reverse(name, args=[document.address]) + "?page=4&figure=7").content.decode()
        assert "3.2亿元" not in page


def test_what_is_upheld_is_taken_down_and_an_appeal_is_decided_by_another_keeper_once(cast: None) -> None:
    document = published()
    made = stepped(stepped(complained(document), "hold"), "uphold", takes_down=True)
    assert state_of(document) == DocumentState.WITHDRAWN
    with pytest.raises(Refused, match="支持了您"):
        stepped(made, "appeal", Side.COMPLAINANT, "visitor")
    appealed = stepped(made, "appeal", Side.UPLOADER, "reporter")
    with pytest.raises(Refused, match="另一位"):
        stepped(appealed, "reject")
    final = stepped(appealed, "reject", login="supervisor")
    assert state_of(document) == DocumentState.PUBLISHED
    with pytest.raises(Refused, match="最终"):
        stepped(final, "appeal", Side.COMPLAINANT, "visitor")


def test_an_appeal_has_its_own_days(cast: None) -> None:
    made = stepped(complained(at=MONDAY), "reject", at=MONDAY)
    assert made.appeal_until == date(2026, 10, 12)
    with pytest.raises(Refused, match="期限已过"):
        stepped(made, "appeal", Side.COMPLAINANT, "visitor", at=MONDAY + timedelta(days=15))
    assert stepped(made, "appeal", Side.COMPLAINANT, "visitor", at=MONDAY).due_on == date(2026, 10, 12)


def test_each_step_is_in_the_audit_and_on_the_page_of_who_complained(client_of: ClientOf) -> None:
    made = complained()
    for move, words in (("hold", "先暂停"), ("ask", "请补授权书"), ("reject", "属合理引用")):
        stepped(made, move, words=words)
    page = client_of("visitor").get(reverse("voices:complaint-state", args=[made.address])).content.decode()
    assert [page.index(each) for each in ("先暂停", "请补授权书", "属合理引用")] == sorted(
        page.index(each) for each in ("先暂停", "请补授权书", "属合理引用")
    )
    noted = AuditEntry.objects.filter(target=f"complaint {made.number}").order_by("number")
    assert [each.action for each in noted] == [f"complaint.{each}" for each in ("made", "held", "asked", "rejected")]
    assert not re.search("云岭出版社|0871", str(list(noted.values_list("details", flat=True))))


def test_nothing_is_decided_without_a_reason(cast: None) -> None:
    made = complained()
    for move in ("ask", "uphold", "reject"):
        with pytest.raises(Refused, match="请写明理由"):
            stepped(made, move, words="  ")


def test_nobody_complains_about_what_is_not_out(client_of: ClientOf) -> None:
    for state in (DocumentState.SUBMITTED, DocumentState.WAITING):
        document = Document.objects.get(pk=published().pk)
        Document.objects.filter(pk=document.pk).update(state=state, published_at=None)
        address = reverse("voices:complaint-new", args=[document.address])
        assert client_of("visitor").get(address).status_code == 404
    assert shown().document.state == DocumentState.PUBLISHED
