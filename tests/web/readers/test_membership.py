"""Membership: granted, opened with a code once, ended; never by guessing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dudao.web.accounts.models import Person
from dudao.web.library.models import Membership
from dudao.web.library.policy import is_member
from dudao.web.policies import Refused
from dudao.web.readers import actions
from dudao.web.readers.models import MembershipCode
from tests.web.cast import acting_as
from tests.web.readers.on_stage import made_codes, of_membership

ClientOf = Callable[[str], Client]


def redeem(code: str, login: str = "reporter") -> Membership:
    return actions.redeem_code(code=code, by=acting_as(login), at=timezone.now())


def test_a_code_opens_one_membership_and_only_its_hash_is_kept(cast: None) -> None:
    _batch, (code,) = made_codes()
    assert code not in str(MembershipCode.objects.values_list())
    made = redeem(code.lower().replace("-", " "))
    assert (made.ends_on - made.starts_on).days == 29  # type: ignore[operator]
    assert is_member(acting_as("reporter"))
    with pytest.raises(Refused, match="会员码无效、已使用或已过期"):
        redeem(code, "colleague")


def test_a_second_code_begins_where_the_first_ends(cast: None) -> None:
    _batch, codes = made_codes(2)
    first, second = redeem(codes[0]), redeem(codes[1])
    assert second.starts_on == first.ends_on + timedelta(days=1)  # type: ignore[operator]


def test_a_code_of_a_void_batch_and_one_out_of_date_open_nothing(cast: None) -> None:
    batch, codes = made_codes(2)
    with pytest.raises(Refused):
        actions.redeem_code(code=codes[0], by=acting_as("reporter"), at=timezone.now() + timedelta(days=31))
    actions.void_codes(address=batch, by=acting_as("operator"), at=timezone.now())
    with pytest.raises(Refused):
        redeem(codes[1])


def test_who_is_a_member_for_good_does_not_waste_a_code(cast: None) -> None:
    of_membership()
    _batch, (code,) = made_codes()
    with pytest.raises(Refused, match="长期会员"):
        redeem(code)
    redeem(code, "colleague")


def test_a_membership_that_was_ended_opens_nothing_and_the_person_hears_of_it(cast: None) -> None:
    number = of_membership()
    assert is_member(acting_as("reporter"))
    actions.end_membership(membership_id=number, by=acting_as("supervisor"), at=timezone.now())
    assert not is_member(acting_as("reporter"))
    words = Person.objects.get(login="reporter").notices.values_list("words", flat=True)
    assert "您的报告库会员资格已终止。" in words


def test_codes_are_on_the_page_that_answers_and_never_again(client_of: ClientOf) -> None:
    client, address = client_of("operator"), reverse("readers:code-list")
    sent = {"purpose": "座谈会", "count": 3, "days": 30, "expires_on": timezone.localdate()}
    made = client.post(address, sent)
    codes = made.context["page"].codes
    assert len(set(codes)) == 3
    assert codes[0] in made.content.decode()
    assert codes[0] not in client.get(address).content.decode()


def test_guessing_codes_ends_soon(client_of: ClientOf) -> None:
    cache.clear()
    client = client_of("reporter")
    answers = [
        client.post(reverse("readers:membership"), {"code": f"AAAA-{number}"}).status_code for number in range(25)
    ]
    assert (answers[:20], answers[20:]) == ([422] * 20, [403] * 5)
