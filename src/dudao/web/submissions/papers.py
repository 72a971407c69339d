"""Record form (备案表) and receipt (回执): what stands on them, the code that leads to their hash, as Word and PDF."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from dudao.reports.draft.one_page import FormDocument, SignedBox
from dudao.reports.draft.one_page_portable import render_form_pdf
from dudao.reports.draft.one_page_word import render_form_word
from dudao.web.rounds.states import StageKind
from dudao.web.submissions.models import PublicNotice, Submission
from dudao.web.submissions.timing import kinds_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
GROUP = 8
MODULE = 8
"""Pixels of a square of the code: 30 lines a millimetre when printed."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as a page shows it: the form, and its code as a picture in the address."""

    form: FormDocument
    code: str
    file_name: str


def grouped(digest: str) -> str:
    """A hash in groups of eight signs, as people compare it.

    >>> grouped("0123456789abcdef")
    '01234567 89abcdef'
    """
    return " ".join(digest[start : start + GROUP] for start in range(0, len(digest), GROUP))


def address_of_hash(digest: str) -> str:
    """Where anybody may ask for a hash; what the code holds."""
    return settings.SITE.address.rstrip("/") + reverse("submissions:hash-check", args=[digest])


def _code(digest: str) -> tuple[bytes, str]:
    code = segno.make(address_of_hash(digest), error="q", micro=False)
    picture = io.BytesIO()
    code.save(picture, kind="png", scale=MODULE, border=4)
    return picture.getvalue(), code.png_data_uri(scale=4, border=4)


def record_form_of(submission: Submission) -> Paper:
    """The record form: printed, signed and sealed by hand, scanned and put in again."""
    evaluated = submission.evaluated
    picture, uri = _code(submission.hash)
    rows = [
        ("报送单位", evaluated.name),
        ("评价轮次", evaluated.round.title),
        ("评价年度", evaluated.round.period),
        ("评价方案", evaluated.round.edition.title_zh),
        ("报送版次", f"第 {submission.number} 版"),
        ("冻结时间", _minute(submission)),
        ("封存件哈希", grouped(submission.hash)),
    ]
    signing = StageKind.SIGNING in kinds_of(evaluated)
    if submission.lacking:
        rows.append(("仍缺或不一致", f"{len(submission.lacking)} 项（{submission.lacking_reason}）"))
    rows += [
        (
            each.department.name,
            f"{each.get_decision_display()}（{each.by}，{_day(each.at)}）" if each.decision else "待确认",
        )
        for each in submission.confirmations.select_related("department")
    ]
    if signing:
        signed = f"{submission.signed_by}（{_day(submission.signed_at)}）" if submission.signed_at else "待审签"
        rows.append(("网上审签", signed))
    form = FormDocument(
        title="自评材料报送备案表",
        rows=tuple(rows),
        boxes=(
            SignedBox("承办部门意见", "签字：　　　　　　　　年　　月　　日"),
            SignedBox("主要负责人审签", "签字（盖章）：　　　　　年　　月　　日"),
        ),
        picture=picture,
        caption=f"扫码核对，哈希前八位 {submission.hash[:GROUP]}",
        notes=("注：本表与封存件一一对应；内容有任何改动，哈希都会不同，须重新打印、签字。",),
    )
    return Paper(form, uri, f"备案表-{evaluated.name}-{submission.number}")


def receipt_of(submission: Submission) -> Paper:
    """The receipt of what was sent."""
    evaluated = submission.evaluated
    picture, uri = _code(submission.hash)
    notice = PublicNotice.objects.filter(submission=submission).first()
    rows = [
        ("回执编号", submission.receipt_number or ""),
        ("报送单位", evaluated.name),
        ("评价轮次", evaluated.round.title),
        ("报送版次", f"第 {submission.number} 版"),
        (
            "报送时间",
            timezone.localtime(submission.sent_at).strftime("%Y-%m-%d %H:%M:%S") if submission.sent_at else "",
        ),
        ("是否逾期", "逾期（已获同意）" if submission.is_late else "按时"),
        ("报送人", submission.sent_by),
        ("封存件哈希", grouped(submission.hash)),
        ("签批记录哈希", grouped(submission.endorsements_hash)),
    ]
    if notice is not None:
        days = f"{notice.first_day} 至 {notice.last_day}，收到意见 {notice.objections.count()} 条，均已答复"
        rows.append(("公示", days))
    rows.append(("接收单位", evaluated.round.office.name))
    form = FormDocument(
        title="报送回执",
        rows=tuple(rows),
        picture=picture,
        caption="扫码核对",
        notes=("离线核验：dudao bundle verify 文件 --hash 封存件哈希",),
    )
    return Paper(form, uri, f"回执-{submission.receipt_number}")


def rendered(paper: Paper, suffix: str) -> tuple[bytes, str]:
    """A paper as a file, and its media type."""
    if suffix == "docx":
        return render_form_word(paper.form), DOCX
    return render_form_pdf(paper.form), PDF


def _minute(submission: Submission) -> str:
    return timezone.localtime(submission.asked_at).strftime("%Y-%m-%d %H:%M")


def _day(moment: datetime | None) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d") if moment else ""
