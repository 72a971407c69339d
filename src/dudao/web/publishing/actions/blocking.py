"""Holding an uploader off, and letting them again."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.accounts.models import Person
from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.library.keeping import reason_of
from dudao.web.library.policy import may_keep_library
from dudao.web.policies import Refused
from dudao.web.publishing import policy
from dudao.web.publishing.models import Block

BLOCKED = declare("library.uploader-blocked", _("停止某人上传"))
LIFTED = declare("library.uploader-unblocked", _("恢复某人上传"))


@transaction.atomic
def block_uploader(*, login: str, reason: str, until: date | None, by: Acting, at: datetime) -> Block:
    """Let somebody upload nothing any more (停止上传), up to and including a day, or for good; what is there stays."""
    person = Person.objects.filter(login=login.strip()).first()
    if person is None:
        raise Refused(_("没有这个登录名。"))
    policy.may_block(by, person.pk).require()
    if until is not None and until < at.date():
        raise Refused(_("截止日期已经过去。"))
    Block.objects.filter(person=person, lifted_at=None).update(lifted_at=at, lifted_by=by.name[:60])
    made = Block.objects.create(person=person, reason=reason_of(reason)[:300], until=until, at=at, by=by.name[:60])
    details = {"reason": made.reason, "until": until}
    record(BLOCKED, on=f"person {person.login}", by=by, at=at, details=details)
    return made


@transaction.atomic
def lift_block(*, person_id: UUID, by: Acting, at: datetime) -> None:
    """Let somebody upload again."""
    may_keep_library(by).require()
    block = Block.objects.select_for_update(of=("self",)).select_related("person")
    found = block.filter(person_id=person_id, lifted_at=None).first()
    if found is None:
        raise Refused(_("此人没有被停止上传。"))
    found.lifted_at, found.lifted_by = at, by.name[:60]
    found.save()
    record(LIFTED, on=f"person {found.person.login}", by=by, at=at)
