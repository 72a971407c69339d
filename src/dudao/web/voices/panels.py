"""The comments on the page of a document. A visitor's part is the same for all visitors, without a form and a cookie."""

from __future__ import annotations

from django.utils import timezone

from dudao.web.acting import Acting
from dudao.web.library.models import Document
from dudao.web.voices.contexts import CommentsPanel
from dudao.web.voices.forms import CommentForm
from dudao.web.voices.policy import may_comment
from dudao.web.voices.queries import firsts_of, marked_by, own_of, threads_of

FIRST = 10
"""Threads on the page of the document; the others are on the page of all comments."""


def comments_panel(acting: Acting, document: Document) -> CommentsPanel:
    """The newest threads, what of one's own is not shown yet, and the form for who may write."""
    firsts = list(firsts_of(document)[: FIRST + 1])
    may = may_comment(acting, document, timezone.now())
    return CommentsPanel(
        threads=threads_of(firsts[:FIRST]),
        total=document.comments,
        more=len(firsts) > FIRST,
        own=own_of(acting, document),
        marked=marked_by(acting, document),
        may=may,
        form=CommentForm(document.address) if acting.is_known and may else None,
    )
