"""Who may give posts, who may hand a post over during leave, and who sees the workbench."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting, Role
from dudao.web.bodies.models import Body, Kind
from dudao.web.policies import NOT_KNOWN, YES, Answer, first_no, no

GIVERS = (Role.OPERATOR, Role.SUPERVISOR, Role.COORDINATOR)

ABOVE: dict[Role, tuple[Role, ...]] = {
    Role.OPERATOR: tuple(Role),
    Role.SUPERVISOR: (Role.AUTHOR, Role.SUPERVISOR, Role.INSPECTOR, Role.COORDINATOR, Role.REPORTER, Role.LEADER),
    Role.COORDINATOR: (Role.REPORTER, Role.LEADER, Role.COORDINATOR),
}
"""Which roles a role may give: nobody gives more than they have."""


OF_GOVERNMENTS = (Role.SUPERVISOR, Role.INSPECTOR, Role.COORDINATOR, Role.LEADER)
BELOW_GOVERNMENTS = (Kind.DEPARTMENT, Kind.SCHOOL, Kind.KINDERGARTEN)


def may_see_workbench(acting: Acting) -> Answer:
    """Everybody who has logged in."""
    return YES if acting.is_known else NOT_KNOWN


def may_give_posts(acting: Acting, path: str) -> Answer:
    """Operators everywhere; a supervising office and a government's coordinator in their own area."""
    return first_no(acting.must_be(*GIVERS), acting.must_cover(path))


def may_give_role(acting: Acting, path: str, role: Role) -> Answer:
    """Give a role at a body, or end it: givers in their area, and no role above their own."""
    return first_no(may_give_posts(acting, path), lambda: _must_stand_above(acting, role))


def fits(role: Role, body: Body) -> Answer:
    """Whether a role means something at a body: those who answer for a whole area, or sign for a government, stand at the
    government itself. At a department or a school their area would be that one body."""
    if role not in OF_GOVERNMENTS or body.kind not in BELOW_GOVERNMENTS:
        return YES
    words = {"role": role.label, "body": body.name, "government": body.parent.name if body.parent else _("所属政府")}
    return no(_("“%(role)s”的岗位设在政府本级：设在“%(body)s”，就管不到整个地区。单位请填“%(government)s”。") % words)


def may_delegate(acting: Acting, holder: UUID, path: str, role: Role) -> Answer:
    """Let somebody stand in: the holder of the post in person, else whoever may give that post (the holder may be ill)."""
    if acting.person_id == holder and not acting.for_name:
        return YES
    return may_give_role(acting, path, role)


def may_revoke(acting: Acting, holder: UUID, deputy: UUID, path: str, role: Role) -> Answer:
    """End a delegation: who may make it, and the deputy."""
    return YES if acting.person_id == deputy else may_delegate(acting, holder, path, role)


def _must_stand_above(acting: Acting, role: Role) -> Answer:
    if role in ABOVE.get(acting.role, ()):
        return YES
    return no(_("您不能授予或结束“%(role)s”这一角色。") % {"role": role.label})
