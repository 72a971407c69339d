"""Who acts: a person in one of their posts, with the part of the tree that the post covers. Every policy asks this."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from dudao.web.policies import NOT_KNOWN, YES, Answer, Words, no


class Role(StrEnum):
    """What a post is for."""

    OPERATOR = "operator"
    AUTHOR = "author"
    SUPERVISOR = "supervisor"
    INSPECTOR = "inspector"
    COORDINATOR = "coordinator"
    REPORTER = "reporter"
    LEADER = "leader"
    MEMBER = "member"

    @property
    def label(self) -> Words:
        return ROLES[self]


ROLES: dict[Role, Words] = {
    Role.OPERATOR: _("系统管理员"),
    Role.AUTHOR: _("方案编制人"),
    Role.SUPERVISOR: _("督导机构工作人员"),
    Role.INSPECTOR: _("督学"),
    Role.COORDINATOR: _("政府牵头联络员"),
    Role.REPORTER: _("部门填报员"),
    Role.LEADER: _("签发领导"),
    Role.MEMBER: _("社会公众"),
}


@dataclass(frozen=True, slots=True)
class Acting:
    """A person in a post; without a post, a member of the public; without a person, a visitor.

    Attributes:
        area: path of the post's body in the tree (`/000000/410000/410100/`); what begins with it is the person's area.
        body_code: code of that body. `for_name`: whom the person stands in for during leave, "" else.
    """

    person_id: UUID | None = None
    name: str = ""
    role: Role = Role.MEMBER
    post_id: UUID | None = None
    body_code: str = ""
    body_name: str = ""
    area: str = ""
    for_name: str = ""

    @property
    def is_known(self) -> bool:
        """Whether somebody has logged in."""
        return self.person_id is not None

    def covers(self, path: str) -> bool:
        """Whether a body's path lies in the person's area."""
        return bool(self.area) and path.startswith(self.area)

    def must_be(self, *roles: Role) -> Answer:
        """Yes in one of the roles; else no, naming them."""
        if not self.is_known:
            return NOT_KNOWN
        if self.role in roles:
            return YES
        wanted = "、".join(str(role.label) for role in roles)
        return no(_("这一步由%(roles)s办理，您现在的身份是%(own)s。") % {"roles": wanted, "own": self.role.label})

    def must_cover(self, path: str) -> Answer:
        """Yes where the body lies in the person's own area."""
        return YES if self.covers(path) else no(_("该单位不在您的管辖范围内。"))


VISITOR = Acting()
