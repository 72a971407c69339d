"""Tables of a body in a round for programs: read, written cell by cell and submitted, as in the web table."""

from __future__ import annotations

from typing import Any

from ninja import Router, Schema, Status
from pydantic import ConfigDict, Field

from dudao.facts.contract import FieldSchema
from dudao.web.api.rounds import evaluated_at
from dudao.web.datasets import actions, deciding
from dudao.web.datasets.cells import Cell
from dudao.web.datasets.checking import Remark
from dudao.web.datasets.desks import Desk, desk_of
from dudao.web.datasets.models import SheetRow
from dudao.web.datasets.queries import lines_of, remarks_of
from dudao.web.datasets.tables import AskedTable
from dudao.web.datasets.views.found import table_of
from dudao.web.pages.requests import PersonRequest
from dudao.web.rounds.models import RoundBody

router = Router(tags=["data"])
TABLE = "/{round_address}/bodies/{code}/tables"


class TableLineOut(Schema):
    """A table as a list shows it."""

    table: str
    title: str
    state: str
    filled: int = Field(description="cells that hold a value or a reason")
    wanted: int = Field(description="cells that must")


class ColumnOut(Schema):
    """A column of a table."""

    column: str
    label: str
    unit: str
    kind: str
    is_filled: bool = Field(description="whether people fill it")


class CellOut(Schema):
    """A cell: digits as text; where it is blank, the state and the reason why."""

    value: str = ""
    state: str = Field(default="", description="value, zero, not_collected, not_applicable, withheld")
    reason: str = ""
    note: str = ""


class RowOut(Schema):
    """A row with its cells by column."""

    row: str = Field(description="key of the row")
    body_code: str
    body_name: str
    stage: str
    cells: dict[str, CellOut]


class RemarkOut(Schema):
    """What the checks say of the table: logic must be mended, experience mended or explained."""

    remark: str
    rule: str
    kind: str
    words: str
    found: str = Field(description="what it says of the numbers now; send it with an explanation")
    is_settled: bool
    cells: list[tuple[str, str]] = Field(description="row and column")


class TableOut(Schema):
    """A table as it stands."""

    table: str
    period: str
    seq: int = Field(description="number of the table; send it with changes, so that nobody's work is overwritten")
    state: str
    columns: list[ColumnOut]
    rows: list[RowOut]
    remarks: list[RemarkOut]
    obstacles: list[str] = Field(description="what keeps it from being submitted")


class ChangeIn(Schema):
    """A cell as it shall be."""

    model_config = ConfigDict(extra="forbid")
    row: str
    column: str
    value: str = ""
    state: str = Field(default="", description="empty where the value tells")
    reason: str = ""
    note: str = ""


class ChangesIn(Schema):
    """Cells to keep."""

    model_config = ConfigDict(extra="forbid")
    seq: int = Field(ge=0, le=2**31 - 1, description="number of the table as last read")
    changes: list[ChangeIn]


class NotKept(Schema):
    """A cell that was not kept, and why."""

    row: str
    column: str
    words: str = ""
    mine: CellOut | None = None
    theirs: CellOut | None = None


class SavedOut(Schema):
    """What became of a save: each cell by itself."""

    seq: int
    saved: int
    refused: list[NotKept]
    conflicts: list[NotKept] = Field(description="cells that somebody else wrote meanwhile; theirs stand")


class RowIn(Schema):
    """A row to add."""

    model_config = ConfigDict(extra="forbid")
    body_code: str
    stage: str = ""


class ExplanationIn(Schema):
    """Why a remark of experience is right as it is."""

    model_config = ConfigDict(extra="forbid")
    remark: str
    found: str
    text: str


class VersionOut(Schema):
    """A submitted version."""

    number: int
    sha256: str
    state: str


def _asked(request: PersonRequest, round_address: str, code: str, table: str) -> tuple[RoundBody, AskedTable]:
    evaluated = evaluated_at(request, round_address, code)
    return evaluated, table_of(evaluated, table)


def _cell(cell: Cell) -> CellOut:
    return CellOut(value=cell.value, state=cell.state, reason=cell.reason, note=cell.note)


def _row(desk: Desk, row: SheetRow) -> RowOut:
    cells = {name: _cell(Cell.of(kept)) for name, kept in row.cells.items()}
    return RowOut(row=row.key, body_code=row.body_code, body_name=row.body_name, stage=row.stage, cells=cells)


def _column(each: FieldSchema, fillable: frozenset[str]) -> ColumnOut:
    return ColumnOut(
        column=each.id, label=each.label_zh, unit=each.unit or "", kind=each.type, is_filled=each.id in fillable
    )


def _remark(each: Remark) -> RemarkOut:
    told = {"rule": each.rule, "kind": each.kind, "words": each.words, "found": each.found}
    return RemarkOut(remark=each.id, is_settled=each.is_settled, cells=list(each.cells), **told)


def _table(desk: Desk) -> TableOut:
    remarks = remarks_of(desk)
    fillable = frozenset(each.id for each in desk.table.fillable)
    return TableOut(
        table=desk.table.id,
        period=desk.sheet.period,
        seq=desk.sheet.seq,
        state=desk.sheet.state,
        columns=[_column(each, fillable) for each in desk.table.columns],
        rows=[_row(desk, row) for row in desk.there],
        remarks=[_remark(each) for each in remarks],
        obstacles=[str(each) for each in deciding.obstacles_of(desk, remarks)],
    )


@router.get(TABLE, response=list[TableLineOut], url_name="tables", summary="数据表列表 / tables of a body")
def list_tables(request: PersonRequest, round_address: str, code: str) -> list[TableLineOut]:
    """The tables that the round asks of the body."""
    return [
        TableLineOut(
            table=line.table.id,
            title=line.table.title,
            state=line.sheet.state,
            filled=line.sheet.filled,
            wanted=line.sheet.wanted,
        )
        for line in lines_of(evaluated_at(request, round_address, code))
    ]


@router.get(TABLE + "/{table}", response=TableOut, url_name="table", summary="读取数据表 / one table")
def read_table(request: PersonRequest, round_address: str, code: str, table: str) -> TableOut:
    """A table with rows, cells, remarks and what keeps it from being submitted."""
    return _table(desk_of(*_asked(request, round_address, code, table)))


@router.patch(TABLE + "/{table}/cells", response=SavedOut, url_name="table-cells", summary="填报单元格 / keep cells")
def save_cells(request: PersonRequest, round_address: str, code: str, table: str, sent: ChangesIn) -> SavedOut:
    """Keep cells, each by itself; what is refused, and what somebody else wrote meanwhile, stands in the answer."""
    evaluated, asked = _asked(request, round_address, code, table)
    changes = [actions.Change(**each.model_dump()) for each in sent.changes]
    more: dict[str, Any] = {"by": request.acting, "at": request.moment}
    found = actions.save_cells(evaluated_id=evaluated.pk, table=asked, seq=sent.seq, changes=changes, **more)
    refused = [NotKept(row=each.row, column=each.column, words=str(each.words)) for each in found.refused]
    conflicts = [
        NotKept(row=each.row, column=each.column, mine=_cell(each.mine), theirs=_cell(each.theirs))
        for each in found.conflicts
    ]
    return SavedOut(seq=found.desk.sheet.seq, saved=len(found.saved), refused=refused, conflicts=conflicts)


@router.post(TABLE + "/{table}/rows", response=RowOut, url_name="table-rows", summary="增加一行 / add a row")
def add_row(request: PersonRequest, round_address: str, code: str, table: str, sent: RowIn) -> RowOut:
    """Add a row of a body, and of a stage where the table asks for stages."""
    evaluated, asked = _asked(request, round_address, code, table)
    more: dict[str, Any] = {"by": request.acting, "at": request.moment}
    desk, row = actions.add_row(evaluated_id=evaluated.pk, table=asked, **sent.model_dump(), **more)
    return _row(desk, row)


@router.delete(
    TABLE + "/{table}/rows", response={204: None}, url_name="table-rows", summary="删除一行 / take a row out"
)
def remove_row(request: PersonRequest, round_address: str, code: str, table: str, row: str) -> Status[None]:
    """Take a row out; the history keeps its cells."""
    evaluated, asked = _asked(request, round_address, code, table)
    actions.remove_row(evaluated_id=evaluated.pk, table=asked, key=row, by=request.acting, at=request.moment)
    return Status(204, None)


@router.post(
    TABLE + "/{table}/explanations", response={204: None}, url_name="table-explain", summary="经验校验说明 / explain"
)
def explain(request: PersonRequest, round_address: str, code: str, table: str, sent: ExplanationIn) -> Status[None]:
    """Say why a remark of experience is right as it is; it travels with the data."""
    evaluated, asked = _asked(request, round_address, code, table)
    more: dict[str, Any] = {"by": request.acting, "at": request.moment}
    actions.explain_remark(evaluated_id=evaluated.pk, table=asked, **sent.model_dump(), **more)
    return Status(204, None)


@router.post(TABLE + "/{table}/submit", response=VersionOut, url_name="table-submit", summary="提交数据表 / submit")
def submit(request: PersonRequest, round_address: str, code: str, table: str) -> VersionOut:
    """Submit the table; it then waits for the coordinator."""
    evaluated, asked = _asked(request, round_address, code, table)
    made = deciding.submit_table(evaluated_id=evaluated.pk, table=asked, by=request.acting, at=request.moment)
    return VersionOut(number=made.number, sha256=made.sha256, state=made.state)
