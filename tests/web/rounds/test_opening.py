"""Opening a round and publishing a scheme are asked twice: a page says first what will happen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from dudao.web.rounds.models import Round
from dudao.web.rounds.opening import opening_of
from dudao.web.rounds.states import RoundState
from dudao.web.schemes.models import PublishedEdition
from tests.web.cast import NOW
from tests.web.rounds.stage_setting import EDITION, drafted_round

pytestmark = pytest.mark.usefixtures("cast")


def test_the_page_says_whom_it_concerns_and_whom_nobody_tells(client_of: Callable[[str], Client]) -> None:
    found = drafted_round()
    opening = opening_of(found, NOW.date())
    assert (opening.bodies, opening.people) == ([("市", 2)], 1)
    assert opening.untold == [found.bodies.get(body_id="990200").name]
    text = client_of("supervisor").get(reverse("rounds:round-open", args=[found.address])).content.decode()
    assert "1 位牵头联络员的工作台上出现" in text
    assert f"1 个评价对象还没有牵头联络员，没有人会得到提示：{opening.untold[0]}" in text


def test_a_round_without_timetable_is_not_offered_to_be_opened(client_of: Callable[[str], Client]) -> None:
    found = drafted_round()
    found.stages.all().delete()
    text = client_of("supervisor").get(reverse("rounds:round-open", args=[found.address])).content.decode()
    assert "还不能启动" in text
    assert "确认启动" not in text


def test_without_being_confirmed_nothing_is_opened_or_published(client_of: Callable[[str], Client]) -> None:
    supervisor, found = client_of("supervisor"), drafted_round()
    address = reverse("rounds:round-move", args=[found.address, "open"])
    answer = supervisor.post(address)
    assert answer["Location"] == reverse("rounds:round-open", args=[found.address])
    assert Round.objects.get().state == RoundState.DRAFT
    supervisor.post(address, {"sure": "1"})
    assert Round.objects.get().state == RoundState.OPEN


def test_publishing_says_first_that_the_edition_is_frozen(client_of: Callable[[str], Client]) -> None:
    supervisor, address = client_of("supervisor"), reverse("schemes:shipped-publish")
    for answer in (supervisor.get(address, {"name": EDITION}), supervisor.post(address, {"name": EDITION})):
        assert f"{EDITION} 的内容冻结" in answer.content.decode()
    assert not PublishedEdition.objects.exists()
    supervisor.post(address, {"name": EDITION, "sure": "1"})
    assert PublishedEdition.objects.get().pk == EDITION


def test_the_page_of_a_round_leads_to_the_rules_of_its_notice(client_of: Callable[[str], Client]) -> None:
    found = drafted_round()
    rules = reverse("submissions:rules-change", args=[found.address])
    page = reverse("rounds:round-detail", args=[found.address])
    assert rules in client_of("supervisor").get(page).content.decode()
    assert rules not in client_of("author").get(page).content.decode()
