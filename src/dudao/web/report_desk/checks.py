"""Checking a version and keeping what came out; called inside the transactions of the desk's actions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from dudao.diagnostics.suppressions import Suppression
from dudao.diagnostics.verdict import Verdict
from dudao.reports.bind.decisions import kept_bindings
from dudao.reports.bind.saved import SavedBinding, entry_of, saved_of
from dudao.web.report_desk.checking import Against, Checked, check_against, readings_of
from dudao.web.report_desk.documents import drafted_bindings
from dudao.web.report_desk.knowledge import known_for, stamp_of
from dudao.web.report_desk.models import AcceptedRemark, Desk, ReportVersion, VersionCheck
from dudao.web.report_desk.outcome import counts_of, outcome_of
from dudao.web.report_desk.states import ExceptionState
from dudao.web.schemes.editions import scheme_of


def check_version(version: ReportVersion, at: datetime) -> VersionCheck:
    """Check a version with what is known now, and keep the outcome in the place of the one before.

    Raises:
        UnreadableError, MissingToolError: the file is no report that can be read.
    """
    evaluated = version.desk.evaluated
    stamp = stamp_of(evaluated)
    checked = checked_now(version, timezone.localdate(at))
    before = VersionCheck.objects.filter(version=version).first()
    outcome = outcome_of(checked, before.result.get("told", {}) if before else {})
    columns = {"made_at": at, "stamp": stamp, "trouble": "", "result": outcome, **counts_of(checked, outcome)}
    made, _new = VersionCheck.objects.update_or_create(version=version, defaults=columns)
    _follow(version, checked)
    return made


def note_trouble(version: ReportVersion, trouble: str, at: datetime) -> VersionCheck:
    """Keep that a version's file cannot be read, and why."""
    columns = {"made_at": at, "stamp": "", "trouble": trouble[:400], "result": {}, "verdict": Verdict.INCOMPLETE.value}
    made, _new = VersionCheck.objects.update_or_create(version=version, defaults=columns)
    return made


def checked_now(version: ReportVersion, today: date) -> Checked:
    """A version bound to and checked with what is known now; nothing is written."""
    evaluated = version.desk.evaluated
    against = Against(
        known=known_for(evaluated),
        scheme=scheme_of(evaluated.round.edition),
        period=evaluated.round.period,
        today=today,
        saved=saved_for(version),
        accepted=tuple(_suppression(each) for each in agreed(version.desk)),
    )
    return check_against(readings_of(version.file.path, version.file_name, version.sha256), against)


def saved_for(version: ReportVersion) -> tuple[SavedBinding, ...]:
    """What people said of bindings, and what a drafted text was written from where nobody said anything."""
    said = words_of(version.desk)
    spoken = {each.quote for each in said}
    return (*said, *(each for each in drafted_bindings(version.content) if each.quote not in spoken))


def words_of(desk: Desk) -> tuple[SavedBinding, ...]:
    """What people said of bindings."""
    return tuple(saved_of(entry) for entry in desk.bindings)


def keep_words(desk: Desk, saved: Iterable[SavedBinding]) -> None:
    """Keep what people said of bindings; proposals of the machine are made anew with every check."""
    desk.bindings = [entry_of(each) for each in saved if each.status != "proposed"]
    desk.save(update_fields=["bindings"])


def _follow(version: ReportVersion, checked: Checked) -> None:
    """Bring what people said up to the newest version, so that the next one finds it again."""
    desk = version.desk
    if desk.bindings and not desk.versions.filter(number__gt=version.number).exists():
        kept = kept_bindings(checked.bound)
        if json.dumps([entry_of(each) for each in kept if each.status != "proposed"]) != json.dumps(desk.bindings):
            keep_words(desk, kept)


def agreed(desk: Desk) -> list[AcceptedRemark]:
    """Remarks that were accepted by two people and not opened again."""
    return list(desk.exceptions.filter(state=ExceptionState.AGREED))


def _suppression(each: AcceptedRemark) -> Suppression:
    return Suppression(
        code=each.code,
        reason=each.reason,
        text=each.text,
        person=each.asked_by,
        until=each.until,
        fingerprint=each.fingerprint,
        document=each.document,
        approved_by=each.decided_by,
    )


def bound_of(check: VersionCheck, version: ReportVersion) -> dict[str, Any]:
    """What the figures of a version stood on when it came: hash and tables of the data, and each fact with its value."""
    known = known_for(version.desk.evaluated)
    facts = [
        {name: each[name] for name in ("id", "quote", "fact", "expected", "unit", "state")}
        for each in check.result["figures"]
        if each["fact"]
    ]
    tables = [{"table": each.id, "file": each.file, "rows": each.rows, "digest": each.digest} for each in known.tables]
    return {"stamp": check.stamp, "digest": known.digest, "tables": tables, "facts": facts}
