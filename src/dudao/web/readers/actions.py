"""Membership (会员): granted by those who run the library, or opened with a code. No payment anywhere."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.accounts.models import Person
from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.library.models import Membership
from dudao.web.policies import Refused
from dudao.web.readers import policy
from dudao.web.readers.models import CodeBatch, MembershipCode
from dudao.web.readers.notices import notify

GRANTED = declare("membership.granted", _("开通会员"))
ENDED = declare("membership.ended", _("终止会员"))
MADE = declare("membership.codes-made", _("生成会员码"))
VOIDED = declare("membership.codes-voided", _("作废会员码"))
REDEEMED = declare("membership.redeemed", _("使用会员码"))
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Of a code: nothing that is taken for something else when it is read from paper."""
LENGTH, GROUP = 12, 4
MOST_CODES, LONGEST_DAYS = 500, 3660
MINE = "/library/mine/membership/"


def new_code() -> str:
    """A code as it is handed out: twelve signs in groups of four, some 59 bits of chance."""
    signs = "".join(secrets.choice(SIGNS) for _number in range(LENGTH))
    return "-".join(signs[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def digest_of(code: str) -> str:
    """The hash under which a code is kept, whatever case, blanks and dashes it is typed with.

    >>> digest_of("ab2c-d3ef-gh45") == digest_of(" AB2CD3EFGH45")
    True
    """
    return hashlib.sha256("".join(sign for sign in code.upper() if sign.isalnum()).encode()).hexdigest()


@transaction.atomic
def grant_membership(*, person_id: UUID, ends_on: date | None, by: Acting, at: datetime) -> Membership:
    """Make somebody a member from today to a day, that day included; without one for good."""
    policy.may_grant_membership(by).require()
    person, today = Person.objects.get(pk=person_id), timezone.localdate(at)
    if ends_on is not None and ends_on < today:
        raise Refused(_("截止日期不能早于今天。"))
    made = Membership.objects.create(
        person=person, starts_on=today, ends_on=ends_on, granted_by=by.name[:120], granted_at=at
    )
    record(GRANTED, on=f"person {person.login}", by=by, at=at, details={"until": ends_on})
    named = {"until": f"{ends_on:%Y-%m-%d}" if ends_on else _("长期")}
    words = _("您已成为报告库会员，有效期至：%(until)s。")
    notify(person_id=person.pk, words=words, named=named, address=MINE, at=at)
    return made


@transaction.atomic
def end_membership(*, membership_id: int, by: Acting, at: datetime) -> Membership:
    """End a membership at once."""
    policy.may_grant_membership(by).require()
    found = Membership.objects.select_related("person").select_for_update(of=("self",)).get(pk=membership_id)
    if found.ended_at is not None:
        raise Refused(_("这项会员资格已经终止。"))
    found.ended_at = at
    found.save(update_fields=["ended_at"])
    record(ENDED, on=f"person {found.person.login}", by=by, at=at, details={"since": found.starts_on})
    notify(person_id=found.person_id, words=_("您的报告库会员资格已终止。"), address=MINE, at=at)
    return found


@transaction.atomic
def make_codes(
    *, purpose: str, count: int, days: int, expires_on: date, by: Acting, at: datetime
) -> tuple[CodeBatch, list[str]]:
    """Make codes, each for one membership of so many days; gives the codes, which nobody can read again afterwards."""
    policy.may_grant_membership(by).require()
    if not (1 <= count <= MOST_CODES and 1 <= days <= LONGEST_DAYS):
        raise Refused(_("一次生成 1 至 500 个，每个 1 至 3660 天。"))
    if expires_on < timezone.localdate(at):
        raise Refused(_("截止日期不能早于今天。"))
    more = {"purpose": purpose.strip()[:80], "days": days, "expires_on": expires_on}
    batch = CodeBatch.objects.create(**more, made_by=by.name, made_at=at)
    codes = [new_code() for _number in range(count)]
    MembershipCode.objects.bulk_create(MembershipCode(batch=batch, digest=digest_of(each)) for each in codes)
    record(MADE, on=f"codes {batch.address}", by=by, at=at, details={**more, "count": count})
    return batch, codes


@transaction.atomic
def void_codes(*, address: str, by: Acting, at: datetime) -> CodeBatch:
    """Make the unused codes of a batch worthless; memberships that some have opened stay."""
    policy.may_grant_membership(by).require()
    batch = CodeBatch.objects.select_for_update().get(address=address)
    if batch.voided_at is not None:
        raise Refused(_("这批会员码已经作废。"))
    batch.voided_at = at
    batch.save(update_fields=["voided_at"])
    record(VOIDED, on=f"codes {batch.address}", by=by, at=at, details={"purpose": batch.purpose})
    return batch


@transaction.atomic
def redeem_code(*, code: str, by: Acting, at: datetime) -> Membership:
    """Open a membership with a code: from today, or from the day after the one that still runs.

    Raises:
        Refused: unknown, used, void or out of date (one sentence for all, so that nobody learns by trying), or a member for good.
    """
    own = policy.own_id(by)
    found = (
        MembershipCode.objects.select_related("batch").select_for_update(of=("self",)).filter(digest=digest_of(code))
    ).first()
    today = timezone.localdate(at)
    if found is None or found.used_at or found.batch.voided_at or found.batch.expires_on < today:
        raise Refused(_("会员码无效、已使用或已过期，请核对后再试。"))
    starts_on = _first_free_day(own, today)
    found.used_at = at
    found.membership = Membership.objects.create(
        person_id=own,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=found.batch.days - 1),
        granted_by=found.batch.purpose,
        granted_at=at,
    )
    found.save()
    details = {"batch": found.batch.address, "until": found.membership.ends_on}
    record(REDEEMED, on=f"person {own}", by=by, at=at, details=details)
    return found.membership


def _first_free_day(person_id: UUID, today: date) -> date:
    last = today - timedelta(days=1)
    for each in Membership.objects.filter(person_id=person_id, ended_at=None):
        if each.ends_on is None:
            raise Refused(_("您已是长期会员，不需要会员码。"))
        last = max(last, each.ends_on)
    return last + timedelta(days=1)
