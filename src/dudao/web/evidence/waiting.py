"""What evidence puts on the workbench (entries to confirm, to mend, to judge), and what a body still lacks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from dudao.web.acting import Acting, Role
from dudao.web.evidence.models import EvidenceEntry
from dudao.web.evidence.standing import met_of
from dudao.web.evidence.states import EntryState
from dudao.web.pages.todo import Todo
from dudao.web.rounds.missing import Missing
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.queries import own_bodies
from dudao.web.rounds.states import RoundState, StageKind
from dudao.web.rounds.windows import deadline_of


def waiting(acting: Acting, moment: datetime) -> Iterator[Todo]:
    """What waits for somebody, by body and state."""
    for state, words in _asked(acting).items():
        rows = (
            _of(acting).filter(state=state).order_by().values_list("evaluated_id").annotate(Count("pk", distinct=True))
        )
        counted = dict(rows)
        for body in RoundBody.objects.filter(pk__in=counted).select_related("round"):
            deadline = deadline_of(body, StageKind.EVIDENCE)
            address = reverse("evidence:entry-list", args=[body.round.address, body.body_id])
            yield Todo(
                words % {"title": body.round.title},
                f"{address}?state={state}",
                due=deadline.moment if deadline else None,
                count=counted[body.pk],
                is_returned=state == EntryState.RETURNED,
            )


def _asked(acting: Acting) -> dict[str, str]:
    if acting.role is Role.COORDINATOR:
        return {
            EntryState.SUBMITTED.value: _("审核佐证材料：%(title)s"),
            EntryState.DRAFT.value: _("确认佐证材料：%(title)s"),
        }
    if acting.role is Role.REPORTER:
        return {
            EntryState.DRAFT.value: _("确认佐证材料：%(title)s"),
            EntryState.RETURNED.value: _("修改退回的佐证材料：%(title)s"),
        }
    return {}


def _of(acting: Acting) -> QuerySet[EvidenceEntry]:
    """Entries of open rounds that are somebody's: of the own government, or of the own department."""
    mine = own_bodies(acting).filter(round__state=RoundState.OPEN)
    rows = EvidenceEntry.objects.filter(evaluated__in=mine, removed_at=None)
    if acting.role is Role.COORDINATOR:
        return rows.filter(evaluated__body_id=acting.body_code)
    return rows.filter(Q(department_id=acting.body_code))


def still_missing(evaluated: RoundBody) -> list[Missing]:
    """Material that the scheme asks for and nobody has handed in; entries that were not accepted."""
    place = [evaluated.round.address, evaluated.body_id]
    found = []
    met, required = met_of(evaluated)
    if met < required:
        words = _("方案要求的材料还缺 %(count)s 项") % {"count": required - met}
        found.append(Missing(words, reverse("evidence:point-list", args=place)))
    rows = evaluated.evidence.filter(removed_at=None).exclude(state=EntryState.ACCEPTED)
    if count := rows.count():
        words = _("%(count)s 份佐证材料还没有通过审核") % {"count": count}
        found.append(Missing(words, reverse("evidence:entry-list", args=place)))
    return found
