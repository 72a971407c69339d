"""The office that runs the round: download, verify, send back, late requests, rules; and objections with their answers."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dudao.bundles.limits import MB
from dudao.bundles.verify import verify_bundle
from dudao.values.errors import DudaoError
from dudao.web.pages.handed_in import language
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused
from dudao.web.rounds.queries import own_bodies, round_for
from dudao.web.submissions import actions, policy
from dudao.web.submissions.contexts import LatePage, ObjectionListPage, RulesPage, SendBackPage, VerifyPage
from dudao.web.submissions.forms import AnswerForm, DecideForm, RulesForm, SendBackForm
from dudao.web.submissions.models import LateRequest, Objection, SendingRules, Submission
from dudao.web.submissions.queries import notice_of
from dudao.web.submissions.views.found import no_file, stored_answer, submission_of

MOST_VERIFIED = 300 * MB
"""Read within a request at most; a larger one is verified by the command."""
ZIP = "application/zip"


def _readable(request: PersonRequest, address: str) -> Submission:
    submission = submission_of(request, address)
    policy.may_read(request.acting, submission).require()
    return submission


@require_GET
@known_only
def bundle(request: PersonRequest, address: str) -> HttpResponseBase:
    """The file: as it was sent, with the endorsements; as it was sealed before that."""
    submission = _readable(request, address)
    file = submission.sent_file or submission.file
    if not file:
        raise no_file()
    return stored_answer(file, f"{submission.evaluated.name}-{submission.number}.zip", ZIP)


@require_GET
@known_only
def verify(request: PersonRequest, address: str) -> HttpResponse:
    """The stored file, verified now, part by part."""
    submission = _readable(request, address)
    file = submission.sent_file or submission.file
    if not file:
        raise no_file()
    page = VerifyPage(submission=submission, verdict="too-large", faults=[], looked=None, moment=request.moment)
    if submission.size <= MOST_VERIFIED:
        page = _verified(request, submission, Path(file.path))
    return render_page(request, page)


def _endorsed(submission: Submission) -> str:
    """The hash of the endorsements, once they are in the file."""
    return submission.endorsements_hash if submission.sent_file else ""


def _verified(request: PersonRequest, submission: Submission, path: Path) -> VerifyPage:
    previous = submission.replaces.hash if submission.replaces else ""
    try:
        found = verify_bundle(path, expected=submission.hash, endorsed=_endorsed(submission), previous=previous)
    except (DudaoError, OSError) as error:
        told = error.sentence(language()) if isinstance(error, DudaoError) else _("文件不在")
        messages.error(request, told)
        return VerifyPage(submission=submission, verdict="broken", faults=[], looked=None, moment=request.moment)
    return VerifyPage(
        submission=submission,
        verdict=found.verdict,
        faults=[(each, each.sentence(language())) for each in found.faults],
        looked=found.looked,
        moment=request.moment,
    )


@require_http_methods(["GET", "POST"])
@known_only
def send_back(request: PersonRequest, address: str) -> HttpResponse:
    """Return a whole submission."""
    submission = submission_of(request, address)
    policy.may_send_back(request.acting, submission).require()
    form = SendBackForm(request.POST or None)
    if form.is_valid():
        try:
            actions.send_back_submission(
                address=address,
                remarks=form.remarks(),
                until=form.cleaned_data["until"],
                by=request.acting,
                at=request.moment,
            )
        except Refused as error:
            form.add_error("until", str(error.reason))
        else:
            messages.success(request, _("已退回，对方的工作台会提示修改。"))
            return redirect("submissions:submission-detail", address=address)
    return render_page(request, SendBackPage(submission=submission, form=form), status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@known_only
def late_decide(request: PersonRequest, request_id: int) -> HttpResponse:
    """Grant or refuse a request to send late."""
    seen = LateRequest.objects.filter(evaluated__in=own_bodies(request.acting).values("pk"))
    found = get_object_or_404(seen.select_related("evaluated__round__office"), pk=request_id)
    form = DecideForm(request.POST or None) if policy.may_decide_late(request.acting, found) else None
    if request.method == "POST":
        policy.may_decide_late(request.acting, found).require()
    if form is not None and form.is_valid():
        given = form.cleaned_data
        try:
            actions.decide_late(
                request_id=found.pk,
                until=given["until"] if given["decision"] == "grant" else None,
                reason=given["reason"],
                by=request.acting,
                at=request.moment,
            )
        except Refused as error:
            form.add_error("until", str(error.reason))
        else:
            messages.success(request, _("已审批。"))
            return redirect("submissions:submission-list")
    has_faults = form is not None and form.errors
    return render_page(request, LatePage(request=found, form=form), status=422 if has_faults else 200)


@require_http_methods(["GET", "POST"])
@known_only
def rules_change(request: PersonRequest, round_address: str) -> HttpResponse:
    """Days of the notice and what is public."""
    found = round_for(request.acting, round_address)
    if found is None:
        raise Http404
    policy.may_set_rules(request.acting, found).require()
    kept = SendingRules.objects.filter(round=found).first() or SendingRules(round=found)
    form = RulesForm(request.POST or None, instance=kept)
    if form.is_valid():
        actions.set_rules(address=found.address, rules=form.cleaned_data, by=request.acting, at=request.moment)
        messages.success(request, _("已保存。"))
        return redirect("submissions:rules-change", round_address=found.address)
    return render_page(request, RulesPage(round=found, form=form), status=422 if form.errors else 200)


@require_GET
@known_only
def objection_list(request: PersonRequest, address: str) -> HttpResponse:
    """What the public said, with the form of each answer."""
    submission = submission_of(request, address)
    policy.may_read_objections(request.acting, submission).require()
    return _objections(request, submission)


def _objections(
    request: PersonRequest, submission: Submission, filled: tuple[str, AnswerForm] | None = None
) -> HttpResponse:
    notice = notice_of(submission)
    if notice is None:
        raise Http404
    rows = [
        (each, filled[1] if filled and filled[0] == each.address else _form_of(each))
        for each in notice.objections.all()
    ]
    answer = policy.may_answer(request.acting, submission)
    page = ObjectionListPage(submission=submission, notice=notice, objections=rows, answer=answer)
    return render_page(request, page, status=422 if filled else 200)


def _form_of(objection: Objection) -> AnswerForm:
    return AnswerForm(initial={"answer": objection.answer}, auto_id=f"answer_{objection.number}_%s")


@require_POST
@known_only
def objection_answer(request: PersonRequest, address: str, number: int) -> HttpResponse:
    """Answer an objection."""
    submission = submission_of(request, address)
    policy.may_answer(request.acting, submission).require()
    objection = get_object_or_404(Objection, notice__submission=submission, number=number)
    form = AnswerForm(request.POST, auto_id=f"answer_{number}_%s")
    if not form.is_valid():
        return _objections(request, submission, (objection.address, form))
    actions.answer_objection(
        objection=objection.address, answer=form.cleaned_data["answer"], by=request.acting, at=request.moment
    )
    messages.success(request, _("已答复。"))
    return redirect("submissions:objection-list", address=address)
