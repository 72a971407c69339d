"""The papers of an application: form (申报表), self-check report (自查报告), policies (政策汇编), the city's record (复核表)."""

from __future__ import annotations

from django.utils import timezone

from dudao.indicators.output.wording import VERDICTS
from dudao.reports.draft.amounts import printed_day
from dudao.reports.draft.document import OfficialDocument, Part, PartKind
from dudao.reports.draft.form import FormRow, FormTable, PrintedForm
from dudao.values.numerals import chinese_ordinal
from dudao.web.assessments.applications import conditions_of, parts_of_application, policies_of, recognised_on
from dudao.web.assessments.known import measured_of
from dudao.web.assessments.models import Application
from dudao.web.assessments.points import parts_of
from dudao.web.assessments.queries import scores_of

NAMED = (22.0, 78.0)
"""Widths of a table of names and values."""


def application_form(application: Application) -> PrintedForm:
    """The application form to print, sign and seal."""
    evaluated = application.evaluated
    measured = measured_of(evaluated)
    rows = [
        FormRow(("申报县（市、区）", evaluated.name)),
        FormRow(("评价方案", evaluated.round.edition.title_zh)),
        FormRow(("评价年度", evaluated.round.period)),
        FormRow(("基本均衡国家认定日期", recognised_on(evaluated, measured) or "数据未填")),
        FormRow(("认定文件", application.recognised_by)),
        FormRow(("认定以来各年度监测情况", application.monitoring)),
        FormRow(("申报意见", application.statement)),
        FormRow(("联系人、电话", f"{application.contact}　{application.telephone}".strip())),
    ]
    conditions = [
        FormRow((each.name, VERDICTS[each.verdict][0], "；".join(each.reasons)))
        for each in conditions_of(evaluated, measured)
    ]
    tables = [FormTable((), NAMED, tuple(rows))]
    if conditions:
        tables.append(FormTable(("申报条件", "是否具备", "说明"), (40.0, 15.0, 45.0), tuple(conditions)))
    title = f"{evaluated.name}县域义务教育优质均衡发展申报表"
    if "优质均衡" not in evaluated.round.edition.title_zh:
        title = f"{evaluated.name}申报表"
    signatures = ("填表人", "县级人民政府负责人（签章）")
    return PrintedForm(title, (), tuple(tables), signatures=signatures, author=f"{evaluated.name}人民政府")


def self_check_report(application: Application) -> OfficialDocument:
    """The self-check report: the narratives of all points under the headings of the scheme."""
    evaluated = application.evaluated
    narratives = {each.point: each.narrative for each in scores_of(evaluated)}
    parts = [
        Part(
            PartKind.TEXT,
            f"按照{evaluated.round.edition.title_zh}要求，我们对照标准逐项开展了自查。现将有关情况报告如下：",
        )
    ]
    for number, group in enumerate(parts_of(evaluated.round.edition), start=1):
        single = len(group.points) == 1
        title = group.points[0].point.title_zh if single or not group.title else group.title
        parts.append(Part(PartKind.HEADING_1, f"{chinese_ordinal(number)}、{title}"))
        for place, each in enumerate(group.points, start=1):
            if not single:
                parts.append(Part(PartKind.HEADING_2, f"（{chinese_ordinal(place)}）{each.point.title_zh}"))
            text = narratives[each.point.code].strip() or "（尚未填写）"
            parts += [Part(PartKind.TEXT, line.strip()) for line in text.splitlines() if line.strip()]
    day = timezone.localdate(application.applied_at) if application.applied_at else None
    return OfficialDocument(
        title=f"{evaluated.name}人民政府自查报告",
        addressee="",
        parts=tuple(parts),
        signatory=f"{evaluated.name}人民政府",
        date=printed_day(day) if day else "",
    )


def policies_form(application: Application) -> PrintedForm:
    """The compilation of policies: a list of documents, each with the evidence that holds it."""
    evaluated = application.evaluated
    rows = tuple(
        FormRow(
            (
                str(number),
                each.title,
                each.number,
                each.issuer,
                each.day.isoformat() if each.day else "",
                each.evidence,
            )
        )
        for number, each in enumerate(policies_of(evaluated), start=1)
    )
    headings = ("序号", "文件标题", "文号", "发文机关", "日期", "佐证编号")
    table = FormTable(headings, (6.0, 40.0, 20.0, 16.0, 10.0, 8.0), rows, (0,))
    return PrintedForm(f"{evaluated.name}政策汇编目录", (), (table,), author=f"{evaluated.name}人民政府", is_wide=True)


def review_form(application: Application) -> PrintedForm:
    """What the city concluded, part by part, with its opinion."""
    rows = []
    for each in parts_of_application(application):
        mark = each.mark
        words = (
            "未复核" if mark is None else "已变动，待复核" if each.is_stale else "通过" if mark.is_confirmed else "退回"
        )
        rows.append(
            FormRow((each.title, each.told, words, mark.reason if mark else "", mark.marked_by if mark else ""))
        )
    headings = ("申报材料", "内容", "复核结论", "退回原因", "复核人")
    opinion = FormTable((), NAMED, (FormRow(("市级复核意见", application.opinion)),))
    return PrintedForm(
        f"{application.evaluated.name}申报材料市级复核表",
        (),
        (FormTable(headings, (28.0, 18.0, 14.0, 28.0, 12.0), tuple(rows)), opinion),
        signatures=("复核人", "市级人民政府负责人（签章）"),
    )
