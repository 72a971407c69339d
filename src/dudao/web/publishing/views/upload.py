"""Handing in: many files from a form, or one by one from the script with an answer for each; the words of a page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from dudao.web.library.policy import may_keep_library
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused
from dudao.web.publishing import actions, policy, queries
from dudao.web.publishing.contexts import UploadPage
from dudao.web.publishing.forms import UploadForm, WordsForm
from dudao.web.publishing.views.finding import upload_or_404


@require_http_methods(["GET", "POST"])
@known_only
def upload_new(request: PersonRequest) -> HttpResponse:
    """Hand files in, and see how far one's uploads are; the script asks for JSON and gets one answer a file."""
    if request.method != "POST":
        return _page(request, UploadForm(), WordsForm())
    policy.may_hand_in(request.acting).require()
    form = UploadForm(request.POST, request.FILES)
    wants_json = request.headers.get("Accept", "").startswith("application/json")
    if not form.is_valid():
        if wants_json:
            return JsonResponse({"files": [], "reason": str(next(iter(form.errors.values()))[0])}, status=422)
        return _page(request, form, WordsForm(), status=422)
    answers = [_take(request, file) for file in form.cleaned_data["file"]]
    if wants_json:
        return JsonResponse({"files": answers})
    _tell(request, answers)
    return redirect("publishing:upload-new")


@require_POST
@known_only
def words_new(request: PersonRequest) -> HttpResponse:
    """Hand in the words of a page."""
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _page(request, UploadForm(), form, status=422)
    given = form.cleaned_data
    try:
        made = actions.hand_in_words(words=given["words"], source=given["source"], by=request.acting, at=request.moment)
    except Refused as error:
        form.add_error("words", str(error.reason))
        return _page(request, UploadForm(), form, status=422)
    return redirect("publishing:document-correct", made.address)


@require_POST
@known_only
def upload_again(request: PersonRequest, address: str) -> HttpResponse:
    """Have a file that failed read once more."""
    upload_or_404(request, address)
    actions.read_again(address=address, by=request.acting, at=request.moment)
    return redirect("publishing:document-correct", address)


@require_POST
@known_only
def upload_discard(request: PersonRequest, address: str) -> HttpResponse:
    """Give an upload up."""
    found = upload_or_404(request, address)
    told = _("已放弃《%(title)s》。") % {"title": found.title}
    actions.discard_upload(address=address, by=request.acting, at=request.moment)
    messages.success(request, told)
    return redirect("publishing:upload-new")


def _page(request: PersonRequest, files: UploadForm, words: WordsForm, status: int = 200) -> HttpResponse:
    acting = request.acting
    page = UploadPage(
        may=policy.may_hand_in(acting),
        files=files,
        words=words,
        recent=queries.recent_uploads(acting),
        rounds=policy.may_publish_rounds(acting).is_yes,
        keeps=may_keep_library(acting).is_yes,
    )
    return render_page(request, page, status=status)


def _take(request: PersonRequest, file: UploadedFile[bytes]) -> dict[str, Any]:
    """Take one file and say what became of it."""
    name = str(file.name)
    try:
        made = actions.hand_in_file(content=file, name=name, by=request.acting, at=request.moment)
    except Refused as error:
        return {"name": name, "state": "refused", "reason": str(error.reason)}
    address = reverse("publishing:document-correct", args=[made.address])
    return {"name": name, "state": "added", "address": address, "reason": _("已上传，正在处理")}


def _tell(request: PersonRequest, answers: list[dict[str, Any]]) -> None:
    """The same as messages of a page."""
    count = sum(each["state"] == "added" for each in answers)
    if count:
        told = ngettext(
            "已上传 %(count)d 个文件，处理完后请逐份核对。", "已上传 %(count)d 个文件，处理完后请逐份核对。", count
        )
        messages.success(request, told % {"count": count})
    for each in answers:
        if each["state"] == "refused":
            messages.error(request, f"{each['name'][:80]}：{each['reason']}")
