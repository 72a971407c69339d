"""Why a person may or may not: asked by who keeps an area about anybody in it, for any page and at any body."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from dudao.web.acting import Acting
from dudao.web.pages.requests import PersonRequest, known_only, render_page
from dudao.web.people import policy, queries
from dudao.web.people.contexts import WhyPage
from dudao.web.people.forms import WhyForm
from dudao.web.people.rehearsal import opens_for
from dudao.web.posts.explain import answers_for
from dudao.web.posts.queries import actings_of


@require_GET
@known_only
def person_why(request: PersonRequest, person_id: UUID) -> HttpResponse:
    """Each post of a person: whether a page opens, and what every policy answers, with the reason of each no."""
    policy.may_see_people(request.acting).require()
    person = queries.person_for(request.acting, person_id)
    if person is None:
        raise Http404
    form = WhyForm(request.GET or None)
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    actings = actings_of(person, queries.today(request.moment)) or [Acting(person_id=person.pk, name=person.name)]
    address, path = asked.get("address", ""), asked["body"].path if asked.get("body") else ""
    page = WhyPage(
        person=person,
        form=form,
        pages=[(each, opens_for(address, person, each, request)) for each in actings] if address else [],
        answers=[(each, answers_for(each, path)) for each in actings],
    )
    return render_page(request, page)
