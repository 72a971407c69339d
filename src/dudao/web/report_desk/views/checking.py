"""The checked version: text and remarks, one figure with its fact, checking again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dudao.reports.rules.registry import FAMILIES
from dudao.web.pages.handed_in import language
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.report_desk import actions, policy, queries
from dudao.web.report_desk.contexts import FigurePage, VersionPage
from dudao.web.report_desk.knowledge import evidence_at, known_for, source_of, stamp_of
from dudao.web.report_desk.models import ReportVersion, VersionCheck
from dudao.web.report_desk.provenance import facts_like, way_of
from dudao.web.report_desk.renewing import renewed_words
from dudao.web.report_desk.states import ExceptionState
from dudao.web.report_desk.tasks import last_check
from dudao.web.report_desk.views.desk import to_version
from dudao.web.report_desk.views.loading import loaded_version

Plain = dict[str, Any]


@require_GET
@known_only
def version_detail(request: PersonRequest, address: str, code: str, number: int) -> HttpResponse:
    """A version with its remarks."""
    version = loaded_version(request, address, code, number)
    return render_page(request, _version_page(request, version))


def _version_page(request: PersonRequest, version: ReportVersion) -> VersionPage:
    evaluated, acting, at, lang = version.desk.evaluated, request.acting, request.moment, language()
    check = VersionCheck.objects.filter(version=version).first()
    result = check.result if check else {}
    asked = {name: request.GET.get(name, "").strip() for name in queries.ASKED}
    stamp = stamp_of(evaluated)
    waiting = version.desk.exceptions.filter(state=ExceptionState.ASKED).values_list("fingerprint", flat=True)
    bind = policy.may_bind(acting, evaluated, at)
    changed = queries.changed_of(check)
    return VersionPage(
        evaluated=evaluated,
        version=version,
        check=check,
        text=mark_safe(result.get("text", {}).get(lang, "")),  # noqa: S308 - the core escapes the report's text
        outline=result.get("outline", []),
        listed=queries.listed(result, asked, lang),
        asked=asked,
        families={name: both.in_language(lang) for name, both in FAMILIES.items()},
        waiting=frozenset(waiting),
        is_stale=check is not None and check.stamp != stamp,
        is_own=policy.is_own(acting, evaluated),
        is_newest=not version.desk.versions.filter(number__gt=version.number).exists(),
        write=policy.may_write(acting, evaluated, at),
        bind=bind,
        settle=policy.may_settle(acting, version, check, stamp, at),
        is_word=version.content is not None or version.file_name.lower().endswith(".docx"),
        job=last_check(evaluated) if check is None else None,
        renewable=sum(renewed_words(each) is not None for each in changed) if version.content is not None else 0,
    )


@require_POST
@known_only
def version_check(request: PersonRequest, address: str, code: str, number: int) -> HttpResponse:
    """Check again with what is known now."""
    version = loaded_version(request, address, code, number)
    check = actions.check_again(version=version, by=request.acting, at=request.moment)
    told = {"errors": check.errors, "warnings": check.warnings}
    messages.success(request, _("已重新核对：%(errors)s 处错误，%(warnings)s 处提醒。") % told)
    return to_version(version)


@require_http_methods(["GET", "POST"])
@known_only
def figure_detail(request: PersonRequest, address: str, code: str, number: int, name: str) -> HttpResponse:
    """One figure; say what it is bound to."""
    version = loaded_version(request, address, code, number)
    if request.method == "POST":
        _say(request, version, name)
        if not request.headers.get("HX-Request"):
            return redirect("report_desk:figure-detail", address=address, code=code, number=number, name=name)
        version = loaded_version(request, address, code, number)
        page = _figure_page(request, version, name)
        return render(request, "report_desk/_decided.html", {"page": page, "whole": _version_page(request, version)})
    page = _figure_page(request, version, name)
    if request.headers.get("HX-Request"):
        return render(request, FigurePage.fragment, {"page": page})
    return render_page(request, page)


def _say(request: PersonRequest, version: ReportVersion, name: str) -> None:
    act, fact = request.POST.get("act", ""), request.POST.get("fact", "")
    if act == "forget":
        actions.forget_word(version=version, name=name, by=request.acting, at=request.moment)
        return
    note = request.POST.get("note", "").strip()[:200]
    said = {"act": "confirm" if fact else act, "fact": fact, "note": note}
    actions.say_of_binding(version=version, name=name, by=request.acting, at=request.moment, **said)


def _figure_page(request: PersonRequest, version: ReportVersion, name: str) -> FigurePage:
    evaluated = version.desk.evaluated
    check = VersionCheck.objects.filter(version=version).first()
    figure = queries.figure_of(check, name) if check else None
    if check is None or figure is None:
        raise Http404
    known, words = known_for(evaluated), request.GET.get("words", "").strip()
    asked = {"own": evaluated.body_id, "unit": figure["unit"], "kind": figure["kind"], "period": figure["period"]}
    way = way_of(figure["fact"], known)
    return FigurePage(
        evaluated=evaluated,
        version=version,
        figure=figure,
        way=way,
        source=source_of(evaluated, figure["fact"]),
        evidence=evidence_at(evaluated, [each["title"] for each in _headings(check.result["outline"], figure)]),
        offers=facts_like(words, known, **asked) if words else [],
        words=words,
        bind=policy.may_bind(request.acting, evaluated, request.moment),
    )


def _headings(outline: list[Plain], figure: Plain) -> list[Plain]:
    """The headings above a figure, outermost first."""
    path: list[Plain] = []
    for each in outline:
        if each["start"] > figure["start"]:
            break
        path = [*(one for one in path if one["level"] < each["level"]), each]
    return path
