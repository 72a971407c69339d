"""The workbench, the choice of a post, the page that explains what one may do."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.pages.standing import standings_for
from dudao.web.pages.todo import todos_for
from dudao.web.posts import actions
from dudao.web.posts.contexts import ExplainPage, PostSwitchPage, WorkbenchPage
from dudao.web.posts.explain import answers_for
from dudao.web.posts.middleware import SESSION_KEY
from dudao.web.posts.queries import actings_of


@require_GET
@known_only
def workbench(request: PersonRequest) -> HttpResponse:
    """What waits for me (工作台)."""
    todos = [(each, each.is_late(request.moment)) for each in todos_for(request.acting, request.moment)]
    standings = standings_for(request.acting, request.moment)
    return render_page(request, WorkbenchPage(todos=todos, standings=standings, moment=request.moment))


@require_http_methods(["GET", "POST"])
@known_only
def post_switch(request: PersonRequest) -> HttpResponse:
    """Choose the post in which I act."""
    actings = actings_of(request.user, timezone.localdate(request.moment))  # type: ignore[arg-type]  # known only
    if request.method == "POST":
        wanted = next((each for each in actings if str(each.post_id) == request.POST.get("post")), None)
        if wanted is None:
            raise Http404
        actions.switch_post(wanted=wanted, person=request.user, at=request.moment)  # type: ignore[arg-type]  # known
        request.session[SESSION_KEY] = str(wanted.post_id)
        return redirect("posts:workbench")
    return render_page(request, PostSwitchPage(actings=actings, current=request.acting))


@require_GET
@known_only
def explain(request: PersonRequest) -> HttpResponse:
    """What I may do here, and why not the rest."""
    asked = request.GET.get("path", "")
    return render_page(request, ExplainPage(who=request.acting, asked=asked, answers=answers_for(request.acting)))
