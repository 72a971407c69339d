"""What data put on the workbench and the board: tables to fill, to mend and to decide on; how many are accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from dudao.web.acting import Acting, Role
from dudao.web.datasets.models import Sheet
from dudao.web.datasets.queries import TableLine, lines_of
from dudao.web.datasets.states import SheetState
from dudao.web.datasets.tables import tables_asked
from dudao.web.pages.todo import Todo
from dudao.web.rounds.models import Round, RoundBody
from dudao.web.rounds.progress import Progress
from dudao.web.rounds.queries import own_bodies
from dudao.web.rounds.states import RoundState, StageKind
from dudao.web.rounds.windows import deadline_of


def place_of_data(evaluated: RoundBody) -> str:
    """Where a body fills in its data."""
    return reverse("datasets:sheet-list", args=[evaluated.round.address, evaluated.body_id])


def tables_accepted(found: Round) -> Mapping[int, Progress]:
    """Accepted tables of all that the round asks for, by body; two queries."""
    rows = Sheet.objects.filter(evaluated__round=found, period=found.period, state=SheetState.ACCEPTED)
    accepted = Counter(rows.values_list("evaluated_id", flat=True))
    bodies = found.bodies.select_related("round__edition")
    return {each.pk: Progress(accepted[each.pk], len(tables_asked(each))) for each in bodies}


def waiting(acting: Acting, moment: datetime) -> Iterator[Todo]:
    """What waits for somebody who fills in or decides on the data of a body: one line a body and kind of work."""
    if acting.role not in (Role.COORDINATOR, Role.REPORTER):
        return
    bodies = own_bodies(acting).filter(round__state=RoundState.OPEN).select_related("round__edition")
    for each in bodies:
        if not acting.area.startswith(each.path):
            continue
        deadline = deadline_of(each, StageKind.DATA)
        lines = [line for line in lines_of(each) if _is_mine(line, acting, each)]
        due = deadline.moment if deadline else None
        yield from _todos(each, lines, acting, due)


def _is_mine(line: TableLine, acting: Acting, evaluated: RoundBody) -> bool:
    if acting.body_code == evaluated.body_id:
        return True
    return line.is_reported_by(acting.body_code)


def _todos(evaluated: RoundBody, lines: list[TableLine], acting: Acting, due: datetime | None) -> Iterator[Todo]:
    words = {"body": evaluated.name, "title": evaluated.round.title}
    place = place_of_data(evaluated)
    by_state = Counter(line.sheet.state for line in lines)
    is_coordinator = acting.body_code == evaluated.body_id
    if returned := by_state[SheetState.RETURNED]:
        yield Todo(_("被退回的数据表：%(title)s（%(body)s）") % words, place, due, returned, is_returned=True)
    if is_coordinator and (submitted := by_state[SheetState.SUBMITTED]):
        yield Todo(_("待审核的数据表：%(title)s（%(body)s）") % words, place, due, submitted)
    if drafts := by_state[SheetState.DRAFT]:
        yield Todo(_("待填报的数据表：%(title)s（%(body)s）") % words, place, due, drafts)
