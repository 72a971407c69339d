"""The library of the invented province: documents of several kinds, formats and tiers, read and published."""

from __future__ import annotations

from django.core.files.base import ContentFile

from dudao.web.demo.documents import Planned, planned_in
from dudao.web.demo.stage import Stage
from dudao.web.jobs.worker import work_off
from dudao.web.library.actions import READING, receive_file
from dudao.web.library.keeping import publish_document
from dudao.web.library.models import Document

FOLDER = "library"
"""Beside the folder of the example's tables."""
KEEPER = "supervisor"


def open_library(stage: Stage) -> None:
    """Hand in, read and publish every document of the folder."""
    for planned in planned_in(stage.example.folder.parent / FOLDER):
        stage.tell(f"  {planned.name}")
        _publish(stage, planned)


def _publish(stage: Stage, planned: Planned) -> Document:
    at = stage.days.at(-planned.days_ago, 10)
    by = stage.acting(planned.uploader)
    content = ContentFile(planned.content)
    document = receive_file(
        content=content, name=planned.name, by=by, at=at, tier=planned.tier, source=planned.source, is_own=True
    )
    work_off(READING)
    return document
    keeper = stage.acting(KEEPER)
    return publish_document(address=document.address, by=keeper, at=stage.days.at(-planned.days_ago, 15))
