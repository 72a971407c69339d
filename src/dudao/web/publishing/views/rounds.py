"""Publishing from a round: submissions that may go into the library, and the step itself."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dudao.web.pages.lists import leaf_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.policies import Refused
from dudao.web.publishing import actions, policy, queries
from dudao.web.publishing.contexts import RoundListPage, RoundPublishPage
from dudao.web.publishing.forms import RoundForm
from dudao.web.submissions.timing import rules_of


@require_GET
@known_only
def submission_list(request: PersonRequest) -> HttpResponse:
    """What rounds have to publish."""
    policy.may_publish_rounds(request.acting).require()
    return render_page(request, RoundListPage(leaf=leaf_of(request, queries.submissions_for(request.acting))))


@require_http_methods(["GET", "POST"])
@known_only
def submission_publish(request: PersonRequest, address: str) -> HttpResponse:
    """Put one submission's report into the library."""
    policy.may_publish_rounds(request.acting).require()
    submission = queries.submissions_for(request.acting).filter(address=address).first()
    if submission is None:
        raise Http404
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.publish_submission(
                address=address,
                notice_days=form.cleaned_data["notice_days"],
                by=request.acting,
                at=request.moment,
            )
        except Refused as error:
            form.add_error(None, str(error.reason))
        else:
            messages.success(request, _("已从封存件取出报告，处理完后请做隐私检查，再提交审核。"))
            return redirect("publishing:document-correct", made.address)
    page = RoundPublishPage(
        submission=submission,
        may=policy.may_publish_submission(request.acting, submission),
        form=form,
        shows_scores=rules_of(submission.evaluated).shows_scores,
    )
    return render_page(request, page, status=422 if form.errors else 200)
