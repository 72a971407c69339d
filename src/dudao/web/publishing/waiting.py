"""What waits in this app: uploads to be corrected for who handed them in, the queue for the operators."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.library.models import Document
from dudao.web.library.policy import may_keep_library
from dudao.web.library.states import DocumentState
from dudao.web.pages.todo import Todo
from dudao.web.publishing.queries import queue


def queue_length(acting: Acting) -> int:
    """How many uploads wait for the operators; 0 for others."""
    return queue("waiting").count() if may_keep_library(acting) else 0


def waiting(acting: Acting, moment: datetime) -> Iterator[Todo]:
    """Uploads that came back or wait to be corrected; for operators what was submitted and new versions."""
    if not acting.is_known:
        return
    own = Document.objects.filter(uploader_id=acting.person_id)
    address = reverse("publishing:upload-new")
    if declined := own.filter(state=DocumentState.DECLINED).count():
        yield Todo(_("上传的文档没有采用，请修改或放弃"), address, count=declined, is_returned=True)
    if corrected := own.filter(state=DocumentState.WAITING).count():
        yield Todo(_("核对上传的文档"), address, count=corrected)
    if may_keep_library(acting):
        listed = reverse("publishing:upload-queue")
        if count := queue("waiting").count():
            yield Todo(_("审核上传的文档"), listed, count=count)
        if count := queue("versions").count():
            yield Todo(_("审核文档的新版本"), f"{listed}?part=versions", count=count)
