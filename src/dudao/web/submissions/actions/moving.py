"""What all moves of a submission share: the row locked, the state of the table, the entry in the audit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.policies import Refused, Words
from dudao.web.rounds.models import RoundBody
from dudao.web.submissions.models import Submission
from dudao.web.submissions.states import MOVES

JOINED = ("evaluated__round__office", "evaluated__round__edition", "evaluated__body")


def locked(address: str) -> Submission:
    """A submission that nobody else changes until the transaction ends; who comes second sees what the first did."""
    Submission.objects.select_for_update().get(address=address)  # PostgreSQL locks no row of an outer join
    return Submission.objects.select_related(*JOINED).get(address=address)


def move(submission: Submission, name: str) -> None:
    """Make a move of the table; the policy has answered before, so another state is a slip of the program."""
    sources, target, _role = MOVES[name]
    if submission.state not in sources:
        raise ValueError(f"{name} from {submission.state}")
    submission.state = target


def note(
    action: str, submission: Submission, *, by: Acting, at: datetime, details: Mapping[str, Any] | None = None
) -> None:
    """The entry of a move in the audit, under the body's path."""
    told = {"body": submission.evaluated.body_id, "number": submission.number, **(details or {})}
    record(action, on=target_of(submission), by=by, at=at, path=submission.evaluated.path, details=told)


def target_of(submission: Submission) -> str:
    """What the audit calls a submission."""
    return f"submission {submission.address}"


def target_of_body(evaluated: RoundBody) -> str:
    """What the audit calls what concerns all submissions of a body."""
    return f"round {evaluated.round.address} {evaluated.body_id}"


def reason_of(text: str, words: Words) -> str:
    """A reason that must be given."""
    if not text.strip():
        raise Refused(words)
    return text.strip()
