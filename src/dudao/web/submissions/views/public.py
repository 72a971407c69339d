"""Pages for everybody: notices with their objections, and what was received under a hash."""

from __future__ import annotations

from allauth.core import ratelimit
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dudao.bundles.names import is_digest
from dudao.web.pages.lists import leaf_of
from dudao.web.pages.requests import PersonRequest, render_page
from dudao.web.policies import Refused
from dudao.web.submissions import actions, policy, queries
from dudao.web.submissions.actions.showing import Said
from dudao.web.submissions.contexts import HashPage, NoticeListPage, NoticePage, ObjectionPage
from dudao.web.submissions.forms import ObjectionForm
from dudao.web.submissions.models import Objection
from dudao.web.submissions.timing import rules_of


@require_GET
def notice_list(request: PersonRequest) -> HttpResponse:
    """Notices under way."""
    return render_page(request, NoticeListPage(leaf=leaf_of(request, queries.public_notices())))


@require_http_methods(["GET", "POST"])
def notice_detail(request: PersonRequest, address: str) -> HttpResponse:
    """A notice; anybody may object as long as it lasts."""
    notice = queries.public_notice(address)
    if notice is None:
        raise Http404
    submission = notice.submission
    rules = rules_of(submission.evaluated)
    is_open = policy.may_object(notice, request.moment)
    form = ObjectionForm(address, request.POST or None, takes_anonymous=rules.takes_anonymous) if is_open else None
    if request.method == "POST":
        is_open.require()
    if form is not None and form.is_valid():
        if not ratelimit.consume(request, action="objection"):
            raise Refused(_("提交过于频繁，请一小时后再试，或按公示的联系方式反映。"))
        given = form.cleaned_data
        said = Said(text=given["text"], name=given["name"], contact=given["contact"])
        made = actions.make_objection(notice=address, said=said, by=request.acting, at=request.moment)
        return redirect("submissions:objection-state", objection=made.address)
    page = NoticePage(notice=notice, submission=submission, rules=rules, form=form)
    return render_page(request, page, status=422 if form is not None and form.errors else 200)


@require_GET
def objection_state(request: PersonRequest, objection: str) -> HttpResponse:
    """An objection with its answer; its address is known to whoever made it."""
    rows = Objection.objects.select_related("notice__submission__evaluated__round")
    return render_page(request, ObjectionPage(objection=get_object_or_404(rows, address=objection)))


@require_GET
def hash_check(request: PersonRequest, digest: str = "") -> HttpResponse:
    """What was received under a hash; by the code on a paper, or typed."""
    asked = (digest or request.GET.get("hash", "")).strip().lower().replace(" ", "")
    found = queries.received_by_hash(asked) if is_digest(asked) else None
    return render_page(request, HashPage(digest=asked[:64], found=found))
