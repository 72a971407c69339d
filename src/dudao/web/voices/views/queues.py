"""The queues of comments and reports, and who may not comment, for keepers; keys in `frontend/scripts/voices.js`."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dudao.web.pages.lists import leaf_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused
from dudao.web.voices import policy, queries
from dudao.web.voices.actions import blocks, comments, reports
from dudao.web.voices.contexts import BlockListPage, QueuePage, ReportQueuePage
from dudao.web.voices.forms import BlockForm, DecideForm
from dudao.web.voices.states import CommentState

ASKED = ("state", "words", "author", "plain")
MOVES = ("show", "refuse", "remove")
MOST_AT_ONCE = 100


def _chosen(request: PersonRequest) -> tuple[str, list[str]]:
    """What is to be done, and with which: of one row by its own button (`one`), else of all that are ticked."""
    move, _colon, address = request.POST.get("one", "").partition(":")
    if address:
        return move, [address]
    return request.POST.get("move", ""), request.POST.getlist("comments")[:MOST_AT_ONCE]


@require_http_methods(["GET", "POST"])
@known_only
def queue(request: PersonRequest) -> HttpResponse:
    """Comments to decide about, one by one or many at once; each is an action of its own."""
    policy.may_keep_voices(request.acting).require()
    if request.method == "POST":
        return _decide(request)
    asked = {"state": CommentState.WAITING.value} | {
        name: request.GET[name].strip() for name in ASKED if name in request.GET
    }
    page = QueuePage(
        leaf=leaf_of(request, queries.queue(request.acting, asked)),
        asked=asked,
        states=[(state.value, state.label) for state in CommentState],
        form=DecideForm(),
        numbers=queries.numbers(request.moment),
    )
    return render_page(request, page)


def _decide(request: PersonRequest) -> HttpResponse:
    form, (move, addresses) = DecideForm(request.POST), _chosen(request)
    if move not in MOVES or not addresses or not form.is_valid():
        raise Refused(_("请先勾选评论，再选择如何处理。"))
    done, refused = 0, ""
    for each in addresses:
        try:
            comments.move_comment(comment=each, move=move, **form.cleaned_data, by=request.acting, at=request.moment)
            done += 1
        except Refused as error:
            refused = str(error.reason)
    if done:
        messages.success(request, _("已处理 %(count)d 条。") % {"count": done})
    if refused:
        messages.error(request, refused)
    return _back(request, "voices:queue")


def _back(request: PersonRequest, name: str) -> HttpResponse:
    """To the same leaf of the queue, with the same query."""
    back = request.POST.get("back", "")
    is_here = back.startswith("?") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    answer = redirect(name)
    if is_here:
        answer["Location"] += back
    return answer


@require_http_methods(["GET", "POST"])
@known_only
def report_queue(request: PersonRequest) -> HttpResponse:
    """Reported comments: remove the comment, or dismiss its reports."""
    policy.may_keep_voices(request.acting).require()
    if request.method == "POST":
        form, (move, addresses) = DecideForm(request.POST), _chosen(request)
        if move not in ("uphold", "dismiss") or not addresses or not form.is_valid():
            raise Refused(_("请先勾选评论，再选择如何处理。"))
        for each in addresses:
            more = {**form.cleaned_data, "by": request.acting, "at": request.moment}
            reports.decide_reports(comment=each, is_upheld=move == "uphold", **more)
        messages.success(request, _("已处理 %(count)d 条。") % {"count": len(addresses)})
        return redirect("voices:report-queue")
    leaf = leaf_of(request, queries.reported(request.acting))
    return render_page(request, ReportQueuePage(leaf=leaf, form=DecideForm()))


@require_http_methods(["GET", "POST"])
@known_only
def block_list(request: PersonRequest) -> HttpResponse:
    """Who may not comment; keeping somebody from it."""
    policy.may_keep_voices(request.acting).require()
    form = BlockForm(request.POST or None, initial={"person": request.GET.get("person", "")})
    if form.is_valid():
        given = form.cleaned_data
        more = {"until": given["until"], "reason": given["reason"], "by": request.acting, "at": request.moment}
        blocks.block_person(person_id=given["person"].pk, **more)
        messages.success(request, _("已暂停该账号评论。"))
        return redirect("voices:block-list")
    page = BlockListPage(leaf=leaf_of(request, queries.blocks(request.acting)), form=form)
    return render_page(request, page, status=422 if form.errors else 200)


@require_POST
@known_only
def block_lift(request: PersonRequest, number: int) -> HttpResponse:
    """Let somebody comment again."""
    policy.may_keep_voices(request.acting).require()
    found = get_object_or_404(queries.blocks(request.acting), pk=number)
    blocks.lift_block(block_id=found.pk, by=request.acting, at=request.moment)
    messages.success(request, _("已恢复。"))
    return redirect("voices:block-list")
