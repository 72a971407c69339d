"""Writing in the site: the copy with its paragraphs, facts to put in, proposed wordings."""

from __future__ import annotations

from collections import defaultdict

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dudao.reports.draft.amounts import printed_amount
from dudao.reports.draft.document import PartKind
from dudao.web.acting import Role
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused, Words
from dudao.web.report_desk import actions, policy
from dudao.web.report_desk.actions.copy import Overtaken
from dudao.web.report_desk.contexts import CopyPage, OffersPage, PartPage, PartShown
from dudao.web.report_desk.forms import FrontForm, PartForm
from dudao.web.report_desk.knowledge import known_for
from dudao.web.report_desk.models import Desk, Proposal, WorkingCopy, WorkingPart
from dudao.web.report_desk.provenance import Offer, facts_like
from dudao.web.report_desk.sections import points_by_part
from dudao.web.report_desk.states import PROPOSAL_MOVES, ProposalState
from dudao.web.report_desk.views.desk import to_version
from dudao.web.report_desk.views.loading import loaded_version, own_desk
from dudao.web.rounds.models import RoundBody
from dudao.web.schemes.editions import scheme_of

KINDS: list[tuple[str, Words]] = [
    (PartKind.TEXT.value, gettext_lazy("正文")),
    (PartKind.HEADING_1.value, gettext_lazy("一级标题（一、）")),
    (PartKind.HEADING_2.value, gettext_lazy("二级标题（（一））")),
    (PartKind.HEADING_3.value, gettext_lazy("三级标题（1.）")),
    (PartKind.HEADING_4.value, gettext_lazy("四级标题（（1））")),
]


def _copy_of(evaluated: RoundBody) -> WorkingCopy:
    copy = WorkingCopy.objects.select_related("based_on", "desk").filter(desk__evaluated=evaluated).first()
    if copy is None:
        raise Http404
    return copy


@require_GET
@known_only
def copy_detail(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """The copy as it stands."""
    evaluated = own_desk(request, address, code)
    copy = _copy_of(evaluated)
    parts = _shown(request, evaluated, list(copy.parts.all()), copy.desk)
    front = {name: getattr(copy, name) for name in FrontForm.base_fields}
    page = CopyPage(
        evaluated=evaluated,
        copy=copy,
        parts=parts,
        front=FrontForm(initial=front),
        kinds=KINDS,
        opened=request.GET.get("part", ""),
        characters=sum(len(each.part.text) for each in parts),
        limit=scheme_of(evaluated.round.edition).report_limit or 0,
        write=policy.may_write(request.acting, evaluated, request.moment),
    )
    return render_page(request, page)


def _shown(request: PersonRequest, evaluated: RoundBody, parts: list[WorkingPart], desk: Desk) -> list[PartShown]:
    """Paragraphs with their figures marked, and what departments propose for each."""
    proposed: dict[str, list[Proposal]] = defaultdict(list)
    for each in desk.proposals.filter(state=ProposalState.PROPOSED):
        proposed[each.part].append(each)
    own: frozenset[str] = frozenset()
    points: dict[str, frozenset[str]] = {}
    if request.acting.role is Role.REPORTER:
        own, points = policy.points_of(request.acting, evaluated), points_by_part(desk)
    return [
        PartShown(each, pieces_of(each), proposed[each.key], bool(own & points.get(each.key, frozenset())))
        for each in parts
    ]


def pieces_of(part: WorkingPart) -> list[tuple[str, str]]:
    """The text cut at its figures: each piece with the reference of its fact, "" for words."""
    pieces, position = [], 0
    for start, end, reference in sorted(part.figures):
        if start >= position:
            pieces += [(part.text[position:start], ""), (part.text[start:end], reference)]
            position = end
    return [each for each in (*pieces, (part.text[position:], "")) if each[0]]


@require_POST
@known_only
def copy_start(request: PersonRequest, address: str, code: str, number: int) -> HttpResponse:
    """Begin to write from a version."""
    version = loaded_version(request, address, code, number)
    actions.start_copy(version=version, by=request.acting, at=request.moment)
    return redirect("report_desk:copy-detail", address=address, code=code)


@require_http_methods(["GET", "POST"])
@known_only
def part_change(request: PersonRequest, address: str, code: str, key: str) -> HttpResponse:
    """One paragraph: to read, to change, saved while one types."""
    evaluated = own_desk(request, address, code)
    if request.method == "GET":
        return _part(request, evaluated, key, is_open="read" not in request.GET)
    form = PartForm(request.POST)
    if not form.is_valid():
        raise Refused(_("段落没有填写完整，请刷新页面后再试。"))
    given = form.cleaned_data
    overruled = request.POST.get("overrule", "")
    revision = int(overruled) if overruled.isdigit() else given["revision"]
    try:
        actions.change_part(
            evaluated=evaluated,
            key=key,
            text=given["text"],
            kind=given["kind"],
            revision=revision,
            inserted=given["inserted"],
            by=request.acting,
            at=request.moment,
        )
    except Overtaken:
        status = (
            200 if "autosave" in request.POST else 422
        )  # a script reads the answer; a refused one is no fault of the page
        return _part(request, evaluated, key, is_open=True, mine=given["text"], status=status)
    if "autosave" in request.POST:
        return _part(request, evaluated, key, is_open=True)
    if request.headers.get("HX-Request"):
        return _part(request, evaluated, key, is_open=False)
    return redirect("report_desk:copy-detail", address=address, code=code)


def _part(
    request: PersonRequest,
    evaluated: RoundBody,
    key: str,
    *,
    is_open: bool,
    mine: str = "",
    status: int = 200,
) -> HttpResponse:
    copy = _copy_of(evaluated)
    part = copy.parts.filter(key=key).first()
    if part is None:
        raise Http404
    page = PartPage(
        evaluated=evaluated,
        shown=_shown(request, evaluated, [part], copy.desk)[0],
        kinds=KINDS,
        is_open=is_open,
        mine=mine,
        write=policy.may_write(request.acting, evaluated, request.moment),
    )
    if not request.headers.get("HX-Request"):
        return render_page(request, page, status=status)
    name = "report_desk/_saved.html" if "autosave" in request.POST else PartPage.fragment
    return render(request, name, {"page": page}, status=status)


@require_POST
@known_only
def part_new(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """A paragraph more."""
    evaluated = own_desk(request, address, code)
    after, kind = request.POST.get("after", ""), request.POST.get("kind", PartKind.TEXT.value)
    part = actions.add_part(evaluated=evaluated, after=after, kind=kind, by=request.acting, at=request.moment)
    answer = redirect("report_desk:copy-detail", address=address, code=code)
    answer["Location"] += f"?part={part.key}#part-{part.key}"
    return answer


@require_POST
@known_only
def part_remove(request: PersonRequest, address: str, code: str, key: str) -> HttpResponse:
    """A paragraph less."""
    evaluated = own_desk(request, address, code)
    revision = request.POST.get("revision", "")
    try:
        actions.remove_part(
            evaluated=evaluated,
            key=key,
            revision=int(revision) if revision.isdigit() else 0,
            by=request.acting,
            at=request.moment,
        )
    except Overtaken as error:
        raise Refused(_("这一段刚被 %(who)s 改过，请看过之后再删。") % {"who": error.part.changed_by}) from error
    messages.success(request, _("已删除一段；上一版本里还有。"))
    return redirect("report_desk:copy-detail", address=address, code=code)


@require_POST
@known_only
def front_change(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """Title, addressee, signatory, date."""
    evaluated = own_desk(request, address, code)
    form = FrontForm(request.POST)
    if not form.is_valid():
        raise Refused(_("标题没有填写。"))
    actions.change_front(evaluated=evaluated, columns=form.cleaned_data, by=request.acting, at=request.moment)
    messages.success(request, _("已保存。"))
    return redirect("report_desk:copy-detail", address=address, code=code)


@require_POST
@known_only
def copy_save(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """A version of what was written."""
    evaluated = own_desk(request, address, code)
    note = request.POST.get("note", "").strip()
    version = actions.save_copy(evaluated=evaluated, note=note, by=request.acting, at=request.moment)
    messages.success(request, _("已存为第 %(number)s 版。") % {"number": version.number})
    return to_version(version)


@require_POST
@known_only
def copy_discard(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """Back to the version it began from."""
    evaluated = own_desk(request, address, code)
    actions.discard_copy(evaluated=evaluated, by=request.acting, at=request.moment)
    messages.success(request, _("已放弃修改，回到所依据的版本。"))
    return redirect("report_desk:copy-detail", address=address, code=code)


@require_GET
@known_only
def fact_list(request: PersonRequest, address: str, code: str) -> HttpResponse:
    """Facts to put into a paragraph."""
    evaluated = own_desk(request, address, code)
    words = request.GET.get("words", "").strip()
    known = known_for(evaluated)
    asked = {"own": evaluated.body_id, "unit": "", "kind": "figure", "period": evaluated.round.period}
    values = {str(each.reference): each for each in known.facts} if words else {}

    def printed(offer: Offer) -> str:
        fact = values.get(offer.reference)
        return printed_amount(fact.value, fact.unit) if fact is not None and fact.value is not None else offer.value

    offers = [(each, printed(each)) for each in facts_like(words, known, **asked)] if words else []
    page = OffersPage(evaluated=evaluated, words=words, offers=offers)
    if request.headers.get("HX-Request"):
        return render(request, "report_desk/_facts.html", {"page": page})
    return render_page(request, page)


@require_POST
@known_only
def wording_propose(request: PersonRequest, address: str, code: str, key: str) -> HttpResponse:
    """Another wording for a paragraph."""
    evaluated = own_desk(request, address, code)
    text, reason = request.POST.get("text", ""), request.POST.get("reason", "")
    actions.propose_wording(
        evaluated=evaluated, key=key, text=text, reason=reason, by=request.acting, at=request.moment
    )
    messages.success(request, _("建议已提交给牵头联络员。"))
    return redirect("report_desk:copy-detail", address=address, code=code)


@require_POST
@known_only
def proposal_decide(request: PersonRequest, proposal: str, move: str) -> HttpResponse:
    """Take a proposed wording, or not."""
    found = Proposal.objects.select_related("desk__evaluated__round").filter(address=proposal).first()
    if found is None or move not in PROPOSAL_MOVES:
        raise Http404
    words = request.POST.get("words", "")
    actions.decide_proposal(address=proposal, move=move, words=words, by=request.acting, at=request.moment)
    messages.success(request, _("已办理。"))
    evaluated = found.desk.evaluated
    return redirect("report_desk:copy-detail", address=evaluated.round.address, code=evaluated.body_id)
