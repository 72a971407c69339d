"""A reader's own pages; each shows the reader's own rows and nobody else's."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dudao.web.library.keeping import page_of
from dudao.web.library.models import Document
from dudao.web.pages.lists import leaf_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.readers import own, queries
from dudao.web.readers.contexts import ChoicesPage, FavouriteListPage, HistoryPage, NoticeListPage, UploadListPage
from dudao.web.readers.exporting import export_of
from dudao.web.readers.forms import ChoicesForm
from dudao.web.readers.notices import unread_count
from dudao.web.readers.panels import FavouriteState
from dudao.web.readers.tabs import tabs_for


@require_http_methods(["GET", "POST"])
@known_only
def notice_list(request: PersonRequest) -> HttpResponse:
    """My notices; a POST marks all of them as read."""
    if request.method == "POST":
        own.mark_read(by=request.acting, at=request.moment)
        return redirect("readers:notice-list")
    leaf = leaf_of(request, queries.notices_of(request.acting))
    page = NoticeListPage(tabs=tabs_for(request.acting), leaf=leaf, unread=unread_count(request.acting))
    return render_page(request, page)


@require_POST
@known_only
def notice_open(request: PersonRequest, number: int) -> HttpResponse:
    """Mark a notice as read and go where it leads."""
    found = get_object_or_404(queries.notices_of(request.acting), pk=number)
    own.mark_read(by=request.acting, at=request.moment, notice=found.pk)
    is_here = url_has_allowed_host_and_scheme(found.address, allowed_hosts=None)
    return redirect(found.address if is_here else "readers:notice-list")


@require_GET
@known_only
def favourite_list(request: PersonRequest) -> HttpResponse:
    """My favourites."""
    leaf = leaf_of(request, queries.favourites_of(request.acting))
    return render_page(request, FavouriteListPage(tabs=tabs_for(request.acting), leaf=leaf))


@require_http_methods(["GET", "POST"])
@known_only
def favourite_switch(request: PersonRequest, address: str) -> HttpResponse:
    """Make a document a favourite or take it out: the button by itself for htmx, else back to the document.

    A GET, after a visitor logged in, leads back to the document, where the button is.
    """
    document = _document(request, address)
    if request.method == "GET":
        return redirect(page_of(document))
    is_one = own.switch_favourite(document=document, by=request.acting, at=request.moment)
    if request.headers.get("HX-Request") == "true":
        panel = FavouriteState(is_favourite=is_one, is_known=True)
        return render(request, "readers/_favourite.html", {"panel": panel, "document": document})
    return redirect(page_of(document))


@require_POST
@known_only
def visit(request: PersonRequest, address: str) -> HttpResponse:
    """The page of a document tells that it was opened."""
    own.remember_visit(document=_document(request, address), by=request.acting, at=request.moment)
    return HttpResponse(status=204)


def _document(request: PersonRequest, address: str) -> Document:
    found = queries.document_seen(request.acting, address)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "POST"])
@known_only
def history(request: PersonRequest) -> HttpResponse:
    """What I opened; a POST forgets all of it."""
    if request.method == "POST":
        own.forget_history(by=request.acting)
        messages.success(request, _("阅读记录已清空。"))
        return redirect("readers:history")
    leaf = leaf_of(request, queries.visits_of(request.acting))
    page = HistoryPage(tabs=tabs_for(request.acting), leaf=leaf, choices=queries.choices_of(request.acting))
    return render_page(request, page)


@require_GET
@known_only
def upload_list(request: PersonRequest) -> HttpResponse:
    """What I handed in, with where it stands."""
    leaf = leaf_of(request, queries.uploads_of(request.acting))
    return render_page(request, UploadListPage(tabs=tabs_for(request.acting), leaf=leaf))


@require_http_methods(["GET", "POST"])
@known_only
def choices(request: PersonRequest) -> HttpResponse:
    """My choices, and what is kept of me."""
    chosen = queries.choices_of(request.acting)
    initial = {"pen_name": chosen.pen_name, "keeps_history": chosen.keeps_history}
    form = ChoicesForm(request.POST or None, initial=initial)
    if form.is_valid():
        own.choose(**form.cleaned_data, by=request.acting)
        messages.success(request, _("已保存。"))
        return redirect("readers:choices")
    page = ChoicesPage(tabs=tabs_for(request.acting), form=form)
    return render_page(request, page, status=422 if form.errors else 200)


@require_GET
@known_only
def export(request: PersonRequest) -> HttpResponse:
    """Everything that the library keeps of me."""
    answer = JsonResponse(export_of(request.acting), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="my-library.json"'
    return answer


@require_POST
@known_only
def forget(request: PersonRequest) -> HttpResponse:
    """Delete favourites, history, notices and choices, once one says so."""
    if request.POST.get("sure") != "1":
        messages.error(request, _("请先勾选确认。"))
        return redirect("readers:choices")
    own.forget_all(by=request.acting)
    messages.success(request, _("收藏、阅读记录、通知和设置已删除。"))
    return redirect("readers:choices")
