"""Who has a side of one's own, and who grants membership."""

from __future__ import annotations

from uuid import UUID

from dudao.web.acting import Acting
from dudao.web.library.policy import may_keep_library
from dudao.web.policies import NOT_KNOWN, YES, Answer


def may_have_own(acting: Acting) -> Answer:
    """Keep favourites, history and notices: everybody who has logged in."""
    return YES if acting.is_known else NOT_KNOWN


def may_grant_membership(acting: Acting) -> Answer:
    """Grant and end memberships, make codes: those who run the library."""
    return may_keep_library(acting)


def own_id(acting: Acting) -> UUID:
    """The person whose rows are the own ones; refused where nobody has logged in."""
    may_have_own(acting).require()
    assert acting.person_id is not None
    return acting.person_id
