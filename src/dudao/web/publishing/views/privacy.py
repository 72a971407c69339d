"""What a file exposes, beside its pages with boxes; the pages without anything covered are for uploader and keepers."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from dudao.web.library.models import Document, Version
from dudao.web.library.storage import page_picture
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused
from dudao.web.publishing import actions, policy, privacy, queries
from dudao.web.publishing.contexts import PrivacyPage, Rect, Sheet
from dudao.web.publishing.forms import BoxForm, PlaceForm
from dudao.web.publishing.models import Judgement
from dudao.web.publishing.views.finding import upload_or_404

SHEETS = 20
"""Pages with pictures that one view shows at most; the next ones come as these are decided, or by their number."""


@require_http_methods(["GET", "POST"])
@known_only
def privacy_check(request: PersonRequest, address: str) -> HttpResponse:
    """Decide of each place, draw boxes, have the pages made anew, look at what the public will see."""
    document = upload_or_404(request, address)
    version = privacy.newest_of(document)
    if version is None:
        return redirect("publishing:document-correct", address)
    if request.method != "POST":
        return _page(request, document, version)
    try:
        _do(request, document)
    except Refused as error:
        messages.error(request, str(error.reason))
    page = request.POST.get("page", "")
    back = reverse("publishing:privacy-check", args=[address])
    return redirect(f"{back}?page={page}#page-{page}" if page.isdecimal() else back)


def _do(request: PersonRequest, document: Document) -> None:
    """The one thing that a form of the page asks for."""
    by, at, address = request.acting, request.moment, document.address
    if "burn" in request.POST:
        actions.burn_in(address=address, by=by, at=at)
        messages.success(request, _("正在生成遮盖后的页面，完成后可以预览。"))
    elif "remove" in request.POST:
        actions.remove_box(address=address, key=request.POST["remove"], by=by, at=at)
    elif "draw" in request.POST:
        _draw(request, address)
    else:
        form = PlaceForm(request.POST)
        if not form.is_valid():
            raise Refused(_("请选择遮盖或保留。"))
        keys, given = request.POST.getlist("key"), form.cleaned_data
        count = actions.judge_place(
            address=address, keys=keys, decision=given["decision"], reason=given["reason"], by=by, at=at
        )
        told = ngettext("已处理 %(count)d 处。", "已处理 %(count)d 处。", count)
        messages.success(request, told % {"count": count})


def _draw(request: PersonRequest, address: str) -> None:
    form = BoxForm(request.POST)
    if not form.is_valid():
        raise Refused(_("请在页面图上拖出一个框，或填写四边的位置（0 到 100）。"))
    given = form.cleaned_data
    actions.draw_box(
        address=address,
        page=given["page"],
        sides=form.sides(),
        reason=given["reason"],
        by=request.acting,
        at=request.moment,
    )


@require_GET
@known_only
def bare_picture(request: PersonRequest, address: str, number: int) -> HttpResponse:
    """The picture of a page with nothing covered, or as it will be public (`?shown=1`)."""
    document = upload_or_404(request, address)
    version = privacy.newest_of(document)
    if version is None:
        raise Http404
    rendition = version.rendition if request.GET.get("shown") else privacy.bare_of(version.rendition)
    picture = page_picture(rendition, number)
    if not picture.is_file():
        raise Http404
    answer = HttpResponse(picture.read_bytes(), content_type="image/webp")
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _page(request: PersonRequest, document: Document, version: Version) -> HttpResponse:
    places = privacy.places_of(document, version)
    drawn = [each for each in privacy.judged(document, version) if each.is_drawn]
    last = version.rendition.pictures or version.rendition.pages
    asked = request.GET.get("page", "")
    number = min(max(int(asked[:6]), 1), max(last, 1)) if asked.isdecimal() else 0
    is_preview = "preview" in request.GET
    touched = {each.exposure.page for each in places} | {each.page for each in drawn}
    numbers = _numbers(touched, number, last, is_preview)
    page = PrivacyPage(
        document=document,
        version=version,
        sheets=[_sheet(each, places, drawn) for each in numbers],
        pages=list(range(1, last + 1)),
        asked=number,
        total=len(places),
        undecided=_undecided(places),
        open_places=sum(each.judgement is None for each in places),
        is_burnt_in=privacy.is_burnt_in(document, version),
        is_preview=is_preview,
        may=policy.may_cover(request.acting, document),
        under_way=queries.with_jobs([document])[0],
    )
    return render_page(request, page)


def _undecided(places: list[privacy.Place]) -> list[tuple[str, list[str]]]:
    """Undecided places by kind, for deciding of all of a kind at once."""
    found: dict[str, list[str]] = {}
    for each in places:
        if each.judgement is None:
            found.setdefault(str(each.exposure.label), []).append(each.exposure.key)
    return [(label, keys) for label, keys in found.items() if len(keys) > 1]


def _numbers(touched: set[int], asked: int, last: int, is_preview: bool) -> list[int]:
    """Which pages are shown: the one asked for alone, else all with something on them; the first where there is none."""
    if asked:
        return [asked]
    if is_preview:
        return list(range(1, min(last, SHEETS) + 1))
    return sorted(touched)[:SHEETS] or [1]


def _sheet(number: int, places: list[privacy.Place], drawn: list[Judgement]) -> Sheet:
    on_page = [each for each in places if each.exposure.page == number]
    own = [each for each in drawn if each.page == number]
    rects = [_rect(box, "drawn") for each in own for box in each.boxes]
    for place in on_page:
        tone = place.judgement.decision if place.judgement else "open"
        rects += [_rect(box, tone) for box in place.exposure.boxes]
    return Sheet(number, on_page, own, rects, BoxForm(initial={"page": number}, auto_id=f"box-{number}-%s"))


def _rect(box: Sequence[float], tone: str) -> Rect:
    left, top, right, bottom = box
    return Rect(f"{left:.4f}", f"{top:.4f}", f"{right - left:.4f}", f"{bottom - top:.4f}", tone)
