"""Keeping an account from commenting for a while (禁言), and letting it again."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.accounts.models import Person
from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.policies import Refused
from dudao.web.readers.notices import notify
from dudao.web.voices import policy
from dudao.web.voices.models import Block

BLOCKED = declare("commenter.blocked", _("暂停账号评论"))
LIFTED = declare("commenter.unblocked", _("恢复账号评论"))
MINE = "/library/voices/mine/"


@transaction.atomic
def block_person(*, person_id: UUID, until: date | None, reason: str, by: Acting, at: datetime) -> Block:
    """Keep somebody from commenting until a day, with the reason, which the person reads."""
    policy.may_keep_voices(by).require()
    person = Person.objects.select_for_update().get(pk=person_id)
    if until is not None and until < timezone.localdate(at):
        raise Refused(_("截止日期不能早于今天。"))
    why = " ".join(reason.split())[:300]
    if not why:
        raise Refused(_("请写明原因。"))
    made = Block.objects.create(person=person, until=until, reason=why, by=by.name, at=at)
    record(BLOCKED, on=f"person {person.login}", by=by, at=at, details={"until": until, "reason": why})
    notify(person_id=person.pk, words=_("您已被暂停评论：%(reason)s"), named={"reason": why}, address=MINE, at=at)
    return made


@transaction.atomic
def lift_block(*, block_id: int, by: Acting, at: datetime) -> Block:
    """Let somebody comment again."""
    policy.may_keep_voices(by).require()
    found = Block.objects.select_related("person").select_for_update(of=("self",)).get(pk=block_id)
    if found.lifted_at is not None:
        raise Refused(_("已经恢复。"))
    found.lifted_at = at
    found.save(update_fields=["lifted_at"])
    record(LIFTED, on=f"person {found.person.login}", by=by, at=at)
    return found
