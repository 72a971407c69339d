"""The task centre: one's jobs, one job with its progress."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from dudao.web.acting import Role
from dudao.web.jobs import actions, policy
from dudao.web.jobs.contexts import JobDetailPage, JobListPage, JobProgressPart
from dudao.web.jobs.models import Job
from dudao.web.jobs.queries import jobs_for
from dudao.web.pages.lists import leaf_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page


@require_GET
@known_only
def job_list(request: PersonRequest) -> HttpResponse:
    """My jobs (任务中心)."""
    leaf = leaf_of(request, jobs_for(request.acting))
    is_moving = any(job.is_open for job in leaf.rows)
    shows_people = request.acting.role is Role.OPERATOR
    return render_page(request, JobListPage(leaf=leaf, is_moving=is_moving, shows_people=shows_people))


@require_GET
@known_only
def job_detail(request: PersonRequest, address: str) -> HttpResponse:
    """One job."""
    job = _job(request, address)
    return render_page(request, JobDetailPage(job=job, steer=policy.may_steer_job(request.acting, job.person_id)))


@require_GET
@known_only
def job_progress(request: PersonRequest, address: str) -> HttpResponse:
    """The part of the page that changes; when the job has ended, the page it stands on is loaded anew."""
    job = _job(request, address)
    answer = render_page(request, JobProgressPart(job=job))
    if not job.is_open:
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@known_only
def job_withdraw(request: PersonRequest, address: str) -> HttpResponse:
    """Take a job back."""
    actions.withdraw_job(address=_job(request, address).address, by=request.acting, at=request.moment)
    messages.success(request, _("已取消。"))
    return redirect("jobs:job-detail", address=address)


@require_POST
@known_only
def job_again(request: PersonRequest, address: str) -> HttpResponse:
    """Have a job run again."""
    actions.run_again(address=_job(request, address).address, by=request.acting, at=request.moment)
    return redirect("jobs:job-detail", address=address)


def _job(request: PersonRequest, address: str) -> Job:
    job = jobs_for(request.acting).filter(address=address).first()
    if job is None:
        raise Http404
    return job
