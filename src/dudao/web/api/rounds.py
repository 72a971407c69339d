"""Rounds for programs: those one may see, and the bodies they evaluate; addresses of data and evidence begin with both."""

from __future__ import annotations

from django.http import Http404
from ninja import Router, Schema
from pydantic import Field

from dudao.web.api.pages import Piece, Rows, piece_of
from dudao.web.pages.requests import PersonRequest
from dudao.web.rounds.models import Round, RoundBody
from dudao.web.rounds.queries import evaluated_for, own_bodies, round_for, rounds_for

router = Router(tags=["rounds"])


class RoundOut(Schema):
    """A round of evaluation."""

    address: str
    title: str
    period: str
    edition: str = Field(description="edition of the scheme it evaluates by")
    state: str


class BodyOut(Schema):
    """A body that a round evaluates."""

    code: str
    name: str


@router.get("", response=Rows[RoundOut], url_name="rounds", summary="评价轮次 / rounds")
def list_rounds(request: PersonRequest, piece: Piece) -> Rows[RoundOut]:
    """Rounds that one may see, the newest first."""
    found, after = piece_of(rounds_for(request.acting), piece, Round.objects.all())
    rows = [
        RoundOut(address=each.address, title=each.title, period=each.period, edition=each.edition_id, state=each.state)
        for each in found
    ]
    return Rows[RoundOut](rows=rows, next=after)


@router.get(
    "/{round_address}/bodies", response=list[BodyOut], url_name="round-bodies", summary="被评价单位 / bodies of a round"
)
def list_bodies(request: PersonRequest, round_address: str) -> list[BodyOut]:
    """The bodies of a round that one may see."""
    found = round_for(request.acting, round_address)
    if found is None:
        raise Http404
    rows = own_bodies(request.acting).filter(round=found).order_by("path")
    return [BodyOut(code=each.body_id, name=each.name) for each in rows]


def evaluated_at(request: PersonRequest, round_address: str, code: str) -> RoundBody:
    """An evaluated body that one may see."""
    found = round_for(request.acting, round_address)
    evaluated = evaluated_for(request.acting, found, code) if found else None
    if evaluated is None:
        raise Http404
    return evaluated
