"""The report: its final version as Word and PDF, its last check, what people said of its figures and remarks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from dudao.bundles.manifest import PartKind, canonical
from dudao.bundles.write import Source, source_of
from dudao.values.errors import MissingToolError
from dudao.web.report_desk.files import official_of
from dudao.web.report_desk.knowledge import stamp_of
from dudao.web.report_desk.models import Desk, ReportVersion, VersionCheck
from dudao.web.report_desk.outcome import is_contradiction
from dudao.web.report_desk.queries import changed_of, docx_of, final_version, open_errors_of, pdf_of
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.states import StageKind
from dudao.web.rounds.steps import place_of
from dudao.web.submissions.contents.contract import Gathered, Ingredient, Need
from dudao.web.submissions.contents.moments import utc

PERSONAL = "MSK004"
"""The rule that finds numbers of identity cards, phones and the like."""
COUNTS = ("errors", "warnings", "notes", "accepted", "agrees", "differs", "undecided", "unbound", "changed")


def needs(evaluated: RoundBody) -> list[Need]:
    """A final version; none with personal data where it will be shown to the public."""
    address, final = place_of(StageKind.REPORT, evaluated), final_version(evaluated)
    if final is None:
        return [Need(StageKind.REPORT, _("自评报告还没有定稿"), False, address)]
    words = _("自评报告已定稿（第 %(number)s 版）") % {"number": final.number}
    found = [Need(StageKind.REPORT, words, True, address)]
    if errors := open_errors_of(final):
        told = _("定稿还有 %(count)s 处错误，或与数据、台账不符的地方，没有改正") % {"count": errors}
        lines = (str(told), *_contradictions(final))
        found.append(Need(StageKind.REPORT, told, False, address, is_required=False, lines=lines))
    if is_out_of_date(final):
        changed = _("定稿以后数据、台账或佐证又有变化，还没有重新核对：可能有句子与数据不符")
        found.append(Need(StageKind.REPORT, changed, False, address, is_required=False))
    exposed = personal_data_in(final)
    is_shown = evaluated.round.stages.filter(kind=StageKind.NOTICE).exists()
    if exposed and is_shown:
        told = _("定稿里有 %(count)s 处疑似个人信息，不能公示，请先改正") % {"count": exposed}
        found.append(Need(StageKind.REPORT, told, False, address))
    return found


def is_out_of_date(version: ReportVersion) -> bool:
    """Whether what is known of the body has changed since the version was last checked."""
    stamp = VersionCheck.objects.filter(version=version).values_list("stamp", flat=True).first()
    return stamp is not None and stamp != stamp_of(version.desk.evaluated)


def _contradictions(version: ReportVersion) -> list[str]:
    """The passages of a version that contradict what was accepted, or whose fact is another now, each with what is said of it."""
    check = VersionCheck.objects.filter(version=version).first()
    if check is None:
        return []
    remarks = [each for each in check.result.get("remarks", []) if is_contradiction(each)]
    said = [f"“{each['quote']}”：{each['message']['zh']}" for each in remarks]
    return said + [f"“{each['quote']}”：{each['was']}→{each['expected']}" for each in changed_of(check)]


def personal_data_in(version: ReportVersion) -> int:
    """How many places of a version expose personal data, as its last check found, accepted ones included: no exception
    makes them fit for the public."""
    check = VersionCheck.objects.filter(version=version).first()
    return sum(each.get("code") == PERSONAL for each in check.result.get("remarks", [])) if check else 0


def gather(evaluated: RoundBody, into: Gathered) -> None:
    """Word and PDF, the check, bindings and accepted remarks; the text for the public notice."""
    final = final_version(evaluated)
    if final is None:
        return
    desk = Desk.objects.get(evaluated=evaluated)
    more = {
        "version": str(final.number),
        "author": final.made_by,
        "made_at": utc(final.made_at),
        "sha256": final.sha256,
    }
    into.sources.append(source_of("report/report.docx", PartKind.REPORT, "自评报告", docx_of(final), more))
    into.sources += _portable(final)
    into.sources.append(_json("report/check.json", PartKind.CHECK, "检查结果", _check_of(final)))
    into.sources.append(_json("report/bindings.json", PartKind.BINDINGS, "核对绑定", {"bindings": desk.bindings}))
    into.sources.append(_json("report/suppressions.json", PartKind.SUPPRESSIONS, "接受的例外", _exceptions_of(desk)))
    into.approvals.append({"what": f"自评报告 {final.number}", "by": desk.final_by, "at": utc(desk.final_at)})
    into.report_version = final.pk
    into.report_text = _text_of(final)


def _portable(version: ReportVersion) -> list[Source]:
    try:
        return [source_of("report/report.pdf", PartKind.REPORT, "自评报告（PDF）", pdf_of(version))]
    except MissingToolError:  # no Chinese font on this machine: the Word file says the same
        return []


def _json(path: str, kind: str, title: str, content: dict[str, Any]) -> Source:
    return source_of(path, kind, title, canonical(content))


def _check_of(version: ReportVersion) -> dict[str, Any]:
    check = VersionCheck.objects.filter(version=version).first()
    if check is None:
        return {"verdict": "incomplete"}
    remarks = [
        {name: each.get(name) for name in ("code", "level", "quote", "message", "accepted")}
        for each in check.result.get("remarks", [])
    ]
    counts = {name: getattr(check, name) for name in COUNTS}
    return {"verdict": check.verdict, "made_at": utc(check.made_at), "counts": counts, "remarks": remarks}


def _exceptions_of(desk: Desk) -> dict[str, Any]:
    columns = ("code", "quote", "message", "reason", "text", "document", "until", "state")
    rows = [{name: str(getattr(each, name) or "") for name in columns} for each in desk.exceptions.order_by("pk")]
    return {"exceptions": rows}


def _text_of(version: ReportVersion) -> list[dict[str, Any]]:
    document = official_of(version)
    title = {"level": 1, "text": document.title}
    parts = [{"level": each.kind.level + 1 if each.kind.level else 0, "text": each.text} for each in document.parts]
    signed = [{"level": 0, "text": text} for text in (document.signatory, document.date) if text]
    addressee = [{"level": 0, "text": f"{document.addressee}："}] if document.addressee else []
    return [title, *addressee, *parts, *signed]


INGREDIENT = Ingredient(StageKind.REPORT, needs, gather)
