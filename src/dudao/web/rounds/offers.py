"""Pages about a whole round that apps above offer: the page of a round leads there whoever may open them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from dudao.web.acting import Acting
from dudao.web.policies import Answer, Words
from dudao.web.rounds.models import Round


@dataclass(frozen=True, slots=True)
class Offer:
    """A page whose address takes the round's: what it is called, its icon, and who may open it."""

    url_name: str
    label: Words
    icon: str
    may: Callable[[Acting, Round], Answer]


_offers: dict[str, Offer] = {}


def add_offer(offer: Offer) -> None:
    """Let an app offer a page about a round."""
    _offers[offer.url_name] = offer


def offers_for(acting: Acting, found: Round) -> list[tuple[str, Offer]]:
    """Addresses of the pages that somebody may open, with what they are."""
    return [
        (reverse(each.url_name, args=[found.address]), each) for each in _offers.values() if each.may(acting, found)
    ]
