"""All that a table's page and its actions look at together: the sheet, its rows, whose it is, who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dudao.web.acting import Acting
from dudao.web.datasets import policy
from dudao.web.datasets.before import stages_before
from dudao.web.datasets.models import Sheet, SheetRow
from dudao.web.datasets.policy import Standing
from dudao.web.datasets.tables import AskedTable, Departments, departments_of_tables, rows_given, tree_of
from dudao.web.policies import Answer
from dudao.web.rounds.models import RoundBody


@dataclass(frozen=True, slots=True)
class Desk:
    """A table of a body as it stands. A sheet that nobody has begun has no key yet, its rows are those that the tree gives."""

    evaluated: RoundBody
    table: AskedTable
    sheet: Sheet
    rows: list[SheetRow]
    departments: Departments

    @property
    def there(self) -> list[SheetRow]:
        """The rows that were not removed."""
        return [row for row in self.rows if not row.is_removed]

    def standing(self, acting: Acting) -> Standing:
        """Where somebody stands."""
        return policy.standing_of(acting, self.evaluated)

    def fill(self, acting: Acting, at: datetime, standing: Standing) -> Answer:
        """Whether somebody may change cells."""
        more = {"at": at, "standing": standing, "departments": self.departments}
        return policy.may_fill(acting, self.evaluated, self.table, self.sheet, **more)  # type: ignore[arg-type]

    def submit(self, acting: Acting, at: datetime, standing: Standing) -> Answer:
        """Whether somebody may submit."""
        more = {"at": at, "standing": standing, "departments": self.departments}
        return policy.may_submit(acting, self.evaluated, self.table, self.sheet, **more)  # type: ignore[arg-type]

    def withdraw(self, acting: Acting, at: datetime, standing: Standing) -> Answer:
        """Whether somebody may take back what was submitted."""
        return policy.may_withdraw(
            acting, self.evaluated, self.sheet, at=at, standing=standing, departments=self.departments
        )


def desk_of(evaluated: RoundBody, table: AskedTable) -> Desk:
    """The desk of a table for looking at."""
    sheet = Sheet.objects.filter(evaluated=evaluated, table=table.id, period=evaluated.round.period).first()
    return _desk(evaluated, table, sheet)


def _desk(evaluated: RoundBody, table: AskedTable, sheet: Sheet | None) -> Desk:
    departments = departments_of_tables(evaluated, [table])[table.id]
    if sheet is not None:
        return Desk(evaluated, table, sheet, list(sheet.rows.all()), departments)
    rows = rows_given(table, tree_of(evaluated), stages_before(evaluated, table))
    sheet = Sheet(evaluated=evaluated, table=table.id, period=evaluated.round.period)
    return Desk(evaluated, table, sheet, rows, departments)


def locked_desk(evaluated_id: int, table: AskedTable) -> Desk:
    """The desk of a table for changing it: locked, and begun where nobody has yet. Only within a transaction."""
    found = Sheet.objects.select_for_update().filter(evaluated_id=evaluated_id, table=table.id)
    bodies = RoundBody.objects.select_related("round__edition", "round__office")
    evaluated = bodies.get(pk=evaluated_id)
    sheet = found.filter(period=evaluated.round.period).first()
    if sheet is not None:
        return _desk(evaluated, table, sheet)
    bodies.select_for_update(of=("self",)).get(pk=evaluated_id)  # two who begin at once wait for each other
    sheet = found.filter(period=evaluated.round.period).first()
    desk = _desk(evaluated, table, sheet)
    if sheet is None:
        _begin(desk)
    return desk


def _begin(desk: Desk) -> None:
    """Keep a sheet with the rows that the tree gives it: the round keeps its tree."""
    desk.sheet.wanted = count_cells(desk)[1]
    desk.sheet.save(force_insert=True)
    for row in desk.rows:
        row.sheet = desk.sheet
    SheetRow.objects.bulk_create(desk.rows, batch_size=500)


def count_cells(desk: Desk) -> tuple[int, int]:
    """How many cells that must be filled hold a value or a reason, and how many there are."""
    filled = wanted = 0
    for row in desk.there:
        for name in desk.table.wanted_cells(row):
            wanted += 1
            kept = row.cells.get(name)
            filled += bool(kept) and (bool(kept.get("v")) or bool(kept.get("r") or kept.get("m") or kept.get("s")))
    return filled, wanted
