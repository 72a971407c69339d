"""Who reads, writes and decides about the report of an evaluated body.

The coordinator of the evaluated government writes; reporters of its departments bind figures, ask for exceptions and
propose wordings for the points that their department leads or helps with; the leader reads, and agrees to exceptions.
Those above read what was sent, and nothing before.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from dudao.reports.draft.gaps import GAP
from dudao.web.acting import Acting, Role
from dudao.web.bodies.models import Body, Kind
from dudao.web.policies import NOT_KNOWN, YES, Answer, first_no, no
from dudao.web.report_desk.documents import document_of
from dudao.web.report_desk.models import AcceptedRemark, Proposal, ReportVersion, VersionCheck
from dudao.web.report_desk.sending import is_sent
from dudao.web.report_desk.states import EXCEPTION_MOVES, PROPOSAL_MOVES
from dudao.web.rounds.frozen import must_not_be_frozen
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import StageKind
from dudao.web.rounds.windows import may_work

INSIDE = (Role.COORDINATOR, Role.REPORTER, Role.LEADER)


def is_own(acting: Acting, evaluated: RoundBody) -> bool:
    """Whether somebody has a post at the evaluated government or in one of its departments."""
    if not acting.body_code or acting.role not in INSIDE:
        return False
    if acting.body_code == evaluated.body_id:
        return True
    own = Body.objects.filter(pk=acting.body_code, parent_id=evaluated.body_id, kind=Kind.DEPARTMENT)
    return own.exists()


def may_read_desks(acting: Acting) -> Answer:
    """Everybody with a post; which reports they see is for the queries."""
    return YES if acting.area else NOT_KNOWN if not acting.is_known else no(_("您还没有岗位。"))


def may_read_desk(acting: Acting, evaluated: RoundBody) -> Answer:
    """The whole desk with all versions: the evaluated government's own people."""
    return YES if is_own(acting, evaluated) else no(_("报告在报送之前只有本级政府能看到。"))


def may_read_version(acting: Acting, version: ReportVersion) -> Answer:
    """The own people any version; those above what was sent to them."""
    evaluated = version.desk.evaluated
    if is_own(acting, evaluated):
        return YES
    is_above = acting.covers(evaluated.path)
    return YES if is_above and is_sent(version) else no(_("报告在报送之前只有本级政府能看到。"))


def may_write(acting: Acting, evaluated: RoundBody, at: datetime) -> Answer:
    """Draft, upload, edit, restore, settle: the coordinator of the evaluated government, while the stage runs."""
    return _own_in_time(acting, evaluated, at, Role.COORDINATOR)


def may_bind(acting: Acting, evaluated: RoundBody, at: datetime) -> Answer:
    """Say which fact a figure states: coordinator and reporters."""
    return _own_in_time(acting, evaluated, at, Role.COORDINATOR, Role.REPORTER)


may_ask_exception = may_bind


def may_decide_exception(acting: Acting, asked: AcceptedRemark, move: str, at: datetime) -> Answer:
    """Agree or not: coordinator or leader, but not who asked. Open again: coordinator, reporter or leader."""
    before, _after = EXCEPTION_MOVES[move]
    evaluated = asked.desk.evaluated
    roles = INSIDE if move == "reopen" else (Role.COORDINATOR, Role.LEADER)
    is_other = move == "reopen" or acting.person_id != asked.asked_by_id
    return first_no(
        lambda: _own_in_time(acting, evaluated, at, *roles),
        YES if asked.state in before else no(_("这一条现在是“%(state)s”。") % {"state": asked.get_state_display()}),
        YES if is_other else no(_("例外须由另一个人同意，不能是提出的人自己。")),
    )


def may_propose(acting: Acting, evaluated: RoundBody, points: frozenset[str], at: datetime) -> Answer:
    """Propose another wording under a point: reporters whose department leads or helps with it; the coordinator writes."""
    is_theirs = bool(points & points_of(acting, evaluated)) if points else False
    return first_no(
        lambda: _own_in_time(acting, evaluated, at, Role.REPORTER),
        YES if is_theirs else no(_("只能对本部门牵头或配合的要点提出修改建议。")),
    )


def points_of(acting: Acting, evaluated: RoundBody) -> frozenset[str]:
    """The points that somebody's department leads or helps with."""
    tasks = evaluated.tasks.all().prefetch_related("partners")
    own = acting.body_code
    return frozenset(
        each.point for each in tasks if own == each.lead_id or own in [one.pk for one in each.partners.all()]
    )


def may_decide_proposal(acting: Acting, proposal: Proposal, move: str, at: datetime) -> Answer:
    """Take a proposed wording or not: the coordinator."""
    before, _after = PROPOSAL_MOVES[move]
    is_open = proposal.state in before
    return first_no(
        lambda: may_write(acting, proposal.desk.evaluated, at),
        YES if is_open else no(_("这条建议现在是“%(state)s”。") % {"state": proposal.get_state_display()}),
    )


def may_settle(acting: Acting, version: ReportVersion, check: VersionCheck | None, stamp: str, at: datetime) -> Answer:
    """Mark a version as final: checked with the present data, complete, and no open error left."""
    return first_no(
        lambda: may_write(acting, version.desk.evaluated, at),
        YES if check is not None and not check.trouble else no(_("这一版还没有核对成功。")),
        lambda: YES if check is not None and check.stamp == stamp else no(_("资料有变化，请先重新核对。")),
        lambda: _nothing_open(check),
        lambda: _no_gaps(version),
    )


def _nothing_open(check: VersionCheck | None) -> Answer:
    assert check is not None  # asked before
    if check.verdict == "incomplete":
        return no(_("核对没有完成，不能定稿。"))
    if check.errors:
        return no(_("还有 %(count)s 处错误没有改正，也没有接受为例外。") % {"count": check.errors})
    if check.contradicted:
        told = _("还有 %(count)s 处与已通过的数据、台账不符，请改正，或申请例外并获同意。")
        return no(told % {"count": check.contradicted})
    if check.changed:
        return no(_("数据已变，还有 %(count)s 句要改。") % {"count": check.changed})
    return YES


def _no_gaps(version: ReportVersion) -> Answer:
    gaps = document_of(version.content).plain.count(GAP) if version.content else 0
    return no(_("还有 %(count)s 处待补的内容没有填写。") % {"count": gaps}) if gaps else YES


def _own_in_time(acting: Acting, evaluated: RoundBody, at: datetime, *roles: Role) -> Answer:
    return first_no(
        acting.must_be(*roles),
        lambda: YES if is_own(acting, evaluated) else no(_("只能办理本级政府的报告。")),
        lambda: may_work(evaluated, StageKind.REPORT, at),
        lambda: must_not_be_frozen(evaluated),
    )
