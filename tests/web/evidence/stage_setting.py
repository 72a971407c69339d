"""A catalogue on stage: a county of the cast in a round under way, its points handed to two departments, files to hand in."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from dudao.web.evidence.actions import Upload, add_file
from dudao.web.evidence.models import EvidenceEntry
from dudao.web.rounds.actions import Share, assign_tasks, change_round, draft_round, open_round
from dudao.web.rounds.models import RoundBody
from dudao.web.schemes.actions import publish_shipped
from tests.web.cast import NOW, acting_as
from tests.web.rounds.stage_setting import EDITION, NOTICE, TIMETABLE

SHARES = (
    Share("1.1", "990102-edu", ("990102-fin",)),
    Share("2.4", "990102-fin"),
    Share("2.5", "990102-edu"),
)
MINUTES = """临江县人民政府教育督导委员会文件
临教督〔2025〕3号
关于印发全县教育工作会议纪要的通知
各乡镇人民政府，县直各有关部门：
现将全县教育工作会议纪要印发给你们，请认真贯彻落实。会议研究了学校布局和教师编制。
临江县人民政府教育督导委员会
2025年9月15日
"""


def catalogue() -> RoundBody:
    """The county in a round under way; the education office leads 1.1 and 2.5, the finance office 2.4 and helps with 1.1."""
    publish_shipped(name=EDITION, by=acting_as("operator"), at=NOW)
    by = acting_as("supervisor")
    found = draft_round(notice=NOTICE, edition=EDITION, office_code="990000", by=by, at=NOW)
    codes = ["990102", "990103"]
    change_round(address=found.address, notice=NOTICE, stages=TIMETABLE, codes=codes, by=by, at=NOW)
    open_round(address=found.address, by=by, at=NOW)
    evaluated = RoundBody.objects.select_related("round__edition", "round__office").get(body_id="990102")
    assign_tasks(evaluated_id=evaluated.pk, shares=SHARES, by=acting_as("coordinator"), at=NOW)
    return evaluated


def handed_in(
    evaluated: RoundBody,
    content: bytes | str = MINUTES,
    name: str = "会议纪要.txt",
    *,
    by: str = "reporter",
    **more: Any,
) -> EvidenceEntry:
    """A file as somebody of the county hands it in."""
    given = content.encode() if isinstance(content, str) else content
    upload = Upload(content=ContentFile(given, name="file"), name=name, **more)
    return add_file(evaluated_id=evaluated.pk, upload=upload, by=acting_as(by), at=NOW).entry


def picture(width: int = 40, height: int = 30, form: str = "PNG", **more: Any) -> bytes:
    """A plain picture."""
    target = BytesIO()
    Image.new("RGB", (width, height), "navy").save(target, form, **more)
    return target.getvalue()
