"""A submission from freezing to the receipt: what is sealed, who agrees to what, when it is in time, what comes back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from dudao.bundles.verify import look_into, verify_bundle
from dudao.web.assessments.opening import is_handed_up
from dudao.web.audit.chain import breaks
from dudao.web.audit.models import AuditEntry
from dudao.web.evidence.queries import missing_for
from dudao.web.jobs.worker import work_off
from dudao.web.ledger.actions import write_entry
from dudao.web.pages.todo import todos_for
from dudao.web.policies import Refused
from dudao.web.rounds.actions import pause_round
from dudao.web.rounds.frozen import frozen_of
from dudao.web.rounds.models import Extension, RoundBody
from dudao.web.rounds.progress import progress_of
from dudao.web.rounds.states import StageKind
from dudao.web.submissions import actions
from dudao.web.submissions.models import LateRequest, Submission
from dudao.web.submissions.states import Section
from tests.web.append_only import ALL, let_go_of
from tests.web.cast import acting_as, raise_curtain
from tests.web.evidence.stage_setting import handed_in
from tests.web.submissions.stage_setting import (
    BEFORE,
    LONG,
    NOTICE_OVER,
    PATH,
    SHORT,
    again,
    confirmed,
    frozen,
    noticed,
    on_notice,
    opened,
    received,
)

ClientOf = Callable[[str], Client]
SECOND = timedelta(seconds=1)
WITH_LEDGER = {**SHORT, StageKind.EVIDENCE: LONG}


def path_of(submission: Submission) -> Path:
    """Where the sealed bundle lies."""
    return Path(submission.file.path)


def send(submission: Submission, at: datetime = NOTICE_OVER) -> Submission:
    """Send as the coordinator does."""
    return actions.send_submission(address=submission.address, by=acting_as("coordinator"), at=at)


def freeze(evaluated: RoundBody, reason: str = "", at: datetime = BEFORE) -> Submission:
    """Freeze as the coordinator does."""
    return actions.freeze_submission(evaluated_id=evaluated.pk, reason=reason, by=acting_as("coordinator"), at=at)


def entry(body: str = "990102") -> None:
    """An entry of the ledger."""
    columns = {"kind": "meeting", "subject": "=专题会议", "date": date(2026, 1, 5)}
    write_entry(body_code=body, columns=columns, by=acting_as("coordinator"), at=BEFORE)


@pytest.mark.usefixtures("cast")
class TestFreezing:
    """What must be there, what is sealed."""

    def test_it_names_what_is_missing_and_seals_nothing(self) -> None:
        evaluated = opened(WITH_LEDGER)
        with pytest.raises(Refused, match="台账还是空的"):
            freeze(evaluated)
        assert not Submission.objects.exists()

    def test_what_the_timetable_does_not_have_is_not_asked_for(self) -> None:
        assert freeze(opened(SHORT)).number == 1

    def test_material_that_the_scheme_asks_for_may_lack_with_a_reason_that_is_kept(self) -> None:
        evaluated = opened(WITH_LEDGER)
        entry()
        handed_in(evaluated)
        with pytest.raises(Refused, match="材料没有齐"):
            freeze(evaluated)
        made = frozen(evaluated)
        assert made.lacking == [f"{point}：{'；'.join(told)}" for point, told in missing_for(evaluated).items()]
        told = AuditEntry.objects.get(action="submission.frozen").details
        assert (told["lacking"], told["lacking_reason"]) == (made.lacking, "正在补盖公章")
        approvals = verify_bundle(path_of(made), expected=made.hash).looked.manifest.heading.approvals
        assert [each["reason"] for each in approvals if "仍缺材料" in each["what"]] == ["正在补盖公章"]

    def test_the_bundle_is_sound_and_known_by_its_hash(self) -> None:
        evaluated = opened(WITH_LEDGER)
        entry()
        handed_in(evaluated)
        made = frozen(evaluated)
        verified = verify_bundle(path_of(made), expected=made.hash)
        assert verified.faults == ()
        head = verified.looked.manifest.heading
        assert (head.body["name"], head.number, head.edition["name"]) == ("临江县", 1, "government-duty-city/2021")
        assert made.hash in str(made.file.name)
        with ZipFile(path_of(made)) as file:
            text = file.read("ledger/ledger.csv").decode()
        assert "会议" in text
        assert "'=专题会议" in text

    def test_later_changes_never_touch_what_was_sealed(self) -> None:
        evaluated = opened(WITH_LEDGER)
        entry()
        handed_in(evaluated)
        made = frozen(evaluated)
        before = path_of(made).read_bytes()
        entry()
        actions.withdraw_submission(address=made.address, reason="补台账", by=acting_as("coordinator"), at=BEFORE)
        second = frozen(evaluated, reason="补了一条台账")
        assert path_of(made).read_bytes() == before
        assert second.hash != made.hash
        follows = look_into(path_of(second)).manifest.heading.replaces
        assert follows == {"hash": made.hash, "number": "1", "reason": "补了一条台账"}
        assert verify_bundle(path_of(second), previous=made.hash).faults == ()

    def test_a_second_one_while_one_is_under_way_is_refused(self) -> None:
        evaluated = opened()
        freeze(evaluated)
        with pytest.raises(Refused, match="已有一份报送件"):
            freeze(evaluated)

    def test_a_new_version_says_what_was_changed(self) -> None:
        evaluated = opened()
        made = frozen(evaluated)
        actions.withdraw_submission(address=made.address, reason="改", by=acting_as("coordinator"), at=BEFORE)
        with pytest.raises(Refused, match="改了什么"):
            freeze(evaluated)

    def test_sealing_twice_comes_to_the_same(self) -> None:
        from dudao.web.jobs.models import Job
        from dudao.web.jobs.states import JobState

        made = frozen()
        Job.objects.filter(address=made.job).update(state=JobState.WAITING)  # as after a killed worker
        work_off()
        assert (again(made).hash, again(made).state) == (made.hash, made.state)

    def test_it_tells_the_apps_below(self) -> None:
        evaluated = opened()
        assert frozen_of(evaluated) is None
        assert not is_handed_up(evaluated)
        made = frozen(evaluated)
        told = frozen_of(evaluated)
        assert told is not None
        assert (told.number, told.hash, told.is_under_way) == (1, made.hash, True)

    def test_a_paused_round_takes_nothing(self) -> None:
        evaluated = opened()
        pause_round(address=evaluated.round.address, reason="雪", by=acting_as("supervisor"), at=BEFORE)
        with pytest.raises(Refused, match="已暂停"):
            freeze(evaluated)


@pytest.mark.usefixtures("cast")
class TestAgreeing:
    """Departments and leader."""

    def test_both_departments_agree_before_the_leader_signs(self) -> None:
        made = frozen()
        common = {"address": made.address, "seen": made.hash, "at": BEFORE}
        actions.agree_as_department(by=acting_as("reporter"), **common)  # type: ignore[arg-type]
        assert again(made).state == "frozen"
        with pytest.raises(Refused, match="已经确认过"):
            actions.agree_as_department(by=acting_as("reporter"), **common)  # type: ignore[arg-type]
        actions.agree_as_department(by=acting_as("colleague"), **common)  # type: ignore[arg-type]
        assert again(made).state == "confirmed"

    def test_a_signature_holds_for_the_hash_that_was_seen(self) -> None:
        made = confirmed()
        with pytest.raises(Refused, match="不是现在这一版"):
            actions.sign_submission(address=made.address, seen="0" * 64, by=acting_as("leader"), at=BEFORE)
        assert again(made).signed_at is None

    def test_a_return_names_its_reason_and_goes_to_the_coordinators_desk(self) -> None:
        made = frozen()
        with pytest.raises(Refused, match="原因"):
            actions.return_as_department(address=made.address, reason=" ", by=acting_as("reporter"), at=BEFORE)
        actions.return_as_department(address=made.address, reason="班额数有误", by=acting_as("reporter"), at=BEFORE)
        told = [each for each in todos_for(acting_as("coordinator"), BEFORE) if each.is_returned]
        assert ["班额数有误" in str(each.what) for each in told] == [True]


@pytest.fixture
def emptied(transactional_db: None) -> Iterator[None]:
    """The tables are emptied after the test, which the triggers would refuse; such tests run last."""
    yield
    let_go_of(*ALL)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time, and one connection in tests")
@pytest.mark.django_db(transaction=True)
def test_of_two_leaders_who_sign_at_once_one_signs(emptied: None) -> None:
    raise_curtain()
    made = confirmed()
    barrier, told = threading.Barrier(2), []

    def sign() -> None:
        barrier.wait()
        try:
            actions.sign_submission(address=made.address, seen=made.hash, by=leader, at=BEFORE)
            told.append("signed")
        except Refused:
            told.append("refused")
        finally:
            connections.close_all()

    leader = acting_as("leader")
    both = [threading.Thread(target=sign) for _number in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(told) == ["refused", "signed"]
    assert list(breaks()) == []


DEADLINE = date(2026, 5, 15)
CLOSES = datetime.combine(DEADLINE + timedelta(days=1), time.min, timezone.get_default_timezone())
STRICT = {StageKind.SUBMISSION: (date(2026, 5, 6), DEADLINE)}
OPENS = datetime.combine(date(2026, 5, 6), time.min, timezone.get_default_timezone())


@pytest.mark.usefixtures("cast")
class TestDeadline:
    """The server's second decides; late only with an approval."""

    @pytest.mark.parametrize(
        ("at", "is_open"), [(OPENS - SECOND, False), (OPENS, True), (CLOSES - SECOND, True), (CLOSES, False)]
    )
    def test_one_second_decides(self, at: datetime, is_open: bool) -> None:
        made = frozen(opened(STRICT, OPENS), OPENS)
        if is_open:
            assert send(made, at).is_late is False
        else:
            with pytest.raises(Refused, match="截止|起进行"):
                send(made, at)
            assert again(made).receipt_number is None

    def test_late_is_asked_for_and_granted_up_to_a_day(self) -> None:
        made = frozen(opened(STRICT, OPENS), OPENS)
        evaluated, coordinator, office = made.evaluated, acting_as("coordinator"), acting_as("supervisor")
        with pytest.raises(Refused, match="不需要申请"):
            actions.ask_late(evaluated_id=evaluated.pk, reason="雪", by=coordinator, at=CLOSES - SECOND)
        asked = actions.ask_late(evaluated_id=evaluated.pk, reason="雪", by=coordinator, at=CLOSES)
        assert [str(each.what) for each in todos_for(office, CLOSES)] == ["审批逾期报送：临江县"]
        with pytest.raises(Refused, match="等待审批"):
            actions.ask_late(evaluated_id=evaluated.pk, reason="雪", by=coordinator, at=CLOSES)
        until = DEADLINE + timedelta(days=2)
        actions.decide_late(request_id=asked.pk, until=until, reason="属实", by=office, at=CLOSES)
        end = CLOSES + timedelta(days=2)
        with pytest.raises(Refused, match="截止"):
            send(made, end)
        sent = send(made, end - SECOND)
        assert sent.is_late
        assert "late: 属实" in sent.endorsements

    def test_who_signs_late_asks_before_the_last_deadline(self) -> None:
        over = OPENS - timedelta(days=2)
        timetable = {**PATH, StageKind.SIGNING: (LONG[0], over.date())}
        evaluated = opened(timetable, OPENS)
        common = {"evaluated_id": evaluated.pk, "by": acting_as("coordinator"), "at": OPENS}
        with pytest.raises(Refused, match="“审签”已于"):
            actions.freeze_submission(**common)  # type: ignore[arg-type]
        asked = actions.ask_late(reason="领导出差", **common)  # type: ignore[arg-type]
        until = OPENS.date() + timedelta(days=3)
        actions.decide_late(request_id=asked.pk, until=until, reason="属实", by=acting_as("supervisor"), at=OPENS)
        assert actions.freeze_submission(**common).number == 1  # type: ignore[arg-type]

    def test_a_refused_request_opens_nothing(self) -> None:
        made = frozen(opened(STRICT, OPENS), OPENS)
        asked = actions.ask_late(evaluated_id=made.evaluated_id, reason="雪", by=acting_as("coordinator"), at=CLOSES)
        actions.decide_late(request_id=asked.pk, until=None, reason="理由不足", by=acting_as("supervisor"), at=CLOSES)
        with pytest.raises(Refused, match="截止"):
            send(made, CLOSES)
        assert LateRequest.objects.get().state == "refused"


@pytest.mark.usefixtures("cast")
class TestSending:
    """The receipt, and what comes back."""

    def test_what_is_sent_carries_what_was_said_and_keeps_its_hash(self) -> None:
        sent = received()
        verified = verify_bundle(Path(sent.sent_file.path), expected=sent.hash)
        assert verified.faults == ()
        assert verified.looked.endorsements_hash == sent.endorsements_hash
        said = verified.looked.endorsements
        assert said is not None
        steps = [each["step"] for each in said.entries]
        assert steps == ["department-agreed", "department-agreed", "signed", "notice", "notice-ended", "sent"]
        assert is_handed_up(sent.evaluated)

    def test_receipts_are_numbered_without_gap(self) -> None:
        first = received()
        year = timezone.localdate(NOTICE_OVER).year
        assert first.receipt_number == f"990000-{year}-0001"
        again_sent = send(noticed(opened()))
        assert again_sent.receipt_number == f"990000-{year}-0002"

    def test_sent_back_it_is_mended_and_sent_again_as_a_new_version(self) -> None:
        today = timezone.localdate(NOTICE_OVER)
        tight = dict.fromkeys(PATH, (LONG[0], today)) | {StageKind.DATA: (LONG[0], today - timedelta(days=5))}
        first = _without_data(received, tight)
        until = today + timedelta(days=10)
        remarks = [(Section.DATA, "班额数与上年不衔接"), (Section.OTHER, "")]
        actions.send_back_submission(
            address=first.address, remarks=remarks, until=until, by=acting_as("supervisor"), at=NOTICE_OVER
        )
        opened_again = {each.stage.kind: each.last_day for each in Extension.objects.all()}
        assert opened_again == dict.fromkeys(("data", "signing", "notice", "submission"), until)
        found = again(first)
        assert (found.state, found.remarks.count()) == ("sent_back", 1)
        coordinator = todos_for(acting_as("coordinator"), NOTICE_OVER)
        assert [each.is_returned for each in coordinator if "退回" in str(each.what)] == [True]

    def test_progress_follows_the_path(self) -> None:
        sent = received()
        found = sent.evaluated.round
        done = {
            kind: progress_of(found, kind)[sent.evaluated_id].is_done
            for kind in (StageKind.SIGNING, StageKind.NOTICE, StageKind.SUBMISSION)
        }
        assert set(done.values()) == {True}

    def test_a_hash_tells_the_public_what_was_received_and_nothing_else(self, client_of: ClientOf) -> None:
        page = client_of("visitor").get(f"/submissions/check/{frozen().hash}/").content.decode()
        assert "没有接收过" in page
        assert "临江县" not in page
        page = client_of("visitor").get(f"/submissions/check/{received(opened()).hash}/").content.decode()
        assert "临江县" in page


def _without_data(make: Callable[..., Submission], timetable: object) -> Submission:
    """Sent in a round whose stage of data asks for nothing here: the stage is put in after the sending."""
    from dudao.web.rounds.models import Stage

    evaluated = opened({kind: days for kind, days in timetable.items() if kind is not StageKind.DATA})  # type: ignore[attr-defined]
    sent = make(evaluated)
    first, last = timetable[StageKind.DATA]  # type: ignore[index]
    Stage.objects.create(round=evaluated.round, kind=StageKind.DATA, order=1, first_day=first, last_day=last)
    return sent


def test_a_tampered_file_is_told_on_the_page(client_of: ClientOf) -> None:
    sent = received()
    path = Path(sent.sent_file.path)
    whole = path.read_bytes()
    with ZipFile(path) as file:
        contents = {info: file.read(info) for info in file.infolist()}
    with ZipFile(path, "w", ZIP_STORED) as file:
        for info, content in contents.items():
            file.writestr(
                info, content if info.filename != "endorsements.json" else content.replace(b"signed", b"Signed")
            )
    page = client_of("supervisor").get(f"/submissions/v/{sent.address}/verify/").content.decode()
    path.write_bytes(whole[:-60])
    broken = client_of("supervisor").get(f"/submissions/v/{sent.address}/verify/").content.decode()
    path.write_bytes(whole)
    sound = client_of("supervisor").get(f"/submissions/v/{sent.address}/verify/").content.decode()
    assert "不完好" in broken
    assert "一字不差" in sound
    assert "一字不差" not in page


def test_the_list_takes_as_many_queries_for_many_bodies_as_for_one(
    client_of: ClientOf, django_assert_max_num_queries: Callable[..., object]
) -> None:
    frozen()
    on_notice(evaluated=opened())
    client = client_of("supervisor")
    client.get("/submissions/")
    with django_assert_max_num_queries(24):  # type: ignore[attr-defined]
        assert client.get("/submissions/").status_code == 200
