"""Applying for an account, deciding, and the way back in for who forgot the password."""

from __future__ import annotations

from uuid import UUID

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from dudao.web.accounts.models import Person
from dudao.web.pages.lists import leaf_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.people import actions, policy, queries
from dudao.web.people.contexts import ApplicationListPage, ApplicationPage, ApplicationStatePage, GatePage
from dudao.web.people.entering import enter
from dudao.web.people.forms import ApplicationForm, PasswordForm, RefusalForm
from dudao.web.people.links import open_link
from dudao.web.people.models import Application, ResetLink
from dudao.web.people.states import ApplicationState
from dudao.web.policies import Refused


@require_http_methods(["GET", "POST"])
def apply(request: PersonRequest) -> HttpResponse:
    """Ask for an account with a post."""
    site = settings.SITE
    if not (site.takes_applications or site.is_public):
        raise Refused(_("本站不开放注册申请，请向本单位联络员索取邀请链接。"))
    form = ApplicationForm(request.POST or None, is_public=site.is_public)
    back = request.GET.get("next", "")  # `enter` looks whether it leads to this site
    if form.is_valid():
        if not ratelimit.consume(request, action="apply"):
            raise Refused(_("提交过于频繁，请一小时后再试。"))
        if form.wanted is None:
            person = actions.join_as_member(new=form.new, at=request.moment)
            messages.success(request, _("注册成功。"))
            return enter(request, person, back)
        made = actions.apply_for_post(new=form.new, wanted=form.wanted, at=request.moment)
        return redirect("people:application-state", made.pk)
    lead_in = _("提交后由所在单位联络员或上级审核，通过后即可登录。")
    page = GatePage(heading=_("注册申请"), form=form, button=_("提交申请"), lead_in=lead_in)
    return render_page(request, page, status=422 if form.errors else 200)


@require_GET
def application_state(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """Where an application stands; its address is known to the applicant alone."""
    found = get_object_or_404(Application.objects.select_related("body"), pk=application_id)
    return render_page(request, ApplicationStatePage(application=found))


@require_GET
@known_only
def application_list(request: PersonRequest) -> HttpResponse:
    """Applications that I may decide."""
    policy.may_see_people(request.acting).require()
    asked = {"state": request.GET.get("state", ApplicationState.WAITING.value)}
    leaf = leaf_of(request, queries.applications_for(request.acting, asked["state"]))
    states = [(state.value, state.label) for state in ApplicationState]
    return render_page(request, ApplicationListPage(leaf=leaf, states=states, asked=asked))


@require_http_methods(["GET", "POST"])
@known_only
def application_decide(request: PersonRequest, application_id: UUID) -> HttpResponse:
    """Accept an application, or refuse it with a reason."""
    policy.may_see_people(request.acting).require()
    found = queries.applications_for(request.acting).filter(pk=application_id).first()
    if found is None:
        raise Http404
    is_yes = request.POST.get("decision") == "accept"
    form = RefusalForm(request.POST if request.method == "POST" and not is_yes else None)
    if is_yes:
        actions.accept_application(application_id=found.pk, by=request.acting, at=request.moment)
        messages.success(request, _("已通过，对方可以登录了。"))
        return redirect("people:application-list")
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.refuse_application(application_id=found.pk, reason=reason, by=request.acting, at=request.moment)
        messages.success(request, _("已退回申请。"))
        return redirect("people:application-list")
    taken = found.state == ApplicationState.WAITING and Person.objects.filter(login=found.login).exists()
    page = ApplicationPage(application=found, form=form, taken=taken)
    return render_page(request, page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def password_reset(request: PersonRequest, secret: str) -> HttpResponse:
    """Set another password by a link."""
    found = open_link(ResetLink, secret, request.moment)
    if found is None:
        lead_in = _("此链接已使用或过期，请联系本单位联络员重新发放。")
        page = GatePage(heading=_("重设密码"), form=None, button="", lead_in=lead_in)
        return render_page(request, page, status=410)
    form = PasswordForm(request.POST or None, person=found.person)
    if form.is_valid():
        actions.set_own_password(secret=secret, password=form.hashed, at=request.moment)
        messages.success(request, _("密码已更新，请用新密码登录。"))
        return redirect("account_login")
    told = [(_("姓名"), found.person.name), (_("登录名"), found.person.login)]
    page = GatePage(heading=_("重设密码"), form=form, button=_("保存新密码"), told=told)
    return render_page(request, page, status=422 if form.errors else 200)


@require_GET
def password_lost(request: PersonRequest) -> HttpResponse:
    """What to do when the password is forgotten: who can help."""
    lead_in = _("请联系本单位联络员、上级督导机构或系统管理员，由其在“人员与岗位”中为您生成重设密码的链接。")
    return render_page(request, GatePage(heading=_("忘记密码"), form=None, button="", lead_in=lead_in))
