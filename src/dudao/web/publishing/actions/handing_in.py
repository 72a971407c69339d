"""A file or the words of a page come in; one that failed is read again; one that nobody wants is given up."""

from __future__ import annotations

from datetime import datetime

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.names import declare
from dudao.web.library.actions import begin_reading, receive_file
from dudao.web.library.keeping import locked
from dudao.web.library.models import Document
from dudao.web.library.states import DocumentState
from dudao.web.policies import Refused
from dudao.web.publishing import policy
from dudao.web.publishing.actions.noting import handing_of, note

READ_AGAIN = declare("library.read-again", _("重新处理上传的文件"))
DISCARDED = declare("library.discarded", _("放弃上传"))
MOST_WORDS = 2_000_000
"""Characters of a page that is pasted: some thousand printed pages."""


@transaction.atomic
def hand_in_file(*, content: File[bytes], name: str, by: Acting, at: datetime) -> Document:
    """Take a file in (上传): a document that is being read."""
    policy.may_hand_in(by).require()
    document = receive_file(content=content, name=name, by=by, at=at)
    handing_of(document)
    return document


def hand_in_words(*, words: str, source: str, by: Acting, at: datetime) -> Document:
    """Take the text or the saved HTML of a page in; `source` is the address it came from, kept as where it is from."""
    text = words.strip()
    if not text:
        raise Refused(_("请粘贴网页的文字或源代码。"))
    if len(text) > MOST_WORDS:
        raise Refused(_("粘贴的内容超过 200 万字，请保存为文件后上传。"))
    is_markup = (
        text[:2000].lower().lstrip("\ufeff").startswith(("<!doctype", "<html", "<head", "<body", "<div", "<article"))
    )
    day = timezone.localdate(at).isoformat()
    name = gettext("网页 %(day)s") % {"day": day} + (".html" if is_markup else ".txt")
    return _take(ContentFile(text.encode()), name, source, by, at)


@transaction.atomic
def _take(content: File[bytes], name: str, source: str, by: Acting, at: datetime) -> Document:
    policy.may_hand_in(by).require()
    document = receive_file(content=content, name=name, by=by, at=at, source=source.strip()[:200])
    handing_of(document)
    return document


@transaction.atomic
def read_again(*, address: str, by: Acting, at: datetime) -> Document:
    """Have a file that could not be read tried once more."""
    document = locked(address)
    policy.may_read_again(by, document).require()
    version = document.versions.order_by("-number").first()
    if version is None:
        raise Refused(_("文件没有保存下来，请重新上传。"))
    document.state, document.reason = DocumentState.READING, ""
    document.save(update_fields=["state", "reason"])
    begin_reading(version, given=[], by=by, at=at)
    note(READ_AGAIN, document, by=by, at=at)
    return document


@transaction.atomic
def discard_upload(*, address: str, by: Acting, at: datetime) -> None:
    """Give an upload up (放弃): it is gone, the audit keeps that it was there."""
    document = locked(address)
    policy.may_discard(by, document).require()
    note(DISCARDED, document, by=by, at=at)
    document.current = None
    document.save(update_fields=["current"])
    document.delete()
