"""Who sees a body's data, who fills which table and rows, who submits, who accepts and returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting, Role
from dudao.web.bodies.models import Body, Kind
from dudao.web.datasets.models import Sheet
from dudao.web.datasets.states import MOVES, OPEN_STATES
from dudao.web.datasets.tables import AskedTable, Departments
from dudao.web.policies import NOT_KNOWN, YES, Answer, first_no, no
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.policy import may_see_evaluated
from dudao.web.rounds.states import StageKind
from dudao.web.rounds.windows import may_work

FILLERS = (Role.REPORTER, Role.COORDINATOR)


def may_read_data(acting: Acting) -> Answer:
    """Everybody with a post; whose data they see is for the query."""
    return YES if acting.area else NOT_KNOWN if not acting.is_known else no(_("您还没有岗位。"))


def may_see_data(acting: Acting, evaluated: RoundBody) -> Answer:
    """The evaluated body's own people, its departments and schools, and those above it."""
    return may_see_evaluated(acting, evaluated)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands towards an evaluated body.

    Attributes:
        scope: path whose rows they may fill; "" for none. is_whole: whether that is the body itself.
        department: code of their department, where they work in one of the body's own; "" else.
    """

    scope: str = ""
    department: str = ""
    is_whole: bool = False

    def covers(self, path: str) -> bool:
        """Whether a row of the body at a path is theirs."""
        return bool(self.scope) and path.startswith(self.scope)


def standing_of(acting: Acting, evaluated: RoundBody) -> Standing:
    """Where somebody stands: the government's own people have all rows, those of a body below it their own rows."""
    if not acting.area.startswith(evaluated.path) or acting.role not in FILLERS:
        return Standing()
    if acting.body_code == evaluated.body_id:
        return Standing(evaluated.path, is_whole=True)
    kind = Body.objects.filter(pk=acting.body_code).values_list("kind", flat=True).first()
    if kind != Kind.DEPARTMENT:
        return Standing(acting.area)
    government = acting.area.removesuffix(f"{acting.body_code}/")
    if government == evaluated.path:
        return Standing(government, department=acting.body_code, is_whole=True)
    return Standing(government)


def may_fill(
    acting: Acting,
    evaluated: RoundBody,
    table: AskedTable,
    sheet: Sheet,
    *,
    at: datetime,
    standing: Standing,
    departments: Departments,
) -> Answer:
    """Change cells: the coordinator and the departments that lead or help with the table, people of bodies below for their
    own rows; in the stage of data, while the table waits for nobody's decision."""
    return first_no(
        acting.must_be(*FILLERS),
        YES if standing.scope else no(_("该单位的数据由本级政府的部门和下级单位填报。")),
        lambda: _must_be_shared(acting, sheet, standing, departments),
        lambda: may_work(evaluated, StageKind.DATA, at),
        lambda: YES if sheet.state in OPEN_STATES else no(_("这张表已提交，正在等待审核；要修改请先撤回。")),
    )


def _must_be_shared(acting: Acting, sheet: Sheet, standing: Standing, departments: Departments) -> Answer:
    if not standing.department:
        return YES
    sharing = {sheet.department_id or departments.lead, *departments.helping} - {""}
    if not sharing or standing.department in sharing:
        return YES
    return no(_("这张表没有分给%(name)s填报。") % {"name": acting.body_name})


def may_submit(
    acting: Acting,
    evaluated: RoundBody,
    table: AskedTable,
    sheet: Sheet,
    *,
    at: datetime,
    standing: Standing,
    departments: Departments,
) -> Answer:
    """Submit: who may fill the whole table; people of bodies below only fill their rows."""
    return first_no(
        lambda: may_fill(acting, evaluated, table, sheet, at=at, standing=standing, departments=departments),
        YES if standing.is_whole else no(_("整张表由%(name)s的部门提交。") % {"name": evaluated.name}),
        must_be_in_state(sheet, "submit"),
    )


def may_withdraw(
    acting: Acting, evaluated: RoundBody, sheet: Sheet, *, at: datetime, standing: Standing, departments: Departments
) -> Answer:
    """Take back what was submitted, before it is decided: who may submit it."""
    return first_no(
        acting.must_be(*MOVES["withdraw"].roles),
        YES if standing.is_whole else no(_("整张表由%(name)s的部门提交。") % {"name": evaluated.name}),
        lambda: _must_be_shared(acting, sheet, standing, departments),
        lambda: may_work(evaluated, StageKind.DATA, at),
        must_be_in_state(sheet, "withdraw"),
    )


def may_decide(acting: Acting, evaluated: RoundBody, sheet: Sheet, move: str, *, at: datetime) -> Answer:
    """Accept or return: the coordinator of the evaluated government, while the stage of data is open."""
    is_own = acting.body_code == evaluated.body_id
    return first_no(
        acting.must_be(*MOVES[move].roles),
        YES if is_own else no(_("由%(name)s的联络员审核。") % {"name": evaluated.name}),
        must_be_in_state(sheet, move),
        lambda: may_work(evaluated, StageKind.DATA, at),
    )


def may_assign_tables(acting: Acting, evaluated: RoundBody, at: datetime) -> Answer:
    """Hand tables to departments, and bring in last year's: the coordinator of the evaluated government."""
    is_own = acting.body_code == evaluated.body_id
    return first_no(
        acting.must_be(Role.COORDINATOR),
        YES if is_own else no(_("由%(name)s的联络员办理。") % {"name": evaluated.name}),
        lambda: may_work(evaluated, StageKind.DATA, at),
    )


def must_be_in_state(sheet: Sheet, move: str) -> Answer:
    """Yes where the table of states has the move."""
    if sheet.state in MOVES[move].before:
        return YES
    return no(_("这张表现在是“%(state)s”。") % {"state": sheet.get_state_display()})


def may_change_row(standing: Standing, path: str) -> Answer:
    """Change cells of one row."""
    return YES if standing.covers(path) else no(_("这一行不归您填报。"))


def may_hand_in(acting: Acting, evaluated: RoundBody, at: datetime) -> Answer:
    """Hand in a workbook, look at what it would do, put it aside: who fills any table or row; what it changes is asked table
    by table."""
    return first_no(
        acting.must_be(*FILLERS),
        lambda: YES if standing_of(acting, evaluated).scope else no(_("该单位的数据由本级政府的部门和下级单位填报。")),
        lambda: may_work(evaluated, StageKind.DATA, at),
    )
