"""Accepted remarks as pages show them: whether each still holds, and who may do what with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from dudao.web.acting import Acting
from dudao.web.policies import Answer
from dudao.web.report_desk import policy
from dudao.web.report_desk.models import AcceptedRemark, Desk, VersionCheck
from dudao.web.report_desk.states import EXCEPTION_MOVES, ExceptionState

Shown = tuple[AcceptedRemark, str, Mapping[str, Answer]]


def shown_exceptions(desk: Desk, check: VersionCheck | None, acting: Acting, at: datetime) -> list[Shown]:
    """Every accepted remark of a desk, with a word where it is over or meets nothing, and its moves."""
    keys = {each["key"] for each in check.result.get("remarks", [])} if check else set()
    found: list[Shown] = []
    for each in desk.exceptions.all():
        each.desk = desk
        moves = {move: policy.may_decide_exception(acting, each, move, at) for move in EXCEPTION_MOVES}
        found.append((each, _word(each, keys, at), moves))
    return found


def _word(each: AcceptedRemark, keys: set[str], at: datetime) -> str:
    if each.state not in (ExceptionState.ASKED, ExceptionState.AGREED):
        return ""
    if each.until < timezone.localdate(at):
        return _("已到期，问题重新计入")
    return "" if each.fingerprint in keys else _("最新一版里已没有这个问题")
