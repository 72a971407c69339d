"""What helps with searching: suggestions while typing, searches that are kept, the open data package."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dudao.web.discovery import open_data, policy, saved
from dudao.web.discovery.contexts import OpenDataPage, SavedListPage, SuggestPart
from dudao.web.discovery.models import OpenPackage
from dudao.web.discovery.question import read_question
from dudao.web.discovery.suggesting import suggestions_for
from dudao.web.library.caching import FILE_SECONDS, PAGE_SECONDS, is_shared, kept, tag_of, unchanged
from dudao.web.pages.rates import is_within
from dudao.web.pages.requests import PersonRequest, known_only, render_page

MOST_PACKAGES = 12


@require_safe
def suggest(request: PersonRequest) -> HttpResponse:
    """Suggestions for what is typed, as the choices of a list."""
    if not is_within(request, "library-suggest"):
        return HttpResponse(status=429)
    found = suggestions_for(read_question(request.GET.dict()).words)
    return kept(request, render_page(request, SuggestPart(suggestions=found)), FILE_SECONDS)


@require_http_methods(["GET", "HEAD", "POST"])
@known_only
def saved_list(request: PersonRequest) -> HttpResponse:
    """My kept searches; the search in the address can be kept here."""
    question = read_question((request.POST or request.GET).dict())
    if request.method == "POST":
        saved.save_search(question=question, by=request.acting, at=request.moment)
        messages.success(request, _("已保存。有新文档符合时会提醒您。"))
        return redirect("discovery:saved-list")
    return render_page(request, SavedListPage(searches=list(saved.saved_for(request.acting)), question=question))


@require_POST
@known_only
def saved_drop(request: PersonRequest, number: int) -> HttpResponse:
    """Keep a search no longer."""
    saved.drop_search(number=number, by=request.acting, at=request.moment)
    messages.success(request, _("已删除。"))
    return redirect("discovery:saved-list")


@require_http_methods(["GET", "HEAD", "POST"])
def open_data_list(request: PersonRequest) -> HttpResponse:
    """Packages of open data; keepers have a new one made."""
    may = policy.may_make_package(request.acting)
    if request.method == "POST":
        job = open_data.ask_package(by=request.acting, at=request.moment)
        return redirect("jobs:job-detail", address=job.address)
    page = OpenDataPage(packages=list(OpenPackage.objects.all()[:MOST_PACKAGES]), may_make=bool(may))
    return kept(request, render_page(request, page), PAGE_SECONDS)


@require_safe
def open_data_file(request: PersonRequest, name: str) -> HttpResponse:
    """A package."""
    package = get_object_or_404(OpenPackage, name=name)
    tag = tag_of(package.sha256)
    if is_shared(request) and unchanged(request, tag) is not None:
        return kept(request, HttpResponse(), FILE_SECONDS, tag)
    try:
        content = (open_data.folder() / package.name).read_bytes()
    except FileNotFoundError as error:
        raise Http404 from error
    answer = HttpResponse(content, content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{package.name}"'
    return kept(request, answer, FILE_SECONDS, tag)
