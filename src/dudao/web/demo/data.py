"""Data tables: filled from the example through the same door as people's, handed in, accepted, returned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dudao.web.acting import Acting
from dudao.web.datasets.actions import Change, add_row, explain_remark, save_cells
from dudao.web.datasets.checking import Remark
from dudao.web.datasets.deciding import CellReason, accept_table, return_table, submit_table
from dudao.web.datasets.desks import Desk, desk_of
from dudao.web.datasets.models import SheetRow
from dudao.web.datasets.queries import remarks_of
from dudao.web.datasets.tables import AskedTable, places_of, tables_asked, tree_of
from dudao.web.demo.cast import CITIES
from dudao.web.demo.example import Row
from dudao.web.demo.self_assessments import LOGINS
from dudao.web.demo.stage import LAST, Stage
from dudao.web.policies import Refused
from dudao.web.rounds.models import RoundBody

WORDS = "经与原始报表核对，数据属实。"
"""What explains a remark of experience."""
Key = tuple[str, str, str]
"""A row of a table: body, stage, what else tells it apart."""


def fill_last_year(stage: Stage) -> None:
    """All tables of all cities for the year before, accepted: this year's tables show their values beside the cells."""
    for login, (code, _name) in CITIES.items():
        evaluated = stage.evaluated(code, LAST)
        for table in tables_asked(evaluated):
            fill(stage, login, evaluated, table, day=-384)
            hand_in(stage, login, evaluated, table, day=-375)
            accept(stage, login, evaluated, table, day=-372)


def fill_this_year(stage: Stage) -> None:
    """The first city has its tables accepted; of the second one waits, one is half filled; one came back to be mended."""
    evaluated = stage.evaluated(CITIES["yunzhou"][0])
    for table in tables_asked(evaluated):
        fill(stage, "yunzhou", evaluated, table, day=-19)
        hand_in(stage, "yunzhou", evaluated, table, day=-15)
        accept(stage, "yunzhou", evaluated, table, day=-13)
    evaluated = stage.evaluated(CITIES["lanjiang"][0])
    first, *others = tables_asked(evaluated)
    fill(stage, "lanjiang", evaluated, first, day=-8, share=0.6)
    for table in others:
        fill(stage, "lanjiang", evaluated, table, day=-9)
        hand_in(stage, "lanjiang", evaluated, table, day=-6)
    _send_back(stage, "lanjiang", evaluated, others[-1])


def fill(stage: Stage, login: str, evaluated: RoundBody, table: AskedTable, *, day: int, share: float = 1.0) -> None:
    """Type the example's values into a table, from the left as far as `share` goes."""
    by, at = writer(stage, login, evaluated, table), stage.days.at(day, 14)
    period, below = evaluated.round.period, {row.body_code for row in desk_of(evaluated, table).there}
    rows = [each for each in stage.example.rows(table.id) if each["period"] == period]
    if table.has_free_rows:
        codes = {each.code for each in places_of(table, tree_of(evaluated))}
        wanted = [each for each in rows if each["body_code"] in codes]
        keyed = {_add(evaluated, table, each, by, at).key: each for each in wanted}
    else:
        given = {_key(row): row for row in desk_of(evaluated, table).there}
        keyed = {
            given[key].key: each for each in rows if each["body_code"] in below and (key := _key_of(each)) in given
        }
    columns = table.fillable[: round(len(table.fillable) * share)]
    changes = [
        Change(row=key, column=column.id, value=each[column.id])
        for key, each in keyed.items()
        for column in columns
        if each.get(column.id)
    ]
    _save(evaluated, table, changes, by, at)


def _add(evaluated: RoundBody, table: AskedTable, row: Row, by: Acting, at: datetime) -> SheetRow:
    return add_row(evaluated_id=evaluated.pk, table=table, body_code=row["body_code"], by=by, at=at)[1]


def _key(row: SheetRow) -> Key:
    return (row.body_code, row.stage, row.item)


def _key_of(row: Row) -> Key:
    return (row["body_code"], row.get("stage", ""), row.get("item", ""))


def hand_in(stage: Stage, login: str, evaluated: RoundBody, table: AskedTable, *, day: int) -> None:
    """Explain what the checks only ask about, say why blank cells are blank, and hand the table in."""
    by = writer(stage, login, evaluated, table)
    _explain_blanks(stage, evaluated, table, by, day)
    for remark in _unexplained(desk_of(evaluated, table)):
        explain_remark(
            evaluated_id=evaluated.pk, table=table, remark=remark.id, found=remark.found, text=WORDS, by=by,
            at=stage.days.at(day, 10),
        )  # fmt: skip
    submit_table(evaluated_id=evaluated.pk, table=table, by=by, at=stage.days.at(day, 11))


def _explain_blanks(stage: Stage, evaluated: RoundBody, table: AskedTable, by: Acting, day: int) -> None:
    desk = desk_of(evaluated, table)
    blank = [
        Change(row=row.key, column=name, state="not_collected", reason="not_counted")
        for row in desk.there
        for name in table.wanted_cells(row)
        if not row.cells.get(name)
    ]
    if blank:
        _save(evaluated, table, blank, by, stage.days.at(day, 9))


def _unexplained(desk: Desk) -> Sequence[Remark]:
    return [each for each in remarks_of(desk) if each.explanation is None and not each.is_settled]


def accept(stage: Stage, login: str, evaluated: RoundBody, table: AskedTable, *, day: int) -> None:
    """The coordinator accepts a table."""
    at = stage.days.at(day, 16)
    accept_table(evaluated_id=evaluated.pk, table=table, by=stage.acting(login), at=at)


def _send_back(stage: Stage, login: str, evaluated: RoundBody, table: AskedTable) -> None:
    row = desk_of(evaluated, table).there[0]
    reasons = [CellReason("依据写得太简单，请写明查阅的材料名称。", row.key, table.fillable[-1].id)]
    at = stage.days.at(-2, 15)
    return_table(evaluated_id=evaluated.pk, table=table, reasons=reasons, by=stage.acting(login), at=at)


def writer(stage: Stage, login: str, evaluated: RoundBody, table: AskedTable) -> Acting:
    """Who fills a table: the reporter of the department that leads most of its points, else the coordinator."""
    lead = desk_of(evaluated, table).departments.lead
    part = lead.rpartition("-")[2]
    return stage.acting(f"{login}.{LOGINS[part]}" if part in LOGINS else login)


def _save(evaluated: RoundBody, table: AskedTable, changes: Sequence[Change], by: Acting, at: datetime) -> None:
    """Keep cells; one that is refused is a fault of the story and stops it."""
    seq = desk_of(evaluated, table).sheet.seq
    saved = save_cells(evaluated_id=evaluated.pk, table=table, seq=seq, changes=changes, by=by, at=at)
    for each in saved.refused:
        raise Refused(f"{table.title} {each.row} {each.column}：{each.words}")
