"""Another file for a document, taking it down, bringing it back; its errata."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dudao.web.library import keeping
from dudao.web.library.models import Document
from dudao.web.library.policy import may_decide, may_withdraw
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused
from dudao.web.publishing import actions, policy
from dudao.web.publishing.contexts import ErrataPage, ReplacePage
from dudao.web.publishing.forms import ErratumForm, ReasonForm, ReplaceForm
from dudao.web.publishing.views.finding import upload_or_404


@require_http_methods(["GET", "POST"])
@known_only
def document_replace(request: PersonRequest, address: str) -> HttpResponse:
    """Hand in a new version."""
    document = upload_or_404(request, address)
    if request.method != "POST":
        return _page(request, document, ReplaceForm())
    policy.may_replace(request.acting, document).require()
    form = ReplaceForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            actions.replace_file(
                address=address,
                content=file,
                name=file.name,
                reason=form.cleaned_data["reason"],
                by=request.acting,
                at=request.moment,
            )
        except Refused as error:
            form.add_error("file", str(error.reason))
        else:
            messages.success(request, _("新版本已上传，处理完后请做隐私检查；已公开的文档由管理员公开新版本。"))
            return redirect("publishing:document-replace", address)
    return _page(request, document, form, status=422)


def _page(request: PersonRequest, document: Document, form: ReplaceForm, status: int = 200) -> HttpResponse:
    acting = request.acting
    page = ReplacePage(
        document=document,
        versions=list(document.versions.select_related("rendition")),
        form=form,
        reason=ReasonForm(),
        replace=policy.may_replace(acting, document),
        withdraw=may_withdraw(acting, document),
        restore=may_decide(acting, document, "restore"),
    )
    return render_page(request, page, status=status)


@require_POST
@known_only
def document_withdraw(request: PersonRequest, address: str) -> HttpResponse:
    """Take a document down; its address says when, who and why."""
    upload_or_404(request, address)
    told = _("已撤下，原网址显示撤下说明。")
    return _told(request, address, told, keeping.withdraw_document)


@require_POST
@known_only
def document_restore(request: PersonRequest, address: str) -> HttpResponse:
    """Bring a document back."""
    upload_or_404(request, address)
    return _told(request, address, _("已重新公开。"), keeping.restore_document)


def _told(request: PersonRequest, address: str, told: str, action: Callable[..., Document]) -> HttpResponse:
    """Do it with the reason that was typed, and say so, or why not."""
    try:
        action(address=address, reason=request.POST.get("reason", ""), by=request.acting, at=request.moment)
    except Refused as error:
        messages.error(request, str(error.reason))
    else:
        messages.success(request, told)
    return redirect("publishing:document-replace", address)


@require_http_methods(["GET", "POST"])
@known_only
def erratum_list(request: PersonRequest, address: str) -> HttpResponse:
    """The errata of a document; add to them, or take one out."""
    document = upload_or_404(request, address)
    if request.method == "POST":
        policy.may_correct_errors(request.acting, document).require()
    if "remove" in request.POST:
        number = request.POST["remove"]
        actions.remove_erratum(
            address=address,
            erratum_id=int(number) if number.isdecimal() else 0,
            by=request.acting,
            at=request.moment,
        )
        return redirect("publishing:erratum-list", address)
    form = ErratumForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.add_erratum(
                address=address,
                wrong=given["wrong"],
                right=given["right"],
                page=given["page"] or 0,
                note_text=given["note"],
                by=request.acting,
                at=request.moment,
            )
        except Refused as error:
            form.add_error(None, str(error.reason))
        else:
            messages.success(request, _("已登记勘误，公开页面随即显示。"))
            return redirect("publishing:erratum-list", address)
    page = ErrataPage(document=document, form=form)
    return render_page(request, page, status=422 if form.errors else 200)
