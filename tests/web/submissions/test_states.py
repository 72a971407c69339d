"""The table of states: every move from every state, made by whom the table names and refused to all others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from dudao.web.acting import Role
from dudao.web.policies import Refused
from dudao.web.submissions import actions
from dudao.web.submissions.models import PublicNotice, Submission
from dudao.web.submissions.states import BEFORE_SENDING, MOVES, OVER, TONES, Section, SubmissionState, follows, path_of
from tests.web.cast import CAST, acting_as
from tests.web.submissions.stage_setting import PATH, SHORT, frozen, opened

pytestmark = pytest.mark.usefixtures("cast")
LATER = timezone.now() + timedelta(days=30)
WHO = {
    "sign": {"leader"},
    "leader-return": {"leader"},
    "agree": {"reporter", "colleague"},
    "department-return": {"reporter", "colleague"},
    "publish": {"coordinator"},
    "end-notice": {"coordinator"},
    "send": {"coordinator"},
    "withdraw": {"coordinator"},
    "send-back": {"supervisor", "operator"},
}
DEADLINE = LATER.date() + timedelta(days=9)


def do(move: str, submission: Submission, by: str) -> Submission:
    """Make a move as its page does."""
    common: dict[str, Any] = {"address": submission.address, "by": acting_as(by), "at": LATER}
    made: dict[str, Callable[[], object]] = {
        "agree": lambda: actions.agree_as_department(seen=submission.hash, **common),
        "sign": lambda: actions.sign_submission(seen=submission.hash, **common),
        "publish": lambda: actions.publish_notice(**common),
        "end-notice": lambda: actions.end_notice(**common),
        "send": lambda: actions.send_submission(**common),
        "department-return": lambda: actions.return_as_department(reason="数据要改", **common),
        "leader-return": lambda: actions.return_as_leader(reason="数据要改", **common),
        "withdraw": lambda: actions.withdraw_submission(reason="数据要改", **common),
        "send-back": lambda: actions.send_back_submission(
            remarks=[(Section.DATA, "班额数有误")], until=DEADLINE, **common
        ),
    }
    made[move]()
    return Submission.objects.get(pk=submission.pk)


def put_in(state: str) -> Submission:
    """A submission in a state, with what the state brings along; one department has not said anything."""
    made = frozen()
    made.confirmations.filter(department_id="990102-fin").delete()
    today = timezone.localdate()
    if state in ("on_notice", "noticed", "received", "sent_back"):
        PublicNotice.objects.create(
            submission=made, began_at=timezone.now(), began_by="县联络员甲", first_day=today, last_day=today
        )
    Submission.objects.filter(pk=made.pk).update(state=state)
    return Submission.objects.get(pk=made.pk)


@pytest.mark.parametrize("state", SubmissionState.values)
def test_a_move_is_made_from_the_states_of_the_table_and_refused_from_all_others(state: str) -> None:
    submission = put_in(state)
    kinds = {kind.value for kind in PATH}
    for move in WHO:
        by = "reporter" if "reporter" in WHO[move] else next(iter(WHO[move]))
        sources, target, _role = MOVES[move]
        is_open = state in sources and (move not in ("publish", "send") or follows(kinds, state, target))
        saved = Submission.objects.filter(pk=submission.pk).values().get()
        notices = list(PublicNotice.objects.values_list("pk", flat=True))
        if not is_open:
            with pytest.raises(Refused):
                do(move, submission, by)
            assert Submission.objects.filter(pk=submission.pk).values().get() == saved, move
        else:
            assert do(move, submission, by).state == target, move
            Submission.objects.filter(pk=submission.pk).update(**saved)
            PublicNotice.objects.exclude(pk__in=notices).delete()
            submission.confirmations.update(decision="")


@pytest.mark.parametrize("move", sorted(WHO))
def test_a_move_is_made_by_those_whom_the_table_names(move: str) -> None:
    state = next(
        each for each in MOVES[move][0] if each not in ("sealing", "frozen") or move in ("agree", "department-return")
    )
    state = {"send": "noticed", "publish": "signed"}.get(move, state)
    submission = put_in(state)
    role = MOVES[move][2]
    for login in (*CAST, "visitor", "member"):
        if login in WHO[move] - {"colleague"}:
            continue
        with pytest.raises(Refused):
            do(move, submission, login)
    assert {acting_as(login).role for login in WHO[move]} <= {role, Role.OPERATOR}


def test_every_state_is_reached_and_all_but_the_last_are_left() -> None:
    reached = {target for _sources, target, _role in MOVES.values()} | {SubmissionState.SEALING.value}
    left = {source for sources, _target, _role in MOVES.values() for source in sources}
    assert reached == set(SubmissionState.values)
    assert left == set(SubmissionState.values) - set(OVER)
    assert set(TONES) == set(SubmissionState.values)
    assert set(BEFORE_SENDING) == set(SubmissionState.values) - set(OVER) - {"received"}


@pytest.mark.parametrize("has_signing", [True, False])
@pytest.mark.parametrize("has_notice", [True, False])
def test_the_path_has_only_the_stages_of_the_round(has_signing: bool, has_notice: bool) -> None:
    kinds = {"submission", *(["signing"] if has_signing else []), *(["notice"] if has_notice else [])}
    path = [each.value for each in path_of(kinds)]
    assert ("signed" in path, "on_notice" in path) == (has_signing, has_notice)
    assert (path[0], path[-1]) == ("frozen", "received")
    assert sum(follows(kinds, each, "received") for each in SubmissionState.values) == 1


def test_a_round_with_sending_alone_sends_what_was_frozen() -> None:
    made = frozen(opened(SHORT))
    assert made.state == "frozen"
    assert not made.confirmations.exists()
    assert do("send", made, "coordinator").receipt_number
