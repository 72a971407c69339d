"""What the pages of the desk have in common: the body in its round, a version, and who may see them."""

from __future__ import annotations

from django.http import Http404

from dudao.web.pages.requests import PersonRequest
from dudao.web.report_desk import policy, queries
from dudao.web.report_desk.models import ReportVersion
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.queries import evaluated_for, round_for


def loaded(request: PersonRequest, address: str, code: str) -> RoundBody:
    """The body in its round, for somebody who may see the round; 404 else."""
    found = round_for(request.acting, address)
    evaluated = evaluated_for(request.acting, found, code) if found else None
    if evaluated is None:
        raise Http404
    return evaluated


def own_desk(request: PersonRequest, address: str, code: str) -> RoundBody:
    """The body in its round, for its own people; others are refused."""
    evaluated = loaded(request, address, code)
    policy.may_read_desk(request.acting, evaluated).require()
    return evaluated


def loaded_version(request: PersonRequest, address: str, code: str, number: int) -> ReportVersion:
    """A version that somebody may read; 404 for one that is not there."""
    evaluated = loaded(request, address, code)
    version = queries.version_of(evaluated, number)
    if version is None:
        policy.may_read_desk(request.acting, evaluated).require()
        raise Http404
    policy.may_read_version(request.acting, version).require()
    return version
