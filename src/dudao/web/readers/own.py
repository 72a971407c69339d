"""What a reader does with the own side. None of it goes into the audit: what somebody reads concerns nobody else."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.library.models import Document
from dudao.web.policies import Refused
from dudao.web.readers.models import Favourite, Notice, Reader, Visit
from dudao.web.readers.policy import own_id

MOST_FAVOURITES, MOST_VISITS = 1000, 500


@transaction.atomic
def switch_favourite(*, document: Document, by: Acting, at: datetime) -> bool:
    """Put a document among one's favourites, or take it out; gives whether it is one now."""
    own = Favourite.objects.filter(person_id=own_id(by))
    if own.filter(document=document).delete()[0]:
        return False
    if own.count() >= MOST_FAVOURITES:
        raise Refused(_("收藏已满 %(most)d 份，请先取消一些。") % {"most": MOST_FAVOURITES})
    Favourite.objects.get_or_create(person_id=own_id(by), document=document, defaults={"at": at})
    return True


@transaction.atomic
def remember_visit(*, document: Document, by: Acting, at: datetime) -> None:
    """Remember that somebody opened a document, unless they want none of that; the oldest of many go."""
    if Reader.objects.filter(person_id=own_id(by), keeps_history=False).exists():
        return
    found, is_new = Visit.objects.get_or_create(person_id=own_id(by), document=document, defaults={"at": at})
    if not is_new:
        Visit.objects.filter(pk=found.pk).update(at=at, times=F("times") + 1)
        return
    kept = list(Visit.objects.filter(person_id=own_id(by)).values_list("pk", flat=True)[:MOST_VISITS])
    Visit.objects.filter(person_id=own_id(by)).exclude(pk__in=kept).delete()


def forget_history(*, by: Acting) -> int:
    """Forget everything that one opened; gives how many documents."""
    return Visit.objects.filter(person_id=own_id(by)).delete()[0]


def forget_all(*, by: Acting) -> None:
    """Delete favourites, history, notices and choices. Comments, complaints and uploads are deleted on their own pages."""
    with transaction.atomic():
        for kind in (Favourite, Visit, Notice, Reader):
            kind._default_manager.filter(person_id=own_id(by)).delete()


def choose(*, pen_name: str, keeps_history: bool, by: Acting) -> None:
    """Set under which name comments are signed and whether history is kept; what was kept goes where it is not."""
    with transaction.atomic():
        chosen = {"pen_name": pen_name.strip()[:20], "keeps_history": keeps_history}
        Reader.objects.update_or_create(person_id=own_id(by), defaults=chosen)
        if not keeps_history:
            Visit.objects.filter(person_id=own_id(by)).delete()


def mark_read(*, by: Acting, at: datetime, notice: int | None = None) -> None:
    """Mark a notice as read; all of them where none is named."""
    rows = Notice.objects.filter(person_id=own_id(by), read_at=None)
    (rows.filter(pk=notice) if notice is not None else rows).update(read_at=at)
