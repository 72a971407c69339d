"""The list of bodies with their submissions; one body: what must be there, versions, freezing, asking to send late."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from dudao.web.pages.lists import leaf_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused
from dudao.web.rounds.missing import missing_for
from dudao.web.rounds.models import Round
from dudao.web.rounds.queries import rounds_for
from dudao.web.rounds.states import RoundState, StageKind
from dudao.web.rounds.windows import deadline_of
from dudao.web.submissions import actions, policy, queries
from dudao.web.submissions.actions.freezing import lacking_in
from dudao.web.submissions.contents.gather import needs_of
from dudao.web.submissions.contexts import BodyPage, SubmissionListPage
from dudao.web.submissions.forms import FreezeForm, LackingForm, ReasonForm
from dudao.web.submissions.states import SubmissionState
from dudao.web.submissions.views.found import evaluated_of, reason_in
from dudao.web.submissions.waiting import requests_for


@require_GET
@known_only
def submission_list(request: PersonRequest) -> HttpResponse:
    """Bodies of my area with what they submitted."""
    policy.may_read_submissions(request.acting).require()
    asked = {name: request.GET.get(name, "").strip() for name in queries.ASKED}
    every = queries.bodies_for(request.acting)
    rounds = list(rounds_for(request.acting).exclude(state=RoundState.DRAFT))
    mine = [each for each in rounds if policy.may_set_rules(request.acting, each)]
    meant = [each for each in mine if each.address == asked["round"] or not asked["round"]]
    leaf = leaf_of(request, queries.narrowed(every, asked))
    page = SubmissionListPage(
        leaf=leaf,
        rows=queries.rows_of(leaf.rows),
        rounds=rounds,
        states=_states(queries.counts_by_state(every)),
        asked=asked,
        requests=requests_for(request.acting),
        rules=meant[0] if len(meant) == 1 else None,
    )
    return render_page(request, page)


def _states(counted: dict[str, int]) -> list[tuple[str, str, int]]:
    nothing = (queries.NOT_YET, str(gettext_lazy("尚未冻结")), counted.get(queries.NOT_YET, 0))
    return [nothing, *((each.value, str(each.label), counted.get(each.value, 0)) for each in SubmissionState)]


@require_GET
@known_only
def body_detail(request: PersonRequest, round_address: str, code: str) -> HttpResponse:
    """What a body has frozen, and what it still lacks."""
    found, evaluated = evaluated_of(request, round_address, code)
    versions = queries.versions_of(evaluated)
    freeze = policy.may_freeze(request.acting, evaluated, request.moment)
    needs = needs_of(evaluated)
    lacking = lacking_in(needs)
    page = BodyPage(
        round=found,
        evaluated=evaluated,
        needs=needs,
        missing=missing_for(evaluated),
        versions=versions,
        deadline=deadline_of(evaluated, StageKind.SUBMISSION),
        requests=list(evaluated.late_requests.all()),
        freeze=freeze,
        ask_late=policy.may_ask_late(request.acting, evaluated, request.moment),
        freeze_form=FreezeForm() if any(each.is_sealed for each in versions) else None,
        lacking=lacking,
        lacking_form=LackingForm() if lacking else None,
        late_form=ReasonForm(auto_id="late_%s"),
    )
    return render_page(request, page)


@require_POST
@known_only
def freeze(request: PersonRequest, round_address: str, code: str) -> HttpResponse:
    """Freeze what a body submits."""
    found, evaluated = evaluated_of(request, round_address, code)
    try:
        made = actions.freeze_submission(
            evaluated_id=evaluated.pk,
            reason=reason_in(request),
            lacking_reason=request.POST.get("lacking_reason", ""),
            by=request.acting,
            at=request.moment,
        )
    except Refused as error:
        messages.error(request, str(error.reason))
        return _body(found, code)
    messages.success(request, _("已冻结，正在封存。"))
    return redirect("submissions:submission-detail", address=made.address)


@require_POST
@known_only
def late_ask(request: PersonRequest, round_address: str, code: str) -> HttpResponse:
    """Ask to send late."""
    found, evaluated = evaluated_of(request, round_address, code)
    try:
        actions.ask_late(evaluated_id=evaluated.pk, reason=reason_in(request), by=request.acting, at=request.moment)
    except Refused as error:
        messages.error(request, str(error.reason))
    else:
        messages.success(request, _("申请已提交，请等待督导机构审批。"))
    return _body(found, code)


def _body(found: Round, code: str) -> HttpResponse:
    return redirect("submissions:body-detail", round_address=found.address, code=code)
