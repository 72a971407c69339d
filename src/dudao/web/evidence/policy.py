"""Who looks at a body's catalogue, who adds and changes entries, who judges them, who opens a file."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting, Role
from dudao.web.evidence.models import EvidenceEntry
from dudao.web.evidence.states import MOVES, Visibility
from dudao.web.policies import NOT_KNOWN, YES, Answer, first_no, no
from dudao.web.rounds.frozen import must_not_be_frozen
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.policy import may_see_evaluated
from dudao.web.rounds.states import StageKind
from dudao.web.rounds.windows import may_work

KEEPERS = (Role.COORDINATOR, Role.REPORTER)
READERS_OF_PERSONAL = (Role.SUPERVISOR, Role.INSPECTOR, Role.COORDINATOR, Role.LEADER)


def may_keep_evidence(acting: Acting) -> Answer:
    """Keep some catalogue: coordinators and reporters; whose, and which points, is for the policies below."""
    return acting.must_be(*KEEPERS)


def may_see_catalogue(acting: Acting, evaluated: RoundBody) -> Answer:
    """The body's own people and those above it; the public never."""
    return first_no(YES if acting.is_known else NOT_KNOWN, lambda: may_see_evaluated(acting, evaluated))


def own_points(acting: Acting, evaluated: RoundBody) -> frozenset[str] | None:
    """The points that somebody's department leads or helps with; None for the coordinator, to whom all are open."""
    if acting.role is Role.COORDINATOR:
        return None
    mine = Q(lead_id=acting.body_code) | Q(partners=acting.body_code)
    return frozenset(evaluated.tasks.filter(mine).values_list("point", flat=True))


def may_add(
    acting: Acting, evaluated: RoundBody, at: datetime, points: Collection[str] = (), *, own: frozenset[str] | None
) -> Answer:
    """Add entries: the coordinator for any point, a reporter for the points of the own department.

    Args:
        own: `own_points` of the person, asked once by the caller; None for the coordinator.
    """
    return first_no(
        acting.must_be(*KEEPERS),
        lambda: _is_of(acting, evaluated),
        lambda: must_not_be_frozen(evaluated),
        lambda: may_work(evaluated, StageKind.EVIDENCE, at),
        lambda: _must_be_own(points, own),
    )


def _is_of(acting: Acting, evaluated: RoundBody) -> Answer:
    """The coordinator of this government, or a reporter of a body inside it."""
    if acting.role is Role.COORDINATOR:
        is_own = acting.body_code == evaluated.body_id
    else:
        is_own = acting.area.startswith(evaluated.path) and acting.area != evaluated.path
    return YES if is_own else no(_("只有本级政府的牵头联络员和有关部门的填报员可以办理佐证材料。"))


def _must_be_own(points: Collection[str], own: frozenset[str] | None) -> Answer:
    if own is None:
        return YES
    if not own:
        return no(_("贵部门在本轮没有牵头或配合的要点，不能添加佐证材料。"))
    others = sorted(set(points) - own)
    return no(_("要点 %(points)s 不由贵部门牵头或配合。") % {"points": "、".join(others)}) if others else YES


def may_change(acting: Acting, entry: EvidenceEntry, at: datetime, *, own: frozenset[str] | None) -> Answer:
    """Change an entry: the coordinator; a reporter whose department handed it in, or does one of its points."""
    return first_no(
        may_add(acting, entry.evaluated, at, own=own),
        lambda: YES if _is_mine(acting, entry, own) else no(_("这份材料由其他部门提供。")),
    )


def _is_mine(acting: Acting, entry: EvidenceEntry, own: frozenset[str] | None) -> bool:
    return own is None or entry.department_id == acting.body_code or bool(own & set(entry.point_codes))


def may_judge(acting: Acting, entry: EvidenceEntry, move: str, at: datetime) -> Answer:
    """Accept or return an entry: the coordinator of the evaluated government, where its state allows."""
    before, _after = MOVES[move]
    return first_no(
        acting.must_be(Role.COORDINATOR),
        lambda: may_add(acting, entry.evaluated, at, own=None),
        YES if entry.state in before else no(_("这份材料现在是“%(state)s”。") % {"state": entry.get_state_display()}),
        YES if entry.removed_at is None else no(_("这份材料已经删除。")),
    )


def may_open_file(acting: Acting, entry: EvidenceEntry, *, own: frozenset[str] | None) -> Answer:
    """Open the file: whoever sees the catalogue; personal data only its keepers, the coordinator and those who inspect."""
    return first_no(
        may_see_catalogue(acting, entry.evaluated),
        lambda: (
            YES
            if entry.visibility != Visibility.PERSONAL
            or acting.role in READERS_OF_PERSONAL
            or (acting.role is Role.REPORTER and _is_mine(acting, entry, own))
            else no(_("这份材料含个人信息，只有提供部门、牵头联络员和督导人员可以打开。"))
        ),
    )
