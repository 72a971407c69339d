"""Who may give posts, and who sees the workbench."""

from __future__ import annotations

from dudao.web.acting import Acting, Role
from dudao.web.policies import NOT_KNOWN, YES, Answer, first_no

GIVERS = (Role.OPERATOR, Role.SUPERVISOR, Role.COORDINATOR)


def may_see_workbench(acting: Acting) -> Answer:
    """Everybody who has logged in."""
    return YES if acting.is_known else NOT_KNOWN


def may_give_posts(acting: Acting, path: str) -> Answer:
    """Operators everywhere; a supervising office and a government's coordinator in their own area."""
    return first_no(acting.must_be(*GIVERS), acting.must_cover(path))
