"""The catalogue of a body: list, points, search, what was put aside."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from dudao.web.acting import Role
from dudao.web.evidence import policy, queries
from dudao.web.evidence.contexts import CatalogueListPage, EntryListPage, PointListPage, RemovedPage, SearchPage
from dudao.web.evidence.forms import ReasonForm, UploadForm
from dudao.web.evidence.proposals import lacks_of
from dudao.web.evidence.requirements import is_out_of_date, kinds_of, met_and_asked
from dudao.web.evidence.standing import met_of
from dudao.web.evidence.states import EntryState
from dudao.web.evidence.views.finding import catalogue_or_404, department_choices, point_choices
from dudao.web.pages.lists import leaf_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.rounds.models import RoundBody


@require_GET
@known_only
def catalogue_list(request: PersonRequest) -> HttpResponse:
    """Catalogues of my area, in rounds that were opened."""
    return render_page(request, CatalogueListPage(rows=queries.catalogues_for(request.acting)))


@require_GET
@known_only
def entry_list(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """Entries of a body."""
    return entry_page(request, catalogue_or_404(request, address, code))


def entry_page(
    request: PersonRequest, evaluated: RoundBody, *, form: UploadForm | None = None, status: int = 200
) -> HttpResponse:
    """The list of a catalogue, with the form to hand in files for those who may."""
    asked = {name: request.GET.get(name, "").strip() for name in queries.ASKED}
    rows = queries.narrowed(queries.entries_of(evaluated), asked)
    leaf = leaf_of(request, rows)
    own = policy.own_points(request.acting, evaluated)
    add = policy.may_add(request.acting, evaluated, request.moment, own=own)
    twice, judged = queries.files_twice(evaluated), evaluated.round.period
    met, required = met_of(evaluated)
    page = EntryListPage(
        evaluated=evaluated,
        leaf=leaf,
        rows=[(each, is_out_of_date(each.period, judged), each.file_id in twice, lacks_of(each)) for each in leaf.rows],
        unsure=queries.unsure_of(evaluated),
        totals=queries.totals_of(rows),
        met=met,
        required=required,
        points=[*point_choices(evaluated), (queries.NO_POINT, _("（没有对应要点）"))],
        departments=department_choices(evaluated),
        kinds=kinds_of(evaluated.round.edition),
        states=[
            *((each.value, str(each.label)) for each in EntryState),
            ("paper", _("没有文件")),
            (queries.UNFILLED, _("有未填项目")),
        ],
        asked=asked,
        query=request.GET.urlencode(),
        add=add,
        judge=bool(add) and request.acting.role is Role.COORDINATOR,
        form=(form or UploadForm(point_choices(evaluated, own), initial={"point": asked["point"]})) if add else None,
        reason_form=ReasonForm(auto_id="reason_%s"),
    )
    return render_page(request, page, status=status)


@require_GET
@known_only
def point_list(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """What the scheme asks for, and what is there."""
    evaluated = catalogue_or_404(request, address, code)
    covers = queries.covers_of(evaluated)
    met, required = met_and_asked(covers)
    page = PointListPage(
        evaluated=evaluated,
        covers=covers,
        met=met,
        required=required,
        duplicates=queries.duplicates_of(evaluated),
    )
    return render_page(request, page)


@require_GET
@known_only
def search(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """Search in what the files say."""
    evaluated = catalogue_or_404(request, address, code)
    words = request.GET.get("words", "").strip()[:200]
    hidden = queries.hidden_from(request.acting, evaluated)
    leaf = leaf_of(request, queries.passages_of(evaluated, words, hidden=hidden), size=20) if words else None
    page = SearchPage(
        evaluated=evaluated,
        words=words,
        leaf=leaf,
        hits=queries.hits_of(evaluated, leaf.rows, words, hidden) if leaf else [],
        unread=queries.unread_of(evaluated),
    )
    return render_page(request, page)


@require_GET
@known_only
def entry_removed(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """What was put aside."""
    evaluated = catalogue_or_404(request, address, code)
    rows = evaluated.evidence.exclude(removed_at=None).select_related("file").order_by("-removed_at")
    own = policy.own_points(request.acting, evaluated)
    add = policy.may_add(request.acting, evaluated, request.moment, own=own)
    return render_page(request, RemovedPage(evaluated=evaluated, entries=list(rows[:200]), add=add))
