"""The application of a county and its review by the city."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dudao.reports.draft.word import render_word
from dudao.web.assessments import actions, policy
from dudao.web.assessments.application_paper import application_form, policies_form, review_form, self_check_report
from dudao.web.assessments.applications import (
    COMPILATION,
    FORM,
    POLICIES,
    REPORT,
    Part,
    application_of,
    conditions_of,
    has_application,
    hindrance,
    parts_of_application,
    recognised_on,
)
from dudao.web.assessments.compilation import compile_policies
from dudao.web.assessments.contexts import ApplicationWritePage, ReviewWritePage
from dudao.web.assessments.forms import ApplicationForm, OpinionForm, PartForm
from dudao.web.assessments.known import measured_of
from dudao.web.assessments.models import Application
from dudao.web.assessments.queries import is_complete
from dudao.web.assessments.views.found import evaluated_at
from dudao.web.assessments.views.table import DOCX, file_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Answer, Refused, no
from dudao.web.rounds.states import StageKind
from dudao.web.rounds.windows import deadline_of

REVIEW = "review"
FORMS = {FORM: application_form, POLICIES: policies_form, REVIEW: review_form}


def _application(request: PersonRequest, address: str, code: str) -> Application:
    evaluated = evaluated_at(request.acting, address, code)
    if not has_application(evaluated):
        raise Http404
    policy.may_read(request.acting, evaluated).require()
    return application_of(evaluated)


@require_http_methods(["GET", "POST"])
@known_only
def application_write(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """The application form with the conditions and all parts."""
    found = _application(request, address, code)
    write = policy.may_write_application(request.acting, found, request.moment)
    if request.method == "POST":
        write.require()
        form = ApplicationForm(request.POST, initial={"version": found.version})
        if form.is_valid():
            columns = {name: form.cleaned_data[name] for name in ApplicationForm.Meta.fields}
            try:
                actions.write_application(
                    evaluated_id=found.evaluated.pk,
                    version=form.cleaned_data["version"],
                    columns=columns,
                    by=request.acting,
                    at=request.moment,
                )
            except Refused as refused:
                form.add_error(None, str(refused.reason))
            else:
                messages.success(request, _("已保存。"))
                return redirect("assessments:application-write", address=address, code=code)
        return _page(request, found, write, form, status=422)
    given = {name: getattr(found, name) for name in ApplicationForm.Meta.fields} | {"version": found.version}
    return _page(request, found, write, ApplicationForm(initial=given))


def _page(
    request: PersonRequest, found: Application, write: Answer, form: ApplicationForm, *, status: int = 200
) -> HttpResponse:
    evaluated, measured = found.evaluated, measured_of(found.evaluated)
    page = ApplicationWritePage(
        evaluated=evaluated,
        application=found,
        form=form if write else None,
        conditions=conditions_of(evaluated, measured),
        recognised_on=recognised_on(evaluated, measured),
        parts=parts_of_application(found),
        write=write,
        apply=_may_apply(request, found),
        review=policy.may_review(request.acting, found, request.moment),
        deadline=deadline_of(evaluated, StageKind.APPLICATION),
    )
    return render_page(request, page, status=status)


def _may_apply(request: PersonRequest, found: Application) -> Answer:
    """Whether the person may apply, and what is still missing: shown all along, not as a surprise."""
    answer = policy.may_apply(request.acting, found, request.moment)
    if not answer:
        return answer
    if not is_complete(found.evaluated):
        return no(_("自查自评还没有完成：全部要点通过、否决情形全部申明后才能申报。"))
    reason = hindrance(found.evaluated, found, measured_of(found.evaluated))
    return no(reason) if reason else answer


@require_POST
@known_only
def application_apply(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """Hand the application to the city."""
    found = _application(request, address, code)
    try:
        actions.apply_for_review(evaluated_id=found.evaluated.pk, by=request.acting, at=request.moment)
        messages.success(request, _("已申报，等待市级复核。"))
    except Refused as refused:
        messages.error(request, str(refused.reason))
    return redirect("assessments:application-write", address=address, code=code)


@require_GET
@known_only
def application_export(request: PersonRequest, address: str, code: str, part: str) -> HttpResponseBase:
    """A paper of the application as a Word file, or the compilation of policies with its documents."""
    found = _application(request, address, code)
    if part == COMPILATION:
        title = f"{found.evaluated.name}政策汇编.zip"
        return FileResponse(compile_policies(found), as_attachment=True, filename=title, content_type="application/zip")
    if part == REPORT:
        document = self_check_report(found)
        answer = HttpResponse(render_word(document), content_type=DOCX)
        answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(document.title)}.docx"
        return answer
    if part not in FORMS:
        raise Http404
    return file_of(FORMS[part](found), "docx")


@require_http_methods(["GET", "POST"])
@known_only
def review_write(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """The review, part by part."""
    found = _application(request, address, code)
    review = policy.may_review(request.acting, found, request.moment)
    if request.method == "POST":
        review.require()
        form = PartForm(request.POST)
        if form.is_valid():
            _review(request, found, form)
        return redirect("assessments:review-write", address=address, code=code)
    parts = parts_of_application(found)
    rows = [(each, PartForm(initial=_given(each), auto_id=f"{each.code}_%s") if review else None) for each in parts]
    page = ReviewWritePage(
        evaluated=found.evaluated,
        application=found,
        parts=rows,
        confirmed=sum(each.is_confirmed for each in parts),
        review=review,
        form=OpinionForm(initial={"opinion": found.opinion}),
        deadline=deadline_of(found.evaluated, StageKind.CITY_REVIEW),
    )
    return render_page(request, page)


def _given(part: Part) -> dict[str, str]:
    mark = part.mark
    return {"part": part.code, "digest": part.digest, "reason": mark.reason if mark else ""}


def _review(request: PersonRequest, found: Application, form: PartForm) -> None:
    given = form.cleaned_data
    try:
        actions.review_part(
            evaluated_id=found.evaluated.pk,
            part=given["part"],
            digest=given["digest"],
            is_confirmed=request.POST.get("verdict") == "confirm",
            reason=given["reason"],
            by=request.acting,
            at=request.moment,
        )
    except Refused as refused:
        messages.error(request, str(refused.reason))


@require_POST
@known_only
def review_decide(request: PersonRequest, address: str, code: str, decision: str) -> HttpResponse:
    """Pass the review, or send the application back."""
    found = _application(request, address, code)
    if decision not in DECISIONS:
        raise Http404
    opinion = request.POST.get("opinion", "")
    try:
        DECISIONS[decision](evaluated_id=found.evaluated.pk, opinion=opinion, by=request.acting, at=request.moment)
        messages.success(request, _("已办理。"))
    except Refused as refused:
        messages.error(request, str(refused.reason))
    return redirect("assessments:review-write", address=address, code=code)


DECISIONS = {"confirm": actions.confirm_application, "return": actions.return_application}
