"""What the workbench shows of rounds under way: the stages of one's own body, or how many bodies of the area have done each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dudao.web.acting import Acting
from dudao.web.pages.standing import Part, Standing
from dudao.web.rounds.models import Round, RoundBody, Stage
from dudao.web.rounds.queries import BoardRow, Cell, board, own_bodies, rounds_for
from dudao.web.rounds.states import RoundState, StageKind
from dudao.web.rounds.steps import place_of
from dudao.web.rounds.waiting import hub_of


def standings(acting: Acting, moment: datetime) -> Iterator[Standing]:
    """Each round under way."""
    for found in rounds_for(acting).filter(state=RoundState.OPEN):
        evaluated = list(own_bodies(acting).filter(round=found).select_related("round"))
        rows = board(found, evaluated, moment)
        if len(rows) == 1:
            yield _of_one(acting, rows[0])
        elif rows:
            yield _of_many(found, rows, moment)


def _of_one(acting: Acting, row: BoardRow) -> Standing:
    evaluated = row.evaluated
    parts = [_part(acting, evaluated, cell) for cell in row.cells if cell.side != "before"]
    title = _("%(round)s：%(name)s") % {"round": evaluated.round.title, "name": evaluated.name}
    return Standing(title, hub_of(evaluated), parts)


def _part(acting: Acting, evaluated: RoundBody, cell: Cell) -> Part:
    kind = StageKind(cell.stage.kind)
    done, total = (cell.progress.done, cell.progress.total) if cell.progress else (0, 0)
    place = place_of(kind, evaluated, acting) or hub_of(evaluated)
    return Part(kind.label, place, done, total, cell.deadline.moment, cell.label, cell.tone)


def _of_many(found: Round, rows: list[BoardRow], moment: datetime) -> Standing:
    address = reverse("rounds:round-detail", args=[found.address])
    begun = [each for each in found.stages.all() if each.first_day <= timezone.localdate(moment)]
    return Standing(found.title, address, [_summed(each, rows, address) for each in begun])


def _summed(stage: Stage, rows: list[BoardRow], address: str) -> Part:
    cells = [cell for row in rows for cell in row.cells if cell.stage.pk == stage.pk]
    done = sum(cell.tone == "good" for cell in cells)
    late = sum(cell.tone == "late" for cell in cells)
    state = _("%(count)s 个单位逾期") % {"count": late} if late else _("已完成") if done == len(cells) else _("进行中")
    tone = "late" if late else "good" if done == len(cells) else "open"
    due = max(cell.deadline.moment for cell in cells)
    return Part(StageKind(stage.kind).label, address, done, len(cells), due, state, tone, _("个单位"))
