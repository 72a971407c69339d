"""Versions: two compared, one restored, renewed, settled, taken away as a file."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dudao.reports.compare.versions import compare_readings
from dudao.reports.model import Reading
from dudao.reports.output.difference_lines import GROUPS, counts_in_words, lines_of, share_in_words
from dudao.values.errors import DudaoError
from dudao.web.pages.handed_in import language
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused
from dudao.web.report_desk import actions, files, policy, queries
from dudao.web.report_desk.checking import readings_of
from dudao.web.report_desk.contexts import ComparePage
from dudao.web.report_desk.models import ReportVersion
from dudao.web.report_desk.views.desk import to_version
from dudao.web.report_desk.views.loading import loaded_version, own_desk


@require_GET
@known_only
def version_compare(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """What changed from one version to another; the last two where nothing is asked for."""
    evaluated = own_desk(request, address, code)
    versions = queries.versions_of(evaluated)
    if not versions:
        raise Http404
    by_number = {str(each.number): each for each in versions}
    new = by_number.get(request.GET.get("new", ""), versions[0])
    before = next((each for each in versions if each.number < new.number), versions[-1])
    old = by_number.get(request.GET.get("old", ""), before)
    lang = language()
    difference = compare_readings(_reading(old), _reading(new))
    lines = lines_of(difference, lang)
    page = ComparePage(
        evaluated=evaluated,
        versions=versions,
        old=old,
        new=new,
        difference=difference,
        groups=[
            (GROUPS[name].in_language(lang), counts_in_words(found, lang), list(found)) for name, found in lines.items()
        ],
        same=share_in_words(difference.same_text),
        write=policy.may_write(request.acting, evaluated, request.moment),
    )
    return render_page(request, page)


def _reading(version: ReportVersion) -> Reading:
    try:
        return _read(version)
    except DudaoError as error:
        raise Refused(error.sentence(language())) from error


def _read(version: ReportVersion) -> Reading:
    return readings_of(version.file.path, version.file_name, version.sha256)[0]


@require_GET
@known_only
def version_download(request: PersonRequest, address: str, code: str, number: int, kind: str) -> HttpResponse:
    """A version as a file."""
    version = loaded_version(request, address, code, number)
    if kind not in files.KINDS:
        raise Http404
    try:
        found = files.download_of(version, kind, today=timezone.localdate(request.moment), lang=language())
    except DudaoError as error:
        raise Refused(error.sentence(language())) from error
    answer = HttpResponse(found.blob, content_type=found.content_type)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_POST
@known_only
def version_restore(request: PersonRequest, address: str, code: str, number: int) -> HttpResponse:
    """An earlier version again, as a new one."""
    version = loaded_version(request, address, code, number)
    made = actions.restore_version(version=version, by=request.acting, at=request.moment)
    messages.success(request, _("已恢复为第 %(number)s 版。") % {"number": made.number})
    return to_version(made)


@require_POST
@known_only
def version_renew(request: PersonRequest, address: str, code: str, number: int) -> HttpResponse:
    """New values into the text."""
    version = loaded_version(request, address, code, number)
    made = actions.renew_values(version=version, by=request.acting, at=request.moment)
    messages.success(request, _("已按新数据生成第 %(number)s 版。") % {"number": made.number})
    return to_version(made)


@require_POST
@known_only
def version_settle(request: PersonRequest, address: str, code: str, number: int) -> HttpResponse:
    """This one is final."""
    version = loaded_version(request, address, code, number)
    actions.settle_version(version=version, by=request.acting, at=request.moment)
    messages.success(request, _("第 %(number)s 版已定稿。") % {"number": number})
    return redirect("report_desk:desk-detail", address=address, code=code)
