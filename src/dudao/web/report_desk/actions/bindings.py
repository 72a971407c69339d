"""What people say of a binding: it is right, it is another fact, it is none, or nothing any more."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.reports.bind.decisions import Decision, decide, kept_bindings
from dudao.reports.bind.naming import find_fact
from dudao.values.errors import MisuseError
from dudao.values.reference import FactReference
from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.pages.handed_in import language
from dudao.web.policies import Refused
from dudao.web.report_desk import policy
from dudao.web.report_desk.actions.making import locked_desk
from dudao.web.report_desk.checking import Checked
from dudao.web.report_desk.checks import check_version, checked_now, keep_words
from dudao.web.report_desk.models import ReportVersion, VersionCheck

SAID = declare("report.binding-decided", _("确认或改正数字的出处"))
FORGOTTEN = declare("report.binding-forgotten", _("撤回对数字出处的说法"))
ACTS = ("confirm", "reject")


@transaction.atomic
def say_of_binding(
    *, version: ReportVersion, name: str, act: str, fact: str = "", note: str = "", by: Acting, at: datetime
) -> VersionCheck:
    """Confirm or reject a binding (确认、否定); with `fact`, bind the figure to that one. The version is checked again."""
    if act not in ACTS:
        raise Refused(_("请选择确认或否定。"))
    return _decided(version, act, name, fact, note, by, at, SAID)


@transaction.atomic
def forget_word(*, version: ReportVersion, name: str, by: Acting, at: datetime) -> VersionCheck:
    """Take back what was said of a binding (撤回)."""
    return _decided(version, "forget", name, "", "", by, at, FORGOTTEN)


def _decided(
    version: ReportVersion, act: str, name: str, fact: str, note: str, by: Acting, at: datetime, action: str
) -> VersionCheck:
    desk = locked_desk(version.desk.evaluated)
    policy.may_bind(by, desk.evaluated, at).require()
    version.desk = desk
    today = timezone.localdate(at)
    checked = checked_now(version, today)
    try:
        decision = Decision(act, name, _fact(checked, name, fact))
        kept = decide(
            kept_bindings(checked.bound), checked.bound.listed, decision, person=by.name, day=today, note=note
        )
    except MisuseError as error:
        raise Refused(error.sentence(language())) from error
    keep_words(desk, kept)
    check = check_version(version, at)
    on = f"report {desk.evaluated.round.address}/{desk.evaluated.body_id}/{version.number}"
    details = {"binding": name, "act": act, "fact": fact, "note": note}
    record(action, on=on, by=by, at=at, path=desk.evaluated.path, details=details)
    return check


def _fact(checked: Checked, name: str, fact: str) -> FactReference | None:
    if not fact:
        return None
    kinds = {each.id: each.binding.subject_kind for each in checked.bound.listed}
    return find_fact(fact, checked.known, kinds.get(name, "figure"))
