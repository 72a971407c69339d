"""The notice of a round as an official document (通知), in the official format."""

from __future__ import annotations

from django.utils import timezone

from dudao.reports.draft.amounts import printed_day
from dudao.reports.draft.document import OfficialDocument, Part, PartKind
from dudao.web.rounds.models import Round


def notice_of(found: Round) -> OfficialDocument:
    """Title, addressees, the text, the scheme, the timetable, issuer and date."""
    bodies = "，".join(each.name for each in found.bodies.all())
    parts = [Part(PartKind.TEXT, line.strip()) for line in found.notice_text.splitlines() if line.strip()]
    parts.append(Part(PartKind.HEADING_1, "一、评价依据"))
    parts.append(Part(PartKind.TEXT, f"本次评价依据《{found.edition.title_zh}》，评价年度为{found.period}。"))
    parts.append(Part(PartKind.HEADING_1, "二、时间安排"))
    for number, stage in enumerate(found.stages.all(), 1):
        first, last = printed_day(stage.first_day), printed_day(stage.last_day)
        parts.append(Part(PartKind.TEXT, f"{number}. {stage.get_kind_display()}：{first}至{last}。"))
    day = timezone.localdate(found.opened_at) if found.opened_at else None
    return OfficialDocument(
        title=found.title,
        addressee=bodies,
        parts=tuple(parts),
        signatory=found.issuer or found.office.name,
        date=printed_day(day) if day else "",
    )
