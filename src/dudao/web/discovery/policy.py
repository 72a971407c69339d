"""How far somebody's search goes. Tiers are decided in `library.policy`; here is only what of it a query can ask."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from dudao.web.acting import Acting
from dudao.web.library.policy import is_member, may_keep_library
from dudao.web.library.states import Tier
from dudao.web.policies import NOT_KNOWN, YES, Answer


def may_use_library(acting: Acting) -> Answer:
    """Everybody may; in the menu it stands for who has logged in."""
    return YES if acting.is_known else NOT_KNOWN


def may_save_searches(acting: Acting) -> Answer:
    """Keep searches and hear of new documents."""
    return YES if acting.is_known else NOT_KNOWN


def may_make_package(acting: Acting) -> Answer:
    """Have the open data package made."""
    return may_keep_library(acting)


def read_whole(acting: Acting, day: date, *, of: str = "") -> Q:
    """Listings of published documents that somebody reads to the end, as `reach_of` has it for each of them.

    Args:
        of: the way to the listing from what is asked for (`rendition__listings__`).
    """
    if may_keep_library(acting):
        return Q(**{f"{of}pk__isnull": False})
    tiers = [Tier.PUBLIC]
    if acting.is_known:
        tiers.append(Tier.LOGIN)
    if is_member(acting, day):
        tiers.append(Tier.MEMBERS)
    found = Q(**{f"{of}tier__in": tiers})
    return found | Q(**{f"{of}uploader": acting.person_id}) if acting.person_id else found
