"""Submitting a table, taking it back, accepting it or returning it; handing tables to departments."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.bodies.models import Body
from dudao.web.datasets import policy
from dudao.web.datasets.actions import target_of
from dudao.web.datasets.checking import Remark, unsettled
from dudao.web.datasets.desks import Desk, count_cells, locked_desk
from dudao.web.datasets.models import CellReturn, TableVersion
from dudao.web.datasets.parts import parts_of, seen_as
from dudao.web.datasets.queries import remarks_of
from dudao.web.datasets.states import MOVES, VersionState
from dudao.web.datasets.tables import AskedTable, tables_asked
from dudao.web.datasets.versions import content_of, hash_of
from dudao.web.policies import Refused, Words
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.queries import departments_of

SUBMITTED = declare("data.submitted", _("提交数据表"))
WITHDRAWN = declare("data.withdrawn", _("撤回数据表"))
ACCEPTED = declare("data.accepted", _("审定数据表"))
RETURNED = declare("data.returned", _("退回数据表"))
ASSIGNED = declare("data.assigned", _("数据表分工"))

LONGEST_REASON = 300
Accepted = Callable[[TableVersion], None]
_listeners: dict[str, Accepted] = {}


def on_change(name: str, listener: Accepted) -> None:
    """Let an app hear of every version that is accepted, after the transaction; a listener of the same name is replaced."""
    _listeners[name] = listener


def obstacles_of(desk: Desk, remarks: Sequence[Remark]) -> list[Words]:
    """What keeps a table from being submitted, in sentences; none where it is ready."""
    logic, unexplained = unsettled(remarks)
    filled, wanted = count_cells(desk)
    found: list[Words] = []
    if logic:
        found.append(_("逻辑校验有 %(count)d 处没有改正。") % {"count": logic})
    if unexplained:
        found.append(_("经验校验有 %(count)d 处没有改正，也没有说明。") % {"count": unexplained})
    if filled < wanted:
        found.append(_("还有 %(count)d 格没有填，也没有选择原因。") % {"count": wanted - filled})
        if shares := _left_to(desk):
            found.append(_("其中：%(shares)s。") % {"shares": "、".join(shares)})
    if not desk.there and not desk.table.has_free_rows:
        found.append(_("表里没有行，请核对机构名录。"))
    return found


def _left_to(desk: Desk) -> list[str]:
    """Which department has how many cells still to fill; none where one department reports all."""
    found = []
    for part in parts_of(desk):
        filled, wanted = count_cells(seen_as(desk, part.department))
        if filled < wanted and part.department:
            found.append(_("%(name)s %(count)d 格") % {"name": part.name, "count": wanted - filled})
    return found


@transaction.atomic
def submit_table(
    *, evaluated_id: int, table: AskedTable, by: Acting, at: datetime, why_unchanged: str = ""
) -> TableVersion:
    """Submit a table (提交): its content is kept for ever, and waits for the coordinator.

    Args:
        why_unchanged: why a table that came back is submitted as it was; without it that is refused.
    """
    desk = locked_desk(evaluated_id, table)
    desk.submit(by, at, desk.standing(by)).require()
    remarks = remarks_of(desk)
    obstacles = obstacles_of(desk, remarks)
    if obstacles:
        raise Refused("".join(str(each) for each in obstacles))
    explained = [each for each in remarks if each.explanation is not None and each.is_settled]
    content = content_of(table, desk.rows, desk.sheet.period, _told(explained))
    last = desk.sheet.versions.first()
    unchanged = _why_unchanged(last, hash_of(content), why_unchanged, by)
    version = TableVersion.objects.create(
        sheet=desk.sheet,
        number=last.number + 1 if last else 1,
        content=content,
        sha256=hash_of(content),
        seq=desk.sheet.seq,
        explanations=[
            {"rule": each.rule, "words": each.words, "text": each.explanation.text, "by": each.explanation.by}
            for each in explained
            if each.explanation is not None
        ]
        + unchanged,
        author=by.name,
        department=by.body_name,
        submitted_at=at,
    )
    _move(desk, "submit", SUBMITTED, version, by, at)
    return version


def _why_unchanged(last: TableVersion | None, sha256: str, why: str, by: Acting) -> list[dict[str, str]]:
    """What is said where a version that came back is submitted again word for word; refused where nothing is."""
    if last is None or last.state != VersionState.RETURNED or last.sha256 != sha256:
        return []
    if not why.strip():
        raise Refused(
            _("与退回的第 %(number)d 版完全相同：请按退回原因改正，或写明为什么不改。") % {"number": last.number}
        )
    words = str(_("退回后原样提交"))
    return [{"rule": "", "words": words, "text": why.strip()[:500], "by": by.name}]


def _told(explained: Sequence[Remark]) -> Mapping[str, list[str]]:
    """The explanations by the row of their first cell."""
    found: dict[str, list[str]] = {}
    for each in explained:
        if each.explanation is not None and each.cells:
            found.setdefault(each.cells[0][0], []).append(f"经验校验说明：{each.explanation.text}")
    return found


@transaction.atomic
def withdraw_table(*, evaluated_id: int, table: AskedTable, by: Acting, at: datetime) -> TableVersion:
    """Take back what was submitted (撤回), as long as nobody decided on it."""
    desk = locked_desk(evaluated_id, table)
    desk.withdraw(by, at, desk.standing(by)).require()
    version = _waiting(desk)
    _decide(version, VersionState.WITHDRAWN, by, at)
    _move(desk, "withdraw", WITHDRAWN, version, by, at)
    return version


@transaction.atomic
def accept_table(*, evaluated_id: int, table: AskedTable, by: Acting, at: datetime) -> TableVersion:
    """Accept what was submitted (审定): from now on it is this body's table, until a later version is accepted."""
    desk = locked_desk(evaluated_id, table)
    policy.may_decide(by, desk.evaluated, desk.sheet, "accept", at=at).require()
    version = _waiting(desk)
    if hash_of(bytes(version.content)) != version.sha256:
        raise Refused(_("第 %(number)d 版的内容与提交时的指纹不符，不能审定。") % {"number": version.number})
    _decide(version, VersionState.ACCEPTED, by, at)
    _move(desk, "accept", ACCEPTED, version, by, at)
    transaction.on_commit(lambda: _tell(version))
    return version


def _tell(version: TableVersion) -> None:
    for listener in _listeners.values():
        listener(version)


@dataclass(frozen=True, slots=True)
class CellReason:
    """Why a cell (a row, the whole table) is not right."""

    reason: str
    row: str = ""
    column: str = ""


@transaction.atomic
def return_table(
    *, evaluated_id: int, table: AskedTable, reasons: Sequence[CellReason], by: Acting, at: datetime
) -> TableVersion:
    """Send a table back to be mended (退回), with a reason for each cell that is not right; the others stand as they are."""
    desk = locked_desk(evaluated_id, table)
    policy.may_decide(by, desk.evaluated, desk.sheet, "return", at=at).require()
    given = [each for each in reasons if each.reason.strip()]
    if not given:
        raise Refused(_("请写明退回的原因。"))
    rows, columns = {row.key for row in desk.there}, {each.id for each in table.columns}
    if any((each.row and each.row not in rows) or (each.column and each.column not in columns) for each in given):
        raise Refused(_("退回的单元格不在这张表里，请刷新。"))
    version = desk.sheet.versions.filter(state__in=(VersionState.SUBMITTED, VersionState.ACCEPTED)).first()
    assert version is not None  # the table of states lets nothing else through
    if version.state == VersionState.SUBMITTED:
        _decide(version, VersionState.RETURNED, by, at)
    CellReturn.objects.bulk_create(
        CellReturn(
            version=version,
            row=each.row,
            column=each.column,
            reason=each.reason.strip()[:LONGEST_REASON],
            at=at,
            by=by.name,
        )
        for each in given
    )
    cells = [[each.row, each.column, each.reason.strip()[:LONGEST_REASON]] for each in given]
    _move(desk, "return", RETURNED, version, by, at, {"cells": cells})
    return version


def _waiting(desk: Desk) -> TableVersion:
    version = desk.sheet.versions.filter(state=VersionState.SUBMITTED).first()
    assert version is not None  # the table of states lets nothing else through
    return version


def _decide(version: TableVersion, state: VersionState, by: Acting, at: datetime) -> None:
    version.state, version.decided_at, version.decided_by = state, at, by.name
    version.save(update_fields=["state", "decided_at", "decided_by"])


def _move(
    desk: Desk,
    move: str,
    action: str,
    version: TableVersion,
    by: Acting,
    at: datetime,
    more: Mapping[str, object] | None = None,
) -> None:
    desk.sheet.state = MOVES[move].after
    desk.sheet.save(update_fields=["state"])
    details = {"table": desk.table.id, "version": version.number, "sha256": version.sha256, **(more or {})}
    record(action, on=target_of(desk), by=by, at=at, path=desk.evaluated.path, details=details)


@transaction.atomic
def assign_tables(*, evaluated_id: int, departments: Mapping[str, str], by: Acting, at: datetime) -> int:
    """Hand tables to departments (分工): table to code of a department, "" for that of the tasks. Returns how many changed."""
    evaluated = RoundBody.objects.select_related("round__edition").get(pk=evaluated_id)
    policy.may_assign_tables(by, evaluated, at).require()
    known, changed = dict(departments_of(evaluated)), {}
    for table in tables_asked(evaluated):
        if table.id not in departments:
            continue
        code = departments[table.id]
        if code and code not in known:
            raise Refused(_("%(code)s 不是本级政府的部门。") % {"code": code})
        desk = locked_desk(evaluated_id, table)
        if (desk.sheet.department_id or "") != code:
            desk.sheet.department = Body.objects.get(pk=code) if code else None
            desk.sheet.save(update_fields=["department"])
            changed[table.id] = code
    if changed:
        on = f"data {evaluated.round.address} {evaluated.body_id}"
        record(ASSIGNED, on=on, by=by, at=at, path=evaluated.path, details=changed)
    return len(changed)
