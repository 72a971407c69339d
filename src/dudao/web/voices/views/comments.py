"""Comments, for readers: all of a document, writing with the draft kept over the way in, marks, reports, one's own."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from dudao.web.library.caching import PAGE_SECONDS, kept
from dudao.web.library.keeping import page_of
from dudao.web.library.models import Document
from dudao.web.library.proof import check_proof
from dudao.web.pages.lists import leaf_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused, Words
from dudao.web.readers.tabs import tabs_for
from dudao.web.voices import queries
from dudao.web.voices.actions import comments, reports
from dudao.web.voices.actions.comments import Said
from dudao.web.voices.contexts import CommentListPage, CommentReportPage, CommentWritePage, OwnCommentsPage
from dudao.web.voices.forms import CommentForm, ReportForm
from dudao.web.voices.limits import require_rate
from dudao.web.voices.models import Comment

LEAF = 20
DRAFTS = "voices.drafts"
MOST_DRAFTS = 5
ORDERS: list[tuple[str, Words]] = [
    ("newest", gettext_lazy("最新")),
    ("helpful", gettext_lazy("最有用")),
    ("oldest", gettext_lazy("最早")),
]


def _document(request: PersonRequest, address: str) -> Document:
    found = queries.document_read(request.acting, address)
    if found is None:
        raise Http404
    return found


def _shown(request: PersonRequest, address: str) -> Comment:
    found = queries.shown_comment(request.acting, address)
    if found is None:
        raise Http404
    return found


@require_safe
def comment_list(request: PersonRequest, address: str) -> HttpResponse:
    """All comments on a document, in a chosen order; the same for all visitors."""
    document = _document(request, address)
    order = request.GET.get("order", "newest")
    order = order if order in queries.ORDERS else "newest"
    leaf = leaf_of(request, queries.firsts_of(document, order), size=LEAF)
    page = CommentListPage(
        document=document,
        leaf=leaf,
        threads=queries.threads_of(leaf.rows),
        order=order,
        orders=ORDERS,
        marked=queries.marked_by(request.acting, document),
    )
    return kept(request, render_page(request, page), PAGE_SECONDS)


@require_safe
def comment_detail(request: PersonRequest, comment: str) -> HttpResponse:
    """The lasting address of a comment: leads to the leaf of the list on which it stands."""
    found = _shown(request, comment)
    first = found.parent or found
    before = list(queries.firsts_of(found.document, "oldest").values_list("pk", flat=True))
    number = before.index(first.pk) // LEAF + 1 if first.pk in before else 1
    address = reverse("voices:comment-list", args=[found.document.address])
    return redirect(f"{address}?order=oldest&page={number}#c-{found.address}")


@require_http_methods(["GET", "POST"])
def comment_write(request: PersonRequest, address: str) -> HttpResponse:
    """Write a comment. Who has not logged in is led to the way in; the draft waits in the session and comes back."""
    document = _document(request, address)
    if request.method == "POST" and not request.acting.is_known:
        return _keep_draft(request, address)
    drafts = request.session.get(DRAFTS, {}) if request.session.session_key else {}
    asked = {name: request.GET.get(name, "") for name in ("answers", "page", "figure")}
    form = CommentForm(address, request.POST or None, initial={**asked, **drafts.get(address, {})})
    refusal: Words = ""
    if form.is_valid():
        try:
            _write(request, document, form)
        except Refused as refused:
            refusal = refused.reason
        else:
            if drafts.pop(address, None) is not None:
                request.session[DRAFTS] = drafts
            return redirect(f"{page_of(document)}#comments")
    answered = Comment.objects.filter(document=document, address=form["answers"].value() or "-").first()
    work = queries.figure_words(request.acting, document, str(form["figure"].value() or ""))
    page = CommentWritePage(document=document, form=form, answered=answered, refusal=refusal, work=work)
    return render_page(request, page, status=422 if form.errors or refusal else 200)


def _keep_draft(request: PersonRequest, address: str) -> HttpResponse:
    require_rate(request, "comment_draft", is_proved=True)
    names = ("text", "answers", "page", "figure")
    draft = {name: request.POST.get(name, "")[:1000] for name in names}
    drafts = dict(list(request.session.get(DRAFTS, {}).items())[-MOST_DRAFTS + 1 :])
    request.session[DRAFTS] = {**drafts, address: draft}
    return redirect_to_login(reverse("voices:comment-write", args=[address]))


def _write(request: PersonRequest, document: Document, form: CommentForm) -> None:
    given = form.cleaned_data
    is_proved = check_proof(document.address, given["challenge"], given["number"])
    require_rate(request, "comment", is_proved=is_proved)
    said = Said(given["text"], given["answers"], given["page"], given["figure"])
    comments.write_comment(
        document=document.address, said=said, by=request.acting, at=request.moment, is_proved=is_proved
    )


@require_http_methods(["GET", "POST"])
@known_only
def comment_helpful(request: PersonRequest, comment: str) -> HttpResponse:
    """Mark a comment as helpful or not; a GET, after a visitor logged in, leads back to the comment."""
    found = _shown(request, comment)
    if request.method == "POST":
        found = comments.switch_helpful(comment=found.address, by=request.acting)
        if request.headers.get("HX-Request") == "true":
            marked = queries.marked_by(request.acting, found.document)
            return render(request, "voices/_helpful.html", {"comment": found, "marked": marked})
    return redirect("voices:comment-detail", comment)


@require_http_methods(["GET", "POST"])
def comment_report(request: PersonRequest, comment: str) -> HttpResponse:
    """Report a comment; visitors may, within limits."""
    found = _shown(request, comment)
    form, refusal = ReportForm(f"report {comment}", request.POST or None), ""
    if form.is_valid():
        given = form.cleaned_data
        try:
            is_proved = check_proof(f"report {comment}", given["challenge"], given["number"])
            require_rate(request, "comment_report", is_proved=is_proved)
            more = {"fault": given["fault"], "words": given["words"], "by": request.acting, "at": request.moment}
            reports.report_comment(comment=comment, **more)
        except Refused as refused:
            refusal = str(refused.reason)
        else:
            return render(request, "voices/comment_reported.html", {"comment": found})
    page = CommentReportPage(comment=found, form=form, refusal=refusal)
    return render_page(request, page, status=422 if form.errors or refusal else 200)


@require_GET
@known_only
def own_comments(request: PersonRequest) -> HttpResponse:
    """My comments, in every state."""
    leaf = leaf_of(request, queries.comments_by(request.acting))
    return render_page(request, OwnCommentsPage(tabs=tabs_for(request.acting), leaf=leaf))


@require_POST
@known_only
def comment_withdraw(request: PersonRequest, comment: str) -> HttpResponse:
    """Delete one's own comment."""
    found = get_object_or_404(queries.comments_by(request.acting), address=comment)
    comments.move_comment(comment=found.address, move="withdraw", by=request.acting, at=request.moment)
    messages.success(request, _("评论已删除。"))
    return redirect("voices:own-comments")
