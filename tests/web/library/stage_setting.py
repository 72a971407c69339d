"""Files handed in by the cast, and what is shown of them once they are read."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile

from dudao.web.jobs.worker import work_off
from dudao.web.library.actions import receive_file, redact_document
from dudao.web.library.models import Document, Rendition
from tests.web.cast import NOW, acting_as

REPORT = """云东市人民政府履行教育职责情况的自评报告
省人民政府教育督导室：
现将2024年度履行教育职责情况报告如下：
一、保障教育投入
2024年，全市一般公共预算教育经费64.69亿元，比上年增长1.81%。
二、办好义务教育
全市消除大班额，2024年9月10日，市政府召开教育工作会议。按照《云州省中小学校建设规划》，新建学校12所。
云东市人民政府
2025年3月5日
"""


def received(content: bytes | str, name: str = "自评报告.txt", **given: Any) -> Document:
    """A document after its file was handed in and read."""
    blob = content.encode() if isinstance(content, str) else content
    document = receive_file(content=ContentFile(blob, "file"), name=name, by=acting_as("reporter"), at=NOW, **given)
    return read(document)


def read(document: Document) -> Document:
    """A document after what waits of it was read."""
    work_off("library.read")
    document.refresh_from_db()
    return document


def redacted(document: Document, redactions: list[dict[str, Any]]) -> Rendition:
    """What is shown of a document after parts were covered."""
    redact_document(address=document.address, redactions=redactions, by=acting_as("reporter"), at=NOW)
    return shown(read(document))


def shown(document: Document) -> Rendition:
    """What is shown of a document."""
    assert document.current is not None
    return document.current.rendition
