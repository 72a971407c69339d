"""How much may be searched from one address: far more than a person searches, less than a program asks.

An office, a school or a town may stand behind one address. So whoever is over the limit is not sent away: the browser does
some work (`library.proof`), which opens the address for as many searches again.
"""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.cache import cache

from dudao.web.library.proof import check_proof
from dudao.web.pages.rates import is_within
from dudao.web.pages.requests import PersonRequest

PURPOSE, MORE, SECONDS = "library-search", 60, 3600
"""So many searches for one proof, within so many seconds."""


def may_search(request: PersonRequest) -> bool:
    """Count one more search; no where the limit is reached and nothing is left of what was proved."""
    if request.acting.is_known:
        return is_within(request, "library-search-known")
    if is_within(request, "library-search"):
        return True
    left = int(cache.get(_name(request), 0))
    if left:
        cache.set(_name(request), left - 1, SECONDS)
    return left > 0


def open_more(request: PersonRequest, challenge: str, number: str) -> None:
    """Open an address for more searches, for work that was done; without a script only waiting helps.

    Raises:
        Refused: a proof that does not hold.
    """
    if check_proof(PURPOSE, challenge, number, least=0):
        cache.set(_name(request), int(cache.get(_name(request), 0)) + MORE, SECONDS)


def _name(request: PersonRequest) -> str:
    return f"library.more.{get_adapter().get_client_ip(request)}"
