"""The operators' queue: what waits, one document under review, several at once, who is held off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dudao.web.library import keeping
from dudao.web.library.models import Document
from dudao.web.library.policy import may_keep_library
from dudao.web.library.states import DocumentKind, Tier
from dudao.web.pages.lists import leaf_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused, Words
from dudao.web.publishing import actions, privacy, queries
from dudao.web.publishing.contexts import BlockListPage, QueuePage, ReviewPage
from dudao.web.publishing.forms import BlockForm, ReasonForm
from dudao.web.publishing.looking import waiting_rows
from dudao.web.publishing.models import Handing
from dudao.web.publishing.views.correct import alike_to
from dudao.web.publishing.views.finding import upload_or_404

PARTS: dict[str, Words] = {
    "waiting": gettext_lazy("待审核"),
    "notice": gettext_lazy("公示期内"),
    "held": gettext_lazy("已搁置"),
    "versions": gettext_lazy("待公开的新版本"),
}
ROWS = 20
MOST_AT_ONCE = 100


@require_GET
@known_only
def upload_queue(request: PersonRequest) -> HttpResponse:
    """What waits for the operators, what waits longest first."""
    may_keep_library(request.acting).require()
    part = request.GET.get("part", "waiting")
    if part not in PARTS:
        raise Http404
    asked = {name: request.GET.get(name, "")[:80] for name in ("words", "kind", "tier")}
    leaf = leaf_of(request, queries.narrowed(queries.queue(part), asked), size=ROWS)
    found = queries.numbers(request.moment)
    page = QueuePage(
        part=part,
        parts=[(name, str(label), found.counts[name]) for name, label in PARTS.items()],
        leaf=leaf,
        rows=waiting_rows(leaf.rows),
        numbers=found,
        oldest_days=found.oldest_days(request.moment),
        asked=asked,
        kinds=[(value, str(label)) for value, label in DocumentKind.choices],
        tiers=[(value, str(label)) for value, label in Tier.choices],
    )
    return render_page(request, page)


@require_GET
@known_only
def upload_review(request: PersonRequest, address: str) -> HttpResponse:
    """One document: what is said of it, what was found, its pages, and the operators' answers."""
    may_keep_library(request.acting).require()
    document = upload_or_404(request, address)
    version = privacy.newest_of(document)
    before, after = queries.neighbours(document)
    page = ReviewPage(
        document=document,
        handing=Handing.objects.filter(document=document).first(),
        version=version,
        waits=version is not None and version.pk != document.current_id,
        alike=alike_to(request, version),
        shown=privacy.may_be_shown(document, version) if version else keeping.may_go_out(document),
        form=ReasonForm(),
        before=before,
        after=after,
        pages=list(range(1, min(document.pages, 3) + 1)),
    )
    return render_page(request, page)


@require_POST
@known_only
def upload_decide(request: PersonRequest) -> HttpResponse:
    """Accept, decline, hold or release the documents chosen; each for itself, and what was refused is told."""
    may_keep_library(request.acting).require()
    move, reason = request.POST.get("move", ""), request.POST.get("reason", "")
    chosen = request.POST.getlist("document")[:MOST_AT_ONCE]
    if not chosen:
        messages.error(request, _("请先勾选文档。"))
    done = 0
    for address in chosen:
        try:
            _decide(request, address, move, reason)
            done += 1
        except Refused as error:
            title = Document.objects.filter(address=address).values_list("title", flat=True).first() or address
            messages.error(request, f"《{title}》：{error.reason}")
    if done:
        told = ngettext("已办理 %(count)d 份。", "已办理 %(count)d 份。", done)
        messages.success(request, told % {"count": done})
    after = request.POST.get("after", "")[:12]
    if "one" in request.POST and (done == 0 or after):
        return redirect("publishing:upload-review", after if done else chosen[0] if chosen else after)
    return redirect("publishing:upload-queue")


def _decide(request: PersonRequest, address: str, move: str, reason: str) -> None:
    """One of the operators' answers about one document."""
    known: dict[str, Any] = {"address": address, "by": request.acting, "at": request.moment}
    if move == "accept":
        actions.accept_upload(**known)
    elif move == "decline":
        actions.decline_upload(**known, reason=reason)
    elif move == "hold":
        keeping.hold_document(**known, reason=reason)
    elif move == "release":
        keeping.release_document(**known)
    elif move == "show":
        actions.show_newest(**known)
    else:
        raise Refused(_("请选择怎样办理。"))


@require_http_methods(["GET", "POST"])
@known_only
def block_list(request: PersonRequest) -> HttpResponse:
    """Who is held off; hold another off."""
    may_keep_library(request.acting).require()
    initial = {"login": request.GET.get("login", "")[:150]}
    form = BlockForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.block_uploader(
                login=given["login"],
                reason=given["reason"],
                until=given["until"],
                by=request.acting,
                at=request.moment,
            )
        except Refused as error:
            form.add_error("login", str(error.reason))
        else:
            messages.success(request, _("已停止此人上传。"))
            return redirect("publishing:block-list")
    page = BlockListPage(leaf=leaf_of(request, queries.blocks()), form=form)
    return render_page(request, page, status=422 if form.errors else 200)


@require_POST
@known_only
def block_lift(request: PersonRequest, person: UUID) -> HttpResponse:
    """Let somebody upload again."""
    actions.lift_block(person_id=person, by=request.acting, at=request.moment)
    messages.success(request, _("已恢复此人上传。"))
    return redirect("publishing:block-list")
