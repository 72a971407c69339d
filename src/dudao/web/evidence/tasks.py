"""Long work of evidence: reading what was handed in."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dudao.web.evidence.models import EvidenceEntry
from dudao.web.evidence.reading import READING, read_file
from dudao.web.jobs.progress import Progress
from dudao.web.jobs.registry import job


@job(READING, _("读取佐证材料"), longest=timedelta(minutes=40))
def read(progress: Progress, sha256: str) -> str:
    """Draw a file's pages and read its text; leads to the first entry that has it."""
    read_file(sha256, progress.tell)
    entry = EvidenceEntry.objects.filter(file_id=sha256).select_related("evaluated__round").order_by("id").first()
    if entry is None:
        return ""
    body = entry.evaluated
    return reverse("evidence:entry-detail", args=[body.round.address, body.body_id, entry.address])
