"""Asking that a remark be accepted, and deciding on it."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dudao.web.pages.handed_in import language
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused
from dudao.web.report_desk import actions, policy, queries
from dudao.web.report_desk.actions.exceptions import Wish
from dudao.web.report_desk.contexts import RemarkPage
from dudao.web.report_desk.forms import ExceptionForm
from dudao.web.report_desk.models import AcceptedRemark, VersionCheck
from dudao.web.report_desk.states import EXCEPTION_MOVES
from dudao.web.report_desk.views.loading import loaded_version

USUAL_DAYS = 180


@require_http_methods(["GET", "POST"])
@known_only
def remark_detail(request: PersonRequest, address: str, code: str, number: int, key: str) -> HttpResponse:
    """Ask that a remark stay."""
    version = loaded_version(request, address, code, number)
    evaluated = version.desk.evaluated
    check = VersionCheck.objects.filter(version=version).first()
    remark = queries.remark_of(check, key, language()) if check else None
    if remark is None:
        raise Http404
    first = {"until": timezone.localdate(request.moment) + timedelta(days=USUAL_DAYS)}
    form = ExceptionForm(request.POST or None, initial=first)
    if form.is_valid():
        try:
            wish = Wish(**form.cleaned_data)
            actions.ask_exception(version=version, key=key, wish=wish, by=request.acting, at=request.moment)
        except Refused as error:
            form.add_error(None, str(error.reason))
        else:
            messages.success(request, _("已提出，等另一位同意后不再计入。"))
            return redirect("report_desk:version-detail", address=address, code=code, number=number)
    page = RemarkPage(
        evaluated=evaluated,
        version=version,
        remark=remark,
        form=form,
        earlier=list(version.desk.exceptions.filter(fingerprint=key)),
        ask=policy.may_ask_exception(request.acting, evaluated, request.moment),
    )
    return render_page(request, page, status=422 if form.errors else 200)


@require_POST
@known_only
def exception_decide(request: PersonRequest, exception: str, move: str) -> HttpResponse:
    """Agree, refuse, open again."""
    asked = AcceptedRemark.objects.select_related("desk__evaluated__round").filter(address=exception).first()
    if asked is None or move not in EXCEPTION_MOVES:
        raise Http404
    evaluated = asked.desk.evaluated
    words = request.POST.get("words", "")
    actions.decide_exception(address=exception, move=move, words=words, by=request.acting, at=request.moment)
    messages.success(request, _("已办理。"))
    return redirect("report_desk:desk-detail", address=evaluated.round.address, code=evaluated.body_id)
