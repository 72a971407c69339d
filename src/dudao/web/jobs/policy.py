"""Who sees long work and does something about it: who started it, and operators."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting, Role
from dudao.web.policies import NOT_KNOWN, YES, Answer, no


def may_see_jobs(acting: Acting) -> Answer:
    """Everybody who has logged in: their own."""
    return YES if acting.is_known else NOT_KNOWN


def may_steer_job(acting: Acting, owner: UUID | None) -> Answer:
    """Withdraw a job or have it run again: who started it, and operators."""
    if not acting.is_known:
        return NOT_KNOWN
    if acting.role is Role.OPERATOR or (owner is not None and acting.person_id == owner):
        return YES
    return no(_("只能处理自己发起的任务。"))
