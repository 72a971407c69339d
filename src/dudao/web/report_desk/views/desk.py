"""The desk: list of reports, versions of one, drafting and uploading."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dudao.web.acting import Role
from dudao.web.pages.handed_in import hand_in
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.report_desk import actions, policy, queries
from dudao.web.report_desk.contexts import DeskListPage, DeskPage, UploadPage
from dudao.web.report_desk.exceptions import shown_exceptions
from dudao.web.report_desk.forms import UploadForm
from dudao.web.report_desk.knowledge import stamp_of
from dudao.web.report_desk.models import ReportVersion, VersionCheck, WorkingCopy
from dudao.web.report_desk.states import ProposalState
from dudao.web.report_desk.views.loading import own_desk
from dudao.web.rounds.states import StageKind
from dudao.web.rounds.windows import deadline_of


@require_GET
@known_only
def desk_list(request: PersonRequest) -> HttpResponse:
    """Reports I may see."""
    policy.may_read_desks(request.acting).require()
    return render_page(request, DeskListPage(rows=queries.desks_for(request.acting)))


@require_GET
@known_only
def desk_detail(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """The versions of one report."""
    evaluated, acting, at = own_desk(request, address, code), request.acting, request.moment
    desk = queries.desk_of(evaluated)
    versions = queries.versions_of(evaluated)
    newest = versions[0] if versions else None
    check = VersionCheck.objects.filter(version=newest).first() if newest else None
    stamp = stamp_of(evaluated)
    if newest is not None and desk is not None:
        newest.desk = desk
    page = DeskPage(
        evaluated=evaluated,
        desk=desk,
        versions=versions,
        newest=newest,
        changed=queries.changed_of(check),
        exceptions=shown_exceptions(desk, check, acting, at) if desk else [],
        copy=WorkingCopy.objects.filter(desk=desk).select_related("based_on").first() if desk else None,
        proposals=desk.proposals.filter(state=ProposalState.PROPOSED).count() if desk else 0,
        is_stale=check is not None and check.stamp != stamp,
        write=policy.may_write(acting, evaluated, at),
        again=policy.may_bind(acting, evaluated, at),
        settle=policy.may_settle(acting, newest, check, stamp, at)
        if newest
        else policy.may_write(acting, evaluated, at),
        propose=acting.role is Role.REPORTER,
        due=deadline_of(evaluated, StageKind.REPORT),
    )
    return render_page(request, page)


@require_POST
@known_only
def report_draft(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """Draft with one click."""
    evaluated = own_desk(request, address, code)
    version = actions.draft_report(evaluated=evaluated, by=request.acting, at=request.moment)
    messages.success(request, _("已起草第 %(number)s 版。") % {"number": version.number})
    return to_version(version)


def to_version(version: ReportVersion) -> HttpResponse:
    """To the page of a version."""
    evaluated = version.desk.evaluated
    return redirect(
        "report_desk:version-detail",
        address=evaluated.round.address,
        code=evaluated.body_id,
        number=version.number,
    )


@require_http_methods(["GET", "POST"])
@known_only
def report_upload(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """Hand in one's own file."""
    evaluated = own_desk(request, address, code)
    policy.may_write(request.acting, evaluated, request.moment).require()
    form = UploadForm(request.POST or None, request.FILES or None)
    version = hand_in(form, actions.upload_report, evaluated=evaluated, by=request.acting, at=request.moment)
    if version is not None:
        messages.success(request, _("已上传为第 %(number)s 版。") % {"number": version.number})
        return to_version(version)
    return render_page(request, UploadPage(evaluated, form), status=422 if form.errors else 200)


@require_POST
@known_only
def report_unsettle(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """No final version any more."""
    evaluated = own_desk(request, address, code)
    actions.unsettle_version(evaluated=evaluated, by=request.acting, at=request.moment)
    messages.success(request, _("已取消定稿。"))
    return redirect("report_desk:desk-detail", address=address, code=code)
