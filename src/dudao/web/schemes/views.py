"""Schemes: the list, one edition point by point, one indicator, what was sent."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused
from dudao.web.schemes import actions, policy, queries
from dudao.web.schemes.contexts import (
    IndicatorDetailPage,
    SchemeDetailPage,
    SchemeListPage,
    SchemePublishPage,
    UploadDetailPage,
)
from dudao.web.schemes.forms import SchemeUploadForm
from dudao.web.schemes.models import PublishedEdition, SchemeUpload


@require_http_methods(["GET", "POST"])
@known_only
def scheme_list(request: PersonRequest) -> HttpResponse:
    """Editions to read; for those who may, a form to send another."""
    policy.may_read_schemes(request.acting).require()
    form = SchemeUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        policy.may_upload_schemes(request.acting).require()
        if form.is_valid():
            try:
                return redirect("schemes:upload-detail", upload_id=_send(request, form.cleaned_data["file"]).pk)
            except Refused as error:
                form.add_error("file", str(error.reason))
    upload = policy.may_upload_schemes(request.acting)
    page = SchemeListPage(
        editions=list(PublishedEdition.objects.all()),
        uploads=list(SchemeUpload.objects.filter(published_at=None)) if upload else [],
        shipped=queries.shipped_names() if policy.may_publish_schemes(request.acting) else [],
        upload=upload,
        publish=policy.may_publish_schemes(request.acting),
        form=form,
    )
    return render_page(request, page, status=422 if form.errors else 200)


def _send(request: PersonRequest, file: UploadedFile[bytes]) -> SchemeUpload:
    with NamedTemporaryFile(suffix=Path(str(file.name)).suffix) as kept:
        for block in file.chunks():
            kept.write(block)
        kept.flush()
        return actions.upload_scheme(
            file=Path(kept.name), file_name=str(file.name), by=request.acting, at=request.moment
        )


@require_GET
@known_only
def scheme_detail(request: PersonRequest, name: str) -> HttpResponse:
    """One edition."""
    policy.may_read_schemes(request.acting).require()
    edition = get_object_or_404(PublishedEdition, pk=name)
    return render_page(
        request,
        SchemeDetailPage(edition=edition, groups=queries.groups_of(edition, timezone.localdate(request.moment))),
    )


@require_GET
@known_only
def indicator_detail(request: PersonRequest, name: str, code: str) -> HttpResponse:
    """One indicator."""
    policy.may_read_schemes(request.acting).require()
    edition = get_object_or_404(PublishedEdition, pk=name)
    shown = queries.indicator_of(edition, code, timezone.localdate(request.moment))
    if shown is None:
        raise Http404
    return render_page(request, IndicatorDetailPage(edition=edition, shown=shown))


@require_http_methods(["GET", "POST"])
@known_only
def shipped_publish(request: PersonRequest) -> HttpResponse:
    """Publish an edition that Dudao ships, once it was confirmed."""
    policy.may_publish_schemes(request.acting).require()
    if not request.POST.get("sure"):
        name = (request.POST or request.GET).get("name", "")
        title = dict(queries.shipped_names()).get(name)
        if title is None:
            return redirect("schemes:scheme-list")
        return _ask(request, name, title, reverse("schemes:scheme-list"), is_shipped=True)
    edition = actions.publish_shipped(name=request.POST.get("name", ""), by=request.acting, at=request.moment)
    messages.success(request, _("已发布：%(title)s") % {"title": edition.title_zh})
    return redirect("schemes:scheme-detail", name=edition.pk)


@require_GET
@known_only
def upload_detail(request: PersonRequest, upload_id: UUID) -> HttpResponse:
    """What was sent."""
    policy.may_upload_schemes(request.acting).require()
    upload = get_object_or_404(SchemeUpload, pk=upload_id)
    page = UploadDetailPage(
        upload=upload,
        publish=policy.may_publish_schemes(request.acting),
        discard=policy.may_upload_schemes(request.acting),
    )
    return render_page(request, page)


def _ask(request: PersonRequest, name: str, title: str, back: str, *, is_shipped: bool) -> HttpResponse:
    page = SchemePublishPage(
        name=name, title=title, before=queries.editions_beside(name), is_shipped=is_shipped, back=back
    )
    return render_page(request, page)


@require_http_methods(["GET", "POST"])
@known_only
def upload_publish(request: PersonRequest, upload_id: UUID) -> HttpResponse:
    """Publish what was sent, once it was confirmed."""
    policy.may_publish_schemes(request.acting).require()
    upload = get_object_or_404(SchemeUpload, pk=upload_id)
    if not request.POST.get("sure"):
        back = reverse("schemes:upload-detail", args=[upload_id])
        return _ask(request, upload.name, upload.title_zh, back, is_shipped=False)
    edition = actions.publish_upload(upload_id=upload_id, by=request.acting, at=request.moment)
    messages.success(request, _("已发布：%(title)s") % {"title": edition.title_zh})
    return redirect("schemes:scheme-detail", name=edition.pk)


@require_POST
@known_only
def upload_discard(request: PersonRequest, upload_id: UUID) -> HttpResponse:
    """Remove what was sent."""
    get_object_or_404(SchemeUpload, pk=upload_id)
    actions.discard_upload(upload_id=upload_id, by=request.acting, at=request.moment)
    messages.success(request, _("已删除。"))
    return redirect("schemes:scheme-list")
