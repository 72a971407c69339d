"""Long work of publishing: what waits for the end of its notice period."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dudao.web.jobs.progress import Progress
from dudao.web.jobs.registry import job
from dudao.web.library.keeping import page_of
from dudao.web.publishing.actions.reviewing import JOB, publish_noticed


@job(JOB, _("公示期满，公开文档"))
def notice_over(progress: Progress, address: str) -> str:
    """Publish a document whose notice period is over, in the name of whoever took it."""
    document = publish_noticed(address=address, by=progress.by, at=timezone.now())
    return page_of(document) if document else ""
