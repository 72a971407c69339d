"""Handing in files: many from a form, or one by one from the script with progress and an answer for each."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from dudao.web.evidence import actions, policy
from dudao.web.evidence.actions.uploads import Added
from dudao.web.evidence.forms import UploadForm
from dudao.web.evidence.states import EntryState
from dudao.web.evidence.views.catalogue import entry_page
from dudao.web.evidence.views.finding import catalogue_or_404, point_choices
from dudao.web.pages.requests import PersonRequest, known_only
from dudao.web.policies import Refused
from dudao.web.rounds.models import RoundBody


@require_POST
@known_only
def upload(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """Take files; the script asks for JSON and gets one answer a file."""
    evaluated = catalogue_or_404(request, address, code)
    own = policy.own_points(request.acting, evaluated)
    policy.may_add(request.acting, evaluated, request.moment, own=own).require()
    form = UploadForm(point_choices(evaluated, own), request.POST, request.FILES)
    wants_json = request.headers.get("Accept", "").startswith("application/json")
    if not form.is_valid():
        if wants_json:
            return JsonResponse({"files": [], "reason": _first_fault(form)}, status=422)
        return entry_page(request, evaluated, form=form, status=422)
    paths = request.POST.getlist("path")
    answers = [
        _take(request, evaluated, file, paths[at] if at < len(paths) else "", form.cleaned_data["point"])
        for at, file in enumerate(form.cleaned_data["file"])
    ]
    if wants_json:
        return JsonResponse({"files": answers})
    _tell(request, answers)
    place = reverse("evidence:entry-list", args=[address, code])
    return redirect(f"{place}?state={EntryState.DRAFT}" if any(each["state"] == "added" for each in answers) else place)


def _first_fault(form: UploadForm) -> str:
    return str(next(iter(form.errors.values()))[0])


def _take(
    request: PersonRequest, evaluated: RoundBody, file: UploadedFile[bytes], path: str, point: str
) -> dict[str, Any]:
    """Take one file and say what became of it: added, there already, or refused with the reason."""
    given = actions.Upload(
        content=file,
        name=path or str(file.name),
        path=path,
        points=(point,) if point else (),
        again=request.POST.get("again") == "1",
    )
    try:
        added = actions.add_file(evaluated_id=evaluated.pk, upload=given, by=request.acting, at=request.moment)
    except Refused as error:
        return {"name": str(file.name), "state": "refused", "reason": str(error.reason)}
    return _answer(evaluated, str(file.name), added)


def _answer(evaluated: RoundBody, name: str, added: Added) -> dict[str, Any]:
    entry = added.entry
    where = reverse("evidence:entry-detail", args=[evaluated.round.address, evaluated.body_id, entry.address])
    told = _("编号 %(number)s") if added.is_new else _("目录中已有，编号 %(number)s")
    return {
        "name": name,
        "state": "added" if added.is_new else "there",
        "number": entry.number,
        "address": where,
        "reason": told % {"number": entry.number},
    }


def _tell(request: PersonRequest, answers: list[dict[str, Any]]) -> None:
    """The same as messages of a page."""
    count = sum(each["state"] == "added" for each in answers)
    if count:
        told = ngettext("已上传 %(count)d 个文件，请逐份确认。", "已上传 %(count)d 个文件，请逐份确认。", count)
        messages.success(request, told % {"count": count})
    for each in answers:
        if each["state"] != "added":
            tell = messages.warning if each["state"] == "there" else messages.error
            tell(request, f"{each['name'][:80]}：{each['reason']}")
