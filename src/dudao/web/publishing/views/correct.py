"""What the reader proposed, put right beside the first page; then to the operators."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from dudao.web.library.likeness import similar_to
from dudao.web.library.models import Document, Version
from dudao.web.library.states import DocumentKind, DocumentState, Level, Tier
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import YES, Refused, Words
from dudao.web.publishing import actions, policy, privacy, queries
from dudao.web.publishing.contexts import CorrectPage, Proposal
from dudao.web.publishing.forms import CorrectForm, LikenessForm
from dudao.web.publishing.models import Handing
from dudao.web.publishing.views.finding import upload_or_404

ORIGINS: dict[str, Words] = {
    "text": gettext_lazy("正文"),
    "hosting": gettext_lazy("原网页"),
    "name": gettext_lazy("文件名"),
}
HOSTED: dict[str, Words] = {
    "upload_date": gettext_lazy("原网页日期"),
    "views": gettext_lazy("原网页浏览数"),
    "size": gettext_lazy("原网页所示大小"),
    "pages": gettext_lazy("原网页所示页数"),
    "comments": gettext_lazy("原网页评论数"),
    "price": gettext_lazy("原网页价格"),
    "source": gettext_lazy("原网页来源"),
    "publisher": gettext_lazy("原网页发布者"),
    "uploader": gettext_lazy("原网页上传者"),
}
CHOICES: dict[str, dict[str, Any]] = {
    "kind": dict(DocumentKind.choices),
    "level": dict(Level.choices),
    "tier": dict(Tier.choices),
}


@require_http_methods(["GET", "POST"])
@known_only
def document_correct(request: PersonRequest, address: str) -> HttpResponse:
    """Correct an upload; "save" keeps it, "submit" hands it to the operators too."""
    document = upload_or_404(request, address)
    may = policy.may_correct(request.acting, document)
    if request.method != "POST":
        return _page(request, document, CorrectForm(instance=document) if may else None, LikenessForm())
    may.require()
    form, likeness = CorrectForm(request.POST, instance=document), LikenessForm(request.POST)
    if not (form.is_valid() and likeness.is_valid()):
        return _page(request, upload_or_404(request, address), form, likeness, status=422)
    actions.correct_document(
        address=address,
        fields=form.fields_of_document(),
        is_responsible=form.cleaned_data["is_responsible"],
        by=request.acting,
        at=request.moment,
    )
    if "submit" not in request.POST:
        messages.success(request, _("已保存。"))
        return redirect("publishing:document-correct", address)
    try:
        reason = likeness.cleaned_data["likeness_reason"]
        actions.submit_document(address=address, likeness_reason=reason, by=request.acting, at=request.moment)
    except Refused as error:
        form.add_error(None, str(error.reason))
        return _page(request, upload_or_404(request, address), form, likeness, status=422)
    messages.success(request, _("已提交审核。"))
    return redirect("publishing:document-correct", address)


@require_POST
@known_only
def take_back(request: PersonRequest, address: str) -> HttpResponse:
    """Take a submitted document back."""
    upload_or_404(request, address)
    actions.take_back(address=address, by=request.acting, at=request.moment)
    messages.success(request, _("已撤回，可以继续修改。"))
    return redirect("publishing:document-correct", address)


@require_POST
@known_only
def replace_older(request: PersonRequest, address: str) -> HttpResponse:
    """Make an upload the new version of an older document of one's own."""
    upload_or_404(request, address)
    target, reason = request.POST.get("target", "")[:12], request.POST.get("reason", "")
    try:
        actions.replace_with_upload(address=address, target=target, reason=reason, by=request.acting, at=request.moment)
    except Refused as error:
        messages.error(request, str(error.reason))
        return redirect("publishing:document-correct", address)
    messages.success(request, _("已作为新版本提交，网址不变；审核后公开。"))
    return redirect("publishing:document-replace", target)


def alike_to(request: PersonRequest, version: Version | None) -> list[tuple[Document, int, bool]]:
    """Public documents alike, in whole percent, and whether each is the person's own."""
    if version is None:
        return []
    found = similar_to(version.rendition)
    own = request.acting.person_id
    return [(each, round(share * 100), own is not None and each.uploader_id == own) for each, share in found]


def _page(
    request: PersonRequest, document: Document, form: CorrectForm | None, likeness: LikenessForm, status: int = 200
) -> HttpResponse:
    version = privacy.newest_of(document)
    places = privacy.places_of(document, version) if version else []
    handing = Handing.objects.filter(document=document).first()
    if form is not None and handing is not None and not form.is_bound:
        form.fields["is_responsible"].initial = handing.responsible_at is not None
    acting = request.acting
    page = CorrectPage(
        document=document,
        under_way=queries.with_jobs([document])[0],
        handing=handing,
        form=form,
        fields=[(bound, _proposal(document, bound.name)) for bound in form] if form else [],
        hosted=_hosted(document),
        likeness=likeness,
        alike=alike_to(request, version) if document.state != DocumentState.PUBLISHED else [],
        open_places=sum(each.judgement is None for each in places),
        shown=privacy.may_be_shown(document, version) if version else YES,
        submit=policy.may_submit(acting, document),
        may={
            "take_back": policy.may_take_back(acting, document).is_yes,
            "discard": policy.may_discard(acting, document).is_yes,
            "again": policy.may_read_again(acting, document).is_yes,
            "replace": policy.may_replace(acting, document).is_yes,
            "errata": policy.may_correct_errors(acting, document).is_yes,
        },
        version=version,
    )
    return render_page(request, page, status=status)


def _proposal(document: Document, name: str) -> Proposal | None:
    """What the reader proposed for a field, in words."""
    said = document.proposed.get(name)
    if not said:
        return None
    value = CHOICES.get(name, {}).get(said["value"], said["value"])
    return Proposal(str(value), str(ORIGINS.get(said.get("from", ""), "")), str(said.get("quote", "")))


def _hosted(document: Document) -> list[tuple[str, str]]:
    """What else the hosting page printed, for the record."""
    return [
        (str(label), str(document.proposed[name]["value"]))
        for name, label in HOSTED.items()
        if document.proposed.get(name)
    ]
