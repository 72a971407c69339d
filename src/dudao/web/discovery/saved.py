"""Searches that somebody keeps: saved, dropped, and looked through when a document becomes public."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.chain import record
from dudao.web.audit.names import declare
from dudao.web.discovery import policy
from dudao.web.discovery.facets import chosen_of
from dudao.web.discovery.finding import find
from dudao.web.discovery.models import Listing, SavedSearch
from dudao.web.discovery.question import Question
from dudao.web.library.models import Document
from dudao.web.library.signals import person_told
from dudao.web.policies import Refused

SAVED = declare("library.search-saved", _("保存搜索"))
DROPPED = declare("library.search-dropped", _("删除保存的搜索"))
MOST = 30


@transaction.atomic
def save_search(*, question: Question, by: Acting, at: datetime) -> SavedSearch:
    """Keep a search; the same one is kept once."""
    policy.may_save_searches(by).require()
    if question.is_open:
        raise Refused(_("请先输入要搜索的词，或选择一个条件。"))
    kept = saved_for(by)
    query = question.query({"order": ""})
    there = kept.filter(query=query).first()
    if there is not None:
        return there
    if kept.count() >= MOST:
        raise Refused(_("最多保存 %(most)s 个搜索，请先删除不用的。") % {"most": MOST})
    assert by.person_id is not None
    label = " · ".join(filter(None, (question.words, *(str(each.label) for each in chosen_of(question)))))
    made = SavedSearch.objects.create(
        person_id=by.person_id,
        words=question.words,
        chosen=dict(question.chosen),
        query=query,
        label=label[:200],
        saved_at=at,
    )
    record(SAVED, on=f"search {made.pk}", by=by, at=at, details={"query": query})
    return made


@transaction.atomic
def drop_search(*, number: int, by: Acting, at: datetime) -> None:
    """Keep a search no longer."""
    policy.may_save_searches(by).require()
    dropped, _rows = saved_for(by).filter(pk=number).delete()
    if not dropped:
        raise Refused(_("没有这个保存的搜索。"))
    record(DROPPED, on=f"search {number}", by=by, at=at)


def saved_for(acting: Acting) -> QuerySet[SavedSearch]:
    """The searches that somebody keeps."""
    if acting.person_id is None:
        return SavedSearch.objects.none()
    return SavedSearch.objects.filter(person_id=acting.person_id)


def tell_of(document: Document, at: datetime) -> int:
    """Let everybody know whose kept search finds a document now, as far as they themselves read it. Returns how many."""
    listing = Listing.objects.filter(document=document).first()
    told: set[object] = set()
    if listing is None:
        return 0
    for search in SavedSearch.objects.iterator():
        question = Question(search.words, search.chosen)
        if search.person_id in told or search.person_id == document.uploader_id:
            continue
        found = find(
            question, Acting(person_id=search.person_id), at.date(), only=listing.number, chosen=question.chosen
        )
        if found.settled().rows:
            told.add(search.person_id)
            words = _("保存的搜索“%(label)s”有新文档：《%(title)s》")
            named = {"label": search.label, "title": document.title}
            address = f"/library/d/{document.address}/"
            person_told.send(Document, person_id=search.person_id, words=words, named=named, address=address, at=at)
    return len(told)
