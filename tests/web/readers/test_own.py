"""A reader's own side: nobody else sees it, and what one does not want kept is not kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from dudao.web.accounts.models import Person
from dudao.web.audit.models import AuditEntry
from dudao.web.library.signals import person_told
from dudao.web.library.states import DocumentState
from dudao.web.readers import own
from dudao.web.readers.actions import grant_membership
from dudao.web.readers.models import Favourite, Notice, Visit
from dudao.web.readers.notices import MOST_KEPT, notify, unread_count
from dudao.web.readers.queries import signature_of
from tests.web.cast import acting_as
from tests.web.library.documents import made_document

ClientOf = Callable[[str], Client]
NOW = timezone.now()


def told(login: str = "reporter", words: str = "评论已显示。", address: str = "/library/mine/") -> Notice:
    return notify(person_id=Person.objects.get(login=login).pk, words=words, address=address, at=NOW)


def test_a_notice_is_counted_until_it_is_opened_and_leads_to_its_page(client_of: ClientOf) -> None:
    made, client = told(address="/library/mine/uploads/"), client_of("reporter")
    assert unread_count(acting_as("reporter")) == 1
    assert '<span class="badge text-bg-danger count">1</span>' in client.get("/library/mine/").content.decode()
    opened = client.post(reverse("readers:notice-open", args=[made.pk]))
    assert (opened.status_code, opened["Location"]) == (302, "/library/mine/uploads/")
    assert unread_count(acting_as("reporter")) == 0


def test_nobody_opens_the_notice_of_somebody_else(client_of: ClientOf) -> None:
    made = told()
    assert client_of("colleague").post(reverse("readers:notice-open", args=[made.pk])).status_code == 404
    assert unread_count(acting_as("reporter")) == 1


def test_a_notice_never_leads_out_of_the_site(client_of: ClientOf) -> None:
    made = told(address="//example.org/")
    answer = client_of("reporter").post(reverse("readers:notice-open", args=[made.pk]))
    assert answer["Location"] == "/library/mine/"


def test_the_same_sentence_is_not_said_twice_while_it_is_unread(cast: None) -> None:
    assert told().pk == told().pk
    own.mark_read(by=acting_as("reporter"), at=NOW)
    assert Notice.objects.count() == 1
    told()
    assert Notice.objects.count() == 2


def test_the_oldest_of_many_notices_go(cast: None) -> None:
    person = Person.objects.get(login="reporter")
    Notice.objects.bulk_create(
        Notice(person=person, words=str(number), address="/", at=NOW - timedelta(days=number + 1))
        for number in range(MOST_KEPT)
    )
    made = told()
    assert Notice.objects.count() == MOST_KEPT
    assert Notice.objects.first() == made


def test_what_the_library_tells_somebody_becomes_a_notice(cast: None) -> None:
    person = Person.objects.get(login="reporter")
    person_told.send(None, person_id=person.pk, words="已经公开。", address="/library/d/a/", at=NOW)
    assert [each.words for each in person.notices.all()] == ["已经公开。"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_notice_is_read_in_the_readers_language(client_of: ClientOf, language: str) -> None:
    person = Person.objects.get(login="reporter")
    grant_membership(person_id=person.pk, ends_on=None, by=acting_as("operator"), at=NOW)
    made = person.notices.get()
    assert made.words == "您已成为报告库会员，有效期至：长期。"
    client = client_of("reporter")
    client.cookies["django_language"] = language
    page = client.get(reverse("readers:notice-list")).content.decode()
    assert (made.words in page, escape(made.words_en) in page) == (language == "zh-hans", language == "en")


def test_a_favourite_is_switched_on_and_off(client_of: ClientOf) -> None:
    document, client = made_document(DocumentState.PUBLISHED), client_of("colleague")
    address = reverse("readers:favourite-switch", args=[document.address])
    part = client.post(address, headers={"HX-Request": "true"}).content.decode()
    assert 'aria-pressed="true"' in part
    assert document.title in client.get(reverse("readers:favourite-list")).content.decode()
    assert client.post(address)["Location"] == f"/library/d/{document.address}/"
    assert not Favourite.objects.exists()


def test_a_document_that_is_not_out_is_no_favourite_of_a_stranger(client_of: ClientOf) -> None:
    document = made_document(DocumentState.SUBMITTED)
    assert client_of("colleague").post(reverse("readers:favourite-switch", args=[document.address])).status_code == 404


def test_history_is_kept_until_one_does_not_want_it(client_of: ClientOf) -> None:
    document, client = made_document(DocumentState.PUBLISHED), client_of("colleague")
    address = reverse("readers:visit", args=[document.address])
    assert [client.post(address).status_code for _time in range(2)] == [204, 204]
    assert Visit.objects.get().times == 2
    client.post(reverse("readers:choices"), {"pen_name": "山里人"})
    assert not Visit.objects.exists()
    client.post(address)
    assert not Visit.objects.exists()


def test_reading_habits_are_no_business_of_the_audit(client_of: ClientOf) -> None:
    document, client = made_document(DocumentState.PUBLISHED), client_of("colleague")
    before = AuditEntry.objects.count()
    client.post(reverse("readers:visit", args=[document.address]))
    client.post(reverse("readers:favourite-switch", args=[document.address]))
    assert AuditEntry.objects.count() == before


def test_a_comment_is_signed_by_pen_name_or_by_the_covered_name(cast: None) -> None:
    acting = acting_as("reporter")
    assert signature_of(acting) == "填**"
    own.choose(pen_name="山里人", keeps_history=True, by=acting)
    assert signature_of(acting) == "山里人"


def test_the_export_holds_the_own_rows_alone(client_of: ClientOf) -> None:
    document = made_document(DocumentState.PUBLISHED)
    for login in ("colleague", "leader"):
        own.switch_favourite(document=document, by=acting_as(login), at=NOW)
    told("leader", "别人的通知")
    kept = client_of("colleague").get(reverse("readers:export")).json()
    assert [each["document__address"] for each in kept["favourites"]] == [document.address]
    assert kept["notices"] == []


def test_everything_of_ones_own_goes_when_one_says_so(client_of: ClientOf) -> None:
    own.switch_favourite(document=made_document(DocumentState.PUBLISHED), by=acting_as("colleague"), at=NOW)
    client = client_of("colleague")
    client.post(reverse("readers:forget"))
    assert Favourite.objects.exists()
    client.post(reverse("readers:forget"), {"sure": "1"})
    assert not Favourite.objects.exists()


@pytest.mark.parametrize("name", ["notice-list", "favourite-list", "history", "upload-list"])
def test_lists_ask_the_same_number_of_queries_however_long(
    name: str, client_of: ClientOf, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for number in range(12):
        document = made_document(DocumentState.PUBLISHED, title=f"报告{number}")
        own.switch_favourite(document=document, by=acting_as("reporter"), at=NOW)
        own.remember_visit(document=document, by=acting_as("reporter"), at=NOW)
        told(words=str(number))
    client = client_of("reporter")
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
        assert client.get(reverse(f"readers:{name}")).status_code == 200
