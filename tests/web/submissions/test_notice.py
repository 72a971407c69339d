"""The public notice: who sees what, objections taken and answered, the days counted, nothing personal sent along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dudao.web.pages.todo import todos_for
from dudao.web.policies import Refused
from dudao.web.submissions import actions
from dudao.web.submissions.actions.showing import Said
from dudao.web.submissions.models import Objection, PublicNotice, SendingRules, Submission
from tests.web.cast import acting_as
from tests.web.submissions.on_stage import token
from tests.web.submissions.stage_setting import BEFORE, NOTICE_OVER, objected, on_notice, signed

pytestmark = pytest.mark.usefixtures("cast")
ClientOf = Callable[[str], Client]
SECOND = timedelta(seconds=1)
TEXT = [{"level": 1, "text": "临江县自评报告"}, {"level": 0, "text": "全县教育投入增长。"}]
SCORES = [{"point": "1.1", "title": "党的领导", "marks": "10", "score": "9.5"}]


def end(notice: PublicNotice, at: object = NOTICE_OVER) -> PublicNotice:
    """End it as the coordinator does."""
    return actions.end_notice(address=notice.submission.address, by=acting_as("coordinator"), at=at)  # type: ignore[arg-type]


def answer(objection: Objection) -> None:
    """Answer it as the coordinator does."""
    actions.answer_objection(objection=objection.address, answer="已核实。", by=acting_as("coordinator"), at=BEFORE)


def test_it_ends_after_its_days_to_the_second_and_with_every_objection_answered() -> None:
    objection = objected()
    notice = PublicNotice.objects.get()
    with pytest.raises(Refused, match="期满后"):
        end(notice, notice.closes - SECOND)
    with pytest.raises(Refused, match="没有答复"):
        end(notice, notice.closes)
    answer(objection)
    assert end(notice, notice.closes).ended_at == notice.closes


def test_days_are_of_the_calendar_or_working_days_as_the_round_says() -> None:
    made = signed()
    SendingRules.objects.create(round=made.evaluated.round, notice_days=5, are_working_days=True)
    friday = timezone.make_aware(timezone.datetime(2026, 9, 4, 10))
    notice = actions.publish_notice(address=made.address, by=acting_as("coordinator"), at=friday)
    assert (notice.first_day, notice.last_day) == (date(2026, 9, 4), date(2026, 9, 10))


def test_the_page_says_how_long_a_notice_of_one_day_lasts_and_how_it_is_reached(client_of: ClientOf) -> None:
    made, now = signed(), timezone.now()
    SendingRules.objects.create(round=made.evaluated.round, notice_days=1)
    today, later = timezone.localdate(now), timezone.localdate(now) + timedelta(days=1)
    page = client_of("coordinator").get(f"/submissions/v/{made.address}/").content.decode()
    assert f"公示 1 天（当天算第 1 天），到 {today} 23:59 止；{later} 00:00 起可以结束公示" in page
    notice = actions.publish_notice(address=made.address, by=acting_as("coordinator"), at=now)
    page = client_of("coordinator").get(f"/submissions/v/{made.address}/").content.decode()
    assert f">http://testserver/submissions/notices/{notice.address}/</a>" in page  # prints whole
    rules = client_of("supervisor").get(f"/submissions/rules/{made.evaluated.round.address}/").content.decode()
    assert "开始公示的当天算第 1 天" in rules


def test_an_objection_comes_to_the_second_and_no_later() -> None:
    notice = on_notice()
    common = {"notice": notice.address, "said": Said("数据有误"), "by": acting_as("visitor")}
    actions.make_objection(at=notice.closes - SECOND, **common)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="已经结束"):
        actions.make_objection(at=notice.closes, **common)  # type: ignore[arg-type]


def test_a_round_may_ask_for_names() -> None:
    notice = on_notice()
    SendingRules.objects.create(round=notice.submission.evaluated.round, takes_anonymous=False)
    common = {"notice": notice.address, "by": acting_as("visitor"), "at": BEFORE}
    with pytest.raises(Refused, match="实名"):
        actions.make_objection(said=Said("数据有误", name="王某"), **common)  # type: ignore[arg-type]
    made = actions.make_objection(said=Said("数据有误", "王某", "0990-1234567"), **common)  # type: ignore[arg-type]
    assert made.number == 1


def test_what_is_sent_names_objections_and_answers_but_nobody() -> None:
    answer(objected())
    notice = PublicNotice.objects.get()
    end(notice)
    sent = actions.send_submission(address=notice.submission.address, by=acting_as("coordinator"), at=NOTICE_OVER)
    assert "师资数据与实际不符。" in sent.endorsements
    assert "已核实。" in sent.endorsements
    assert "王某" not in sent.endorsements
    assert "1234567" not in sent.endorsements


def test_the_public_sees_the_report_and_what_the_round_shows(client_of: ClientOf) -> None:
    notice = on_notice(timezone.now())
    Submission.objects.filter(pk=notice.submission_id).update(report_text=TEXT, scores=SCORES)
    visitor, address = client_of("visitor"), f"/submissions/notices/{notice.address}/"
    page = visitor.get(address).content.decode()
    assert "全县教育投入增长。" in page
    assert "9.5" not in page
    SendingRules.objects.create(round=notice.submission.evaluated.round, shows_scores=True)
    assert "9.5" in visitor.get(address).content.decode()
    assert "县联络员甲" not in page


def test_the_page_takes_an_objection_and_shows_its_answer_to_whoever_made_it(client_of: ClientOf) -> None:
    notice, visitor = on_notice(timezone.now()), client_of("visitor")
    given = {"text": "<b>师资</b>数据有误", "name": "王某", "contact": "0990-1234567", "token": token()}
    answered = visitor.post(f"/submissions/notices/{notice.address}/", given)
    assert answered.status_code == 302
    own = answered.headers["Location"]
    page = visitor.get(own).content.decode()
    assert "&lt;b&gt;师资" in page
    assert "王某" not in page
    assert "尚未答复" in page
    assert "王某" not in visitor.get(f"/submissions/notices/{notice.address}/").content.decode()
    answer(Objection.objects.get())
    assert "已核实。" in visitor.get(own).content.decode()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"site": "http://spam"}, "没有提交成功"),
        ({"token": "forged"}, "打开太久"),
        ({"token": ""}, "打开太久"),
        ({"text": " "}, "意见"),
        ({"text": "长" * 2001}, "2000"),
    ],
)
def test_what_no_person_sends_is_refused(client_of: ClientOf, changed: dict[str, str], told: str) -> None:
    notice, visitor = on_notice(timezone.now()), client_of("visitor")
    given = {"text": "数据有误", "token": token(), **changed}
    answered = visitor.post(f"/submissions/notices/{notice.address}/", given)
    assert answered.status_code == 422
    assert told in answered.content.decode()
    assert not Objection.objects.exists()


def test_an_objection_sent_at_once_is_asked_to_wait(client_of: ClientOf) -> None:
    notice, visitor = on_notice(timezone.now()), client_of("visitor")
    page = visitor.get(f"/submissions/notices/{notice.address}/").content.decode()
    shown = page.split('name="token" value="')[1].split('"')[0]
    answered = visitor.post(f"/submissions/notices/{notice.address}/", {"text": "数据有误", "token": shown})
    assert "太快" in answered.content.decode()


def test_a_notice_that_was_taken_back_is_gone(client_of: ClientOf) -> None:
    notice = on_notice()
    actions.withdraw_submission(address=notice.submission.address, reason="改", by=acting_as("coordinator"), at=BEFORE)
    assert client_of("visitor").get(f"/submissions/notices/{notice.address}/").status_code == 404
    assert notice.address not in client_of("visitor").get("/submissions/notices/").content.decode()


def test_open_objections_wait_on_the_coordinators_desk() -> None:
    objected()
    told = [(str(each.what), each.count) for each in todos_for(acting_as("coordinator"), BEFORE)]
    assert ("答复公示意见：2025年履行教育职责评价", 1) in told
