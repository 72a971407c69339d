"""Who may see bodies and who changes the tree."""

from __future__ import annotations

from dudao.web.acting import Acting, Role
from dudao.web.policies import NOT_KNOWN, YES, Answer, first_no

KEEPERS = (Role.OPERATOR, Role.SUPERVISOR)
"""Who keeps the tree: the operator everywhere, a supervising office in its own area."""


def may_read_bodies(acting: Acting) -> Answer:
    """Everybody with a post reads the tree of the own area."""
    return YES if acting.area else acting.must_be(*KEEPERS) if acting.is_known else NOT_KNOWN


def may_read_body(acting: Acting, path: str) -> Answer:
    """Bodies of the own area, and the bodies above it."""
    if acting.is_known and path and acting.area.startswith(path):
        return YES
    return first_no(may_read_bodies(acting), acting.must_cover(path))


def may_change_bodies(acting: Acting, path: str) -> Answer:
    """Found, rename, move, merge, split, close: keepers, where their area covers the body."""
    return first_no(acting.must_be(*KEEPERS), acting.must_cover(path))
