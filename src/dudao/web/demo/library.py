"""The library of the invented province: documents of several kinds, formats and tiers, handed in, corrected, reviewed, published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile

from dudao.web.acting import Acting
from dudao.web.bodies.models import Body
from dudao.web.demo.documents import Planned, planned_in
from dudao.web.demo.stage import Stage
from dudao.web.jobs.worker import work_off
from dudao.web.library.actions import READING
from dudao.web.library.following import RELATING
from dudao.web.library.models import Document
from dudao.web.publishing.actions.correcting import correct_document
from dudao.web.publishing.actions.handing_in import hand_in_file
from dudao.web.publishing.actions.privacy import judge_place
from dudao.web.publishing.actions.reviewing import accept_upload
from dudao.web.publishing.actions.submitting import submit_document
from dudao.web.publishing.models import Decision
from dudao.web.publishing.privacy import newest_of, places_of

FOLDER = "library"
"""Beside the folder of the example's tables."""
KEEPER = "supervisor"
KEPT = "虚构的人名和号码，不涉及真人"
ALIKE = "同一报告的不同稿次，分别公开"


def open_library(stage: Stage) -> None:
    """Every document of the folder, in its catalogue's order."""
    for planned in planned_in(stage.example.folder.parent / FOLDER):
        stage.tell(f"  {planned.name}")
        bring_in(stage, planned)
    work_off(RELATING)  # else the first who open the site see figures that nothing has been compared with


def bring_in(stage: Stage, planned: Planned) -> None:
    """One document, from the upload to where its line of the catalogue leaves it."""
    by, at = stage.acting(planned.uploader), stage.days.at(-planned.days_ago, 10)
    address = hand_in_file(content=ContentFile(planned.content), name=planned.name, by=by, at=at).address
    work_off(READING)
    if planned.state == "waiting":
        return
    fields: dict[str, Any] = {**planned.corrected, "tier": planned.tier, "source": planned.source}
    if "place" in fields:
        fields["body"] = Body.objects.filter(name=fields["place"]).first()
    correct_document(address=address, fields=fields, is_responsible=True, by=by, at=at)
    _keep_names(address, by, at)
    submit_document(address=address, likeness_reason=ALIKE, by=by, at=at)
    if planned.state == "published":
        accept_upload(address=address, by=stage.acting(KEEPER), at=stage.days.at(-planned.days_ago, 15))
        Document.objects.filter(address=address).update(views=planned.views)


def _keep_names(address: str, by: Acting, at: datetime) -> None:
    """What was found stays as it is: everything in these documents is invented."""
    document = Document.objects.get(address=address)
    version = newest_of(document)
    keys = [each.exposure.key for each in places_of(document, version)] if version is not None else []
    if keys:
        judge_place(address=address, keys=keys, decision=Decision.KEEP, reason=KEPT, by=by, at=at)
