"""Papers of a submission: record form and receipt as page, Word and PDF; the signed form as a scan."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dudao.values.errors import DudaoError
from dudao.web.pages.handed_in import language
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused
from dudao.web.submissions import actions, policy
from dudao.web.submissions.contexts import PaperPage, ScanPage
from dudao.web.submissions.forms import ScanForm
from dudao.web.submissions.models import Submission
from dudao.web.submissions.papers import Paper, receipt_of, record_form_of, rendered
from dudao.web.submissions.scans import MOST_BYTES, TYPES, read_scan
from dudao.web.submissions.views.found import made_answer, no_file, stored_answer, submission_of

FORM, RECEIPT = "form", "receipt"


def _paper(request: PersonRequest, address: str, kind: str) -> tuple[Submission, Paper]:
    submission = submission_of(request, address)
    policy.may_read(request.acting, submission).require()
    if kind == FORM and submission.is_sealed:
        return submission, record_form_of(submission)
    if kind == RECEIPT and submission.sent_at is not None:
        return submission, receipt_of(submission)
    raise Http404


@require_GET
@known_only
def paper(request: PersonRequest, address: str, kind: str) -> HttpResponse:
    """Record form or receipt, to be printed."""
    submission, found = _paper(request, address, kind)
    return render_page(request, PaperPage(submission=submission, paper=found, kind=kind))


@require_GET
@known_only
def paper_file(request: PersonRequest, address: str, kind: str, suffix: str) -> HttpResponseBase:
    """The same as a file."""
    submission, found = _paper(request, address, kind)
    try:
        content, media_type = rendered(found, suffix)
    except DudaoError as error:
        messages.error(request, error.sentence(language()))
        return redirect("submissions:paper", address=submission.address, kind=kind)
    return made_answer(content, f"{found.file_name}.{suffix}", media_type)


@require_http_methods(["GET", "POST"])
@known_only
def scan_new(request: PersonRequest, address: str) -> HttpResponse:
    """Put in the signed form."""
    submission = submission_of(request, address)
    policy.may_put_in_scan(request.acting, submission).require()
    form = ScanForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file: UploadedFile[bytes] = form.cleaned_data["file"]
        try:
            scan = read_scan(file.read(MOST_BYTES + 1), Path(str(file.name)).name)
            typed = form.cleaned_data["typed"].replace(" ", "")
            actions.put_in_scan(address=address, scan=scan, typed=typed, by=request.acting, at=request.moment)
        except Refused as error:
            form.add_error("file", str(error.reason))
        else:
            messages.success(request, _("扫描件已上传，哈希相符。"))
            return redirect("submissions:submission-detail", address=address)
    return render_page(request, ScanPage(submission=submission, form=form), status=422 if form.errors else 200)


@require_GET
@known_only
def scan_file(request: PersonRequest, address: str, which: str) -> HttpResponseBase:
    """The scan as it was uploaded, to keep; or its preview, to be shown."""
    submission = submission_of(request, address)
    policy.may_read(request.acting, submission).require()
    if not submission.scan:
        raise no_file()
    if which == "preview":
        return stored_answer(submission.scan_preview, "preview.png", "image/png", is_shown=True)
    suffix = str(submission.scan.name).rsplit(".", 1)[-1]
    return stored_answer(submission.scan, submission.scan_name, TYPES[suffix])
