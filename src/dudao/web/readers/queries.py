"""What readers' pages show, always for somebody."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, QuerySet

from dudao.web.acting import Acting
from dudao.web.library.models import Document, Membership
from dudao.web.library.policy import is_member, may_keep_library, may_see
from dudao.web.readers.models import CodeBatch, Favourite, Notice, Reader, Visit
from dudao.web.readers.policy import own_id


def document_seen(acting: Acting, address: str) -> Document | None:
    """A document that somebody may see; None for one they may not know of."""
    found = Document.objects.filter(address=address).first()
    return found if found is not None and may_see(acting, found) else None


def favourites_of(acting: Acting) -> QuerySet[Favourite]:
    """Somebody's favourites, newest first."""
    return Favourite.objects.filter(person_id=own_id(acting)).select_related("document")


def is_favourite(acting: Acting, document: Document) -> bool:
    """Whether a document is one of somebody's favourites."""
    return acting.is_known and favourites_of(acting).filter(document=document).exists()


def visits_of(acting: Acting) -> QuerySet[Visit]:
    """What somebody opened, the latest first."""
    return Visit.objects.filter(person_id=own_id(acting)).select_related("document")


def notices_of(acting: Acting) -> QuerySet[Notice]:
    """Somebody's notices, newest first."""
    return Notice.objects.filter(person_id=own_id(acting))


def uploads_of(acting: Acting) -> QuerySet[Document]:
    """Documents that somebody handed in, newest first."""
    return Document.objects.filter(uploader_id=own_id(acting)).order_by("-uploaded_at", "-pk")


def choices_of(acting: Acting) -> Reader:
    """What somebody chose as a reader; the defaults where nothing was chosen."""
    return Reader.objects.filter(person_id=own_id(acting)).first() or Reader(person_id=own_id(acting))


def signature_of(acting: Acting) -> str:
    """The name under which somebody's comments stand: the chosen one, else the own name but for its first sign covered.

    >>> signature_of(Acting(name="张三丰"))
    '张**'
    """
    chosen = choices_of(acting).pen_name if acting.is_known else ""
    return chosen or f"{acting.name[:1]}**"


def memberships_of(acting: Acting) -> QuerySet[Membership]:
    """Somebody's memberships, the latest first."""
    return Membership.objects.filter(person_id=own_id(acting))


def has_membership(acting: Acting, day: date) -> bool:
    """Whether somebody reads what is for members on a day."""
    return is_member(acting, day)


def members(acting: Acting, *, words: str = "", only_open: bool = False, day: date) -> QuerySet[Membership]:
    """Memberships of everybody, for those who grant them; by name or login, and only those that hold on a day."""
    found = Membership.objects.select_related("person", "code__batch").order_by("-granted_at", "-pk")
    if not may_keep_library(acting):
        return found.none()
    if words:
        found = found.filter(Q(person__name__contains=words) | Q(person__login=words))
    if only_open:
        found = found.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, ended_at=None)
    return found


def batches(acting: Acting) -> QuerySet[CodeBatch]:
    """Batches of codes with how many there are and how many are used, for those who make them."""
    counted = CodeBatch.objects.annotate(made=Count("codes"), used=Count("codes", filter=~Q(codes__used_at=None)))
    return counted if may_keep_library(acting) else counted.none()
