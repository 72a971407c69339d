"""Floods: proof of work, limits by account and address, the same text again, links; and what a person without a script may still do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from django.urls import reverse

from dudao.web.library.proof import check_proof, is_answer
from dudao.web.policies import Refused
from dudao.web.voices.models import Comment
from dudao.web.voices.policy import MOST_WAITING
from tests.web.voices.stage_setting import earlier, proof_of, published, shown, waiting

ClientOf = Callable[[str], Client]


@pytest.fixture(autouse=True)
def no_history() -> None:
    """Limits count from nothing."""
    cache.clear()


def test_a_proof_counts_once(cast: None) -> None:
    challenge = earlier("d1")
    number = proof_of(challenge)
    assert check_proof("d1", challenge, number)
    with pytest.raises(Refused, match="已经提交过"):
        check_proof("d1", challenge, number)


@pytest.mark.parametrize(
    ("purpose", "seconds", "number", "why"),
    [
        ("d2", 60, "", "页面打开太久了"),
        ("d1", 24 * 3600, "", "页面打开太久了"),
        ("d1", 60, "wrong", "没有提交成功"),
        ("d1", 3, "", "提交得太快了"),
    ],
)
def test_what_is_not_proved_as_it_should_be_is_refused(purpose: str, seconds: int, number: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        check_proof("d1", earlier(purpose, seconds), number)


def test_a_challenge_that_we_did_not_sign_is_refused() -> None:
    with pytest.raises(Refused):
        check_proof("d1", "d1.abcdefgh:1:forged", "1")


def test_the_work_is_some_ten_thousands_of_hashes() -> None:
    tries = [int(proof_of(earlier("d1"))) for _time in range(12)]
    assert 8_000 < sum(tries) / len(tries) < 300_000
    assert not is_answer("x", "１")


def send(client: Client, address: str, number: int, *, is_proved: bool, ip: str = "203.0.113.1") -> int:
    challenge = earlier(address)
    sent = {"text": f"意见第{number}号，内容各不相同。", "challenge": challenge}
    if is_proved:
        sent["number"] = proof_of(challenge)
    return client.post(reverse("voices:comment-write", args=[address]), sent, REMOTE_ADDR=ip).status_code


def test_a_flood_of_one_account_ends_at_what_may_wait(client_of: ClientOf) -> None:
    address, client = published().address, client_of("colleague")
    answers = Counter(send(client, address, number, is_proved=True) for number in range(MOST_WAITING + 10))
    assert answers == {302: MOST_WAITING, 422: 10}
    assert Comment.objects.count() == MOST_WAITING


def test_without_a_script_a_few_an_hour_pass(client_of: ClientOf) -> None:
    address, client = published().address, client_of("colleague")
    answers = [send(client, address, number, is_proved=False) for number in range(8)]
    assert answers == [302] * 5 + [422] * 3
    assert not Comment.objects.filter(is_proved=True).exists()


def test_a_flood_of_reports_by_visitors_ends_at_the_limit_of_their_address(client_of: ClientOf) -> None:
    made, client = shown(), client_of("visitor")
    address = reverse("voices:comment-report", args=[made.address])

    def report(ip: str, claimed: str = "") -> int:
        sent = {"fault": "advert", "challenge": earlier(f"report {made.address}")}
        return client.post(address, sent, REMOTE_ADDR=ip, HTTP_X_FORWARDED_FOR=claimed or ip).status_code

    answers = Counter(report("203.0.113.5") for _time in range(30))
    assert answers == {200: 20, 422: 10}
    assert report("203.0.113.6") == 200
    # A header that a browser sends itself moves nobody to another address.
    assert report("203.0.113.5", claimed="198.51.100.77") == 422


@override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
def test_behind_a_proxy_the_limit_is_the_readers_own(client_of: ClientOf) -> None:
    made, client = shown(), client_of("visitor")
    address = reverse("voices:comment-report", args=[made.address])

    def report(reader: str) -> int:
        sent = {"fault": "advert", "challenge": earlier(f"report {made.address}")}
        return client.post(address, sent, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=f"6.6.6.6, {reader}").status_code

    assert Counter(report("203.0.113.7") for _time in range(25)) == {200: 20, 422: 5}
    assert report("203.0.113.8") == 200


def test_the_same_text_is_taken_once_however_it_is_dressed(cast: None) -> None:
    document = published()
    waiting(document, "写得很好！")
    with pytest.raises(Refused, match="相同的评论"):
        waiting(document, "写 得 很好!!")


def test_what_many_say_word_for_word_is_taken_three_times_a_day(cast: None) -> None:
    for login in ("colleague", "leader", "author"):
        waiting(published(), "支持！顶！", login)
    with pytest.raises(Refused, match="用自己的话"):
        waiting(published(), "支持顶", "inspector")


@pytest.mark.parametrize("text", ["看 http://a.example 和 www.b.example", "短", "长" * 1001, " \x00 "])
def test_texts_with_many_links_too_short_or_too_long_are_refused(cast: None, text: str) -> None:
    with pytest.raises(Refused):
        waiting(published(), text)


def test_a_script_in_a_comment_is_words(client_of: ClientOf) -> None:
    made = shown(text="<script>alert(1)</script> 请看")
    page = client_of("visitor").get(reverse("voices:comment-list", args=[made.document.address])).content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_machine_that_fills_in_every_field_is_refused(client_of: ClientOf) -> None:
    document = published()
    sent = {"text": "内容", "challenge": earlier(document.address), "website": "http://a.example"}
    answer = client_of("colleague").post(reverse("voices:comment-write", args=[document.address]), sent)
    assert answer.status_code == 422
    assert not Comment.objects.exists()
