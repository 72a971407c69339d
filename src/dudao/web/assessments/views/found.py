"""The body and point that a page is about, for this person; 404 for what they may not see."""

from __future__ import annotations

from django.http import Http404

from dudao.web.acting import Acting
from dudao.web.assessments.points import Marked, marked_points
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.queries import evaluated_for, round_for
from dudao.web.rounds.states import RoundState


def evaluated_at(acting: Acting, address: str, code: str) -> RoundBody:
    """An evaluated body of a round that was opened."""
    found = round_for(acting, address)
    evaluated = evaluated_for(acting, found, code) if found is not None else None
    if evaluated is None or evaluated.round.state == RoundState.DRAFT:
        raise Http404
    return evaluated


def marked_at(evaluated: RoundBody, point: str) -> Marked:
    """A point of the round's edition."""
    marked = marked_points(evaluated.round.edition).get(point)
    if marked is None:
        raise Http404
    return marked
