"""Pages about the interface: what there is, and one's keys."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dudao.web.acting import Role
from dudao.web.api import actions, policy
from dudao.web.api.contexts import ReferencePage, TokenListPage, TokenMadePage
from dudao.web.api.forms import TokenForm
from dudao.web.api.interface import api
from dudao.web.api.queries import tokens_for
from dudao.web.api.reference import groups_of
from dudao.web.pages.requests import PersonRequest, known_only, render_page


@require_GET
@known_only
def reference(request: PersonRequest) -> HttpResponse:
    """What programs can ask for."""
    schema = api.get_openapi_schema(path_prefix="")
    address = request.build_absolute_uri("v1")
    return render_page(request, ReferencePage(groups=groups_of(schema), address=address))


@require_http_methods(["GET", "POST"])
@known_only
def token_list(request: PersonRequest) -> HttpResponse:
    """My keys, and making one."""
    form = TokenForm(request.POST or None)
    if form.is_valid():
        token, secret = actions.make_token(**form.cleaned_data, by=request.acting, at=request.moment)
        return render_page(request, TokenMadePage(token=token, secret=secret))
    page = TokenListPage(
        tokens=[(each, each.is_open(request.moment)) for each in tokens_for(request.acting)[:200]],
        form=form,
        make=policy.may_make_tokens(request.acting),
        shows_people=request.acting.role is Role.OPERATOR,
    )
    return render_page(request, page, status=422 if form.errors else 200)


@require_POST
@known_only
def token_revoke(request: PersonRequest, address: str) -> HttpResponse:
    """Take a key back."""
    if not tokens_for(request.acting).filter(address=address).exists():
        raise Http404
    actions.revoke_token(address=address, by=request.acting, at=request.moment)
    messages.success(request, _("已作废。"))
    return redirect("api:token-list")
