"""Who makes keys for programs and takes them back."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting, Role
from dudao.web.policies import NOT_KNOWN, YES, Answer, no


def may_make_tokens(acting: Acting) -> Answer:
    """Whoever holds a post, for that post; not for one in which they stand in for another."""
    if not acting.is_known:
        return NOT_KNOWN
    if acting.post_id is None:
        return no(_("您还没有岗位。"))
    return no(_("代理期间不能为他人的岗位生成接口密钥。")) if acting.for_name else YES


def may_revoke_token(acting: Acting, owner: UUID) -> Answer:
    """Its owner, and operators."""
    if not acting.is_known:
        return NOT_KNOWN
    is_own = acting.person_id == owner or acting.role is Role.OPERATOR
    return YES if is_own else no(_("只能作废自己的接口密钥。"))
