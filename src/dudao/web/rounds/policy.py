"""Who runs rounds, who sees them, who hands out tasks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting, Role
from dudao.web.policies import NOT_KNOWN, YES, Answer, first_no, no
from dudao.web.rounds.models import Round, RoundBody
from dudao.web.rounds.states import MOVES, RoundState

RUNNERS = (Role.SUPERVISOR, Role.OPERATOR)


def may_read_rounds(acting: Acting) -> Answer:
    """Everybody with a post; which rounds they see is for the query."""
    return YES if acting.area else NOT_KNOWN if not acting.is_known else no(_("您还没有岗位。"))


def may_run_rounds(acting: Acting, path: str) -> Answer:
    """Open, change, pause, extend, close: the supervising office, where its area covers the office of the round."""
    return first_no(acting.must_be(*RUNNERS), acting.must_cover(path))


def may_change_calendar(acting: Acting) -> Answer:
    """Enter public holidays: supervising offices and operators; the calendar is one for the whole site."""
    return acting.must_be(*RUNNERS)


def may_move(acting: Acting, found: Round, move: str) -> Answer:
    """Make a move of the table of states, where the round's state allows it."""
    before, _after = MOVES[move]
    return first_no(
        may_run_rounds(acting, found.office.path),
        YES if found.state in before else no(_("轮次现在是“%(state)s”。") % {"state": found.get_state_display()}),
    )


def may_change_timetable(acting: Acting, found: Round) -> Answer:
    """Timetable, notice and bodies, as long as the round is in preparation; afterwards stages are only extended."""
    is_draft = found.state == RoundState.DRAFT
    return first_no(
        may_run_rounds(acting, found.office.path),
        YES if is_draft else no(_("轮次已经启动；只能延长期限，不能改动时间表和评价对象。")),
    )


def may_extend(acting: Acting, found: Round) -> Answer:
    """Extend a stage of a round that is under way."""
    is_under_way = found.state in (RoundState.OPEN, RoundState.PAUSED)
    return first_no(
        may_run_rounds(acting, found.office.path), YES if is_under_way else no(_("只有进行中的轮次可以延期。"))
    )


def may_assign(acting: Acting, evaluated: RoundBody) -> Answer:
    """Hand out tasks: the coordinator of the evaluated government, while the round is open."""
    is_own = acting.body_code == evaluated.body_id or evaluated.path.startswith(acting.area)
    return first_no(
        acting.must_be(Role.COORDINATOR),
        YES if is_own and acting.area else no(_("该单位不在您的管辖范围内。")),
        YES if evaluated.round.state == RoundState.OPEN else no(_("轮次没有在进行中。")),
    )


def may_see_evaluated(acting: Acting, evaluated: RoundBody) -> Answer:
    """The evaluated body's own people, its departments, and those above it."""
    is_above = bool(acting.area) and evaluated.path.startswith(acting.area)
    is_inside = acting.area.startswith(evaluated.path)
    return YES if acting.is_known and (is_above or is_inside) else no(_("该单位不在您的管辖范围内。"))
